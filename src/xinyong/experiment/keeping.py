"""Whose full stories a run keeps: everybody's, or those of a stated sample where all would be too many to read."""

from __future__ import annotations

from dataclasses import replace

from xinyong.errors import InputError
from xinyong.experiment.expected import expected
from xinyong.population.asked import SMALLEST_PLACE
from xinyong.results.recipe import Recipe

ALL, SAMPLE = "all", "sample"
ALL_ROWS = 20_000_000
"""Rows of ledger, mail and final standings that a run keeps of everybody unless something else is said: what can be
opened again in about 6 GB (36 columns of 8 bytes)."""
SAMPLE_PEOPLE = 1_000_000
"""People in a sample unless something else is said."""
_SURELY_FEW = 1_000_000
"""Subject-years of which nobody has to reckon how many rows they leave: 20 each are more than any shipped scheme makes.
"""


def keeping(recipe: Recipe, ledger: str | None, sample: int | None) -> Recipe:
    """Return a recipe that says whose rows are kept.

    Args:
        ledger: `all`, `sample`, or None: all, unless more rows than `ALL_ROWS` are expected.
        sample: how many people are in the sample; None for `SAMPLE_PEOPLE`.

    Raises:
        InputError: another word, a number with `all`, or a sample of fewer people than the smallest place has.
    """
    if ledger not in {None, ALL, SAMPLE}:
        raise InputError(f"--ledger: found `{ledger}`, expected {ALL} or {SAMPLE}")
    if ledger == ALL and sample is not None:
        raise InputError(f"found --ledger {ALL} and --sample {sample}; expected one of them")
    if sample is not None and sample < SMALLEST_PLACE:
        raise InputError(f"--sample: found {sample} people, expected {SMALLEST_PLACE} or more")
    wanted = ledger == SAMPLE or sample is not None or (ledger is None and _too_many(recipe))
    chosen = (SAMPLE_PEOPLE if sample is None else sample) if wanted else 0
    return replace(recipe, sample=chosen if chosen < recipe.n_people else 0)


def _too_many(recipe: Recipe) -> bool:
    subject_years = recipe.n_people * recipe.days / 365
    if subject_years < _SURELY_FEW:
        return False
    found = expected(recipe.trial())
    return subject_years * (found.entries + found.astray) + recipe.n_people * found.history_share > ALL_ROWS
