"""Check a weighted index: dimensions from 0 to 1,000 with weights, a start that they give, rules that name one."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from xinyong.files.complaints import Finding
from xinyong.files.evidence import Cited
from xinyong.files.unknowns import values
from xinyong.scheme.clauses import DIMENSION, Part, Scheme, Score

_MOST = 1 << 62
"""What the engines reckon with stays below this."""


def weights(score: Score) -> list[int]:
    """Return the weights of the dimensions as whole numbers in their exact proportion; 0 where none is stated."""
    stated = [Fraction(str(part.weight.value)) if part.weight else Fraction(0) for part in score.parts]
    unit = math.lcm(*(weight.denominator for weight in stated))
    return [int(weight * unit) for weight in stated]


def index_findings(scheme: Scheme) -> Iterator[Finding]:
    """Yield what is wrong with an index, and keys of an index in a score of another method."""
    score = scheme.score
    if score is None:
        return
    if score.method != "index":
        yield from _keys_of_an_index(score)
        return
    if score.refresh is None:
        message = "is missing: an index holds until it is reckoned anew"
        yield Finding(("score", "refresh"), message, "add the days between two reckonings")
    if not score.parts:
        message = "is missing: an index has dimensions"
        yield Finding(("score", "parts"), message, "add them with their weights, or use `method: sum`")
        return
    for place, part in enumerate(score.parts):
        yield from _dimension(place, part)
    for place, rule in enumerate(scheme.rules):
        if rule.part is None and any(values(rule.points)):
            message = "is missing: points of an index belong to a dimension"
            yield Finding(("rules", place, "part"), message, "name one of the score's parts")
    yield from _adds_up(score)


def _keys_of_an_index(score: Score) -> Iterator[Finding]:
    for place, part in enumerate(score.parts):
        if part.weight is not None:
            message = f"found a weight in a score of method `{score.method}`"
            yield Finding(("score", "parts", place, "weight"), message, "use `method: index`, or take it out")
    if score.refresh is not None:
        message = f"found days between two reckonings in a score of method `{score.method}`"
        yield Finding(("score", "refresh"), message, "use `method: index`, or take it out")


def _dimension(place: int, part: Part) -> Iterator[Finding]:
    if part.weight is None:
        message = "is missing: a dimension of an index has a weight"
        yield Finding(("score", "parts", place, "weight"), message, "add it")
    for key in ("start", "floor", "ceiling"):
        for value in values(getattr(part, key)):
            if not 0 <= value <= DIMENSION:
                message = f"found {value:g}, expected a value between 0 and {DIMENSION:,}"
                yield Finding(("score", "parts", place, key), message, "a dimension is measured in thousandths")


def _adds_up(score: Score) -> Iterator[Finding]:
    if not isinstance(score.floor, Cited) or not isinstance(score.ceiling, Cited):
        message = "found no number, expected one: an index lies between its floor and its ceiling"
        yield Finding(("score", "floor" if not isinstance(score.floor, Cited) else "ceiling"), message, "state both")
        return
    weighed, span = weights(score), int(score.ceiling.value - score.floor.value)
    if not sum(weighed) or DIMENSION * sum(weighed) * max(span, 1) >= _MOST:
        message = "found weights of nothing, or of too many digits"
        yield Finding(("score", "parts"), message, "give shares of a few digits, one of them above 0")
        return
    held = sum(w * int(part.start.value) for w, part in zip(weighed, score.parts, strict=True))
    start = int(score.floor.value) + span * held // (DIMENSION * sum(weighed))
    if start != score.start.value:
        message = f"found dimensions that start at {start:,} together, expected the {score.start.value:,g} of `start`"
        yield Finding(("score", "parts"), message, "mend either")
