"""Which lines of the functions of some files are run, by the tracing that Python itself offers."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FrameType
from typing import Any


def functions_in(path: Path) -> list[CodeType]:
    """Return the code of every function in a file, nested ones included.

    The bodies of modules and classes are left out, since importing runs them.
    """

    def inside(code: CodeType) -> Iterator[CodeType]:
        for part in code.co_consts:
            if isinstance(part, CodeType):
                if part.co_flags & CO_OPTIMIZED:
                    yield part
                yield from inside(part)

    return list(inside(compile(path.read_text(encoding="utf-8"), str(path), "exec")))


class Unvisited:
    """Lines not run yet, by file. A function is no longer traced once all of it was run, so tracing costs little."""

    def __init__(self, paths: list[Path]) -> None:
        self._lines: dict[tuple[str, str, int], set[int]] = {}
        for path in paths:
            for code in functions_in(path):
                lines = {line for _, _, line in code.co_lines() if line is not None and line != code.co_firstlineno}
                self._lines[str(path), code.co_name, code.co_firstlineno] = lines
        self._files = {str(path) for path in paths}

    def __call__(self, frame: FrameType, _event: str, _argument: Any) -> Callable[..., Any] | None:
        code = frame.f_code
        if code.co_filename not in self._files:
            return None
        left = self._lines.get((code.co_filename, code.co_name, code.co_firstlineno))
        if not left:
            return None

        def visit(frame: FrameType, event: str, _argument: Any) -> Callable[..., Any] | None:
            if event == "line":
                left.discard(frame.f_lineno)
            return visit if left else None

        return visit

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Trace what is run inside."""
        before = sys.gettrace()
        sys.settrace(self)
        try:
            yield
        finally:
            sys.settrace(before)

    def left(self) -> list[str]:
        """Return `file:line` of every line not run."""
        return sorted(f"{Path(path).name}:{line}" for (path, _, _), lines in self._lines.items() for line in lines)
