# ruff: noqa: INP001  # documentation is no package
"""The reference of the command line, from the commands themselves and the keys of `json_objects.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from xinyong.cli.main import START, app

JSON_OBJECTS: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("json_objects.toml").read_text(encoding="utf-8")
)

EXIT_CODES = (
    (0, "done"),
    (1, "only from `check` (the file has errors) and `verify` (the run is not reproduced)"),
    (2, "wrong input: a file, a name, an option or a directory that cannot be used"),
    (3, "out of memory, disk or ids"),
    (130, "interrupted; nothing is left half-written"),
)


def commands() -> dict[str, Any]:
    """Return every command by name, in the order of `xinyong --help`."""
    found: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    return found


def options_of(command: Any) -> list[Any]:
    """Return the options of a command; its arguments are left out."""
    return [one for one in command.params if one.opts[0].startswith("-")]


def page() -> str:
    """Return the page on the command line."""
    codes = "\n".join(["| code | meaning |", "|---|---|", *(f"| {code} | {what} |" for code, what in EXIT_CODES)])
    parts = [
        "# Command line\n\nEvery command is a thin call of one function ([Python](../tutorials/python.md)). `SCHEME` is a "
        "catalogue name, a file or its folder. What a command found goes to stdout; progress, remarks and errors go to stderr. "
        "With `--json` there is one object or list on stdout and nothing else; an error is then an object with `ok` false and a "
        "list `errors` as of `check`.",
        f"`xinyong` alone prints:\n\n```text\n{START}\n```",
        f"## Exit codes\n\n{codes}",
        *(_command(name, command) for name, command in commands().items()),
    ]
    return "<!-- written by `python -m docs.reference.make`; do not edit -->\n\n" + "\n\n".join(parts) + "\n"


def _command(name: str, command: Any) -> str:
    written = " ".join(["xinyong", name, *_arguments(command), "[OPTIONS]" if options_of(command) else ""]).rstrip()
    help_text = " ".join(str(command.help).split())
    rows = [f"| {_spelling(one)} | {_told(one)} | {_default(one)} |" for one in command.params]
    parts = [f"## {name}\n\n{help_text}\n\n```text\n{written}\n```"]
    if rows:
        parts.append("\n".join(["| | what | default |", "|---|---|---|", *rows]))
    return "\n\n".join([*parts, *_json(name)])


def _arguments(command: Any) -> Iterator[str]:
    for one in command.params:
        if not one.opts[0].startswith("-"):
            yield str(one.metavar or one.name.upper())


def _spelling(parameter: Any) -> str:
    if not parameter.opts[0].startswith("-"):
        return f"`{parameter.metavar or parameter.name.upper()}`"
    spelt = ", ".join(f"`{one}`" for one in (*parameter.opts, *parameter.secondary_opts))
    return f"{spelt} {parameter.metavar}" if parameter.metavar else spelt


def _told(parameter: Any) -> str:
    return str(parameter.help or "").replace("|", "\\|")


def _default(parameter: Any) -> str:
    if parameter.required:
        return "needed"
    if parameter.default in (None, False, ()):
        return ""
    return "yes" if parameter.default is True else f"`{parameter.default}`"


def _json(name: str) -> Iterator[str]:
    told = JSON_OBJECTS[name]
    yield f"With `--json`, one {told['shape']}. {told.get('about', '')}".rstrip()
    rows = [f"| `{key}` | {what} |" for key, what in told["keys"].items()]
    yield "\n".join(["| key | what |", "|---|---|", *rows])
