"""The model card that is handed on with a result: what it is for, what it must not be used for, what it rests on.

After Mitchell et al. 2019, "Model cards for model reporting", doi:10.1145/3287560.3287596.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any

from xinyong.audit.definition import Definition
from xinyong.audit.measures import MEASURES
from xinyong.audit.sentences import title_of
from xinyong.population.check import count_world_values
from xinyong.report.numbers import length, whole
from xinyong.results.recipe import Recipe
from xinyong.scheme.count import count_values

OUT_OF_SCOPE = (
    (
        "Scoring, ranking, rating, screening, profiling or predicting any real person, household or firm, for any use. "
        "There is no interface for it: nothing here takes a person and returns a score."
    ),
    "Deciding about anybody: credit, hiring, housing, schooling, benefits, travel, policing, courts or borders.",
    "Designing a scheme to restrict or watch more people, or to punish faith, speech, petitioning or assembly.",
    "Estimating what a real scheme did to real people, or forecasting what one would do.",
    "Proving a scheme fair, lawful, prohibited or harmless.",
)
INTENDED = (
    (
        "Comparing sets of written rules over the same synthetic people with the same luck: whom they restrict, how "
        "many of them by mistake or for protected conduct, who is told, who is heard, and which clause does it."
    ),
    "Teaching, research on procedures, reporting on rules that were published, and checking of claims about rules.",
)
ETHICS = (
    (
        "Rules that punish faith, speech or petitioning are modelled because an audit must show what they do; no "
        "figure here speaks for them."
    ),
    (
        "A group in a table is a group of the synthetic population. What is said of it says nothing about real members "
        "of such a group: how often its synthetic members do something is mostly assumed."
    ),
    "A single synthetic life is an illustration. It is nobody's, and no share of anything.",
)


def model_card(recipe: Recipe, *, facts: Iterable[tuple[str, str]], sentences: Iterable[str]) -> str:
    """Return the model card of a result as Markdown.

    Args:
        recipe: of the side that the result is about.
        facts: what was run, as pairs of a name and a value.
        sentences: figures in words, each about the synthetic population.
    """
    scheme, world = count_values(recipe.scheme), count_world_values(recipe.world)
    parts = [
        f"# Model card: {title_of(recipe.scheme)}",
        "Everybody in this model is **synthetic**. It is not a credit service and holds no data about anyone.",
        "## Model",
        _list([(f"Xinyong {version('xinyong')}, a simulation of written rules over a synthetic population, in whole "
               "numbers, with every draw found from its address. Nothing was trained, and nothing learns."),
               *(f"{name}: {value}" for name, value in facts)]),
        "## Intended use",
        _list(INTENDED),
        "## Out of scope",
        _list(OUT_OF_SCOPE),
        "## Data",
        _list([
            "No data about persons: published counts, shares and rates go in, synthetic people are made of them.",
            (f"Scheme: {scheme.cited} values cited, {scheme.assumed} assumed, {scheme.unknown} unknown. World: "
            f"{world.cited} cited, {world.assumed} assumed, {world.unknown} unknown. Each assumed value has a range "
            "and a reason in the file; of each unknown both ends are run."),
            f"{whole(recipe.n_people)} synthetic people, {length(recipe.days)}.",
        ]),
        "## Groups",
        _list([*(f"{trait}: {', '.join(levels)}" for trait, levels in recipe.world.traits.items())] or ["none"]),
        "## Measures",
        ("Each with its formula and what it cannot say, as `xinyong explain NAME` prints them; their values lie in "
        "`measures.json` and `measures.csv`."),
        _list(_measure(each) for each in MEASURES.values()),
        "## Figures",
        _list(sentences),
        "## Ethical considerations",
        _list(ETHICS),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _measure(found: Definition) -> str:
    return f"`{found.name}`: {found.definition} Cannot say: {found.cannot_say}"


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {' '.join(item.split())}" for item in items)


def run_facts(manifest: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what a manifest says of a run, as pairs for a reader."""
    return [
        ("scheme", f"`{manifest['scheme']['id']}`, SHA-256 `{manifest['scheme']['sha256']}`"),
        ("world", f"`{manifest['world']['id']}`, SHA-256 `{manifest['world']['sha256']}`"),
        ("seed", str(manifest["seed"])),
        ("window", f"{manifest['window_days']} days"),
        ("response", str(manifest["response"])),
        ("result", f"SHA-256 `{manifest['result_sha256']}`"),
    ]
