"""Trials played on the kernel whose lives are drawn once: for trying one value after another.

What comes up in a week is a pure function of the seed, the people and the world's rates; most values of a scheme, and
most of what channels, offices and desks do, leave it as it is. So it is kept by block and week, and trials that share
it read it again. What comes out is the outcome of `engine.play`, without the chain, which nobody checks here.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

import numpy as np

from xinyong.engine import gather
from xinyong.engine.crew import Threads
from xinyong.engine.leaving import leave
from xinyong.engine.play import play as play_anew
from xinyong.engine.player import Law, Player, Worker
from xinyong.engine.running import Running
from xinyong.engine.shard import Shard, Watch
from xinyong.engine.stage import Stage, new_players
from xinyong.kernel.rows import Ints
from xinyong.kernel.state import Tray
from xinyong.population.odds import tables_of
from xinyong.results.outcome import Outcome
from xinyong.trial.trial import Trial

NOT_OF_LIVES = frozenset({
    "take", "sight", "misattributed", "taken_for_act", "taken_for", "delay", "spread", "reach",
    "objects_mistaken", "objects_right", "object_spread", "desk_capacity", "desk_sits_every", "desk_takes",
    "desk_carries_out", "desk_reverses_mistaken", "desk_reverses_right", "purge", "opt_in", "no_file",
    "place_cover", "strays_to", "target_act", "target_channel", "target_as", "target_from", "target_to", "target_share",
    "act_valence", "act_harm", "occasion_of", "occasion_each", "law_severity", "law_channels", "place_pick",
})  # fmt: skip
"""Tables of a world that decide what is taken, seen or done about it, and never what comes up. Any other table is
taken to be part of a life, one that is yet to be invented included."""

MOST_KEPT = 3
"""So many lives are kept: that of the world itself, and those of the values being moved."""

Weeks = dict[tuple[int, int], Ints]
"""What comes up, by block and week."""


def lives_of(trial: Trial) -> str:
    """Return a hash of everything that decides what comes up in the lives of a trial."""
    digest = hashlib.sha256(repr((trial.seed, trial.people.counts, trial.people.offsets, trial.stays)).encode("ascii"))
    digest.update(np.ascontiguousarray(trial.people.pattern).tobytes())
    for name, value in tables_of(trial.odds):
        if name not in NOT_OF_LIVES:
            table = np.asarray(value, dtype="<i8")
            digest.update(f"{name}:{table.shape};".encode("ascii"))
            digest.update(table.tobytes())
    return digest.hexdigest()


@dataclass
class KeptLives:
    """The lives met last, at most `MOST_KEPT`; may be asked from several threads."""

    kept: OrderedDict[str, Weeks] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def weeks_of(self, trial: Trial) -> Weeks:
        """Return what is kept of the lives of a trial, to be read and added to."""
        name = lives_of(trial)
        with self.lock:
            weeks = self.kept.setdefault(name, {})
            self.kept.move_to_end(name)
            while len(self.kept) > MOST_KEPT:
                self.kept.popitem(last=False)
        return weeks

    def play(self, trial: Trial, watch: Watch | None = None) -> Outcome:
        """Play a trial on one thread and return its outcome, without a chain.

        A trial with a script, or with windows of one day, is played as any other.
        """
        if trial.script is not None or trial.window_days != 7:
            return play_anew(trial, threads=1, watch=watch)
        stage, weeks = Stage(trial), self.weeks_of(trial)
        players: list[Player] = [Remembering(each.number, each.block, weeks=weeks) for each in new_players(stage)]
        crew = Threads([Shard(stage, players)], 1)
        running = Running(stage, crew)
        crew.each("enrol")
        for window in range(len(trial.windows)):
            running.between(window, crew.each("play", window, watch))
        return _outcome(running)


@dataclass
class Remembering(Player):
    """A block whose weeks are looked up before they are drawn."""

    weeks: Weeks = field(default_factory=dict)

    def happenings(self, law: Law, worker: Worker, first_day: int, *, settles: bool) -> tuple[Ints, Ints]:  # noqa: ARG002
        """Return all happenings of the week that begins on a day, none settled: another scheme may have a say."""
        key = (self.number, first_day // 7)
        found = self.weeks.get(key)
        if found is None:
            found = self.weeks[key] = super().happenings(law, worker, first_day, settles=False)[0].copy()
        return found, worker.tray.idle

    def put_on_chain(self, law: Law, tray: Tray, end_day: int) -> None:
        """Put nothing on a chain: nobody verifies what is only tried, and it would take a quarter of the time."""


def _outcome(running: Running) -> Outcome:
    trial, crew = running.trial, running.crew
    people_asking = np.sum(crew.each("people_asking"), axis=0)
    ledger, subjects = leave(crew, None)
    return Outcome(
        trial=trial,
        layout=running.layout,
        flows=running.flows,
        people_asking=people_asking,
        ledger=ledger,
        foreign=gather.foreign(running.foreign),
        sittings=gather.sittings(running.sittings),
        subjects=subjects,
        chain=[],
        whole=[],
        held=(running.held, running.held_days),
        engine="kernel",
    )
