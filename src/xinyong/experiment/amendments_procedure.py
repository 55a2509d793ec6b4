"""The part of the grammar that adds notice, hearing, review and capacity; hearing is before effect where it can be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from xinyong.files.evidence import Cited
from xinyong.population.world import World
from xinyong.scheme.clauses import Notice, Objection, Scheme

Kind = Literal["notice", "hearing", "review", "capacity"]

WINDOW_DAYS, CARRIED_OUT_DAYS = 60, 7
"""Of an objection or a review that is added: two months, and a week; ours."""
MORE = (2, 10)
"""How many times the capacity of a desk."""

WHY = {"grade": "assumed", "why": "added by a mend"}


def heard(scheme: Scheme, world: World, owner: str) -> Iterator[tuple[Kind, str, dict[str, Any]]]:
    """Yield what opens the procedure of a settled scheme wider."""
    means = max(world.means, key=lambda one: (one.reach.value, one.id), default=None)
    notice = None if means is None else _notice(means.id)
    if isinstance(scheme.notice, Notice):
        if scheme.notice.delay.value:
            yield "notice", f"{owner}notice is sent at once", {f"{owner}notice.delay": 0}
    elif notice is not None and means is not None:
        yield "notice", f"{owner}people are told at once by {means.id}", {f"{owner}notice": notice}
    if isinstance(scheme.objection, Objection):
        yield from _wider(scheme.objection, world, owner, told=isinstance(scheme.notice, Notice))
    elif world.desks and world.objecting is not None:
        told = {} if isinstance(scheme.notice, Notice) or notice is None else {f"{owner}notice": notice}
        from_ = "notice" if told or isinstance(scheme.notice, Notice) else "entry"
        for desk in world.desks:
            says = f"{owner}people are {'told and ' if told else ''}heard by {desk.id} before an entry takes effect"
            objection = {"window": _days(WINDOW_DAYS), "counts_from": from_, "desk": desk.id, "suspends": True,
                         "carried_out_within": _days(CARRIED_OUT_DAYS), **WHY}  # fmt: skip
            yield "hearing", says, {**told, f"{owner}objection": objection}
    yield from _capacity(scheme, world)


def _wider(objection: Objection, world: World, owner: str, *, told: bool) -> Iterator[tuple[Kind, str, dict[str, Any]]]:
    path = f"{owner}objection"
    if not objection.suspends:
        yield "hearing", f"{path}: an entry has no effect while it is open", {f"{path}.suspends": True}
    if objection.evidence is not None:
        yield "hearing", f"{path}: nobody has to prove a mistake", {f"{path}.evidence": None}
    if objection.needs_notice:
        yield "hearing", f"{path}: a refusal that tells opens the way as well", {f"{path}.needs_notice": False}
    if told and objection.counts_from == "entry":
        yield "hearing", f"{path}: its time counts from the notice", {f"{path}.counts_from": "notice"}
    if isinstance(objection.window, Cited):
        days = round(objection.window.value * 2)
        yield "hearing", f"{path}.window is {days:,} days", {f"{path}.window": days}
    others = [desk.id for desk in world.desks if desk.id != objection.desk]
    if objection.review is None and others and world.objecting is not None and world.objecting.review is not None:
        review = {"window": _days(WINDOW_DAYS), "desk": others[0], "carried_out_within": _days(CARRIED_OUT_DAYS), **WHY}
        yield "review", f"{path}: {others[0]} reviews what was refused", {f"{path}.review": review}


def _capacity(scheme: Scheme, world: World) -> Iterator[tuple[Kind, str, dict[str, Any]]]:
    deciding = {scheme.objection.desk} if isinstance(scheme.objection, Objection) else set()
    for desk in world.desks:
        if desk.id in deciding:
            for times in MORE:
                says = f"{desk.id} decides {times} times as many objections a day"
                yield "capacity", says, {f"world:desks.{desk.id}.capacity": desk.capacity.value * times}


def _notice(by: str) -> dict[str, Any]:
    return {"by": by, "delay": _days(0), **WHY}


def _days(days: int) -> dict[str, Any]:
    return {"value": days, "unit": "day", "grade": "assumed", "range": [min(days, 0), max(days, 365)],
            "why": "added by a mend"}  # fmt: skip
