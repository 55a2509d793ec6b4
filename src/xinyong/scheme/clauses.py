"""The frozen records of a scheme file, in the order of the file. Every number is a cited value; every clause has an id.

The engines read these records after `settle` has chosen an end for each unknown clause.
"""

from __future__ import annotations

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator

from xinyong.files.evidence import (
    Cited,
    Date,
    Names,
    Nothing,
    Quantity,
    Record,
    Slug,
    Source,
    as_tuple,
    form_of,
)
from xinyong.files.frozen import FrozenDict
from xinyong.vocabulary import Basis, Display, Effect, Evidence, Grade

MAX_POINTS = 1_000_000
"""A scheme in which one subject's points could pass this is refused, so that 32-bit sums are safe."""

MAX_WEIGHT = 1_000
"""No rating weighs more, so that a week's ratings of one subject fit into 32 bits and all of them into 64."""
MAX_PARTS = 16
"""No published score has more subtotals than this."""
DIMENSION = 1_000
"""A dimension of an index lies between 0 and this."""

ClauseT = TypeVar("ClauseT")
Slugs = Annotated[tuple[Slug, ...], BeforeValidator(as_tuple)]


class Stated(Record):
    """What every clause carries: its own id, words, evidence and dates."""

    text: str = ""
    grade: Grade = "assumed"
    source: Slug | None = None
    at: str = ""
    also: Slugs = ()
    why: str = ""

    @model_validator(mode="after")
    def _evidence_is_complete(self) -> Stated:
        if self.source is None and not self.why:
            raise ValueError("a clause needs a `source`, or `grade: assumed` with `why`")
        return self


class UnknownClause(Record, Generic[ClauseT]):
    """A clause that was looked for and not found: its two ends, each a full clause or `none`."""

    unknown: Literal[True]
    between: Annotated[
        tuple[
            Annotated[Annotated[ClauseT, Tag("stated")] | Annotated[Nothing, Tag("none")], Discriminator(form_of)], ...
        ],
        BeforeValidator(as_tuple),
    ] = Field(min_length=2, max_length=2)
    looked: Slugs = Field(min_length=1)
    why: str = ""


class InForce(Record):
    """From when to when something holds; open where a date is missing. A day is in force when from <= day < to."""

    from_: Date | None = Field(None, alias="from")
    to: Date | None = None
    source: Slug | None = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> InForce:
        if self.from_ and self.to and self.from_ > self.to:
            raise ValueError("`from` is later than `to`")
        return self


class Issuer(Record):
    """Who made the rules."""

    body: str
    place: str
    level: Literal["village", "county", "city", "province", "national", "firm", "fiction", "none"]


class Decay(Stated):
    """A running score moves `points` towards its start every `every` days (counted from the scheme's first day)."""

    points: Cited
    every: Cited


class Part(Record):
    """A subtotal of the score: it begins at `start`, and its rules move it no further than its floor and ceiling.

    In an index it is a dimension, which lies between 0 and 1,000 and counts with its `weight`. One with a `tie` of the
    world begins at the mean of the tiers in which the board has those to whom the subject is tied (`scheme.tied`), and
    at `start` before the first copy of the board, or where it has none of them.
    """

    id: Slug
    name: Names | None = None
    start: Cited
    floor: Quantity
    ceiling: Quantity
    weight: Cited | None = None
    tie: Slug | None = None


