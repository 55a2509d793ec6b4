"""A brief as one HTML file that needs nothing else: no script, no font, no picture and no address is fetched.

Everything that a file may have said passes Jinja's escaping; only the pictures that `figures` drew are put in as they
are.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from xinyong.report.content import Block, Brief, words_of


def html(brief: Brief) -> str:
    """Return the report as an HTML document."""
    return _environment().get_template("report.html.j2").render(brief=brief)


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
