"""The tables of the scheme that governs a place: rules, consequences, procedures, and how those without entries stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from xinyong.errors import InputError
from xinyong.files.evidence import threshold, whole
from xinyong.kernel.numbers import Numbers, shared_rows
from xinyong.kernel.quiet import quiet_fields
from xinyong.kernel.rows import BOOK, BURDENED, FAVOURED, FOREVER, REFUSED
from xinyong.results.layout import Layout, tier_names
from xinyong.scheme.clauses import Consequence, Notice, Objection, Rule, Scheme
from xinyong.trial.trial import Regime, Trial
from xinyong.vocabulary import SANCTIONS

MASK_BITS = 62
"""Tiers and lists are bits of one 64-bit number."""

Fields = dict[str, int]


def number(quantity: object, otherwise: int) -> int:
    """Return the whole number that a settled quantity states, or `otherwise` where it states none."""
    found = whole(quantity)  # type: ignore[arg-type]
    return otherwise if found is None else found


def mask(names: tuple[str, ...], of: list[str]) -> int:
    """Return a bit for each of the names, by its position."""
    return sum(1 << of.index(name) for name in set(names) if name in of)


@dataclass
class SchemeTables:
    """The records of all schemes of a trial, place after place."""

    trial: Trial
    layout: Layout
    numbers: Numbers
    books: list[Fields] = field(default_factory=list)
    rules: list[Fields] = field(default_factory=list)
    caps: list[Fields] = field(default_factory=list)
    repairs: list[Fields] = field(default_factory=list)
    consequences: list[Fields] = field(default_factory=list)

    def add(self, place: int) -> None:
        """Append the records of the scheme of a place, or of ordinary law alone.

        Raises:
            InputError: more tiers or lists than fit into a mask.
        """
        regime = self.trial.regimes[place]
        book = dict.fromkeys(BOOK.names or (), 0)
        take = self.trial.odds.take[None] if regime is None else regime.take
        rows, take_row = shared_rows(np.moveaxis(take, 0, 1))
        book |= {"take": self.numbers.add(rows), "take_row": self.numbers.add(take_row), "n_take": len(take)}
        if regime is None:
            book |= quiet_fields(self.numbers, None, [], self.trial.days, len(take))
            self.books.append(book)
            return
        for what in (regime.scheme.tiers, regime.scheme.lists):
            if len(what) > MASK_BITS:
                raise InputError(f"{regime.scheme.scheme}: found {len(what)} tiers or lists; at most {MASK_BITS} fit")
        consequences = [self._consequence(regime.scheme, c) for c in regime.scheme.consequences]
        book |= self._score(regime) | self._procedure(regime.scheme)
        book |= self._hung(consequences)
        book |= self._clauses(regime.scheme)
        book["tier_rows"] = self.numbers.add([self.layout.row[f"tier.{t}"] for t in tier_names(self.trial, place)])
        book |= quiet_fields(self.numbers, book, consequences, self.trial.days, len(take), self._edges(regime.scheme))
        self.books.append(book)

    def _day(self, dates: object, end: str, otherwise: int) -> int:
        date = getattr(dates, end, None)
        return otherwise if date is None else (date - self.trial.world.first_day).days

    def _edges(self, scheme: Scheme) -> list[int]:
        higher = scheme.score is None or scheme.score.better == "higher"
        return [number(tier.at_least if higher else tier.at_most, 0) for tier in scheme.tiers[:-1]]

    def _score(self, regime: Regime) -> Fields:
        score = regime.scheme.score
        found = {
            "governs": 1,
            "start_day": regime.start_day,
            "end_day": regime.end_day,
            "higher": int(score is None or score.better == "higher"),
            "scored": int(score is not None),
            "start": number(score.start, 0) if score else 0,
            "floor": number(score.floor, -FOREVER) if score else -FOREVER,
            "ceiling": number(score.ceiling, FOREVER) if score else FOREVER,
            "running": int(score is not None and score.method == "running"),
            "n_tiers": len(regime.scheme.tiers),
            "edges": self.numbers.add(self._edges(regime.scheme)),
            "consent": int(regime.scheme.consent is not None and regime.scheme.consent.needed),
        }
        if score is not None and score.decay is not None:
            found |= {"decay_points": number(score.decay.points, 0), "decay_every": number(score.decay.every, 1) or 1}
        return found

    def _procedure(self, scheme: Scheme) -> Fields:
        world, odds = self.trial.world, self.trial.odds
        survives = scheme.halt.survives if scheme.halt else ()
        found = {"survivors": mask(survives, [entry.id for entry in scheme.lists])}
        if isinstance(scheme.notice, Notice):
            means = [m.id for m in world.means].index(scheme.notice.by)
            found |= {"notice": 1, "reach": self.numbers.add(odds.reach[means])}
            found["notice_delay"] = number(scheme.notice.delay, FOREVER)
        if isinstance(scheme.objection, Objection):
            desk = [d.id for d in world.desks].index(scheme.objection.desk)
            found |= {
                "objection": 1,
                "from_notice": int(scheme.objection.counts_from != "entry"),
                "window": number(scheme.objection.window, FOREVER),
                "carried_out_within": number(scheme.objection.carried_out_within, 0),
                "carries_out": int(odds.desk_carries_out[desk]),
            }
        return found

    # consequences ---------------------------------------------------------------------------------------------------

    def _consequence(self, scheme: Scheme, clause: Consequence) -> Fields:
        effect = REFUSED if clause.effect == "refused" else BURDENED if clause.effect in SANCTIONS else FAVOURED
        return {
            "effect": effect,
            "service": [s.id for s in self.trial.world.services].index(clause.service),
            "tiers": mask(clause.tiers, [t.id for t in scheme.tiers]),
            "lists": mask(clause.lists, [entry.id for entry in scheme.lists]),
            "from_day": self._day(clause.in_force, "from_", -FOREVER),
            "to_day": self._day(clause.in_force, "to", FOREVER),
            "share": -1 if clause.share is None else threshold(clause.share),
        }

    def _hung(self, consequences: list[Fields]) -> Fields:
        """Return where the consequences stand, and where the list of each service does: from, to, in `numbers`."""
        first = len(self.consequences)
        self.consequences += consequences
        by_service: list[int] = []
        for service in range(len(self.trial.world.services)):
            here = [first + i for i, c in enumerate(consequences) if c["service"] == service]
            by_service += [self.numbers.add(here) if here else 0, len(here)]
        return {
            "first_consequence": first,
            "n_consequences": len(consequences),
            "by_service": self.numbers.add(by_service),
        }

    # rules ------------------------------------------------------------------------------------------------------------

    def _clauses(self, scheme: Scheme) -> Fields:
        """Append rules, caps and repairs, and return where they stand."""
        ids = [rule.id for rule in scheme.rules]
        first_cap = len(self.caps)
        for cap in scheme.caps:
            members = self.numbers.add([int(name in cap.rules) for name in ids])
            self.caps.append({"points": number(cap.points, 0), "per": number(cap.per, 1) or 1, "rules": members})
        acts = [act.id for act in self.trial.world.acts]
        found = {
            "first_rule": len(self.rules),
            "first_repair": len(self.repairs),
            "n_repairs": len(scheme.repairs),
        }
        for repair in scheme.repairs:
            members = self.numbers.add([int(name in repair.rules) for name in ids])
            self.repairs.append({"act": acts.index(repair.act), "after": number(repair.after, 0), "rules": members})
        self.rules += [self._rule(scheme, rule, first_cap) for rule in scheme.rules]
        lists = [[i for i, rule in enumerate(scheme.rules) if rule.act == act] for act in acts]
        by_act = [x for here in lists for x in (self.numbers.add(here) if here else 0, len(here))]
        return found | {"rules_of_act": self.numbers.add(by_act), "most_rules": max(map(len, lists))}

    def _rule(self, scheme: Scheme, rule: Rule, first_cap: int) -> Fields:
        lists = [entry.id for entry in scheme.lists]
        black = {entry.id for entry in scheme.lists if entry.sense == "black"}
        points = number(rule.points, 0)
        higher = scheme.score is None or scheme.score.better == "higher"
        costs = points < 0 if higher else points > 0
        listed = rule.listing is not None and rule.listing.list in black
        adverse = costs or listed or rule.override is not None
        caps = [i for i, cap in enumerate(scheme.caps) if rule.id in cap.rules]
        public = [p for p in scheme.publicity if (rule.id in p.rules if p.rules else adverse)]
        step = number(rule.repeat.step, 0) if rule.repeat else 0
        return {
            "points": points,
            "validity": number(rule.validity, FOREVER),
            "list": lists.index(rule.listing.list) if rule.listing else -1,
            "list_term": number(rule.listing.term, FOREVER) if rule.listing else FOREVER,
            "override": [t.id for t in scheme.tiers].index(rule.override.tier) if rule.override else -1,
            "override_term": number(rule.override.term, FOREVER) if rule.override else 0,
            "adverse": int(adverse),
            "repeats": int(rule.repeat is not None),
            "within": number(rule.repeat.within, 0) if rule.repeat else 0,
            "step": step,
            "limit": number(rule.repeat.limit, FOREVER if step > 0 else -FOREVER) if rule.repeat else 0,
            "cap": first_cap + caps[0] if caps else -1,
            "from_day": self._day(rule.in_force, "from_", -FOREVER),
            "to_day": self._day(rule.in_force, "to", FOREVER),
            "channels": self._channels(rule),
            "strata": self._strata(rule.applies_to),
            "publications": self.numbers.add([number(p.delay, FOREVER) for p in public]) if public else 0,
            "n_publications": len(public),
        }

    def _channels(self, rule: Rule) -> int:
        if not rule.channels:
            return -1
        return self.numbers.add([int(c.id in rule.channels) for c in self.trial.world.channels])

    def _strata(self, applies_to: Mapping[str, tuple[str, ...]]) -> int:
        if not applies_to:
            return -1
        return self.numbers.add(
            [
                int(all(levels[trait] in wanted for trait, wanted in applies_to.items()))
                for levels in self.trial.people.strata
            ]
        )
