"""Which characters a file may hold, and how to name one that it may not.

Refused: control characters, characters that turn the direction of writing (what a reader sees would differ from what is
read), characters nobody can see, unusual line breaks. Text is brought to Unicode form NFC.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_REFUSED = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters but tab and line feed (NEL is a line break in YAML 1.1)
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # turn the direction of writing
    "\u00ad\u200b\u2028\u2029\u2060-\u2065\ufeff\ufff9-\ufffb"  # unseen, or line breaks to some readers only
    "\ud800-\udfff\ufffe\uffff"  # no characters at all
    "\U000e0000-\U000e007f"  # unseen tags
    "]"
)
_LETTER_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "CJK", "FULLWIDTH", "HIRAGANA", "KATAKANA", "HANGUL", "ARABIC")
STAND_IN = "\ufffd"


def refused_characters(text: str) -> Iterator[tuple[int, str]]:
    """Yield (place in the text, what is wrong there) for each character that a file may not hold."""
    for match in _REFUSED.finditer(text):
        yield match.start(), called(match.group())


def without_refused(text: str) -> str:
    """Return the text with a stand-in for each refused character, so that the rest can still be looked at."""
    return _REFUSED.sub(STAND_IN, text)


def called(letter: str) -> str:
    """Name a character for a message, never printing it where it could not be seen or would disturb."""
    code = f"U+{ord(letter):04X}"
    if letter == "\x00":
        return f"the character NUL ({code})"
    if letter == "\r":
        return f"a carriage return without a line feed ({code})"
    if 0xD800 <= ord(letter) <= 0xDFFF:
        return f"half of a surrogate pair ({code})"
    if ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0:
        return f"the control character {code}"
    return f"the character {unicodedata.name(letter, 'without a name')} ({code})"


def foreign_letter(text: str) -> str:
    """Say which character of an id is not plain ASCII, or return an empty text. Look-alikes are named as such."""
    for place, letter in enumerate(text, start=1):
        if ord(letter) < 0x80:
            continue
        script = unicodedata.name(letter, "").split(" ")[0]
        mixed = script in _LETTER_SCRIPTS and any(other.isascii() and other.isalpha() for other in text)
        looks = ", which only looks like a Latin letter beside the others" if mixed and script != "CJK" else ""
        return f"character {place} is {called(letter)}{looks}"
    return ""


def tidy(text: str) -> str:
    """Return text in form NFC without blanks at its ends or at the ends of its lines."""
    normal = unicodedata.normalize("NFC", text)
    return "\n".join(line.rstrip() for line in normal.strip().split("\n"))


def cut(text: str, at_most: int = 60) -> str:
    """Return text for use inside a message: one line, visible, and no longer than `at_most` characters."""
    line = " ".join(without_refused(text).split())
    return line if len(line) <= at_most else line[: at_most - 1] + "…"
