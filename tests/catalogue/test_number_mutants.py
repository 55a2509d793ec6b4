"""Move each cited number of a scheme by one unit: at least one of its situations should notice.

Where a scheme's own text was read (`text`), every such change is noticed; for the others the share is printed. What is
assumed is left out: it has a range, and situations need not pin it. `make test` tries a few numbers of each scheme,
`make verify-long` all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import gcd

import pytest

from xinyong.errors import FileError
from xinyong.experiment.situations import each_checked
from xinyong.files.canonical import plain_of
from xinyong.files.catalogue import shipped
from xinyong.files.document import Document, Spot
from xinyong.files.evidence import Cited
from xinyong.files.references import records_in
from xinyong.files.unknowns import End
from xinyong.population.read import read_world
from xinyong.population.world import World
from xinyong.scheme.clauses import Rule, Scheme
from xinyong.scheme.read import read_scheme, scheme_of
from xinyong.scheme.situations import Recorded, Situation, read_situations

FEW = 4
"""How many changes of each scheme are tried where not all are."""

STEP_OF_A_SHARE = 0.1
"""What one step means for a share; an edge of a tier moves to the next score that there is, everything else by one."""

Change = tuple[Spot, float]


@cache
def world_of(name: str) -> World:
    return read_world(name)


def cited_numbers(scheme: Scheme) -> Iterator[tuple[Spot, Cited]]:
    """Yield each cited number but those of the notice: a situation says itself on which day somebody learns."""
    for spot, record in records_in(scheme):
        if isinstance(record, Cited) and record.grade != "assumed" and spot[0] != "notice":
            yield spot, record


def changes(scheme: Scheme) -> list[Change]:
    """Return every cited number moved one step up and one step down."""
    found: list[Change] = []
    for spot, cited in cited_numbers(scheme):
        step = _step(scheme, spot, cited)
        found += [(spot, cited.value + step), (spot, cited.value - step)]
    return [change for change in found if not (swallowed(scheme, change) or never_met(scheme, change))]


def _step(scheme: Scheme, spot: Spot, cited: Cited) -> float:
    """Return by how much a number moves: between two edges of a tier no score lies between, nobody is in another."""
    if cited.unit == "share":
        return STEP_OF_A_SHARE
    if scheme.score is None or scheme.score.method != "sum" or spot[0] != "tiers":
        return 1
    sizes = [one.value for place, one in records_in(scheme) if isinstance(one, Cited) and _moves_a_score(place)]
    return gcd(*map(int, sizes))


def _moves_a_score(spot: Spot) -> bool:
    """Tell whether a number is where a score begins, or by how much an entry moves it."""
    of_a_rule = spot[0] == "rules" and spot[2] in {"points", "discretion", "repeat"} and spot[-1] != "within"
    return of_a_rule or spot == ("score", "start") or (spot[0] == "caps" and spot[2] == "points")


def swallowed(scheme: Scheme, change: Change) -> bool:
    """Tell whether a cap grants no more than it did before, so that the two schemes are the same."""
    spot, value = change
    if spot[0] != "rules" or not isinstance(spot[1], int) or spot[2:] != ("points",):
        return False
    rule = scheme.rules[spot[1]]
    caps = [cap.points.value for cap in scheme.caps if rule.id in cap.rules]
    return isinstance(rule.points, Cited) and any(c <= min(abs(value), abs(rule.points.value)) for c in caps)


def never_met(scheme: Scheme, change: Change) -> bool:
    """Tell whether no life can come to what is changed, so that the two schemes are the same.

    A dimension, or a score, meets neither bound towards which no rule moves it; a repeat's step beyond its limit
    grants the limit.
    """
    spot, value = change
    if spot[-1] not in {"floor", "ceiling"} or scheme.score is None:
        return _beyond_the_limit(scheme, change)
    sign = -1 if spot[-1] == "floor" else 1
    whole = spot[:-1] == ("score",)
    part = None if whole else scheme.score.parts[int(spot[2])]
    if part is not None and part.tie is not None:
        return False
    moved = [rule for rule in scheme.rules if part is None or rule.part == part.id]
    start = scheme.score.start if part is None else part.start
    added_up = part is not None or scheme.score.method in {"sum", "running"}
    return added_up and sign * (value - start.value) >= 0 and not any(_moves(rule, sign) for rule in moved)


def _beyond_the_limit(scheme: Scheme, change: Change) -> bool:
    spot, value = change
    if spot[0] != "rules" or spot[2:] != ("repeat", "step"):
        return False
    repeat = scheme.rules[int(spot[1])].repeat
    limit = getattr(repeat, "limit", None)
    return isinstance(limit, Cited) and min(abs(value), abs(repeat.step.value)) >= abs(limit.value)  # type: ignore[union-attr]


def _moves(rule: Rule, sign: int) -> bool:
    """Tell whether a rule moves a score up, or down."""
    sizes = [one.value for _, one in records_in(rule) if isinstance(one, Cited) and one.unit == "point"]
    return any(sign * size > 0 for size in sizes)


def changed(scheme: Scheme, change: Change) -> Scheme | None:
    """Return the scheme with one number moved, or None where no such scheme can be."""
    spot, value = change
    data = plain_of(scheme)
    holder = data
    for step in spot:
        holder = holder[step]
    low, high = holder.get("range", [value, value])
    holder.update(value=value, **({"range": [min(low, value), max(high, value)]} if "range" in holder else {}))
    try:
        return scheme_of(Document(data, {}, file=f"{scheme.scheme} with one number moved"))
    except FileError:
        return None


def able_to_notice(scheme: Scheme, spot: Spot, situations: Sequence[Situation]) -> list[Situation]:
    """Return the situations that a change could reach: a rule moves nobody about whom its act is not recorded."""
    if spot[0] != "rules" or not isinstance(spot[1], int):
        return list(situations)
    act = scheme.rules[spot[1]].act
    return [one for one in situations if any(isinstance(e, Recorded) and e.record == act for e in one.events)]


def noticed(scheme: Scheme, change: Change, situations: Sequence[Situation]) -> bool:
    moved = changed(scheme, change)
    if moved is None:
        return True
    world = world_of(str(scheme.world))
    ends: tuple[End, ...] = (0, 1) if "between" in change[0] else (0,)
    able = able_to_notice(scheme, change[0], situations)
    return any(not checked.holds for checked in each_checked(moved, able, world, ends=ends))


def unnoticed(name: str, few: int | None) -> tuple[list[str], int]:
    """Return the changes that no situation noticed, and how many were tried."""
    scheme, situations = read_scheme(name), read_situations(name)
    tried = changes(scheme)
    if few is not None and len(tried) > few:
        tried = tried[:: len(tried) // few][:few]
    missed = [change for change in tried if not noticed(scheme, change, situations)]
    said = f"{name}: {len(tried) - len(missed)} of {len(tried)} changes of a cited number noticed"
    print(said)  # noqa: T201  # the share is to be read with `pytest -s`
    return [f"{'.'.join(map(str, spot))} = {value:g}" for spot, value in missed], len(tried)


WITH_NUMBERS = [name for name in shipped("situations") if changes(read_scheme(name))]


@pytest.mark.parametrize("name", WITH_NUMBERS)
def test_situations_notice_a_cited_number_that_moved(name: str) -> None:
    missed, tried = unnoticed(name, FEW)
    assert tried
    if read_scheme(name).evidence == "text":
        assert not missed


@pytest.mark.slow
@pytest.mark.parametrize("name", WITH_NUMBERS)
def test_situations_notice_every_cited_number_of_a_text(name: str) -> None:
    missed, tried = unnoticed(name, None)
    assert len(missed) < tried
    if read_scheme(name).evidence == "text":
        assert not missed


def test_a_number_moves_by_one_unit_both_ways() -> None:
    scheme = read_scheme("suining-2010")
    spot = next(spot for spot, _ in cited_numbers(scheme) if spot[0] == "rules")
    moved = changed(scheme, (spot, -31))
    assert moved is not None
    assert moved.rules[0].points.value == -31  # type: ignore[union-attr]
    assert scheme.rules[0].points.value == -30  # type: ignore[union-attr]
