"""The parts of a report on the rules as read, and on what is assumed."""

from __future__ import annotations

from xinyong.files.evidence import Nothing
from xinyong.population.world import World
from xinyong.report.basis import assumed_table, end_words, rests_table, rivals_table, unknown_table
from xinyong.report.clauses import (
    cited_by,
    consequences_table,
    place_of_clause,
    quantity,
    rules_table,
    source_links,
    tiers_table,
)
from xinyong.report.content import Fold, Grid, Paragraph, Section, Text, strong, text, words_of
from xinyong.report.effects import effects_table
from xinyong.report.material import Material
from xinyong.report.numbers import whole
from xinyong.report.places import PROCEDURES
from xinyong.report.say import WORDINGS
from xinyong.scheme.clauses import Halt, Part, Scheme

UNTRIED = (
    "What the other figures rest on was not tried for this report, since that takes a run for each assumed value; "
    "the audit of the run (xinyong audit) tries them."
)


def rules_section(material: Material) -> Section:
    """Return the rules with their sources, tiers, consequences and procedures, and where sources differ."""
    scheme, world = material.scheme, material.world
    blocks: list[Paragraph | Grid] = [
        Paragraph(text(scheme.about)) if scheme.about else Paragraph(text("The file says nothing about the scheme.")),
        Paragraph(text(strong(f"{material.assumed}. "), "An assumed value says what it leans on and over which "
                       "range it was tried; the grade of every value is in the tables.")),
    ]  # fmt: skip
    blocks += [rules_table(scheme, world)] if scheme.rules else []
    blocks += [tiers_table(scheme)] if scheme.tiers else []
    blocks += [consequences_table(scheme, world)] if scheme.consequences else []
    return Section("scheme", "The scheme as declared", (*blocks, _others(scheme, world), *_disputed(material)),
                   tells="source")  # fmt: skip


def _others(scheme: Scheme, world: World) -> Grid:
    """Return the clauses that stand in no list of their own, each with the place by which it is named."""
    found = (*_procedures(scheme), *_politics(world))
    places = (place_of_clause(words_of(name).lower()) for name, _ in found)
    ids = tuple(place if place in {place_of_clause(one) for one in PROCEDURES} else "" for place in places)
    head = (text("Clause"), text("What it says"))
    return Grid("Score, notice, objection and what else the files state", head, found, (False, False), ids=ids)


def _disputed(material: Material) -> tuple[Grid | Paragraph, ...]:
    """Return where sources differ, of the scheme and of the world."""
    scheme, world = material.scheme, material.world
    found = (
        rivals_table(scheme, scheme.sources, "Where sources of the scheme differ"),
        rivals_table(world, world.sources, "Where sources of the world differ"),
    )
    shown = tuple(one for one in found if one.rows)
    return shown or (Paragraph(text("No source of the scheme or of the world gives a rival value.")),)


def _procedures(scheme: Scheme) -> tuple[tuple[Text, Text], ...]:
    """Return score, notice, objection, repair, publicity and end in words."""
    found: list[tuple[Text, Text]] = []
    if scheme.score:
        score = scheme.score
        words = f"starts at {quantity(score.start)}; floor: {quantity(score.floor)}; ceiling: {quantity(score.ceiling)}"
        words += f"; reckoned anew every {quantity(score.refresh)}" if score.refresh else ""
        found.append((text("Score"), text(words, _cited(cited_by(score.start, score.floor, score.ceiling), scheme))))
        found += [(text("Dimension" if part.weight else "Subtotal"), text(_subtotal(part))) for part in score.parts]
    for name, clause in (("Notice", scheme.notice), ("Objection", scheme.objection)):
        found.append((text(name), text(_clause_words(clause), _cited(_read_in(clause), scheme))))
    found += [
        (text("Cap"), text(f"{quantity(one.points)} in {quantity(one.per)} for ", ", ".join(one.rules)))
        for one in scheme.caps
    ]
    found += [(text("Repair"), text(f"{one.act} ends an entry after {quantity(one.after)}")) for one in scheme.repairs]
    for one in scheme.publicity:
        words = f"{one.text or one.channel}: after {quantity(one.delay)}, for {quantity(one.term, nothing='good')}"
        found.append((text("Publicity"), text(words, _cited(one.source, scheme))))
    if scheme.consent:
        asked = "only those who opted in" if scheme.consent.needed else "not asked for"
        found.append((text("Consent"), text(asked, "; only those about whom there is a file" * scheme.consent.file)))
    if scheme.halt:
        found.append((text("End"), text(_halt_words(scheme.halt), _cited(scheme.halt.source, scheme))))
    for revision in scheme.revisions:
        changes = ", ".join(revision.changes) or "nothing here"
        words = f"{revision.date.isoformat()}: {revision.text or 'revised'}; changes {changes}"
        found.append((text("Revision"), text(words, _cited(revision.source, scheme))))
    return tuple(found)


