"""The numbers that decided a told life: each with its address, its value, and the share it was held against.

A draw is a pure function of the seed and the address of what it decides (`vocabulary.Purpose`), so it is found again
from the address alone, and it is the same under every scheme. What differs between two schemes is the share.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from xinyong.files.evidence import threshold
from xinyong.reference.chance import block
from xinyong.reference.conduct import seen_by
from xinyong.reference.desk import desks_by_layer
from xinyong.reference.life import Happening
from xinyong.reference.record import Record
from xinyong.scheme.clauses import Consequence, Notice, Objection
from xinyong.trial.trial import Regime, Trial
from xinyong.vocabulary import WIDE, Cause, Purpose

WORD = 1 << 32
"""A word of a draw is a whole number below this."""

Row = Mapping[str, int]
"""A row of `arrays.LEDGER` by column."""


@dataclass(frozen=True, slots=True)
class Draw:
    """One number of a life.

    decides          what it decides, in words
    purpose          its purpose, by name; with subject, week, of (an act or service) and item its address
    value, under     from 0 to 1; what it decides happens where the value is under the share (None: it is no yes or no)
    gives            what came of it
    """

    decides: str
    purpose: str
    subject: int
    week: int
    of: str
    item: int
    value: float
    under: float | None
    gives: str

    def as_json(self) -> dict[str, Any]:
        """Return the draw as plain data."""
        return asdict(self)

    @property
    def against(self) -> str:
        """Return how the value stands to the share: `< 0.25`; empty where it is no yes or no."""
        if self.under is None:
            return ""
        return f"{'<' if self.value < self.under else '≥'} {share_text(self.under)}"

    def __str__(self) -> str:
        drew = f"drew {share_text(self.value)} {self.against}".rstrip()
        return f"{self.decides}: {self.gives} ({drew})"


def share_text(share: float) -> str:
    """Write a number from 0 to 1 with four significant digits, never as a power of ten.

    >>> share_text(0.25), share_text(0.00001234), share_text(1.0)
    ('0.25', '0.00001234', '1')
    """
    text = f"{share:.4g}"
    return text if "e" not in text else f"{share:.12f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class Met:
    """What a candidate met that depends on where its subject stood: shares 0 … WIDE of being taken, of finding what
    others must have left behind (None: the act needs nothing of the kind), and of being done where nobody looks."""

    take: int
    found: int | None
    hidden: int


@dataclass(frozen=True, slots=True)
class _Place:
    """The address at which draws about one thing are found."""

    trial: Trial
    subject: int
    week: int
    of: str
    code: int
    item: int

    def words(self, purpose: Purpose) -> tuple[int, int, int, int]:
        return block(self.trial.seed, self.subject, self.week, purpose, self.code, self.item)

    def yes(  # noqa: PLR0917 (a question and its two answers)
        self, purpose: Purpose, decides: str, under: int, yes: str, no: str, *, first: int = 0
    ) -> Draw:
        """Return a draw of 62 bits that says yes where it is under a share 0 … WIDE."""
        words = self.words(purpose)
        drawn = (words[first] << 32 | words[first + 1]) >> 2
        return self._draw(purpose, decides, drawn / WIDE, under / WIDE, yes if drawn < under else no)

    def says(self, purpose: Purpose, decides: str, gives: str, *, word: int = 0) -> Draw:
        """Return a draw of one word that is no yes or no."""
        return self._draw(purpose, decides, self.words(purpose)[word] / WORD, None, gives)

    def _draw(self, purpose: Purpose, decides: str, value: float, under: float | None, gives: str) -> Draw:  # noqa: PLR0917 (a draw)
        return Draw(decides, purpose.name, self.subject, self.week, self.of, self.item, value, under, gives)


def draws_of_chance(  # noqa: PLR0917 (a candidate and what came of it)
    trial: Trial, subject: int, happening: Happening, met: Met, record: Record | None, *, taken: bool
) -> Iterator[Draw]:
    """Yield what decided a candidate: taken or left, seen or not, written to whom and as what, and when it arrives."""
    act = trial.world.acts[happening.what].id
    at = _Place(trial, subject, happening.day // 7, act, int(trial.odds.act_code[happening.what]), happening.item)
    yield at.yes(Purpose.TAKE, "is it taken", met.take, "taken" if taken else "wanted, without an occasion", "left")
    if met.found is not None:
        yield at.yes(Purpose.OCCASION, "is there an occasion", met.found, "there is one", "there is none")
    if not taken:
        return
    if met.hidden:
        yield at.yes(Purpose.EVADE, "is it done where nobody looks", met.hidden, "out of sight", "in the open")
    seen = int(trial.odds.sight[trial.people.stratum_of(subject), happening.what][-1])
    channel = seen_by(trial, subject, happening)
    by = trial.world.channels[channel].id if channel >= 0 else "nobody here"
    yield at.yes(Purpose.SEEN, "who sees it", seen, by, "nobody")
    if record is not None:
        yield from _of_record(trial, at, happening, record)


def _of_record(trial: Trial, at: _Place, happening: Happening, record: Record) -> Iterator[Draw]:
    """Yield what decided a record: about whom, of which act, and when it arrives."""
    odds, astray = trial.odds, int(trial.odds.misattributed[record.channel])
    yield at.yes(Purpose.ERROR, "is it written to a wrong name", astray,
                 f"to synthetic subject {record.recipient}", "to the right one")  # fmt: skip
    orders = [
        int(odds.target_share[n])
        for n, act in enumerate(odds.target_act.tolist())
        if act == happening.what and int(odds.target_channel[n]) == record.channel
        and int(odds.target_from[n]) <= happening.day < int(odds.target_to[n])
    ]  # fmt: skip
    milder = int(odds.taken_for_act[happening.what, record.channel]) >= 0
    wrong = max([*orders, int(odds.taken_for[happening.what, record.channel]) if milder else 0])
    if wrong:
        written = trial.world.acts[record.act].id
        yield at.yes(
            Purpose.ERROR, "is it written down as another act", wrong, f"as {written}", "as what it is", first=2
        )
    days = record.due - happening.day
    yield at.says(Purpose.DELAY, "when does the record arrive", f"{days} day{'s' if days != 1 else ''} later")


def draws_of_entry(trial: Trial, regime: Regime, row: Row) -> dict[str, list[Draw]]:
    """Return what decided the course of an entry, by the event to which it belongs: the entry, being told of it by a
    notice or by a refusal, the decision, the next instance's (`review`)."""
    act = row["origin_act"]
    at = _Place(trial, row["origin_subject"], row["origin_week"], trial.world.acts[act].id,
                int(trial.odds.act_code[act]), row["origin_item"])  # fmt: skip
    scheme = regime.layers[regime.layer_of("rules", row["clause"])].scheme
    stratum = trial.people.stratum_of(row["recipient"])
    found = {"entry": list(_of_notice(at, scheme.notice, stratum, row))}
    if not isinstance(scheme.objection, Objection):
        return found
    by_notice = row["known_by"] == 1 or scheme.objection.needs_notice
    found["notice" if by_notice else "told by refusal"] = [*_of_objecting(at, scheme.objection, stratum, row)]
    found["decision"] = [
        *_of_evidence(at, scheme.objection, stratum, row), *_of_decision(at, regime, row, instance=0)
    ]  # fmt: skip
    found["review"] = list(_of_decision(at, regime, row, instance=1))
    return found


