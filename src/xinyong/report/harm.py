"""The parts of a report on who was restricted, how often by mistake, and how often for protected conduct."""

from __future__ import annotations

from xinyong.audit.wrongful import DAY_CAUSES
from xinyong.population.world import SMALLEST_CELL
from xinyong.report import figures, series
from xinyong.report.content import Chart, Grid, Paragraph, Section, Text, text
from xinyong.report.linked import led, told
from xinyong.report.material import Material, find
from xinyong.report.numbers import length, people_rate, plain, rate, span
from xinyong.report.say import HERE, sentence, written
from xinyong.report.scenarios import ABSENT, scenario_table
from xinyong.report.wrongful import groups_table, rules_table

CAUSES = {
    "misattributed": "someone else's act",
    "fabricated": "no act at all",
    "misclassified": "taken for a worse act",
    "mislinked": "joined to the wrong person",
    "overdue": "kept too long",
    "joint": "several causes together",
}
"""Why an entry or a day is wrongful, in words; `overdue` entries were right once."""

FOUR = (
    "wrongful_entries_share",
    "wrongful_restricted_share",
    "wrongful_restricted_days",
    "clean_ever_restricted_share",
)
"""The four wrongful figures, always printed together."""

PER_DAY = "people per 1,000 on an average day"


def restricted_sentence(material: Material) -> str:
    """Return how many were restricted, in one sentence with its range."""
    return sentence(material.headline("restricted_people_share"), length(material.days))


def people_with_days(material: Material, days: str) -> str:
    """Return the people per 1,000 with at least one such day (`wrongful_days`, `protected_days`), with the span over
    scenarios and ends."""
    outcomes = [outcome for column in material.columns for outcome in (column.outcome, column.other_end) if outcome]
    found = [int((outcome.subjects[days] > 0).sum()) for outcome in outcomes]
    first, low, high = (people_rate(count, material.n_people) for count in (found[0], min(found), max(found)))
    return first if low == high or 0 < found[0] < SMALLEST_CELL else f"{first} (range {span(low, high)})"


def mistaken_sentence(material: Material) -> str:
    """Return how many were restricted by mistake, in one sentence."""
    return (
        f"{HERE.capitalize()}, {people_with_days(material, 'wrongful_days')} of every 1,000 people had at least one "
        f"wrongful restricted day in {length(material.days)}: a sanction bound them that would not have, had the same "
        "rules seen rightful entries only."
    )


def mistaken_text(material: Material) -> Text:
    """Return the same, its figure leading to where it comes from."""
    return led(mistaken_sentence(material), people_with_days(material, "wrongful_days"), "wrongful_restricted_days")


def protected_sentence(material: Material) -> str:
    """Return how many were restricted for protected conduct, in one sentence."""
    return (
        f"{HERE.capitalize()}, {people_with_days(material, 'protected_days')} of every 1,000 people had at least one "
        f"restricted day in {length(material.days)} that rests on protected conduct, such as faith, speech or "
        "petitioning."
    )


def protected_text(material: Material) -> Text:
    """Return the same, its figure leading to where it comes from."""
    return led(protected_sentence(material), people_with_days(material, "protected_days"), "protected_restricted_days")


def cause_sentence(material: Material) -> str:
    """Return the cause that most wrongful restricted days have; empty where there are none."""
    days = {cause: series.total(material.outcome, f"wrongful_{cause}_days") for cause in DAY_CAUSES}
    cause = max(days, key=lambda name: days[name])
    return f"The most frequent cause of wrongful days: {CAUSES[cause]}." if days[cause] else ""


def restricted_section(material: Material) -> Section:
    """Return the part on who was restricted, with the four wrongful figures by cause, by rule and by group."""
    share, cause, groups = (
        material.headline("restricted_people_share"),
        cause_sentence(material),
        groups_table(material),
    )
    return Section(
        "wrongful",
        "How many were restricted, how many by mistake",
        (
            Paragraph(told(share, restricted_sentence(material)), "finding"),
            Paragraph(text(mistaken_text(material), f" {cause}" if cause else ""), "finding"),
            Paragraph(text(
                "Restricted: on at least one day a sanction bound the person, whether or not they asked for the "
                "service. ",
                "Wrongful does not mean unjust: a rule that punishes lawful conduct without error has no wrongful "
                "entry. Protected conduct: what a human right covers, such as faith, speech or petitioning. Most "
                "entries for it are not wrongful, because the rule was applied as written; they are counted on their "
                "own.",
            )),
            scenario_table(material, "Restricted, by mistake, and for protected conduct", (
                "restricted_people_share", "restricted_days", *FOUR, "protected_restricted_days",
                "joint_restricted_days", "twofold_restricted_days", "rightful_restricted_days",
                "others_restricted_days", "idle_restricted_days", "punished_protected", "lost_reward_days",
            )),
            causes_table(material),
            rules_table(material),
            *([groups] if groups is not None else []),
            *days_charts(material),
        ),
    )  # fmt: skip


