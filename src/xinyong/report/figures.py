"""Pictures, and the only module that plots: data in, SVG text out (Altair, Vega-Lite, vl-convert; no network).

Colours are from the palette of Okabe and Ito (2008), which people with any colour vision can tell apart; each line has
a dash and a marker of its own as a second channel. Yellow is left out: it cannot be seen on white.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from textwrap import wrap
from typing import Any

import altair as alt
import vl_convert

BLACK, BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY = (
    "#000000", "#0072B2", "#D55E00", "#009E73", "#B0578D", "#B87B00", "#2F8FC4",
)  # fmt: skip
"""Okabe and Ito's palette; its purple, orange and sky blue are darkened to reach 3:1 on white (WCAG 2.2, 1.4.11)."""

COLOURS = (BLUE, VERMILION, GREEN, PURPLE, BLACK, ORANGE, SKY)
DASHES = ([1, 0], [7, 3], [2, 2], [9, 3, 2, 3], [5, 2], [1, 3], [12, 4])
MARKERS = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right")

INK, PALE = "#1a1a1a", "#d9d9d9"
FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans CJK SC', sans-serif"
WIDE_PX, NARROW_PX = 660, 330
"""Widths of the two pictures of each chart, so that letters keep their size on a page and on a telephone."""

DAYS_PER_MONTH = 365 / 12


@dataclass(frozen=True, slots=True)
class Line:
    """One quantity over time; None leaves a gap."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One pair of axes with its own scale."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One thing with two parts: what is rightful by the rules, and what is not."""

    name: str
    rightful: float
    wrongful: float


def lines_svg(id_: str, panels: tuple[Panel, ...], days: tuple[int, ...], unit: str) -> tuple[str, str]:
    """Return quantities over time as SVG, wide and narrow; panels stand below each other, each with its own scale.

    Args:
        id_: prefix of every id inside the picture, so that two pictures on a page never share one.
        days: day of the run at which each value is drawn.
        unit: what the vertical axes count.
    """
    return _both(id_, lambda px: _stacked([_line_panel(panel, days, unit, px) for panel in panels]))


def bars_svg(id_: str, panels: tuple[tuple[str, tuple[Bar, ...]], ...], parts: tuple[str, str]) -> tuple[str, str]:
    """Return bars as SVG, wide and narrow: for each panel a title (with its unit) and a bar per thing.

    Args:
        id_: prefix of every id inside the picture.
        parts: names of the rightful and of the wrongful part.
    """
    return _both(id_, lambda px: _stacked([_bar_panel(title, bars, parts, px) for title, bars in panels]))


def _both(id_: str, draw: Any) -> tuple[str, str]:
    return _svg(f"{id_}-wide", draw(WIDE_PX)), _svg(f"{id_}-narrow", draw(NARROW_PX))


def _stacked(charts: list[Any]) -> Any:
    apart = alt.vconcat(*charts, spacing=30)
    return apart.resolve_scale(color="independent", shape="independent", strokeDash="independent")


def _rows(panel: Panel, days: tuple[int, ...]) -> list[dict[str, Any]]:
    return [
        {"month": day / DAYS_PER_MONTH, "value": value, "name": line.name, "mark": index % _every(days) == 0}
        for line in panel.lines
        for index, (day, value) in enumerate(zip(days, line.values, strict=True))
    ]