def _of_notice(at: _Place, notice: object, stratum: int, row: Row) -> Iterator[Draw]:
    """Yield whether a notice reaches its reader, where one was surely written."""
    if not isinstance(notice, Notice) or not row["adverse"] or (notice.tiers and row["noticed"] < 0):
        return
    means = [one.id for one in at.trial.world.means].index(notice.by)
    reach = int(at.trial.odds.reach[means, stratum])
    yield at.yes(Purpose.NOTICE, f"does the notice by {notice.by} arrive", reach, "it arrives", "it never arrives")


def _of_objecting(at: _Place, objection: Objection, stratum: int, row: Row) -> Iterator[Draw]:
    """Yield whether somebody who learnt of an entry wants to object."""
    if row["known"] < 0 or (objection.needs_notice and row["noticed"] < 0):
        return
    odds, mistaken = at.trial.odds, row["cause"] != Cause.TRUE
    chance = int((odds.objects_mistaken if mistaken else odds.objects_right)[stratum])
    yield at.yes(Purpose.OBJECT, "does the subject want to object", chance, "yes", "no")


def _of_evidence(at: _Place, objection: Objection, stratum: int, row: Row) -> Iterator[Draw]:
    if objection.evidence is not None and row["decided"] >= 0:
        share = int(at.trial.odds.evidence[stratum])
        yield at.yes(Purpose.EVIDENCE, "can the subject prove a mistake", share, "yes", "no")


def _of_decision(at: _Place, regime: Regime, row: Row, *, instance: int) -> Iterator[Draw]:
    """Yield what decided at the desk: whether it takes a mistaken, or a right, entry back."""
    if row["review_decided" if instance else "decided"] < 0:
        return
    trial, home = at.trial, at.trial.people.place_of(row["recipient"])
    desk = desks_by_layer(trial, home, instance)[regime.layer_of("rules", row["clause"])]
    mistaken = row["cause"] != Cause.TRUE
    share = int((trial.odds.desk_reverses_mistaken if mistaken else trial.odds.desk_reverses_right)[desk])
    purpose = Purpose.REVIEW_DECIDE if instance else Purpose.DECIDE
    name, kind = trial.world.desks[desk].id, "mistaken" if mistaken else "right"
    yield at.yes(purpose, f"does the desk {name} take this {kind} entry back", share, "yes", "no")
    if not instance and not row["reversed"] and _has_review(regime, row):
        asks = int(trial.odds.asks_review)
        yield at.yes(Purpose.REVIEW, "does the subject want to ask the next instance", asks, "yes", "no")


def _has_review(regime: Regime, row: Row) -> bool:
    objection = regime.layers[regime.layer_of("rules", row["clause"])].scheme.objection
    return isinstance(objection, Objection) and objection.review is not None


def draws_of_request(trial: Trial, happening: Happening, subject: int, bound: list[Consequence]) -> Iterator[Draw]:
    """Yield whether each consequence at a service that meets only a share of the requests meets this one."""
    service = trial.world.services[happening.what].id
    at = _Place(
        trial, subject, happening.day // 7, service, int(trial.odds.service_code[happening.what]), happening.item
    )
    for consequence in bound:
        if consequence.share is not None:
            share = threshold(consequence.share)
            yield at.yes(Purpose.SERVE, f"does {consequence.id} meet this request", share, "yes", "no")
