"""Point (i): the domain of the record against the domain of the sanction, and how records travel between domains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from xinyong.audit.legal.findings import Clause, Found, clause, of_state
from xinyong.audit.legal.reach import Link, Reach, moves_against
from xinyong.population.domains import Domain
from xinyong.scheme.clauses import Consequence

MANY = 3
"""Services in so many domains on one list: no issuer runs them all, so other bodies read it."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Links between records and sanctions by (domain of the record, domain of the sanction), counted.

    A link is one rule with one sanction that an entry of it can bring. `unplaced` counts links of which the world says
    one domain or both not; they are in no cell. `outside_share` is the share of links in cells that join two domains;
    None where no link is placed.
    """

    cells: tuple[tuple[Domain, Domain, int], ...]
    unplaced: int

    @property
    def placed(self) -> int:
        """Return how many links are in a cell."""
        return sum(count for _, _, count in self.cells)

    @property
    def outside_share(self) -> float | None:
        """Return the share of placed links that join two domains, 0 to 1."""
        if not self.placed:
            return None
        return sum(count for record, sanction, count in self.cells if record != sanction) / self.placed

    def table(self) -> list[tuple[str, ...]]:
        """Return it as rows of words: the head with the domains of sanctions, then a row for each domain of records.

        A count in brackets stands where record and sanction are of one domain; nothing where there is no link.
        """
        counts = {(record, sanction): count for record, sanction, count in self.cells}
        across = sorted({sanction for _, sanction, _ in self.cells})
        if not across:
            return []
        found: list[tuple[str, ...]] = [("record", *across)]
        for record in sorted({record for record, _, _ in self.cells}):
            cells = [counts.get((record, one)) for one in across]
            found.append((record, *("" if n is None else f"({n})" if record == one else str(n)
                                    for n, one in zip(cells, across, strict=True))))  # fmt: skip
        return found

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "cells": [{"record": row, "sanction": column, "links": count} for row, column, count in self.cells],
            "unplaced": self.unplaced,
            "outside_share": self.outside_share,
        }  # fmt: skip


def matrix(found: Reach) -> Matrix:
    """Return the matrix of a scheme in its world."""
    counted = Counter((link.record, link.service) for link in found.links if link.record and link.service)
    cells = tuple((record, there, count) for (record, there), count in sorted(counted.items()))
    return Matrix(cells, sum(not link.placed for link in found.links))


def context_signs(found: Reach) -> tuple[Found, ...]:
    """Return the signs under point (i)."""
    return (_context(found), _pooled(found), _shared(found))


def _context(found: Reach) -> Found:
    clauses = list(_rated(found))
    for sanction in found.sanctions:
        outside = [link for link in found.links if link.sanction is sanction and link.outside]
        if outside:
            clauses.append(clause(f"consequences.{sanction.id}", sanction, _joined(found, sanction, outside)))
    table = matrix(found)
    share = table.outside_share
    remark = "" if share is None else f"{share:.0%} of the {table.placed} links that are placed join two domains"
    if table.unplaced:
        remark += f"{'; ' if remark else ''}{table.unplaced} more are not placed, since the world names no domain"
    return of_state("context", clauses, remark=remark)


def _rated(found: Reach) -> Iterator[Clause]:
    """Yield a score made of ratings: they are given after any encounter, and decide everywhere alike."""
    score = found.scheme.score
    if score is not None and score.method == "rating" and _decides(found):
        says = "ratings after encounters of every sort make one score, which decides about services"
        yield clause("score", score.start, says)


def _joined(found: Reach, sanction: Consequence, links: list[Link]) -> str:
    records = ", ".join(sorted({str(link.record) for link in links}))
    whom = "one entry is enough" if any(link.how == "by one entry" for link in links) else links[0].how
    says = sanction.text or f"{found.service_words(sanction)}: {sanction.effect}"
    return f"{says} (sanction in {links[0].service}; records in {records}; {whom})"


def _pooled(found: Reach) -> Found:
    """Find scores and lists with a sanction that are fed from two domains or more."""
    scheme, clauses = found.scheme, []
    fed = {rule.id: act.happens_in for rule in found.rules if (act := found.act(rule)) is not None}
    through_score = {fed.get(rule.id) for rule in found.rules if moves_against(scheme, rule)} - {None}
    if scheme.score is not None and len(through_score) > 1 and _decides(found):
        says = f"one score from records in {_named(through_score)}"
        clauses.append(clause("score", scheme.score.start, says))
    for one in scheme.lists:
        listed = {fed.get(r.id) for r in found.rules if r.listing and r.listing.list == one.id} - {None}
        if len(listed) > 1 and any(one.id in sanction.lists for sanction in found.sanctions):
            clauses.append(clause(f"lists.{one.id}", one, f"one list from records in {_named(listed)}"))
    return of_state("pooled", clauses)


def _decides(found: Reach) -> bool:
    """Tell whether a tier of the score has a sanction."""
    on_tiers = {name for one in found.scheme.lists if one.tiers for name in (one.id,)}
    return any(one.tiers or on_tiers & set(one.lists) for one in found.sanctions)


def _shared(found: Reach) -> Found:
    clauses = [
        clause(f"copies.{one.id}", one, f"listings of {one.from_} go to {one.to} through the register {one.through}")
        for one in found.scheme.copies
        if one.through is not None
    ]
    for one in found.scheme.lists:
        domains = {service.domain for sanction in found.sanctions if one.id in sanction.lists
                   if (service := found.service(sanction.service)) is not None} - {None}  # fmt: skip
        if one.sense == "black" and len(domains) >= MANY:
            says = f"services in {_named(domains)} read this list"
            clauses.append(clause(f"lists.{one.id}", one, says))
    registers = {one.through for one in found.scheme.copies if one.through}
    remark = f"{len(registers)} registers hold copies" if len(registers) > 1 else ""
    return of_state("shared", clauses, remark=remark)


def _named(domains: set[Domain | None]) -> str:
    return ", ".join(sorted(str(one) for one in domains if one))
