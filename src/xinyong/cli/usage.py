"""What was typed wrong, in one line: what was found, what was expected, what to try.

The parser of the command line has its own errors, which differ between its versions in class and wording. What they
share is read from them: the command, the parameter, the option's name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from xinyong.errors import Problem
from xinyong.files.letters import cut
from xinyong.files.nearest import nearest

_KINDS = {"integer": "a whole number", "float": "a number", "number": "a number"}
"""What a value should have been, by the word that every parser says for it."""
_MOST_NAMED = 20


def is_usage_error(error: Exception) -> bool:
    """Tell whether an error is the parser's own, about what was typed."""
    return hasattr(error, "format_message") and hasattr(error, "exit_code")


def usage_problem(error: Any, typed: Sequence[str], program: Any) -> Problem:
    """Return what is wrong with a command line.

    Args:
        error: the parser's error.
        typed: the words after `xinyong`.
        program: the command of commands.
    """
    words = [word for word in typed if not word.startswith("-")]
    command = program.commands.get(words[0]) if words else None
    if command is None and words and not getattr(error, "option_name", ""):
        return _unknown_command(words[0], list(program.commands))
    name = f"xinyong {words[0]}" if command is not None else "xinyong"
    message, expected, advice = _told(error, command or program, name, typed)
    return Problem(f"found {message}; expected {expected}", f"try {advice or f'`{name} --help`'}")


def _unknown_command(word: str, names: list[str]) -> Problem:
    near = nearest(word, names)
    expected = f"one of {', '.join(names[:_MOST_NAMED])}"
    return Problem(f"found the command `{cut(word)}`; expected {expected}", f"try `xinyong {near or '--help'}`")


def _told(error: Any, command: Any, name: str, typed: Sequence[str]) -> tuple[str, str, str]:
    """Return what was found, what was expected, and what to try, empty where only the help can tell."""
    text, option = str(error.format_message()), getattr(error, "option_name", "")
    if option:
        return _about_option(option, text, command, name)
    parameter = getattr(error, "param", None)
    if parameter is not None:
        asked = _spelt(parameter)
        if text.startswith("Missing"):
            return f"no {asked.split()[0].strip('[]')}", _help(parameter, asked), ""
        return f"{_value(parameter, command, typed)} for {asked.split()[0]}", _kind(text), ""
    if more := re.search(r"unexpected extra arguments? ?(?:\(s\) )?\((.*)\)", text):
        return f"`{cut(more.group(1))}` left over", f"`{_usage(command, name)}`", ""
    return f"a command line that cannot be used ({cut(text, 200)})", f"`{_usage(command, name)}`", ""


def _about_option(option: str, text: str, command: Any, name: str) -> tuple[str, str, str]:
    known = {spelt: one for one in command.params for spelt in one.opts if spelt.startswith("-")}
    if option in known:
        asked = _spelt(known[option])
        if "not take a value" in text:
            return f"a value for {option}", f"{option} alone", ""
        return f"{option} without a value", asked, ""
    near = nearest(option, [spelt for spelt in (*known, "--help") if spelt.startswith("--")])
    return f"the option `{cut(option)}`", f"an option of `{name}`", f"`{name} {near}`" if near else ""


def _spelt(parameter: Any) -> str:
    if not parameter.opts[0].startswith("-"):
        return str(parameter.metavar or parameter.name.upper())
    return f"{parameter.opts[0]} {parameter.metavar or parameter.name.upper()}"


def _help(parameter: Any, asked: str) -> str:
    told = str(getattr(parameter, "help", "") or "").rstrip(".")
    return f"{asked}: {told[:1].lower()}{told[1:]}" if told else asked


def _kind(text: str) -> str:
    return next((kind for word, kind in _KINDS.items() if word in text), "another value")


def _value(parameter: Any, command: Any, typed: Sequence[str]) -> str:
    """Return the value that was typed for a parameter, in quotes; it is looked up, since not every parser tells it."""
    for place, word in enumerate(typed):
        for spelt in parameter.opts:
            if spelt.startswith("-") and word.startswith(f"{spelt}="):
                return f"`{cut(word.partition('=')[2])}`"
            if spelt.startswith("-") and word == spelt and place + 1 < len(typed):
                return f"`{cut(typed[place + 1])}`"
    arguments = [one.name for one in command.params if not one.opts[0].startswith("-")]
    words = [word for word in typed if not word.startswith("-")][1:]
    place = arguments.index(parameter.name) if parameter.name in arguments else len(words)
    return f"`{cut(words[place])}`" if place < len(words) else "a value that cannot be used"


def _usage(command: Any, name: str) -> str:
    arguments = [_spelt(one) for one in command.params if not one.opts[0].startswith("-")]
    return " ".join([name, *arguments, "[OPTIONS]"])


__all__ = ["is_usage_error", "usage_problem"]
