"""How long a scheme remembers: its longest fixed term, and how long a run must be to see an entry lapse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xinyong.files.unknowns import values
from xinyong.scheme.clauses import Scheme

YEAR_DAYS = 365
SHORTEST_YEARS = 3


def longest_term_days(schemes: Iterable[Scheme]) -> int:
    """Return the longest fixed term of any entry, listing, override or publication; 0 where there is none.

    Of an unknown term every end counts; a term without end is not fixed.
    """
    return max((int(days) for scheme in schemes for days in _terms(scheme)), default=0)


def _terms(scheme: Scheme) -> Iterator[float]:
    for rule in scheme.rules:
        yield from values(rule.validity)
        if rule.listing is not None:
            yield from values(rule.listing.term)
        if rule.override is not None:
            yield from values(rule.override.term)
    for publicity in scheme.publicity:
        yield from values(publicity.term)


def default_years(schemes: Iterable[Scheme]) -> int:
    """Return the longest fixed term in whole years plus one, and at least 3."""
    return max(SHORTEST_YEARS, -(-longest_term_days(schemes) // YEAR_DAYS) + 1)


def too_short(schemes: Iterable[Scheme], days: int) -> tuple[str, ...]:
    """Return the warning that a run of `days` deserves, if it does (`measures.md`, the measures)."""
    longest = longest_term_days(schemes)
    if not longest or days >= longest + YEAR_DAYS:
        return ()
    ends = (
        "before every entry can lapse" if days <= longest else "within a year of the day on which every entry can lapse"
    )
    return (f"the run ends {ends}: it has {days} days, the longest fixed term has {longest}",)
