"""A scheme's clauses in words: quantities, grades and sources, as tables that a jurist can check against the texts."""

from __future__ import annotations

from collections.abc import Mapping

from xinyong.files.evidence import Cited, Nothing, Quantity, Source, UnknownNumber
from xinyong.files.unknowns import values
from xinyong.population.world import World
from xinyong.report.content import Grid, Span, Text, code, link, place_of, text
from xinyong.report.numbers import MINUS
from xinyong.scheme.clauses import Consequence, Rule, Scheme, Tier

GRADES = {
    "law": "law",
    "official": "official",
    "academic": "academic",
    "press": "press",
    "hearsay": "hearsay",
    "derived": "derived",
    "assumed": "assumed",
}

EFFECTS = {
    "refused": "refused",
    "delayed": "delayed",
    "priced": "dearer",
    "deposit": "against a deposit",
    "checked": "checked more strictly",
    "waived": "waived",
    "favoured": "favoured",
}

_UNITS = {
    "point": ("point", "points"),
    "day": ("day", "days"),
    "working day": ("working day", "working days"),
    "person": ("person", "people"),
}

Sources = Mapping[str, Source]
NO_SOURCE = "no source"


def place_of_clause(path: str) -> str:
    """Return the place of a clause of the scheme in a report by its path: `rules.late-loan`, `notice`."""
    return place_of("clause", path)


def amount(value: float, unit: str, *, signed: bool = False) -> str:
    """Write a number with its unit, exactly; `signed` puts a plus before gains.

    >>> amount(-50, "point", signed=True), amount(1, "day"), amount(0.125, "share")
    ('−50 points', '1 day', '0.125')
    """
    size = f"{abs(value):,.12g}"
    sign = MINUS if value < 0 else "+" if signed and value > 0 else ""
    if unit in _UNITS:
        return f"{sign}{size} {_UNITS[unit][abs(value) != 1]}"
    return f"{sign}{size}" if unit in ("share", "ratio", "shape", "elasticity", "step") else f"{sign}{size} {unit}"


def quantity(found: Quantity | None, *, signed: bool = False, nothing: str = "none") -> str:
    """Write a quantity as the file states it: a value, with its range where it is assumed; none; or both ends."""
    if found is None:
        return ""
    if isinstance(found, Nothing):
        return nothing
    if isinstance(found, UnknownNumber):
        first, second = (quantity(end, signed=signed, nothing=nothing) for end in found.between)
        return f"not found: {first}, or {second}"
    written = amount(found.value, found.unit, signed=signed)
    if found.grade != "assumed":
        return written
    low, high = found.range or (found.value, found.value)
    if low == high:
        return f"{written} (assumed)"
    return f"{written} (assumed; {amount(low, '', signed=signed).strip()} to {amount(high, '', signed=signed).strip()})"


def source_links(names: tuple[str, ...], sources: Sources) -> Text:
    """Return the sources of something as links, by their short names, each once."""
    spans: list[str | Span | Text] = []
    for name in dict.fromkeys(names):
        found = sources.get(name)
        spans += [", " if spans else "", link(name, found.url) if found else Span(name)]
    return text(*spans)


def _read_in(names: tuple[str, ...], place: str, sources: Sources) -> Text:
    """Return where a clause was read, or that no source says it."""
    return text(source_links(names, sources) if names else NO_SOURCE, f": {place}" if place else "")


def cited_by(*parts: object) -> tuple[str, ...]:
    """Return the sources that clauses and numbers name, `source` before `also`, each once, in order."""
    names: list[str] = []
    for part in parts:
        source = getattr(part, "source", None)
        names += [*([source] if source else []), *getattr(part, "also", ())]
    return tuple(dict.fromkeys(names))


def rules_table(scheme: Scheme, world: World) -> Grid:
    """Return the scheme's rules: what counts, points, how long, how sure, where it is said."""
    acts = {act.id: act.name.en for act in world.acts}
    return Grid(
        "The rules, as the scheme file states them",
        tuple(
            text(words)
            for words in ("Rule", "What counts", "Points", "In force for", "Grade", "Source and place in it")
        ),
        tuple(_rule_row(rule, acts, scheme.sources) for rule in scheme.rules),
        (False,) * 6,
        ids=tuple(place_of_clause(f"rules.{rule.id}") for rule in scheme.rules),
    )


