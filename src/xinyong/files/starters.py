"""Starter files for a new scheme or world: commented, valid, and small enough to read."""

from __future__ import annotations

import os
import re
from importlib import resources
from pathlib import Path
from typing import Literal

from xinyong.errors import InputError

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_FILES = {"scheme": ("scheme.yaml", "situations.yaml"), "world": ("world.yaml",)}


def start(name: str, sort: Literal["scheme", "world"], *, under: Path | None = None) -> tuple[Path, ...]:
    """Write the starter files of a new scheme or world into a new folder `name` and return their paths.

    Raises:
        InputError: the name is no small-letter slug, or the folder exists.
    """
    if not _NAME.match(name) or len(name) > 64:
        raise InputError(
            f"found the name `{name[:64]}`, expected small letters, digits and single dashes, as in my-city-2019"
        )
    folder = (under or Path.cwd()) / name
    if folder.exists():
        raise InputError(f"{name}: there is such a file or folder already; nothing was written")
    folder.mkdir(parents=True)
    written = []
    for file in _FILES[sort]:
        text = resources.files("xinyong").joinpath("starters", file).read_text(encoding="utf-8")
        path = folder / file
        path.write_text(text.replace("my-scheme", name).replace("my-world", name), encoding="utf-8", newline="\n")
        written.append(path if under else Path(os.path.relpath(path)))
    return tuple(written)
