"""The part of a report on being told, objecting, and how long a mistake stood."""

from __future__ import annotations

from xinyong.files.evidence import Nothing, UnknownNumber
from xinyong.report.content import Grid, Paragraph, Section, text
from xinyong.report.material import Material, find
from xinyong.report.numbers import people, plain
from xinyong.report.say import HERE, TOO_FEW_TO_SAY, is_number, with_range, written
from xinyong.report.scenarios import ABSENT, scenario_table
from xinyong.report.series import total

COUNTED = {"filed": "filed", "late": "filed too late, so that nobody decides", "decided": "decided by the end of the run",
           "reversed": "decided for the person"}  # fmt: skip
"""What became of objections, in the order of `summary`."""


def told_sentence(material: Material) -> str:
    """Return how many of the restricted were never told."""
    never, refused = (find(material.headline, name) for name in ("never_told_share", "told_by_refusal_share"))
    if never is None or refused is None or not is_number(never):
        words = written(never) if never else "not computed"
        return f"How many of the restricted people were never told {HERE}: {words}."
    by_refusal = with_range(refused) if is_number(refused) else TOO_FEW_TO_SAY
    return (
        f"{HERE.capitalize()}, of the people who were restricted, {with_range(never)} were never told by anything, and "
        f"{by_refusal} learnt of it only when they were refused."
    )


def stood_sentence(material: Material) -> str:
    """Return how long a mistaken entry stood."""
    stood = find(material.headline, "mistaken_days_stood")
    if stood is None or (stood.value is None and not stood.denominator):
        return f"There were no mistaken entries {HERE}, so there is no time that one stood."
    count = people(int(stood.denominator or 0)).replace("fewer than 10", "a handful")
    if stood.value is None:
        return (
            f"{HERE.capitalize()}, more than half of the mistaken entries ({count}) still stood when they were last seen, so "
            "the time by which half were gone lies beyond the run."
        )
    return (
        f"{HERE.capitalize()}, half of the mistaken entries ({count}) were gone {with_range(stood)} after they were made; "
        "entries that still stood at the end of the run are counted as such (Kaplan-Meier)."
    )


def procedure_section(material: Material) -> Section:
    """Return the part on notice, objections and correction."""
    names = ("never_told_share", "told_by_refusal_share", "objections_filed", "objections_late_share", "objections_decided",
             "reversed_share", "mistaken_days_stood", "ever_corrected_share")  # fmt: skip
    return Section(
        "procedure",
        "Being told, objecting, and how long a mistake stood",
        (
            Paragraph(text(told_sentence(material)), "finding"),
            Paragraph(text(stood_sentence(material)), "finding"),
            Paragraph(text(_clauses_words(material)), "note"),
            scenario_table(material, "Notice, objections and corrections", names),
            _objections_table(material),
        ),
    )


def _clauses_words(material: Material) -> str:
    """Return whether the scheme is known to tell people and to hear them."""
    said = []
    for what, clause in (("telling people", material.scheme.notice), ("objecting", material.scheme.objection)):
        if isinstance(clause, Nothing):
            said.append(f"The scheme has no clause on {what}.")
        elif isinstance(clause, UnknownNumber) or getattr(clause, "unknown", False):
            first, second = ("without one" if isinstance(end, Nothing) else "with one" for end in clause.between)
            said.append(f"No clause on {what} was found: the scheme was played {first} and {second}, and figures that move "
                        "carry both as a range.")  # fmt: skip
    return " ".join(said)


def _objections_table(material: Material) -> Grid:
    heads = [f"If {column.said}" for column in material.columns]
    rows = tuple(
        (
            text(f"Objections {words}"),
            *(text(people(total(column.outcome, metric))) for column in material.columns),
            text(_other_end(material, metric)),
        )
        for metric, words in COUNTED.items()
    )
    return Grid(
        f"Objections, as counted among {plain(material.n_people, 9)} synthetic people",
        tuple(text(words) for words in (f"{HERE.capitalize()}", *heads, "At the other end of what is not known")),
        rows,
        (False, *(True for _ in heads), True),
    )


def _other_end(material: Material, metric: str) -> str:
    other = material.main.other_end
    return people(total(other, metric)) if other is not None else ABSENT
