"""For those who write schemes and worlds: check a file, compare files, start a new one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from xinyong.cli.options import AsJson


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (check, new, diff):
        app.command()(command)


def is_world(name: str) -> bool:
    """Tell whether a name or path means a world: by the catalogue, the file's name, or its first lines."""
    from xinyong.files.catalogue import shipped

    path = Path(name)
    if name in shipped("world") or path.name == "world.yaml" or (path / "world.yaml").is_file():
        return True
    if path.suffix not in (".yaml", ".yml") or not path.is_file():
        return False
    with path.open(encoding="utf-8", errors="replace") as file:
        head = file.read(65_536)
    return any(line.startswith("places:") for line in head.splitlines())


def check(
    name: Annotated[str, typer.Argument(metavar="FILE|NAME", help="A scheme or world: a file, a folder or a name.")],
    as_json: AsJson = False,
) -> None:
    """Check a file: every error at once, with its place and the way to mend it. Exit code 1 when there are errors."""
    from xinyong.cli.output import emit_json, say
    from xinyong.population.check import check_world
    from xinyong.scheme.check import check as check_scheme

    report = (check_world if is_world(name) else check_scheme)(name)
    if as_json:
        emit_json({
            "ok": report.ok,
            "name": report.name,
            "errors": [_problem(p) for p in report.errors],
            "warnings": [_problem(p) for p in report.warnings],
        })  # fmt: skip
    else:
        for problem in report.errors:
            say(f"error: {problem}")
        for problem in report.warnings:
            say(f"warning: {problem}")
        say(f"{report.name}: {_number(len(report.errors), 'error')}, {_number(len(report.warnings), 'warning')}")
    if not report.ok:
        raise typer.Exit(1)


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _problem(problem: Any) -> dict[str, Any]:
    return {name: getattr(problem, name) for name in ("file", "line", "column", "path", "message", "hint")}


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Small letters, digits and dashes.")],
    world: Annotated[bool, typer.Option("--world", help="A world instead of a scheme.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write a commented starter: NAME/scheme.yaml with situations, or NAME/world.yaml. Nothing is overwritten."""
    from xinyong.cli.output import emit_json, say
    from xinyong.files.starters import start

    written = [str(path) for path in start(name, "world" if world else "scheme")]
    if as_json:
        emit_json({"name": name, "files": written})
        return
    for path in written:
        say(f"wrote {path}")
    say(f"next: xinyong check {written[0]}")


def diff(
    first: Annotated[str, typer.Argument(metavar="A")],
    others: Annotated[list[str], typer.Argument(metavar="B [C …]")],
    as_json: AsJson = False,
) -> None:
    """Compare the text of schemes: clauses added, removed and changed, with their sources. Nothing is run."""
    from dataclasses import asdict

    from xinyong.cli.output import emit_json, rows, say
    from xinyong.scheme.diff import diff as differences
    from xinyong.scheme.read import read_scheme

    found = differences(read_scheme(first), *(read_scheme(other) for other in others))
    if as_json:
        emit_json([asdict(one) for one in found])
        return
    for one in found:
        rows(
            ("", "clause", one.first, one.second, "sources"),
            [(c.kind, c.path, c.before or "–", c.after or "–", ", ".join((*c.sources_before, *c.sources_after)))
             for c in one.changes],
            title=f"{one.first} → {one.second}",
        )  # fmt: skip
        say(f"{_number(len(one.changes), 'difference')}; nothing was run\n")
