"""The first page of a report: title, banner, the question, and the answer in plain words."""

from __future__ import annotations

from xinyong.audit.sentences import AGAINST, title_of
from xinyong.report.content import Bullets, Paragraph, Section, Span, Terms, Text, strong, text
from xinyong.report.harm import cause_sentence, restricted_sentence
from xinyong.report.lead import shown_first
from xinyong.report.linked import led, to_figure, told
from xinyong.report.material import LAW_ALONE, Material
from xinyong.report.numbers import length, whole
from xinyong.report.say import HERE, with_range
from xinyong.report.scenarios import range_note
from xinyong.vocabulary import ONE_SIDED

MARKS = {"outline": "Outline", "composite": "Composite"}
"""Kinds of evidence that stand first in every title: no values are published, or the parts are of several places."""

EVIDENCE = {
    "text": "values read in the scheme's own rules",
    "items": "some values published, read in press and academic accounts",
    "outline": "no values published; they are assumed",
    "composite": "parts of several places put together",
}


WRONGFUL = "Wrongful: the facts, or the scheme's own rules, were broken"
"""What wrongful means, said once in a report."""


NO = (
    "No. It is a model: the people are synthetic, and most of what they do and what is noticed is assumed. It says "
    "what such rules would do under these assumptions."
)

SAME_TABLES = (
    "The two sentences that stand side by side on the first page, and these, are from the same tables below. Which "
    "figure weighs most was fixed before any run: harm to those who did nothing wrong, then error, then rights, then "
    "silence."
)
MOST_HARMS = 3

LIVES = (
    "In a synthetic life, chances to act come up day by day; the person takes them or not, some are seen, some of "
    "these are written down, now and then about the wrong person."
)

LAW = (
    " Ordinary law alone means what the world file states: courts, police, banks and offices still act, only the "
    "scheme is missing."
)

RESPONSES_DIFFER = (
    "How people answer to rules was measured for no such scheme. The tables below put the possible answers side by "
    "side, a column each:"
)
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
"""Small numbers as they are written in a sentence."""


def title(material: Material) -> str:
    """Return the title, without the mark of its evidence: `Suining mass credit (2010), as modelled`."""
    return title_of(material.scheme)


def place(material: Material) -> str:
    """Return where the scheme is from, as a reader would write it; empty where it is of no one place."""
    issuer = material.scheme.issued_by
    if issuer.level in ("none", "fiction") or issuer.place in ("none", "nowhere"):
        return ""
    return issuer.place.replace("-", " ").title() if issuer.place.islower() else issuer.place


def banner(material: Material) -> Text:
    """Return what must be read before anything else."""
    there = f"in {place(material)} or anywhere else" if place(material) else "anywhere"
    return text(
        f"This is a model of synthetic people. None of it happened {there}. Nobody in it is real. It is not a credit "
        "service.",
    )


def subtitle(material: Material) -> Text:
    """Return who made the rules, how well they are known, and how many people were played."""
    name, issuer, evidence = material.scheme.name, material.scheme.issued_by, material.scheme.evidence
    original: tuple[str | Span, ...] = ()
    if name.zh_hans:
        original = (Span(name.zh_hans, lang="zh-Hans"), Span(f" {name.pinyin}", lang="zh-Latn"), ". ")
    return text(
        *original,
        f"Issued by: {', '.join(words for words in (issuer.body, place(material)) if words)}. Evidence: {evidence} "
        f"({EVIDENCE[evidence]}). Played over {whole(material.n_people)} synthetic people for "
        f"{length(material.days)}, as modelled by Xinyong.",
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
        f"The same {people} synthetic people live the same {ran} twice, with the same luck: once under the scheme, "
        f"once under {material.against}. Only the rules differ, so what differs between the two is due to the rules."
    )


def assumptions(material: Material) -> str:
    """Return what is assumed, for a reader who reads nothing else."""
    told = [column.said for column in material.columns if column.response not in ONE_SIDED]
    shows = f"what follows if {told[0]}" if len(told) == 1 else f"{NUMBERS[len(told)]} possible answers side by side"
    respond = f" How people respond is assumed as well: the report shows {shows}."
    return (
        f"{material.assumed}; so is most of the synthetic place: how often people do what the rules name, who "
        f"notices, how often the wrong person is written down.{respond}"
    )


