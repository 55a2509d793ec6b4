"""Where a page may be written: at a new name, or in the place of another page."""

from __future__ import annotations

from pathlib import Path

from xinyong.errors import InputError

PAGES = (".html", ".htm", ".md")
"""Endings of the files that a page may replace: never a scheme, a table or a device."""


def refuse_to_replace(out: Path | None) -> None:
    """Refuse to write a page over what is none.

    Raises:
        InputError: something stands there that is no page.
    """
    if out is not None and out.exists() and not (out.is_file() and out.suffix in PAGES):
        raise InputError(f"{out}: found something that is no page; expected a new name, or a page to be replaced "
                         f"({', '.join(PAGES)})")  # fmt: skip
