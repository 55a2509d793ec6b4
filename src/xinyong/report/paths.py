"""Assumed values in words: the path that amends one, as somebody would say it who has never seen the files."""

from __future__ import annotations

import re
from dataclasses import replace

from xinyong.audit.measure import RESPONSE, Measure
from xinyong.population.world import World
from xinyong.vocabulary import RESPONSES

STORIES = tuple(f"world:{name.replace('-', '_')}." for name in RESPONSES[1:])
"""Where paths of the response scenarios' own numbers begin."""

ID = r"([A-Za-z0-9_-]+)"

SAID = (
    (rf"world:acts\.{ID}\.rate", "how often people do “{0}”"),
    (rf"world:acts\.{ID}\.ratios\..*", "who does “{0}” more often"),
    (rf"world:sights\.{ID}\.{ID}\.share", "how much of “{0}” is noticed by “{1}”"),
    (rf"world:sights\.{ID}\.{ID}\.taken_for\..*", "how often “{1}” takes “{0}” for something worse"),
    (rf"world:channels\.{ID}\.misattributed", "how often “{0}” writes down the wrong person"),
    (rf"world:channels\.{ID}\.false_reports\..*", "how many false reports reach “{0}”"),
    (r"world:propensity\.shape", "how unequal people are in what they do"),
    (r"world:purge", "how long an office takes to drop what has lapsed"),
    (rf"rules\.{ID}\.points", "the points of the rule “{0}”"),
    (rf"rules\.{ID}\.validity", "how long entries last of the rule “{0}”"),
)
"""Common sorts of values and how they are said; `{0}` and `{1}` are the names of acts and channels."""


def path_words(path: str, world: World) -> str:
    """Return a value in words where it is of a common sort, else its path."""
    names = {act.id: act.name.en for act in world.acts} | {one.id: one.name.en for one in world.channels}
    for pattern, said in SAID:
        if found := re.fullmatch(pattern, path):
            return said.format(*(names.get(one, one) for one in found.groups()))
    return path


def spoken(measure: Measure, world: World) -> Measure:
    """Return a figure for a sentence: what it echoes and rests on in words, the response scenario's numbers as one."""
    return replace(
        measure,
        echo_of=tuple(dict.fromkeys(_said(path, world) for path in measure.echo_of)),
        rests_on=tuple(dict.fromkeys(_said(path, world) for path in measure.rests_on)),
    )


def _said(path: str, world: World) -> str:
    return RESPONSE if path == RESPONSE or path.startswith(STORIES) else path_words(path, world)
