"""Reading what a run or a comparison left: measures, one synthetic life, the report, a check of the whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xinyong.cli.options import (
    Address,
    AsJson,
    Deadline,
    Executor,
    Out,
    Quiet,
    Registered,
    RunDirectory,
    Threads,
    Variant,
    length_of_time,
    quietly,
)
from xinyong.cli.pages import refuse_to_replace
from xinyong.engine.executors import DEADLINE_SECONDS
from xinyong.engine.executors import Executor as PlayedWhere


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (audit, case, quote, report, methods, bundle, verify):
        app.command()(command)


def audit(
    directory: RunDirectory,
    groups: Annotated[bool, typer.Option("--groups", help="Also for each level of each trait.")] = False,
    cross: Annotated[
        bool, typer.Option("--cross", help="--groups, and levels of two traits at once: the 40 largest.")
    ] = False,
    echo_people: Annotated[
        int | None,
        typer.Option(
            "--echo-people",
            metavar="N",
            help="People played to try each assumed value; 0 tries none, "
            "without it as many as were played, at most 50,000.",
        ),
    ] = None,
    registered: Registered = None,
    variant: Variant = None,
    threads: Threads = 0,
    executor: Executor = "threads",
    deadline: Deadline = DEADLINE_SECONDS,
    address: Address = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Give every measure of a run or a comparison: value, range, denominator, what it rests on.

    Of a comparison with several others each is given in turn. What is played for it, beside a run and for each assumed
    value, is played where --executor says: in processes one value is tried in each.
    """
    from xinyong.cli.output import Stages, emit_json
    from xinyong.cli.pairs import measures_page
    from xinyong.cli.registering import registration_for, say_departures, with_plan
    from xinyong.experiment.further_groups import FurtherGroups
    from xinyong.experiment.kept_audit import ECHO_PEOPLE, audits_of
    from xinyong.experiment.opening import of_variant

    where = PlayedWhere(executor, deadline_seconds=deadline, address=address)
    directory = of_variant(directory, variant)
    plan, departures = registration_for(registered, directory)
    asked = ECHO_PEOPLE if echo_people is None else echo_people
    further = FurtherGroups(cross, plan.groups if plan is not None else ())
    found = audits_of(directory, echo_people=asked, further=further, threads=threads, executor=where,
                      progress=Stages(quiet=quiet or as_json))  # fmt: skip
    if as_json:
        emit_json(with_plan(found, plan))
        return
    if plan is not None:
        say_departures(plan, departures)
    measures_page(found, groups=groups or cross or bool(further.named), planned=None if plan is None else plan.planned)


def case(
    directory: RunDirectory,
    subject: Annotated[int | None, typer.Argument(metavar="[SUBJECT]", help="A synthetic subject's number.")] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write the lives as one page that needs nothing else, day by day."),
    ] = None,
    response: Annotated[
        str | None, typer.Option("--response", metavar="R", help="Of a comparison, the scenario; default: the first.")
    ] = None,
    variant: Variant = None,
    as_json: AsJson = False,
    quiet: Annotated[bool, quietly("Print a line for each life: its subject's number and why it is told.")] = False,
) -> None:
    """Tell one synthetic life day by day: the worst, the median and three at random where no number is given.

    Of a comparison each day is told under both sides; of one with several others --variant says which. Every draw is
    told with what it was held against.
    """
    from xinyong.cli.output import emit_json, say, say_fields
    from xinyong.experiment.casefile import case as case_files
    from xinyong.experiment.opening import of_variant

    refuse_to_replace(html)
    found = case_files(of_variant(directory, variant), subject, response=response)
    if html is not None:
        from xinyong.report.case_page import write_cases

        write_cases(found, html)
    if as_json:
        page = None if html is None else str(html)
        emit_json({"synthetic": True, "page": page, "cases": [one.as_json() for one in found]})
        return
    if quiet:
        say_fields((str(one.story.subject), one.story.why) for one in found)
        return
    if html is not None:
        say(f"The lives are in {html}")
        return
    for one in found:
        say(one.text() + "\n")


def quote(
    directory: RunDirectory,
    variant: Variant = None,
    as_json: AsJson = False,
    quiet: Annotated[bool, quietly("Print the sentences alone, one a line.")] = False,
) -> None:
    """Print at most six sentences for a newspaper, each with its range, scenario and horizon, and what it cannot show.

    Which figures are said was fixed before any run. A run is laid beside ordinary law alone, as its report is. Of a
    comparison with two or three others the sentences are shared among them; of more, --variant says which.
    """
    from xinyong.cli.output import Progress, emit_json, say
    from xinyong.experiment.opening import of_variant
    from xinyong.report.quote import quote as quotations

    directory = of_variant(directory, variant)
    found = quotations(directory, progress=Progress("playing beside it", quiet=quiet or as_json, what="runs"))
    if as_json:
        emit_json(found.as_json())
    elif quiet:
        for one in found.quotes:
            say(one.sentence)
    else:
        say(found.text())


