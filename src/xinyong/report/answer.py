"""The first page of a report: title, banner, the question, and the answer in plain words."""

from __future__ import annotations

from xinyong.audit.sentences import strongest, title_of
from xinyong.report.conduct import forgone_sentence, prevented_sentence
from xinyong.report.content import Bullets, Paragraph, Section, Sides, Terms, Text, strong, text
from xinyong.report.harm import mistaken_sentence, restricted_sentence
from xinyong.report.material import Material, find
from xinyong.report.numbers import length, whole
from xinyong.report.procedure import told_sentence
from xinyong.report.rules import assumed_sentence
from xinyong.report.say import HERE, full, is_number, opening, written
from xinyong.report.scenarios import covered, range_note

MARKS = {"outline": "Outline", "composite": "Composite"}
"""Kinds of evidence that stand first in every title: no values are published, or the parts are of several places."""

EVIDENCE = {
    "text": "values read in the scheme's own rules",
    "items": "some values published, read in press and academic accounts",
    "outline": "no values published; they are assumed",
    "composite": "parts of several places put together",
}


def title(material: Material) -> str:
    """Return the title, without the mark of its evidence: `Suining mass credit (2010), as modelled`."""
    return title_of(material.scheme, material.recipe.members)


def place(material: Material) -> str:
    """Return where the scheme is from, as a reader would write it."""
    issuer = material.scheme.issued_by
    return issuer.place.replace("-", " ").title() if issuer.place.islower() else issuer.place


def banner(material: Material) -> Text:
    """Return what must be read before anything else."""
    return text(
        f"This is a model of synthetic people. None of it happened in {place(material)} or anywhere else. Nobody in it is "
        "real. It is not a credit service.",
    )


def subtitle(material: Material) -> Text:
    """Return who made the rules, how well they are known, and how many people were played."""
    issuer, evidence = material.scheme.issued_by, material.scheme.evidence
    return text(
        f"Rules of {issuer.body}, {place(material)}; evidence: {evidence} ({EVIDENCE[evidence]}). Played over "
        f"{whole(material.n_people)} synthetic people for {length(material.days)}, as modelled by Xinyong.",
    )


def compared(material: Material) -> str:
    """Return what was compared with what."""
    people, ran = whole(material.n_people), length(material.days)
    if material.responding is None and material.main.baseline is None:
        return (
            f"Nothing yet: {people} synthetic people live {ran} under the scheme, and the same lives under "
            f"{material.against} were not played for this report."
        )
    return (
        f"The same {people} synthetic people live the same {ran} twice, with the same luck: once under the scheme, once under "
        f"{material.against}. Only the rules differ, so what differs between the two is due to the rules."
    )


def assumptions(material: Material) -> str:
    """Return what is assumed, for a reader who reads nothing else."""
    told = [column.said for column in material.columns]
    respond = f" How people respond is assumed as well: the report shows what follows if {' and if '.join(told)}."
    return (
        f"{assumed_sentence(material)}. So is most of the synthetic place: how often people do what the rules name, who "
        f"notices, how often the wrong person is written down.{respond}"
    )


def short(material: Material) -> Terms:
    """Return the five answers that a reader should leave with."""
    wrongful = find(material.headline, "wrongful_entries_share")
    by_mistake = f" {opening(wrongful)} {full(wrongful)} were wrongful." if wrongful and is_number(wrongful) else ""
    pairs = (
        ("What was compared?", compared(material)),
        ("How many were restricted?", restricted_sentence(material)),
        ("How many by mistake?", f"{mistaken_sentence(material)}{_shape(by_mistake)}"),
        ("What is assumed?", assumptions(material)),
        (f"Did this happen in {place(material)}?", "No. It is a model: the people are synthetic, and most of what they do and "
         "what is noticed is assumed. It says what such rules would do under these assumptions."),
    )  # fmt: skip
    return Terms(tuple((text(question), text(answer)) for question, answer in pairs), "questions")


def _shape(sentence: str) -> str:
    return sentence.replace(" of the entries against people were wrongful", " of the entries against people were wrongful")


def question_section(material: Material) -> Section:
    """Return the question that the report answers."""
    name = title(material).removesuffix(", as modelled")
    asked = (
        f"What would the rules of “{name}”, as far as they are known, do to the people of a synthetic place, beside what "
        f"{material.against} does to the same people?"
    )
    return Section("question", "The question", (Paragraph(text(asked)), Paragraph(text(compared(material)))))


def answer_section(material: Material) -> Section:
    """Return the answer in plain words, and the strongest sentence on either side from the same table."""
    findings = [restricted_sentence(material), mistaken_sentence(material), protected_sentence(material),
                told_sentence(material), prevented_sentence(material), forgone_sentence(material)]  # fmt: skip
    best, worst = strongest(_all_measures(material), title(material))
    moves = _what_moves(material)
    return Section(
        "answer",
        "The answer, in plain words",
        (
            Bullets(tuple(text(sentence) for sentence in findings)),
            Paragraph(text(range_note(material)), "note"),
            *((Paragraph(text(strong("What would change the answer. "), moves)),) if moves else ()),
            Sides("The strongest sentence for the scheme", text(best), "The strongest sentence against it", text(worst)),
            Paragraph(text("Both sentences are taken from the same tables below."), "note"),
        ),
    )


def protected_sentence(material: Material) -> str:
    """Return how many restricted days rest on protected conduct."""
    found = find(material.headline, "protected_restricted_days")
    if found is None or not is_number(found):
        return f"Restricted days that rest on protected conduct {HERE}: {written(found) if found else 'not computed'}."
    return (
        f"{opening(found)} {full(found)} rest on protected conduct such as faith, speech or petitioning."
    ).replace(" per 1,000 people a year rest", " restricted days per 1,000 people a year rest")


def _all_measures(material: Material) -> tuple[object, ...]:
    return material.headline


def _what_moves(material: Material) -> str:
    """Return the assumed values that move the share of people restricted most, where that was tried."""
    share = find(material.headline, "restricted_people_share")
    if share is None or not share.rests_on:
        return ""
    return f"How many are restricted moves most with {', '.join(share.rests_on[:3])}."
