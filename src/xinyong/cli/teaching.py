"""Lessons: prepared pairs to be guessed at, as one page for a class without a network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xinyong.cli.options import AsJson, quietly

if TYPE_CHECKING:
    from xinyong.experiment.lesson_play import Played


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(lesson)


def lesson(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="A lesson; without one, list them.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE.html", help="The page to write; default: lesson-NAME.html.")
    ] = None,
    people: Annotated[
        int | None, typer.Option("--people", metavar="N", help="Synthetic people; default: as the lesson says.")
    ] = None,
    as_json: AsJson = False,
    quiet: Annotated[
        bool, quietly("Print the names alone, one a line; of a lesson the path of its page alone.")
    ] = False,
) -> None:
    """Make a lesson: one offline page with three pairs to guess at, a handout and an answer key. Alone, list them."""
    from xinyong.cli.output import Progress, emit_json, rows, say
    from xinyong.cli.pages import refuse_to_replace
    from xinyong.experiment.lesson import lessons, read_lesson

    listed = [read_lesson(one) for one in lessons()]
    told = [{"id": one.lesson, "title": one.title, "scheme": one.scheme, "minutes": one.minutes} for one in listed]
    if name is None:
        if as_json:
            emit_json(_object(told, None, None))
        elif quiet:
            say("\n".join(lessons()))
        else:
            rows(("lesson", "title", "scheme", "minutes"), [tuple(one.values()) for one in told])
            say("\nA page for a class: xinyong lesson NAME")
        return
    found = read_lesson(name)
    target = out if out is not None else Path(f"lesson-{name}.html")
    refuse_to_replace(target)
    from xinyong.experiment.lesson_play import play_lesson
    from xinyong.report.lesson_page import lesson_page

    played = play_lesson(found, people=people, progress=Progress(name, quiet=quiet or as_json, what="runs"))
    path = lesson_page(played, target)
    if as_json:
        emit_json(_object(told, played, path))
    elif quiet:
        say(str(path))
    else:
        _say_what_came_out(played)
        say(f"\nThe page is in {path}; it needs no network, and prints as a handout with its answer key")


def _say_what_came_out(played: Played) -> None:
    from xinyong.cli.output import rows, say
    from xinyong.report.lesson_view import lesson_view

    view = lesson_view(played)
    say(f"{view.title}: {view.made}\n")
    rows(("published, and held against", "published", "simulated", "near?", "used to choose values?"),
         [(one.says, one.published, one.modelled, one.verdict.partition(":")[0], "yes" if one.fitted else "no")
          for one in view.held])  # fmt: skip


def _object(told: list[dict[str, Any]], played: Played | None, path: Path | None) -> dict[str, Any]:
    """Return the object of the command: the lessons there are and, of one that was made, what came out."""
    return {
        "synthetic": True,
        "lessons": told,
        "lesson": played and played.lesson.lesson,
        "page": path and str(path),
        "bytes": path and path.stat().st_size,
        "people": played and played.people,
        "runs": played and played.n_runs,
        "result_sha256": played and played.result_sha256,
        "told": [
            {"id": one.told.id, "published": one.told.published.value, "simulated": one.modelled, "factor": one.factor,
             "within": one.told.within, "near": one.near, "fitted": bool(one.told.fitted)}
            for one in (played.held if played else ())
        ],
        "pairs": [
            {"id": one.pair.id, "a": one.a, "b": one.b,
             "points": [{"value": value, "figure": figure} for value, figure in one.points]}
            for one in (played.pairs if played else ())
        ],
    }  # fmt: skip
