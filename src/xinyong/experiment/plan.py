"""What a run will need before it is run: memory, time, disk, and what will happen to its people, line by line.

The counts are expectations worked out from the tables of the run itself; the costs of each are in `costs.py`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xinyong.arrays import BLOCK, FOREIGN, LEDGER, RATINGS, SUBJECTS
from xinyong.experiment import costs
from xinyong.experiment.execute import prepare
from xinyong.experiment.expected import Expected, expected
from xinyong.kernel.rows import E_WIDTH, H_WIDTH, M_WIDTH
from xinyong.kernel.state import mask_bytes
from xinyong.kernel.tables import law_of
from xinyong.population.world import World
from xinyong.results.layout import layout
from xinyong.results.recipe import Recipe
from xinyong.results.store import block_numbers
from xinyong.scheme.clauses import Scheme
from xinyong.trial.trial import Trial

ROW = 4
"""Bytes of one column of a row of the engine's state."""
COLUMN = 8
"""Bytes of one column of a row of a result."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a plan: what it is, in which unit, and how it was worked out."""

    what: str
    figure: float
    unit: str
    how: str


@dataclass(frozen=True)
class Plan:
    """What a run will need. `memory`, `seconds` and `disk` add up; `life` says what happens per subject and year."""

    scheme: str
    world: str
    people: int
    days: int
    runs: int
    threads: int
    life: tuple[Line, ...]
    memory: tuple[Line, ...]
    per_subject: tuple[Line, ...]
    seconds: tuple[Line, ...]
    disk: tuple[Line, ...]

    @property
    def memory_bytes(self) -> int:
        """Return the most memory the run should hold."""
        return round(sum(line.figure for line in self.memory) + self.people * self.bytes_per_subject)

    @property
    def bytes_per_subject(self) -> float:
        """Return how much more memory one more subject takes, everything included."""
        return sum(line.figure for line in self.per_subject)

    @property
    def wall_seconds(self) -> float:
        """Return how long the run should take once compiled, both ends of what is unknown included."""
        return sum(line.figure for line in self.seconds)

    @property
    def disk_bytes(self) -> int:
        """Return what the run should take on the disk."""
        return round(sum(line.figure for line in self.disk))

    def lines(self) -> list[tuple[str, str, str, str]]:
        """Return everything as rows of text: what, figure, unit, how."""
        totals = (
            Line("memory in all", self.memory_bytes, "bytes", "the lines above, for all people"),
            Line("time in all", self.wall_seconds, "seconds", "once compiled"),
            Line("disk in all", self.disk_bytes, "bytes", "compressed"),
        )
        found = [
            *self.life,
            *self.memory,
            *self.per_subject,
            totals[0],
            *self.seconds,
            totals[1],
            *self.disk,
            totals[2],
        ]
        return [(line.what, _said(line.figure), line.unit, line.how) for line in found]

    def as_json(self) -> dict[str, Any]:
        """Return the plan as plain data."""
        sections = {name: getattr(self, name) for name in ("life", "memory", "per_subject", "seconds", "disk")}
        return {
            "scheme": self.scheme,
            "world": self.world,
            "people": self.people,
            "days": self.days,
            "runs": self.runs,
            "threads": self.threads,
            "memory_bytes": self.memory_bytes,
            "bytes_per_subject": round(self.bytes_per_subject, 2),
            "wall_seconds": round(self.wall_seconds, 2),
            "disk_bytes": self.disk_bytes,
            "lines": [
                {"section": name, "what": line.what, "figure": line.figure, "unit": line.unit, "how": line.how}
                for name, lines in sections.items()
                for line in lines
            ],
        }


def _said(figure: float) -> str:
    """Return a figure with about three digits that matter."""
    if figure >= 1000:
        return f"{round(figure):,}"
    return f"{figure:.3g}"


def plan(  # noqa: PLR0913 (the public signature)
    scheme: str | os.PathLike[str] | Scheme,
    world: str | os.PathLike[str] | World | None = None,
    *,
    people: int = 100_000,
    years: int | None = None,
    days: int | None = None,
    window: int = 7,
    response: str = "none",
    threads: int = 0,
    settings: Mapping[str, Any] | None = None,
) -> Plan:
    """Return what a run would need; arguments and errors as `experiment.execute.run`."""
    recipe = prepare(
        scheme, world, people=people, years=years, days=days, window=window, response=response, settings=settings
    )
    return plan_of(recipe, threads or os.cpu_count() or 1)


def plan_of(recipe: Recipe, threads: int) -> Plan:
    """Return what playing a recipe, with both ends of what is unknown, would need."""
    trial = recipe.trial()
    per_year = expected(trial)
    runs = 2 if recipe.unknown else 1
    return Plan(
        scheme=recipe.scheme.scheme,
        world=recipe.world.world,
        people=recipe.n_people,
        days=recipe.days,
        runs=runs,
        threads=threads,
        life=_life(per_year),
        memory=_memory(trial, runs, threads),
        per_subject=_per_subject(trial, per_year, runs),
        seconds=_seconds(trial, per_year, runs, threads),
        disk=_disk(trial, per_year, runs),
    )


