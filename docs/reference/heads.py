# ruff: noqa: INP001  # documentation is no package
"""The words at the head of each reference page (`heads.toml`), and how a page is put together."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

HEADS: dict[str, str] = {
    name: text.strip()
    for name, text in tomllib.loads(Path(__file__).with_name("heads.toml").read_text(encoding="utf-8")).items()
}


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    names = list(head)
    lines = [f"| {' | '.join(names)} |".replace("|  |", "| |"), "|" + "---|" * len(names)]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def page(parts: Iterable[str]) -> str:
    """Return a page that says it is generated."""
    return "<!-- written by `python -m docs.reference.make`; do not edit -->\n\n" + "\n\n".join(parts) + "\n"