class Score(Record):
    """How points add up. `sum`: clamp(start + entries in force) on reading. `running`: the clamped value is kept.

    `index`: floor + (ceiling − floor) · Σ weight · part / (1,000 · Σ weight), rounded down, reckoned every `refresh`
    days from the scheme's first day on and held in between.

    With `parts` each subtotal is clamped first; in a sum their starts add up to `start`, and rules that name no part
    add to the sum of the subtotals.

    `rating`: people rate each other after encounters, from one to five stars; floor of (prior · start + 1,000 · the
    sum of weight · stars) / (prior + the sum of weights), where a rating weighs as much as the tier of its rater, as
    the board had it: everybody's tier, copied every `board` days from the scheme's first day on. An index with a
    dimension made of ties keeps a board as well.

    `rank_every`: days between two rankings, counted from the scheme's first day, where tiers are shares of people.
    """

    method: Literal["sum", "running", "index", "rating"]
    start: Cited
    floor: Quantity
    ceiling: Quantity
    better: Literal["higher", "lower"] = "higher"
    decay: Decay | None = None
    parts: Annotated[tuple[Part, ...], BeforeValidator(as_tuple)] = ()
    rank_every: Cited | None = None
    refresh: Cited | None = None
    prior: Cited | None = None
    board: Cited | None = None


class Tier(Record):
    """A band of the score, from best to worst. Every tier but the worst names its edge: `at_least`, or `at_most`
    where lower is better; or `top`: it holds those of whom less than this share of the place stand better. Equal
    scores share a rank, and the edges found by a ranking hold until the next. `weight`: how much a rating by somebody
    in the tier weighs (none stated: 1)."""

    id: Slug
    label: str = ""
    at_least: Cited | None = None
    at_most: Cited | None = None
    top: Cited | None = None
    weight: Cited | None = None


class Repeat(Stated):
    """Dearer each time: the n-th earlier entry of the same rule within `within` days adds n times `step` points,
    up to `limit` in all. `step` and `limit` have one sign: that of the rule's points, or the other where each time
    counts for less, as long as the limit leaves the entry its sign."""

    within: Cited
    step: Cited
    limit: Quantity


class Discretion(Stated):
    """The office may set the points anywhere from the rule's `points` to `to`: every whole number alike."""

    to: Cited


class Override(Stated):
    """While the entry is in force, and for at most `term` days, the subject stands no better than `tier`."""

    tier: Slug
    term: Quantity


class Extension(Stated):
    """Whoever decides on a listing extends the term of this share of them by `least` to `most` days, evenly."""

    share: Cited
    least: Cited
    most: Cited


class Listing(Stated):
    """The entry also puts the subject on a list for `term` days (none: until the entry itself ends)."""

    list: Slug
    term: Quantity
    extension: Extension | None = None


class WhenMet(Stated):
    """The entry ends when the debt or duty of its act is met: it is to be gone within `within` days (none: that day),
    and is when `desk` of the world has carried it out."""

    within: Quantity
    desk: Slug


class Rule(Stated):
    """One act that counts. A record of `act` (through one of `channels`, if named) about a subject to whom the rule
    applies becomes an entry of `points`, in force for `validity` days (none: for good)."""

    id: Slug
    act: Slug
    channels: Slugs = ()
    applies_to: Annotated[dict[str, Slugs], AfterValidator(FrozenDict)] = Field(
        default_factory=FrozenDict[str, tuple[str, ...]]
    )
    points: Quantity
    validity: Quantity
    part: Slug | None = None
    discretion: Discretion | None = None
    repeat: Repeat | None = None
    override: Override | None = None
    listing: Listing | None = None
    met: WhenMet | None = None
    basis: Basis = "none"
    in_force: InForce | None = None
    optional: bool = False


class Cap(Stated):
    """Entries of `rules` may together move at most `points` (a size, without sign) in each period of `per` days,
    periods counted from the scheme's first day."""

    id: Slug
    rules: Slugs = Field(min_length=1)
    points: Cited
    per: Cited


class BlackOrRedList(Stated):
    """A list that rules enter and consequences hang on. Whoever is in one of `tiers` is on it as well, without an
    entry, for as long as that lasts."""

    id: Slug
    name: Names
    sense: Literal["black", "red"] = "black"
    tiers: Slugs = ()