def _halt_words(halt: Halt) -> str:
    """Return when a scheme ends: on a day, or when the opposition that the world chooses reaches a share."""
    said = [halt.on.isoformat()] if halt.on else []
    if halt.when_opposition is not None:
        said.append(f"when opposition, a chosen input, reaches {quantity(halt.when_opposition)}")
    return " or ".join(said)


def _politics(world: World) -> tuple[tuple[Text, Text], ...]:
    """Return support, opposition, criticism and targeting in words: inputs that somebody chose, never a forecast."""
    found: list[tuple[Text, Text]] = []
    politics = world.politics
    if politics is not None and politics.support is not None:
        words = f"{quantity(politics.support.share)} approve (chosen input, no forecast)"
        found.append((text("Support"), text(words)))
    for step in politics.opposition if politics is not None else ():
        words = f"from {step.from_.isoformat()}: {quantity(step.share)} (chosen input, no forecast)"
        found.append((text("Opposition"), text(words)))
    for one in politics.criticism if politics is not None else ():
        cited = text(" (", source_links((one.source,), world.sources), ")")
        found.append((text("Criticism"), text(f"{one.date.isoformat()}: {one.text}", cited)))
    for target in world.targeting:
        words = f"{target.channel} writes {target.of} down as {target.act}, {quantity(target.share)} of it"
        found.append((text("Targeting"), text(f"{words}, from {target.from_.isoformat()} (chosen input)")))
    return tuple(found)


def _subtotal(part: Part) -> str:
    name = part.name.en if part.name else part.id
    weight = f"; weight: {quantity(part.weight)}" if part.weight else ""
    bounds = f"floor: {quantity(part.floor)}; ceiling: {quantity(part.ceiling)}"
    ties = f"; then at the mean of the tiers of those tied by `{part.tie}`" if part.tie else ""
    return f"{name} starts at {quantity(part.start)}{ties}; {bounds}{weight}"


def _clause_words(clause: object) -> str:
    ends = getattr(clause, "between", None)
    if ends is not None:
        return f"not found; played at both ends: {end_words(ends[0])} — or — {end_words(ends[1])}"
    return "none" if isinstance(clause, Nothing) else end_words(clause)


def _read_in(clause: object) -> tuple[str, ...]:
    """Return where a clause was read, or was looked for and not found."""
    return cited_by(clause) or tuple(getattr(clause, "looked", ()))


def _cited(source: str | tuple[str, ...] | None, scheme: Scheme) -> Text:
    names = (source,) if isinstance(source, str) else source
    return text(" (", source_links(names, scheme.sources), ")") if names else ()


def basis_section(material: Material) -> Section:
    """Return what is assumed and unknown, with what each value does to the headline, and what each figure rests on."""
    scheme, world = material.scheme, material.world
    rests = rests_table(material)
    unknown = unknown_table(scheme)
    effects = effects_table(material)
    of_scheme = assumed_table(scheme, "Assumed values of the scheme")
    of_world = assumed_table(world, "Assumed values of the world", "world")
    blocks: list[Paragraph | Grid | Fold] = [Paragraph(text(
        strong(f"{material.assumed}. "),
        f"The world (who lives there, what they do, who notices, who decides) rests on {whole(len(of_world.rows))} "
        "more assumed values. A figure is an echo of an assumed value when setting that one value to its neutral "
        "point takes the figure away: then the report's sentence begins with “If”.",
    ))]  # fmt: skip
    blocks += [effects] if effects is not None else []
    blocks += [Fold(f"What each figure rests on ({whole(len(rests.rows))})", (rests,))] if rests.rows else []
    if len(rests.rows) < len(WORDINGS) // 2:
        blocks.append(Paragraph(text(UNTRIED), "note"))
    blocks += [unknown] if unknown.rows else []
    blocks += [Fold(f"{len(table.rows)} assumed values of the {what}", (table,))
               for what, table in (("scheme", of_scheme), ("world", of_world)) if table.rows]  # fmt: skip
    return Section("assumed", "What is assumed, or not known", tuple(blocks), tells="source")
