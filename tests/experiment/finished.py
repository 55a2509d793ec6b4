"""Runs of the busy town that several tests look at, played once by the reference."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
from tests.experiment.busy_town import busy_recipe

from xinyong.experiment.execute import perform
from xinyong.results.disk import hash_file
from xinyong.results.manifest import NAME, text_of
from xinyong.results.record import Run
from xinyong.results.saving import save


@cache
def played() -> Run:
    """Return the first end of the busy town: entries on strangers' acts, refusals, a desk that cannot keep up."""
    return perform(busy_recipe(), engine="reference")


@cache
def played_other_end() -> Run:
    return perform(busy_recipe().at_end(1), engine="reference")


def saved(target: Path) -> Run:
    """Save the busy town with both its ends."""
    return save(played(), target, other_end=played_other_end)


def forge(directory: Path, file: str, change: Callable[[pl.DataFrame], pl.DataFrame], **facts: Any) -> None:
    """Rewrite a table of a run, and its manifest so that every hash is right again; `facts` replace fields."""
    change(pl.read_parquet(directory / file)).write_parquet(directory / file)
    manifest = json.loads((directory / NAME).read_text(encoding="utf-8")) | facts
    written, rows = hash_file(directory / file), len(pl.read_parquet(directory / file))
    manifest["files"][file] = {"sha256": written.sha256, "bytes": written.n_bytes, "rows": rows}
    (directory / NAME).write_text(text_of(manifest), encoding="utf-8")
