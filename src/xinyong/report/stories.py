"""Five synthetic lives of a report, in a few lines each, with the command that plays each again in full."""

from __future__ import annotations

from collections.abc import Sequence

from xinyong.experiment.casefile import Case
from xinyong.experiment.events import Event
from xinyong.experiment.story import tell, wanted
from xinyong.report.content import Bullets, Fold, Paragraph, Section, Terms, Text, code, text
from xinyong.report.material import Material
from xinyong.report.numbers import whole

LEAD = (
    "Five lives, chosen by rule: worst off and median of those with an entry or a refusal, and three at random. "
    "Each is a number in a synthetic population and nobody real. They show how a rule works, not how many fare like "
    "this: the worst-treated life is rare by definition, and a life picked at random may be quiet."
)
QUIET = "Nothing of this kind happened in this synthetic life."
TOLD = (
    "entry",
    "notice",
    "publication",
    "told by refusal",
    "objection",
    "review",
    "decision",
    "standing",
    "end",
    "overdue",
)
"""Sorts of event that are told here; chances to act, and requests that were served, are in the whole life alone."""
MOST_EVENTS = 12
"""So many events are told of each life; the command tells all."""


def stories_section(material: Material, where: str) -> Section:
    """Return the part; `where` is the directory that its commands name."""
    outcome, baseline = material.outcome, material.main.baseline
    chosen = wanted(outcome, None)
    parts = []
    for why, subject in chosen:
        beside = tell(baseline, subject, why) if baseline is not None else None
        parts.append(_life(Case(tell(outcome, subject, why), beside), material, where))
    return Section("stories", "Five synthetic lives", (Paragraph(text(LEAD)),), tuple(parts))


def _life(case: Case, material: Material, where: str) -> Section:
    story = case.story
    group = ", ".join(f"{trait} {level}" for trait, level in story.levels.items()) or "everybody"
    facts = [
        ("Group", text(group, f"; lives in {story.place}")),
        ("At the end, under the scheme", text(story.end)),
        *([(f"At the end, under {material.against}", text(case.beside.end))] if case.beside is not None else []),
        ("The whole life, day by day", text(code(f"xinyong case {where} {story.subject}"))),
    ]
    events = [event for event in story.events if event.sort in TOLD]
    return Section(
        f"life-{story.subject}",
        f"Synthetic subject {story.subject}: {story.why}",
        (Terms(tuple((text(name), said) for name, said in facts)), _days(events)),
    )


def _days(events: Sequence[Event]) -> Fold | Paragraph:
    if all(event.sort == "standing" for event in events):
        return Paragraph(text(QUIET))
    lines: list[Text] = [text(f"Day {whole(event.day)}: {event.text}.") for event in events[:MOST_EVENTS]]
    more = len(events) - len(lines)
    if more:
        lines.append(text(f"{whole(more)} more, which the command above tells."))
    return Fold(f"What the rules did in this synthetic life ({whole(len(events))})", (Bullets(tuple(lines)),))
