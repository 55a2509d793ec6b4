"""What an unquoted value means: a whole or finite number, true, false, null, or text. What is ambiguous is refused.

YAML 1.1 readers take `NO` for false, `0777` for 511 and `12:30:45` for 45045; YAML 1.2 readers do not. A file of ours
must mean the same to both and to its human reader, so such a value has to be quoted or written out.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from xinyong.files.letters import cut

MAX_DIGITS = 18
"""A whole number of more digits is a slip of the pen, and slow to convert."""

Scalar = str | int | float | bool | None

_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\Z")
_BARE_POINT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+\.)([eE][-+]?[0-9]+)?\Z")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9_]+(\.[0-9]*)?\Z")
_OTHER_BASE = re.compile(r"[-+]?0[xob][0-9a-fA-F_]+\Z", re.IGNORECASE)
_GROUPED = re.compile(r"[-+]?[0-9]+([_,'][0-9]+)+(\.[0-9]*)?\Z")
_SEXAGESIMAL = re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?\Z")
_NEARLY_NUMBERS = (
    (_SEXAGESIMAL, "which some readers take for a number in base 60, expected a clear value", "write a plain number"),
    (
        _LEADING_ZERO,
        "which some readers take for a number in base 8, expected a decimal number",
        "drop the zero in front",
    ),
    (_OTHER_BASE, "which some readers take for a number in base 16, 8 or 2, expected a decimal number", "write it so"),
    (_GROUPED, "expected a number without signs between its digits", "write the digits alone"),
    (_BARE_POINT, "expected digits on both sides of the point", "write 0.5 for .5 and 5.0 for 5."),
)
_NOT_FINITE = re.compile(r"[-+]?\.?(nan|inf|infinity)\Z", re.IGNORECASE)
_YES = frozenset({"yes", "on", "y", "true"})
_NO = frozenset({"no", "off", "n", "false"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an unquoted value is not taken, and how to mend it."""

    message: str
    hint: str


def plain_value(text: str) -> Scalar | Refusal:
    """Return what an unquoted value means, or why its meaning is not taken for granted."""
    if text in ("true", "false"):
        return text == "true"
    if text == "null":
        return None
    if refusal := _ambiguous_word(text):
        return refusal
    if text[:1] in "+-.0123456789":
        return _number_or_text(text)
    return text


def _ambiguous_word(text: str) -> Refusal | None:
    lower = text.lower()
    if text == "":
        return Refusal("found no value, expected one", "write the value, write null, or take the key out")
    if lower in _YES or lower in _NO:
        plain = "true" if lower in _YES else "false"
        return Refusal(
            f"found `{text}`, which some readers take for {plain} and others for text, expected a clear value",
            f'write {plain}, or "{text}" in quotes',
        )
    if text == "~" or lower == "null":
        return Refusal(f"found `{text}`, expected a clear value", f'write null, or "{text}" in quotes')
    if text in ("=", "<<"):
        return Refusal(f"found `{text}`, which YAML keeps for itself, expected a value", f'write "{text}" in quotes')
    if _NOT_FINITE.match(text):
        return Refusal(f"found `{text}`, expected a finite number", "write a number, or put text in quotes")
    return None


def _number_or_text(text: str) -> Scalar | Refusal:
    if _INT.match(text):
        n_digits = len(text.lstrip("+-"))
        if n_digits <= MAX_DIGITS:
            return int(text)
        message = f"found a number of {n_digits:,} digits, expected at most {MAX_DIGITS}"
        return Refusal(message, "write a smaller number, or put text in quotes")
    if _FLOAT.match(text):
        return _finite(text)
    shown = cut(text)
    for pattern, reason, hint in _NEARLY_NUMBERS:
        if pattern.match(text):
            return Refusal(f"found `{shown}`, {reason}", f'{hint}, or "{shown}" in quotes')
    return text


def _finite(text: str) -> float | Refusal:
    if len(text) > 40:
        return Refusal(f"found a number of {len(text):,} characters, expected at most 40", "round it")
    value = float(text)
    if math.isinf(value):
        return Refusal(f"found `{text}`, which is too large for a number, expected a finite number", "write it smaller")
    if value == 0 and re.search(r"[1-9]", text.lower().split("e")[0]):
        return Refusal(f"found `{text}`, which is too small for a number, expected a number", "write 0")
    return value + 0.0  # takes the sign off a negative zero, so that equal values read equal
