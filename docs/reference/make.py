# ruff: noqa: INP001  # documentation is no package
"""Write the reference pages from the code: `python -m docs.reference.make`. A test holds them current."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from docs.reference import cli_page, code_pages, file_pages

FOLDER = Path(__file__).resolve().parent

PAGES: dict[str, Callable[[], str]] = {
    "cli.md": cli_page.cli,
    "errors.md": code_pages.errors_page,
    "measures.md": code_pages.measures,
    "scheme-file.md": file_pages.scheme_file,
    "world-file.md": file_pages.world_file,
}
"""Each page of this folder, and what writes it."""

if __name__ == "__main__":
    for name, written in PAGES.items():
        (FOLDER / name).write_text(written(), encoding="utf-8")
