"""What the YAML parser complains of, said to somebody who does not know YAML. The same words for both parsers."""

from __future__ import annotations

_WORDS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("mapping values are not allowed",),
        "found a second `: ` where one value was expected",
        "put text that holds a colon in quotes, or check the indentation",
    ),
    (
        ("could not find expected ':'", "simple key"),
        "found a line that is neither `key: value` nor a list item",
        "add the colon, or indent it under the line it belongs to",
    ),
    (
        ("block end", "expected key", "expected '-' indicator", "block entries", "block sequence", "expected ',' or"),
        "the indentation or the brackets do not fit the lines above",
        "line up the keys of one mapping, and close every [ and {",
    ),
    (
        ("quoted scalar", "unexpected end of stream"),
        "a quote is opened and never closed",
        "close it, or put the text in the other sort of quotes",
    ),
    (
        ("start any token",),
        "found a character that cannot begin a value",
        "put the text in quotes",
    ),
    (
        ("escape",),
        "found a backslash code that YAML does not know",
        "put the text in single quotes, where a backslash is a backslash",
    ),
    (
        ("node content", "document start"),
        "found something where a value was expected",
        "check the brackets, commas and dashes of this line",
    ),
)


def in_plain_words(complaint: str) -> tuple[str, str]:
    """Return (what is wrong, how to mend it) for a complaint of the YAML parser."""
    for marks, message, hint in _WORDS:
        if any(mark in complaint for mark in marks):
            return message, hint
    return "the file stops being YAML here", "check quotes, brackets and indentation of this line and the one above"
