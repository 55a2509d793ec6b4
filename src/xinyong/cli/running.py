"""Running things: one run, a comparison of the same lives under other rules, and the plan of what a run would cost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xinyong.cli.options import (
    Address,
    AsJson,
    CheckpointEvery,
    Days,
    Deadline,
    DeadlineOrAsBefore,
    EngineName,
    Executor,
    ExecutorOrAsBefore,
    Ledger,
    Out,
    PeopleCount,
    Quiet,
    Sample,
    SchemeName,
    Seed,
    Settings,
    Shards,
    ShardsOrAsBefore,
    Threads,
    Window,
    WorldName,
    Years,
    quietly,
    settings_of,
)
from xinyong.engine.executors import DEADLINE_SECONDS
from xinyong.engine.executors import Executor as PlayedWhere
from xinyong.vocabulary import ONE_SIDED

if TYPE_CHECKING:
    from xinyong.experiment.pair import Pair
    from xinyong.experiment.variants import Variants
    from xinyong.results.record import Run

RUNS: dict[str, tuple[str, ...]] = {"family": (), "bounds": ONE_SIDED}
"""Words that ask for several responses, and which; none named: all that the world tells."""

TOTALS = ("memory_bytes", "wall_seconds", "disk_bytes")
"""What `plan --quiet` prints, under the names of `plan --json`."""


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (run, resume, compare, plan):
        app.command()(command)


def run(
    scheme: SchemeName,
    world: WorldName = None,
    people: PeopleCount = 100_000,
    years: Years = None,
    days: Days = None,
    seed: Seed = 1,
    window: Window = 7,
    response: Annotated[
        str,
        typer.Option("--response", help="none, a story of the world (deterrence …), bounds, or family (a run each)."),
    ] = "none",
    engine: EngineName = "kernel",
    threads: Threads = 0,
    settings: Settings = None,
    out: Out = None,
    checkpoint_every: CheckpointEvery = None,
    executor: Executor = "threads",
    shards: Shards = None,
    deadline: Deadline = DEADLINE_SECONDS,
    address: Address = None,
    ledger: Ledger = None,
    sample: Sample = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Run a scheme over a synthetic population, and keep the result in a directory that can be verified."""
    from xinyong.cli.output import Progress
    from xinyong.cli.stopping import finishing_first
    from xinyong.cli.streams import note
    from xinyong.experiment.execute import run as run_one
    from xinyong.experiment.responses import run_family

    asked: dict[str, Any] = {
        "people": people, "years": years, "days": days, "seed": seed, "window": window,
        "settings": settings_of(settings), "engine": engine, "threads": threads, "out": out,
        "progress": Progress("playing", quiet=quiet or as_json),
    }  # fmt: skip
    _refuse_sample(response, ledger, sample)
    announce(engine, quiet=quiet)
    if response == "none" and not quiet and not as_json:
        note("response `none`: people do as they would anyway; --response deterrence lets them judge their risk")
    with finishing_first(wanted=checkpoint_every is not None) as stop:
        asked |= {"checkpoint_every": checkpoint_every, "stop": stop}
        if response in RUNS:
            where = PlayedWhere(executor, shards, deadline, address)
            found = run_family(scheme, world, which=response, executor=where, **asked)
            _several(found, response, as_json=as_json, quiet=quiet)
        else:
            one = run_one(scheme, world, response=response, executor=executor, shards=shards, deadline=deadline,
                          address=address, ledger=ledger, sample=sample, **asked)  # fmt: skip
            _one(one, as_json=as_json, quiet=quiet)


def _refuse_sample(response: str, ledger: str | None, sample: int | None) -> None:
    from xinyong.errors import InputError

    if response in RUNS and (ledger, sample) != (None, None):
        raise InputError(f"--ledger and --sample are for one run; found response `{response}`, which is several")


def _one(found: Run, *, as_json: bool, quiet: bool) -> None:
    """Say what came of a run."""
    from xinyong.audit.courses import written
    from xinyong.cli.output import emit_json

    if as_json:
        emit_json({**found.summary, "published": written(found.outcome)})
        return
    _page(found, quiet=quiet)
    _where(found)


def _several(found: dict[str, Run], response: str, *, as_json: bool, quiet: bool) -> None:
    """Say what came of a run under several responses; `response` is the word that asked for them."""
    from xinyong.audit.courses import written
    from xinyong.cli.output import emit_json, say

    first = next(iter(found.values()))
    if as_json:
        scenarios = [one.summary for one in found.values()]
        emit_json({**first.summary, "published": written(first.outcome), "response": response, "scenarios": scenarios})
        return
    for name, one in found.items():
        _page(one, quiet=quiet)
        if len(found) > 1:
            say(f"(response {name})\n")
    _where(first)


