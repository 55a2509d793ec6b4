"""Shards on a Ray cluster of two nodes, which are on this machine: the same outcome as on threads, also where a node
goes in the middle."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from threading import Event

import pytest
from tests.engine.test_memory import same
from tests.engine.test_processes import Keeping, Watching, many_blocks

from xinyong.engine import actors
from xinyong.engine.actors import Actors, share_of
from xinyong.engine.executors import Executor
from xinyong.engine.play import play
from xinyong.engine.ray_session import SETTINGS
from xinyong.errors import InputError, ResourceError, WorkerLost

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="a cluster of two nodes on one machine: Ray has it on Linux"),
    # Ray starts its own processes and sockets, and leaves them to the end of the process.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
NODE = {"num_cpus": 2, "object_store_memory": 80 << 20}


class Machines:
    """A head that plays nothing, and nodes that do; `add` brings one, `lose` ends one at once."""

    def __init__(self) -> None:
        os.environ.update(SETTINGS)
        kind = import_module("ray.cluster_utils").Cluster
        self.cluster = kind(initialize_head=True, head_node_args=NODE | {"num_cpus": 0, "include_dashboard": False})
        self.nodes = [self.cluster.add_node(**NODE) for _ in range(2)]
        self.cluster.wait_for_nodes()

    def add(self) -> None:
        """Bring another node."""
        self.nodes.append(self.cluster.add_node(**NODE))
        self.cluster.wait_for_nodes()

    def lose(self) -> None:
        """End the newest node, with everything that is on it."""
        self.cluster.remove_node(self.nodes.pop(), allow_graceful=False)

    @property
    def address(self) -> str:
        """Where the head is."""
        return str(self.cluster.address)


@pytest.fixture(scope="module")
def machines() -> Iterator[Machines]:
    import_module("ray").shutdown()  # a Ray of this machine that another test has started in this process
    found = Machines()
    yield found
    import_module("ray").shutdown()
    found.cluster.shutdown()


@pytest.fixture
def crews(monkeypatch: pytest.MonkeyPatch) -> list[Actors]:
    """The crews that were started."""
    started: list[Actors] = []
    begin = Actors._greet

    def greeting(self: Actors) -> None:
        begin(self)
        started.append(self)

    monkeypatch.setattr(Actors, "_greet", greeting)
    return started


def on(machines: Machines, shards: int | None = None, deadline: float = 120.0) -> Executor:
    return Executor("ray", shards, deadline, machines.address)


def pid_of(crew: Actors, at: int) -> int:
    return int(crew.homes[at].split()[1])


def test_two_nodes_give_the_outcome_of_threads(machines: Machines, crews: list[Actors]) -> None:
    trial = many_blocks("nosedive")
    same(play(trial, executor=on(machines, 3)), play(trial, threads=2))
    (crew,) = crews
    assert crew.numbers == [[0], [1], [2]]
    assert len({home.rpartition("node ")[2] for home in crew.homes}) == 2


def test_a_watch_is_told_the_same_and_memory_is_counted(machines: Machines) -> None:
    trial = many_blocks("pilot-100-200")
    here, there = Watching(), Watching()
    found = play(trial, executor=on(machines), watch=there)
    same(found, play(trial, threads=2, watch=here))
    assert there.told == here.told
    assert found.bytes_elsewhere > 2 * (20 << 20)


def test_a_node_that_is_lost_is_replaced_and_its_windows_are_played_again(
    machines: Machines, crews: list[Actors], tmp_path: Path
) -> None:
    trial = many_blocks("sesame-credit")
    lost: list[int] = []

    def lose_once() -> None:
        if not lost:
            lost.append(len(crews))
            machines.lose()

    found = play(trial, executor=on(machines, 3, 30.0), keeper=Keeping(tmp_path, 3, lose_once))
    machines.add()
    same(found, play(trial, threads=1))
    assert lost == [1]
    assert len(crews) == 2


def test_an_actor_that_is_killed_is_replaced(machines: Machines, crews: list[Actors], tmp_path: Path) -> None:
    trial = many_blocks("pilot-100-200")

    def kill_once() -> None:
        if len(crews) == 1:
            os.kill(pid_of(crews[0], 1), signal.SIGKILL)

    same(play(trial, executor=on(machines, 2), keeper=Keeping(tmp_path, 2, kill_once)), play(trial, threads=1))
    assert len(crews) == 2


def test_actors_that_are_gone_for_good_end_the_play_with_a_word_on_what_to_do(
    machines: Machines, crews: list[Actors], tmp_path: Path
) -> None:
    trial = many_blocks("pilot-100-200")

    def kill(done: int, _of: int) -> None:
        if done == 1:
            os.kill(pid_of(crews[-1], 0), signal.SIGKILL)

    gone = r"actor 1 of 2 \(process \d+ on \S+, node \w+\) is gone: .*"
    with pytest.raises(WorkerLost, match=f"{gone}; with --checkpoint-every the run would go on") as first:
        play(trial, executor=on(machines, 2), progress=kill)
    assert first.value.exit_code == 3
    with pytest.raises(WorkerLost, match=f"{gone}; it went on from its last checkpoint, but lost processes 3 times"):
        play(trial, executor=on(machines, 2), progress=kill, keeper=Keeping(tmp_path, 0, lambda: None))


def test_an_actor_that_does_not_answer_by_the_deadline_is_given_up(machines: Machines, crews: list[Actors]) -> None:
    def halt(done: int, _of: int) -> None:
        if done == 1:
            os.kill(pid_of(crews[-1], 1), signal.SIGSTOP)

    trial = many_blocks("pilot-100-200")
    play(trial, executor=on(machines, 2))  # loads what is loaded once
    try:
        with pytest.raises(
            WorkerLost, match=r"actor 2 of 2 \(process \d+ on \S+, node \w+\) did not answer for 10 seconds"
        ):
            play(trial, executor=on(machines, 2, 10.0), progress=halt)
    finally:
        os.kill(pid_of(crews[-1], 1), signal.SIGKILL)


def test_a_cluster_without_room_is_waited_for_until_the_deadline(machines: Machines) -> None:
    ray = import_module("ray")
    play(many_blocks("pilot-100-200"), executor=on(machines, 1))
    busy = [ray.remote(dict).options(num_cpus=2).remote() for _ in range(2)]
    try:
        with pytest.raises(WorkerLost, match=r"actor 1 of 1 \(not yet heard of\) did not answer for 1 seconds"):
            play(many_blocks("pilot-100-200"), executor=on(machines, 1, 1.0))
    finally:
        for one in busy:
            ray.kill(one)


def test_a_cluster_that_is_gone_is_told_from_an_actor_that_is(
    machines: Machines, crews: list[Actors], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ConnectionResetError(104, "Connection reset by peer")

    def break_off(_done: int, _of: int) -> None:
        monkeypatch.setattr(crews[0].ray, "wait", broken)

    with pytest.raises(
        ResourceError, match=r"the way to the Ray cluster is gone \(Connection reset by peer\): its head"
    ):
        play(many_blocks("pilot-100-200"), executor=on(machines, 1), progress=break_off)
    assert len(crews) == 1


def test_a_head_that_does_not_answer_is_told_from_a_machine_that_does_not(
    machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(many_blocks("pilot-100-200"), executor=on(machines, 1))
    monkeypatch.setattr(actors, "HEAD_SECONDS", 0.2)
    monkeypatch.setattr(import_module("ray"), "nodes", Event().wait)
    with pytest.raises(ResourceError, match=r"the head of the Ray cluster has not answered for 0.2 seconds; start the"):
        play(many_blocks("pilot-100-200"), executor=on(machines, 1))


def test_another_version_on_a_machine_is_refused(machines: Machines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actors, "rules_sha256", lambda: "other rules")
    with pytest.raises(
        InputError, match=r"process \d+ on \S+, node \w+ has another version of xinyong; install the same"
    ):
        play(many_blocks("pilot-100-200"), executor=on(machines, 1))


@pytest.mark.parametrize(
    ("cpus", "n", "share"),
    [([1, 1], 2, 1.0), ([1, 1], 3, 0.5), ([4], 2, 1.0), ([2, 1], 5, 0.5), ([0, 3], 4, 0.5), ([0], 3, 0.0), ([], 3, 0.0),
     ([1], 3, 0.3333), ([1], 20_000, 0.0001)],
)  # fmt: skip
def test_actors_ask_for_so_much_that_all_find_room(cpus: list[float], n: int, share: float) -> None:
    assert share_of(cpus, n) == share


def test_without_ray_there_is_a_word_on_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(InputError, match=r"--executor ray: Ray cannot be loaded .*pip install 'xinyong\[ray\]'"):
        play(many_blocks("pilot-100-200"), executor=Executor("ray"))


def test_an_address_is_for_ray_alone() -> None:
    with pytest.raises(InputError, match="--address: found `there:1` with executor `processes`"):
        Executor("processes", address="there:1")
    assert Executor("ray", 2, 9.0, "there:1").changed(shards=3) == Executor("ray", 3, 9.0, "there:1")
    assert Executor("ray", 2, 9.0, "there:1").changed("threads") == Executor("threads", 2, 9.0)


def xinyong(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    asked = [sys.executable, "-m", "xinyong.cli", *arguments]
    return subprocess.run(asked, cwd=cwd, capture_output=True, text=True, check=False, timeout=120)


def test_on_the_command_line_a_ray_of_this_machine_does(tmp_path: Path) -> None:
    asked = ("run", "pilot-100-200", "--people", "70000", "--days", "28", "--json")
    there = xinyong(*asked, "--executor", "ray", "--shards", "2", "--out", "there", cwd=tmp_path)
    assert there.returncode == 0, there.stderr
    here = xinyong(*asked, "--out", "here", cwd=tmp_path)
    assert json.loads(there.stdout)["result_sha256"] == json.loads(here.stdout)["result_sha256"]
    assert json.loads(there.stdout)["peak_rss_bytes"] > json.loads(here.stdout)["peak_rss_bytes"]


def test_nothing_loads_ray_unless_it_is_asked_for() -> None:
    code = "import sys, xinyong.cli.main, xinyong.engine.play; sys.exit('ray' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
