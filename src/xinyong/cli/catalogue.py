"""What there is: schemes, worlds, measures; one of them in full; what a measure means."""

from __future__ import annotations

from typing import Annotated

import typer

from xinyong.cli.options import AsJson, NamesAlone, quietly


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (schemes, worlds, measures, show, explain):
        app.command()(command)


def schemes(as_json: AsJson = False, quiet: NamesAlone = False) -> None:
    """List the schemes of the catalogue."""
    from xinyong.cli.output import emit_json, rows, say_fields
    from xinyong.files.catalogue import shipped
    from xinyong.scheme.count import count_values
    from xinyong.scheme.read import read_scheme

    if quiet and not as_json:
        say_fields((name,) for name in shipped("scheme"))
        return
    found = [read_scheme(name) for name in shipped("scheme")]
    if as_json:
        emit_json([
            {"id": s.scheme, "name": s.name.en, "evidence": s.evidence, "world": s.world, "place": s.issued_by.place,
             "assumed": {"values": count_values(s).assumed, "of": count_values(s).total}}
            for s in found
        ])  # fmt: skip
        return
    rows(("scheme", "name", "evidence", "world", "values"),
         [(s.scheme, s.name.en, s.evidence, s.world or "any", str(count_values(s))) for s in found])  # fmt: skip


def worlds(as_json: AsJson = False, quiet: NamesAlone = False) -> None:
    """List the worlds: synthetic populations built from published counts."""
    from xinyong.cli.output import emit_json, rows, say_fields
    from xinyong.files.catalogue import shipped
    from xinyong.population.check import count_world_values
    from xinyong.population.read import read_world

    if quiet and not as_json:
        say_fields((name,) for name in shipped("world"))
        return
    found = [read_world(name) for name in shipped("world")]
    residents = {w.world: int(sum(p.residents.value for p in w.places)) for w in found}
    if as_json:
        emit_json([
            {"id": w.world, "name": w.name.en, "first_day": w.first_day, "adult_residents": residents[w.world],
             "acts": len(w.acts), "services": len(w.services)}
            for w in found
        ])  # fmt: skip
        return
    rows(("world", "name", "adult residents", "values"),
         [(w.world, w.name.en, residents[w.world], str(count_world_values(w))) for w in found])  # fmt: skip


def measures(as_json: AsJson = False, quiet: NamesAlone = False) -> None:
    """List the measures that an audit gives, with their units."""
    from xinyong.audit.measures import MEASURES
    from xinyong.cli.output import emit_json, rows, say_fields

    if as_json:
        emit_json([definition.as_json() for definition in MEASURES.values()])
    elif quiet:
        say_fields((name,) for name in MEASURES)
    else:
        rows(("measure", "what it is", "unit"), [(d.name, d.definition, d.unit) for d in MEASURES.values()])


def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A scheme or world.")],
    as_json: AsJson = False,
    quiet: Annotated[
        bool,
        quietly(
            "Of a scheme print each rule and its points; of a world the names that a scheme may use, with their sort."
        ),
    ] = False,
) -> None:
    """Show a scheme or a world in full, with the source of each value; of a name of both, the world is `world:NAME`."""
    from xinyong.cli import describe
    from xinyong.cli.output import emit_json, say, say_fields
    from xinyong.cli.writing import A_WORLD, has_a_world_of_its_name, meant
    from xinyong.population.read import read_world
    from xinyong.scheme.read import read_scheme

    name, of_world = meant(name)
    if of_world:
        world = read_world(name)
        if as_json:
            emit_json(describe.world_object(world))
        elif quiet:
            say_fields(describe.world_names(world))
        else:
            describe.world_page(world)
        return
    scheme = read_scheme(name)
    if as_json:
        emit_json(describe.scheme_object(scheme))
    elif quiet:
        say_fields(describe.rule_points(scheme))
    else:
        describe.scheme_page(scheme)
        if has_a_world_of_its_name(name):
            say(f"\nThe world of the same name: xinyong show {A_WORLD}{name}")


def explain(
    name: Annotated[str, typer.Argument(metavar="MEASURE", help="A measure's name.")],
    as_json: AsJson = False,
    quiet: Annotated[bool, quietly("Print the definition alone, on one line.")] = False,
) -> None:
    """Explain a measure: formula, denominator, what it rests on, what it cannot say."""
    from xinyong.audit.measures import explain as definition_of
    from xinyong.cli.output import emit_json, say

    found = definition_of(name)
    if as_json:
        emit_json(found.as_json())
        return
    if quiet:
        say(found.definition)
        return
    say(f"{found.name}\n  {found.definition}\n")
    told = {"formula": found.formula, "unit": found.unit, "divided by": found.denominator, "rests on": found.rests_on,
            "cannot say": found.cannot_say, "source": found.source}  # fmt: skip
    for title, text in told.items():
        say(f"  {title:<11} {text}")
