"""A picture that leaves its page takes its source along: in its words, and in its data."""

import re
import zlib
from dataclasses import replace
from functools import cache
from html import escape
from pathlib import Path
from struct import unpack_from
from xml.etree import ElementTree as ET

import pytest
from tests.report.made import PAYLOADS, blocks, material, pair, whole

from xinyong.errors import InputError
from xinyong.report.brief import report
from xinyong.report.content import Brief, Chart
from xinyong.report.exported import Exported, exported, write_pictures
from xinyong.report.provenance import source_line

SVG, DC = "{http://www.w3.org/2000/svg}", "{http://purl.org/dc/elements/1.1/}"
SOURCE = "Xinyong 0.1, a model of synthetic people: lively in lively-town, seed 1, result 0123456789abcdef"


def charts(page: Brief) -> list[Chart]:
    return [block for block in blocks(page) if isinstance(block, Chart)]


@cache
def found() -> Exported:
    return exported(charts(whole())[0], SOURCE)


def chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    """Return the chunks of a PNG, each of which must have the checksum that it states."""
    parts, at = [], 8
    while at < len(png):
        (length,) = unpack_from(">I", png, at)
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert unpack_from(">I", png, at + 8 + length) == (zlib.crc32(kind + data),)
        parts.append((kind, data))
        at += 12 + length
    return parts


def test_the_svg_says_its_source_in_words_and_as_metadata() -> None:
    root = ET.fromstring(found().svg)  # noqa: S314 (our own picture)
    chart = charts(whole())[0]
    assert root.findtext(f"{SVG}title") == chart.title
    assert chart.says in (root.findtext(f"{SVG}desc") or "")
    assert [one.text for one in root.iter(f"{DC}source")] == [SOURCE]
    words = " ".join(one.text or "" for one in root.findall(f"{SVG}text"))
    assert words == f"{chart.title} {chart.says} {chart.unit} {SOURCE}"


def test_every_line_of_words_fits_into_the_picture() -> None:
    root = ET.fromstring(found().svg)  # noqa: S314 (our own picture)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    for line in root.findall(f"{SVG}text"):
        assert 10 + len(line.text or "") * float(line.attrib["font-size"]) * 0.62 <= width
        assert float(line.attrib["y"]) < height


def test_the_png_says_the_same() -> None:
    png = found().png
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    kinds = [kind for kind, _ in chunks(png)]
    assert kinds[:4] == [b"IHDR", b"iTXt", b"iTXt", b"iTXt"]
    assert kinds[-1] == b"IEND"
    said = dict(data.split(b"\0\0\0\0\0") for kind, data in chunks(png) if kind == b"iTXt")
    assert said[b"Source"].decode("utf-8") == SOURCE
    assert b"synthetic" in said[b"Title"]


def test_nothing_in_it_is_fetched_or_run_and_names_stay_words() -> None:
    svg = exported(charts(whole())[0], " ".join(PAYLOADS)).svg
    ET.fromstring(svg)  # noqa: S314 (our own picture)
    assert not re.search(r"<(script|image|foreignObject|style|use|a|img)\b", svg)
    assert escape(PAYLOADS[0]) in svg


def test_each_picture_of_a_report_is_written_twice(tmp_path: Path) -> None:
    page = whole()
    written = write_pictures(page, SOURCE, tmp_path / "pictures")
    names = {one.id.removeprefix("chart-") for one in charts(page)}
    assert {one.name for one in written} == {f"{name}{ending}" for name in names for ending in (".svg", ".png")}
    assert all(SOURCE.encode("utf-8") in one.read_bytes() for one in written)


def test_the_source_names_scheme_world_seed_and_result() -> None:
    said = source_line(material())
    assert re.search(
        r"^Xinyong [\d.]+\S*, a model of synthetic people: \S+ in \S+, seed \d+, result [0-9a-f]{16};", said
    )


def test_a_report_writes_them_beside_it_and_never_into_the_result(tmp_path: Path) -> None:
    lying = replace(pair(), directory=tmp_path / "pair")
    with pytest.raises(InputError, match="lies in the result itself"):
        report(lying, tmp_path / "r.md", form="markdown", pictures=tmp_path / "pair" / "pictures")
    report(lying, tmp_path / "r.md", form="markdown", engine="reference", pictures=tmp_path / "pictures")
    assert {one.suffix for one in (tmp_path / "pictures").iterdir()} == {".svg", ".png"}
