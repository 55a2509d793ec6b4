"""What a mend may do to notice and objection: add them, open them wider, make them sooner; never the reverse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xinyong.experiment.milder_values import same_but, shorter
from xinyong.scheme.clauses import Notice, Objection, Review


def notice_refusals(before: Any, after: Any) -> Iterator[str]:
    """Yield what a mended notice does that a mend may not; both are settled clauses."""
    if before == after or not isinstance(before, Notice):
        return
    if not isinstance(after, Notice):
        yield "it takes the notice away"
    elif not same_but(before, after, "delay") or after.delay.value > before.delay.value:
        yield "it changes `notice` otherwise than by telling sooner"


def objection_refusals(before: Any, after: Any) -> Iterator[str]:
    """Yield what a mended objection does that a mend may not; both are settled clauses."""
    if before == after or not isinstance(before, Objection):
        return
    if not isinstance(after, Objection):
        yield "it takes the objection away"
        return
    open_ = ("window", "counts_from", "carried_out_within", "suspends", "needs_notice", "evidence", "review")
    narrower = (
        not same_but(before, after, *open_),
        not shorter(after.window, before.window),
        not shorter(before.carried_out_within, after.carried_out_within),
        (before.counts_from, after.counts_from) == ("notice", "entry"),
        before.suspends and not after.suspends,
        after.needs_notice and not before.needs_notice,
        after.evidence is not None and before.evidence is None,
    )
    if any(narrower):
        yield "it narrows `objection`"
    yield from _review_refusals(before.review, after.review)


def _review_refusals(before: Review | None, after: Review | None) -> Iterator[str]:
    if before is None or before == after:
        return
    kept = (
        after is not None
        and same_but(before, after, "window", "carried_out_within")
        and shorter(after.window, before.window)
        and shorter(before.carried_out_within, after.carried_out_within)
    )
    if not kept:
        yield "it narrows `objection.review`"
