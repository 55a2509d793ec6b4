"""At most six sentences that a newspaper can print, each with all that must stand beside its number.

Which figures are said was fixed before any run, a benefit first; nothing is computed here that the audit has not.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from xinyong.audit.measure import RESPONSE, Measure
from xinyong.audit.sentences import AGAINST, FOR, title_of
from xinyong.errors import InputError
from xinyong.experiment.kept_audit import open_audited
from xinyong.experiment.variants import Variants
from xinyong.report.brief import material_of
from xinyong.report.gather import Playing, from_run_alone
from xinyong.report.material import SCENARIOS, Material, find
from xinyong.report.numbers import length, rate, whole
from xinyong.report.provenance import NOT_REAL, NOT_TRUE, source_line
from xinyong.report.say import MOST_NAMED, is_none_shown, is_number, ten, wording, write
from xinyong.results.record import Run
from xinyong.vocabulary import ONE_SIDED

MOST = 6
"""Sentences of a result, however many comparisons it holds."""

FEWEST = 2
"""Sentences of a comparison: one alone would be of what a scheme prevents, and none of whom it restricts."""

WANTED = (
    FOR[0],
    "restricted_people_share",
    *(name for name in AGAINST if name != "restricted_people_share"),
)  # fmt: skip
"""Figures in the order in which they are said: what is prevented, how many are restricted, then the harms by what
weighs most on a person."""

PER = " in every 1,000"

NOT_SHOWN = (
    NOT_REAL,
    "No forecast, and no estimate of what the real scheme did to anybody: not how many people, and not which.",
    "Not that the scheme is fair or unfair, lawful or unlawful.",
    NOT_TRUE,
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """One sentence, with what it is made of and what it does not show; value, low and high are as the audit has them.

    range     what the range covers, or why there is none
    variant   of several comparisons, the name of the one that it is of; else empty
    """

    sentence: str
    measure: str
    value: float
    low: float | None
    high: float | None
    range: str
    response: str
    horizon_days: int
    does_not_show: str
    variant: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A figure that could not be said, and why; `variant` as in a sentence."""

    measure: str
    why: str
    variant: str = ""


@dataclass(frozen=True, slots=True)
class Quotations:
    """The sentences of a result, and what could not be said; `sources` has a line for each comparison."""

    title: str
    quotes: tuple[Quotation, ...]
    left_out: tuple[LeftOut, ...]
    sources: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return them as plain data."""
        return {
            "synthetic": True,
            "title": self.title,
            "quotes": [_plain(one) for one in self.quotes],
            "left_out": [_plain(one) for one in self.left_out],
            "does_not_show": list(NOT_SHOWN),
            "sources": list(self.sources),
        }

    def text(self) -> str:
        """Return them as lines to be read: each sentence, and below it what it does not show."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        for number, one in enumerate(self.quotes, start=1):
            yield f"{number}. {one.sentence}"
            yield f"   What it cannot say: {one.does_not_show}"
            if one.variant:
                yield f"   Of the comparison with: {one.variant}"
            yield ""
        if not self.quotes:
            yield "There is nothing to print: no figure of this result has a value that can be told."
            yield ""
        yield "None of these sentences shows:"
        yield from (f"  - {said}" for said in NOT_SHOWN)
        for left in self.left_out:
            beside = f", beside {left.variant}" if left.variant else ""
            yield f"Left out: {left.measure}{beside}: {left.why}"
        yield from (f"Source: {source}" for source in self.sources)


def _plain(one: Quotation | LeftOut) -> dict[str, Any]:
    return asdict(one) | {"variant": one.variant or None}


def quote(directory: str | os.PathLike[str], *, progress: Callable[[int, int], None] | None = None) -> Quotations:
    """Return at most six printable sentences about a run or a comparison.

    A run is laid beside ordinary law alone, in every response scenario, as its report is; one that keeps the rows of a
    sample is told as it lies. Of several comparisons each has its share of the sentences.

    Args:
        directory: of a run, of a comparison, or of several comparisons.
        progress: told of runs played beside it.

    Raises:
        InputError: there is no such directory, or it holds more comparisons than six sentences can tell. DamagedRun:
            the directory is not what was written.
    """
    found, playing = open_audited(Path(directory)), Playing(progress=progress)
    if isinstance(found, Variants):
        return _of_several(found, playing)
    if isinstance(found, Run) and found.outcome.trial.kept is not None:
        return quotations(from_run_alone(found))
    return quotations(material_of(found, playing))


def _of_several(found: Variants, playing: Playing) -> Quotations:
    most = MOST // len(found.pairs)
    if most < FEWEST:
        raise InputError(
            f"found {len(found.pairs)} comparisons ({', '.join(found.pairs)}), and {MOST} sentences tell at most "
            f"{MOST // FEWEST}; choose one, as in --variant {next(iter(found.pairs))}"
        )
    told = [quotations(material_of(pair, playing), most=most, variant=name) for name, pair in found.pairs.items()]
    return Quotations(
        title_of(found.first.a.scheme),
        tuple(one for each in told for one in each.quotes),
        tuple(one for each in told for one in each.left_out),
        tuple(source for each in told for source in each.sources),
    )


