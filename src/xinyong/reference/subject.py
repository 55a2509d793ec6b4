"""One subject, day by day: deliver, place, notify, live, serve, object and repair."""

from __future__ import annotations

from dataclasses import dataclass, field

from xinyong.arrays import DAYS
from xinyong.files.evidence import threshold
from xinyong.reference import conduct
from xinyong.reference.account import Account
from xinyong.reference.chance import block, wide
from xinyong.reference.life import Happening, week_of
from xinyong.reference.record import Decision, Entry, Filing, Record
from xinyong.reference.rulebook import Rulebook, Standing, days_of
from xinyong.reference.tally import Tally
from xinyong.results.layout import tier_names
from xinyong.trial.script import Line
from xinyong.trial.trial import FOREVER, Trial
from xinyong.vocabulary import SANCTIONS, Cause, Purpose

CAUSES = {
    "misattributed": Cause.MISATTRIBUTED,
    "fabricated": Cause.FABRICATED,
    "misclassified": Cause.MISCLASSIFIED,
    "mislinked": Cause.MISLINKED,
}


def _mistaken(record: Record) -> bool:
    return record.cause != Cause.TRUE


def _protected(record: Record) -> bool:
    return record.protected


def _accounts(book: Rulebook) -> dict[str, Account]:
    """Return the real account and its shadows."""
    return {
        "real": Account(book, lambda r: False, rightful=False),
        "wrongful": Account(book, _mistaken, rightful=True),
        "protected": Account(book, _protected, rightful=False),
        "both": Account(book, lambda r: _mistaken(r) or _protected(r), rightful=True),
        "overdue": Account(book, lambda r: False, rightful=True),
        **{name: Account(book, lambda r, c=cause: r.cause == c, rightful=False) for name, cause in CAUSES.items()},  # type: ignore[misc]
    }


@dataclass
class Sent:
    """What a subject sent during a window: records to others, filings, and how long records were held."""

    records: list[Record] = field(default_factory=list)
    filings: list[Filing] = field(default_factory=list)
    held: int = 0
    held_days: int = 0


