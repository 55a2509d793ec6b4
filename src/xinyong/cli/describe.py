"""Schemes, worlds and definitions as plain objects (for `--json`) and as pages (for people)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xinyong.cli.output import rows, say
from xinyong.files.canonical import plain_of
from xinyong.files.count import ValueCount
from xinyong.files.evidence import Cited, Record
from xinyong.files.unknowns import ends
from xinyong.files.words import in_words
from xinyong.population.check import count_world_values
from xinyong.population.funnel import funnels
from xinyong.population.world import World
from xinyong.scheme.clauses import Consequence, Rule, Scheme
from xinyong.scheme.count import count_values


def _evidence(record: Any) -> dict[str, Any]:
    return {
        "source": getattr(record, "source", None),
        "at": getattr(record, "at", ""),
        "grade": getattr(record, "grade", ""),
    }


def _counted(count: Any) -> dict[str, int]:
    return {"cited": count.cited, "assumed": count.assumed, "unknown": count.unknown, "of": count.total}


def scheme_object(scheme: Scheme) -> dict[str, Any]:
    """Return a scheme under the names that `xinyong show --json` promises."""
    return {
        "id": scheme.scheme,
        "evidence": scheme.evidence,
        "name": plain_of(scheme.name),
        "about": scheme.about,
        "in_force": plain_of(scheme.in_force),
        "world": scheme.world,
        "values": _counted(count_values(scheme)),
        "score": plain_of(scheme.score) if scheme.score else None,
        "rules": [
            {
                "id": r.id,
                "act": r.act,
                "points": plain_of(r.points),
                "validity": plain_of(r.validity),
                "text": r.text,
                "source": r.source or getattr(r.points, "source", None),
                "at": r.at or getattr(r.points, "at", ""),
                "grade": getattr(r.points, "grade", r.grade),
            }
            for r in scheme.rules
        ],
        "tiers": [plain_of(t) for t in scheme.tiers],
        "lists": [plain_of(one) for one in scheme.lists],
        "consequences": [plain_of(c) for c in scheme.consequences],
        "procedures": {
            "notice": plain_of(scheme.notice),
            "objection": plain_of(scheme.objection),
            "repairs": [plain_of(r) for r in scheme.repairs],
            "publicity": [plain_of(p) for p in scheme.publicity],
            "consent": plain_of(scheme.consent) if scheme.consent else None,
            "halt": plain_of(scheme.halt) if scheme.halt else None,
            "caps": [plain_of(c) for c in scheme.caps],
        },
        "members": [plain_of(m) for m in scheme.members],
        "sources": {name: plain_of(source) for name, source in scheme.sources.items()},
    }


def world_object(world: World) -> dict[str, Any]:
    """Return a world as a plain object."""
    return {"id": world.world, "values": _counted(count_world_values(world)), **plain_of(world)}


def rule_points(scheme: Scheme) -> Iterator[tuple[str, str]]:
    """Yield each rule's id and its points: a bare number, `none`, or both ends of what is unknown joined by `or`."""
    for rule in scheme.rules:
        yield rule.id, " or ".join(_bare(end) for end in ends(rule.points))


def _bare(quantity: object) -> str:
    return f"{quantity.value:.15g}" if isinstance(quantity, Cited) else "none"


def world_names(world: World) -> Iterator[tuple[str, str]]:
    """Yield (sort, name) of everything that a scheme may name in a world."""
    for sort, declared in (("act", world.acts), ("channel", world.channels), ("service", world.services),
                           ("means", world.means), ("desk", world.desks)):  # fmt: skip
        for one in declared:
            yield sort, one.id
    for trait in world.traits:
        yield "trait", trait


def scheme_page(scheme: Scheme) -> None:
    """Print a scheme for a reader: rules with sources, tiers, consequences, procedures, sources."""
    _title(scheme.scheme, scheme.name, f"evidence: {scheme.evidence}")
    if scheme.about:
        say(scheme.about)
    say(_counts(count_values(scheme)))
    if scheme.score:
        score = scheme.score
        say(f"\nScore: {score.method}, start {in_words(score.start)}, floor {in_words(score.floor)}, "
            f"ceiling {in_words(score.ceiling)}; {score.better} is better.")  # fmt: skip
        for part in score.parts:
            say(f"Subtotal {in_words(part)}")
        if score.prior and score.board:
            weights = ", ".join(f"{t.id} {in_words(t.weight) if t.weight else 1}" for t in scheme.tiers)
            say(f"The start counts for {in_words(score.prior)}; the board is copied every {in_words(score.board)}.")
            say(f"What a rating by somebody in a tier weighs: {weights}.")
        elif score.board:
            say(f"The board, which a dimension made of ties reads, is copied every {in_words(score.board)}.")
    say()
    tiers = [(t.id, t.label, in_words(edge) if (edge := t.at_least or t.at_most or t.top) else "the rest",
              _cited(edge)) for t in scheme.tiers]  # fmt: skip
    if tiers:
        holds = (
            "best share" if scheme.ranked else "at most" if scheme.score and scheme.score.better == "lower" else "from"
        )
        rows(("tier", "label", holds, "source"), tiers, title="Tiers, best first")
        say()
    _rules(scheme)
    if scheme.consequences:
        rows(
            ("consequence", "for", "service", "effect", "source"),
            [(c.id, _whom(c), c.service, c.effect, _cited(c)) for c in scheme.consequences],
            title="Consequences",
        )
        say()
    say(f"Notice: {in_words(scheme.notice)}")
    say(f"Objection: {in_words(scheme.objection)}")
    for one in (*scheme.repairs, *scheme.publicity, *scheme.caps):
        say(f"{type(one).__name__} {in_words(one)}")
    _sources(scheme.sources)


