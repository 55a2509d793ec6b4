"""For those who write schemes and worlds: check a file, compare files, start a new one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from xinyong.cli.options import AsJson, length_of_time, quietly
from xinyong.errors import InputError, Problem


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (check, new, diff):
        app.command()(command)


PLAYED_BY_DEFAULT = ("reference", 30.0)
"""Who plays the situations of a checked scheme, and for how many seconds, where nobody says otherwise."""

A_WORLD = "world:"
"""What stands before the name of a world where a scheme has the same name."""


def meant(name: str) -> tuple[str, bool]:
    """Return a name or path, and whether it means a world; a name of both means the scheme."""
    if name.startswith(A_WORLD):
        return name.removeprefix(A_WORLD), True
    return name, _is_world(name)


def has_a_world_of_its_name(name: str) -> bool:
    """Tell whether the catalogue has a scheme and a world of a name."""
    from xinyong.files.catalogue import shipped

    return name in shipped("scheme") and name in shipped("world")


def _is_world(name: str) -> bool:
    """Tell whether a name or path means a world: by the catalogue, the file's name, or its first lines."""
    from xinyong.files.catalogue import shipped

    path = Path(name)
    if name in shipped("scheme"):
        return False
    if name in shipped("world") or path.name == "world.yaml" or (path / "world.yaml").is_file():
        return True
    if path.suffix not in (".yaml", ".yml") or not path.is_file():
        return False
    with path.open(encoding="utf-8", errors="replace") as file:
        head = file.read(65_536)
    return any(line.startswith("places:") for line in head.splitlines())


def check(
    name: Annotated[str, typer.Argument(metavar="FILE|NAME", help="A scheme or world: a file, a folder or a name.")],
    world: Annotated[
        str | None,
        typer.Option("--world", metavar="WORLD", help="Where situations are played; default: the scheme's own world."),
    ] = None,
    no_situations: Annotated[
        bool, typer.Option("--no-situations", help="Do not play the situations that lie beside the scheme.")
    ] = False,
    engine: Annotated[
        str, typer.Option("--engine", help="Who plays them: reference, kernel (compiles first) or both.")
    ] = PLAYED_BY_DEFAULT[0],
    limit: Annotated[
        float, typer.Option("--limit", metavar="SECONDS", callback=length_of_time, help="How long to play them.")
    ] = PLAYED_BY_DEFAULT[1],
    legal: Annotated[
        bool,
        typer.Option(
            "--legal",
            help="Instead: the legal shape of a scheme, with indicators of Art. 5(1)(c) AI Act; no verdict.",
        ),
    ] = False,
    as_json: AsJson = False,
    quiet: Annotated[
        bool,
        quietly("Print errors alone: nothing where there are none. With --legal: each sign seen, and its clauses."),
    ] = False,
) -> None:
    """Check a file: every error at once, with its place and the way to mend it. Exit code 1 when there are errors.

    The situations beside a sound scheme are played in its world; an expectation that does not hold is an error.
    With --legal nothing is played, and the exit code is 0 whenever the file could be read.
    """
    if legal:
        from xinyong.cli.legal import print_shape

        scheme_name, of_world = meant(name)
        if of_world:
            raise InputError(f"found the world `{scheme_name}`; a legal shape is that of a scheme, --world says where")
        if no_situations or (engine, limit) != PLAYED_BY_DEFAULT:
            raise InputError("found --legal with an option on situations; nothing is played with --legal, leave it out")
        print_shape(scheme_name, world, as_json=as_json, quiet=quiet)
        return
    from xinyong.cli.output import Progress, emit_json, problem_object
    from xinyong.cli.playing import Played, play_beside
    from xinyong.population.check import check_world
    from xinyong.scheme.check import check as check_scheme

    name, of_world = meant(name)
    report = (check_world if of_world else check_scheme)(name)
    if of_world or no_situations or not report.ok:
        played = Played(why="a world has none" if of_world else "not asked" if no_situations else "the file has errors")
    else:
        progress = Progress("playing", quiet=quiet or as_json, what="situations")
        played = play_beside(name, world, engine=engine, limit_seconds=limit, progress=progress)
    errors = (*report.errors, *played.problems)
    if as_json:
        emit_json({
            "ok": not errors,
            "name": report.name,
            "errors": [problem_object(p) for p in errors],
            "warnings": [problem_object(p) for p in report.warnings],
            "situations": played.as_json(),
        })  # fmt: skip
    else:
        remarks = str(played) if report.ok and not of_world and not no_situations else ""
        _say_checked(report.name, errors, report.warnings, remarks, quiet=quiet)
    if errors:
        raise typer.Exit(1)


def _say_checked(
    name: str, errors: Sequence[Problem], warnings: Sequence[Problem], remarks: str, *, quiet: bool
) -> None:
    from xinyong.cli.output import say

    for problem in errors:
        say(f"error: {problem}")
    if quiet:
        return
    for problem in warnings:
        say(f"warning: {problem}")
    if remarks:
        say(remarks)
    say(f"{name}: {_number(len(errors), 'error')}, {_number(len(warnings), 'warning')}")


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Small letters, digits and dashes.")],
    world: Annotated[bool, typer.Option("--world", help="A world instead of a scheme.")] = False,
    as_json: AsJson = False,
    quiet: Annotated[bool, quietly("Print the paths alone, one a line.")] = False,
) -> None:
    """Write a commented starter: NAME/scheme.yaml with situations, or NAME/world.yaml. Nothing is overwritten."""
    from xinyong.cli.output import emit_json, say
    from xinyong.files.starters import start

    written = [str(path) for path in start(name, "world" if world else "scheme")]
    if as_json:
        emit_json({"name": name, "files": written})
        return
    for path in written:
        say(path if quiet else f"wrote {path}")
    if not quiet:
        say(f"next: xinyong check {written[0]}")


def diff(
    first: Annotated[str, typer.Argument(metavar="A", help="A scheme: a catalogue name, a file or its folder.")],
    others: Annotated[list[str], typer.Argument(metavar="B [C …]", help="Schemes to compare with the first.")],
    as_json: AsJson = False,
    quiet: Annotated[
        bool, quietly("Print a line for each difference: its kind, its path and the scheme compared with the first.")
    ] = False,
) -> None:
    """Compare the text of schemes: clauses added, removed and changed, with their sources. Nothing is run."""
    from dataclasses import asdict

    from xinyong.cli.output import emit_json, rows, say, say_fields
    from xinyong.scheme.diff import diff as differences
    from xinyong.scheme.read import read_scheme

    found = differences(read_scheme(first), *(read_scheme(other) for other in others))
    if as_json:
        emit_json([asdict(one) for one in found])
        return
    if quiet:
        say_fields((change.kind, change.path, one.second) for one in found for change in one.changes)
        return
    for one in found:
        rows(
            ("", "clause", one.first, one.second, "sources"),
            [(c.kind, c.path, c.before or "–", c.after or "–", ", ".join((*c.sources_before, *c.sources_after)))
             for c in one.changes],
            title=f"{one.first} → {one.second}",
        )  # fmt: skip
        say(f"{_number(len(one.changes), 'difference')}; nothing was run\n")
