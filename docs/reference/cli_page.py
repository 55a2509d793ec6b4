# ruff: noqa: INP001  # documentation is no package
"""The reference of the command line, from the commands themselves and the keys of `json_objects.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from docs.reference.heads import HEADS, page, table

from xinyong.cli.main import START, app

JSON_OBJECTS: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("json_objects.toml").read_text(encoding="utf-8")
)
JSON_OBJECTS |= {name: {**JSON_OBJECTS[told["like"]], **told} for name, told in JSON_OBJECTS.items() if "like" in told}

EXIT_CODES = (
    (0, "done"),
    (1, "only from `check` (the file has errors, or a situation fails) and `verify` (the run is not reproduced)"),
    (2, "wrong input: a file, a name, an option or a directory that cannot be used"),
    (3, "out of memory, disk or ids, or a process or machine that played is gone for good"),
    (130, "interrupted; nothing is left half-written"),
)


def commands() -> dict[str, Any]:
    """Return every command by name, in the order of `xinyong --help`."""
    found: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    return found


def options_of(command: Any) -> list[Any]:
    """Return the options of a command; its arguments are left out."""
    return [one for one in command.params if one.opts[0].startswith("-")]


def cli() -> str:
    """Return the page on the command line."""
    codes = table(("code", "meaning"), ((str(code), what) for code, what in EXIT_CODES))
    parts = [HEADS["cli"], f"`xinyong` alone prints:\n\n```text\n{START}\n```", f"## Exit codes\n\n{codes}"]
    return page([*parts, *(_command(name, command) for name, command in commands().items())])


def _command(name: str, command: Any) -> str:
    written = " ".join(["xinyong", name, *_arguments(command), "[OPTIONS]" if options_of(command) else ""]).rstrip()
    help_text = " ".join(str(command.help).split())
    parts = [f"## {name}\n\n{help_text}\n\n```text\n{written}\n```"]
    if command.params:
        rows = [(_spelling(one), _told(one), _default(one)) for one in command.params]
        parts.append(table(("argument or option", "what", "default"), rows))
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
    if "like" not in told:
        yield table(("key", "what"), ((f"`{key}`", str(what)) for key, what in told["keys"].items()))
        if "several" in told:
            several = told["several"]
            yield str(several["about"])
            yield table(("key", "what"), ((f"`{key}`", str(what)) for key, what in several["keys"].items()))
