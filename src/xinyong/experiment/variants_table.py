"""One table of several sets of rules over the same lives: variants across, clauses, counts and measures down.

Clauses come first, as they are written; then, for each response scenario, the plain counts and every figure about
everybody. The first column is A, and the luck of a cell is that of its difference from A.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from xinyong.audit.luck import Luck
from xinyong.audit.measure import EVERYBODY, Measure
from xinyong.experiment.pair import Pair
from xinyong.scheme.diff import Change, diff

Part = Literal["clause", "count", "measure"]
COUNT_UNIT = "count over the whole run, in synthetic people"
READS = {"a": "what the variant changes against A", "b": "what A changes against the variant"}
"""How a figure that speaks of both sides is read, by the side that is its baseline."""
IN_PARTS = "changed in parts, see the rows below it"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one variant has in a row.

    value        words of a clause, or a figure at the first seed; None where there is none, then `why` says so
    low, high    the range named by `band`, as in a measure
    difference   this less A; of a figure that speaks of both sides, None
    luck_low, luck_high  the luck interval of that difference over several seeds, or of a figure that speaks of both
    """

    value: str | float | None
    low: float | None = None
    high: float | None = None
    band: str | None = None
    difference: float | None = None
    luck_low: float | None = None
    luck_high: float | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A clause, a count or a measure, with a cell for A and one for each variant, in their order.

    response  the scenario; empty for a clause, which holds in all of them
    reads     of a figure that speaks of both sides: what is held against what
    """

    part: Part
    name: str
    unit: str
    response: str
    reads: str
    cells: tuple[Cell, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the row under its fixed names."""
        return asdict(self)


def table(pairs: Mapping[str, Pair]) -> tuple[Row, ...]:
    """Return the table of comparisons that share their A, by name of the variant."""
    several = list(pairs.values())
    rows = list(_clauses(several))
    for response in several[0].columns:
        rows += _counts(several, response)
        rows += _measures(several, response)
    return tuple(rows)


def _clauses(pairs: Sequence[Pair]) -> Iterator[Row]:
    found = [one.changes for one in diff(pairs[0].a.scheme, *(pair.b.scheme for pair in pairs))]
    by_path = [{change.path: change for change in changes} for changes in found]
    before = {change.path: change.before for changes in found for change in changes if change.before}
    for path in _in_order(change.path for changes in found for change in changes):
        ours = before.get(path, "")
        cells = (Cell(ours or None, why="" if ours else "not in it"), *(_clause(one, path, ours) for one in by_path))
        yield Row("clause", path, "", "", "", cells)


def _in_order(paths: Iterable[str]) -> list[str]:
    """Return paths once each, in the order in which they come up, and a clause before the parts of it."""
    found = list(dict.fromkeys(paths))
    by_length = sorted(found, key=len)
    whole = {path: next(one for one in by_length if f"{path}.".startswith(f"{one}.")) for path in found}
    first: dict[str, int] = {}
    for at, path in enumerate(found):
        first.setdefault(whole[path], at)
    return sorted(found, key=lambda path: (first[whole[path]], path != whole[path]))


def _clause(changes: Mapping[str, Change], path: str, ours: str) -> Cell:
    """Return what a variant says of a clause: its own words, or those of A where it changes nothing there."""
    if path in changes:
        after = changes[path].after
        return Cell(after or None, why="" if after else "not in it")
    if any(path.startswith(f"{other}.") for other in changes):
        return Cell(None, why="not in it")
    if any(other.startswith(f"{path}.") for other in changes):
        return Cell(IN_PARTS)
    return Cell(ours or None, why="" if ours else "not in it")


def _counts(pairs: Sequence[Pair], response: str) -> Iterator[Row]:
    deltas = [pair.deltas(response) for pair in pairs]
    for name, first in deltas[0].items():
        cells = [Cell(first["a"])]
        for one in (delta[name] for delta in deltas):
            band = (one.get("low"), one.get("high"))
            cells.append(Cell(one["b"], difference=one["difference"], luck_low=band[0], luck_high=band[1],
                              why=one.get("why", "")))  # fmt: skip
        yield Row("count", name, COUNT_UNIT, response, "", tuple(cells))


def _measures(pairs: Sequence[Pair], response: str) -> Iterator[Row]:
    sides = [_of_sides(pair, response) for pair in pairs]
    names = dict.fromkeys(name for one in sides for name, _ in one)
    for name in names:
        yield from _own(pairs, sides, name, response)
        yield from _of_both(pairs, sides, name, response)


def _of_sides(pair: Pair, response: str) -> dict[tuple[str, str], Measure]:
    """Return the figures about everybody of the first seed by name and side."""
    return {
        (one.name, one.side): one
        for one in pair.measures
        if one.group == EVERYBODY and one.response == response and len(one.seeds) <= 1
    }


def _own(
    pairs: Sequence[Pair], sides: Sequence[Mapping[tuple[str, str], Measure]], name: str, response: str
) -> Iterator[Row]:
    """Yield the row of a figure that each set of rules has by itself."""
    ours = next((one[name, "a"] for one in sides if (name, "a") in one), None)
    theirs = [one.get((name, "b")) for one in sides]
    known = [one for one in (ours, *theirs) if one is not None]
    if known:
        cells = [_cell(ours)]
        for pair, one in zip(pairs, theirs, strict=True):
            apart = one.value - ours.value if one and ours and None not in {one.value, ours.value} else None  # type: ignore[operator]
            cells.append(_cell(one, apart, _luck(pair, response, name) if apart is not None else None))
        yield Row("measure", name, known[0].unit, response, "", tuple(cells))


def _of_both(
    pairs: Sequence[Pair],
    sides: Sequence[Mapping[tuple[str, str], Measure]],
    name: str,
    response: str,
) -> Iterator[Row]:
    """Yield the rows of a figure that speaks of both sides at once: one for each way in which variants are read."""
    for baseline, reads in READS.items():
        found = [one.get((name, "pair")) if pair.main.baseline == baseline else None
                 for pair, one in zip(pairs, sides, strict=True)]  # fmt: skip
        known = [one for one in found if one is not None]
        if known:
            cells = [Cell(None, why="speaks of two sides")]
            for pair, one in zip(pairs, found, strict=True):
                luck = _luck(pair, response, name) if one is not None else None
                cells.append(_cell(one, None, luck, missing="read the other way, in a row of its own"))
            yield Row("measure", name, known[0].unit, response, reads, tuple(cells))


def _luck(pair: Pair, response: str, name: str) -> Luck | None:
    return pair.gaps.get(response, {}).get(name)


def _cell(
    one: Measure | None,
    difference: float | None = None,
    luck: Luck | None = None,
    *,
    missing: str = "not counted for this side",
) -> Cell:
    if one is None:
        return Cell(None, why=missing)
    low, high = (luck.low, luck.high) if luck is not None else (None, None)
    return Cell(one.value, one.low, one.high, one.band, difference, low, high, one.why)
