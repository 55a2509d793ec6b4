"""Case files as one page: each synthetic life day by day, in a comparison under both sets of rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from xinyong.experiment.casefile import Case, Day
from xinyong.experiment.events import Event
from xinyong.experiment.story import Story
from xinyong.report.brief import FOOTER
from xinyong.report.content import (
    Brief,
    Bullets,
    Fold,
    Moment,
    Paragraph,
    Section,
    Terms,
    Text,
    Timeline,
    code,
    link,
    strong,
    text,
)
from xinyong.report.html import html
from xinyong.report.numbers import length, whole
from xinyong.results.disk import replace_file

BANNER = (
    "Everybody on this page is synthetic. No such person lives anywhere, nothing here happened to anybody, and nobody "
    "can be looked up here. It is not a credit service."
)
SHORT = (
    ("Who are these people?", ("Nobody. Each is a number in a synthetic population, played again from that number, the "
     "seed and the rules. The traits are those of a group, not of a person.")),
    ("What is told?", ("Every chance to act, who saw it, what was written down, under which rule, with the paragraph "
     "and the source, what the person was told, asked, refused and answered, and the draw that decided each.")),
    ("What is a draw?", ("A number from zero to one that belongs to the thing it decides. What it decides happens "
     "where the draw is below a share that the world, or the scheme, states. In a comparison the draws of both lives "
     "are the same; only the shares differ.")),
    ("What does this not show?", ("How many fare like this. The worst-treated life is rare by definition, the median "
     "may be quiet; the report and the audit count everybody.")),
)  # fmt: skip
BOTH = "Under both"
FATES = {"both": "under both", "only_a": "under A alone", "only_b": "under B alone", "neither": "under neither"}
SAID_BY_SORT = {"entry": "entry ", "standing": "stands at ", "chance": "a chance of ", "request": "asks for "}
"""How a sentence begins that need not be said again behind its sort."""


def write_cases(found: Sequence[Case], page: Path) -> None:
    """Write case files as one HTML page that needs nothing else.

    Raises:
        InputError: the path cannot be used. ResourceError: the disk is full.
    """
    replace_file(page, html(case_brief(found)))


def case_brief(found: Sequence[Case]) -> Brief:
    """Return the page of at least one case."""
    first = found[0].story
    lives = "a synthetic life" if len(found) == 1 else f"{len(found)} synthetic lives"
    under = " and ".join(dict.fromkeys(one.scheme for one in (first, found[0].beside) if one is not None))
    return Brief(
        lang="en",
        title=f"{lives[0].upper()}{lives[1:]}, day by day",
        mark="",
        subtitle=text(f"{first.world} under {under}, as modelled, {length(first.days)}, seed {first.seed}, response ",
                      code(first.response), "."),
        banner=text(BANNER),
        short=Terms(tuple((text(question), text(answer)) for question, answer in SHORT), "questions"),
        sections=tuple(_section(case) for case in found),
        footer=text(FOOTER),
    )  # fmt: skip


def _section(case: Case) -> Section:
    story = case.story
    missing = (Paragraph(text(strong("Not the whole life: "), f"{story.missing}."), "note"),) if story.missing else ()
    procedures = tuple(text(strong(f"{one['clause']}: "), f"{one['rule']} (", *_source(one), ")")
                       for one in story.procedures)  # fmt: skip
    return Section(
        f"subject-{story.subject}",
        f"Synthetic subject {story.subject}: {story.why}",
        (
            Terms(tuple(_facts(case))),
            *missing,
            *((Fold("How this scheme tells people, and hears them", (Bullets(procedures),)),) if procedures else ()),
            Timeline(tuple((f"Day {whole(day.day)}", _moments(case, day)) for day in case.days)),
        ),
    )


def _facts(case: Case) -> list[tuple[Text, Text]]:
    story, beside = case.story, case.beside
    found = [
        ("Place", story.place),
        ("Group", ", ".join(f"{trait} {level}" for trait, level in story.levels.items()) or "everybody"),
    ]
    if beside is None:
        return [(text(name), text(said)) for name, said in [*found, ("Rules", story.scheme), ("At the end", story.end)]]
    sides: list[tuple[str, Story]] = [(case.side.upper(), story), (case.other_side.upper(), beside)]
    found += [(f"Rules {side}", one.scheme) for side, one in sides]
    found += [(f"At the end under {side}", one.end) for side, one in sides]
    fates = ", ".join(f"{FATES[name]} {n}" for name, n in (case.candidates or {}).items())
    return [(text(name), text(said)) for name, said in [*found, ("Chances taken", fates)]]


def _moments(case: Case, day: Day) -> tuple[Moment, ...]:
    if case.beside is None:
        return tuple(_moment("", event, case.drawn(event)) for event in day.first)
    here, there = (f"Under {side.upper()}" for side in (case.side, case.other_side))
    return (
        *(_moment(BOTH, event, case.drawn(event, other)) for event, other in day.both),
        *(_moment(here, event, case.drawn(event)) for event in day.first),
        *(_moment(there, event, case.drawn(event)) for event in day.other),
    )


def _moment(under: str, event: Event, draws: tuple[str, ...]) -> Moment:
    behind = [text(draw) for draw in draws]
    if event.sort == "entry":
        behind.append(text("the rule: ", *_source(event.data)))
    behind += [
        text(code(one["clause"]), f": {one['rule']} (", *_source(one), ")") for one in event.data.get("clauses", ())
    ]
    said = event.text.rpartition(" [")[0] if event.sort == "entry" else event.text
    return Moment(under, event.sort, text(said.removeprefix(SAID_BY_SORT.get(event.sort, ""))), tuple(behind))


def _source(cited: Mapping[str, Any]) -> Text:
    """Return where a clause was read, as a link, with the paragraph and how sure that is."""
    if not cited["source"]:
        return text(f"no source says it; {cited['grade']}")
    where = f", {cited['paragraph']}" if cited["paragraph"] else ""
    return text(link(cited["source"], cited["url"] or ""), f"{where} [{cited['grade']}]")
