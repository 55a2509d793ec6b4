"""One subject: where they stand, what they have on record, what is on its way to them, what was counted of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from xinyong.arrays import DAYS
from xinyong.reference.account import Account
from xinyong.reference.chance import Words, block, wide
from xinyong.reference.life import Happening
from xinyong.reference.record import Decision, Entry, Filing, Rating, Ratings, Record
from xinyong.reference.rulebook import Rulebook, Standing
from xinyong.reference.shadows import accounts
from xinyong.reference.society import Around
from xinyong.reference.tally import Tally
from xinyong.results.layout import list_names, tier_names
from xinyong.trial.script import Line
from xinyong.trial.trial import Layer, Trial
from xinyong.vocabulary import Purpose


def covers(trial: Trial, layer: Layer, subject: int) -> bool:
    """Tell whether a layer scores somebody who lives under it.

    One that asks for consent scores those who opt in; one that scores from files, those about whom there is one.
    """
    consent, stratum = layer.scheme.consent, trial.people.stratum_of(subject)
    if consent is None:
        return True
    words = block(trial.seed, subject, 0, Purpose.CONSENT, 0, 0)
    agrees = wide(words[0], words[1]) < int(trial.odds.opt_in[stratum])
    words = block(trial.seed, subject, 0, Purpose.FILE, 0, 0)
    unknown = wide(words[0], words[1]) < int(trial.odds.no_file[stratum])
    return (agrees or not consent.needed) and not (unknown and consent.file)


@dataclass
class Sent:
    """What subjects sent during a window: records to others, filings, ratings, and how long records were held."""

    records: list[Record] = field(default_factory=list)
    filings: list[Filing] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    held: int = 0
    held_days: int = 0


@dataclass
class Subject:
    """A synthetic person and everything a run remembers of them.

    `watch` is told of every candidate and whether it was taken. `rightful_standing` is that of the wrongful shadow;
    both standings are None where no scheme governs; `tier_before` is the tier of the day before, or −1. `debts` says on
    which day which act's debt will be met by itself.
    `ratings` are those given to it so far, `parcels` those on their way: day, sum of weight times stars, of weights;
    `means` what a dimension made of ties becomes: day, mean.
    `board` is the tier in which the board has it: as it was when the board was last copied, at first that of the start.
    """

    trial: Trial
    number: int
    book: Rulebook | None
    tally: Tally
    sent: Sent
    script: list[tuple[int, Line]] = field(default_factory=list)
    watch: Callable[[Subject, Happening, bool], None] | None = None

    def __post_init__(self) -> None:
        people = self.trial.people
        self.place, self.stratum = people.place_of(self.number), people.stratum_of(self.number)
        self.levels = people.strata[self.stratum]
        self.tiers = tier_names(self.trial, self.place, 0)
        regime = self.trial.regimes[self.place]
        ids = [one.id for one in regime.scheme.lists] if regime else []
        self.list_names = dict(zip(ids, list_names(self.trial, self.place), strict=True))
        self.been_on: set[str] = set()
        if self.book is not None:
            self.book = self._covering(self.book)
        self.ratings = Ratings()
        self.parcels: list[tuple[int, int, int]] = []
        self.means: list[tuple[int, int]] = []
        self.accounts = accounts(self.book, self.ratings) if self.book else {}
        self.board = self.book.tier_of(self.book.clamp(self.book.start)) if self.book and self.scored else -1
        self.entries: list[Entry] = []
        self.mail: list[Record] = []
        self.debts: list[tuple[int, int]] = []
        self.decisions: list[Decision] = []
        self.days = dict.fromkeys(DAYS, 0)
        self.asked: set[tuple[str, int]] = set()
        self.given_up: set[int] = set()
        self.refusals = self.refused_wrongly = 0
        self.first_restricted = -1
        self.was_noticed = self.own_misdeed = False
        self.week: tuple[int, list[Happening]] = (-1, [])
        self.around = Around()
        self.standing: Standing | None = None
        self.tier_before = -1
        self.rightful_standing: Standing | None = None

    def move(self, day: int) -> None:
        """Live elsewhere from a day on: where another scheme keeps score there, the score begins anew, at its start."""
        regime = self.trial.regimes[self.place]
        if self.book is None or regime is None or self.book.regime is regime.on(day):
            return
        self.book = replace(self.book, regime=regime.on(day))
        self.standing = self.rightful_standing = None
        self.tiers = tier_names(self.trial, self.place, day)
        self.ratings.stars, self.ratings.weights, self.ratings.tied = 0, 0, None
        for account in self.accounts.values():
            account.book, account.kept = self.book, self.book.start

    def _covering(self, book: Rulebook) -> Rulebook:
        """Return the book of the layers that score the subject, of which there may be none."""
        layers = book.regime.layers
        found = frozenset(n for n, layer in enumerate(layers) if covers(self.trial, layer, self.number))
        return book if len(found) == len(layers) else Rulebook(book.regime, book.world, found, book.cut_offs)

    @property
    def scored(self) -> bool:
        """Tell whether the layer that keeps score covers the subject."""
        return self.book is not None and self.book.layers[self.book.regime.scored_by] is not None

    @property
    def real(self) -> Account:
        """Return the account that counts; only a subject under a scheme has one."""
        return self.accounts["real"]

    @property
    def has_history(self) -> bool:
        """Tell whether anything ever happened to the subject: an entry, a refusal, something that others gave."""
        return bool(self.entries or self.refusals or self.ratings)

    def count(self, name: str, times: int = 1) -> None:
        """Count something under this subject's stratum."""
        self.tally.add(name, self.stratum, times)

    def draw(self, record: Record, purpose: Purpose) -> Words:
        """Return the words of a draw about a record: at the address of the act or report it began with."""
        subject, week, item, act = record.origin
        return block(self.trial.seed, subject, week, purpose, int(self.trial.odds.act_code[act]), item)

    def learn_all(self, day: int, how: int) -> list[Entry]:
        """Let the subject learn of every adverse entry that stands, and return those that were news.

        `how` is a code of `known_by` in `arrays.LEDGER`: 1 by notice, 2 by a refusal.
        """
        news = [e for e in self.entries if e.adverse and e.known < 0 and self.real.stands(e, day)]
        for entry in news:
            entry.known, entry.known_by = day, how
        return news
