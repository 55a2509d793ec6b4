"""The hostile corpus: each input is refused with the exact line that its author reads, or read as what it says."""

# Each case of a table stands on one line, with the very line that its author reads.
# ruff: noqa: E501

import time
from pathlib import Path

import pytest

from xinyong.errors import FileError, InputError
from xinyong.files import strict_yaml
from xinyong.files.strict_yaml import MAX_PROBLEMS, PureParser, load, parse

ALIAS_BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [*{old},*{old},*{old},*{old},*{old},*{old},*{old},*{old},*{old}]\n"
    for old, new in zip("abcdef", "bcdefg", strict=True)
)

SYNTAX = {
    "second colon": ("a: b: c\n", "f:1:5: found a second `: ` where one value was expected; put text that holds a colon in quotes, or check the indentation"),
    "no colon": ("a: 1\nb c\nd: 2\n", "f:3:1: found a line that is neither `key: value` nor a list item; add the colon, or indent it under the line it belongs to"),
    "indentation": ("a:\n    b: 1\n  c: 2\n", "f:3:3: the indentation or the brackets do not fit the lines above; line up the keys of one mapping, and close every [ and {"),
    "open bracket": ("a: [1, 2\nb: 3\n", "f:2:2: the indentation or the brackets do not fit the lines above; line up the keys of one mapping, and close every [ and {"),
    "open quote": ('a: "x\nb: 2\n', "f:3:1: a quote is opened and never closed; close it, or put the text in the other sort of quotes"),
    "at sign": ("a: @x\n", "f:1:4: found a character that cannot begin a value; put the text in quotes"),
    "two commas": ("a: [1,,2]\n", "f:1:7: found something where a value was expected; check the brackets, commas and dashes of this line"),
    "empty anchor": ("a: &\n", "f:1:5: the file stops being YAML here; check quotes, brackets and indentation of this line and the one above"),
    "tab": ("a:\n\tb: 1\n", "f:2:1: found a tab, expected spaces; put two spaces for each step of indentation"),
}  # fmt: skip

STRUCTURE = {
    "alias": ("a: *x\n", "f:1:4: found the alias `*x`, expected a value; write it out"),
    "anchor": ("a: &x 1\n", "f:1:4: found the anchor `&x`, expected a value; take it out; write values in full"),
    "tag": ("a: !!python/object/apply:os.system [ls]\n", "f:1:4: found the tag `!!python/object/apply:os.system`, expected a value; take it out; quotes make a value text"),
    "text tag": ("a: !!str 5\n", "f:1:4: found the tag `!!str`, expected a value; take it out; quotes make a value text"),
    "merge key": ("a:\n  <<: {b: 1}\n", "f:2:3: found the merge key `<<`, expected a word; write the keys out"),
    "duplicate key": ("a: 1\nb: 2\na: {c: 1}\n", "f:3:1: found the key `a` again, expected it once; it stands already in line 1"),
    "two documents": ("a: 1\n---\nb: 2\n", "f:2:1: found a second document, expected one; take out the line `---`"),
    "directive": ("%YAML 1.1\n---\na: 1\n", "f:1:1: found a `%` directive, expected none; take the line out"),
    "list as key": ("? [a]\n: 1\n", "f:1:3: found a list, mapping or alias as a key, expected a word; use a plain word"),
    "number as key": ("5: 1\n", 'f:1:1: found `5` as a key, expected a word; write "5" in quotes'),
    "NO as key": ("NO: 1\n", 'f:1:1: found `NO`, which some readers take for false and others for text, expected a clear key; write "NO" in quotes'),
    "on as key": ("on: 1\n", 'f:1:1: found `on`, which some readers take for true and others for text, expected a clear key; write "on" in quotes'),
    "Chinese key": ("名: 1\n", "f:1:1: found the character CJK UNIFIED IDEOGRAPH-540D (U+540D) in a key, expected plain letters a-z, digits and dashes; type the key again"),
    "long key": ("x" * 65 + ": 1\n", "f:1:1: found a key of 65 characters, expected at most 64; use a short word"),
    "empty": ("", "f:1:1: the file is empty; write at least `format: 1`"),
    "only a comment": ("# nothing\n", "f:1:1: the file is empty; write at least `format: 1`"),
    "no value": ("a:\nb: 1\n", "f:1:3: found no value, expected one; write the value, write null, or take the key out"),
    "NO": ("a: NO\n", 'f:1:4: found `NO`, which some readers take for false and others for text, expected a clear value; write false, or "NO" in quotes'),
    "octal": ("a: 0777\n", 'f:1:4: found `0777`, which some readers take for a number in base 8, expected a decimal number; drop the zero in front, or "0777" in quotes'),
    "sexagesimal": ("a: 12:30:45\n", 'f:1:4: found `12:30:45`, which some readers take for a number in base 60, expected a clear value; write a plain number, or "12:30:45" in quotes'),
    "infinite": ("a: 1e999\n", "f:1:4: found `1e999`, which is too large for a number, expected a finite number; write it smaller"),
    "not a number": ("a: .nan\n", "f:1:4: found `.nan`, expected a finite number; write a number, or put text in quotes"),
    "5000 digits": ("a: " + "9" * 5000 + "\n", "f:1:4: found a number of 5,000 digits, expected at most 18; write a smaller number, or put text in quotes"),
    "long text": ("a: " + "x" * 20_001 + "\n", "f:1:4: found a text of 20,001 characters, expected at most 20,000; shorten it"),
}  # fmt: skip