def _every(days: tuple[int, ...]) -> int:
    """Return how many values apart the markers stand, so that they never hide the line."""
    return max(1, len(days) // 10)


def _line_panel(panel: Panel, days: tuple[int, ...], unit: str, px: int) -> Any:
    names = [line.name for line in panel.lines]
    legend = None
    if len(names) > 1:
        legend = alt.Legend(
            orient="top", direction="horizontal" if px > NARROW_PX else "vertical",
            columns=3 if px > NARROW_PX else 1, title=None, symbolSize=90, symbolStrokeWidth=0,
        )  # fmt: skip
    chart = alt.Chart(alt.InlineData(values=_rows(panel, days))).encode(
        x=alt.X("month:Q", title="months since the first day", scale=alt.Scale(domainMin=0, nice=False),
                axis=alt.Axis(tickMinStep=1, tickCount=8, grid=False)),
        y=alt.Y("value:Q", title=unit, scale=alt.Scale(zero=True, nice=True), axis=alt.Axis(tickCount=4, minExtent=44)),
        color=alt.Color("name:N", sort=names, scale=alt.Scale(domain=names, range=list(COLOURS)), legend=legend),
        strokeDash=alt.StrokeDash("name:N", sort=names, scale=alt.Scale(domain=names, range=list(DASHES)), legend=None),
    )  # fmt: skip
    shape = alt.Shape("name:N", sort=names, scale=alt.Scale(domain=names, range=list(MARKERS)), legend=legend)
    marked = alt.FieldEqualPredicate(field="mark", equal=True)
    both = chart.mark_line(strokeWidth=2.2, invalid="break-paths-show-domains") + chart.mark_point(
        filled=True, size=42, opacity=1, invalid="filter"
    ).encode(shape=shape).transform_filter(marked)
    return both.properties(width=px - 90, height=150, title=_title(panel.title, px))


def _bar_panel(title: str, bars: tuple[Bar, ...], parts: tuple[str, str], px: int) -> Any:
    longest = 30 if px > NARROW_PX else 18
    names = [cut(bar.name, longest) for bar in bars]
    room = max((len(name) for name in names), default=4) * 7
    rows = [
        {"name": name, "part": part, "value": value, "order": order}
        for name, bar in zip(names, bars, strict=True)
        for order, (part, value) in enumerate(zip(parts, (bar.rightful, bar.wrongful), strict=True))
    ]
    names_axis = alt.Axis(labelLimit=room + 40, minExtent=room, ticks=False, domain=False)
    chart = alt.Chart(alt.InlineData(values=rows)).mark_bar(stroke=INK, strokeWidth=0.8)
    return chart.encode(
        y=alt.Y("name:N", sort=names, title=None, axis=names_axis),
        x=alt.X("value:Q", title=None, axis=alt.Axis(tickCount=5), stack="zero"),
        order=alt.Order("order:Q"),
        color=alt.Color("part:N", sort=list(parts), scale=alt.Scale(domain=list(parts), range=[SKY, VERMILION]),
                        legend=alt.Legend(orient="top", title=None, columns=2 if px > NARROW_PX else 1)),
    ).properties(width=px - room - 40, height=alt.Step(24), title=_title(title, px))  # fmt: skip


def _title(words: str, px: int) -> Any:
    return alt.TitleParams(wrap(words, px // 8), anchor="start", frame="bounds", fontSize=13, fontWeight=600, offset=6)


def cut(words: str, longest: int) -> str:
    """Return a name that fits beside a bar; the table below the picture has it whole."""
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


_CONFIG: dict[str, Any] = {
    "aria": False,
    "background": "white",
    "padding": {"left": 8, "top": 5, "right": 14, "bottom": 5},
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK, "titleColor": INK, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal",
        "gridColor": PALE, "domainColor": "#767676", "tickColor": "#767676", "labelFlush": False,
    },
    "legend": {"labelColor": INK, "labelFontSize": 12, "labelLimit": 400, "rowPadding": 4, "columnPadding": 18},
    "title": {"color": INK},
}  # fmt: skip


def _svg(id_: str, chart: Any) -> str:
    """Return a chart as an SVG element that scales with the page; screen readers get the words of the page instead."""
    spec = chart.to_dict()
    spec["config"] = _CONFIG
    drawn: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    drawn = re.sub(r"(id=\"|url\(#|href=\"#)(?=[A-Za-z])", rf"\1{id_}-", drawn)
    silent = (
        r" aria-[a-z]+=\"[^\"]*\"",
        r" role=\"graphics-[a-z]+\"",
        r" pointer-events=\"none\"",
        r" cursor=\"[a-z]+\"",
    )
    quiet = reduce(lambda text, noise: re.sub(noise, "", text), silent, drawn)
    return re.sub(r"<svg [^>]*?width=\"([\d.]+)\" height=\"([\d.]+)\"[^>]*>", _opening, quiet, count=1)


def _opening(found: re.Match[str]) -> str:
    width, height = float(found[1]), float(found[2])
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
            f'height="{height:g}" aria-hidden="true" focusable="false">')  # fmt: skip


def png_of(svg: str, scale: float) -> bytes:
    """Return a picture as PNG, with so many pixels for each of the SVG; nothing is fetched."""
    return bytes(vl_convert.svg_to_png(svg, scale=scale))
