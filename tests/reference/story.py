"""A short scripted life under the plain scheme, and where it leads. Acts of the plain world: theft, help, prayer."""

from typing import Any

from tests.oracle.cited import WHY, Json, name
from tests.oracle.plain import plain_scheme, plain_trial

from xinyong.population.world import World
from xinyong.reference.play import play
from xinyong.results.outcome import Outcome
from xinyong.scheme.clauses import Scheme
from xinyong.trial.script import Line

THEFT, HELP, PRAYER, NOTHING = 0, 1, 2, -1
FLIGHT = 0


def record(day: int, act: int = THEFT, true_act: int | None = None) -> Line:
    """Return the delivery of a record; it is true unless another act, or NOTHING, is named."""
    true = act if true_act is None else true_act
    return Line(day, 0, "record", act=act, true_act=true, channel=0, act_day=max(0, day - 1))


def asks(day: int) -> Line:
    return Line(day, 0, "asks", service=FLIGHT)


def told(day: int) -> Line:
    return Line(day, 0, "told")


def objects(day: int, of: int) -> Line:
    return Line(day, 0, "objects", of=of)


def decided(day: int, of: int, *, reversed_: bool = True) -> Line:
    return Line(day, 0, "decided", of=of, reversed_=reversed_)


def black_list() -> Json:
    return {"id": "black", "name": name("Black"), **WHY}


def story(
    *lines: Line, scheme: Scheme | None = None, world: World | None = None, days: int = 35, **more: Any
) -> Outcome:
    """Play a script from the first day to the last."""
    return play(plain_trial(scheme or plain_scheme(), world, script=lines, days=days, **more))


def standing(day: int, *lines: Line, scheme: Scheme | None = None, world: World | None = None) -> dict[str, int]:
    """Return the row of the scripted subject at the end of a day."""
    table = story(*lines, scheme=scheme, world=world, days=day + 1).subjects
    return {column: int(values[0]) for column, values in table.items()}


def scores(days: range, *lines: Line, scheme: Scheme) -> list[int]:
    """Return the score at the end of each day."""
    return [standing(day, *lines, scheme=scheme)["score"] for day in days]


def column(outcome: Outcome, name: str) -> list[int]:
    """Return one column of the ledger."""
    found: list[int] = outcome.ledger[name].tolist()
    return found


def total(outcome: Outcome, flow: str) -> int:
    """Return how often something happened in a whole run."""
    return int(outcome.flows[:, outcome.layout.row[flow]].sum())
