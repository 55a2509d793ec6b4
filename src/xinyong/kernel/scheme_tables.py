"""The tables of the scheme that governs a place: score, rules, consequences, procedures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from xinyong.errors import InputError
from xinyong.files.evidence import threshold
from xinyong.kernel import rows as c
from xinyong.kernel.calendar import WORKING
from xinyong.kernel.copy_tables import copy_columns
from xinyong.kernel.numbers import Numbers, number, row, shared_rows
from xinyong.kernel.quiet import Tables, after, quiet_columns, quiet_tables
from xinyong.kernel.rows import FOREVER
from xinyong.kernel.settled_tables import alike, touched
from xinyong.results.layout import BY_LIST, Layout, list_names, tier_names
from xinyong.results.standing import score_of_nobody
from xinyong.scheme.clauses import DIMENSION, Consequence, Notice, Objection, Review, Rule, Scheme, Score
from xinyong.scheme.compose import is_adverse
from xinyong.scheme.index import weights
from xinyong.scheme.rating import weights_of_tiers
from xinyong.scheme.tied import tied_part
from xinyong.trial.copies import tied_rules
from xinyong.trial.distances import binds
from xinyong.trial.trial import Layer, Regime, Trial
from xinyong.vocabulary import SANCTIONS

MASK_BITS = 62
"""Tiers and lists are bits of one 64-bit number."""

Columns = dict[int, int]


def period(quantity: object, otherwise: int) -> int:
    """Return a period of procedure as `kernel.calendar` reads it, or `otherwise` where none is stated."""
    return number(quantity, otherwise) | (WORKING if getattr(quantity, "unit", "") == "working day" else 0)


def mask(names: tuple[str, ...], of: list[str]) -> int:
    """Return a bit for each of the names, by its position."""
    return sum(1 << of.index(name) for name in set(names) if name in of)


def _subtotals(score: Score) -> list[list[int]]:
    """Return a row for each part of the score; those of an index lie between 0 and 1,000."""
    least, most = (0, DIMENSION) if score.method == "index" else (-FOREVER, FOREVER)
    return [
        row(c.PART_WIDTH, {
            c.PART_START: number(part.start, 0), c.PART_FLOOR: number(part.floor, least),
            c.PART_CEILING: number(part.ceiling, most), c.PART_WEIGHT: weight,
            c.PART_TIED: int(part.tie is not None),
        }) for part, weight in zip(score.parts, weights(score), strict=True)
    ]  # fmt: skip


def brought(scheme: Scheme) -> list[int]:
    """Return, for each tier, a bit for each list on which everybody in it stands."""
    return [sum(1 << bit for bit, one in enumerate(scheme.lists) if tier.id in one.tiers) for tier in scheme.tiers]


def told_in(whole: Scheme, layer: Layer) -> int:
    """Return a bit for each tier of the whole into which one comes to be told of a layer's entries."""
    notice = layer.scheme.notice
    return mask(notice.tiers, [tier.id for tier in whole.tiers]) if isinstance(notice, Notice) else 0


def only_lists(rule: Rule) -> bool:
    """Tell whether entries of a rule do nothing but put the subject on a list for a term of its own."""
    moves = number(rule.points, 0) or rule.repeat or rule.override or rule.discretion
    return rule.listing is not None and number(rule.listing.term, FOREVER) != FOREVER and not moves


def asks(scheme: Scheme) -> int:
    """Return what a scheme asks of those whom it scores: a bit for consent, one for a file about them."""
    if scheme.consent is None:
        return 0
    return c.ASKS_CONSENT * scheme.consent.needed | c.ASKS_FILE * scheme.consent.file


