"""Check that the score of a scheme can be reckoned: bounds, tiers from best to worst, and what suits its method."""

from __future__ import annotations

from collections.abc import Iterator

from xinyong.files.complaints import Finding
from xinyong.files.evidence import Cited
from xinyong.files.records import Declared
from xinyong.files.unknowns import ends, values
from xinyong.scheme.clauses import Scheme, Score


def band_findings(scheme: Scheme, declared: Declared) -> Iterator[Finding]:
    """Yield what is wrong with score and tiers."""
    if scheme.score is None:
        yield from _nothing_needs_a_score(scheme, declared)
        return
    yield from _start_lies_inside(scheme.score)
    if len(scheme.tiers) >= len(declared.of("tiers")):  # else one of them is wrong in itself
        yield from _ranks(scheme) if scheme.ranked else _edges(scheme, scheme.score)
    yield from _ranking_fits(scheme, scheme.score)
    yield from _method_fits(scheme, scheme.score)


def _nothing_needs_a_score(scheme: Scheme, declared: Declared) -> Iterator[Finding]:
    if "score" in declared.keys:  # there is one, but its own shape is wrong
        return
    if scheme.tiers:
        yield Finding(("tiers",), "found tiers in a scheme without a score", "add `score`, or take the tiers out")
    for place, rule in enumerate(scheme.rules):
        if values(rule.points):
            message = "found points in a scheme without a score"
            yield Finding(("rules", place, "points"), message, "add `score`, or write {none: true, …}")


def _start_lies_inside(score: Score) -> Iterator[Finding]:
    start = score.start.value
    for floor in values(score.floor):
        if floor > start:
            yield Finding(("score", "floor"), f"found a floor of {floor:g} above the start of {start:g}", "mend either")
    for ceiling in values(score.ceiling):
        if ceiling < start:
            message = f"found a ceiling of {ceiling:g} below the start of {start:g}"
            yield Finding(("score", "ceiling"), message, "mend either")


def _edges(scheme: Scheme, score: Score) -> Iterator[Finding]:
    right, wrong = ("at_least", "at_most") if score.better == "higher" else ("at_most", "at_least")
    before: Cited | None = None
    for place, tier in enumerate(scheme.tiers):
        worst = place == len(scheme.tiers) - 1
        edge: Cited | None = getattr(tier, right)
        if getattr(tier, wrong) is not None:
            yield Finding(("tiers", place, wrong), f"found `{wrong}` where {score.better} is better", f"use `{right}`")
        elif worst and edge is not None:
            message = "found an edge on the worst tier, expected none: it takes everybody below"
            yield Finding(("tiers", place, right), message, "take it out, and put tiers from best to worst")
        elif not worst and edge is None:
            message = "is missing: every tier but the last (the worst) has an edge"
            yield Finding(("tiers", place, right), message, f"add `{right}`, and put tiers from best to worst")
        if edge is not None and not worst:
            yield from _moves_on(place, right, before, edge)
            before = edge


def _ranks(scheme: Scheme) -> Iterator[Finding]:
    """Yield what is wrong with tiers that are shares of people: each has one, and the shares rise."""
    before = 0.0
    for place, tier in enumerate(scheme.tiers):
        worst = place == len(scheme.tiers) - 1
        for key in ("at_least", "at_most"):
            if getattr(tier, key) is not None:
                message = f"found `{key}` beside tiers that are shares of people"
                yield Finding(("tiers", place, key), message, "use `top` for every tier but the worst, or for none")
        if worst and tier.top is not None:
            message = "found an edge on the worst tier, expected none: it takes everybody below"
            yield Finding(("tiers", place, "top"), message, "take it out, and put tiers from best to worst")
        elif not worst and tier.top is None:
            message = "is missing: every tier but the last (the worst) has an edge"
            yield Finding(("tiers", place, "top"), message, "add `top`, and put tiers from best to worst")
        elif tier.top is not None and tier.top.value <= before:
            message = f"found the share {tier.top.value:g} after {before:g}, expected one above it"
            yield Finding(("tiers", place, "top"), message, "a share counts those in better tiers too")
        before = tier.top.value if tier.top is not None else before


def _ranking_fits(scheme: Scheme, score: Score) -> Iterator[Finding]:
    """A ranking needs a period, and a score whose entries stand by themselves; without ranks there is no period."""
    if scheme.ranked and score.rank_every is None:
        message = "is missing: tiers are shares of people, found anew every so many days"
        yield Finding(("score", "rank_every"), message, "add the days between two rankings")
    if not scheme.ranked and score.rank_every is not None:
        message = "found days between two rankings, but no tier is a share of people"
        yield Finding(("score", "rank_every"), message, "give the tiers `top`, or take it out")
    if scheme.ranked and score.method == "running":
        message = "found tiers that are shares of people on a score of method `running`"
        yield Finding(("score", "method"), message, "use `method: sum`, or bands of points")


def _moves_on(place: int, key: str, before: Cited | None, edge: Cited) -> Iterator[Finding]:
    if before is None:
        return
    moved = before.value - edge.value if key == "at_least" else edge.value - before.value
    if moved <= 0:
        word = "below" if key == "at_least" else "above"
        message = f"found the edge {edge.value:g} after {before.value:g}, expected one {word} it"
        yield Finding(("tiers", place, key), message, "put tiers from best to worst")


def _method_fits(scheme: Scheme, score: Score) -> Iterator[Finding]:
    if score.method != "running":
        if score.decay is not None:
            message = f"found decay in a score of method `{score.method}`, whose entries end instead of fading"
            yield Finding(("score", "decay"), message, "give the rules a validity, or use `method: running`")
        return
    for place, rule in enumerate(scheme.rules):
        if any(isinstance(end, Cited) for end in ends(rule.validity)):
            message = "found a validity in a score of method `running`, whose entries do not end"
            yield Finding(("rules", place, "validity"), message, "write {none: true, …}, or use `method: sum`")
