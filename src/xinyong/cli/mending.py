"""Where a harm comes from, over the parts of a scheme; and the smallest amendments that bring it under a bound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from xinyong.cli.options import (
    AsJson,
    Days,
    EngineName,
    PeopleCount,
    SchemeName,
    Seed,
    Settings,
    WorldName,
    Years,
    quietly,
    settings_of,
)
from xinyong.cli.pages import refuse_to_replace

if TYPE_CHECKING:
    from xinyong.experiment.blame import Blame
    from xinyong.experiment.mended import Mended, Row
    from xinyong.files.unknowns import End
    from xinyong.results.recipe import Recipe

Response = Annotated[str, typer.Option("--response", metavar="R", help="none, or a story of the world (deterrence …).")]
Page = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Write it as one page that needs nothing else.")
]
EndTaken = Annotated[int, typer.Option("--end", min=0, max=1, help="Which end of what is unknown is taken: 0 or 1.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(blame)
    app.command()(mend)


def blame(
    scheme: SchemeName,
    measure: Annotated[
        str, typer.Option("--measure", metavar="NAME", help="The figure that is shared out; `xinyong measures`.")
    ] = "wrongful_restricted_days",
    over: Annotated[
        str,
        typer.Option("--over", metavar="PARTS", help="clauses, rules, consequences, channels or procedures."),
    ] = "clauses",
    group: Annotated[
        list[str] | None,
        typer.Option("--group", metavar="NAME=PART,PART", help="Parts to be taken as one. Repeatable."),
    ] = None,
    orders: Annotated[
        int, typer.Option("--orders", metavar="K", help="Drawn orders, each with its reverse, beyond 8 parts.")
    ] = 8,
    world: WorldName = None,
    people: PeopleCount = 10_000,
    years: Years = None,
    days: Days = None,
    seed: Seed = 1,
    response: Response = "none",
    end: EndTaken = 0,
    settings: Settings = None,
    engine: EngineName = "kernel",
    html: Page = None,
    as_json: AsJson = False,
    quiet: Annotated[
        bool, quietly("Print part, Shapley share and effect of taking it out alone, and no more.")
    ] = False,
) -> None:
    """Share a figure out over the parts of a scheme: the same lives without each part, and Shapley shares."""
    from xinyong.cli.output import Progress, emit_json, say_fields
    from xinyong.experiment.blame import blame as share_out

    refuse_to_replace(html)
    found = share_out(
        scheme, world, measure=measure, over=over, groups=_groups(group), pairs=orders, end=end_of(end),
        engine=engine, people=people, years=years, days=days, seed=seed, response=response,
        settings=settings_of(settings), progress=Progress("blame", quiet=quiet or as_json, what="plays"),
    )  # fmt: skip
    if html is not None:
        from xinyong.report.blame_page import write_blame

        write_blame(found, html)
    if as_json:
        emit_json({**found.as_json(), "page": None if html is None else str(html)})
    elif quiet:
        say_fields((one.part, f"{one.shapley:.12g}", f"{one.ablation:.12g}") for one in found.shares)
    else:
        _page(found)
        _say_page(html)


def end_of(number: int) -> End:
    """Return an end as it was typed."""
    chosen: dict[int, Literal[0, 1]] = {0: 0, 1: 1}
    return chosen[number]


def _groups(written: list[str] | None) -> dict[str, list[str]]:
    """Return NAME=PART,PART as a mapping; errors as `settings_of`."""
    found = settings_of(written, "--group")
    return {name: [part.strip() for part in parts.split(",") if part.strip()] for name, parts in found.items()}


def _page(found: Blame) -> None:
    from xinyong.audit.sentences import title_of
    from xinyong.cli.output import figure, rows, say

    recipe = found.recipe
    say(f"{title_of(recipe.scheme)}: {found.measure} ({found.unit}), shared out over {found.over}")
    _played(recipe, found.plays, found.unknown)
    say(f"\nwith all of them {figure(found.whole)}, with none of them {figure(found.nothing)}")
    if found.whole == found.nothing:
        say("There is no difference to share out: shares add up to 0 and only say which parts work against each other.")
    errors = () if found.exact else ("standard error",)
    rows(("part", "Shapley share", *errors, "less without it alone"),
         [(one.part, one.shapley, *(() if one.standard_error is None else (one.standard_error,)), one.ablation)
          for one in found.shares])  # fmt: skip
    how = (
        "every set of parts was played" if found.exact else f"{found.orders} orders, half of them reverses, were drawn"
    )
    say(f"\nShares add up to the difference; {how}. A share below 0: with this part the figure is lower. It is about\n"
        "these rules in this synthetic population, and no judgement of who is at fault.")  # fmt: skip


def mend(
    scheme: SchemeName,
    bound: Annotated[
        str, typer.Option("--bound", metavar="BOUND", help="NAME<=NUMBER or NAME>=NUMBER; 0.1x: a tenth of now.")
    ] = "wrongful_restricted_days<=0.1x",
    at_most: Annotated[int, typer.Option("--at-most", metavar="K", help="Amendments together, 1 to 3.")] = 3,
    keep: Annotated[
        float,
        typer.Option(
            "--keep",
            metavar="SHARE",
            help="Share of restricted days, neither wrongful nor on protected conduct, that must be left.",
        ),
    ] = 0.9,
    offer: Annotated[
        list[str] | None,
        typer.Option("--offer", metavar="PATH=VALUE", help="A further amendment to be tried. Repeatable."),
    ] = None,
    world: WorldName = None,
    people: PeopleCount = 10_000,
    years: Years = None,
    days: Days = None,
    seed: Seed = 1,
    response: Annotated[
        str | None,
        typer.Option("--response", metavar="R", help="none or a story of the world; default: deterrence, if told."),
    ] = None,
    end: EndTaken = 0,
    settings: Settings = None,
    engine: EngineName = "kernel",
    html: Page = None,
    as_json: AsJson = False,
    quiet: Annotated[bool, quietly("Print the settings of the first mend alone, one a line; nothing: none.")] = False,
) -> None:
    """Search the smallest amendments that bring a harm under a bound, over the same lives; or show the frontier."""
    from xinyong.cli.output import Progress, emit_json, say
    from xinyong.experiment.mend import mend as search

    refuse_to_replace(html)
    found = search(
        scheme, world, to=bound, at_most=at_most, keep=keep, end=end_of(end), response=response,
        offers=[{path: value} for path, value in settings_of(offer, "--offer").items()], engine=engine, people=people,
        years=years, days=days, seed=seed, settings=settings_of(settings),
        progress=Progress("mend", quiet=quiet or as_json, what="plays"),
    )  # fmt: skip
    if html is not None:
        from xinyong.report.mend_page import write_mend

        write_mend(found, html)
    if as_json:
        emit_json({**found.as_json(), "page": None if html is None else str(html)})
    elif quiet:
        for path, value in found.mends[0].settings.items() if found.mends else ():
            say(f"{path}={value}")
    else:
        _mended_page(found)
        _say_page(html)


def _say_page(page: Path | None) -> None:
    from xinyong.cli.output import say

    if page is not None:
        say(f"\nThe page is in {page}")


def _mended_page(found: Mended) -> None:
    from xinyong.audit.sentences import title_of
    from xinyong.cli.output import figure, rows, say
    from xinyong.experiment.mended import MOST_ROWS

    recipe, name = found.recipe, found.bound.objective.name
    say(f"{title_of(recipe.scheme)}: {found.bound.written()}, now {figure(found.now)}")
    _played(recipe, found.plays, found.unknown)
    say(f"{len(found.rows):,} sets of {found.n_amendments:,} amendments were tried.\n")
    chosen = found.mends[:MOST_ROWS] or found.frontier[:MOST_ROWS]
    lines: list[tuple[object, ...]] = [
        (one.name, "–" if one.value is None else figure(one.value), "", one.why) for one in found.comparators
    ]
    lines.append(("as it is", figure(found.now), "100%", ""))
    lines += [(f"{number}", figure(row.value), f"{row.kept:.0%}", row.refused or "holds")
              for number, row in enumerate(chosen, 1)]  # fmt: skip
    rows(("", name, "rightful days kept", "what gives way"), lines)
    for number, row in enumerate(chosen, 1):
        _row(number, row, found)
    say(f"\n{found.said()}")
    say("It is about these rules in this synthetic population. Numbers in amendments are ours, and nobody says that a\n"
        "scheme with fewer wrongful days would be just.")  # fmt: skip


def _played(recipe: Recipe, plays: int, unknown: tuple[str, ...]) -> None:
    from xinyong.cli.output import say

    say(f"The same {recipe.n_people:,} synthetic people of `{recipe.world.world}` with the same luck, "
        f"{recipe.days:,} days, seed {recipe.seed}, response `{recipe.response}`, played {plays:,} times.")  # fmt: skip
    if unknown:
        say(f"What the sources do not say is taken at end {recipe.end}: {', '.join(unknown)}")


def _row(number: int, row: Row, found: Mended) -> None:
    from xinyong.cli.output import figure, say

    say(f"\n{number}  " + "\n   ".join(one.says for one in row.amendments))
    moved = (f"{name} {figure(one['before'])} → {figure(one['after'])}" for name, one in found.changed(row).items())
    say("   " + "; ".join(moved))