def causes_table(material: Material) -> Grid:
    """Return the wrongful figures by cause in the main column; the causes add up to the whole."""
    shares, days = "wrongful_entries_share", "wrongful_restricted_days"
    rows = []
    for cause in ("", *DAY_CAUSES):
        suffix = f".{cause}" if cause else ""
        found = [
            find(material.main.measures, f"{name}{suffix}") for name in (shares, "wrongful_restricted_share", days)
        ]
        cells = (text(written(one) if one else ABSENT) for one in found)
        rows.append((text(CAUSES[cause].capitalize() if cause else "All causes"), *cells))
    heads = ("Why it was wrongful", "Share of entries against people", "Share of restricted days",
             "Restricted days per 1,000 people a year")  # fmt: skip
    return Grid(
        f"Wrongful entries and days by cause, {HERE}, if {material.main.said}",
        tuple(text(words) for words in heads),
        tuple(rows),
        (False, True, True, True),
    )


def days_charts(material: Material) -> tuple[Chart | Paragraph, ...]:
    """Return the picture of restricted days over time: all, wrongful, for protected conduct; and wrongful by cause."""
    outcome = material.outcome
    if not series.total(outcome, "restricted_days"):
        return (Paragraph(text(f"Nobody was restricted on any day {HERE}, so there is no picture of it."), "finding"),)
    over = series.stretches(outcome.trial.windows)
    lines = {
        "All restricted": "restricted_days",
        "Wrongfully": "wrongful_days",
        "For protected conduct": "protected_days",
    }
    causes = {CAUSES[c].capitalize(): f"wrongful_{c}_days" for c in DAY_CAUSES}
    causes = {name: metric for name, metric in causes.items() if series.total(outcome, metric)}
    panels = [_panel("Restricted, by what it rests on", lines, material, over)]
    by_cause = (
        "Wrongfully restricted, by cause" if len(causes) > 1 else f"Wrongfully restricted: {' '.join(causes).lower()}"
    )
    panels += [_panel(by_cause, causes, material, over)] if causes else []
    title = "People restricted over time, by what it rests on"
    wide, narrow = figures.lines_svg("days", tuple(panels), tuple(s.middle for s in over), "per 1,000 people")
    drawn = [line for panel in panels for line in panel.lines]
    return (
        Chart(
            "chart-days", f"{title} (synthetic people)", f"Unit: {PER_DAY}. Each panel has its own scale.",
            _days_say(panels[0].lines, material), wide, narrow, _days_table(title, drawn, over),
        ),
    )  # fmt: skip


def _panel(title: str, metrics: dict[str, str], material: Material, over: tuple[series.Stretch, ...]) -> figures.Panel:
    lines = (
        figures.Line(name, series.on_an_average_day(material.outcome, metric, over)) for name, metric in metrics.items()
    )
    return figures.Panel(title, tuple(lines))


def _days_say(lines: tuple[figures.Line, ...], material: Material) -> str:
    ends = [rate(line.values[-1] or 0) for line in lines]
    return (
        f"{HERE.capitalize()}, if {material.main.said}, {ends[0]} of every 1,000 people were restricted on an average "
        f"day of the last stretch of the run, {ends[1]} of them wrongfully and {ends[2]} for protected conduct."
    )


def _days_table(title: str, lines: list[figures.Line], over: tuple[series.Stretch, ...]) -> Grid:
    return Grid(
        f"{title}: {PER_DAY}, {HERE}",
        (text("Days of the run"), *(text(line.name) for line in lines)),
        tuple(
            (text(f"{s.first_day} to {s.end_day - 1}"), *(text(plain(line.values[i] or 0)) for line in lines))
            for i, s in enumerate(over)
        ),
        (False, *(True for _ in lines)),
    )
