"""Find the file that a name or path means: a shipped scheme or world, or a file or folder of the user's own."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Literal

from xinyong.errors import InputError, NameUnknown
from xinyong.files.letters import cut
from xinyong.files.nearest import suggestion

Sort = Literal["scheme", "world", "situations"]

_FOLDER: dict[Sort, str] = {"scheme": "catalogue", "world": "worlds", "situations": "catalogue"}
_FILE: dict[Sort, str] = {"scheme": "scheme.yaml", "world": "world.yaml", "situations": "situations.yaml"}
_NAME = re.compile(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*\Z")
_DRIVE = re.compile(r"[A-Za-z]:")
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A file and how it is called in messages: never by a path that the user did not write."""

    path: Path
    shown: str


def shipped(sort: Sort) -> tuple[str, ...]:
    """Return the names of the schemes (or worlds, or schemes with situations) that come with this package, sorted."""
    top = _top(sort)
    if not top.is_dir():
        return ()
    return tuple(sorted(folder.name for folder in top.iterdir() if (folder / _FILE[sort]).is_file()))


def find(name_or_path: str | os.PathLike[str], sort: Sort) -> Found:
    """Return the file that `name_or_path` means. A catalogue name wins over a file of the same name beside us.

    Raises:
        NameUnknown: it is neither a name of the catalogue nor a file or folder.
        InputError: it is a folder without the file.
    """
    written = os.fspath(name_or_path)
    if _NAME.match(written) and len(written) <= 64 and (_top(sort) / written / _FILE[sort]).is_file():
        return Found(_top(sort) / written / _FILE[sort], f"{_FOLDER[sort]}/{written}/{_FILE[sort]}")
    return _own_file(written, sort)


def _own_file(written: str, sort: Sort) -> Found:
    path = Path(written)
    try:
        there = bool(written) and path.exists()
        folder = there and path.is_dir()
    except (OSError, ValueError):  # too long, or with a character that no path may hold
        there = folder = False
    if sort == "situations" and there and path.name == _FILE["scheme"]:
        path, folder = path.parent, True
    if folder:
        inside = path / _FILE[sort]
        if not inside.exists():
            raise InputError(f"{cut(str(path), 200)}: the folder holds no {_FILE[sort]}; name the file, or add it")
        return Found(inside, str(inside))
    if there:
        return Found(path, written)
    if any(sign in written for sign in "/\\") or written.endswith((".yaml", ".yml")):
        raise NameUnknown(f"{cut(written, 200)}: there is no such file; check the path")
    plural = {"scheme": "schemes", "world": "worlds", "situations": "schemes with situations"}[sort]
    raise NameUnknown(
        f"found `{cut(written)}`, expected the name of a {'world' if sort == 'world' else 'scheme'} "
        f"or a path to a file; {suggestion(written, shipped(sort), what=plural)}"
    )


def inside(folder: Path, written: str) -> Path:
    """Return the file that a path written inside a file of `folder` means; it must lie in that folder.

    Raises:
        InputError: the path is absolute, climbs out, is a web address, a network or device name, or a link that leaves.
    """
    reason = _reason_against(written)
    if reason:
        raise InputError(f"found `{cut(written)}`, {reason}; expected the name of a file beside this one")
    path = folder / written
    try:
        real, home = path.resolve(), folder.resolve()
    except (OSError, RuntimeError):
        raise InputError(f"found `{cut(written)}`, a link in a circle; expected a file beside this one") from None
    if not real.is_relative_to(home):
        raise InputError(f"found `{cut(written)}`, a link that leaves the folder; expected a file beside this one")
    return real


def _reason_against(written: str) -> str:
    parts = written.split("/")
    signs = (
        (not written or not written.isprintable() or len(written) > 200, "which is no file name"),
        ("://" in written, "a web address (nothing is fetched)"),
        (written.startswith(("\\\\", "//")), "a network name"),
        (written.startswith(("/", "\\", "~")) or _DRIVE.match(written), "an absolute path"),
        ("\\" in written or ":" in written, "with a `\\` or `:` in it"),
        (".." in parts, "which climbs out of the folder"),
        (any(_DEVICE.match(part.split(".")[0].strip()) for part in parts), "the name of a device on some systems"),
        (any(part in ("", ".") or part.endswith((" ", ".")) for part in parts), "which is no plain file name"),
    )
    return next((reason for sign, reason in signs if sign), "")


def _top(sort: Sort) -> Path:
    return Path(str(resources.files("xinyong"))) / _FOLDER[sort]
