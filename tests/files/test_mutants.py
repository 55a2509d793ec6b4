"""Damaged files by the hundred: each is read or refused with words for its author, never with anything else."""

import random
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from xinyong.errors import InputError
from xinyong.files.strict_yaml import parse
from xinyong.population.read import world_of
from xinyong.scheme.read import scheme_of
from xinyong.scheme.situations import situations_of

TESTS = Path(__file__).parent.parent
WORLD = TESTS / "population" / "example-world"
PIECES = [
    *("none: true", "unknown: true", "between: []", "value: ", "unit: point", "id: x", "levels: {}", "traits: []"),
    *("counted: [{levels: [a], count: 5}]", "table: /etc/passwd", "table: sex-by-age.csv", "none", "unknown", "day"),
    *("[]", "{}", "[a, b]", "{none: true}", "{value: 5}", "[[[]]]", "{a: {b: {c: d}}}", "null", "true", "NO", "'x'"),
    *("-1", "0", "1.5", "-0.0", "1e9", "1e999", "0777", "9" * 30, "2010-13-01", "..", "---", "...", "\n", "    ", "\t"),
    *('"', "'", "&a", "*a", "!!str", "<<: ", "- ", "? ", ": ", ", ", "{", "}", "[", "]", "#", "|", ">", "%", "@", "`"),
    *("a: b", "\0", "\u202e", "\ud800"),
]
VALUE = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]|(?<=: )[^\n,{}\[\]]+")
JARGON = re.compile(
    r"pydantic|https?:|Input should|Traceback|NoneType|object at 0x|expected another value|something else"
)
FILES: dict[str, tuple[Path, Callable[[str], object]]] = {
    "scheme": (TESTS / "scheme" / "example.yaml", lambda text: scheme_of(parse(text, shown="f"))),
    "world": (WORLD / "world.yaml", lambda text: world_of(parse(text, shown="f"), folder=WORLD)),
    "situations": (TESTS / "scheme" / "situations.yaml", lambda text: situations_of(parse(text, shown="f"))),
}


def damaged(text: str, draw: random.Random) -> str:
    """Return the text with one to eight slips: pieces put in, taken out, doubled, swapped, or values replaced."""
    for _ in range(draw.choice([1, 1, 1, 2, 3, 8])):
        place = draw.randrange(len(text) + 1)
        lines = text.split("\n")
        line = draw.randrange(len(lines))
        match draw.randrange(7):
            case 0:
                text = text[:place] + draw.choice(PIECES) + text[place:]
            case 1:
                text = text[:place] + text[place + draw.randrange(1, 20) :]
            case 2:
                text = "\n".join(lines[:line] + lines[line + 1 :])
            case 3:
                text = "\n".join([*lines[:line], lines[line], *lines[line:]])
            case 4:
                text = "\n".join([*lines[:line], " " * draw.randrange(6) + draw.choice(PIECES), *lines[line:]])
            case 5:
                text = text[:place] + chr(draw.randrange(draw.choice([0x80, 0x300, 0xFFFF]))) + text[place + 1 :]
            case _ if values := list(VALUE.finditer(text)):
                value = draw.choice(values)
                text = text[: value.start()] + draw.choice(PIECES) + text[value.end() :]
    return text


def try_mutants(sort: str, n_mutants: int, seed: int) -> int:
    """Read damaged copies of a file and return how many were refused."""
    path, read = FILES[sort]
    text = path.read_text(encoding="utf-8")
    draw = random.Random(seed)  # noqa: S311  # no secret: the same slips every time
    lines = []
    for _ in range(n_mutants):
        mutant = damaged(text, draw)
        began = time.process_time()
        try:
            read(mutant)
        except InputError as error:
            lines.append(str(error))
        assert time.process_time() - began < 1.0
    assert all(lines)
    assert not [line for line in lines if JARGON.search(line.replace("https://example.org", ""))]
    return len(lines)


@pytest.mark.parametrize("sort", FILES)
def test_damaged_files_are_refused_in_plain_words(sort: str) -> None:
    assert 50 < try_mutants(sort, 100, seed=1) <= 100


@pytest.mark.slow
@pytest.mark.parametrize("sort", FILES)
def test_many_damaged_files_are_refused_in_plain_words(sort: str) -> None:
    assert try_mutants(sort, 10_000, seed=2) > 5_000
