"""The frozen records of a world file: a place or a nation, who lives there, what they do, who watches, who decides.

Rates are per adult and year unless the unit says otherwise. A world knows no scheme.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from xinyong.files.evidence import Cited, Date, Names, Quantity, Record, Slug, Source, as_tuple
from xinyong.files.frozen import FrozenDict
from xinyong.population.domains import OF_KINDS, Domain
from xinyong.population.levels import Levels, Ratio
from xinyong.population.moves import Move
from xinyong.population.politics import Politics
from xinyong.population.stories import Conformity, Deterrence, Evasion, FearOfError, Hardship, RewardSeeking
from xinyong.vocabulary import KINDS, Right, Spared

Slugs = Annotated[tuple[Slug, ...], BeforeValidator(as_tuple)]

SMALLEST_CELL = 10
"""A published count below this could point at somebody; such tables are refused."""


class Place(Record):
    """One place. `room` is the number of ids kept for it (a multiple of 65,536), so ids never move."""

    id: Slug
    name: Names
    residents: Cited
    room: Annotated[int, Field(ge=65_536, le=1 << 32, multiple_of=65_536)]


class Share(Record):
    """One row of a margin given in the file: the levels it is about, and their share of the population."""

    levels: Levels
    share: Cited


class Counted(Record):
    """One row of a table of counts: the levels, in the order of the margin's traits, and how many people have them."""

    levels: Slugs
    count: Annotated[int, Field(ge=SMALLEST_CELL, le=1 << 40)]


class Margin(Record):
    """What is published about the mix of people: a share per level, or a table of counts beside the world file.

    The last level of a one-trait margin may be left out; it takes the rest. `counted` holds the rows of the table once
    `read_world` has read it, so that a world carries all it rests on.
    """

    id: Slug
    traits: Slugs = Field(min_length=1)
    shares: Annotated[tuple[Share, ...], BeforeValidator(as_tuple)] = ()
    table: str | None = None
    counted: Annotated[tuple[Counted, ...], BeforeValidator(as_tuple)] = ()
    source: Slug | None = None
    note: str = ""

    @model_validator(mode="after")
    def _one_form(self) -> Margin:
        if bool(self.shares) == bool(self.table or self.counted):
            raise ValueError("a margin has either `shares` or a `table` of counts")
        return self


class Propensity(Record):
    """How unequal people are in the acts that follow propensity: gamma with this shape and mean one."""

    shape: Cited


class OrdinaryLaw(Record):
    """What the law of the place sets for an act with no scheme at all, and how heavy that is (0 no offence … 5 prison).

    `channels` lists whose records lead to the penalty (none named: all).
    """

    penalty: str
    severity: Cited
    channels: Slugs = ()
    source: Slug | None = None
    at: str = ""


class Pressed(Record):
    """Of people whom an entry about an act puts under a sanction by itself, and who would not have met it, this share
    does, `after` + 0 … `spread` days after the entry. Holds in every response scenario but `none`."""

    share: Cited
    after: Cited
    spread: Cited


class Met(Record):
    """The debt or duty that an act leaves is met later in this share of cases, `after` + 0 … `spread` days after it (at
    least one), whatever a scheme does."""

    share: Cited
    after: Cited
    spread: Cited
    ratios: Annotated[tuple[Ratio, ...], BeforeValidator(as_tuple)] = ()
    pressed: Pressed | None = None


class Occasion(Record):
    """What an act needs that others leave behind (litter to clear away): one act `left_by` leaves `each` occasions.

    Whoever might do the act finds one with the chance that the week before gives in the place: occasions left, for each
    who might have used one; at most 1. In a first week, and after one in which nobody might have, everybody finds one.
    """

    left_by: Slug
    each: Cited


class Act(Record):
    """Conduct of one kind. `bound` is the rate at which candidates are drawn; without it the loader takes the high end
    of the rate's range times the strongest response of any scenario. `steady`: does not follow propensity. `domain`:
    the part of life in which it happens, where its kind does not say so or it happens elsewhere; nothing played reads
    it."""

    id: Slug
    name: Names
    kind: Slug
    domain: Domain | None = None
    protects: Right | None = None
    rate: Cited
    ratios: Annotated[tuple[Ratio, ...], BeforeValidator(as_tuple)] = ()
    bound: Cited | None = None
    steady: bool = False
    once_a_day: bool = False
    spares: Spared = "nobody"
    law: OrdinaryLaw | None = None
    met: Met | None = None
    occasion: Occasion | None = None

    @property
    def happens_in(self) -> Domain | None:
        """Return the part of life in which records of it begin; None where neither the world nor the kind says it."""
        return self.domain or OF_KINDS.get(self.kind)

    @model_validator(mode="after")
    def _kind_is_known(self) -> Act:
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of act `{self.kind}`")
        if self.protects and KINDS[self.kind].right and self.protects != KINDS[self.kind].right:
            raise ValueError(
                f"kind `{self.kind}` is covered by {KINDS[self.kind].right}; a world may add, never change"
            )
        return self


