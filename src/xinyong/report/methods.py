"""The methods section that a researcher pastes into a paper, from what the result says of itself."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from xinyong.audit.sentences import title_of
from xinyong.experiment.opening import comparisons_in, sort_of
from xinyong.experiment.pair_store import read_pair, sides_of
from xinyong.experiment.staging import is_law_alone
from xinyong.experiment.stopping import stopping_of
from xinyong.population.check import count_world_values
from xinyong.report.material import SCENARIOS
from xinyong.report.numbers import length, whole
from xinyong.results.intact import check_files
from xinyong.results.manifest import read_manifest
from xinyong.results.recipe import Recipe, recipe_of
from xinyong.scheme.count import count_values
from xinyong.vocabulary import ONE_SIDED

LAW = "ordinary law alone (the world's courts, police, banks and offices, and no scheme)"
ADDRESSES = (
    "Each draw is a Philox4x32-10 number (Salmon et al. 2011, doi:10.1145/2063384.2063405) whose address is the seed, "
    "the synthetic subject, the week, the purpose, the act, channel or service, and its number in the week; no rule is "
    "part of an address."
)
PAIRING = (
    f"{{who}} are played over the same synthetic lives with common random numbers. {ADDRESSES} Every candidate act "
    "is therefore drawn once and decided {often}, and what differs between the sides is due to the rules."
)
ALONE = f"{ADDRESSES} The same synthetic lives can therefore be played under other rules."
TRUTH = (
    "Because what each record rests on is known, an entry is called mistaken, overdue or resting on protected conduct "
    "without estimation; wrongful days are found by playing, beside each standing, the same rules with rightful "
    "entries alone. Each measure is defined, with its formula, denominator and limits, by `xinyong explain`."
)
LIMITS = (
    "The population is synthetic: published counts, shares and rates went in, no data about persons were used, and "
    "nothing here estimates what happened in a real place or to real people. Ranges cover both ends of what is unknown "
    "and the response scenarios played, and not errors of the model's form."
)


@dataclass(frozen=True)
class _Side:
    """One side of a result: how it is called, what was asked for, what its manifest says."""

    name: str
    recipe: Recipe
    manifest: Mapping[str, Any]

    @cached_property
    def is_law_alone(self) -> bool:
        """Tell whether no scheme governs."""
        return is_law_alone(self.recipe.trial())

    @property
    def rules(self) -> str:
        """Return the rules as a sentence names them."""
        return LAW if self.is_law_alone else f"{title_of(self.recipe.scheme)} (`{self.recipe.scheme.scheme}`)"


@dataclass(frozen=True)
class _Asked:
    """What was played: the sides, the one with a scheme first (of several comparisons A, then each of the others); the
    seeds, and the scenarios, the main one first.

    `stopping` says how seeds were added until a rule held; empty where all that were asked for were played.
    """

    sides: tuple[_Side, ...]
    seeds: tuple[int, ...]
    responses: tuple[str, ...]
    other_end: bool
    stopping: str = ""


def methods(directory: str | os.PathLike[str]) -> str:
    """Return the methods section of a run, of a comparison or of several comparisons as Markdown.

    It is made of the recipe and the manifest alone; the files are hashed, and nothing is played.

    Raises:
        DamagedRun: the directory is not what was written.
    """
    asked = _asked(Path(directory))
    parts = (
        ("Design", _design(asked)),
        ("Population", _population(asked)),
        ("Response scenarios and ranges", _ranges(asked)),
        ("What is assumed", _assumed(asked)),
        (
            "Outcomes",
            TRUTH,
        ),
        ("Software and reproducibility", _software(asked, Path(directory).name)),
        ("Limits and ethics", LIMITS),
        ("How to cite", _cite(asked)),
    )
    return "\n\n".join(["## Methods", *(f"**{name}.** {said}" for name, said in parts)]) + "\n"


def _asked(where: Path) -> _Asked:
    sort = sort_of(where)
    if sort == "run":
        manifest = read_manifest(where)
        check_files(where, manifest)
        side = _Side("", recipe_of(manifest), manifest)
        return _Asked((side,), (side.recipe.seed,), (side.recipe.response,), bool(side.recipe.unknown))
    if sort == "variants":
        return _asked_of_several(comparisons_in(where))
    found = read_pair(where)
    sides = tuple(_side(name.upper(), path) for name, path in sides_of(where).items())
    return _Asked(sides, tuple(found["seeds"]), tuple(found["scenarios"]), bool(found["ends"]), _stopping(found))


def _asked_of_several(below: Mapping[str, Path]) -> _Asked:
    """Return what was played of several comparisons, by the name of the variant; A is the same in each."""
    found = {name: read_pair(path) for name, path in below.items()}
    sides = {name: sides_of(path) for name, path in below.items()}
    first = next(iter(found))
    return _Asked(
        (_side("A", sides[first]["a"]), *(_side(f"`{name}`", each["b"]) for name, each in sides.items())),
        tuple(found[first]["seeds"]),
        tuple(found[first]["scenarios"]),
        any(one["ends"] for one in found.values()),
        " ".join(f"Beside `{name}`: {said}" for name, one in found.items() if (said := _stopping(one))),
    )


def _stopping(found: Mapping[str, Any]) -> str:
    return stopping_of(found["stopping"]).says if found.get("stopping") else ""


def _side(name: str, path: Path) -> _Side:
    manifest = read_manifest(path)
    return _Side(name, recipe_of(manifest), manifest)


def _design(asked: _Asked) -> str:
    first = asked.sides[0].recipe
    clock = (
        f"The clock runs in days; what one subject does reaches another, a desk or a place at the earliest in the next "
        f"window of {first.window_days} day{'s' if first.window_days > 1 else ''}."
    )
    ran = f"{length(first.days)} ({first.days:,} days)"
    seeds = _seeds(asked.seeds)
    if len(asked.sides) == 1:
        return f"One set of rules, {asked.sides[0].rules}, was simulated for {ran}, {seeds}. {ALONE} {clock}"
    named = [f"{side.name}, {side.rules}" for side in asked.sides]
    if len(named) == 2:
        many, listed, pairing = "Two", ", and ".join(named), PAIRING.format(who="Both sides", often="twice")
    else:
        many, listed = str(len(named)), f"{'; '.join(named[:-1])}; and {named[-1]}"
        pairing = PAIRING.format(who="All", often="under each") + " Each of the others is laid beside A."
    stopping = f"{asked.stopping} " if asked.stopping else ""
    return f"{many} sets of rules were compared by simulation for {ran}, {seeds}: {listed}. {pairing} {stopping}{clock}"


def _seeds(seeds: Sequence[int]) -> str:
    if len(seeds) == 1:
        return f"at one seed ({seeds[0]})"
    whole_row = list(seeds) == list(range(seeds[0], seeds[0] + len(seeds)))
    return f"at {len(seeds)} seeds ({f'{seeds[0]} to {seeds[-1]}' if whole_row else ', '.join(map(str, seeds))})"


def _population(asked: _Asked) -> str:
    recipe = asked.sides[0].recipe
    world, count = recipe.world, count_world_values(recipe.world)
    places = f"{len(world.places)} places" if len(world.places) > 1 else f"one place, {world.places[0].name.en}"
    traits = ", ".join(f"{trait} ({', '.join(levels)})" for trait, levels in world.traits.items()) or "none"
    kept = f" Rows are kept of a fixed sample of {whole(recipe.sample)}; all are counted." if recipe.sample else ""
    return (
        f"{whole(recipe.n_people)} synthetic people of the world `{world.world}` ({world.name.en}; {places}; day 0 is "
        f"{world.first_day}), with the traits {traits}. Shares of traits follow the margins of the world file by a "
        f"low-discrepancy pattern over ids, so that they hold for any number of people. Of the world's "
        f"{count.total} values {count.cited} are cited, {count.assumed} assumed, {count.unknown} unknown.{kept}"
    )


def _ranges(asked: _Asked) -> str:
    told = [f"`{name}` ({SCENARIOS.get(name, name)})" for name in asked.responses]
    one_sided = " The one-sided runs are bounds, shown together and in no range." if (
        set(asked.responses) & set(ONE_SIDED)
    ) else ""  # fmt: skip
    ends = (
        "What the sources do not say was run at both of its ends."
        if asked.other_end
        else "Nothing in the files is unknown, so no second end was run."
    )
    luck = (
        f" Luck is a 95% interval over the {len(asked.seeds)} seeds: that of a count where cases are counted, "
        "of Student's t elsewhere (docs/luck.md)."
        if len(asked.seeds) > 1
        else " Luck was not measured (one seed)."
    )
    many = f"{len(told)} response scenarios were" if len(told) > 1 else "one response scenario was"
    return (
        f"How people answer to such rules is not known and was not estimated; {many} "
        f"played: {', '.join(told)}.{one_sided} {ends}{luck}"
    )


def _assumed(asked: _Asked) -> str:
    return " ".join(_assumed_of(asked))


def _assumed_of(asked: _Asked) -> Iterator[str]:
    for side in asked.sides:
        for scheme in () if side.is_law_alone else (side.recipe.scheme, *side.recipe.members.values()):
            count = count_values(scheme)
            yield (
                f"Of the {count.total} values of `{scheme.scheme}` {count.cited} are cited, {count.assumed} are "
                f"assumed and {count.unknown} unknown (evidence: {scheme.evidence})."
            )
    yield "Every assumed value carries a range and a reason in the file; `xinyong show` lists all with their sources."
    unknown = dict.fromkeys(path for side in asked.sides for path in side.recipe.unknown)
    of_rules = [f"`{path}`" for path in unknown if not path.startswith("world:")]
    if of_rules:
        yield f"Unknown, at both ends: {', '.join(of_rules)}."


def _software(asked: _Asked, name: str) -> str:
    manifest = asked.sides[0].manifest
    versions = ", ".join(f"{what} {which}" for what, which in manifest["versions"].items())
    where = f" (results in the scenario `{asked.responses[0]}`)" if len(asked.sides) > 1 else ""
    return (
        f"Played by the {manifest['engine']} engine ({versions}); everything that decides is whole numbers, and "
        f"neither threads nor platform change a result. SHA-256: {', '.join(_hashes(asked))}{where}. "
        f"`xinyong verify {name}` hashes every file and plays the result again."
    )


def _hashes(asked: _Asked) -> Iterator[str]:
    manifest = asked.sides[0].manifest
    yield f"world `{manifest['world']['sha256']}`"
    yield f"tables of chances `{manifest['tables_sha256']}`"
    for side in asked.sides:
        letter = f" {side.name}" if side.name else ""
        yield f"scheme{letter} `{side.manifest['scheme']['sha256']}`"
        yield f"result{letter} `{side.manifest['result_sha256']}`"


def _cite(asked: _Asked) -> str:
    side = asked.sides[0]
    return (
        f"The Xinyong contributors. Xinyong {side.manifest['versions']['xinyong']}: {side.recipe.scheme.scheme} in "
        f"{side.recipe.world.world}, as modelled, {whole(side.recipe.n_people)} synthetic people, "
        f"{length(side.recipe.days)}, seed {side.recipe.seed}, result {side.manifest['result_sha256'][:16]}. The "
        "sources of scheme and world are in the `CITATION.cff` beside the tables; cite them too."
    )
