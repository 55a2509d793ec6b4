"""Peer rating: what a score made of stars is, and what a file must say for one."""

from __future__ import annotations

from collections.abc import Iterator

from xinyong.files.complaints import Finding
from xinyong.files.evidence import Cited, whole
from xinyong.files.unknowns import ends, values
from xinyong.scheme.clauses import Scheme, Score
from xinyong.scheme.tied import tied_part

STAR = 1_000
"""Points that one star is worth: a score of 4,200 is 4.2 stars."""
MOST_STARS = 5


def rates(scheme: Scheme) -> bool:
    """Tell whether people rate each other under a scheme."""
    return scheme.score is not None and scheme.score.method == "rating"


def weights_of_tiers(scheme: Scheme) -> list[int]:
    """Return how much a rating by somebody in each tier weighs, best first."""
    stated = [whole(tier.weight) for tier in scheme.tiers]
    return [1 if weight is None else weight for weight in stated]


def rating_findings(scheme: Scheme) -> Iterator[Finding]:
    """Yield what is wrong with a score made of ratings, and keys of one in a score of another method."""
    score = scheme.score
    if score is None:
        return
    if score.method != "rating":
        for key in ("prior", "board"):
            if getattr(score, key) is not None and not (key == "board" and tied_part(scheme)):
                yield _of_no_use(("score", key), score)
        for place, tier in enumerate(scheme.tiers):
            if tier.weight is not None:
                yield _of_no_use(("tiers", place, "weight"), score)
        return
    for key, why in (("prior", "how many ratings the start counts for"), ("board", "days between two copies")):
        if getattr(score, key) is None:
            yield Finding(("score", key), f"is missing: {why}", "add it")
    if not scheme.tiers:
        yield Finding(("tiers",), "is missing: a rating weighs as much as the tier of its rater", "add tiers")
    yield from _fits(scheme, score)
    yield from _no_points(scheme)


def _of_no_use(spot: tuple[str | int, ...], score: Score) -> Finding:
    message = f"found what only ratings have, in a score of method `{score.method}`"
    return Finding(spot, message, "use `method: rating`, or take it out")


def _fits(scheme: Scheme, score: Score) -> Iterator[Finding]:
    if score.better != "higher":
        yield Finding(("score", "better"), "found `lower`, but more stars are better", "write `higher`")
    if score.parts:
        yield Finding(("score", "parts"), "found subtotals in a score made of ratings", "take them out")
    if scheme.ranked:
        message = "found tiers that are shares of people on a score made of ratings"
        yield Finding(("tiers",), message, "use `at_least`: the board has to know where those stand whom nobody rated")
    for key in ("start", "floor", "ceiling"):
        for value in values(getattr(score, key)):
            if not STAR <= value <= MOST_STARS * STAR:
                message = f"found {value:g}, expected {STAR:,} to {MOST_STARS * STAR:,}: one star to five"
                yield Finding(("score", key), message, f"a star is {STAR:,} points")


def _no_points(scheme: Scheme) -> Iterator[Finding]:
    for place, rule in enumerate(scheme.rules):
        if any(isinstance(end, Cited) for end in ends(rule.points)):
            message = "found points in a score that is made of ratings"
            yield Finding(("rules", place, "points"), message, "write {none: true, …}; a rule may override or list")
