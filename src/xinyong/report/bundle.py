"""A result as one zip file for somebody else: report, tables, codebook, texts, model card, and a hash of each file."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from xinyong.audit.measure import Measures
from xinyong.audit.measures import audit
from xinyong.audit.sentences import strongest, title_of
from xinyong.experiment.kept_audit import open_audited
from xinyong.experiment.opening import comparisons_in, sort_of
from xinyong.experiment.pair import Pair
from xinyong.experiment.pair_store import sides_of
from xinyong.experiment.variants import Variants
from xinyong.experiment.verify_bundle import text_name
from xinyong.report.as_plain import report_as_json
from xinyong.report.brief import brief, material_of
from xinyong.report.codebook import PAIR_TABLE, TABLES, codebook, codebook_of_table
from xinyong.report.content import Brief
from xinyong.report.gather import Playing
from xinyong.report.html import html
from xinyong.report.markdown import markdown
from xinyong.report.methods import methods
from xinyong.report.model_card import model_card, run_facts
from xinyong.report.odd_page import odd_page
from xinyong.report.variants import variants_page
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

report.html, report.md, report.json   the report, for people and for machines{no_report}{each_report}
measures.json, measures.csv           every measure with its range and what it cannot say
data/                                 the result as it lay on the disk, in Parquet, with its manifest{table}
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
NO_REPORT = " (none: the run keeps the rows of a sample)"
EACH_REPORT = """
reports/                              the report of each comparison; report.html is the table of all"""
TABLE = """
data/table.csv                        the table of all: variants across, clauses, counts and measures down"""


@dataclass(frozen=True)
class _Result:
    """What is bundled: a directory, what it is, and the directory of the run (or side of a comparison) that is told."""

    directory: Path
    about: Run | Pair | Variants
    main: Path

    @cached_property
    def manifest(self) -> Mapping[str, Any]:
        """Return the manifest of the run that is told."""
        return read_manifest(self.main)

    @property
    def told(self) -> dict[str, Run | Pair]:
        """Return the run or comparison under no name, or each of several comparisons by the name of its variant."""
        return dict(self.about.pairs) if isinstance(self.about, Variants) else {"": self.about}

    @property
    def tables(self) -> dict[str, Path]:
        """Return the directories whose tables are also written as CSV, by the name of their folder."""
        if isinstance(self.about, Run):
            return {"": self.directory}
        return {
            f"{name}/{path.name}/".removeprefix("/"): path
            for name, below in comparisons_in(self.directory).items()
            for path in sides_of(below).values()
        }

    @property
    def sort(self) -> tuple[str, str]:
        """Return what it is, and whose tables are written as CSV, in words."""
        if isinstance(self.about, Run):
            return "run", "the run"
        if isinstance(self.about, Pair):
            return "comparison", "both sides in the first scenario"
        return "several comparisons", "both sides of each comparison in the first scenario"


def bundle(
    directory: str | os.PathLike[str],
    out: str | os.PathLike[str] | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Write everything about a run, a comparison or several comparisons to one zip file, and return where it is.

    The same directory gives the same bytes, wherever the zip goes and whenever it is made. A run that keeps the rows of
    a sample has measures, and no report.

    Args:
        directory: of a run, of a comparison, or of several comparisons.
        out: the file; without it the directory's name with `.zip` beside it. One of several comparisons goes beside the
            directory of all, in which nothing else may lie.
        progress: told of runs that the report has played beside it.

    Raises:
        InputError: a path cannot be used. DamagedRun: the directory is not what was written.
        ResourceError: the disk is full.
    """
    where = Path(directory)
    target = Path(out) if out is not None else _beside(where)
    found = _opened(where)
    with TemporaryDirectory(prefix="xinyong-bundle-") as folder:
        parts = dict(_parts(found, Path(folder), target.name, progress))
        facts = {"synthetic": SYNTHETIC, "of": found.sort[0],
                 "title": title_of(recipe_of(found.manifest).scheme), "xinyong": version("xinyong")}  # fmt: skip
        write_bundle(target, parts, facts)
    return target


def _beside(where: Path) -> Path:
    """Return the zip file that a directory becomes where nobody says otherwise."""
    named = where.resolve() if where.name in {"", ".."} else where
    above = named.parent.resolve() if named.parent.name in {"", ".."} else named.parent
    if sort_of(above) == "variants":
        return above.with_name(f"{above.name}-{named.name}{ENDING}")
    return named.with_name(f"{named.name}{ENDING}")


def _opened(where: Path) -> _Result:
    about = open_audited(where)
    if isinstance(about, Run):
        return _Result(where, about, where)
    sides = sides_of(next(iter(comparisons_in(where).values())))
    return _Result(where, about, sides["a"] if isinstance(about, Variants) else next(iter(sides.values())))


