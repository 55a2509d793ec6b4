"""A result as one zip file for somebody else: report, tables, codebook, texts, model card, and a hash of each file."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from xinyong.audit.measure import Measures
from xinyong.audit.measures import audit
from xinyong.audit.sentences import strongest, title_of
from xinyong.experiment.kept_audit import with_kept_audit
from xinyong.experiment.pair import Pair
from xinyong.experiment.pair_store import is_pair, open_pair, sides_of
from xinyong.experiment.reopen import open_run
from xinyong.experiment.verify_bundle import text_name
from xinyong.report.as_plain import report_as_json
from xinyong.report.brief import brief, material_of
from xinyong.report.codebook import PAIR_TABLE, TABLES, codebook
from xinyong.report.gather import Playing
from xinyong.report.html import html
from xinyong.report.markdown import markdown
from xinyong.report.methods import methods
from xinyong.report.model_card import model_card, run_facts
from xinyong.report.odd_page import odd_page
from xinyong.results.bundle import DATA, Part, write_bundle
from xinyong.results.manifest import ADDED_LATER, read_manifest
from xinyong.results.recipe import recipe_of
from xinyong.results.record import Run

ENDING = ".zip"
SYNTHETIC = "Every person in these files is synthetic. Nothing here is about anybody. This is not a credit service."
README = """\
{title}

{synthetic}
本文件中的人全部是合成的，不涉及任何真实的人；这不是征信服务。

report.html, report.md, report.json   the report, for people and for machines{no_report}
measures.json, measures.csv           every measure with its range and what it cannot say
data/                                 the result as it lay on the disk, in Parquet, with its manifest
csv/                                  the tables of {whose} as CSV
codebook.md                           what each column means
schemes/, worlds/                     the canonical scheme and world files, each with the beginning of its SHA-256
model.md                              the model, by the ODD protocol
METHODS.md                            how it was made, for a paper
MODEL_CARD.md                         what it is for, and what it must not be used for
CITATION.cff                          how to cite it, with the sources of scheme and world
bundle.json                           the SHA-256 of every file here

To check it on another machine, with Xinyong {version}:

    xinyong verify {name}
"""


@dataclass(frozen=True)
class _Result:
    """What is bundled: a directory, what it is, and the manifest of the run (or side of a comparison) that is told."""

    directory: Path
    about: Run | Pair
    manifest: Mapping[str, Any]

    @property
    def pair(self) -> Pair | None:
        """Return the comparison, if it is one."""
        return self.about if isinstance(self.about, Pair) else None

    @property
    def tables(self) -> dict[str, Path]:
        """Return the directories whose tables are also written as CSV, by the name of their folder."""
        if self.pair is None:
            return {"": self.directory}
        return {f"{path.name}/": path for path in sides_of(self.directory).values()}


def bundle(
    directory: str | os.PathLike[str],
    out: str | os.PathLike[str] | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Write everything about a run or a comparison to one zip file, and return where it is.

    The same directory gives the same bytes, wherever the zip goes and whenever it is made. A run that keeps the rows of
    a sample has measures, and no report.

    Args:
        directory: of a run or of a comparison.
        out: the file; without it the directory's name with `.zip` beside it.
        progress: told of runs that the report has played beside it.

    Raises:
        InputError: a path cannot be used. DamagedRun: the directory is not what was written.
        ResourceError: the disk is full.
    """
    where = Path(directory)
    named = where.resolve() if where.name in {"", ".."} else where
    target = Path(out) if out is not None else named.with_name(f"{named.name}{ENDING}")
    found = _opened(where)
    with TemporaryDirectory(prefix="xinyong-bundle-") as folder:
        parts = dict(_parts(found, Path(folder), target.name, progress))
        facts = {"synthetic": SYNTHETIC, "of": "run" if found.pair is None else "comparison",
                 "title": title_of(recipe_of(found.manifest).scheme), "xinyong": version("xinyong")}  # fmt: skip
        write_bundle(target, parts, facts)
    return target


def _opened(where: Path) -> _Result:
    if is_pair(where):
        side = next(iter(sides_of(where).values()))
        return _Result(where, with_kept_audit(open_pair(where)), read_manifest(side))
    run = open_run(where)
    return _Result(where, run, run.manifest)


