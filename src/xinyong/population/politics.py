"""The records of a world file that say how people and press stand to a scheme: inputs that the user chose, no forecast.

Nothing in a run moves them, and nobody's opinion is kept: support is a share by stratum, opposition a share by date.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from xinyong.files.evidence import Cited, Date, Record, Slug, as_tuple
from xinyong.population.levels import Ratio


class Support(Record):
    """The share of people who approve of a scheme, and how they differ from those who do not.

    `share` is the chosen input, `measured` the share at which `opt_in` and `objecting` are stated. A supporter opts in
    `opts_in` times as often as somebody else, and objects `objects` times as often; ratios keep the chosen mean.
    """

    share: Cited
    measured: Cited
    ratios: Annotated[tuple[Ratio, ...], BeforeValidator(as_tuple)] = ()
    opts_in: Cited
    objects: Cited


class Opposition(Record):
    """From a date until that of the next step this share opposes the scheme in public, as chosen; before the first,
    nobody."""

    id: Slug
    from_: Date = Field(alias="from")
    share: Cited


class Criticism(Record):
    """A public criticism of a scheme, for the reader of a report; it moves nothing by itself."""

    date: Date
    text: str
    source: Slug


class Politics(Record):
    """How people and press stand to a scheme. Steps of opposition are in the order of their dates."""

    support: Support | None = None
    opposition: Annotated[tuple[Opposition, ...], BeforeValidator(as_tuple)] = ()
    criticism: Annotated[tuple[Criticism, ...], BeforeValidator(as_tuple)] = ()

    @model_validator(mode="after")
    def _steps_in_order(self) -> Politics:
        days = [step.from_ for step in self.opposition]
        if any(later <= sooner for sooner, later in pairwise(days)):
            raise ValueError("steps of `opposition` are in the order of their dates, one a day")
        return self
