"""The part of a report on mitigations: other rules that were tried over the same lives, and commands that try more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from xinyong.audit.measure import EVERYBODY, Measures, measure_of
from xinyong.errors import InputError
from xinyong.experiment.amendments import amendments
from xinyong.experiment.assumptions import settled
from xinyong.experiment.mend import LAW_ONLY
from xinyong.experiment.pair_store import is_pair, read_pair
from xinyong.experiment.trying import law_beside
from xinyong.experiment.variants_store import is_variants
from xinyong.report.content import Bullets, Grid, Paragraph, Section, Text, code, strong, text
from xinyong.report.linked import to_figure
from xinyong.report.material import Material
from xinyong.report.numbers import whole
from xinyong.report.say import HERE, WORDINGS, with_range
from xinyong.report.scenarios import ABSENT
from xinyong.scheme.read import read_scheme

KINDS = {
    "narrow": "a trigger that catches less",
    "drop": "a rule or a sanction dropped",
    "proof": "more proof asked for",
    "term": "a shorter term",
    "notice": "people told, or told sooner",
    "hearing": "people heard, also before effect",
    "review": "a review by a next instance",
    "capacity": "an office that decides more",
    "expiry": "an end for what has none",
}
"""Kinds of amendment in words."""

SHOWN = ("restricted_days", "wrongful_restricted_days", "protected_restricted_days", "prevented", "forgone")
"""Effect and price of a set of rules."""

NOT_TRIED = (
    "No other rules were tried beside this result, so nothing is said here of what a mitigation would bring and cost: "
    "not tried is not without effect."
)
BESIDE = (
    "These sets of rules were laid beside the same scheme over the same lives, in the same comparison. A benefit that "
    "falls with a harm is its price. A lower harm makes no scheme just."
)


def mitigations_section(material: Material, where: str) -> Section:
    """Return the part; `where` is the directory of the result, which its commands name.

    Raises:
        DamagedRun: a comparison that lies beside the result is not what was written.
    """
    blocks: list[Paragraph | Grid | Bullets] = [*_beside(Path(where), material)]
    if not blocks:
        blocks.append(Paragraph(text(NOT_TRIED)))
    blocks += [*_possible(material), Paragraph(text(strong("Commands that try them."))), _commands(material)]
    return Section("mitigations", "Mitigations", tuple(blocks), tells="source")


def _beside(here: Path, material: Material) -> Iterator[Paragraph | Grid]:
    """Yield the other comparisons of the same many-way comparison, with effect and price, if this is one of it."""
    if not (is_pair(here) and is_variants(here.parent)):
        return
    pairs = {path.name: path for path in sorted(here.parent.iterdir()) if is_pair(path)}
    found = {name: read_pair(path) for name, path in pairs.items()}
    response = next(iter(found[here.name]["scenarios"]))
    rows = [_row(f"{material.scheme.name.en} as it is", _measures(found[here.name], "a"), response)]
    rows += [_row(name, _measures(one, "b"), response) for name, one in found.items()]
    heads = (text("Rules"), *(text(to_figure(_label(name), name)) for name in SHOWN))
    yield Paragraph(text(BESIDE))
    yield Grid(f"Sets of rules over the same lives, {HERE}, if {material.main.said}", heads, tuple(rows),
               (False, *(True for _ in SHOWN)),
               text("The whole table: ", code(f"xinyong report {here.parent}")))  # fmt: skip


def _label(name: str) -> str:
    return f"{WORDINGS[name].label[0].upper()}{WORDINGS[name].label[1:]}, {WORDINGS[name].of}"


def _measures(found: dict[str, object], side: str) -> Measures:
    written = found["measures"]
    if not isinstance(written, list):
        raise TypeError("the figures of a comparison are a list")
    ones = (measure_of(one) for one in written)
    return Measures(one for one in ones if one.side in (side, "pair") and len(one.seeds) <= 1)


def _row(name: str, measures: Measures, response: str) -> tuple[Text, ...]:
    return text(name), *(text(_cell(measures, shown, response)) for shown in SHOWN)


def _cell(measures: Measures, name: str, response: str) -> str:
    """Return a figure of the main scenario, or of the first in which it has a value."""
    ones = [one for one in measures if one.name == name and one.group == EVERYBODY]
    ones.sort(key=lambda one: (one.value is None, one.response != response))
    return with_range(ones[0]) if ones else ABSENT


def _possible(material: Material) -> Iterator[Paragraph | Bullets]:
    """Yield which amendments the files would allow to be tried, by kind; nothing of them was played."""
    recipe = settled(material.recipe)
    kinds = Counter(one.kind for one in amendments(recipe.scheme, recipe.world))
    if not kinds:
        yield Paragraph(text("The files allow no amendment that would only narrow, shorten, tell or hear."))
        return
    yield Paragraph(text(f"The files of scheme and world allow {whole(sum(kinds.values()))} small amendments that only "
                         "narrow, shorten, tell or hear; none of them was played for this report:"))  # fmt: skip
    yield Bullets(tuple(text(f"{KINDS[kind]}: {whole(count)}") for kind, count in kinds.items() if kind in KINDS))


def _commands(material: Material) -> Bullets:
    """Return the commands that try mitigations over lives like these."""
    recipe = material.recipe
    lives = f"--world {recipe.world.world} --people {recipe.n_people} --days {recipe.days} --seed {recipe.seed}"
    name = recipe.scheme.scheme
    milder = f" --with {LAW_ONLY}" if _has_law_only(material) else ""
    than = " and beside the same kind of rules with notice and hearing before effect" if milder else ""
    lines = (
        (f"xinyong mend {name} {lives}", ("searches the smallest amendments that bring a harm under a bound, with "
         "every other figure that they move beside it")),
        (f"xinyong blame {name} {lives}", "shares a harm out over the clauses that bring it"),
        (f"xinyong compare {name} --with none{milder} {lives}", f"lays the scheme beside no scheme{than}"),
    )  # fmt: skip
    return Bullets(tuple(text(code(typed), f" {says}.") for typed, says in lines))


def _has_law_only(material: Material) -> bool:
    """Tell whether `law-only` can be played in the world: its offices, means or lists may be none of it."""
    law = replace(law_beside(material.recipe), scheme=read_scheme(LAW_ONLY))
    try:
        settled(law).trial()
    except InputError:
        return False
    return True
