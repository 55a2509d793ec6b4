"""One `result_sha256` for any number of threads and shards, on every executor, interrupted or not, in any order.

Ray has a file of its own, `one_result_on_ray.py`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.engine.test_memory import CutError, Cutting

from xinyong.engine import exchange, running
from xinyong.engine import play as playing
from xinyong.engine.apart import Answer, Apart, Place
from xinyong.engine.crew import shares
from xinyong.engine.executors import HERE, Executor
from xinyong.engine.play import play
from xinyong.engine.stage import Stage, blocks_of
from xinyong.experiment.execute import prepare
from xinyong.kernel.rows import Rows
from xinyong.results.checkpoint import Shelf
from xinyong.results.digest import result_sha256
from xinyong.results.outcome import Outcome
from xinyong.trial.trial import Trial

THREADS, SHARDS = (1, 2, 3, 7), (1, 2, 5, 16)


@cache
def trial() -> Trial:
    """Return a city of more than sixteen blocks of ids, between which records and filings pass."""
    found = prepare("pilot-100-200", people=1_100_000, days=35).trial()
    assert len(blocks_of(found)) > max(SHARDS)
    return found


@cache
def expected() -> tuple[str, tuple[bytes, ...]]:
    """Return the result on one thread in one shard, and the hash of each of its windows."""
    found = play(trial(), threads=1)
    assert len(found.ledger["recipient"]) > 500
    assert len(found.foreign["recipient"]) > 50
    return said_of(found)


def said_of(found: Outcome) -> tuple[str, tuple[bytes, ...]]:
    return result_sha256(found), tuple(found.whole)


@pytest.mark.parametrize("threads", THREADS)
def test_threads(threads: int) -> None:
    assert said_of(play(trial(), threads=threads)) == expected()


@pytest.mark.parametrize("shards", SHARDS)
def test_shards(shards: int) -> None:
    assert len(shares(blocks_of(trial()), shards)) == shards
    assert said_of(play(trial(), threads=2, executor=Executor(shards=shards))) == expected()


@pytest.mark.parametrize("name", ["threads", "processes"])
def test_executors(name: str) -> None:
    assert said_of(play(trial(), threads=2, executor=Executor(name, 3))) == expected()


@pytest.mark.parametrize("name", ["threads", "processes"])
def test_interrupted(name: str, tmp_path: Path) -> None:
    """It is cut on one executor and goes on another, in another number of shards."""
    with pytest.raises(CutError):
        play(trial(), executor=Executor(name, 2), keeper=Cutting(Shelf(tmp_path, "a test"), 3))
    with pytest.raises(CutError):
        play(trial(), threads=3, executor=HERE, keeper=Cutting(Shelf(tmp_path, "a test"), 4))
    again = Executor(name, 5)
    assert said_of(play(trial(), executor=again, keeper=Cutting(Shelf(tmp_path, "a test"), -1))) == expected()


class Unordered(Apart):
    """Shards of this process that answer in an order of their own, and not all at once."""

    def __init__(self, stage: Stage, order: random.Random) -> None:
        self.numbers, self.deadline_seconds = shares(blocks_of(stage.trial), 7), 1.0
        self.order, self.asked = order, dict[int, Callable[[], Answer]]()
        self.places = [Place(stage.trial, numbers) for numbers in self.numbers]

    def _ask(self, at: int, name: str, arguments: tuple[Any, ...]) -> None:
        self.asked[at] = lambda: self.places[at].answer(name, arguments)

    def _arriving(self, asked: Sequence[int], seconds: float) -> Iterator[tuple[int, Answer]]:
        del seconds
        for at in self.order.sample(list(asked), self.order.randint(1, len(asked))):
            yield at, self.asked.pop(at)()

    def _who(self, at: int) -> str:
        return f"shard {at}"

    def close(self) -> None:
        """Let nobody go."""


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_answers_arrive_in_any_order(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    order = random.Random(seed)  # noqa: S311 (an order, the same in every test)
    monkeypatch.setattr(playing, "_crew", lambda stage, *_: Unordered(stage, order))
    assert said_of(play(trial())) == expected()


@pytest.mark.parametrize("seed", [1, 2])
def test_messages_arrive_in_any_order(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    order, arriving = np.random.default_rng(seed), exchange.arriving

    def shuffled(sent: Rows, days: int) -> Rows:
        return order.permutation(arriving(sent, days))

    monkeypatch.setattr(running, "arriving", shuffled)
    assert said_of(play(trial(), threads=2, executor=Executor(shards=5))) == expected()