@dataclass(frozen=True)
class SchemeTables:
    """What turns the schemes of a trial into tables. `edges`, by place: those that a ranking found last."""

    trial: Trial
    layout: Layout
    numbers: Numbers
    edges: Mapping[int, Sequence[int]] = field(default_factory=dict)

    def book(self, place: int) -> list[int]:
        """Return the row of the scheme of a place, or of ordinary law alone; its tables go to `numbers`.

        Of people who move, the row that holds before.

        Raises:
            InputError: more tiers or lists than fit into a mask.
        """
        return self._book(place, self.trial.regime_on(place, 0))[0]

    def book_after(self, place: int) -> list[int] | None:
        """Return the row of the scheme of people who move from where another keeps score, once they have moved."""
        regime = self.trial.regimes[place]
        if regime is None or regime.earlier is None:
            return None
        return self._book(place, regime, self._book(place, regime.earlier)[1])[0]

    def _book(self, place: int, regime: Regime | None, before: Tables | None = None) -> tuple[list[int], Tables]:
        """Return a row, and how those without entries stand; `before`: as they did before a move."""
        days, day = self.trial.days, 0 if regime is None else regime.since
        take = self.trial.odds.take[None] if regime is None else regime.answers.take
        rows, take_row = shared_rows(np.moveaxis(take, 0, 1))
        book = {
            c.B_TAKE: self.numbers.add(rows),
            c.B_TAKE_ROW: self.numbers.add(take_row),
            c.B_N_TAKE: len(take),
            c.B_NO_SCHEME: 0 if regime is None else regime.answers.without,
            c.B_HARDER: 0 if regime is None else regime.answers.harder,
            c.B_LOUDER: 0 if regime is None else regime.answers.louder,
            c.B_EVADE: -1,
        }
        evade = regime.answers.evade if regime is not None and regime.answers.evade.any() else None
        if evade is not None:
            book[c.B_EVADE] = self.numbers.add(evade)
        book[c.B_ALIKE] = self.numbers.add(alike(rows.reshape(len(rows), *np.shape(take)[::2]), evade, self.trial.odds))
        if regime is None:
            book[c.B_TOUCHED] = self.numbers.add(touched([], self.trial.odds))
            nobody = dict.fromkeys(range(c.B_WIDTH), 0) | {c.B_START_DAY: FOREVER, c.B_END_DAY: FOREVER} | book
            quiet = quiet_tables(nobody, [], [], [], [], days)
            return row(c.B_WIDTH, nobody | quiet_columns(self.numbers, quiet, 0, days)), quiet
        scheme, layers = regime.scheme, [self._layer(regime.scheme, one, n) for n, one in enumerate(regime.layers)]
        for what in (scheme.tiers, scheme.lists):
            if len(what) > MASK_BITS:
                raise InputError(f"{scheme.scheme}: found {len(what)} tiers or lists; at most {MASK_BITS} fit")
        edges = list(self.edges.get(place) or self._edges(scheme))
        tables = self.numbers.unshared() if scheme.ranked else self.numbers
        hung = (self._hangs(regime, index, clause) for index, clause in enumerate(scheme.consequences))
        consequences = [line for lines in hung for line in lines]
        book |= self._score(regime, layers) | self._hung(consequences) | self._clauses(regime, layers)
        book |= self._lists(place, scheme)
        names = tier_names(self.trial, place, day)
        book[c.B_TIER_ROWS] = self.numbers.add([self.layout.row[f"tier.{name}"] for name in names])
        spans = [(layer.start_day, layer.end_day) for layer in regime.layers]
        book[c.B_EDGES] = tables.add(edges)
        quiet = quiet_tables(book, spans, edges, brought(scheme), consequences, days, scored_by=regime.scored_by)
        quiet = quiet if before is None else after(before, quiet, day)
        return row(c.B_WIDTH, book | quiet_columns(tables, quiet, book[c.B_LISTS], days)), quiet

    def _lists(self, place: int, scheme: Scheme) -> Columns:
        """Return where the rows of the metrics of each list stand, and which lists each tier brings."""
        names = list_names(self.trial, place)
        rows = [[self.layout.row[f"{metric}.{name}"] for metric in BY_LIST] for name in names]
        return {
            c.B_LISTS: len(names),
            c.B_LIST_ROWS: self.numbers.add(rows),
            c.B_LISTS_OF_TIER: self.numbers.add(brought(scheme)),
        }

    def _day(self, dates: object, end: str, otherwise: int) -> int:
        date = getattr(dates, end, None)
        return otherwise if date is None else (date - self.trial.world.first_day).days

    def _edges(self, scheme: Scheme) -> list[int]:
        if scheme.ranked:
            return [score_of_nobody(scheme)] * (len(scheme.tiers) - 1)
        higher = scheme.score is None or scheme.score.better == "higher"
        return [number(tier.at_least if higher else tier.at_most, 0) for tier in scheme.tiers[:-1]]

    def _layer(self, whole: Scheme, layer: Layer, number_: int) -> int:
        """Return where the book of one layer of a whole stands; its number keeps layers apart that say the same."""
        columns = {
            c.B_GOVERNS: 1 << number_,
            c.B_START_DAY: layer.start_day,
            c.B_END_DAY: layer.end_day,
            c.B_CONSENT: asks(layer.scheme),
            c.B_TOLD_IN: told_in(whole, layer),
        }
        return self.numbers.add(row(c.B_WIDTH, columns | self._procedure(layer.scheme)))

    def _score(self, regime: Regime, layers: list[int]) -> Columns:
        score, lists = regime.scheme.score, [entry.id for entry in regime.scheme.lists]
        survives = tuple(name for layer in regime.layers for name in layer.survives)
        found = {
            c.B_GOVERNS: 1,
            c.B_START_DAY: regime.start_day,
            c.B_END_DAY: regime.end_day,
            c.B_LAYERS: self.numbers.add(layers),
            c.B_N_LAYERS: len(layers),
            c.B_COVERS_ALL: (1 << len(layers)) - 1,
            c.B_SCORING: 1 << (regime.scored_by % len(layers)),
            c.B_SCORE_START_DAY: regime.scoring.start_day,
            c.B_SCORE_END_DAY: regime.scoring.end_day,
            c.B_ALONE_ROW: regime.alone_row,
            c.B_SURVIVORS: mask(survives, lists),
            c.B_HIGHER: int(score is None or score.better == "higher"),
            c.B_SCORED: int(score is not None),
            c.B_START: number(score.start, 0) if score else 0,
            c.B_FLOOR: number(score.floor, -FOREVER) if score else -FOREVER,
            c.B_CEILING: number(score.ceiling, FOREVER) if score else FOREVER,
            c.B_RUNNING: int(score is not None and score.method == "running"),
            c.B_DECAY_POINTS: 0,
            c.B_DECAY_EVERY: 0,
            c.B_TIERS: len(regime.scheme.tiers),
            c.B_PARTS: self.numbers.add(_subtotals(score) if score else []),
            c.B_N_PARTS: len(score.parts) if score else 0,
            c.B_PUBLISHES: int(bool(regime.scheme.publicity)),
            c.B_KEPT_ALONE: int(
                score is not None
                and score.method == "running"
                and not any(rule.listing or rule.override for rule in regime.scheme.rules)
            ),
            c.B_CONSENT: int(any(asks(layer.scheme) for layer in regime.layers)),
            c.B_TOLD_IN: max(told_in(regime.scheme, layer) for layer in regime.layers),
        }
        if score is not None and score.method == "index":
            found |= {c.B_REFRESH: number(score.refresh, 1), c.B_WHOLE: DIMENSION * sum(weights(score))}
            found[c.B_TIED] = int(tied_part(regime.scheme) is not None)
        if score is not None and score.method == "rating":
            weighed = self.numbers.add(weights_of_tiers(regime.scheme))
            found |= {c.B_RATES: 1, c.B_PRIOR: number(score.prior, 0), c.B_WEIGHTS: weighed}
        if score is not None and score.decay is not None:
            found |= {
                c.B_DECAY_POINTS: number(score.decay.points, 0),
                c.B_DECAY_EVERY: number(score.decay.every, 1) or 1,
            }
        return found

    def _procedure(self, scheme: Scheme) -> Columns:
        world, odds = self.trial.world, self.trial.odds
        found: Columns = {}
        if isinstance(scheme.notice, Notice):
            means = [m.id for m in world.means].index(scheme.notice.by)
            found |= {c.B_NOTICE: int(not scheme.notice.tiers), c.B_REACH: self.numbers.add(odds.reach[means])}
            found[c.B_NOTICE_DELAY] = period(scheme.notice.delay, FOREVER)
            found[c.B_TELLS_LATEST] = int(scheme.notice.tells == "latest")
        if isinstance(scheme.objection, Objection):
            first = scheme.objection
            found |= {
                c.B_OBJECTION: 1,
                c.B_FROM_NOTICE: int(first.counts_from != "entry"),
                c.B_WINDOW: period(first.window, FOREVER),
                c.B_CARRIED_OUT_WITHIN: period(first.carried_out_within, 0),
                c.B_CARRIES_OUT: self._takes(first.desk),
                c.B_SUSPENDS: int(first.suspends),
                c.B_EVIDENCE: int(first.evidence is not None),
                c.B_NEEDS_NOTICE: int(first.needs_notice),
            }
            found |= self._review(first.review) if first.review else {}
        return found

    def _review(self, review: Review) -> Columns:
        return {
            c.B_REVIEW: 1,
            c.B_REVIEW_WINDOW: period(review.window, FOREVER),
            c.B_REVIEW_CARRIED_OUT_WITHIN: period(review.carried_out_within, 0),
            c.B_REVIEW_CARRIES_OUT: self._takes(review.desk),
        }

    # consequences ---------------------------------------------------------------------------------------------------

    def _hangs(self, regime: Regime, index: int, clause: Consequence) -> list[list[int]]:
        """Return a row for those in tiers or on lists, if a consequence names any, and one for those not scored."""
        columns, found = self._consequence(regime.scheme, clause), []
        if clause.tiers or clause.lists:
            found.append(row(c.C_WIDTH, columns))
        if clause.unscored:
            number_ = regime.layer_of("consequences", index)
            layer = regime.layers[number_]
            columns |= {c.C_TIERS: 0, c.C_LISTS: 0, c.C_UNSCORED: 1 << number_}
            columns[c.C_FROM_DAY] = max(columns[c.C_FROM_DAY], layer.start_day)
            columns[c.C_TO_DAY] = min(columns[c.C_TO_DAY], layer.end_day)
            found.append(row(c.C_WIDTH, columns))
        return found

    def _consequence(self, scheme: Scheme, clause: Consequence) -> Columns:
        effect = c.REFUSED if clause.effect == "refused" else c.BURDENED if clause.effect in SANCTIONS else c.FAVOURED
        return {
            c.C_EFFECT: effect,
            c.C_SERVICE: [s.id for s in self.trial.world.services].index(clause.service),
            c.C_TIERS: mask(clause.tiers, [t.id for t in scheme.tiers]),
            c.C_LISTS: mask(clause.lists, [entry.id for entry in scheme.lists]),
            c.C_FROM_DAY: self._day(clause.in_force, "from_", -FOREVER),
            c.C_TO_DAY: self._day(clause.in_force, "to", FOREVER),
            c.C_SHARE: -1 if clause.share is None else threshold(clause.share),
            c.C_AMOUNT: number(clause.amount, 0),
            c.C_UNSCORED: 0,
        }

    def _hung(self, consequences: list[list[int]]) -> Columns:
        """Return where the consequences stand, and for each service where the list of its own does, and its length."""
        where = self.numbers.add(consequences)
        by_service: list[int] = []
        for service in range(len(self.trial.world.services)):
            here = [where + i * c.C_WIDTH for i, clause in enumerate(consequences) if clause[c.C_SERVICE] == service]
            by_service += [self.numbers.add(here), len(here)]
        return {
            c.B_CONSEQUENCES: where,
            c.B_N_CONSEQUENCES: len(consequences),
            c.B_BY_SERVICE: self.numbers.add(by_service),
            c.B_TOUCHED: self.numbers.add(touched(consequences, self.trial.odds)),
        }

    # rules ------------------------------------------------------------------------------------------------------------

    def _clauses(self, regime: Regime, layers: list[int]) -> Columns:
        """Return where rules, caps and repairs stand."""
        scheme = regime.scheme
        ids = [rule.id for rule in scheme.rules]
        acts = [act.id for act in self.trial.world.acts]
        caps = self.numbers.add([
            row(c.CAP_WIDTH, {
                c.CAP_POINTS: number(cap.points, 0), c.CAP_PER: number(cap.per, 1) or 1,
                c.CAP_RULES: self.numbers.add([int(name in cap.rules) for name in ids]),
                c.CAP_FROM_DAY: regime.layers[regime.layer_of("caps", index)].start_day,
            }) for index, cap in enumerate(scheme.caps)
        ])  # fmt: skip
        repairs = self.numbers.add([
            row(c.REPAIR_WIDTH, {
                c.REPAIR_ACT: acts.index(repair.act), c.REPAIR_AFTER: number(repair.after, 0),
                c.REPAIR_RULES: self.numbers.add([int(name in repair.rules) for name in ids]),
                c.REPAIR_BOOK: layers[regime.layer_of("repairs", index)],
                c.REPAIR_EVERY: int(repair.every), c.REPAIR_WITHIN: period(repair.within, 0),
                c.REPAIR_TAKES: self._takes(repair.desk) if repair.desk else 0,
            }) for index, repair in enumerate(scheme.repairs)
        ])  # fmt: skip
        of_act = [[i for i, rule in enumerate(scheme.rules) if rule.act == act] for act in acts]
        return {
            c.B_CAPS: caps,
            c.B_REPAIRS: repairs,
            c.B_N_REPAIRS: len(scheme.repairs),
            c.B_RULES: self.numbers.add(
                [
                    self._rule(scheme, rule, caps, self._layer_columns(regime, index, layers))
                    for index, rule in enumerate(scheme.rules)
                ]
            ),
            c.B_RULES_OF_ACT: self.numbers.add([x for here in of_act for x in (self.numbers.add(here), len(here))]),
            **copy_columns(self.trial, regime, self.numbers),
            c.B_MOST_RULES: max(map(len, of_act)),
        }

    def _layer_columns(self, regime: Regime, clause: int, layers: list[int]) -> Columns:
        """Return the layer of a rule; where another keeps the score of people who move, its points count nowhere."""
        number_ = regime.layer_of("rules", clause)
        found = {c.R_BOOK: layers[number_], c.R_LAYER: 1 << number_}
        if not regime.keeps_score(clause):
            parts = regime.scheme.score.parts if regime.scheme.score else ()
            found |= {c.R_PART: len(parts) + 1, c.R_OVERRIDE: -1}
        return found

    def _rule(self, scheme: Scheme, rule: Rule, caps: int, layer: Columns) -> list[int]:
        lists = [entry.id for entry in scheme.lists]
        tiers = [tier.id for tier in scheme.tiers]
        points, adverse = number(rule.points, 0), is_adverse(scheme, rule)
        capped = [i for i, cap in enumerate(scheme.caps) if rule.id in cap.rules]
        public = [p for p in scheme.publicity if (rule.id in p.rules if p.rules else adverse)]
        parts = [part.id for part in scheme.score.parts] if scheme.score else []
        columns = {
            c.R_POINTS: points,
            c.R_PART: parts.index(rule.part) if rule.part in parts else len(parts),
            c.R_DISCRETION: number(rule.discretion.to, 0) - points if rule.discretion else 0,
            c.R_VALIDITY: number(rule.listing.term if rule.listing and only_lists(rule) else rule.validity, FOREVER),
            **self._endings(scheme, rule),
            c.R_TIED: int(rule.id in tied_rules(scheme)),
            c.R_LIST: lists.index(rule.listing.list) if rule.listing else -1,
            c.R_LIST_TERM: number(rule.listing.term, FOREVER) if rule.listing else FOREVER,
            c.R_OVERRIDE: tiers.index(rule.override.tier) if rule.override and rule.override.tier in tiers else -1,
            c.R_OVERRIDE_TERM: number(rule.override.term, FOREVER) if rule.override else 0,
            c.R_ADVERSE: int(adverse),
            c.R_CAP: caps + capped[0] * c.CAP_WIDTH if capped else -1,
            c.R_FROM_DAY: self._day(rule.in_force, "from_", -FOREVER),
            c.R_TO_DAY: self._day(rule.in_force, "to", FOREVER),
            c.R_CHANNELS: self._channels(rule),
            c.R_STRATA: self._strata(rule.applies_to),
            c.R_PUBLICATIONS: self.numbers.add([(period(p.delay, FOREVER), number(p.term, FOREVER)) for p in public]),
            c.R_N_PUBLICATIONS: len(public),
        } | layer
        if rule.repeat is not None:
            step = number(rule.repeat.step, 0)
            columns |= {c.R_REPEATS: 1, c.R_WITHIN: number(rule.repeat.within, 0), c.R_STEP: step}
            columns[c.R_LIMIT] = number(rule.repeat.limit, FOREVER if step > 0 else -FOREVER)
        columns[c.R_MEMORY] = max([columns.get(c.R_WITHIN, 0), *(number(scheme.caps[i].per, 1) for i in capped)])
        return row(c.R_WIDTH, columns)

    def _takes(self, desk: str) -> int:
        """Return the period that a desk takes to carry something out."""
        odds, index = self.trial.odds, [d.id for d in self.trial.world.desks].index(desk)
        return int(odds.desk_carries_out[index]) | WORKING * int(odds.desk_carries_out_working[index])

    def _endings(self, scheme: Scheme, rule: Rule) -> Columns:
        """Return how entries of a rule end with their debt, press its debtor, and have their listing extended."""
        later = any(repair.desk and rule.id in repair.rules for repair in scheme.repairs)
        elsewhere = rule.override is not None and rule.override.tier not in [tier.id for tier in scheme.tiers]
        found = {
            c.R_PRESSES: int(not elsewhere and binds(scheme, rule)),
            c.R_EXTEND: -1,
            c.R_REPAIRED_LATER: int(later),
        }
        found[c.R_ONLY_LISTS] = int(only_lists(rule))
        if rule.met is not None:
            found |= {c.R_MET: 1, c.R_MET_WITHIN: period(rule.met.within, 0), c.R_MET_TAKES: self._takes(rule.met.desk)}
        extension = rule.listing.extension if rule.listing else None
        if extension is not None:
            least = number(extension.least, 0)
            found |= {c.R_EXTEND: threshold(extension.share), c.R_EXTEND_LEAST: least}
            found[c.R_EXTEND_SPAN] = number(extension.most, 0) - least
        return found

    def _channels(self, rule: Rule) -> int:
        if not rule.channels:
            return -1
        return self.numbers.add([int(channel.id in rule.channels) for channel in self.trial.world.channels])

    def _strata(self, applies_to: Mapping[str, tuple[str, ...]]) -> int:
        if not applies_to:
            return -1
        return self.numbers.add(
            [
                int(all(levels[trait] in wanted for trait, wanted in applies_to.items()))
                for levels in self.trial.people.strata
            ]
        )
