import re
from functools import cache

from tests.report.made import PAYLOADS

from xinyong.report.figures import COLOURS, DASHES, INK, MARKERS, Bar, Line, Panel, bars_svg, cut, lines_svg

DAYS = tuple(range(14, 400, 28))


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(first), light(second)))
    return (high + 0.05) / (low + 0.05)


@cache
def drawn(words: str = "someone's act") -> tuple[str, str]:
    lines = tuple(Line(f"{words} {n}", tuple(None if day < 60 else n * day / 9 for day in DAYS)) for n in range(7))
    return lines_svg("one", (Panel(words, lines), Panel("b", lines[:1])), DAYS, "per 1,000 people")


def test_lines_and_letters_can_be_told_from_the_page() -> None:
    assert all(contrast(colour, "#ffffff") >= 3 for colour in COLOURS)
    assert contrast(INK, "#ffffff") >= 4.5
    assert contrast("#000000", "#ffffff") == 21


def test_every_line_has_a_second_channel() -> None:
    assert len({str(dash) for dash in DASHES}) == len(set(MARKERS)) == len(set(COLOURS)) == 7


def test_a_picture_fetches_nothing_and_runs_nothing() -> None:
    for svg in (*drawn(), *bars_svg("b", (("t", (Bar("flights", 3, 1),)),), ("rightly", "wrongly"))):
        assert svg.startswith("<svg xmlns=")
        assert not re.search(r"<(script|image|foreignObject|style|use|a)\b", svg)
        assert set(re.findall(r"https?://[^\"]*", svg)) == {"http://www.w3.org/2000/svg"}
        assert not re.search(r"\son\w+=", svg)
        assert "aria-label" not in svg
        assert 'aria-hidden="true" focusable="false"' in svg


def test_names_from_a_file_stay_words() -> None:
    lines = tuple(Line(payload, tuple(float(day) for day in DAYS)) for payload in PAYLOADS)
    bars = tuple(Bar(payload, 3, 1) for payload in PAYLOADS)
    over_time = lines_svg("one", (Panel(PAYLOADS[0], lines),), DAYS, PAYLOADS[1])
    for svg in (*over_time, *bars_svg("b", ((PAYLOADS[0], bars),), (PAYLOADS[1], PAYLOADS[2]))):
        assert not [payload for payload in PAYLOADS if set(payload) & set("<>") and payload in svg]
        assert not re.search(r"<(script|img|/style|!--)", svg)
        assert "alert(1)" in svg


def test_the_narrow_picture_fits_a_telephone() -> None:
    wide, narrow = drawn()
    sizes = [float(re.search(r'viewBox="0 0 ([\d.]+)', svg)[1]) for svg in (wide, narrow)]  # type: ignore[index]
    assert sizes[0] > 500
    assert sizes[1] <= 390


def test_a_picture_is_drawn_the_same_twice() -> None:
    assert drawn() == drawn.__wrapped__()


def test_a_gap_is_left_open() -> None:
    with_gap = lines_svg("g", (Panel("t", (Line("a", (1.0, 2.0, None, 3.0, 4.0)),)),), (0, 28, 56, 84, 112), "u")[0]
    without = lines_svg("g", (Panel("t", (Line("a", (1.0, 2.0, 2.5, 3.0, 4.0)),)),), (0, 28, 56, 84, 112), "u")[0]
    path = re.compile(r'aria-roledescription|<path d="(M[^"]*)"[^>]*stroke-width="2.2"')
    moves = [max((d.count("M") for d in path.findall(svg)), default=0) for svg in (with_gap, without)]
    assert moves == [2, 1]


def test_a_long_name_is_cut_beside_its_bar() -> None:
    assert cut("x" * 40, 18) == "x" * 17 + "…"
    assert cut("loan", 18) == "loan"
