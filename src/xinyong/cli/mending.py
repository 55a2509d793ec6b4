"""Where a harm comes from, over the parts of a scheme."""

from __future__ import annotations

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

if TYPE_CHECKING:
    from xinyong.experiment.blame import Blame
    from xinyong.files.unknowns import End

Response = Annotated[str, typer.Option("--response", metavar="R", help="none, or a story of the world (deterrence …).")]
EndTaken = Annotated[int, typer.Option("--end", min=0, max=1, help="Which end of what is unknown is taken: 0 or 1.")]


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(blame)


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
    as_json: AsJson = False,
    quiet: Annotated[
        bool, quietly("Print part, Shapley share and effect of taking it out alone, and no more.")
    ] = False,
) -> None:
    """Share a figure out over the parts of a scheme: the same lives without each part, and Shapley shares."""
    from xinyong.cli.output import Progress, emit_json, say_fields
    from xinyong.experiment.blame import blame as share_out

    found = share_out(
        scheme, world, measure=measure, over=over, groups=_groups(group), pairs=orders, end=end_of(end),
        engine=engine, people=people, years=years, days=days, seed=seed, response=response,
        settings=settings_of(settings), progress=Progress("blame", quiet=quiet or as_json, what="plays"),
    )  # fmt: skip
    if as_json:
        emit_json(found.as_json())
    elif quiet:
        say_fields((one.part, f"{one.shapley:.12g}", f"{one.ablation:.12g}") for one in found.shares)
    else:
        _page(found)


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
    say(f"The same {recipe.n_people:,} synthetic people of `{recipe.world.world}` with the same luck, "
        f"{recipe.days:,} days, seed {recipe.seed}, response `{recipe.response}`, played {found.plays:,} "
        "times.")  # fmt: skip
    if found.unknown:
        say(f"What the sources do not say is taken at end {recipe.end}: {', '.join(found.unknown)}")
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
