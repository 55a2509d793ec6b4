"""Point (ii), disproportionate: what one first act costs somebody with a clean record, beside its gravity.

Gravity never comes from the scheme. It is the heaviest ordinary penalty that the law of the place sets for the act, as
the world file cites it: 0 no offence, to 5 prison. What an act costs is read from the file at the first end of what is
unknown: points, and the services restricted by that one entry times the days it lasts. A term without an end is longer
than any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import Any

from xinyong.audit.legal.findings import Clause, Found, clause, of_state
from xinyong.audit.legal.reach import Reach, lasts
from xinyong.files.evidence import Nothing, Quantity
from xinyong.files.unknowns import ends, values
from xinyong.scheme.clauses import Rule

TWICE = 2
"""A pair counts as in the wrong order from this factor on."""

MOST_PAIRS = 10
"""So many pairs in the wrong order are named; the others are counted."""

NO_END = float("inf")


@dataclass(frozen=True, slots=True)
class Burden:
    """What one first act of a rule costs. `days`: how long, no end being infinite; None: until the debt or duty is met,
    which its subject decides. `copied`: services restricted to others, or through other registers, by the same entry.
    """

    rule: Rule
    words: str
    severity: int
    points: float
    services: tuple[str, ...]
    copied: tuple[str, ...]
    days: float | None

    @property
    def service_days(self) -> float:
        """Return services restricted times days; 0 where none is, or the length is up to the subject."""
        return len(self.services) * self.days if self.services and self.days else 0.0

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data; `until` says it where the days are null."""
        return {
            "rule": self.rule.id,
            "severity": self.severity,
            "points": self.points,
            "services": list(self.services),
            "services_through_copies": list(self.copied),
            "days": None if self.days == NO_END else self.days,
            "until": "met" if self.days is None else "no end" if self.days == NO_END else "",
        }


def burdens(found: Reach) -> tuple[Burden, ...]:
    """Return what each rule that counts against people costs, in the order of the file."""
    return tuple(_burden(found, rule) for rule in found.rules)


@dataclass(frozen=True, slots=True)
class Level:
    """What first acts of one severity cost: how many rules, and the least and most of points, services and days.

    Days are those of rules with a term; `endless` counts rules without an end, `until_met` those that a payment ends.
    """

    severity: int
    rules: int
    points: tuple[float, float]
    services: tuple[int, int]
    days: tuple[float, float] | None
    endless: int
    until_met: int

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "severity": self.severity,
            "rules": self.rules,
            "points": list(self.points),
            "services": list(self.services),
            "days": list(self.days) if self.days else None,
            "endless": self.endless,
            "until_met": self.until_met,
        }

    def words(self) -> tuple[str, ...]:
        """Return it as cells of a table, in the order of `LEVEL_HEADS`."""
        more = [f"no end: {self.endless}"] * bool(self.endless) + [f"until met: {self.until_met}"] * bool(
            self.until_met
        )
        days = [_range(self.days)] if self.days else []
        return (str(self.severity), str(self.rules), _range(self.points), _range(self.services), "; ".join(days + more))


LEVEL_HEADS = ("Severity in ordinary law", "Rules", "Points", "Services by one entry", "Days")


def levels(every: tuple[Burden, ...]) -> tuple[Level, ...]:
    """Return what first acts cost, by severity from the lightest: the curve that a proportionate scheme would climb."""
    return tuple(
        _level(severity, [one for one in every if one.severity == severity])
        for severity in sorted({one.severity for one in every})
    )


def _level(severity: int, of_it: list[Burden]) -> Level:
    points, services = [one.points for one in of_it], [len(one.services) for one in of_it]
    days = [one.days for one in of_it if one.days is not None and one.days != NO_END]
    return Level(
        severity,
        len(of_it),
        (min(points), max(points)),
        (min(services), max(services)),
        (min(days), max(days)) if days else None,
        sum(one.days == NO_END for one in of_it),
        sum(one.days is None for one in of_it),
    )


def _range(ends: tuple[float, float]) -> str:
    low, high = (f"{end:,.12g}" for end in ends)
    return low if low == high else f"{low} to {high}"


