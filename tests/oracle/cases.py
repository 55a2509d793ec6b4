"""A generated case: a world, the scheme or schemes that govern it, and how to run them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import pytest
from hypothesis import strategies as st
from tests.oracle.cited import NONE
from tests.oracle.dice import Dice, Drawn, Seeded, chance
from tests.oracle.notices import at_once
from tests.oracle.schemes import harsh_scheme
from tests.oracle.worlds import harsh_world

from xinyong.population.world import World
from xinyong.scheme.clauses import Rule, Scheme
from xinyong.trial.trial import Trial, trial

SEEDS = (
    *range(12), 15, 16, 18, 19, 22, 24, 26, 28, 29, 30, 32, 35, 37, 38, 39, 40, 43, 46, 48, 51, 65, 68, 81, 83, 88,
    66, 90, 110, 142, 152, 214, 280, 291, 296, 400, 401, 522, 800, 866,
)  # fmt: skip
"""The worlds in which `make test` compares the engines; `test_harshness.py` says what happens in them between them."""


@dataclass(frozen=True)
class Case:
    """Everything a trial needs but its window. Its files are too long to be printed when a test fails."""

    scheme: Scheme = field(repr=False)
    world: World = field(repr=False)
    members: Mapping[str, Scheme] = field(repr=False)
    n_people: int
    days: int
    seed: int
    response: str

    def trial(self, window_days: int = 7, **changes: Any) -> Trial:
        """Return the trial, with arguments changed by name."""
        arguments: dict[str, Any] = {
            "n_people": self.n_people,
            "days": self.days,
            "seed": self.seed,
            "response": self.response,
            "members": self.members,
            "window_days": window_days,
        }
        scheme, world = changes.pop("scheme", self.scheme), changes.pop("world", self.world)
        return trial(scheme, world, **(arguments | changes))


def harsh_case(dice: Dice, *, weekly: bool = False) -> Case:
    """Return a case in which every phase is busy."""
    world = harsh_world(dice, weekly=weekly)
    scheme = harsh_scheme(dice, world)
    national, members = scheme, dict[str, Scheme]()
    if len(world.places) > 1 and chance(dice, 1, 2):
        members = {"first": harsh_scheme(dice, world, "first"), "second": harsh_scheme(dice, world, "second")}
        scheme = _umbrella(dice, scheme)
    numbers = {
        "n_people": dice.pick((100, 107, 130)),
        "days": dice.pick((35, 21, 28, 40, 60)),
        "seed": dice.pick((1, 2, 7, (1 << 64) - 1)),
    }
    response = _response(dice.pick(("none", "deterrence")), dice.aside("response"))
    if members and national.lists and chance(dice, 2, 1):
        scheme = scheme.model_copy(update=_nationwide(national))
    if any(has_board(one) for one in (scheme, *members.values())):
        world = world.model_copy(update={"moves": ()})  # who is compared with those who move is not modelled
    return Case(scheme=scheme, world=world, members=members, response=response, **numbers)


def has_board(scheme: Scheme) -> bool:
    """Tell whether people under a scheme are compared with each other."""
    return scheme.ranked or (scheme.score is not None and scheme.score.board is not None)


def _response(plain: str, dice: Dice) -> str:
    """Return `none`, or deterrence told one way or another."""
    told = ("deterrence", "hardship", "evasion", "fear-of-error", "reward-seeking", "harm-bound", "conformity")
    return plain if plain == "none" else dice.pick(told)


def _umbrella(dice: Dice, scheme: Scheme) -> Scheme:
    """Return a scheme that only names its members; the third place stays under ordinary law."""
    dates = {"from": dice.pick(("2020-01-01", "2020-01-20"))}
    bare = {"score": None, "tiers": (), "lists": (), "rules": (), "caps": (), "consequences": (), "repairs": ()}
    bare |= {"publicity": (), "notice": at_once(scheme.notice)}
    text = scheme.model_copy(update=bare).model_dump(by_alias=True, exclude_none=True)
    text["members"] = [{"scheme": "first", "place": "east"}, {"scheme": "second", "place": "west", **dates}]
    return Scheme.model_validate(text)


_OF_A_SCORE = ("repeat", "override", "part", "discretion")
"""Keys of a rule that need a score or tiers."""


def _nationwide(scheme: Scheme) -> dict[str, Any]:
    """Return the clauses of a scheme that need neither score nor tiers, for every place beside what its member says."""
    rules = []
    for rule in scheme.model_dump(by_alias=True, exclude_none=True)["rules"]:
        kept = {key: value for key, value in rule.items() if key not in _OF_A_SCORE}
        rules.append(Rule.model_validate({**kept, "points": NONE}))
    bare = {"tiers": (), "unscored": False}
    hung = (clause.model_copy(update=bare) for clause in scheme.consequences if clause.lists)
    return {
        "lists": tuple(one.model_copy(update={"tiers": ()}) for one in scheme.lists),
        "rules": tuple(rules),
        "consequences": tuple(hung),
        "repairs": scheme.repairs,
        "publicity": scheme.publicity,
    }


def seeded_case(seed: int, *, weekly: bool = False) -> Case:
    """Return the same case for the same seed, on every machine."""
    return harsh_case(Seeded(seed), weekly=weekly)


def anyone(_: Case) -> bool:
    """Want every case."""
    return True


def wanted_cases(wanted: Callable[[Case], object]) -> Iterator[tuple[int, Case]]:
    """Yield the seeded cases that are wanted, with their seeds."""
    for seed in range(1000):
        case = seeded_case(seed)
        if wanted(case):
            yield seed, case


def first_case(wanted: Callable[[Case], object]) -> Case:
    """Return the first seeded case that is wanted."""
    return next(case for _, case in wanted_cases(wanted))


def first_cases(count: int, wanted: Callable[[Case], object] = anyone) -> list[Any]:
    """Return the first seeded cases that are wanted, as parameters of a test, named by their seed."""
    return [pytest.param(case, id=str(seed)) for seed, case in islice(wanted_cases(wanted), count)]


@st.composite
def cases(draw: st.DrawFn, *, weekly: bool = False) -> Case:
    """Draw a case that hypothesis can shrink."""
    return harsh_case(Drawn(draw), weekly=weekly)
