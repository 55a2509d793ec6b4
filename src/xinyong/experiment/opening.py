"""What lies in a directory: a run, a comparison, or several comparisons with one table. It is asked here, and nowhere
else."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from xinyong.errors import InputError
from xinyong.experiment.pair import Pair
from xinyong.experiment.pair_store import is_pair, open_pair
from xinyong.experiment.reopen import open_run
from xinyong.experiment.variants import Variants
from xinyong.experiment.variants_store import is_variants, open_variants, variants_in
from xinyong.files.nearest import suggestion
from xinyong.results.record import Run

Sort = Literal["run", "comparison", "variants"]


def sort_of(directory: Path) -> Sort:
    """Return what a directory looks like from outside; nothing in it is read. Without a mark it is taken for a run."""
    if is_variants(directory):
        return "variants"
    return "comparison" if is_pair(directory) else "run"


def comparisons_in(directory: Path) -> dict[str, Path]:
    """Return the directories of several comparisons by the name of the variant; of a run or of one comparison the
    directory itself, under no name.

    Raises:
        DamagedRun: names the file that is not what was written. Below a variant nothing but `pair.json` is looked at.
    """
    if sort_of(directory) != "variants":
        return {"": directory}
    return {name: directory / name for name in variants_in(directory)}


def of_variant(directory: Path, variant: str | None) -> Path:
    """Return the directory of one of several comparisons; the directory itself where no variant is named.

    Raises:
        InputError: it holds no several comparisons, or none with this variant. DamagedRun: as `comparisons_in`.
    """
    if variant is None:
        return directory
    if sort_of(directory) != "variants":
        raise InputError(f"{directory}: found --variant {variant}, and it holds no several comparisons; leave it out")
    known = comparisons_in(directory)
    if variant not in known:
        raise InputError(f"{directory}: found no variant `{variant}`; {suggestion(variant, known, what='variants')}")
    return known[variant]


def refuse_several(directory: Path) -> None:
    """Refuse a directory with several comparisons, for what tells of one.

    Raises:
        InputError: it has; names them. DamagedRun: as `comparisons_in`.
    """
    if sort_of(directory) == "variants":
        names = tuple(comparisons_in(directory))
        raise InputError(f"{directory}: holds {len(names)} comparisons ({', '.join(names)}); choose one, as in "
                         f"--variant {names[0]}, or name its directory, {directory / names[0]}")  # fmt: skip


def open_one(directory: Path) -> Run | Pair:
    """Return the run or the comparison in a directory.

    Raises:
        InputError: there is no such directory, or it holds several comparisons. DamagedRun: it is not what was written.
    """
    refuse_several(directory)
    return open_pair(directory) if sort_of(directory) == "comparison" else open_run(directory)


def open_result(directory: Path) -> Run | Pair | Variants:
    """Return whatever lies in a directory: a run, a comparison, or several comparisons.

    Raises:
        InputError: there is no such directory. DamagedRun: it is not what was written.
    """
    return open_variants(directory) if sort_of(directory) == "variants" else open_one(directory)
