"""The table of the lessons in `docs/refute.md`: their published numbers beside those of the runs, misses included.

`python -m xinyong.report.refute docs/refute.md` writes it with the rest of that page.
"""

from __future__ import annotations

from xinyong.experiment.lesson import lessons, read_lesson
from xinyong.experiment.lesson_play import hold
from xinyong.report.lesson_view import HeldView, held_view

NAME = "lessons"
HEAD = "| lesson | number | published | simulated | near | used to choose values? |"


def lessons_table() -> str:
    """Return the table, with what it was made from."""
    lines, made = [HEAD, "|---|---|---|---|---|---|"], []
    for name in lessons():
        lesson = read_lesson(name)
        lines += [_line(name, held_view(one, lesson)) for one in hold(lesson)]
        made.append(f"{lesson.scheme}: {lesson.people:,} synthetic people, {lesson.days:,} days, seed {lesson.seed}")
    return "\n".join([*lines, "", f"Made from {'; '.join(made)}; response none."])


def _line(name: str, held: HeldView) -> str:
    used = f"yes: {held.fitted}" if held.fitted else "no"
    return f"| {name} | {held.says} | {held.published} | {held.modelled} | {held.verdict} | {used} |"