def _life(found: Expected) -> tuple[Line, ...]:
    each = "expected, per subject and year"
    return (
        Line("candidates", found.chances, "per subject-year", "chances to act, taken or left"),
        Line("acts taken", found.acts_taken, "per subject-year", each),
        Line("requests for services", found.requests, "per subject-year", each),
        Line("records", found.records, "per subject-year", "acts that a channel sees"),
        Line("records to somebody else", found.astray, "per subject-year", each),
        Line("false reports", found.false_reports, "per subject-year", each),
        Line("entries", found.entries, "per subject-year", "records that a rule counts"),
        Line("notices that arrive", found.notices, "per subject-year", "at most, where they wait for a tier"),
        Line("objections", found.objections, "per subject-year", "after a notice; refusals bring more"),
        Line("ratings", found.ratings, "per subject-year", "given to people met"),
        Line("people with a history", found.history_share, "share", "an entry, a refusal or a rating by the end"),
        Line("shadows", found.shadow_share, "share", "people with an entry that is mistaken or on protected conduct"),
    )


def _cells(trial: Trial) -> int:
    people = trial.people
    return len(trial.windows) * len(layout(trial).names) * len(people.counts) * len(people.strata)


def _memory(trial: Trial, runs: int, threads: int) -> tuple[Line, ...]:
    """Return what does not grow with the people."""
    tallies = threads * len(layout(trial).names) * len(trial.people.strata) * COLUMN
    return (
        Line("interpreter, libraries, kernels", costs.FIXED_BYTES, "bytes", "measured"),
        Line("series", runs * _cells(trial) * COLUMN, "bytes", "windows, metrics, places and strata; each run's"),
        Line("tables of chances and rules", runs * law_of(trial, layout(trial)).nbytes, "bytes", "each run's"),
        Line("tallies", tallies, "bytes", "one for each thread"),
    )


def _per_subject(trial: Trial, found: Expected, runs: int) -> tuple[Line, ...]:
    """Return what grows with the people, per subject."""
    years = trial.days / 365
    entries, foreign, history = found.entries * years, found.astray * years, found.history_share
    on_the_way = found.records / 365 * (trial.window_days + _mean_delay(trial))
    kept = COLUMN * (len(LEDGER) * entries + len(FOREIGN) * foreign + len(SUBJECTS) * history)
    kept += COLUMN * len(RATINGS) * found.ratings * years
    written = costs.LEDGER_WRITING_BYTES * entries + costs.SERIES_WRITING_BYTES * found.series_growth
    each = "bytes per subject"
    state = (
        Line("where everybody stands", ROW, each, "the number of a history, or none"),
        Line("what everybody asked for", mask_bytes(len(trial.world.services)), each, "a bit per service"),
        Line("entries", costs.SLACK * ROW * E_WIDTH * entries, each, "state of each, shadows included"),
        Line("histories", costs.SLACK * ROW * H_WIDTH * history, each, "state of those with a history"),
        Line("records on their way", costs.SLACK * ROW * M_WIDTH * on_the_way, each, "until they arrive"),
    )
    more = max(0.0, kept + written - sum(line.figure for line in state))
    return (
        *state,
        Line("results beyond that", more, each, "ledger and standings take the place of the state, and are written"),
        Line("results of the first end", (runs - 1) * kept, each, "kept while the other end is played"),
    )


def _mean_delay(trial: Trial) -> float:
    odds = trial.odds
    delays = [int(d) + int(s) / 2 for d, s in zip(odds.delay, odds.spread, strict=True)]
    return sum(delays) / max(len(delays), 1)


def _seconds(trial: Trial, found: Expected, runs: int, threads: int) -> tuple[Line, ...]:
    blocks, subject_years = len(block_numbers(trial)), trial.people.n * trial.days / 365
    workers = min(threads, blocks, os.cpu_count() or 1)
    each = runs / (1 + (workers - 1) * costs.THREAD_GAIN)
    quiet = each * trial.people.n * -(-trial.days // 7) * costs.SECONDS_PER_WEEK
    chances = each * subject_years * (found.chances + found.requests) * costs.SECONDS_PER_CHANCE
    entries = each * subject_years * found.entries * costs.SECONDS_PER_ENTRY
    windows = each * len(trial.windows) * blocks * costs.SECONDS_PER_WINDOW
    return (
        Line("quiet weeks", quiet, "seconds", "everybody's, once for each end"),
        Line("candidates and requests", chances, "seconds", "decided one by one"),
        Line("entries", entries, "seconds", "as long as they stand"),
        Line("windows", windows, "seconds", f"of {blocks} blocks of {BLOCK:,} ids"),
        Line("reading and writing", costs.SECONDS_OUTSIDE, "seconds", "files, tables of chances"),
    )


def _disk(trial: Trial, found: Expected, runs: int) -> tuple[Line, ...]:
    people, subject_years = trial.people.n, trial.people.n * trial.days / 365
    ledger = runs * subject_years * found.entries * costs.LEDGER_FILE_BYTES
    foreign = runs * subject_years * found.astray * costs.FOREIGN_FILE_BYTES
    standings = runs * people * found.history_share * costs.SUBJECT_FILE_BYTES
    series = runs * found.series_rows * costs.SERIES_FILE_BYTES
    return (
        Line("ledger", ledger, "bytes", "one row per entry"),
        Line("foreign mail", foreign, "bytes", "one row per record to somebody else"),
        Line("final standings", standings, "bytes", "one row per history"),
        Line("series", series, "bytes", "one row for each figure that is not zero"),
        Line("the rest", runs * costs.SMALL_FILES_BYTES, "bytes", "manifest, chain, how to cite"),
    )