class Consequence(Stated):
    """What a tier or a list does at a service. `share` of the requests are met so (none stated: all). A request that is
    priced, or asks for a deposit, costs `amount` more each time. `unscored`: it binds those as well whom the scheme
    does not score, because they did not agree to it or because there is no file about them."""

    id: Slug
    tiers: Slugs = ()
    lists: Slugs = ()
    unscored: bool = False
    service: Slug
    effect: Effect
    share: Cited | None = None
    amount: Cited | None = None
    basis: Basis = "none"
    in_force: InForce | None = None
    optional: bool = False

    @model_validator(mode="after")
    def _hangs_on_something(self) -> Consequence:
        if not self.tiers and not self.lists and not self.unscored:
            raise ValueError("a consequence names `tiers` or `lists`, or says `unscored: true`")
        if self.amount is not None and self.effect not in ("priced", "deposit"):
            raise ValueError(f"an `amount` belongs to the effects `priced` and `deposit`, found `{self.effect}`")
        return self


class Notice(Stated):
    """Adverse entries are told to the subject `by` a means whose reach the world states, `delay` days after.

    Where it names `tiers`, nobody is told of an entry when it is made, but whoever comes into one of these tiers from
    another is, counted from that day: of `all` entries that stand and of which no notice was sent yet, or only of
    the `latest`, those of the last day on which one that stands was made.
    """

    by: Slug
    delay: Cited
    tiers: Slugs = ()
    tells: Literal["all", "latest"] | None = None

    @model_validator(mode="after")
    def _says_when(self) -> Notice:
        if self.tells is not None and not self.tiers:
            raise ValueError("`tells` belongs to a notice on coming into `tiers`; name them, or take it out")
        return self


class Review(Stated):
    """Asking the next instance after a refusal: within `window` days of it, decided by another desk of the world."""

    window: Quantity
    desk: Slug
    carried_out_within: Quantity


class Objection(Stated):
    """Asking to correct an entry: within `window` days of `counts_from`, decided by `desk` of the world, whose
    decision is to be carried out within `carried_out_within` days.

    `suspends`: the entry has no effect while an objection or a review is open. `evidence`: a mistaken entry is
    reversed only where its subject has evidence; the world states the share. `needs_notice`: people object only to
    entries of which a notice told them; a refusal that tells of one does not open the way.
    """

    window: Quantity
    counts_from: Literal["entry", "notice"] = "entry"
    desk: Slug
    carried_out_within: Quantity
    suspends: bool = False
    needs_notice: bool = False
    evidence: Literal["required"] | None = None
    review: Review | None = None


class Repair(Stated):
    """A record of the good deed `act` ends the oldest adverse entry of `rules` that is at least `after` days old, or
    `every` such entry: that day or, where `desk` carries it out, when it does, which is due `within` days (none: that
    day)."""

    id: Slug
    rules: Slugs = Field(min_length=1)
    act: Slug
    after: Cited
    every: bool = False
    within: Quantity | None = None
    desk: Slug | None = None

    @model_validator(mode="after")
    def _somebody_carries_it_out(self) -> Repair:
        if (self.within is None) != (self.desk is None):
            raise ValueError("`within` and `desk` go together: who carries the repair out, and until when")
        return self


class Publicity(Stated):
    """Entries of `rules` (none named: all adverse ones) are published on `channel` `delay` days after, for `term` days
    (none: for good). An entry undone before that day is not published; one that ends later stays published."""

    id: Slug
    rules: Slugs = ()
    channel: Display
    delay: Cited
    term: Quantity


class Copy(Stated):
    """Whoever is entered on the list `from` is entered on the list `to` as well, through a register of the world; or
    those are who belong to them by a `tie` of the world, in their stead: after `delay` days, for `term` days (none: as
    long as the row that it copies). A row that ends is deleted there `deletions` days later (none: never, and the copy
    is overdue)."""

    id: Slug
    from_: Slug = Field(alias="from")
    to: Slug
    through: Slug | None = None
    tie: Slug | None = None
    delay: Cited
    deletions: Quantity
    term: Quantity
    optional: bool = False

    @model_validator(mode="after")
    def _goes_one_way(self) -> Copy:
        if (self.through is None) == (self.tie is None):
            raise ValueError("a copy goes either `through` a register or along a `tie`, and names one of them")
        return self