def resume(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Where the result was to go, or its checkpoints.")],
    threads: Annotated[int | None, typer.Option("--threads", metavar="N", help="Threads; default: as before.")] = None,
    executor: ExecutorOrAsBefore = None,
    shards: ShardsOrAsBefore = None,
    deadline: DeadlineOrAsBefore = None,
    address: Address = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Go on with a run or a comparison that was interrupted, from its last checkpoint. The result is the same."""
    from xinyong.cli.options import number_of_threads
    from xinyong.cli.output import Progress
    from xinyong.cli.stopping import finishing_first
    from xinyong.cli.streams import note
    from xinyong.experiment import resume as going_on
    from xinyong.experiment.asked import interrupted

    asked, _ = interrupted(directory)
    announce("kernel", quiet=quiet)
    what = "runs" if asked.kind in ("comparison", "variants") else "windows"
    with finishing_first(wanted=True) as stop:
        how: dict[str, Any] = {
            "threads": None if threads is None else number_of_threads(threads), "executor": executor,
            "shards": shards, "deadline": deadline, "address": address, "stop": stop, "say": note,
            "progress": Progress("playing", quiet=quiet or as_json, what=what),
        }  # fmt: skip
        if asked.kind == "variants":
            _compared_several(going_on.resume_variants(directory, **how), as_json=as_json)
        elif asked.kind == "comparison":
            _compared(going_on.resume_comparison(directory, **how), as_json=as_json)
        elif asked.kind == "responses":
            word = asked.what["asked"]
            _several(going_on.resume_responses(directory, **how), word, as_json=as_json, quiet=quiet)
        else:
            _one(going_on.resume(directory, **how), as_json=as_json, quiet=quiet)


def _page(found: Run, *, quiet: bool) -> None:
    from xinyong.cli.output import say
    from xinyong.cli.streams import note

    for warning in found.summary["warnings"] if not quiet else ():
        note(f"warning: {warning}")
    say(repr(found))


def _where(found: Run) -> None:
    from xinyong.cli.output import say

    say(f"\nThe result is in {found.directory}")
    say(f"  xinyong report {found.directory}    a page for readers")
    say(f"  xinyong audit {found.directory}     every measure")


def announce(engine: str, *, quiet: bool) -> None:
    """Say that the kernel will be compiled, when it will: it is the only time that nothing seems to happen."""
    if engine != "kernel" or quiet:
        return
    from importlib import import_module

    from xinyong.cli.streams import note

    import_module("xinyong.engine.play")  # every kernel is known once the engine is loaded
    if not import_module("xinyong.kernel.jit").compiled():
        note("compiling the kernel for this machine: once, under 20 seconds; kept for later runs")


def compare(
    scheme: SchemeName,
    others: Annotated[
        list[str],
        typer.Option("--with", metavar="B", help="A scheme to compare with; `none` is ordinary law alone. Repeatable."),
    ],
    world: WorldName = None,
    people: PeopleCount = 100_000,
    years: Years = None,
    days: Days = None,
    seeds: Annotated[str, typer.Option("--seeds", metavar="1..20", help="Seeds: 7, 1..20 or 1,4,7..9.")] = "1",
    window: Window = 7,
    response: Annotated[
        str,
        typer.Option(
            "--response",
            help="none, a story of the world (deterrence …), bounds, or family (a column each).",
        ),
    ] = "family",
    engine: EngineName = "kernel",
    threads: Threads = 0,
    settings: Settings = None,
    amend: Annotated[
        list[str] | None, typer.Option("--amend", metavar="PATH=VALUE", help="Amend B only. Repeatable.")
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            "--until",
            metavar="MEASURE:ci<0.1",
            help="Add seeds only until the luck of the difference in "
            "MEASURE is that narrow: half its interval, as a share of it; from five seeds on.",
        ),
    ] = None,
    out: Out = None,
    checkpoint_every: CheckpointEvery = None,
    executor: Executor = "threads",
    shards: Shards = None,
    deadline: Deadline = DEADLINE_SECONDS,
    address: Address = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Compare a scheme with another, or with several, over the same synthetic people with the same luck.

    With several `--with` all are laid beside the first, in one table; each comparison lies in a directory of its own
    below DIR, and is read as any other.
    """
    from xinyong.cli.output import Progress
    from xinyong.cli.stopping import finishing_first
    from xinyong.experiment.comparison import prepare_comparison
    from xinyong.experiment.kept_comparisons import COMPARISON, SEVERAL
    from xinyong.experiment.several import prepare_several

    what: dict[str, Any] = {
        "people": people, "years": years, "days": days, "window": window, "seeds": seeds,
        "settings": settings_of(settings), "responses": RUNS.get(response, (response,)),
        "until": until,
    }  # fmt: skip
    amended = settings_of(amend, "--amend")
    _refuse_amended(others, amended)
    how: dict[str, Any] = {
        "engine": engine, "threads": threads, "executor": PlayedWhere(executor, shards, deadline, address),
        "checkpoint_every": checkpoint_every, "progress": Progress("playing", quiet=quiet or as_json, what="runs"),
    }  # fmt: skip
    with finishing_first(wanted=checkpoint_every is not None) as stop:
        if len(others) > 1:
            several = prepare_several(scheme, others, world, **what)
            announce(engine, quiet=quiet)
            _compared_several(SEVERAL.keep(several, out or several.place, stop=stop, **how), as_json=as_json)
            return
        pair = prepare_comparison(scheme, others[0], world, amend=amended, **what)
        announce(engine, quiet=quiet)
        _compared(COMPARISON.keep(pair, out or pair.place, stop=stop, **how), as_json=as_json)


def _refuse_amended(others: list[str], amended: dict[str, Any] | None) -> None:
    from xinyong.errors import InputError

    if len(others) > 1 and amended:
        raise InputError(f"found --amend with {len(others)} times --with; it amends one B: compare with that one "
                         "alone, or write the amended scheme to a file and name it")  # fmt: skip


def _compared_several(found: Variants, *, as_json: bool) -> None:
    """Say what came of a comparison with several others, and write its page."""
    from xinyong.cli.output import emit_json
    from xinyong.cli.variants import print_variants
    from xinyong.report.variants import write_variants

    write_variants(found)
    if as_json:
        emit_json(found.as_json())
    else:
        print_variants(found)


def _compared(pair: Pair, *, as_json: bool) -> None:
    """Say what came of a comparison."""
    from xinyong.cli.output import emit_json, say
    from xinyong.cli.pairs import pair_page

    if as_json:
        emit_json(pair.as_json())
        return
    pair_page(pair)
    say(f"\nThe comparison is in {pair.directory}")
    say(f"  xinyong report {pair.directory}    a page for readers")
    say(f"  xinyong audit {pair.directory}     every measure")


def plan(
    scheme: SchemeName,
    world: WorldName = None,
    people: PeopleCount = 100_000,
    years: Years = None,
    days: Days = None,
    window: Window = 7,
    threads: Threads = 0,
    settings: Settings = None,
    ledger: Ledger = None,
    sample: Sample = None,
    register: Annotated[
        Path | None,
        typer.Option("--register", metavar="FILE", help="Freeze in a new file what is to be looked at, and its hash."),
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="Of the registration: its day, by your word.")
    ] = None,
    measure: Annotated[
        list[str] | None, typer.Option("--measure", metavar="NAME", help="Of the registration. Repeatable.")
    ] = None,
    group: Annotated[
        list[str] | None,
        typer.Option(
            "--group",
            metavar="'TRAIT: LEVEL'",
            help="Of the registration, or two with ' & ' or ' against ' between. Repeatable.",
        ),
    ] = None,
    others: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="B", help="Of the registration: what it will be compared with. Repeatable."),
    ] = None,
    seeds: Annotated[
        str | None, typer.Option("--seeds", metavar="1..20", help="Of the registration; default: 1.")
    ] = None,
    response: Annotated[
        list[str] | None,
        typer.Option("--response", metavar="R", help="Of the registration; default: all scenarios. Repeatable."),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="MEASURE:ci<0.1", help="Of the registration: the stopping rule of `compare`."),
    ] = None,
    as_json: AsJson = False,
    quiet: Annotated[bool, quietly("Print the three totals alone, each with its name.")] = False,
) -> None:
    """Say what a run would need before it is run: memory, time, disk, chances and requests, line by line.

    With --register what is to be looked at is frozen first; `audit` and `report` given the file mark what was planned.
    """
    from xinyong.cli.output import emit_json, rows, say, say_fields
    from xinyong.cli.registering import refuse_without_file, register_plan
    from xinyong.experiment.plan import plan as plan_run

    found = plan_run(scheme, world, people=people, years=years, days=days, window=window, threads=threads,
                     settings=settings_of(settings), ledger=ledger, sample=sample)  # fmt: skip
    sha256 = None
    if register is None:
        refuse_without_file({"date": date, "measure": measure, "group": group, "with": others, "seeds": seeds,
                             "response": response, "until": until})  # fmt: skip
    else:
        sha256 = register_plan(
            register, scheme, world, others=others or (), date=date, seeds=seeds, responses=response or (), until=until,
            measures=measure or (), groups=group or (), people=people, years=years, days=days, window=window,
            settings=settings_of(settings),
        ).sha256  # fmt: skip
    if as_json:
        emit_json({**found.as_json(), "registered_sha256": sha256})
        return
    if quiet:
        whole = found.as_json()
        say_fields((name, str(whole[name])) for name in TOTALS)
        return
    rows(("what", "figure", "unit", "how"), found.lines(), title=f"Plan of {found.scheme} in {found.world}")
    if sha256 is not None:
        say(f"\nRegistered in {register}, SHA-256 {sha256}: hand the hash to somebody who can vouch for the day")