def burden_signs(found: Reach) -> tuple[Found, ...]:
    """Return the signs of disproportionate treatment."""
    every = burdens(found)
    return (_order(every), _multiplied(every), _no_end(found))


def longest_days(found: Reach) -> float | None:
    """Return the longest fixed term of an entry that counts against somebody, in days; None where there is none."""
    fixed = [value for rule in found.rules for _, term in lasts(rule) for value in values(term)]
    return max(fixed, default=None)


def _burden(found: Reach, rule: Rule) -> Burden:
    act, links = found.act(rule), found.brought_by(rule)
    terms = [_first(term) for _, term in lasts(rule)]
    return Burden(
        rule=rule,
        words=found.act_words(rule),
        severity=int(act.law.severity.value) if act and act.law else 0,
        points=abs(next(iter(values(rule.points)), 0.0)),
        services=_services(links, "by one entry"),
        copied=_services(links, "through a copy of the list"),
        days=None if rule.met and NO_END in terms else max(terms, default=0.0),
    )


def _services(links: Any, how: str) -> tuple[str, ...]:
    return tuple(sorted({link.sanction.service for link in links if link.how == how}))


def _first(term: Quantity) -> float:
    """Return the first end of a term in days; without one it has no end."""
    first = next(iter(ends(term)), None)
    return NO_END if first is None or isinstance(first, Nothing) else float(first.value)


def _order(every: tuple[Burden, ...]) -> Found:
    pairs = list[tuple[Burden, Burden, str]]()
    for light, heavy in permutations(every, 2):
        if light.severity < heavy.severity:
            what = _costs_twice(light, heavy)
            pairs += [(light, heavy, what)] if what else []
    pairs.sort(key=lambda pair: (pair[0].severity - pair[1].severity, pair[0].rule.id, pair[1].rule.id))
    clauses = [_pair(*pair) for pair in pairs[:MOST_PAIRS]]
    more = len(pairs) - len(clauses)
    return of_state("order", clauses, remark=f"{more} more pairs are in the wrong order" if more else "")


def _costs_twice(light: Burden, heavy: Burden) -> str:
    """Return in which measure the lighter act costs at least twice as much as the heavier, or nothing."""
    for what, mine, other in (("services restricted by one entry times days", light.service_days, heavy.service_days),
                              ("points", light.points, heavy.points)):  # fmt: skip
        if mine and other and mine != other and mine >= TWICE * other:
            return what
    return ""


def _pair(light: Burden, heavy: Burden, what: str) -> Clause:
    says = (
        f"{light.words} (severity {light.severity}) costs at least twice as much as {heavy.words} "
        f"(severity {heavy.severity}, rules.{heavy.rule.id}), in {what}"
    )
    return clause(f"rules.{light.rule.id}", light.rule, says)


def _multiplied(every: tuple[Burden, ...]) -> Found:
    clauses = []
    for one in every:
        if len(one.services) > 1:
            others = f", and {len(one.copied)} through copies of the list" if one.copied else ""
            says = f"{one.words}: one entry is a sanction at {len(one.services)} services{others}"
            clauses.append(clause(f"rules.{one.rule.id}", one.rule, says))
    most = max((len(one.services) + len(one.copied) for one in every), default=0)
    return of_state("multiplied", clauses, remark=f"at most {most} sanctions by one entry" if clauses else "")


def _no_end(found: Reach) -> Found:
    seen, unknown = list[Clause](), list[Clause]()
    for rule in found.rules:
        for path, term in lasts(rule):
            if isinstance(term, Nothing):
                until = "until the debt or duty is met, whenever that is" if rule.met else "for good"
                seen.append(clause(path, term, f"{found.act_words(rule)}: stands {until}"))
            elif any(isinstance(end, Nothing) for end in ends(term)):
                unknown.append(clause(path, term, f"{found.act_words(rule)}: no term was found"))
    longest = longest_days(found)
    remark = f"the longest fixed term is {longest:,.0f} days" if longest is not None else ""
    return of_state("no-end", seen, unknown, remark)


__all__ = ["LEVEL_HEADS", "NO_END", "Burden", "Level", "burden_signs", "burdens", "levels", "longest_days"]
