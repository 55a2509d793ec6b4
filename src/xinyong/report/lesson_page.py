"""The page of a lesson: one HTML file that needs nothing else, for a class without a network.

Without its script the page is whole: every picture has a table, and the answers are folded. The script holds back an
answer until a guess is made, and lets the slider name one computed point after another.
"""

from __future__ import annotations

import base64
import hashlib
import os
from functools import cache
from importlib import resources
from pathlib import Path

from markupsafe import Markup

from xinyong.experiment.lesson import read_lesson
from xinyong.experiment.lesson_play import Played, play_lesson
from xinyong.experiment.staging import Progress
from xinyong.report.lesson_view import lesson_view
from xinyong.report.templating import template
from xinyong.results.disk import replace_file

LARGEST_BYTES = 5_000_000
"""No page of a lesson is larger, so that it can be sent to a class."""


def lesson(
    name: str, out: str | os.PathLike[str] | None = None, *, people: int | None = None, progress: Progress | None = None
) -> Path:
    """Play a lesson and write its page; return where it is.

    Args:
        name: a lesson that comes with this package.
        out: the page to write; without it `lesson-NAME.html`.
        people: synthetic people of each run; without it as many as the lesson says.
        progress: told after each run.

    Raises:
        NameUnknown: there is no such lesson. InputError: the path cannot be used, or there are too few people.
        ResourceError: the disk is full.
    """
    played = play_lesson(read_lesson(name), people=people, progress=progress)
    return lesson_page(played, Path(out) if out is not None else Path(f"lesson-{name}.html"))


def lesson_page(played: Played, out: Path) -> Path:
    """Write the page of a lesson, whole or not at all, and return where it is.

    Raises:
        InputError: the path cannot be used. ResourceError: the disk is full.
    """
    replace_file(out, lesson_html(played))
    return out


def lesson_html(played: Played) -> str:
    """Return the page of a lesson as an HTML document."""
    return template("lesson.html.j2").render(
        lesson=lesson_view(played), script=Markup(_script()), script_hash=_hash(_script()),  # noqa: S704  # our own file
    )  # fmt: skip


@cache
def _script() -> str:
    return (resources.files("xinyong.report") / "templates" / "lesson.js").read_text(encoding="utf-8")


def _hash(script: str) -> str:
    """Return what the page's policy calls its one script by, so that no other can run."""
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
