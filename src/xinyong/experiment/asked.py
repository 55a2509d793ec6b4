"""What was asked for where checkpoints are kept, and how it was played: a file from which `resume` goes on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from xinyong.engine.executors import HERE, Executor, executor_of
from xinyong.errors import DamagedRun, InputError
from xinyong.results.disk import replace_file

NAME, WHAT, FORMAT = "recipe.json", "xinyong checkpoints", 2

Kind = Literal["run", "responses", "comparison", "variants"]
IN_WORDS: Mapping[Kind, str] = {
    "run": "a run", "responses": "a run under several responses", "comparison": "a comparison",
    "variants": "a comparison with several others",
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What was asked for, and how it was played.

    kind      what it is
    what      plain data that says what it is made of; which data, its kind knows
    every     windows between two checkpoints
    threads, executor   how it was played; how it goes on is free
    """

    kind: Kind
    what: Mapping[str, Any]
    every: int
    threads: int = 0
    executor: Executor = HERE

    def write(self, folder: Path) -> None:
        """Put it into a folder.

        Raises:
            InputError, ResourceError: the disk refused.
        """
        found = {"what": WHAT, "format": FORMAT, "kind": self.kind, "every": self.every, "threads": self.threads,
                 "executor": self.executor.written(), "asked": dict(self.what)}  # fmt: skip
        replace_file(folder / NAME, json.dumps(found, indent=1, ensure_ascii=False))


def folder_of(target: Path) -> Path:
    """Return the folder in which what goes to a directory keeps its checkpoints."""
    return target.with_name(f"{target.name}.checkpoints")


def interrupted(path: Path) -> tuple[Asked, Path]:
    """Return what was cut short in a directory, which is named by its result or by its checkpoints; and the directory.

    Raises:
        InputError: there is nothing. DamagedRun: it does not say what was asked for.
    """
    target = path.with_name(path.name.removesuffix(".checkpoints"))
    written = folder_of(target) / NAME
    if not written.is_file():
        whole = any((target / name).exists() for name in ("manifest.json", "pair.json", "variants.json"))
        why = "the run there is complete" if whole else "no run was interrupted there"
        raise InputError(f"{path}: there is nothing to resume: {why}; checkpoints are kept by "
                         "`xinyong run --checkpoint-every K`, and by `compare`")  # fmt: skip
    try:
        return _read(json.loads(written.read_text(encoding="utf-8"))), target
    except (ValueError, KeyError, TypeError, OSError) as problem:
        raise DamagedRun(f"{written}: does not say what was asked for ({problem!r}); "
                         "remove the folder and run it again") from problem  # fmt: skip


def _read(found: Mapping[str, Any]) -> Asked:
    if found["format"] != FORMAT or found["kind"] not in IN_WORDS:
        raise ValueError(f"found format {found['format']!r} and kind {found.get('kind')!r}")
    return Asked(found["kind"], found["asked"], int(found["every"]), int(found["threads"]),
                 executor_of(found["executor"]))  # fmt: skip
