"""Read a published table of counts, and refuse what could be a list of people whatever its columns are called.

Counts go in, never people. A cell under ten could point at somebody: where most cells are that small the table is
refused, a few are merged into the row after them (the minimum frequency rule of statistical offices).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xinyong.errors import BoundaryError, FileError, Problem
from xinyong.files.letters import cut, refused_characters, tidy
from xinyong.files.plain_file import read_plain_file
from xinyong.population.asked import SMALLEST_PLACE
from xinyong.population.world import SMALLEST_CELL

MAX_TABLE_BYTES = 4 << 20
MAX_ROWS = 20_000
MAX_COLUMNS = 64
MAX_COUNT_DIGITS = 12
MOST_PROBLEMS = 20
WAY_OUT = (
    "tables of counts are welcome: one row for each combination of levels, with a column `count` of at least "
    f"{SMALLEST_CELL} people; a survey becomes one by counting its answers"
)

_PERSONAL_HEADINGS = re.compile(
    r"(full|first|last|given|family|person|user|legal)?[ _-]?(name|names|surname)|姓名|名字|(e[ _-]?)?mail|邮箱|"
    r"(tele|mobile)?[ _-]?phone|mobile|电话|手机号?|(home[ _-]?)?address|住址|地址|"
    r"birth[ _-]?(date|day)|date[ _-]?of[ _-]?birth|dob|出生日期|生日|"
    r"(national|identity|citizen)[ _-]?(id|number|card)|id[ _-]?(card|number)|passport|ssn|身份证号?|face|photo|照片",
    re.IGNORECASE,
)
_PERSONAL_VALUE = re.compile(r"[0-9]{17}[0-9Xx]|\+?[0-9][0-9 -]{9,}[0-9]|[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class Counts:
    """The rows of a table: levels by trait, and how many people have them. `merged` says which cells were joined."""

    rows: tuple[tuple[dict[str, str], int], ...]
    merged: tuple[str, ...] = ()


@dataclass(slots=True)
class _Row:
    line: int
    levels: tuple[str, ...]
    count: int


def read_counts(path: Path, traits: Sequence[str], *, shown: str) -> Counts:
    """Read the table at `path`: `traits` are the columns that matter, `count` how many people; others are labels.

    Rows that agree in all traits are added up. `shown` is the table's name in messages.

    Raises:
        BoundaryError: the table could be a list of people; says what was seen and the way out.
        FileError: the table is not well formed; carries every problem. InputError: the file cannot be read.
    """
    text = _text(read_plain_file(path, shown=shown, at_most_bytes=MAX_TABLE_BYTES), shown)
    lines = _lines(text, shown)
    header = [heading.strip() for heading in lines[0][1]]
    _refuse_people(header, lines, shown)
    _check_header(header, traits, shown)
    rows = _rows(header, lines[1:], traits, shown)
    _refuse_small_tables(rows, shown)
    return _counts(_merged(_added_up(rows), shown), traits)


def _text(content: bytes, shown: str) -> str:
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problem = Problem("found bytes that are not UTF-8", "save the table as UTF-8", shown, line, 1)
        raise FileError([problem]) from None
    for place, found in refused_characters(text):
        line, column = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
        raise FileError([Problem(f"found {found}, expected visible text", "take it out", shown, line, column)])
    return text


def _lines(text: str, shown: str) -> list[tuple[int, list[str]]]:
    """Return (line, cells) of each row that is not empty."""
    reader = csv.reader(text.split("\n"), strict=True)
    lines: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((reader.line_num, cells))
            if len(lines) > MAX_ROWS + 1 or len(cells) > MAX_COLUMNS:
                message = f"found more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns"
                raise FileError([Problem(message, "add rows up to fewer groups", shown, reader.line_num, 1)])
    except csv.Error:
        hint = "close every quote, and separate columns by commas"
        raise FileError([Problem("found a row that is no CSV", hint, shown, reader.line_num, 1)]) from None
    if len(lines) < 2:
        raise FileError([Problem("found no rows of counts", "the first line names the columns", shown, 1, 1)])
    return lines


def _refuse_people(header: Sequence[str], lines: Sequence[tuple[int, list[str]]], shown: str) -> None:
    for heading in header:
        if _PERSONAL_HEADINGS.fullmatch(heading):
            raise _could_be_people(f"{shown}: found a column `{cut(heading)}`, which holds what people are known by")
    if "count" not in header:
        columns = ", ".join(f"`{cut(heading, 20)}`" for heading in header[:8])
        raise _could_be_people(f"{shown}: found no column `count` (columns: {columns}), so each row could be a person")
    labels = [place for place, heading in enumerate(header) if heading != "count"]
    for line, cells in lines[1:]:
        for place in labels:
            if place < len(cells) and _PERSONAL_VALUE.fullmatch(cells[place].strip()):
                what = "an address" if "@" in cells[place] else "a long number, like that of a person or telephone"
                raise _could_be_people(f"{shown}:{line}:1: found {what} in the column `{cut(header[place])}`")


def _could_be_people(seen: str) -> BoundaryError:
    return BoundaryError(f"{seen}; nothing here reads a list of people; {WAY_OUT}")


def _check_header(header: Sequence[str], traits: Sequence[str], shown: str) -> None:
    problems = []
    for trait in traits:
        if trait not in header:
            listed = ", ".join(header)
            problems.append(Problem(f"found no column `{trait}`", f"the columns are {listed}", shown, 1, 1))
    for place, heading in enumerate(header):
        if heading in header[:place]:
            problems.append(Problem(f"found the column `{cut(heading)}` twice", "rename one", shown, 1, 1))
    if problems:
        raise FileError(problems)


def _rows(
    header: Sequence[str], lines: Sequence[tuple[int, list[str]]], traits: Sequence[str], shown: str
) -> list[_Row]:
    columns = [header.index(trait) for trait in traits]
    counts = header.index("count")
    rows, problems = [], []
    for line, cells in lines:
        if len(cells) != len(header):
            hint = "put text that holds a comma in double quotes"
            problems.append(Problem(f"found {len(cells)} cells, expected {len(header)}", hint, shown, line, 1))
            continue
        count = _count(cells[counts].strip())
        if count is None:
            message = f"found the count `{cut(cells[counts], 20)}`, expected a whole number of people"
            problems.append(Problem(message, "write digits alone; write 0 where nobody is", shown, line, 1))
            continue
        rows.append(_Row(line, tuple(tidy(cells[column]) for column in columns), count))
    if problems:
        raise FileError(problems[:MOST_PROBLEMS])
    return rows


def _count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MAX_COUNT_DIGITS else None


def _refuse_small_tables(rows: Sequence[_Row], shown: str) -> None:
    filled = [row for row in rows if row.count]
    small = [row for row in filled if row.count < SMALLEST_CELL]
    if len(small) * 2 > len(filled):
        seen = f"{shown}: found {len(small)} of {len(filled)} counts under {SMALLEST_CELL}, so rows could be persons"
        raise _could_be_people(seen)
    total = sum(row.count for row in rows)
    if total < SMALLEST_PLACE:
        raise _could_be_people(f"{shown}: found {total} people in all, expected at least {SMALLEST_PLACE}")


def _added_up(rows: Sequence[_Row]) -> list[_Row]:
    by_levels: dict[tuple[str, ...], _Row] = {}
    for row in rows:
        if row.count == 0:
            continue
        if row.levels in by_levels:
            by_levels[row.levels].count += row.count
        else:
            by_levels[row.levels] = _Row(row.line, row.levels, row.count)
    return list(by_levels.values())


def _merged(rows: list[_Row], shown: str) -> tuple[list[_Row], list[str]]:
    """Join each cell under ten with the next row of the same leading level, or the one before where none follows."""
    kept: list[_Row] = []
    said = []
    waiting: _Row | None = None
    for row in rows:
        if waiting is not None and row.levels[0] == waiting.levels[0]:
            said.append(_merge(waiting, row, shown))
            waiting = None
        elif waiting is not None:
            said.append(_back(waiting, kept, shown))
            waiting = None
        if row.count < SMALLEST_CELL:
            waiting = row
        else:
            kept.append(row)
    if waiting is not None:
        said.append(_back(waiting, kept, shown))
    return kept, said


def _merge(small: _Row, into: _Row, shown: str) -> str:
    into.count += small.count
    return (
        f"{shown}: a count under {SMALLEST_CELL} ({', '.join(small.levels)}, line {small.line}) "
        f"was merged into {', '.join(into.levels)}."
    )


def _back(small: _Row, kept: Sequence[_Row], shown: str) -> str:
    for row in reversed(kept):
        if row.levels[0] == small.levels[0]:
            return _merge(small, row, shown)
    raise BoundaryError(
        f"{shown}:{small.line}:1: found a count under {SMALLEST_CELL} for {', '.join(small.levels)} and no other row "
        f"of `{small.levels[0]}` to merge it into; join it with another level of your table"
    )


def _counts(merged: tuple[list[_Row], list[str]], traits: Sequence[str]) -> Counts:
    rows, said = merged
    return Counts(tuple((dict(zip(traits, row.levels, strict=True)), row.count) for row in rows), tuple(said))