def quotations(material: Material, *, most: int = MOST, variant: str = "") -> Quotations:
    """Return the sentences of what a report is made of, at most so many; `variant` as in a sentence."""
    quotes: list[Quotation] = []
    left: list[LeftOut] = []
    for name in WANTED:
        measure = _figure_of(material, name)
        if measure is None or measure.value is None:
            left.append(LeftOut(name, "not asked" if measure is None else measure.why, variant))
        elif not (is_number(measure) or is_none_shown(measure)):
            left.append(LeftOut(name, "it rests on fewer than ten people", variant))
        elif len(quotes) < most:
            quotes.append(replace(_quotation(material, measure, measure.value), variant=variant))
    return Quotations(title_of(material.scheme), tuple(quotes), tuple(left), (source_line(material),))


def _figure_of(material: Material, name: str) -> Measure | None:
    """Return the figure that is said: of the main scenario, or where nobody was asked there, of one in which people
    respond."""
    here = find(material.main.measures, name)
    if here is not None and here.value is not None:
        return material.headline(name)
    return material.answered(name) or here


def _quotation(material: Material, measure: Measure, value: float) -> Quotation:
    covers, found = _covers(material, measure), wording(measure)
    if is_none_shown(measure):
        said = f"no {found.label} are shown"
        said += f" ({_figure(measure, value)} {found.of}; {covers})"
    else:
        clause = found.clause.replace("without the scheme", f"under {material.against}")
        said = f"{clause.format(_figure(measure, value))} ({covers})"
    return Quotation(
        sentence=f"{_opening(material, measure)} {said}.",
        measure=measure.name,
        value=value,
        low=measure.low,
        high=measure.high,
        range=covers,
        response=measure.response,
        horizon_days=material.days,
        does_not_show=measure.caveat or "anything beyond these assumptions.",
    )


def _opening(material: Material, measure: Measure) -> str:
    """Return how every sentence begins: whom it is about, for how long, under what, and on which condition."""
    named = [path for path in measure.echo_of if path != RESPONSE][:MOST_NAMED] if measure.echo else []
    resting = f", and only as far as what is assumed of {' and of '.join(named)} holds" if named else ""
    beside = f", beside {material.against}" if measure.side == "pair" else ""
    return (
        f"In a synthetic population of {whole(material.n_people)} people over {length(material.days)} under "
        f"{title_of(material.scheme)}{beside}, if {SCENARIOS.get(measure.response, measure.response)}{resting},"
    )


def _figure(measure: Measure, value: float) -> str:
    """Write a value per 1,000: a share as so many in every 1,000, with what one to nine people amount to only bounded;
    a rate as it is."""
    if measure.unit != "share" or not write(measure, value).endswith("%"):
        return write(measure, value)
    bound = ten(measure)
    number = f"fewer than {rate(bound * 1000)}" if 0 < value < bound else rate(value * 1000)
    return f"{number}{PER}"


def _covers(material: Material, measure: Measure) -> str:
    """Return the range with what it covers, or that there is none and why; and how far luck goes, if it was played."""
    n_scenarios = sum(column.response not in ONE_SIDED for column in material.columns)
    if measure.band in {"assumed", "response"} and measure.low is not None and measure.high is not None:
        scenarios = f"{n_scenarios} response scenarios" if n_scenarios > 1 else ""
        unknown = "both ends of what is unknown" if measure.band == "assumed" else ""
        over = " and ".join(part for part in (unknown, scenarios) if part)
        said = f"range {_between(measure, measure.low, measure.high)} over {over}"
    elif n_scenarios > 1:
        said = f"the same in all {n_scenarios} response scenarios in which it was asked"
    else:
        said = "no range: one scenario was played"
    column = next((one for one in material.columns if one.response == measure.response), material.main)
    luck = find(column.luck, measure.name)
    if luck is None or luck.low is None:
        return f"{said}; luck not played"
    low = luck.low if wording(measure).net else max(luck.low, 0)  # nothing but a difference can be below zero
    if luck.high is None:
        between = f"{_figure(measure, low).removesuffix(PER)} or more"
    else:
        between = _between(measure, low, max(luck.high, low))
    return f"{said}; by luck {between}, 95% over {len(luck.seeds)} seeds"


def _between(measure: Measure, low: float, high: float) -> str:
    """Write a range; where both ends are written alike, that it is no wider than can be written."""
    first, last = (_figure(measure, value).removesuffix(PER) for value in (low, high))
    return f"{first} to {last}" if first != last else f"{first} at either end"
