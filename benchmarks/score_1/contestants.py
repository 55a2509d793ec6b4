"""Who takes part: each is one file with one function `play`, run in an environment of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

XINYONG: Final = "xinyong"
BORROWED: Final = "borrowed"
"""A framework in which a sampler from outside says who acts."""


@dataclass(frozen=True)
class Contestant:
    """One implementation of the law.

    `module` is a file of this folder, or empty for the laboratory, which is played by its command line. `environment`
    names a file in requirements/. `rows_of` is of how many people the laboratory keeps full rows when it is timed; 0
    means of everybody. `left_out` are summaries that do not decide about its agreement and are shown apart, each with
    the reason.
    """

    name: str
    sort: str
    module: str
    environment: str
    window_days: int = 1
    agree_people_max: int = 100_000
    left_out: tuple[tuple[str, str], ...] = ()
    rows_of: int = 0


_OBJECTS: Final = 10_000
_WAITS: Final = "strays wait for the next window, so each weighs on fewer days"
_LEFT_OUT: Final = (("wrongful D-days", _WAITS),)

REFERENCE: Final = Contestant("sparse NumPy", "peer", "peers.sparse_numpy", "numpy")

CONTESTANTS: Final = (
    REFERENCE,
    Contestant("Xinyong, one-day windows", XINYONG, "", ""),
    Contestant("Xinyong, seven-day windows", XINYONG, "", "", 7, left_out=_LEFT_OUT),
    Contestant("Xinyong, one-day windows, rows of 1,000", XINYONG, "", "", rows_of=1_000),
    Contestant("Xinyong, seven-day windows, rows of 1,000", XINYONG, "", "", 7, left_out=_LEFT_OUT, rows_of=1_000),
    Contestant("AMBER", "peer", "peers.amber", "amber"),
    Contestant("AMBER + sampler", BORROWED, "peers.amber", "amber"),
    Contestant("mesa-frames", "peer", "peers.mesa_frames", "mesa_frames"),
    Contestant("mesa-frames + sampler", BORROWED, "peers.mesa_frames", "mesa_frames"),
    Contestant("Starsim", "peer", "peers.starsim", "starsim"),
    Contestant("Starsim + sampler", BORROWED, "peers.starsim", "starsim"),
    Contestant("Mesa", "peer", "peers.mesa", "mesa", 1, _OBJECTS),
    Contestant("Mesa + sampler", BORROWED, "peers.mesa", "mesa", 1, _OBJECTS),
    Contestant("AgentPy", "peer", "peers.agentpy", "agentpy", 1, _OBJECTS),
    Contestant("AgentPy + sampler", BORROWED, "peers.agentpy", "agentpy", 1, _OBJECTS),
    Contestant("numba by day, everyone asked", "ceiling", "ceilings.by_day", "numba"),
    Contestant("numba by day, quiet people skipped", "ceiling", "ceilings.by_day_skipping", "numba"),
    Contestant("numba by event", "ceiling", "ceilings.by_event", "numba"),
)