class FalseReport(Record):
    """Records of `act` that rest on nothing, per person reported on and year."""

    act: Slug
    rate: Cited
    ratios: Annotated[tuple[Ratio, ...], BeforeValidator(as_tuple)] = ()


class Stage(Record):
    """One stage of a funnel: the share of what reached it that passes on to the next."""

    id: Literal["seen", "matched", "checked", "contact-found", "accepted"]
    share: Cited


class PlaceCoverage(Record):
    """The share of a channel's sights that are there at all in one place; 1 in places that no such record names."""

    place: Slug
    share: Cited


class Channel(Record):
    """How conduct becomes known. A record arrives `delay` days after the act, plus 0 … `spread` whole days, evenly.

    Each stage of the `funnel` multiplies every sight of the channel. Of records that go to somebody else, people of
    some levels get `strays_to` times as many as others.
    """

    id: Slug
    name: Names
    sort: Literal["camera", "court", "bank", "utility", "platform", "police", "neighbour", "self-report", "agency"]
    coverage: Annotated[tuple[Ratio, ...], BeforeValidator(as_tuple)] = ()
    places: Annotated[tuple[PlaceCoverage, ...], BeforeValidator(as_tuple)] = ()
    funnel: Annotated[tuple[Stage, ...], BeforeValidator(as_tuple)] = ()
    misattributed: Cited
    strays_to: Annotated[tuple[Ratio, ...], BeforeValidator(as_tuple)] = ()
    delay: Cited
    spread: Cited
    false_reports: Annotated[tuple[FalseReport, ...], BeforeValidator(as_tuple)] = ()


class Import(Record):
    """A file that is read into a channel on a day and is wrong: `share` of the people of these levels, in this place
    (none named: everywhere), get a record of `act` that rests on nothing. Errors that come all at once."""

    id: Slug
    date: Date
    channel: Slug
    act: Slug
    who: Levels = Field(default_factory=FrozenDict[str, str])
    place: Slug | None = None
    share: Cited


class TakenFor(Record):
    """The channel writes down another act, which is unlawful or worse, at this share."""

    act: Slug
    share: Cited


class Targeting(Record):
    """An abuse of office: from a day on, and before another, a channel that records the protected act `of` writes it
    down as `act`, at this share of what it records. A share of 0 changes nothing."""

    id: Slug
    channel: Slug
    of: Slug
    act: Slug
    share: Cited
    from_: Date = Field(alias="from")
    to: Date | None = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> Targeting:
        if self.to is not None and self.from_ >= self.to:
            raise ValueError("`from` is not before `to`")
        return self


class Sight(Record):
    """The share of an act that one channel is the one to record. Over all channels an act's shares are at most 1."""

    act: Slug
    channel: Slug
    share: Cited
    taken_for: TakenFor | None = None


class Register(Record):
    """Where copies of lists are kept, and how records are joined to people there: of the copies it is sent, a share is
    `missed`, a share joined to somebody else, and a share made twice."""

    id: Slug
    name: Names
    by: Literal["id", "name", "account"]
    missed: Cited
    mislinked: Cited
    duplicated: Cited


class StarShares(Record):
    """How the ratings of people of these levels (none: everybody) are shared out over one to five stars; all five
    shares add up to 1."""

    levels: Levels = Field(default_factory=FrozenDict[str, str])
    one: Cited
    two: Cited
    three: Cited
    four: Cited
    five: Cited

    @property
    def shares(self) -> tuple[Cited, ...]:
        """Return the shares of one to five stars."""
        return (self.one, self.two, self.three, self.four, self.five)


class Generosity(Record):
    """Of the ratings that people of these levels give, a share has one star `more` and a share one `fewer` than
    others would give; never more than five or fewer than one."""

    levels: Levels = Field(default_factory=FrozenDict[str, str])
    more: Cited
    fewer: Cited


class Encounters(Record):
    """Encounters after which one of the two may rate the other, at a rate per adult and year. Whom one meets is anybody
    of the world, picked evenly. The first row of `stars` with the levels of the one who is rated says what is given;
    the first of `generosity` with those of the rater, if any, how kind that one is."""

    rate: Cited
    ratios: Annotated[tuple[Ratio, ...], BeforeValidator(as_tuple)] = ()
    stars: Annotated[tuple[StarShares, ...], BeforeValidator(as_tuple)] = Field(min_length=1)
    generosity: Annotated[tuple[Generosity, ...], BeforeValidator(as_tuple)] = ()


class Service(Record):
    """Something people ask for, at a rate per adult and year. With a `quota`, only so many requests a day are served
    for 100,000 people: those of favoured people first, and of the others as many as are left, by lot.

    After a refusal a share of people `gives_up`: from then on they do not make a request that would be refused.
    `domain`: the part of life to which it belongs; nothing played reads it.
    """

    id: Slug
    name: Names
    domain: Domain | None = None
    rate: Cited
    ratios: Annotated[tuple[Ratio, ...], BeforeValidator(as_tuple)] = ()
    quota: Cited | None = None
    gives_up: Cited | None = None


