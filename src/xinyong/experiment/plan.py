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
from xinyong.experiment.keeping import keeping
from xinyong.kernel.rows import E_WIDTH, H_WIDTH, KINDS, M_WIDTH
from xinyong.kernel.state import mask_bytes
from xinyong.kernel.tables import law_of
from xinyong.population.world import World
from xinyong.results.layout import layout
from xinyong.results.mapped import CHUNK_ROWS, MAPPED_FROM
from xinyong.results.recipe import Recipe
from xinyong.results.store import SERIES_CELLS, block_numbers
from xinyong.scheme.clauses import Scheme
from xinyong.trial.trial import Trial

SLOT = 3
"""Bytes of how somebody stands and of the number of their history."""
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
    ledger: str | None = None,
    sample: int | None = None,
) -> Plan:
    """Return what a run would need; arguments and errors as `experiment.execute.run`."""
    recipe = prepare(
        scheme, world, people=people, years=years, days=days, window=window, response=response, settings=settings
    )
    return plan_of(keeping(recipe, ledger, sample), threads or os.cpu_count() or 1)


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
        memory=_memory(trial, per_year, runs, threads),
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


def _memory(trial: Trial, found: Expected, runs: int, threads: int) -> tuple[Line, ...]:
    """Return what does not grow with the people, or only by whole blocks of them."""
    window = len(layout(trial).names) * len(trial.people.counts) * len(trial.people.strata) * COLUMN
    series = window * len(trial.windows)
    blocks, mapped = len(block_numbers(trial)), series >= MAPPED_FROM
    windows = min(len(trial.windows), max(1, SERIES_CELLS * COLUMN // window))
    written = found.series_rows * windows / len(trial.windows) * costs.SERIES_WRITING_BYTES + mapped * windows * window
    kept = "a window of it, as it lies on the disk" if mapped else "windows, metrics, places and strata; each run's"
    return (
        Line("interpreter, libraries, kernels", costs.FIXED_BYTES, "bytes", "measured"),
        Line("series", window if mapped else runs * series, "bytes", kept),
        Line("tables of chances and rules", law_of(trial, layout(trial)).nbytes, "bytes", "of the run being played"),
        Line(
            "tallies", (2 * threads + 3) * window, "bytes", "of a window: each thread's, before and now, and their sum"
        ),
        Line("blocks", blocks * _bytes_of_block(trial), "bytes", f"stocks of {blocks} blocks of {BLOCK:,} ids"),
        Line("series being written", written, "bytes", f"{windows} windows at a time"),
    )


def _bytes_of_block(trial: Trial) -> int:
    """Return what a block of ids takes beyond what each person of it does."""
    governed = [regime for regime in trial.regimes if regime is not None]
    layers = max((len(one.layers) for one in governed), default=1)
    ranks = max((len(one.scheme.tiers) + len(one.scheme.lists) for one in governed), default=0)
    stocks = len(trial.people.strata) * (KINDS + ranks + (2 << layers))
    society = 1 + 2 * len(trial.world.services) + len(trial.world.acts)
    return COLUMN * (stocks + society) + costs.BLOCK_BYTES


def _per_subject(trial: Trial, found: Expected, runs: int) -> tuple[Line, ...]:
    """Return what grows with the people, per subject."""
    years, services = trial.days / 365, mask_bytes(len(trial.world.services))
    entries, foreign, history = found.entries * years, found.astray * years, found.history_share
    sent = found.astray * trial.window_days / 365
    kept = _kept(trial, {"ledger": len(LEDGER) * entries, "foreign": len(FOREIGN) * foreign,
                         "subjects": len(SUBJECTS) * history})  # fmt: skip
    kept += COLUMN * len(RATINGS) * found.ratings * years
    each, own = "bytes per subject", ROW * (H_WIDTH + 1) + 3 * services
    state = (
        Line("where everybody stands", SLOT, each, "dense: a byte, and the number of a history, or none"),
        Line("what everybody asked for", services, each, "dense: a bit per service"),
        Line("entries", costs.SLACK * ROW * E_WIDTH * entries, each, "sparse: state of each, shadows included"),
        Line("histories", costs.SLACK * own * history, each, "sparse: of those with one"),
        Line("records on their way", costs.SLACK * ROW * M_WIDTH * found.waiting, each, "mail: until they arrive"),
        Line("records to somebody else", 3 * ROW * M_WIDTH * sent, each, "mail: of a window, sent and sorted"),
    )
    sorting = costs.SORTING_BYTES * foreign if _is_mapped(trial, len(FOREIGN) * foreign) else 0.0
    more = max(0.0, kept + sorting + _buffer(trial, entries) - sum(line.figure for line in state))
    return (
        *state,
        Line("results beyond that", more, each, "buffers: what is read takes the place of the state, and is written"),
        Line("results of the first end", (runs - 1) * kept, each, "kept while the other end is played"),
    )


def _is_mapped(trial: Trial, columns: float) -> bool:
    return bool(COLUMN * columns * trial.people.n >= MAPPED_FROM)


def _kept(trial: Trial, columns: Mapping[str, float]) -> float:
    """Return what the rows of tables take per subject that stay in memory: small ones, and a sample's."""
    share = 1.0 if trial.kept is None else len(trial.kept) / trial.people.n
    return sum(0.0 if _is_mapped(trial, share * n) else COLUMN * share * n for n in columns.values())


def _buffer(trial: Trial, entries: float) -> float:
    """Return what the rows being written take, per subject: so many are written at a time."""
    share = 1.0 if trial.kept is None else len(trial.kept) / trial.people.n
    return costs.LEDGER_WRITING_BYTES * min(share * entries, CHUNK_ROWS / trial.people.n)


def _seconds(trial: Trial, found: Expected, runs: int, threads: int) -> tuple[Line, ...]:
    blocks, subject_years = len(block_numbers(trial)), trial.people.n * trial.days / 365
    workers = min(threads, blocks, os.cpu_count() or 1)
    each = runs / (1 + (workers - 1) * costs.THREAD_GAIN)
    quiet = each * trial.people.n * -(-trial.days // 7) * costs.SECONDS_PER_WEEK
    chances = each * subject_years * (found.chances + found.requests) * costs.SECONDS_PER_CHANCE
    entries = each * subject_years * found.entries * costs.SECONDS_PER_ENTRY
    windows = each * len(trial.windows) * blocks * costs.SECONDS_PER_WINDOW
    people = trial.people.n if trial.kept is None else len(trial.kept)
    rows = runs * people * trial.days / 365 * found.entries * costs.SECONDS_PER_ROW
    return (
        Line("quiet weeks", quiet, "seconds", "everybody's, once for each end"),
        Line("candidates and requests", chances, "seconds", "decided one by one"),
        Line("entries", entries, "seconds", "as long as they stand"),
        Line("windows", windows, "seconds", f"of {blocks} blocks of {BLOCK:,} ids"),
        Line("rows", rows, "seconds", "of the ledger, in order, hashed and written"),
        Line("reading and writing", costs.SECONDS_OUTSIDE, "seconds", "files, tables of chances"),
    )


def _disk(trial: Trial, found: Expected, runs: int) -> tuple[Line, ...]:
    people = trial.people.n if trial.kept is None else len(trial.kept)
    subject_years = people * trial.days / 365
    ledger = runs * subject_years * found.entries * costs.LEDGER_FILE_BYTES
    foreign = runs * subject_years * found.astray * costs.FOREIGN_FILE_BYTES
    standings = runs * people * found.history_share * costs.SUBJECT_FILE_BYTES
    series = runs * found.series_rows * costs.SERIES_FILE_BYTES
    whose = "of everybody" if trial.kept is None else f"of a sample of {people:,}"
    return (
        Line("ledger", ledger, "bytes", f"one row per entry {whose}"),
        Line("foreign mail", foreign, "bytes", f"one row per record to somebody else {whose}"),
        Line("final standings", standings, "bytes", f"one row per history {whose}"),
        Line("series", series, "bytes", "one row for each figure that is not zero"),
        Line("the rest", runs * costs.SMALL_FILES_BYTES, "bytes", "manifest, chain, how to cite"),
    )
