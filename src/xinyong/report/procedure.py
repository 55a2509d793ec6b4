"""The part of a report on being told, objecting, and how long a mistake stood."""

from __future__ import annotations

from xinyong.files.evidence import Nothing
from xinyong.report.access import access_blocks
from xinyong.report.content import Grid, Paragraph, Section, text
from xinyong.report.linked import told
from xinyong.report.material import Material
from xinyong.report.numbers import people, whole
from xinyong.report.say import HERE, sentence
from xinyong.report.scenarios import ABSENT, scenario_table
from xinyong.report.series import total
from xinyong.report.waits import waits_blocks
from xinyong.scheme.clauses import UnknownClause

TOLD = ("never_told_share", "told_by_refusal_share")
"""How many of the restricted were never told, and how many only by a refusal."""

COUNTED = {
    "filed": "filed",
    "late": "filed too late, so that nobody decides",
    "decided": "decided by the end of the run",
    "reversed": "decided for the person",
}
"""What became of objections, in the order of `summary`."""


def stood_sentence(material: Material) -> str:
    """Return how long a mistaken entry stood; entries that still stood are counted as such (Kaplan-Meier)."""
    stood = material.headline("mistaken_days_stood")
    if stood.value is not None:
        said = sentence(stood).removesuffix(".")
        return f"{said}; entries that still stood at the end count as standing (Kaplan-Meier)."
    if not stood.denominator:
        return f"There were no mistaken entries {HERE}, so there is no time that one stood."
    return (
        f"{HERE.capitalize()}, more than half of the mistaken entries still stood when they were last seen: the time "
        "by which half were gone lies beyond the run."
    )


def procedure_section(material: Material) -> Section:
    """Return the part on notice, objections and correction."""
    names = (
        "never_told_share",
        "told_by_refusal_share",
        "objections_filed",
        "objections_late_share",
        "objections_decided",
        "reversed_share",
        "backlog",
        "access_gap",
        "mistaken_days_stood",
        "ever_corrected_share",
    )
    return Section(
        "procedure",
        "Being told, objecting, and how long a mistake stood",
        (
            *(Paragraph(told(material.headline(name)), "finding") for name in TOLD),
            Paragraph(told(material.headline("mistaken_days_stood"), stood_sentence(material)), "finding"),
            *waits_blocks(material),
            Paragraph(text(_clauses_words(material)), "note"),
            scenario_table(material, "Notice, objections and corrections", names),
            _objections_table(material),
            *access_blocks(material),
        ),
    )


def _clauses_words(material: Material) -> str:
    """Return whether the scheme is known to tell people and to hear them."""
    said = []
    for what, clause in (("telling people", material.scheme.notice), ("objecting", material.scheme.objection)):
        if isinstance(clause, Nothing):
            said.append(f"The scheme has no clause on {what}.")
        elif isinstance(clause, UnknownClause):
            first, second = ("without one" if isinstance(end, Nothing) else "with one" for end in clause.between)
            said.append(
                f"No clause on {what} was found: the scheme was played {first} and {second}, and figures that move "
                "carry both as a range."
            )
    return " ".join(said)


def _objections_table(material: Material) -> Grid:
    heads = [column.short for column in material.columns]
    rows = tuple(
        (
            text(f"Objections {words}"),
            *(text(people(total(column.outcome, metric))) for column in material.columns),
            text(_other_end(material, metric)),
        )
        for metric, words in COUNTED.items()
    )
    return Grid(
        f"Objections, as counted among {whole(material.n_people)} synthetic people",
        tuple(text(words) for words in (f"{HERE.capitalize()}", *heads, "At the other end of what is not known")),
        rows,
        (False, *(True for _ in heads), True),
    )


def _other_end(material: Material, metric: str) -> str:
    other = material.main.other_end
    return people(total(other, metric)) if other is not None else ABSENT
