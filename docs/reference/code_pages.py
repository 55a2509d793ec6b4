# ruff: noqa: INP001  # documentation is no package
"""The reference of measures and errors, from their definitions in the code."""

from __future__ import annotations

import inspect

from xinyong import errors
from xinyong.audit.definitions import DEFINITIONS


def measures() -> str:
    """Return the page on measures: what `xinyong explain` says of each, and no more."""
    head = (
        "# Measures\n\nEvery figure of an audit is one of these. A measure carries its interval, denominator, caveat and source; "
        "one that was not asked for, or cannot be computed, is null and says why. `xinyong measures` lists them, "
        "`xinyong explain NAME` says what stands here. Terms are in the [glossary](../glossary.md).\n\n"
        "Shares lie between 0 and 1. \"Per 1,000 subject-years\" means per 1,000 people and year, everybody counted."
    )
    index = ["| measure | unit | more of it is |", "|---|---|---|"]
    index += [f"| [`{d.name}`](#{d.name}) | {d.unit} | {_SENSES[d.sense]} |" for d in DEFINITIONS.values()]
    parts = [head, "\n".join(index)]
    for d in DEFINITIONS.values():
        told = [("formula", d.formula), ("unit", d.unit), ("divided by", d.denominator), ("rests on", d.rests_on),
                ("cannot say", d.cannot_say), ("source", d.source)]  # fmt: skip
        parts.append(f"({d.name})=\n### {d.name}\n\n{d.definition}\n\n" + "\n".join(f"- *{k}*: {v}" for k, v in told))
    return _page(parts)


_SENSES = {"harm": "a harm", "benefit": "a benefit", "neither": "neither by itself"}


def error_classes() -> list[type[errors.XinyongError]]:
    """Return every error of the package, in the order of the file."""
    return [
        found
        for found in vars(errors).values()
        if isinstance(found, type) and issubclass(found, errors.XinyongError)
    ]


def errors_page() -> str:
    """Return the page on errors: the tree, and the exit code of each."""
    tree = (inspect.getdoc(errors) or "").split("\n\n")[1]
    rows = [
        f"| `{one.__name__}` | {' '.join((inspect.getdoc(one) or '').split())} | {one.exit_code} |"
        for one in error_classes()
    ]
    return _page([
        "# Errors\n\nAnything the laboratory raises on purpose is one of these. Each message says where, what was found, what "
        "was expected, and how to mend it; all problems of a file are told at once. On the command line an error is one line "
        "on stderr for each problem, and an exit code; with `--json` it is one object on stdout.",
        f"```text\n{tree}\n```",
        "\n".join(["| error | when | exit code |", "|---|---|---|", *rows]),
        "A program that is stopped (Ctrl-C) leaves with 130 and no half-written directory.",
    ])  # fmt: skip


def _page(parts: list[str]) -> str:
    return "<!-- written by `python -m docs.reference.make`; do not edit -->\n\n" + "\n\n".join(parts) + "\n"