def _parts(
    found: _Result, folder: Path, name: str, progress: Callable[[int, int], None] | None
) -> Iterator[tuple[str, Part]]:
    """Yield every file of the bundle but its index; large ones are laid into a folder meanwhile."""
    recipe = recipe_of(found.manifest)
    measures, report = _told(found, progress)
    yield from report
    yield "measures.json", _json(measures.as_json())
    yield "measures.csv", _text(_measures_table(measures).write_csv())
    for path in sorted(p for p in found.directory.rglob("*") if p.is_file()):
        inside = path.relative_to(found.directory).as_posix()
        if path.name not in ADDED_LATER:
            yield f"{DATA}/{inside}", Part(path)
    schemas: dict[str, dict[str, pl.DataType]] = {}
    for prefix, run in found.tables.items():
        yield from _csv(run, folder, prefix, schemas)
    if found.pair is not None:
        schemas[PAIR_TABLE] = dict(pl.read_parquet_schema(found.directory / f"{PAIR_TABLE}.parquet"))
    yield "codebook.md", _text(codebook(schemas, recipe.world))
    yield from _texts(found)
    yield "model.md", _text(odd_page())
    yield "METHODS.md", _text(methods(found.directory))
    words = strongest(measures, title_of(recipe.scheme))
    yield "MODEL_CARD.md", _text(model_card(recipe, facts=run_facts(found.manifest), sentences=words))
    cff = next(iter(found.tables.values())) / "CITATION.cff"
    yield "CITATION.cff", Part(cff)
    yield "README.txt", _text(README.format(
        title=f"{title_of(recipe.scheme)}: a result of Xinyong", synthetic=SYNTHETIC, name=name,
        version=version("xinyong"),
        whose="the run" if found.pair is None else "both sides in the first scenario",
        no_report="" if report else " (none: the run keeps the rows of a sample)",
    ))  # fmt: skip


def _told(found: _Result, progress: Callable[[int, int], None] | None) -> tuple[Measures, list[tuple[str, Part]]]:
    """Return the measures, and the report in its forms; none where the run keeps the rows of a sample."""
    if isinstance(found.about, Run) and found.about.outcome.trial.kept is not None:
        return audit(found.about), []
    material = material_of(found.about, Playing(progress=progress))
    said = brief(material, where="FILE.zip")
    measures = Measures(one for column in material.columns for one in (*column.measures, *column.luck))
    return measures if found.pair is None else found.pair.measures, [
        ("report.html", _text(html(said))),
        ("report.md", _text(markdown(said))),
        ("report.json", _json(report_as_json(said))),
    ]


def _csv(run: Path, folder: Path, prefix: str, schemas: dict[str, dict[str, pl.DataType]]
         ) -> Iterator[tuple[str, Part]]:  # fmt: skip
    """Yield the tables of a run directory as CSV, and note how their columns are written."""
    for table in TABLES:
        path = run / f"{table}.parquet"
        if not path.is_file():
            continue
        frame = pl.scan_parquet(path)
        schemas[table] = dict(frame.collect_schema())
        hashes = [name for name, kind in schemas[table].items() if isinstance(kind, pl.Binary)]
        target = folder / f"{prefix}{table}.csv"
        target.parent.mkdir(parents=True, exist_ok=True)
        frame.with_columns(pl.col(name).bin.encode("hex") for name in hashes).sink_csv(target)
        yield f"csv/{prefix}{table}.csv", Part(target)


def _texts(found: _Result) -> Iterator[tuple[str, Part]]:
    """Yield the canonical scheme and world files, once each."""
    runs = [found.manifest] if found.pair is None else [
        one.written() for one in (found.pair.a, found.pair.b)
    ]  # fmt: skip
    texts = {
        text_name(folder, one["id"], one["sha256"]): str(one["text"])
        for written in runs
        for folder, ones in (("schemes", (written["scheme"], *written["members"].values())),
                             ("worlds", (written["world"],)))
        for one in ones
    }  # fmt: skip
    yield from ((name, _text(text)) for name, text in texts.items())


def _measures_table(measures: Measures) -> pl.DataFrame:
    rows = [
        {name: "; ".join(map(str, value)) if isinstance(value, list) else value for name, value in one.items()}
        for one in measures.as_json()
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


def _text(words: str) -> Part:
    return Part(words.encode("utf-8"))


def _json(found: Any) -> Part:
    return _text(json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1) + "\n")
