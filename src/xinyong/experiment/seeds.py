"""Several seeds: which ones, and how much of their luck pairing takes away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from xinyong.audit.luck import variance
from xinyong.errors import InputError

MOST = 10_000
"""More seeds than anybody waits for: a slip of the pen."""

_SPAN = re.compile(r"\s*(\d+)\s*(?:\.\.\s*(\d+)\s*)?\Z")


def seeds_of(written: int | str | Iterable[int]) -> tuple[int, ...]:
    """Return the seeds that a number, a text such as `1..20` or `1,4,7..9`, or a list means, in order.

    Raises:
        InputError: it is no list of seeds, it is empty, one is given twice, or there are more than 10,000.
    """
    if isinstance(written, str):
        found = [seed for part in written.split(",") for seed in _span(part, written)]
    else:
        found = [written] if isinstance(written, int) else list(written)
    if not found:
        raise InputError("found no seeds, expected at least one, as in 1..20")
    if len(found) > MOST:
        raise InputError(f"found {len(found)} seeds, expected at most {MOST}")
    twice = next((seed for index, seed in enumerate(found) if seed in found[:index]), None)
    if twice is not None:
        raise InputError(f"found seed {twice} twice; a seed played twice adds nothing and would look like certainty")
    return tuple(found)


def _span(part: str, written: str) -> range:
    match = _SPAN.match(part)
    if match is None:
        raise InputError(f"found `{written}`, expected seeds such as 7, 1..20 or 1,4,7..9")
    first = int(match[1])
    last = int(match[2]) if match[2] else first
    if last - first >= MOST:
        raise InputError(f"found {last - first + 1} seeds, expected at most {MOST}")
    return range(first, last + 1)


def variance_saved(a: Sequence[float], b: Sequence[float]) -> float | None:
    """Return the share of variance over seeds that pairing takes from the difference of two figures.

    1 when the difference is the same for every seed, 0 when pairing gains nothing; below 0 when it costs. None for
    fewer than two seeds, or where neither figure varies.
    """
    if len(a) < 2:
        return None
    apart = variance(a) + variance(b)
    if apart == 0:
        return None
    return 1 - variance([y - x for x, y in zip(a, b, strict=True)]) / apart
