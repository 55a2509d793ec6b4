"""A many-way comparison on disk: one comparison for each variant, and the table of all of them above.

D/variants.json   names, the SHA-256 of each comparison's `pair.json` and of the table
D/table.csv       the table: a line for each row, a group of columns for A and for each variant
D/<variant>/      a comparison like any other, which every command that reads one reads
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from xinyong.errors import DamagedRun
from xinyong.experiment.pair_store import NAME as PAIR
from xinyong.experiment.pair_store import open_pair, read_pair, save_pair
from xinyong.experiment.variants import Variants
from xinyong.experiment.variants_table import Cell, Row
from xinyong.results.disk import HashingFile, appearing, check_target, hash_file, write_file
from xinyong.results.manifest import ADDED_LATER
from xinyong.results.sealed import AGAIN, read_comparison, sealed

NAME = "variants.json"
TABLE = "table.csv"
WHAT, FORMAT = "xinyong variants", 1
_MOST_BYTES = 1 << 20
_CELL = tuple(one.name for one in fields(Cell))


def is_variants(directory: Path) -> bool:
    """Tell whether a directory looks like a many-way comparison."""
    return (directory / NAME).is_file()


def check_free_for_variants(target: Path) -> None:
    """Refuse a target that a many-way comparison could not be written to; for those who would play for long first.

    Raises:
        InputError: it holds something else than an older one, or cannot be written to. ResourceError: the disk is full.
    """
    check_target(target, _only_variants)


def save_variants(found: Variants, target: Path) -> Variants:
    """Write a many-way comparison to a directory that appears whole or not at all, and return it as saved.

    Raises:
        InputError: the target holds something else, or cannot be written to. ResourceError: the disk is full.
    """
    with appearing(target, _only_variants) as folder:
        for name, pair in found.pairs.items():
            save_pair(pair, folder / name)
        write_file(folder / TABLE, lambda out: _text(out, written_csv(found)))
        said = sealed(
            {
                "what": WHAT,
                "format": FORMAT,
                "variants": {name: hash_file(folder / name / PAIR).sha256 for name in found.pairs},
                "table_sha256": hash_file(folder / TABLE).sha256,
            }
        )
        write_file(folder / NAME, lambda out: _text(out, json.dumps(said, ensure_ascii=False, indent=1) + "\n"))
    pairs = {name: replace(pair, directory=target / name) for name, pair in found.pairs.items()}
    return Variants(pairs, target)


def written_csv(found: Variants) -> str:
    """Return the table as CSV: part, name, unit, response, reads; then each variant's cell, A's first."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    heads = [f"{name}.{what}" for name in ("a", *found.pairs) for what in _CELL]
    lines.writerow(["part", "name", "unit", "response", "reads", *heads])
    lines.writerows(_line(row) for row in found.rows)
    return out.getvalue()


def _line(row: Row) -> Iterator[str]:
    yield from (row.part, row.name, row.unit, row.response, row.reads)
    for cell in row.cells:
        for what in _CELL:
            value = getattr(cell, what)
            yield "" if value is None else repr(value) if isinstance(value, float) else str(value)


def open_variants(directory: Path) -> Variants:
    """Return the many-way comparison in a directory; each comparison is opened as any is.

    Raises:
        DamagedRun: names the file that is missing, altered or extra.
    """
    return Variants({name: open_pair(directory / name) for name in variants_in(directory)}, directory)


def check_variants(directory: Path) -> tuple[str, ...]:
    """Return the names of the variants, once every file is the one that was written; nothing is opened.

    Raises:
        DamagedRun: names the first file that is not.
    """
    names = variants_in(directory)
    for name in names:
        read_pair(directory / name)
    return names


def variants_in(directory: Path) -> tuple[str, ...]:
    """Return the names of the variants, once each comparison and the table are those that were written; the other files
    of a comparison are for those who read it.

    Raises:
        DamagedRun: names the first file that is not.
    """
    said = _read(directory)
    lying = {one.name for one in directory.iterdir()}
    for name, sha256 in said["variants"].items():
        path = directory / name / PAIR
        if name not in lying or not path.is_file() or hash_file(path).sha256 != sha256:
            raise DamagedRun(f"{directory / name}: is another comparison than was written there; {AGAIN}")
    if not (directory / TABLE).is_file() or hash_file(directory / TABLE).sha256 != said["table_sha256"]:
        raise DamagedRun(f"{directory / TABLE}: is not the table that was written; {AGAIN}")
    names = tuple(said["variants"])
    for extra in sorted(lying - {*names, NAME, TABLE, *ADDED_LATER}):
        raise DamagedRun(f"{directory / extra}: belongs to no comparison; move it elsewhere")
    return names


def _read(directory: Path) -> dict[str, Any]:
    return read_comparison(
        directory / NAME, what=WHAT, version=FORMAT, called="many-way comparison", at_most_bytes=_MOST_BYTES
    )


def _only_variants(target: Path) -> None:
    _read(target)


def _text(out: HashingFile, text: str) -> None:
    out.write(text.encode("utf-8"))
