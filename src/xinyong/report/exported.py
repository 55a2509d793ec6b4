"""Pictures as files of their own: whoever shows one elsewhere shows with it what it is of and where it is from.

Title, what it says under which assumption, unit and source stand in lines of the picture, and once more in its data: as
Dublin Core in SVG, as text chunks in PNG.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from struct import pack
from textwrap import wrap

from xinyong.report.content import Brief, Chart, Section
from xinyong.report.figures import FONT, INK, png_of
from xinyong.results.disk import replace_file

TITLE_PX, WORDS_PX = 15, 11
"""Height of the letters of a title, and of the lines below a picture."""

WIDTH_OF_LETTER = 0.62
"""Width of a letter as a share of its height, on the safe side: a line that is cut would lose the source."""

MARGIN_PX = 10
SCALE = 2.0
"""Pixels of the PNG for each of the SVG, so that it can be printed."""

_OPENING = re.compile(r'<svg xmlns="[^"]*" viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>')
_NAMESPACES = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"'
_SIGNATURE, _HEAD_BYTES = b"\x89PNG\r\n\x1a\n", 25


@dataclass(frozen=True, slots=True)
class Exported:
    """A picture that stands for itself, as SVG and as PNG."""

    svg: str
    png: bytes


def exported(chart: Chart, source: str) -> Exported:
    """Return a picture of a report as files of their own, with its source inside.

    Args:
        chart: the picture.
        source: the line that names where it is from.
    """
    svg = _framed(chart, source)
    said = {"Title": chart.title, "Description": f"{chart.says} {chart.unit}", "Source": source}
    return Exported(svg, _with_texts(png_of(svg, SCALE), said))


def write_pictures(page: Brief, source: str, folder: Path) -> tuple[Path, ...]:
    """Write each picture of a report into a folder, as SVG and as PNG, and return where they are.

    Raises:
        InputError: a path cannot be used. ResourceError: the disk is full.
    """
    written = []
    for chart in (chart for section in page.sections for chart in _charts(section)):
        found = exported(chart, source)
        for ending, content in ((".svg", found.svg), (".png", found.png)):
            path = folder / f"{chart.id.removeprefix('chart-')}{ending}"
            replace_file(path, content)
            written.append(path)
    return tuple(written)


def _charts(section: Section) -> Iterator[Chart]:
    yield from (block for block in section.blocks if isinstance(block, Chart))
    for part in section.parts:
        yield from _charts(part)


def _framed(chart: Chart, source: str) -> str:
    """Return the SVG of a picture with its title above, sentence, unit and source below, and all of it as metadata."""
    opening = _OPENING.match(chart.wide)
    if opening is None:
        raise ValueError(f"{chart.id}: is no picture that this project draws")
    width, height = float(opening[1]), float(opening[2])
    title = _lines(chart.title, width, TITLE_PX)
    words = [line for said in (chart.says, chart.unit, source) for line in _lines(said, width, WORDS_PX)]
    above = MARGIN_PX + len(title) * TITLE_PX * 1.3
    whole = above + height + len(words) * WORDS_PX * 1.4 + MARGIN_PX
    inside = chart.wide.removeprefix(opening[0]).rpartition("</svg>")[0]
    named = f"<dc:title>{escape(chart.title)}</dc:title><dc:source>{escape(source)}</dc:source>"
    size = f'viewBox="0 0 {width:g} {whole:g}" width="{width:g}" height="{whole:g}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">',
        f"<title>{escape(chart.title)}</title><desc>{escape(f'{chart.says} {chart.unit}')}</desc>",
        f"<metadata><rdf:RDF {_NAMESPACES}><rdf:Description>{named}</rdf:Description></rdf:RDF></metadata>",
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        *_written(title, MARGIN_PX, TITLE_PX, 1.3, bold=True),
        f'<g transform="translate(0,{above:g})">{inside}</g>',
        *_written(words, above + height, WORDS_PX, 1.4),
        "</svg>\n",
    ]
    return "".join(parts)


def _lines(words: str, width: float, px: int) -> list[str]:
    return wrap(words, int((width - 2 * MARGIN_PX) / (px * WIDTH_OF_LETTER)), break_on_hyphens=False)


def _written(lines: list[str], top: float, px: int, spacing: float, *, bold: bool = False) -> Iterator[str]:
    """Yield lines as text elements; `top` is where the first begins."""
    weight = ' font-weight="600"' if bold else ""
    for number, line in enumerate(lines):
        y = top + px + number * px * spacing
        yield (f'<text x="{MARGIN_PX}" y="{y:g}" font-family="{FONT}" font-size="{px}"{weight} '
               f'fill="{INK}">{escape(line)}</text>')  # fmt: skip


def _with_texts(png: bytes, said: Mapping[str, str]) -> bytes:
    """Return a PNG with texts in it, behind its head (ISO/IEC 15948, 11.3.4.5: iTXt)."""
    if not png.startswith(_SIGNATURE):
        raise ValueError("found something that is no PNG")
    at = len(_SIGNATURE) + _HEAD_BYTES
    return png[:at] + b"".join(_chunk(name, words) for name, words in said.items()) + png[at:]


def _chunk(name: str, words: str) -> bytes:
    data = b"iTXt" + name.encode("latin-1") + b"\0\0\0\0\0" + words.encode("utf-8")
    return pack(">I", len(data) - 4) + data + pack(">I", zlib.crc32(data))
