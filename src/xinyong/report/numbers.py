"""Figures for people: about three significant digits, the same figure in the same words everywhere.

Small counts are not printed as if they were known: a cell that rests on fewer than `SMALLEST_CELL` people says so.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from xinyong.population.world import SMALLEST_CELL

MINUS = "−"
DASH = "–"
LEAST = Decimal("0.1")
"""A rate above zero and below this is printed as "fewer than 0.1": more digits would be luck."""

Real = int | float


def rounded(value: Real, digits: int = 3) -> Decimal:
    """Return a number at `digits` significant digits, ties to even, as an exact decimal."""
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not exact:
        return Decimal(0)
    step = Decimal(1).scaleb(exact.adjusted() - digits + 1)
    return exact.quantize(step, ROUND_HALF_EVEN) if step < 1 else (exact / step).quantize(Decimal(1)) * step


def plain(value: Real, digits: int = 3) -> str:
    """Write a number at three significant digits, with thousands separated and a true minus sign.

    >>> plain(1234.5), plain(12.34), plain(-0.5), plain(2.0)
    ('1,230', '12.3', '−0.5', '2')
    """
    number = rounded(value, digits)
    text = f"{abs(number):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{MINUS}{text}" if number < 0 else text


def whole(count: int) -> str:
    """Write a count exactly, with thousands separated.

    >>> whole(1140000)
    '1,140,000'
    """
    return f"{MINUS if count < 0 else ''}{abs(count):,}"


def rate(value: Real) -> str:
    """Write a rate per 1,000: what is above zero and below 0.1 is "fewer than 0.1".

    >>> rate(0), rate(0.04), rate(11.26), rate(-0.01)
    ('0', 'fewer than 0.1', '11.3', 'fewer than 0.1 less')
    """
    size = abs(value)
    if 0 < size < LEAST:
        return "fewer than 0.1" if value > 0 else "fewer than 0.1 less"
    return plain(value)


def percent(share: Real) -> str:
    """Write a share 0–1 as per cent; what is above zero and below 0.1 % is "less than 0.1%".

    >>> percent(0.1234), percent(1), percent(0.0004)
    ('12.3%', '100%', 'less than 0.1%')
    """
    if 0 < share * 100 < LEAST:
        return "less than 0.1%"
    return f"{plain(share * 100)}%"


def people(count: int) -> str:
    """Write how many people a cell holds; from 1 to 9 it only says that they are fewer than ten.

    >>> people(0), people(3), people(1234)
    ('0', 'fewer than 10', '1,234')
    """
    return f"fewer than {SMALLEST_CELL}" if 0 < count < SMALLEST_CELL else whole(count)


def people_rate(count: int, n_people: int) -> str:
    """Write people per 1,000; a cell of 1 to 9 people prints the rate that ten would be, as a bound.

    >>> people_rate(3, 1000), people_rate(120, 100000), people_rate(0, 1000)
    ('fewer than 10', '1.2', '0')
    """
    if n_people <= 0:
        return DASH
    if 0 < count < SMALLEST_CELL:
        return f"fewer than {plain(max(SMALLEST_CELL * 1000 / n_people, float(LEAST)))}"
    return rate(count * 1000 / n_people)


def per_thousand(count: Real, of: Real) -> float | None:
    """Return `count` per 1,000 of something, or None where there is nothing to count in."""
    return count * 1000 / of if of else None


def span(low: str, high: str) -> str:
    """Write a range from two written figures; equal ones are written once.

    >>> span('1.2', '3.4'), span('1.2', '1.2')
    ('1.2 to 3.4', '1.2')
    """
    return low if low == high else f"{low} to {high}"


def length(days: int) -> str:
    """Write a run's length in the words a person would use.

    >>> length(1095), length(365), length(364), length(90)
    ('3 years', '1 year', '364 days', '90 days')
    """
    years, rest = divmod(days, 365)
    if years and not rest:
        return f"{years} year{'s' if years > 1 else ''}"
    return f"{days:,} day{'s' if days != 1 else ''}"
