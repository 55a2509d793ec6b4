"""The templates of pages: everything that a file may have said is escaped, and a name that is missing is an error.

Only pictures that we drew ourselves are put in as they are.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from xinyong.report.content import Block, words_of


def template(name: str) -> Template:
    """Return a template of this package."""
    return _environment().get_template(name)


def kind(block: Block) -> str:
    """Return the name of the macro that draws a block: its type, in lower case."""
    return type(block).__name__.lower()


@cache
def _environment() -> Environment:
    found = Environment(
        loader=PackageLoader("xinyong.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["words"] = words_of
    found.filters["kind"] = kind
    found.filters["picture"] = Markup
    return found