class Consent(Stated):
    """The scheme scores only those who opted in, if that is `needed`, and only those about whom there is a `file`, if
    it scores from files; the world states both shares."""

    needed: bool
    file: bool = False


class Halt(Stated):
    """The scheme ends: no new entry, no tier, no consequence. `survives` names lists that stay in force.

    It ends on a day, or at the end of the first week in which the opposition that the world chooses reaches a share,
    whichever comes first.
    """

    on: Date | None = Field(None, alias="date")  # `on` as a key would be `true` to a YAML 1.1 reader
    when_opposition: Cited | None = None
    survives: Slugs = ()

    @model_validator(mode="after")
    def _says_when(self) -> Halt:
        if self.on is None and self.when_opposition is None:
            raise ValueError("a halt names a `date`, or the share `when_opposition`")
        return self


class Revision(Stated):
    """A day on which the scheme was revised. `changes` names the rules and consequences whose dates begin or end on it;
    none named: what was revised decides nothing here."""

    id: Slug
    date: Date
    changes: Slugs = ()


class Member(Record):
    """One scheme of several: it governs `place` from a date, which has its own source where it has one."""

    scheme: Slug
    place: Slug
    from_: Date | None = Field(None, alias="from")
    source: Slug | None = None
    why: str = ""


NoticeClause = Annotated[
    Annotated[Notice, Tag("stated")]
    | Annotated[Nothing, Tag("none")]
    | Annotated[UnknownClause[Notice], Tag("unknown")],
    Discriminator(form_of),
]
ObjectionClause = Annotated[
    Annotated[Objection, Tag("stated")]
    | Annotated[Nothing, Tag("none")]
    | Annotated[UnknownClause[Objection], Tag("unknown")],
    Discriminator(form_of),
]


class Scheme(Record):
    """A whole scheme file. `world` is the world it runs in unless another is named, from that world's first day or,
    where it is later, from `world_from`."""

    format: Literal[1]
    scheme: Slug
    evidence: Evidence
    name: Names
    about: str = ""
    issued_by: Issuer
    in_force: InForce
    world: Slug | None = None
    world_from: Date | None = None
    sources: Annotated[dict[Slug, Source], AfterValidator(FrozenDict)] = Field(default_factory=FrozenDict[str, Source])
    consent: Consent | None = None
    score: Score | None = None
    tiers: Annotated[tuple[Tier, ...], BeforeValidator(as_tuple)] = ()
    lists: Annotated[tuple[BlackOrRedList, ...], BeforeValidator(as_tuple)] = ()
    rules: Annotated[tuple[Rule, ...], BeforeValidator(as_tuple)] = ()
    caps: Annotated[tuple[Cap, ...], BeforeValidator(as_tuple)] = ()
    consequences: Annotated[tuple[Consequence, ...], BeforeValidator(as_tuple)] = ()
    notice: NoticeClause
    objection: ObjectionClause
    repairs: Annotated[tuple[Repair, ...], BeforeValidator(as_tuple)] = ()
    publicity: Annotated[tuple[Publicity, ...], BeforeValidator(as_tuple)] = ()
    copies: Annotated[tuple[Copy, ...], BeforeValidator(as_tuple)] = ()
    halt: Halt | None = None
    revisions: Annotated[tuple[Revision, ...], BeforeValidator(as_tuple)] = ()
    members: Annotated[tuple[Member, ...], BeforeValidator(as_tuple)] = ()

    @property
    def ranked(self) -> bool:
        """Tell whether tiers are shares of the people of a place instead of bands of points."""
        return any(tier.top is not None for tier in self.tiers)
