"""How many leave the worst tier within a year, and the whole table of moves between tiers."""

from __future__ import annotations

from xinyong.audit.definitions_time import TIME
from xinyong.audit.measure import EVERYBODY, Measures
from xinyong.audit.reading import NEEDS_ALL, Reading, figure
from xinyong.audit.tier_moves import Moves, year_ends

_DEFINITION = next(each for each in TIME if each.name == "score_mobility")


def mobility(reading: Reading) -> Measures:
    """Return the share who left the worst tier within a year; for everybody also each move as a share of its tier."""
    every = reading.facts.moves
    why = _why_none(reading, every)
    left = stayed = 0
    for moves in every:
        worst = moves.counts[-1][:, reading.group.strata].sum(axis=1)
        left, stayed = left + int(worst[:-1].sum()), stayed + int(worst[-1])
    found = [figure(reading, _DEFINITION, left, left + stayed, why=why, rows=True)]
    for moves in _by_scheme(every) if reading.group.label == EVERYBODY and not why else ():
        among = moves.counts[:, :, reading.group.strata].sum(axis=2)
        found += [
            figure(reading, _DEFINITION, int(count), int(row.sum()), part=f"from-{before}.to-{after}", rows=True)
            for before, row in zip(moves.names, among, strict=True)
            for after, count in zip(moves.names, row.tolist(), strict=True)
        ]
    return Measures(found)


def _by_scheme(every: tuple[Moves, ...]) -> list[Moves]:
    """Return the moves of places under one scheme together."""
    found: dict[tuple[str, ...], Moves] = {}
    for moves in every:
        before = found.get(moves.names)
        found[moves.names] = Moves(moves.names, moves.counts + before.counts if before else moves.counts)
    return list(found.values())


def _why_none(reading: Reading, every: tuple[Moves, ...]) -> str:
    if not every:
        return "no scheme of this run has tiers"
    if reading.outcome.trial.kept is not None:
        return NEEDS_ALL
    if len(year_ends(reading.outcome)) < 2:
        return "a move is seen between the ends of two years, and this run is shorter"
    return next((moves.why for moves in every if moves.why), "")