@dataclass
class Subject:
    """A synthetic person and everything a run remembers of them."""

    trial: Trial
    number: int
    book: Rulebook | None
    tally: Tally
    sent: Sent
    script: list[tuple[int, Line]] = field(default_factory=list)

    def __post_init__(self) -> None:
        people = self.trial.people
        self.place, self.stratum = people.place_of(self.number), people.stratum_of(self.number)
        self.levels = people.strata[self.stratum]
        self.tiers = tier_names(self.trial, self.place)
        if self.book is not None and not self._opted_in(self.book):
            self.book = None
        self.accounts = _accounts(self.book) if self.book else {}
        self.entries: list[Entry] = []
        self.mail: list[Record] = []
        self.decisions: list[Decision] = []
        self.days = dict.fromkeys(DAYS, 0)
        self.asked: set[tuple[str, int]] = set()
        self.refusals = self.refused_wrongly = 0
        self.first_restricted = -1
        self.was_noticed = self.own_misdeed = False
        self.week: tuple[int, list[Happening]] = (-1, [])
        self.standing: Standing | None = None
        self.rightful_standing: Standing | None = None

    def _opted_in(self, book: Rulebook) -> bool:
        if book.scheme.consent is None or not book.scheme.consent.needed:
            return True
        words = block(self.trial.seed, self.number, 0, Purpose.CONSENT, 0, 0)
        return wide(words[0], words[1]) < int(self.trial.odds.opt_in)

    def count(self, name: str, times: int = 1) -> None:
        """Count something under this subject's stratum."""
        self.tally.add(name, self.stratum, times)

    def play_day(self, day: int, window_end: int) -> None:
        """Carry the subject through one day."""
        self.deliver(day)
        self.place_(day)
        told = self.notify(day)
        self.live(day, window_end)
        told += self.serve(day)
        self.object_(day, told)

    # 1 deliver ----------------------------------------------------------------------------------------------------

    def deliver(self, day: int) -> None:
        """Carry out the decisions that arrive, count expiries, turn the records that arrive into entries and repairs."""
        self._decisions(day)
        for entry in self.entries if self.book and self.book.in_force(day) else []:
            undone = self.accounts["real"].void_day(entry)
            if entry.drop == day < undone:
                self.count("expired")
            if min(entry.until, entry.void_due) == day < min(entry.drop, undone):
                self.count("overdue")
        arrived = [r for r in self.mail if r.due == day] + self._scripted_records(day)
        self.mail = [r for r in self.mail if r.due > day]
        arrived.sort(key=lambda r: r.key)
        for record in arrived:
            self._count_record(record)
        if self.book is None or not self.book.in_force(day):
            return
        self._enter(arrived, day)
        self._repair(arrived, day)
        for account in self.accounts.values():
            account.turn(day)

    def _count_record(self, record: Record) -> None:
        act = self.trial.world.acts[record.act]
        self.count(f"recorded.{act.id}")
        if self.trial.odds.law_channels[record.act, record.channel]:
            self.count(f"penalties.{act.id}")

    def _decisions(self, day: int) -> None:
        desk = self._desk_index()
        for decision in [d for d in self.decisions if d.due == day]:
            entry = self._entry(decision.record, decision.clause)
            entry.decided, entry.reversed_ = day, decision.reversed_
            self.count("decided")
            if decision.reversed_ and self.book is not None and self.book.objection is not None:
                self.count("reversed")
                entry.void_day = day + int(self.trial.odds.desk_carries_out[desk])
                allowed = days_of(self.book.objection.carried_out_within)
                entry.void_due = min(entry.void_day, day + (0 if allowed == FOREVER else allowed))
        self.decisions = [d for d in self.decisions if d.due > day]

    def _desk_index(self) -> int:
        objection = self.book.objection if self.book else None
        return [d.id for d in self.trial.world.desks].index(objection.desk) if objection else -1

    def _entry(self, record: Record, clause: int) -> Entry:
        return next(e for e in self.entries if e.record.key == record.key and e.clause == clause)

    def _enter(self, arrived: list[Record], day: int) -> None:
        book = self.book
        assert book is not None
        world = self.trial.world
        made = [
            (clause, record)
            for record in arrived
            for clause in book.rules_for(
                world.acts[record.act].id, world.channels[record.channel].id, self.levels, record.act_day
            )
        ]
        for clause, record in sorted(made, key=lambda pair: (pair[0], pair[1].key)):
            entry = self._made(clause, record, day)
            self.entries.append(entry)
            for account in self.accounts.values():
                account.enter(entry)
            self._count_entry(entry)
            self._send_notice(entry)

    def _made(self, clause: int, record: Record, day: int) -> Entry:
        assert self.book is not None
        rule = self.book.scheme.rules[clause]
        purge = int(self.trial.odds.purge)
        validity = days_of(rule.validity)
        term = days_of(rule.listing.term) if rule.listing else FOREVER
        until = FOREVER if validity == FOREVER else day + validity
        list_until = FOREVER if term == FOREVER else day + term
        return Entry(
            len(self.entries), record, clause, rule, day, self.book.adverse(rule),
            until, FOREVER if until == FOREVER else until + purge,
            list_until, FOREVER if list_until == FOREVER else list_until + purge,
        )  # fmt: skip

    def _count_entry(self, entry: Entry) -> None:
        self.count(f"entries.{entry.record.cause.name.lower()}")
        if entry.record.protected:
            self.count("entries_protected")
        if entry.adverse:
            self.count("adverse")
            if _mistaken(entry.record):
                self.count("adverse_mistaken")
            own = entry.record.origin[0] == self.number
            if own and conduct.is_misdeed(self.trial, entry.record.true_act):
                self.own_misdeed = True

    def _send_notice(self, entry: Entry) -> None:
        notice = self.book.notice if self.book else None
        if notice is None or not entry.adverse or self.trial.script is not None:
            return
        means = [m.id for m in self.trial.world.means].index(notice.by)
        words = self._draw(entry.record, Purpose.NOTICE)
        if wide(words[0], words[1]) < int(self.trial.odds.reach[means, self.stratum]):
            entry.notice_day = entry.day + days_of(notice.delay)

    def _draw(self, record: Record, purpose: Purpose) -> tuple[int, int, int, int]:
        """Return the words of a draw about a record: at the address of the act or report it began with."""
        subject, week, item, act = record.origin
        return block(self.trial.seed, subject, week, purpose, int(self.trial.odds.act_code[act]), item)

    def _repair(self, arrived: list[Record], day: int) -> None:
        assert self.book is not None
        for clause in self.book.scheme.repairs:
            for record in arrived:
                if self.trial.world.acts[record.act].id != clause.act:
                    continue
                lifted = {name: account.repair(clause, record, day) for name, account in self.accounts.items()}
                if lifted["real"] is not None:
                    self.count("repaired")

    # 2 place ------------------------------------------------------------------------------------------------------

    def place_(self, day: int) -> None:
        """Find the standing of the day and of its shadows, and count what it means."""
        book = self.book
        if book is None or (not book.in_force(day) and not self.entries):
            self.standing = self.rightful_standing = None
            return
        real = self.accounts["real"].standing(day)
        self.standing = self.rightful_standing = real
        kinds: list[str] = ["restricted"] if book.sanctions(real.bound) else []
        if self.entries:
            shadow = {name: account.standing(day) for name, account in self.accounts.items()}
            self.rightful_standing = shadow["wrongful"]
            kinds += self._explain(book, real, shadow)
        for kind in kinds:
            self.days[kind] += 1
            self.count(f"{kind}_days")
        if "restricted" in kinds and self.first_restricted < 0:
            self.first_restricted = day

    def _explain(self, book: Rulebook, real: Standing, shadow: dict[str, Standing]) -> list[str]:
        """Return the kinds of day that today is, beyond being restricted."""

        def lifts(name: str) -> bool:
            return bool(book.sanctions(real.bound) - book.sanctions(shadow[name].bound))

        kinds = []
        if lifts("wrongful"):
            causes = [name for name in ("misattributed", "fabricated", "misclassified", "mislinked", "overdue") if lifts(name)]
            kinds += ["wrongful", f"wrongful_{causes[0] if len(causes) == 1 else 'joint'}"]
        if lifts("protected"):
            kinds.append("protected")
        if lifts("both") and not lifts("wrongful") and not lifts("protected"):
            kinds.append("joint")
        if book.rewards(shadow["wrongful"].bound) - book.rewards(real.bound):
            kinds.append("lost_reward")
        return kinds

    def close_window(self, last_day: int) -> None:
        """Count the stocks of the window: tier and restriction on its last day."""
        if self.book is None or self.standing is None:
            return
        if self.standing.tier >= 0:
            self.count(f"tier.{self.tiers[self.standing.tier]}")
        if self.book.sanctions(self.standing.bound):
            self.count("restricted_people")

    # 3 notify -----------------------------------------------------------------------------------------------------

    def notify(self, day: int) -> list[Entry]:
        """Deliver notices, publish, and return the entries the subject learns of."""
        told = []
        for entry in self.entries:
            if entry.notice_day == day:
                entry.noticed = day
                self.was_noticed = True
                self.count("noticed")
                if entry.known < 0:
                    entry.known, entry.known_by = day, 1
                    told.append(entry)
            self._publish(entry, day)
        if any(line.what == "told" and line.day == day for _, line in self.script):
            told += self._learn_all(day, 1)
        return told

    def _learn_all(self, day: int, how: int) -> list[Entry]:
        """Let the subject learn of every adverse entry that stands, and return those that were news."""
        news = [e for e in self.entries if e.adverse and e.known < 0 and self.accounts["real"].stands(e, day)]
        for entry in news:
            entry.known, entry.known_by = day, how
        return news

    def _publish(self, entry: Entry, day: int) -> None:
        assert self.book is not None
        if not self.book.in_force(day):
            return
        for clause in self.book.publicity_of(entry.clause):
            due = entry.day + days_of(clause.delay)
            if due == day < self.accounts["real"].void_day(entry):
                self.count("published")
                entry.published = day if entry.published < 0 else entry.published

    # 4 live -------------------------------------------------------------------------------------------------------

    def happenings(self, day: int) -> list[Happening]:
        """Return the chances, requests and false reports of a day; none while a script is played."""
        if self.trial.script is not None:
            return []
        if self.week[0] != day // 7:
            self.week = (day // 7, week_of(self.trial, self.number, day // 7))
        return [h for h in self.week[1] if h.day == day]

    def _row(self, day: int) -> int:
        """Return the row of the response table: the tier, or the last row where no scheme governs."""
        if self.book is None or self.standing is None or not self.book.in_force(day):
            return -1
        return max(self.standing.tier, 0)

    def live(self, day: int, window_end: int) -> None:
        """Take chances or leave them; what a channel sees becomes mail."""
        for happening in self.happenings(day):
            if happening.sort == "act":
                self._chance(day, happening, window_end)
            elif happening.sort == "false report":
                self.mail.append(conduct.false_report(self.trial, self.number, happening))

    def _chance(self, day: int, happening: Happening, window_end: int) -> None:
        act = self.trial.world.acts[happening.what].id
        self.count(f"candidates.{act}")
        if not conduct.is_taken(self.trial, self.number, happening, self._row(day)):
            return
        self.count(f"taken.{act}")
        channel = conduct.seen_by(self.trial, self.number, happening)
        if channel < 0:
            return
        record, waited = conduct.record_of_act(self.trial, self.number, happening, channel, window_end)
        if record.recipient == self.number:
            self.mail.append(record)
            return
        self.sent.records.append(record)
        self.sent.held += waited > 0
        self.sent.held_days += waited

    # 5 serve ------------------------------------------------------------------------------------------------------

    def serve(self, day: int) -> list[Entry]:
        """Answer the day's requests with the standing of the morning; a refusal tells. Return what it told."""
        told: list[Entry] = []
        asks = [(h.what, h.item) for h in self.happenings(day) if h.sort == "request"]
        asks += [(line.service, -1) for _, line in self.script if line.what == "asks" and line.day == day]
        for service, item in asks:
            name = self.trial.world.services[service].id
            self.count(f"requested.{name}")
            self.asked.add(("asking", service))
            effects = self._effects(self.standing, service, item, day)
            if "refused" in effects:
                told += self._refuse(name, service, item, day)
            elif effects & set(SANCTIONS):
                self.count(f"burdened.{name}")
            elif effects:
                self.count(f"favoured.{name}")
        return told

    def _refuse(self, name: str, service: int, item: int, day: int) -> list[Entry]:
        self.count(f"refused.{name}")
        self.asked.add(("refused", service))
        self.refusals += 1
        if "refused" not in self._effects(self.rightful_standing, service, item, day):
            self.count(f"refused_wrongly.{name}")
            self.asked.add(("refused_wrongly", service))
            self.refused_wrongly += 1
        news = self._learn_all(day, 2)
        self.count("told_by_refusal", len(news))
        return news

    def _effects(self, standing: Standing | None, service: int, item: int, day: int) -> set[str]:
        """Return what a standing does to one request; a partial consequence binds by the request's own draw."""
        if standing is None or self.book is None:
            return set()
        wanted, found = self.trial.world.services[service].id, set()
        for index in standing.bound:
            consequence = self.book.scheme.consequences[index]
            if consequence.service != wanted:
                continue
            share = consequence.share
            if share is None or item < 0 or self._partial(service, item, day) < threshold(share):
                found.add(str(consequence.effect))
        return found

    def _partial(self, service: int, item: int, day: int) -> int:
        code = int(self.trial.odds.service_code[service])
        words = block(self.trial.seed, self.number, day // 7, Purpose.SERVE, code, item)
        return wide(words[0], words[1])

    # 6 object and repair ------------------------------------------------------------------------------------------

    def object_(self, day: int, told: list[Entry]) -> None:
        """Let those who just learnt of an entry decide whether to object, and send the objections of the day."""
        for entry in told:
            self._consider(entry, day)
        forced = {line.of for _, line in self.script if line.what == "objects" and line.day == day}
        for entry in self.entries:
            if entry.files_on == day or (entry.record.origin[2] in forced and self.trial.script is not None):
                self._file(entry, day)

    def _consider(self, entry: Entry, day: int) -> None:
        if self.book is None or self.book.objection is None or self.trial.script is not None:
            return
        odds = self.trial.odds
        words = self._draw(entry.record, Purpose.OBJECT)
        chance = odds.objects_mistaken if _mistaken(entry.record) else odds.objects_right
        if wide(words[0], words[1]) < int(chance):
            entry.files_on = day + (words[2] * (int(odds.object_spread) + 1) >> 32)

    def _file(self, entry: Entry, day: int) -> None:
        objection = self.book.objection if self.book else None
        if objection is None or self.book is None or not self.book.in_force(day) or entry.filed >= 0:
            return
        if not entry.adverse or not self.accounts["real"].stands(entry, day):
            return
        clock = entry.day if objection.counts_from == "entry" else max(entry.known, entry.day)
        entry.filed = day
        entry.late = day - clock > days_of(objection.window)
        self.count("filed")
        if entry.late:
            self.count("late")
        elif self.trial.script is None:
            self.sent.filings.append(Filing(day, entry.record, entry.clause, self.number))

    # scripted lives -----------------------------------------------------------------------------------------------

    def _scripted_records(self, day: int) -> list[Record]:
        """Return the records that a script delivers on a day. The item of their origin is the line's position."""
        found = []
        for position, line in self.script:
            if line.what == "record" and line.day == day:
                cause = Cause.TRUE if line.true_act == line.act else Cause.FABRICATED if line.true_act < 0 else Cause.MISCLASSIFIED
                act = line.true_act if line.true_act >= 0 else line.act
                found.append(Record(self.number, day, (self.number, day // 7, position, act), line.act, line.true_act,
                                    line.act_day, line.channel, cause, conduct.is_protected(self.trial, line.true_act)))  # fmt: skip
        return found

    def script_decisions(self, day: int) -> None:
        """Put the script's decisions of a day into the mail, for objections that were filed in time."""
        for _, line in self.script:
            if line.what == "decided" and line.day == day:
                for entry in self.entries:
                    if entry.record.origin[2] == line.of and entry.filed >= 0 and not entry.late:
                        self.decisions.append(Decision(day, entry.record, entry.clause, self.number, line.reversed_))
