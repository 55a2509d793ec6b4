"""Parts of a page that are written by a program: each between a mark with its name and the mark of its end."""

from __future__ import annotations

import re


def rewritten(page: str, name: str, found: str) -> str:
    """Return a page with the part of a name written anew."""
    marks = re.compile(rf"(<!-- generated:{re.escape(name)} -->\n).*?(<!-- end -->)", re.DOTALL)
    return marks.sub(lambda match: f"{match[1]}\n{found}\n\n{match[2]}", page)