LETTERS = {
    "NUL": ("a: x\0y\n", "f:1:5: found the character NUL (U+0000), expected visible text; take the character out"),
    "bidi": ("a: x\u202ey\n", "f:1:5: found the character RIGHT-TO-LEFT OVERRIDE (U+202E), expected visible text; take the character out"),
    "lone surrogate": ("a: x\ud800y\n", "f:1:5: found half of a surrogate pair (U+D800), expected visible text; take the character out"),
    "byte order mark inside": ("a: x\ufeffy\n", "f:1:5: found the character ZERO WIDTH NO-BREAK SPACE (U+FEFF), expected visible text; take the character out"),
    "next line": ("a: x\u0085y\n", "f:1:5: found the control character U+0085, expected visible text; take the character out"),
    "line separator": ("a: x\u2028y\n", "f:1:5: found the character LINE SEPARATOR (U+2028), expected visible text; take the character out"),
    "NUL as code": ('a: "\\0"\n', "f:1:4: found the character NUL (U+0000), expected visible text; take the character out"),
    "bidi as code": ('a: "\\u202e"\n', "f:1:4: found the character RIGHT-TO-LEFT OVERRIDE (U+202E), expected visible text; take the character out"),
    "latin-1": ("a: é\n".encode("latin-1"), "f:1:4: found the byte 0xE9, which is not UTF-8, expected text in UTF-8; save the file as UTF-8"),
    "surrogate bytes": (b"a: 1\nb: \xed\xa0\x80\n", "f:2:4: found the byte 0xED, which is not UTF-8, expected text in UTF-8; save the file as UTF-8"),
    "overlong": (b"a: \xc0\x80\n", "f:1:4: found the byte 0xC0, which is not UTF-8, expected text in UTF-8; save the file as UTF-8"),
    "utf-16": ("a: 1\n".encode("utf-16"), "f:1:1: the file is saved as UTF-16, expected UTF-8; save it again as UTF-8"),
}  # fmt: skip

SIZES = {
    "nested lists": ("a: " + "[" * 100_000, "f:1:35: values are nested more than 32 deep; nothing here needs as much"),
    "nested mappings": ("{a: " * 100_000, "f:1:129: values are nested more than 32 deep; nothing here needs as much"),
    "nested dashes": ("- " * 100_000, "f:1:65: values are nested more than 32 deep; nothing here needs as much"),
    "nested blocks": ("".join(" " * depth + "a:\n" for depth in range(200)), "f:33:33: values are nested more than 32 deep; nothing here needs as much"),
    "many items": ("- 1\n" * 60_000, "f:5001:3: found a list of more than 5,000 items; join items that are alike"),
    "many keys": ("".join(f"k{n}: 1\n" for n in range(6_000)), "f:5001:8: found a mapping of more than 5,000 keys; join keys that are alike"),
    "many values": ("".join(f"k{n}: [{'1,' * 4_000}]\n" for n in range(20)), "f:13:3953: the file holds more than 50,000 values; split it"),
}  # fmt: skip

CORPUS = {**SYNTAX, **STRUCTURE, **LETTERS, **SIZES}


