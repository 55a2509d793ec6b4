"""Check the subtotals of a score: one method, one id each, starts that add up, rules that name one of them."""

from __future__ import annotations

from collections.abc import Iterator

from xinyong.files.complaints import Finding
from xinyong.files.references import refer_one
from xinyong.files.unknowns import values
from xinyong.scheme.clauses import MAX_PARTS, Part, Scheme, Score


def part_findings(scheme: Scheme) -> Iterator[Finding]:
    """Yield what is wrong with the subtotals of a score, and with the rules that name one."""
    parts = scheme.score.parts if scheme.score else ()
    for place, rule in enumerate(scheme.rules):
        if rule.part is not None:
            yield from refer_one(("rules", place, "part"), rule.part, [part.id for part in parts], what="parts")
    if scheme.score is None or not parts:
        return
    if scheme.score.method == "running":
        message = f"found subtotals in a score of method `{scheme.score.method}`"
        yield Finding(("score", "parts"), message, "use `method: sum`, or take them out")
    if len(parts) > MAX_PARTS:
        message = f"found {len(parts)} subtotals, expected at most {MAX_PARTS}"
        yield Finding(("score", "parts", MAX_PARTS), message, "join some")
    if scheme.score.method == "sum":
        yield from _starts_add_up(scheme.score)
    for place, part in enumerate(parts):
        if part.id in [earlier.id for earlier in parts[:place]]:
            message = f"found the id `{part.id}` again, expected it once"
            yield Finding(("score", "parts", place, "id"), message, "give one a new id")
        yield from _start_lies_inside(place, part)


def _starts_add_up(score: Score) -> Iterator[Finding]:
    total = sum(part.start.value for part in score.parts)
    if total != score.start.value:
        message = f"found subtotals that start at {total:,g} together, expected the {score.start.value:,g} of `start`"
        yield Finding(("score", "parts"), message, "mend either")


def _start_lies_inside(place: int, part: Part) -> Iterator[Finding]:
    for key, sign in (("floor", 1), ("ceiling", -1)):
        for bound in values(getattr(part, key)):
            if (bound - part.start.value) * sign > 0:
                side = "above" if sign > 0 else "below"
                message = f"found a {key} of {bound:g} {side} the start of {part.start.value:g}"
                yield Finding(("score", "parts", place, key), message, "mend either")