def _rule_row(rule: Rule, acts: Mapping[str, str], sources: Sources) -> tuple[Text, ...]:
    where = [rule.at, getattr(rule.points, "at", "")]
    place = "; ".join(dict.fromkeys(words for words in where if words))
    graded = rule.points.grade if isinstance(rule.points, Cited) else rule.grade
    more = [words for words in _extras(rule) if words]
    what = rule.text or acts.get(rule.act, rule.act)
    return (
        text(code(rule.id)),
        text(what, f" ({'; '.join(more)})" if more else ""),
        text(quantity(rule.points, signed=True)),
        text(quantity(rule.validity, nothing="no end")),
        text(GRADES[graded]),
        _read_in(cited_by(rule, rule.points), place, sources),
    )


def _each_time(rule: Rule) -> str:
    """Return how the points change from one time to the next, if they do."""
    if rule.repeat is None:
        return ""
    falls = any(value * rule.repeat.step.value < 0 for value in values(rule.points))
    return f"{'for less' if falls else 'dearer'} each time by {quantity(rule.repeat.step, signed=True)}"


def _extras(rule: Rule) -> list[str]:
    """Return what a rule does beside its points."""
    return [
        "; ".join(f"only {trait} {', '.join(levels)}" for trait, levels in rule.applies_to.items()),
        f"up to {quantity(rule.discretion.to, signed=True)} as the office sees fit" if rule.discretion else "",
        _each_time(rule),
        f"in the subtotal {rule.part}" if rule.part else "",
        f"down to tier {rule.override.tier} at once" if rule.override else "",
        f"onto the list {rule.listing.list}" if rule.listing else "",
        "left out where the world lacks it" if rule.optional else "",
    ]


def tier_words(tier: Tier, scheme: Scheme) -> str:
    """Return the band of a tier in words."""
    if tier.top is not None:
        return f"less than {amount(tier.top.value, tier.top.unit)} of people stand better"
    edge = tier.at_least or tier.at_most
    if edge is None and scheme.ranked:
        return "everybody else"
    if edge is None:
        return "below" if scheme.score is None or scheme.score.better == "higher" else "above"
    return f"{amount(edge.value, edge.unit)} or {'more' if tier.at_least else 'less'}"


def tiers_table(scheme: Scheme) -> Grid:
    """Return the tiers, best first, with their bands."""
    return Grid(
        "The tiers, best first",
        tuple(text(words) for words in ("Tier", "In the scheme's words", "Band", "Grade", "Source")),
        tuple(
            (
                text(code(tier.id)),
                text(tier.label),
                text(tier_words(tier, scheme)),
                text(GRADES[edge.grade] if (edge := tier.at_least or tier.at_most or tier.top) else "follows"),
                _read_in(cited_by(tier.at_least, tier.at_most, tier.top), "", scheme.sources),
            )
            for tier in scheme.tiers
        ),
        (False,) * 5,
        ids=tuple(place_of_clause(f"tiers.{tier.id}") for tier in scheme.tiers),
    )


def consequences_table(scheme: Scheme, world: World) -> Grid:
    """Return what a tier or a list does at each service."""
    services = {service.id: service.name.en for service in world.services}
    return Grid(
        "What follows from a tier or a list",
        tuple(
            text(words)
            for words in ("Consequence", "For", "At the service", "Effect", "Grade", "Source and place in it")
        ),
        tuple(_consequence_row(one, services, scheme.sources) for one in scheme.consequences),
        (False,) * 6,
        ids=tuple(place_of_clause(f"consequences.{one.id}") for one in scheme.consequences),
    )


def _consequence_row(one: Consequence, services: Mapping[str, str], sources: Sources) -> tuple[Text, ...]:
    whom = [f"tier {', '.join(one.tiers)}" if one.tiers else "", f"list {', '.join(one.lists)}" if one.lists else ""]
    whom += ["whoever is not scored"] if one.unscored else []
    share = f" ({quantity(one.share)} of requests)" if one.share else ""
    return (
        text(one.text or one.id),
        text(" or ".join(words for words in whom if words)),
        text(services.get(one.service, one.service)),
        text(f"{EFFECTS[one.effect]}{share}"),
        text(GRADES[one.grade]),
        _read_in(cited_by(one), one.at, sources),
    )


__all__ = [
    "EFFECTS", "GRADES", "amount", "cited_by", "consequences_table", "place_of_clause", "quantity", "rules_table",
    "source_links",
    "tier_words", "tiers_table",
]  # fmt: skip
