"""Choose an end for what nobody published, so that a scheme can be run."""

from __future__ import annotations

from xinyong.files.unknowns import End, unknown_spots, with_end
from xinyong.scheme.clauses import Scheme


def settle(scheme: Scheme, end: End) -> Scheme:
    """Return the scheme with end 0 or end 1 of every unknown clause and number; afterwards nothing is unknown.

    A scheme without unknowns is returned as it is. An end that holds an unknown itself is settled by the same end.
    """
    return with_end(scheme, end)


def unknowns(scheme: Scheme) -> tuple[str, ...]:
    """Return the path of each unknown clause or number, outermost only, in the order of the file's keys."""
    return tuple(
        ".".join(str(step + 1) if isinstance(step, int) else step for step in spot) for spot in unknown_spots(scheme)
    )
