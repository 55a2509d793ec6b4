"""People who move from one place of a world to another: how many, where to, and when."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from xinyong.files.evidence import Cited, Date, Names, Record, Slug


class Move(Record):
    """A share of the people of a place who move to another, all at the beginning of one week.

    They are a group of their own from the first day on, with `room` ids of their own and a line of their own wherever
    figures are given by place; what they are like is drawn as for everybody else. They move on the first day of the
    first week that begins on `date` or after it.
    """

    id: Slug
    name: Names
    from_: Slug = Field(alias="from")
    to: Slug
    share: Cited
    date: Date
    room: Annotated[int, Field(ge=65_536, le=1 << 32, multiple_of=65_536)]
