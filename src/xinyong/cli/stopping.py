"""Being asked to stop: the window is finished and kept first; asked again, the command ends at once."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from xinyong.cli.streams import note


@contextmanager
def finishing_first(*, wanted: bool) -> Iterator[Callable[[], bool]]:
    """Yield what tells whether an interrupt or a request to end has come; where it is not `wanted`, they do as ever."""
    asked = False

    def ask(_number: int, _frame: object) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        note("stopping after this window; once more ends at once")

    numbers = (signal.SIGINT, signal.SIGTERM) if wanted else ()
    before = [(number, signal.signal(number, ask)) for number in numbers]
    try:
        yield lambda: asked
    finally:
        for number, handler in before:
            signal.signal(number, handler)