@pytest.fixture(params=["libyaml", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run the test with the parser in C (where there is one) and with the one in Python."""
    if request.param == "pure":
        monkeypatch.setattr(strict_yaml, "_PARSER", PureParser)
    return str(request.param)


def problems(content: str | bytes) -> list[str]:
    try:
        return [str(problem) for problem in parse(content, shown="f").problems]
    except FileError as error:
        return [str(problem) for problem in error.problems]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("content", "line"), CORPUS.values(), ids=CORPUS.keys())
def test_each_hostile_file_has_one_line_that_says_where_and_how(content: str | bytes, line: str) -> None:
    assert problems(content)[-1] == line


@pytest.mark.usefixtures("parser")
def test_both_parsers_read_the_same(shelf_text: str) -> None:
    document = parse(shelf_text, shown="f")
    assert document.problems == ()
    assert document.data["items"][1]["term"]["between"][1]["value"] == 30
    assert document.marks[("items", 1, "term", "between", 1, "value")] == (13, 69)
    assert document.key_marks[("items", 1, "n_times")] == (16, 5)


def test_a_surrogate_written_as_a_code_is_refused() -> None:
    assert len(problems('a: "\\ud800"\n')) == 1


def test_values_are_what_they_say() -> None:
    text = "a: 5\nb: 0.5\nc: true\nd: null\ne: 2010-01-01\nf: '5'\ng: [x, {h: z}]\nh: {}\n"
    assert parse(text, shown="f").data == {
        "a": 5, "b": 0.5, "c": True, "d": None, "e": "2010-01-01", "f": "5", "g": ["x", {"h": "z"}], "h": {},
    }  # fmt: skip


def test_text_is_normalised() -> None:
    document = parse("a: e\u0301\nb: |\n  one  \n  two\n\nc: '  x '\n", shown="f")
    assert document.data == {"a": "é", "b": "one\ntwo", "c": "x"}


def test_windows_files_are_read() -> None:
    document = parse(b"\xef\xbb\xbfa: 1\r\nb: NO\r\n", shown="f")
    assert document.data == {"a": 1, "b": None}
    assert [(p.line, p.column) for p in document.problems] == [(2, 4)]


def test_what_is_broken_is_known() -> None:
    document = parse("a: NO\nb: [1, *x]\n", shown="f")
    assert document.broken == {("a",), ("b", 1)}
    assert document.data == {"a": None, "b": [1, None]}


def test_the_second_of_two_equal_keys_is_not_read() -> None:
    document = parse("a: {b: 1}\na: {c: 2, d: [3]}\n", shown="f")
    assert document.data == {"a": {"b": 1}}
    assert set(document.marks) == {(), ("a",), ("a", "b")}


def test_the_alias_bomb_stays_small() -> None:
    document = parse(ALIAS_BOMB, shown="f")
    assert len(str(document.data)) < 2_000
    assert len(document.problems) == 61


def test_at_most_a_hundred_problems_are_listed() -> None:
    assert len(problems("".join(f"k{n}: NO\n" for n in range(1_000)))) == MAX_PROBLEMS


def test_a_file_of_slips_is_not_read_to_its_end() -> None:
    found = problems("a: [" + "*x," * 5_000 + "]\n")
    assert len(found) == MAX_PROBLEMS
    assert found[-1].endswith(": found more than 1,000 slips; mend the first of them")


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "9" * 1_000_000,
        "a: 1" + ":59" * 300_000,
        "a: " + "x" * 1_000_000,
        'a: "' + "\\n" * 500_000 + '"',
        "a: &a 1\nb: [" + "*a," * 200_000 + "]",
        "a: 1\n" * 200_000,
        "\u202e" * 300_000,
        "? " * 300_000,
        "a: |\n" + " x\n" * 300_000,
    ],
    ids=["digits", "sexagesimal", "text", "escapes", "aliases", "duplicates", "bidi", "question marks", "block"],
)
def test_a_mebibyte_of_anything_is_over_in_a_moment(text: str) -> None:
    began = time.process_time()
    assert problems(text)
    assert time.process_time() - began < 1.0


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    with large.open("wb") as file:
        file.truncate(10 << 20)
    with pytest.raises(InputError, match=r"^large.yaml: the file has 10,485,760 bytes; expected at most 1,048,576;"):
        load(large, shown="large.yaml")


def test_a_file_is_loaded_under_its_shown_name(tmp_path: Path) -> None:
    path = tmp_path / "scheme.yaml"
    path.write_text("a: NO\n", encoding="utf-8")
    assert str(load(path, shown="mine.yaml").problems[0]).startswith("mine.yaml:1:4: ")
