"""A brief as one HTML file that needs nothing else: no script, no font, no picture and no address is fetched."""

from __future__ import annotations

from xinyong.report.content import Brief
from xinyong.report.templating import template


def html(brief: Brief) -> str:
    """Return the report as an HTML document."""
    return template("report.html.j2").render(brief=brief)