def _rules(scheme: Scheme) -> None:
    """Print the rules of a scheme, and where they list."""
    if scheme.rules:
        rows(
            ("rule", "act", "points", "in force for", "source"),
            [(r.id, r.act, in_words(r.points), in_words(r.validity), _cited_rule(r)) for r in scheme.rules],
            title="Rules",
        )
        say()
    listings = [(r.id, r.listing.list, in_words(r.listing.term), _cited(r.listing)) for r in scheme.rules if r.listing]
    if listings:
        rows(("rule", "list", "for", "source"), listings, title="Listings")
        say()


def world_page(world: World) -> None:
    """Print a world for a reader: who lives there, what they do, who watches, what they ask for."""
    _title(world.world, world.name, f"day 0 is {world.first_day}")
    if world.about:
        say(world.about)
    say(f"{_counts(count_world_values(world))}\n")
    rows(
        ("place", "adult residents", "source"),
        [(p.id, in_words(p.residents), _cited(p.residents)) for p in world.places],
    )
    say()
    rows(("act", "kind", "rate", "source"), [(a.id, a.kind, in_words(a.rate), _cited(a.rate)) for a in world.acts],
         title="Acts, per adult")  # fmt: skip
    say()
    rows(("channel", "sort", "gets the wrong person", "source"),
         [(c.id, c.sort, in_words(c.misattributed), _cited(c.misattributed)) for c in world.channels])  # fmt: skip
    if reached := funnels(world):
        say()
        rows(("channel", "stage", "acts left"),
             [(one.channel, one.stage, f"{one.per_1000_and_year:,.3g} per 1,000 adults and year") for one in reached],
             title="Funnels")  # fmt: skip
    _politics(world)
    say()
    rows(("service", "asked for", "source"), [(s.id, in_words(s.rate), _cited(s.rate)) for s in world.services])
    _sources(world.sources)


def _politics(world: World) -> None:
    """Print what somebody chose: support, opposition by date, and orders to target protected conduct."""
    politics, lines = world.politics, list[tuple[str, str, str]]()
    if politics is not None and politics.support is not None:
        lines.append(("support", in_words(politics.support.share), _cited(politics.support.share)))
    for step in politics.opposition if politics is not None else ():
        lines.append((f"opposition from {step.from_}", in_words(step.share), _cited(step.share)))
    for one in politics.criticism if politics is not None else ():
        lines.append((f"criticism on {one.date}", one.text, one.source))
    for target in world.targeting:
        said = f"{target.channel} writes {target.of} down as {target.act} from {target.from_}"
        lines.append((said, in_words(target.share), _cited(target.share)))
    if lines:
        say()
        rows(("chosen input, no forecast", "share", "source"), lines, title="Politics")


def _title(ident: str, name: Any, more: str) -> None:
    original = " ".join(part for part in (name.zh_hans, name.pinyin) if part)
    say(f"{name.en}{f' ({original})' if original else ''} · {ident} · {more}")


def _cited(record: Record | None) -> str:
    """Return where a value or clause comes from, in a few words."""
    if record is None:
        return ""
    source, at, grade = getattr(record, "source", None), getattr(record, "at", ""), getattr(record, "grade", "")
    if hasattr(record, "between"):
        return "unknown: looked in " + ", ".join(getattr(record, "looked", ()))
    return " ".join(part for part in (source or "", at, f"[{grade}]" if grade else "") if part)


def _cited_rule(rule: Rule) -> str:
    """Return where a rule comes from: the paragraph of its points, else that of the rule."""
    of_points, own = _cited(rule.points), _cited(rule)
    if getattr(rule.points, "at", "") or not rule.at:
        return of_points or own
    return own if rule.source == getattr(rule.points, "source", None) or not of_points else f"{of_points}; {own}"


def _counts(count: ValueCount) -> str:
    return (
        f"{count.assumed} of {count.total} {count.what} are assumed, {count.unknown} unknown; {count.cited} are cited."
    )


def _whom(consequence: Consequence) -> str:
    return ", ".join((*consequence.tiers, *consequence.lists, *["whoever is not scored"] * consequence.unscored))


def _sources(sources: dict[str, Any]) -> None:
    if sources:
        say("\nSources")
        for name, source in sources.items():
            say(f"  {name}: {source.title}{f', {source.date}' if source.date else ''} "
                f"({source.reliability}){f' {source.url}' if source.url else ''}")  # fmt: skip


__all__ = ["rule_points", "scheme_object", "scheme_page", "world_names", "world_object", "world_page"]