def _parts(
    found: _Result, folder: Path, name: str, progress: Callable[[int, int], None] | None
) -> Iterator[tuple[str, Part]]:
    """Yield every file of the bundle but its index; large ones are laid into a folder meanwhile."""
    told = {variant: _told(one, Playing(progress=progress)) for variant, one in found.told.items()}
    pages = {variant: page for variant, (_, page) in told.items() if page is not None}
    measures = {variant: each for variant, (each, _) in told.items()}
    yield from _reports(found, pages)
    yield from _measures(measures)
    for path in sorted(p for p in found.directory.rglob("*") if p.is_file()):
        inside = path.relative_to(found.directory).as_posix()
        if path.name not in ADDED_LATER:
            yield f"{DATA}/{inside}", Part(path)
    schemas: dict[str, dict[str, pl.DataType]] = {}
    for prefix, run in found.tables.items():
        yield from _csv(run, folder, prefix, schemas)
    yield "codebook.md", _text(_codebook(found, schemas))
    yield from _texts(found)
    yield "model.md", _text(odd_page())
    yield "METHODS.md", _text(methods(found.directory))
    recipe = recipe_of(found.manifest)
    yield "MODEL_CARD.md", _text(model_card(recipe, facts=run_facts(found.manifest),
                                            sentences=_strongest(found, measures)))  # fmt: skip
    yield "CITATION.cff", Part(found.main / "CITATION.cff")
    several = isinstance(found.about, Variants)
    yield "README.txt", _text(README.format(
        title=f"{title_of(recipe.scheme)}: a result of Xinyong", synthetic=SYNTHETIC, name=name,
        version=version("xinyong"), whose=found.sort[1], no_report="" if pages else NO_REPORT,
        each_report=EACH_REPORT if several else "", table=TABLE if several else "",
    ))  # fmt: skip


def _told(about: Run | Pair, playing: Playing) -> tuple[Measures, Brief | None]:
    """Return the figures of a run or a comparison, and its report; none where the run keeps the rows of a sample."""
    if isinstance(about, Run) and about.outcome.trial.kept is not None:
        return audit(about), None
    material = material_of(about, playing)
    measures = Measures(one for column in material.columns for one in (*column.measures, *column.luck))
    return about.measures if isinstance(about, Pair) else measures, brief(material, where="FILE.zip")


def _reports(found: _Result, pages: Mapping[str, Brief]) -> Iterator[tuple[str, Part]]:
    """Yield the report in its forms; of several comparisons the table, and the page of each."""
    if isinstance(found.about, Variants):
        yield from ((f"reports/{variant}.html", _text(html(page))) for variant, page in pages.items())
        pages = {"": variants_page(found.about, where=DATA)}
    for page in pages.values():
        yield "report.html", _text(html(page))
        yield "report.md", _text(markdown(page))
        yield "report.json", _json(report_as_json(page))


def _measures(told: Mapping[str, Measures]) -> Iterator[tuple[str, Part]]:
    """Yield the figures as JSON and as CSV, those of several comparisons with the name of their variant."""
    found = [
        {"variant": variant, **one} if variant else one for variant, each in told.items() for one in each.as_json()
    ]
    yield "measures.json", _json(found)
    yield "measures.csv", _text(_measures_table(found).write_csv())


def _strongest(found: _Result, told: Mapping[str, Measures]) -> list[str]:
    """Return the strongest sentence for and against; of several comparisons those of each."""
    if isinstance(found.about, Variants):
        return [f"Beside `{name}`: {said}" for name, pair in found.about.pairs.items() for said in pair.sentences()]
    return [*strongest(told[""], title_of(recipe_of(found.manifest).scheme))]


def _codebook(found: _Result, schemas: dict[str, dict[str, pl.DataType]]) -> str:
    """Return the codebook of the tables that were met, and of those that a comparison, or several, have besides."""
    if isinstance(found.about, Run):
        return codebook(schemas, found.about.outcome.trial.world)
    first = next(iter(comparisons_in(found.directory).values()))
    schemas[PAIR_TABLE] = dict(pl.read_parquet_schema(first / f"{PAIR_TABLE}.parquet"))
    several = isinstance(found.about, Variants)
    pair = found.about.first if isinstance(found.about, Variants) else found.about
    return codebook(schemas, pair.a.world) + (codebook_of_table() if several else "")


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
    played = [
        written
        for one in found.told.values()
        for written in ([one.manifest] if isinstance(one, Run) else [one.a.written(), one.b.written()])
    ]
    texts = {
        text_name(folder, one["id"], one["sha256"]): str(one["text"])
        for written in played
        for folder, ones in (("schemes", (written["scheme"], *written["members"].values())),
                             ("worlds", (written["world"],)))
        for one in ones
    }  # fmt: skip
    yield from ((name, _text(text)) for name, text in texts.items())


def _measures_table(measures: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    rows = [
        {name: "; ".join(map(str, value)) if isinstance(value, list) else value for name, value in one.items()}
        for one in measures
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


def _text(words: str) -> Part:
    return Part(words.encode("utf-8"))


def _json(found: Any) -> Part:
    return _text(json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1) + "\n")