class Means(Record):
    """A way of telling people (letter, web page, board in the village): the share who ever learn what it says."""

    id: Slug
    reach: Cited
    ratios: Annotated[tuple[Ratio, ...], BeforeValidator(as_tuple)] = ()


class Evidence(Record):
    """The share of people who can show that a mistaken entry is mistaken; ratios keep the stated mean."""

    share: Cited
    ratios: Annotated[tuple[Ratio, ...], BeforeValidator(as_tuple)] = ()


class Objecting(Record):
    """How people who learn of an adverse entry object: the share who do, by whether it is mistaken, and how soon.

    `review` is the share of those refused who ask the next instance, where the scheme has one (not stated: nobody);
    `evidence` is needed by schemes that ask for it.
    """

    mistaken: Cited
    right: Cited
    spread: Cited
    review: Cited | None = None
    evidence: Evidence | None = None


class ThinFile(Record):
    """The share of people about whom no file exists, so that a scheme that scores from files cannot score them."""

    share: Cited
    ratios: Annotated[tuple[Ratio, ...], BeforeValidator(as_tuple)] = ()


class Desk(Record):
    """An office that decides objections in the order (day filed, origin). It sits every `sits_every` days; a decision
    arrives `takes` days after the sitting and a reversal is carried out `carries_out` days after that."""

    id: Slug
    name: Names
    capacity: Cited
    sits_every: Cited
    takes: Cited
    carries_out: Cited
    reverses_mistaken: Cited
    reverses_right: Cited


class Tie(Record):
    """Who belongs to whom inside a place, computed from ids and never stored (`population.ties`).

    A `household`, `kin` and `friends` are groups of `size` people; a subject of the levels `from` is tied to those of
    its group who have the levels `to`. A `legal-representative` is somebody of the levels `to` for a subject of the
    levels `from`, and `size` says how many there are. No levels: everybody.
    """

    id: Slug
    sort: Literal["household", "kin", "friends", "legal-representative"]
    size: Cited
    from_: Levels = Field(default_factory=FrozenDict[str, str], alias="from")
    to: Levels = Field(default_factory=FrozenDict[str, str])


def _by_name(traits: dict[str, tuple[str, ...]]) -> FrozenDict[str, tuple[str, ...]]:
    """Put traits in the order of their names: strata are numbered by it, so a file's layout decides no result."""
    return FrozenDict(sorted(traits.items()))


class World(Record):
    """A whole world file. Days are counted from `first_day`; a year is 365 days."""

    format: Literal[1]
    world: Slug
    name: Names
    about: str = ""
    first_day: Date
    sources: Annotated[dict[Slug, Source], AfterValidator(FrozenDict)] = Field(default_factory=FrozenDict[str, Source])
    places: Annotated[tuple[Place, ...], BeforeValidator(as_tuple)] = Field(min_length=1)
    traits: Annotated[dict[Slug, Slugs], AfterValidator(_by_name)] = Field(
        default_factory=FrozenDict[str, tuple[str, ...]]
    )
    margins: Annotated[tuple[Margin, ...], BeforeValidator(as_tuple)] = ()
    propensity: Propensity | None = None
    acts: Annotated[tuple[Act, ...], BeforeValidator(as_tuple)] = Field(min_length=1)
    channels: Annotated[tuple[Channel, ...], BeforeValidator(as_tuple)] = ()
    sights: Annotated[tuple[Sight, ...], BeforeValidator(as_tuple)] = ()
    imports: Annotated[tuple[Import, ...], BeforeValidator(as_tuple)] = ()
    registers: Annotated[tuple[Register, ...], BeforeValidator(as_tuple)] = ()
    services: Annotated[tuple[Service, ...], BeforeValidator(as_tuple)] = ()
    means: Annotated[tuple[Means, ...], BeforeValidator(as_tuple)] = ()
    objecting: Objecting | None = None
    desks: Annotated[tuple[Desk, ...], BeforeValidator(as_tuple)] = ()
    purge: Quantity
    opt_in: Cited | None = None
    opt_in_ratios: Annotated[tuple[Ratio, ...], BeforeValidator(as_tuple)] = ()
    thin_file: ThinFile | None = None
    deterrence: Deterrence | None = None
    ties: Annotated[tuple[Tie, ...], BeforeValidator(as_tuple)] = ()
    encounters: Encounters | None = None
    fear_of_error: FearOfError | None = None
    conformity: Conformity | None = None
    reward_seeking: RewardSeeking | None = None
    hardship: Hardship | None = None
    evasion: Evasion | None = None
    politics: Politics | None = None
    targeting: Annotated[tuple[Targeting, ...], BeforeValidator(as_tuple)] = ()
    moves: Annotated[tuple[Move, ...], BeforeValidator(as_tuple)] = ()
