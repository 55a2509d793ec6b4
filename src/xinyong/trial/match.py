"""Does a scheme fit a world? What it names must be there, unless the clause is optional."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from xinyong.errors import FileError, Problem
from xinyong.files.evidence import Nothing
from xinyong.files.nearest import suggestion
from xinyong.population.world import World
from xinyong.scheme.clauses import Copy, Rule, Scheme
from xinyong.scheme.rating import rates
from xinyong.scheme.tied import tied_part


@dataclass(frozen=True, slots=True)
class Missing:
    """A name in a scheme that the world does not know."""

    kind: str
    name: str
    path: str


@dataclass(frozen=True)
class Fitted:
    """A scheme as it applies in a world: without optional clauses that the world lacks, which `warnings` names."""

    scheme: Scheme
    warnings: tuple[str, ...]


def fit(scheme: Scheme, world: World) -> Fitted:
    """Return the scheme as it applies in the world.

    Raises:
        FileError: a clause that is not optional names something unknown to the world; all of them at once.
    """
    missing = list(_missing(scheme, world))
    optional = {f"rules.{r.id}.act" for r in scheme.rules if r.optional}
    optional |= {f"consequences.{c.id}.service" for c in scheme.consequences if c.optional}
    optional |= {_road(copy).path for copy in scheme.copies if copy.optional}
    problems = [_problem(scheme, world, one) for one in missing if one.path not in optional]
    problems += _evidence_problems(scheme, world)
    problems += _encounter_problems(scheme, world)
    problems += _circle_problems(scheme, world)
    if problems:
        raise FileError(problems)
    gone = {one.path for one in missing}
    rules = tuple(r for r in scheme.rules if f"rules.{r.id}.act" not in gone)
    kept = {rule.id for rule in rules}
    changed = {
        "rules": rules,
        "consequences": tuple(c for c in scheme.consequences if f"consequences.{c.id}.service" not in gone),
        "copies": tuple(copy for copy in scheme.copies if _road(copy).path not in gone),
        "repairs": tuple(_narrowed(clause, kept) for clause in scheme.repairs),
    }
    said = (
        f"{m.path}: the world `{world.world}` has no {m.kind} `{m.name}`; the optional clause is left out"
        for m in missing
    )
    return Fitted(scheme.model_copy(update=changed), tuple(said))


def _evidence_problems(scheme: Scheme, world: World) -> list[Problem]:
    """Return a problem where a scheme asks for evidence and the world does not say who has any."""
    asked = getattr(scheme.objection, "evidence", None) is not None
    if not asked or world.objecting is None or world.objecting.evidence is not None:
        return []
    message = f"the world `{world.world}` does not say who has evidence"
    path = "objection.evidence"
    return [Problem(message, "add `objecting.evidence` to the world", scheme.scheme, path=path)]


def _encounter_problems(scheme: Scheme, world: World) -> list[Problem]:
    """Return a problem where people are to rate each other and the world does not say how they meet."""
    if not rates(scheme) or world.encounters is not None:
        return []
    message = f"in the world `{world.world}` nobody meets anybody, so nobody is rated"
    return [Problem(message, "add `encounters` to the world", scheme.scheme, path="score.method")]


def _circle_problems(scheme: Scheme, world: World) -> list[Problem]:
    """Return a problem where a dimension is made of a tie that does not bind both ways."""
    part = tied_part(scheme)
    tie = next((one for one in world.ties if part is not None and one.id == part.tie), None)
    if part is None or tie is None or tie.sort != "legal-representative":
        return []
    message = f"the tie `{tie.id}` of the world `{world.world}` is no group of people"
    path = f"score.parts.{part.id}.tie"
    return [Problem(message, "name a tie of the sort `household`, `kin` or `friends`", scheme.scheme, path=path)]


def _narrowed(clause: Any, kept: set[str]) -> Any:
    return clause.model_copy(update={"rules": tuple(rule for rule in clause.rules if rule in kept)})


def _known(world: World) -> dict[str, list[str]]:
    return {
        "act": [act.id for act in world.acts],
        "channel": [channel.id for channel in world.channels],
        "service": [service.id for service in world.services],
        "desk": [desk.id for desk in world.desks],
        "means": [means.id for means in world.means],
        "register": [register.id for register in world.registers],
        "tie": [tie.id for tie in world.ties],
        "trait": list(world.traits),
    }


def _missing(scheme: Scheme, world: World) -> Iterator[Missing]:
    """Yield every name of the scheme that the world does not know, in the order of the file."""
    known = _known(world)
    for name in _names(scheme):
        if name.kind == "level":
            trait, _, level = name.name.partition(": ")
            if trait in world.traits and level not in world.traits[trait]:
                yield name
        elif name.name not in known[name.kind]:
            yield name


def _names(scheme: Scheme) -> Iterator[Missing]:
    """Yield every name that a scheme takes from its world."""
    for rule in scheme.rules:
        yield Missing("act", rule.act, f"rules.{rule.id}.act")
        yield from (Missing("channel", name, f"rules.{rule.id}.channels") for name in rule.channels)
        yield from _levels(rule)
        if rule.met is not None:
            yield Missing("desk", rule.met.desk, f"rules.{rule.id}.met.desk")
    for consequence in scheme.consequences:
        yield Missing("service", consequence.service, f"consequences.{consequence.id}.service")
    yield from _roads(scheme)
    for repair in scheme.repairs:
        yield Missing("act", repair.act, f"repairs.{repair.id}.act")
        if repair.desk is not None:
            yield Missing("desk", repair.desk, f"repairs.{repair.id}.desk")
    if not isinstance(scheme.notice, Nothing):
        yield Missing("means", scheme.notice.by, "notice.by")  # type: ignore[union-attr]
    if not isinstance(scheme.objection, Nothing):
        yield Missing("desk", scheme.objection.desk, "objection.desk")  # type: ignore[union-attr]
        review = scheme.objection.review  # type: ignore[union-attr]
        if review is not None:
            yield Missing("desk", review.desk, "objection.review.desk")


def _roads(scheme: Scheme) -> Iterator[Missing]:
    """Yield the registers and ties along which copies go, and the ties that make a dimension of the score."""
    for copy in scheme.copies:
        yield _road(copy)
    for part in scheme.score.parts if scheme.score else ():
        if part.tie is not None:
            yield Missing("tie", part.tie, f"score.parts.{part.id}.tie")


def _road(copy: Copy) -> Missing:
    """Return the register or the tie along which a copy goes."""
    if copy.tie is not None:
        return Missing("tie", copy.tie, f"copies.{copy.id}.tie")
    return Missing("register", copy.through or "", f"copies.{copy.id}.through")


def _levels(rule: Rule) -> Iterator[Missing]:
    for trait, levels in rule.applies_to.items():
        yield Missing("trait", trait, f"rules.{rule.id}.applies_to")
        yield from (Missing("level", f"{trait}: {level}", f"rules.{rule.id}.applies_to") for level in levels)


def _problem(scheme: Scheme, world: World, one: Missing) -> Problem:
    known: Sequence[str]
    trait, _, level = one.name.partition(": ")
    known = world.traits[trait] if one.kind == "level" else _known(world)[one.kind]
    hint = suggestion(level or one.name, known, what=one.kind.removesuffix("s") + "s")
    return Problem(f"the world `{world.world}` has no {one.kind} `{one.name}`", hint, scheme.scheme, path=one.path)