def nothing_came(material: Material) -> str:
    """Return that the rules changed nothing, where no figure of any column is anything but zero; else nothing."""
    told = (m.value for column in material.columns for m in column.measures if m.side != "b")
    own = (column.outcome.ledger["recipient"].size for column in material.columns)
    return "" if any(own) or any(told) else f"Nothing came of the rules {HERE}: no entry, nobody restricted, no act. "


def short(material: Material) -> Terms:
    """Return, below the first paragraph, the answers that a reader should leave with."""
    entries = told(material.headline("wrongful_entries_share"))
    cause = cause_sentence(material)
    share = material.headline("restricted_people_share")
    restricted = led(restricted_sentence(material), with_range(share), share.name)
    pairs = (
        (text("What was compared?"), text(compared(material))),
        (text("How many were restricted?"), text(nothing_came(material), restricted)),
        (text("How many entries were mistakes?"), text(entries, f" {cause}" if cause else "", f" ({WRONGFUL}.)")),
        (text("What is assumed?"), text(assumptions(material))),
        (text(f"Did this happen in {place(material) or 'any place'}?"), text(NO)),
    )
    return Terms(pairs, "questions")


def answer_section(material: Material) -> Section:
    """Return the question, the harms that weigh most, what ranges cover, and what would change the answer."""
    name = title(material).removesuffix(", as modelled")
    asked = (
        f"What would the rules of “{name}”, as far as they are known, do to the people of a synthetic place, beside "
        f"what {material.against} does to the same people?"
    )
    return Section(
        "answer",
        "The question, and what would change the answer",
        (
            Paragraph(text(asked)),
            Paragraph(text(LIVES, LAW if material.against == LAW_ALONE else "")),
            *_harms(material),
            Paragraph(text(strong("What would change the answer. "), *what_would_change(material))),
            Paragraph(text(range_note(material)), "note"),
            *_scenarios(material),
        ),
    )


def _harms(material: Material) -> tuple[Paragraph | Bullets, ...]:
    """Return the harms that weigh most of those that are shown."""
    found = shown_first(material, AGAINST, MOST_HARMS)
    if not found:
        return (Paragraph(text(f"No harm is shown {HERE}: every figure against the scheme is nothing."), "finding"),)
    heading = "The harm that weighs most" if len(found) == 1 else "The harms that weigh most, the heaviest first"
    return (
        Paragraph(text(strong(f"{heading}. "), SAME_TABLES)),
        Bullets(tuple(told(one) for one in found)),
    )


def what_would_change(material: Material) -> tuple[str | Span, ...]:
    """Return what the answer turns on: values that move it, clauses that were not found, how people respond."""
    said: list[str | Span] = []
    share = material.headline("restricted_people_share")
    if share.rests_on:
        said += ["How many are restricted moves most with ", to_figure("; ".join(share.rests_on[:3]), share.name), ". "]
    else:
        said.append("Which assumed values move the figures most was not tried for this report; the audit of the "
                    "comparison (xinyong audit) tries them, and a report made after it says so. ")  # fmt: skip
    if material.recipe.unknown:
        said.append("Clauses that nobody published were played at both ends, and what turns on them has a range; "
                    "a published clause would take one end away. ")  # fmt: skip
    if material.responding is not None:
        said.append("What is prevented and what is forgone turns on how people respond, which is assumed: without a "
                    "response both are nothing.")  # fmt: skip
    return tuple(said)


def _scenarios(material: Material) -> tuple[Paragraph | Terms, ...]:
    """Return what stands behind the heads of the columns, where there are several."""
    if len(material.columns) == 1:
        return ()
    pairs = ((text(column.short), text(f"{column.said[0].upper()}{column.said[1:]}.")) for column in material.columns)
    return Paragraph(text(RESPONSES_DIFFER)), Terms(tuple(pairs))
