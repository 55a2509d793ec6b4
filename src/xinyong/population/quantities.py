"""Cited numbers of a world as exact fractions, in the one unit the tables use: per year, share, whole days.

A decimal in a file means exactly that decimal, so 0.1 is one tenth and not the nearest binary fraction.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from xinyong.errors import InputError, Problem
from xinyong.files.evidence import Cited, Nothing, UnknownNumber
from xinyong.vocabulary import WIDE, Unit

PER_YEAR: dict[Unit, Fraction] = {"per year": Fraction(1), "per 1000 per year": Fraction(1, 1000)}
"""Units of a rate, and what one of them is per person and year."""


def refusal(path: str, found: str, hint: str = "") -> InputError:
    """Return the error for one place of the world file, with what was found and how to mend it."""
    return InputError(str(Problem(message=found, hint=hint, path=path)))


def exact(cited: Cited) -> Fraction:
    """Return the value as the decimal that was written."""
    return _decimal(cited.value)


def high(cited: Cited) -> Fraction:
    """Return the high end of the range, or the value where no range is given."""
    return _decimal(cited.range[1]) if cited.range is not None else exact(cited)


@lru_cache(maxsize=4096)
def _decimal(number: float) -> Fraction:
    # Worlds that differ in one value read all others again.
    return Fraction(str(number))


def _yearly(amount: Fraction, unit: Unit, path: str) -> Fraction:
    if unit not in PER_YEAR:
        raise refusal(path, f"found a rate in `{unit}`", f"write it in {' or '.join(f'`{u}`' for u in PER_YEAR)}")
    if amount < 0:
        raise refusal(path, f"found the negative rate {float(amount)}", "a rate is 0 or more")
    return amount * PER_YEAR[unit]


def yearly(cited: Cited, path: str) -> Fraction:
    """Return a rate per person and year.

    Raises:
        InputError: another unit than a rate's, or a negative rate; the message begins with `path`.
    """
    return _yearly(exact(cited), cited.unit, path)


def yearly_high(cited: Cited, path: str) -> Fraction:
    """Return the high end of a rate's range per person and year; errors as `yearly`."""
    return _yearly(high(cited), cited.unit, path)


def threshold(probability: Fraction) -> int:
    """Return floor(probability * WIDE), the number that a wide draw must stay under."""
    return probability.numerator * WIDE // probability.denominator


def share_threshold(cited: Cited, path: str) -> int:
    """Return the threshold of a stated share.

    Raises:
        InputError: the unit is not `share`.
    """
    return threshold(share(cited, path))


def share(cited: Cited, path: str) -> Fraction:
    """Return a share between 0 and 1; errors as `share_threshold`."""
    if cited.unit != "share":
        raise refusal(path, f"found the unit `{cited.unit}`", "a share between 0 and 1 has the unit `share`")
    return exact(cited)


def days(
    quantity: Cited | Nothing | UnknownNumber | None, path: str, *, at_least: int = 0, working: bool = False
) -> int:
    """Return whole days, of work too where `working`; a quantity that says there is none counts 0.

    Raises:
        InputError: another unit than `day` (or `working day`), a broken day, fewer than `at_least`, or a number still
            unknown.
    """
    if isinstance(quantity, UnknownNumber):
        raise refusal(path, "the number is unknown", "choose one of its two ends first")
    if quantity is None or isinstance(quantity, Nothing):
        return 0
    if quantity.unit != "day" and not (working and quantity.unit == "working day"):
        raise refusal(path, f"found the unit `{quantity.unit}`", "a delay or period has the unit `day`")
    number = exact(quantity)
    if number.denominator != 1 or number < at_least:
        raise refusal(path, f"found {quantity.value} days", f"write whole days, at least {at_least}")
    return int(number)