def methods(
    directory: RunDirectory,
    variant: Variant = None,
    as_json: AsJson = False,
    quiet: Annotated[bool, quietly("Print the same: there is nothing to leave out.")] = False,
) -> None:
    """Print the methods section for a paper, in Markdown: design, population, pairing, seeds, versions, hashes.

    It is made of the recipe and the manifest; nothing is played.
    """
    from xinyong.cli.output import emit_json, say
    from xinyong.experiment.opening import of_variant
    from xinyong.report.methods import methods as methods_of

    del quiet  # every line belongs to the section
    found = methods_of(of_variant(directory, variant))
    if as_json:
        emit_json({"methods": found})
    else:
        say(found.rstrip("\n"))


def report(
    directory: RunDirectory,
    out: Out = None,
    form: Annotated[str, typer.Option("--form", metavar="FORM", help="html, markdown, or json for machines.")] = "html",
    registered: Registered = None,
    variant: Variant = None,
    pictures: Annotated[
        Path | None,
        typer.Option("--pictures", metavar="FOLDER", help="Write its pictures too, SVG and PNG, each with its source."),
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Write the report: one page for a person who has never seen the project, with no network and every source.

    Of a comparison with several others the page is their table; each of them has a report of its own (--variant).
    """
    from xinyong.cli.output import Progress, emit_json, say
    from xinyong.errors import InputError
    from xinyong.experiment.kept_audit import open_audited
    from xinyong.experiment.opening import of_variant
    from xinyong.experiment.registration import read_registration
    from xinyong.experiment.variants import Variants
    from xinyong.report.brief import report as write_report
    from xinyong.report.variants import write_variants

    refuse_to_replace(out)
    subject = open_audited(of_variant(directory, variant))
    if isinstance(subject, Variants):
        for option, given in (("--registered", registered), ("--pictures", pictures)):
            if given is not None:
                raise InputError(f"{directory}: holds several comparisons; name one with --variant beside {option}")
        path = write_variants(subject, out, form=form)
    else:
        plan = read_registration(registered) if registered is not None else None
        path = write_report(subject, out, form=form, registered=plan, pictures=pictures,
                            progress=Progress("playing beside it", quiet=quiet or as_json, what="runs"))  # fmt: skip
    if as_json:
        drawn = None if pictures is None else str(pictures)
        emit_json({"report": str(path), "bytes": path.stat().st_size, "pictures": drawn})
    else:
        say(f"The report is in {path}")
        if pictures is not None:
            say(f"Its pictures are in {pictures}")


def bundle(
    directory: RunDirectory,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="The zip file; default: DIR.zip beside the directory.")
    ] = None,
    variant: Variant = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Put everything about a result into one zip file: report, tables, codebook, texts, model card, hashes.

    `xinyong verify FILE.zip` checks it on another machine. The same directory gives the same bytes.
    """
    from xinyong.cli.output import Progress, emit_json, say
    from xinyong.experiment.opening import of_variant
    from xinyong.report.bundle import bundle as write_bundle
    from xinyong.results.disk import hash_file

    directory = of_variant(directory, variant)
    path = write_bundle(directory, out, progress=Progress("playing beside it", quiet=quiet or as_json, what="runs"))
    written = hash_file(path)
    if as_json:
        emit_json({"bundle": str(path), "bytes": written.n_bytes, "sha256": written.sha256})
        return
    say(f"The bundle is in {path} ({written.n_bytes:,} bytes, SHA-256 {written.sha256})")
    if not quiet:
        say(f"  xinyong verify {path}    checks it, here or elsewhere")


def verify(
    result: Annotated[
        Path, typer.Argument(metavar="DIR", help="A run directory, a comparison, or a bundle (FILE.zip).")
    ],
    limit: Annotated[
        float,
        typer.Option("--limit", metavar="SECONDS", callback=length_of_time, help="How long to play the run again."),
    ] = 60.0,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Check a result: hashes, sampled subjects played alone, and the run played again as far as the limit allows.

    Of a comparison every file is hashed, and the scheme's side of the first scenario played again; of several each has
    its share of the limit. A bundle is unpacked
    into a folder that goes again; one that is damaged or comes from elsewhere is refused.

    Exit code 1 when this version does not reproduce it; the first window and block that differ are named.
    """
    from xinyong.cli.output import Progress, emit_json, say
    from xinyong.experiment.verify_bundle import verify as verify_result

    found = verify_result(result, limit_seconds=limit, progress=Progress("playing again", quiet=quiet or as_json))
    if as_json:
        emit_json(found.as_json())
    else:
        say(repr(found))
    if not found.ok:
        raise typer.Exit(1)
