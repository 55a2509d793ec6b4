"""The first page of a report: title, banner, the question, and the answer in plain words."""

from __future__ import annotations

from xinyong.audit.measure import Measure
from xinyong.audit.sentences import AGAINST, FOR, is_shown, title_of
from xinyong.report.conduct import response_sentence
from xinyong.report.content import Bullets, Paragraph, Section, Sides, Span, Terms, Text, strong, text
from xinyong.report.harm import cause_sentence, mistaken_sentence, restricted_sentence
from xinyong.report.material import LAW_ALONE, Material, find
from xinyong.report.numbers import length, whole
from xinyong.report.paths import spoken
from xinyong.report.procedure import told_sentences
from xinyong.report.say import HERE, is_number, sentence
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

SAME_TABLES = "Both sentences are taken from the same tables below; which figure weighs most was fixed before any run."

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
    """Return the five answers that a reader should leave with."""
    entries = sentence(material.headline("wrongful_entries_share"))
    by_mistake = (mistaken_sentence(material), cause_sentence(material), entries, f"({WRONGFUL}.)")
    pairs = (
        ("What was compared?", compared(material)),
        ("How many were restricted?", nothing_came(material) + restricted_sentence(material)),
        ("How many by mistake?",
         " ".join(part for part in by_mistake if part)),
        ("What is assumed?", assumptions(material)),
        (f"Did this happen in {place(material) or 'any place'}?", NO),
    )  # fmt: skip
    return Terms(tuple((text(question), text(answer)) for question, answer in pairs), "questions")


def question_section(material: Material) -> Section:
    """Return the question that the report answers."""
    name = title(material).removesuffix(", as modelled")
    asked = (
        f"What would the rules of “{name}”, as far as they are known, do to the people of a synthetic place, beside "
        f"what {material.against} does to the same people?"
    )
    return Section(
        "question",
        "The question",
        (
            Paragraph(text(asked)),
            Paragraph(text(LIVES, LAW if material.against == LAW_ALONE else "")),
            *_scenarios(material),
        ),
    )


def _scenarios(material: Material) -> tuple[Paragraph | Terms, ...]:
    """Return what stands behind the heads of the columns, where there are several."""
    if len(material.columns) == 1:
        return ()
    pairs = ((text(column.short), text(f"{column.said[0].upper()}{column.said[1:]}.")) for column in material.columns)
    return Paragraph(text(RESPONSES_DIFFER)), Terms(tuple(pairs))


def answer_section(material: Material) -> Section:
    """Return the answer in plain words, and the strongest sentence on either side from the same table."""
    best, worst = strongest(material)
    moves = _what_moves(material)
    return Section(
        "answer",
        "The answer, in plain words",
        (
            Bullets(tuple(text(sentence) for sentence in findings(material))),
            Paragraph(text(range_note(material)), "note"),
            *((Paragraph(text(strong("What would change the answer. "), moves)),) if moves else ()),
            Sides("The strongest sentence for it", text(best), "The strongest sentence against it", text(worst)),
            Paragraph(text(SAME_TABLES), "note"),
        ),
    )  # fmt: skip


def findings(material: Material) -> tuple[str, ...]:
    """Return the answer, sentence by sentence."""
    return (
        restricted_sentence(material),
        mistaken_sentence(material),
        sentence(material.headline("clean_ever_restricted_share")),
        sentence(material.headline("protected_restricted_days")),
        told_sentences(material)[0],
        response_sentence(material, "prevented"),
        response_sentence(material, "forgone"),
    )


def strongest(material: Material) -> tuple[str, str]:
    """Return the strongest sentence for the scheme and the strongest against it, from the figures of this report.

    Which figure is the strongest is decided as the audit decides it: the first of its list that is shown at all.
    """
    best, worst = (_first_shown(material, names) for names in (FOR, AGAINST))
    nothing = f"None shown {HERE}: no figure of this report speaks for the scheme."
    if material.responding is None:
        nothing = (
            f"Not asked: whether the scheme prevents or encourages anything {HERE} was not played for this report."
        )
    return (
        sentence(best) if best else nothing,
        sentence(worst) if worst else f"None shown {HERE}: no figure of this report speaks against the scheme.",
    )


def _first_shown(material: Material, names: tuple[str, ...]) -> Measure | None:
    found = (find(column.measures, name) for name in names for column in material.columns
             if column.response not in ONE_SIDED)  # fmt: skip
    shown = (one for one in found if one is not None and is_shown(one) and is_number(one))
    return next((spoken(one, material.world) for one in shown), None)


def _what_moves(material: Material) -> str:
    """Return the assumed values that move the share of people restricted most, where that was tried."""
    share = material.headline("restricted_people_share")
    return f"How many are restricted moves most with {'; '.join(share.rests_on[:3])}." if share.rests_on else ""
