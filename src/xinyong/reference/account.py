"""One reckoning of a subject's entries: the real one, or a shadow that leaves some of them out.

A shadow is the same subject under the same rules with the same luck, without certain entries and, if it is *rightful*,
with every entry ending on the day on which the scheme's own rules say it should. Caps, repeats, clamps, lists and
repairs are reckoned afresh.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from xinyong.files.evidence import whole
from xinyong.reference.record import Entry, Ratings, Record
from xinyong.reference.rulebook import Rulebook, Standing, days_of
from xinyong.scheme.clauses import DIMENSION, Repair, Score
from xinyong.trial.trial import FOREVER


@dataclass
class Account:
    """Points, lists and tier of one subject under one reckoning.

    leaves_out: the records that this account never saw; `left_out`: whether there were any.
    rightful: whether entries end when they should (True) or when they really do (False).
    ratings: what others gave the subject; no account leaves any of it out.
    """

    book: Rulebook
    leaves_out: Callable[[Record], bool]
    rightful: bool
    entries: list[Entry] = field(default_factory=list)
    granted: dict[int, int] = field(default_factory=dict)
    repaired: dict[int, int] = field(default_factory=dict)
    kept: int = 0
    left_out: bool = False
    ratings: Ratings = field(default_factory=Ratings)

    def __post_init__(self) -> None:
        self.kept = self.book.start

    def void_day(self, entry: Entry) -> int:
        """Return the day from which an entry was undone (reversal or repair) in this account."""
        undone = entry.void_due if self.rightful else entry.void_day
        return min(undone, self.repaired.get(entry.number, FOREVER))

    def in_force(self, entry: Entry, day: int) -> bool:
        """Tell whether the points (and the override) of an entry count on a day."""
        ends = entry.until if self.rightful else entry.drop
        return entry.day <= day < min(ends, self.met_day(entry), self.void_day(entry)) and not entry.waits(day)

    def met_day(self, entry: Entry) -> int:
        """Return the day from which an entry is gone because its debt was met, in this account."""
        return entry.met_due if self.rightful else entry.met_gone

    def off_list_day(self, entry: Entry) -> int:
        """Return the day from which the listing of an entry is no longer in force; that of the entry where it has no
        term of its own."""
        ends = entry.list_until if self.rightful else entry.list_drop
        if entry.list_until == FOREVER:
            ends = entry.until if self.rightful else entry.drop
        return min(ends, self.met_day(entry), self.void_day(entry))

    def listed(self, entry: Entry, day: int) -> bool:
        """Tell whether the listing of an entry is in force on a day."""
        on_list = entry.rule.listing is not None and entry.day <= day < self.off_list_day(entry)
        return on_list and not entry.waits(day)

    def stands(self, entry: Entry, day: int) -> bool:
        """Tell whether an entry still does anything on a day."""
        return self.in_force(entry, day) or self.listed(entry, day)

    def can_differ(self) -> bool:
        """Tell whether this account can differ from the real one: something was left out, or ends sooner here."""
        return self.left_out or (
            self.rightful
            and any(
                e.until < e.drop
                or e.list_until < e.list_drop
                or e.void_due < e.void_day
                or e.met_due < e.met_gone
                or e.repair_due < e.repair_day
                for e in self.entries
            )
        )

    def enter(self, entry: Entry) -> None:
        """Reckon a new entry: repeats first, then caps; what was granted is kept with it."""
        if self.leaves_out(entry.record):
            self.left_out = True
            return
        self.granted[entry.number] = self._capped(entry, entry.worth + self._dearer(entry))
        self.entries.append(entry)

    def _earlier(self, entry: Entry) -> list[Entry]:
        return [e for e in self.entries if self.void_day(e) > entry.day]

    def _dearer(self, entry: Entry) -> int:
        repeat = entry.rule.repeat
        if repeat is None:
            return 0
        within, step = whole(repeat.within) or 0, whole(repeat.step) or 0
        times = sum(1 for e in self._earlier(entry) if e.clause == entry.clause and entry.day - e.day < within)
        more, limit = times * step, whole(repeat.limit)
        if limit is None:
            return more
        return min(more, limit) if step > 0 else max(more, limit)

    def _capped(self, entry: Entry, points: int) -> int:
        cap = next((c for c in self.book.scheme.caps if entry.rule.id in c.rules), None)
        if cap is None:
            return points
        per, first = whole(cap.per) or 1, self.book.layer(entry.clause).start_day
        period = (entry.day - first) // per
        used = sum(
            abs(self.granted[e.number])
            for e in self._earlier(entry)
            if e.rule.id in cap.rules and (e.day - first) // per == period
        )
        left = max(0, (whole(cap.points) or 0) - used)
        return max(-left, min(left, points))

    def repair(self, clause: Repair, record: Record, *, day: int, due: int, done: int) -> list[Entry]:
        """End the oldest adverse entry that the repair clause can lift, or every one, and return what is ended.

        It is to be gone on `due`, and really is on `done`.
        """
        if self.leaves_out(record):
            self.left_out = True
            return []
        after = whole(clause.after) or 0
        fitting = [
            entry
            for entry in self.entries
            if entry.rule.id in clause.rules and entry.adverse and day - entry.day >= after
            if entry.number not in self.repaired and self.stands(entry, day)
        ]
        lifted = fitting if clause.every else fitting[:1]
        self.repaired |= {entry.number: due if self.rightful else done for entry in lifted}
        return lifted

    def turn(self, score: Score, day: int) -> None:
        """Carry a kept score through a day on which its scheme governs.

        An index is reckoned anew when its period is over. A running score: what was undone, the day's points, decay;
        clamped each time.
        """
        if score.method == "index":
            if (day - self.book.regime.scoring.start_day) % (whole(score.refresh) or 1) == 0:
                self.kept = self._weighed(day)
            return
        mine = [e for e in self.entries if self.book.keeps_score(e.clause)]
        back = sum(self.granted[e.number] for e in mine if self.void_day(e) == day and e.day < day)
        self.kept = self.book.clamp(self.kept - back)
        new = sum(self.granted[e.number] for e in mine if e.day == day < self.void_day(e))
        self.kept = self.book.clamp(self.kept + new)
        if score.decay and (day - self.book.regime.scoring.start_day + 1) % (whole(score.decay.every) or 1) == 0:
            gap, size = self.book.start - self.kept, whole(score.decay.points) or 0
            self.kept += max(-size, min(size, gap))

    def _weighed(self, day: int) -> int:
        """Return the index on a day: each dimension clamped for itself, then their weighted mean, rounded down."""
        in_force = self._scoring(day)
        mean = self.ratings.tied
        held = sum(
            weight
            * part.clamp(part.begins(mean) + sum(self.granted[e.number] for e in in_force if e.rule.part == part.name))
            for weight, part in zip(self.book.weights, self.book.parts, strict=True)
        )
        floor, ceiling = self.book.bounds
        return (floor or 0) + ((ceiling or 0) - (floor or 0)) * held // (DIMENSION * sum(self.book.weights))

    def _scoring(self, day: int) -> list[Entry]:
        """Return the entries in force on a day of the layer that keeps score."""
        return [e for e in self.entries if self._scores(e, day)]

    def _scores(self, entry: Entry, day: int) -> bool:
        """Tell whether an entry is of the layer that keeps score, and in force on a day."""
        return self.book.keeps_score(entry.clause) and self.in_force(entry, day)

    def _summed(self, day: int) -> int:
        """Return the sum on a day: each subtotal clamped for itself, and what belongs to none."""
        in_force = self._scoring(day)
        if not self.book.parts:
            return self.book.start + sum(self.granted[e.number] for e in in_force)
        outside = sum(self.granted[e.number] for e in in_force if e.rule.part is None)
        return outside + sum(
            part.clamp(part.start + sum(self.granted[e.number] for e in in_force if e.rule.part == part.name))
            for part in self.book.parts
        )

    def standing(self, day: int) -> Standing:
        """Return score, tier, lists and consequences on a day; of a layer that has ended only surviving lists."""
        lists = frozenset(
            e.rule.listing.list
            for e in self.entries
            if e.rule.listing
            and self.listed(e, day)
            and (self.book.holds(e.clause, day) or e.rule.listing.list in self.book.survivors())
        )
        if not self.book.score_in_force(day):
            return self.book.standing(self.book.start, -1, lists, day)
        score = self.kept
        if self.book.rates:
            score = self.book.rated(self.ratings)
        elif self.book.scheme.score is not None and self.book.scheme.score.method == "sum":
            score = self.book.clamp(self._summed(day))
        tier = self.book.tier_of(score)
        for entry in self.entries:
            override = entry.rule.override
            if override and self._scores(entry, day) and day - entry.day < days_of(override.term):
                tier = max(tier, self.book.tier_index(override.tier))
        return self.book.standing(score, tier, lists | self.book.lists_of(tier), day)
