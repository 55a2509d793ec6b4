"""Published counts of a scheme of the catalogue, to be printed beside what the model did (`targets.yaml`).

The figures are never an input of a run. Each carries its source, and two sentences prepared in advance: why the model may
have found more, and why it may have found less.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from xinyong.files.catalogue import find, shipped
from xinyong.files.evidence import Cited, Date, Record, Rival, Slug, Source, as_tuple
from xinyong.files.frozen import FrozenDict
from xinyong.files.records import record_of
from xinyong.files.strict_yaml import load
from xinyong.vocabulary import Grade

Slugs = Annotated[tuple[Slug, ...], BeforeValidator(as_tuple)]
What = Literal["adverse entries", "people published", "people fallen"]


class Period(Record):
    """The days that the published counts are about: `from` counts, `to` does not."""

    from_: Date = Field(alias="from")
    to: Date
    source: Slug
    note: str = ""

    @property
    def days(self) -> int:
        """Return the length in days."""
        return (self.to - self.from_).days

    @model_validator(mode="after")
    def _is_a_period(self) -> Period:
        if self.days <= 0:
            raise ValueError("`to` must be later than `from`")
        return self


class Counted(Record):
    """A count as published. `why` says how it was derived where the source gives it only roughly."""

    value: Annotated[int, Field(gt=0)]
    unit: Literal["item", "person"]
    grade: Grade
    source: Slug
    why: str = ""
    rivals: Annotated[tuple[Rival, ...], BeforeValidator(as_tuple)] = ()


class PublishedCount(Record):
    """One published count and what of a run stands beside it. `tiers` are those that `people fallen` is about."""

    id: Slug
    what: What
    says: str
    count: Counted
    tiers: Slugs = ()
    if_above: str
    if_below: str


class Targets(Record):
    """All published counts of a scheme for one period, and the people they are about."""

    format: Literal[1]
    scheme: Slug
    period: Period
    population: Cited
    sources: Annotated[dict[Slug, Source], AfterValidator(FrozenDict)] = Field(
        default_factory=lambda: FrozenDict[str, Source]()
    )
    counts: Annotated[tuple[PublishedCount, ...], BeforeValidator(as_tuple)] = Field(min_length=1)

    @model_validator(mode="after")
    def _sources_are_listed(self) -> Targets:
        cited = [self.period.source, self.population.source, *(one.count.source for one in self.counts)]
        cited += [rival.source for rival in self.population.rivals]
        cited += [rival.source for one in self.counts for rival in one.count.rivals]
        for name in cited:
            if name is not None and name not in self.sources:
                raise ValueError(f"source `{name}` is not listed under `sources`")
        return self

    def per_thousand_a_year(self, count: float, people: float) -> float:
        """Return a count of the period as a yearly rate per 1,000 people."""
        return count * 1000 / people * 365 / self.period.days

    def published_range(self, count: PublishedCount) -> tuple[float, float]:
        """Return the lowest and highest yearly rate per 1,000 that the sources allow, rivals included."""
        tops = [count.count.value, *(rival.value for rival in count.count.rivals)]
        bases = [self.population.value, *(rival.value for rival in self.population.rivals)]
        rates = [self.per_thousand_a_year(top, base) for top in tops for base in bases]
        return min(rates), max(rates)


def targets_of(scheme: str) -> Targets | None:
    """Return the published counts of a scheme of the catalogue, or None where none are kept.

    Raises:
        FileError: the file is wrong.
    """
    if scheme not in shipped("scheme"):
        return None
    path = find(scheme, "scheme").path.with_name("targets.yaml")
    if not path.is_file():
        return None
    return record_of(load(path, shown=f"catalogue/{scheme}/targets.yaml"), Targets, lambda *_: (), stand_ins={})
