# ruff: noqa: INP001  # documentation is no package
"""The reference of measures and errors, from their definitions in the code."""

from __future__ import annotations

import inspect

from docs.reference.heads import HEADS, page, table

from xinyong import errors
from xinyong.audit.definition import Definition
from xinyong.audit.measures import MEASURES

_SENSES = {"harm": "a harm", "benefit": "a benefit", "neither": "neither by itself"}


def measures() -> str:
    """Return the page on measures: what `xinyong explain` says of each, and no more."""
    rows = [(f"[`{d.name}`](#{d.name})", d.unit, _SENSES[d.sense]) for d in MEASURES.values()]
    index = table(("measure", "unit", "more of it is"), rows)
    return page([HEADS["measures"], index, *(_measure(definition) for definition in MEASURES.values())])


def _measure(d: Definition) -> str:
    told = {
        "formula": d.formula,
        "unit": d.unit,
        "divided by": d.denominator,
        "rests on": d.rests_on,
        "cannot say": d.cannot_say,
        "source": d.source,
    }
    return f"## {d.name}\n\n{d.definition}\n\n" + "\n".join(f"- *{name}*: {text}" for name, text in told.items())


def error_classes() -> list[type[errors.XinyongError]]:
    """Return every error of the package, in the order of the file."""
    found = [one for one in vars(errors).values() if isinstance(one, type)]
    return [one for one in found if issubclass(one, errors.XinyongError)]


def errors_page() -> str:
    """Return the page on errors: the tree, and the exit code of each."""
    tree = (inspect.getdoc(errors) or "").split("\n\n")[1]
    rows = [
        (f"`{one.__name__}`", " ".join((inspect.getdoc(one) or "").split()), str(one.exit_code))
        for one in error_classes()
    ]
    stopped = "A program that is stopped (Ctrl-C) leaves with 130 and no half-written directory."
    return page([HEADS["errors"], f"```text\n{tree}\n```", table(("error", "when", "exit code"), rows), stopped])
