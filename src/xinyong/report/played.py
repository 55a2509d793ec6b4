"""What a page says of lives that were played many times over under changed rules: which, how often, by what command."""

from __future__ import annotations

from collections.abc import Sequence

from xinyong.audit.sentences import title_of
from xinyong.report.content import Text, code, text
from xinyong.report.numbers import length, whole
from xinyong.results.recipe import Recipe

MADE = "How it was made, and how to make it again"


def played_subtitle(recipe: Recipe) -> Text:
    """Return whose lives they are, under which rules, for how long."""
    return text(
        f"{title_of(recipe.scheme)}, in {recipe.world.name.en}: {whole(recipe.n_people)} synthetic people, "
        f"{length(recipe.days)}, seed {recipe.seed}, response ", code(recipe.response), ".",
    )  # fmt: skip


def played_facts(recipe: Recipe, plays: int, unknown: Sequence[str], command: str) -> list[tuple[str, Text]]:
    """Return how often the lives were played, which end of what is unknown was taken, and the command.

    `command` is completed with world, people, days, seed and response.
    """
    lives = (
        f" --world {recipe.world.world} --people {recipe.n_people} --days {recipe.days} --seed {recipe.seed} "
        f"--response {recipe.response}{f' --end {recipe.end}' if recipe.end else ''}"
    )
    ends = [("Not published", text(f"taken at end {recipe.end}: ", code(", ".join(unknown))))] if unknown else []
    return [
        ("Played", text(f"{whole(plays)} times, the same lives with the same luck")),
        *ends,
        ("Recipe SHA-256", text(code(recipe.sha256))),
        ("Made again by", text(code(command + lives), "; settings that were given with --set are not in it")),
    ]
