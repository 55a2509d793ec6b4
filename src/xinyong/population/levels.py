"""Whom a number of a world file is about: levels of traits, and how much more often their people do something."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from xinyong.files.evidence import Cited, Record, Slug
from xinyong.files.frozen import FrozenDict

Levels = Annotated[dict[str, Slug], AfterValidator(FrozenDict)]


class Ratio(Record):
    """Subjects of the named levels have `ratio` times the rate of others."""

    levels: Levels
    ratio: Cited
