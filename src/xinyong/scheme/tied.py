"""A dimension of an index that is made of ties: which one it is, and what a file must say for it.

The tiers of those tied to somebody are averaged on the scale of a dimension: with T tiers the best is worth 1,000, the
worst 0, and those between lie at equal steps; with n people tied whom the board has in a tier, t counted from 0 for the
best, the mean is 1,000 times the sum of (T - 1 - t), divided by (T - 1) times n and rounded down.
"""

from __future__ import annotations

from collections.abc import Iterator

from xinyong.files.complaints import Finding
from xinyong.scheme.clauses import Part, Scheme


def tied_part(scheme: Scheme) -> Part | None:
    """Return the dimension that is made of ties, if the scheme has an index with one."""
    if scheme.score is None or scheme.score.method != "index":
        return None
    return next((part for part in scheme.score.parts if part.tie is not None), None)


def tied_findings(scheme: Scheme) -> Iterator[Finding]:
    """Yield what is wrong with a dimension made of ties: it needs an index, a board, and tiers that are stated."""
    score = scheme.score
    if score is None:
        return
    places = [place for place, part in enumerate(score.parts) if part.tie is not None]
    for place in places:
        spot: tuple[str | int, ...] = ("score", "parts", place, "tie")
        if score.method != "index":
            message = f"found a subtotal made of ties in a score of method `{score.method}`"
            yield Finding(spot, message, "use `method: index`, or take it out")
        elif place != places[0]:
            yield Finding(spot, "found a second dimension made of ties, expected one", "take it out")
    if score.method != "index" or not places:
        return
    if score.board is None:
        message = "is missing: a dimension made of ties reads the board"
        yield Finding(("score", "board"), message, "add the days between two copies")
    if len(scheme.tiers) < 2:
        message = f"found {len(scheme.tiers)} tiers, expected two or more: a dimension made of ties is a mean of tiers"
        yield Finding(("tiers",), message, "add tiers, or take `tie` out")
    if scheme.ranked:
        message = "found tiers that are shares of people on an index with a dimension made of ties"
        yield Finding(("tiers",), message, "use `at_least`: the board has to know where everybody else stands")
