"""The public `report`: one self-contained file about a run or a pair, for somebody who has never seen this project."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from xinyong.errors import InputError
from xinyong.experiment.pair import Pair
from xinyong.experiment.registration import Registration
from xinyong.report.answer import MARKS, banner, short, subtitle, title
from xinyong.report.as_plain import as_json
from xinyong.report.content import Brief, text
from xinyong.report.exported import write_pictures
from xinyong.report.gather import Playing, from_pair, from_run, from_run_alone
from xinyong.report.html import html
from xinyong.report.lead import lead_blocks
from xinyong.report.markdown import markdown
from xinyong.report.material import Material
from xinyong.report.parts import parts_of
from xinyong.report.provenance import source_line
from xinyong.report.registered import registered_section
from xinyong.results.disk import replace_file
from xinyong.results.record import Run

LANGUAGES = ("en",)
"""Languages that reports are written in."""

FOOTER = (
    "Every person in this report is synthetic. Xinyong is a laboratory, not a credit service; it holds no data about "
    "anyone."
)

RENDERINGS: dict[str, tuple[str, Callable[[Brief], str]]] = {
    "html": (".html", html),
    "markdown": (".md", markdown),
    "json": (".json", as_json),
}
"""What a report can be: the ending of its file, and how it is written."""


def report(
    run_or_pair: Run | Pair,
    out: str | os.PathLike[str] | None = None,
    lang: str = "en",
    *,
    form: str = "html",
    family: bool = True,
    registered: Registration | None = None,
    pictures: Path | None = None,
    **playing: Any,
) -> Path:
    """Write the report of a run or of a pair to one file, and return where it is.

    Args:
        run_or_pair: what the report is about.
        out: the file; without it `report.html` (or `.md`, `.json`) in the directory of the run or pair, or in the
            current one where it lies on no disk.
        lang: the language; English.
        form: `html`, `markdown` or `json`.
        family: of a run, whether to play ordinary law alone and every response scenario beside it, so that the report
            can say what the scheme changed; else that reads "not asked".
        registered: what was registered before the run: the page tells what was planned, and what was looked at
            afterwards.
        pictures: a folder, into which each picture goes as a file of its own too, with its source inside.
        playing: engine, threads, echo_people, progress: as in `gather.Playing`.

    Raises:
        InputError: a language or a form that there is not, a registration of something else, a path that cannot be
            written to, or a run that keeps the rows of a sample.
        ResourceError: the disk is full.
    """
    if lang not in LANGUAGES:
        raise InputError(f"found language `{lang}`; reports are written in {', '.join(LANGUAGES)}")
    ending, render = rendering_of(form)
    target = Path(out) if out is not None else (run_or_pair.directory or Path()) / f"report{ending}"
    _refuse_inside(pictures, run_or_pair.directory)
    departures = registered.departures(run_or_pair) if registered is not None else ()
    material = material_of(run_or_pair, Playing(**playing), family=family)
    page = brief(material, where=str(run_or_pair.directory or "DIR"))
    if registered is not None:
        # Before anything else is read: whether a figure was planned changes what it says.
        page = replace(page, sections=(registered_section(material, registered, departures), *page.sections))
    replace_file(target, render(page))
    if pictures is not None:
        write_pictures(page, source_line(material), pictures)
    return target


def rendering_of(form: str) -> tuple[str, Callable[[Brief], str]]:
    """Return the ending of a form of page, and what writes it.

    Raises:
        InputError: there is no such form.
    """
    if form not in RENDERINGS:
        raise InputError(f"found form `{form}`; expected {', '.join(RENDERINGS)}")
    return RENDERINGS[form]


def _refuse_inside(folder: Path | None, directory: Path | None) -> None:
    if folder is not None and directory is not None and folder.resolve().is_relative_to(directory.resolve()):
        raise InputError(f"{folder}: lies in the result itself, where nothing else may lie; name a folder elsewhere")


def material_of(run_or_pair: Run | Pair, with_: Playing, *, family: bool = True) -> Material:
    """Return what a report of a run or of a pair is made from; `family` as in `report`.

    Raises:
        InputError: a run that keeps the rows of a sample, or an engine that there is not.
    """
    if isinstance(run_or_pair, Pair):
        return from_pair(run_or_pair, with_)
    if run_or_pair.outcome.trial.kept is not None:
        raise InputError("the page tells of everybody's rows, and this run keeps those of a sample; `xinyong audit` "
                         "gives its measures, and `xinyong run --ledger all` keeps everybody's")  # fmt: skip
    return from_run(run_or_pair, with_) if family else from_run_alone(run_or_pair)


def brief(material: Material, *, where: str = "DIR") -> Brief:
    """Return what the report says; `where` is the directory that its commands name."""
    return Brief(
        lang="en",
        title=title(material),
        mark=MARKS.get(material.scheme.evidence, ""),
        subtitle=subtitle(material),
        banner=banner(material),
        short=short(material),
        sections=parts_of(material, where),
        footer=text(FOOTER),
        lead=lead_blocks(material),
    )
