"""The documentation is complete: what can be typed, written or read is on a page, and generated pages are current."""

import inspect
import re
import subprocess
import sys
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pytest
from docs.pictures import make as make_picture
from docs.reference import cli_page, code_pages, file_pages
from docs.reference.make import PAGES as WRITTEN
from tests.pages import PAGES, ROOT, anchors, links, prose

from xinyong import arrays
from xinyong.audit.measures import MEASURES
from xinyong.files.evidence import Record
from xinyong.population.world import World
from xinyong.reference.play import PHASES
from xinyong.report.odd import refreshed
from xinyong.results import layout
from xinyong.scheme.clauses import Scheme, Stated, UnknownClause
from xinyong.scheme.situations import Situations
from xinyong.vocabulary import Purpose

DOCS = ROOT / "docs"
LAYERS = "files|scheme|population|trial|results|reference|kernel|engine|audit|experiment|report|cli"
FILE_ENDINGS = (".yaml", ".html", ".md", ".json", ".parquet")
MODEL = (DOCS / "model.md").read_text(encoding="utf-8")
COMMANDS = cli_page.commands()


def reference(name: str) -> str:
    return (DOCS / "reference" / name).read_text(encoding="utf-8")


# ----- generated pages


@pytest.mark.parametrize("name", WRITTEN)
def test_a_reference_page_is_current(name: str) -> None:
    assert reference(name) == WRITTEN[name](), "run `python -m docs.reference.make`"


def test_the_generated_parts_of_the_model_are_current() -> None:
    assert refreshed(MODEL) == MODEL, "run `python -m xinyong.report.odd docs/model.md`"


# ----- the command line


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does_and_so_does_each_of_its_options(name: str) -> None:
    command: Any = COMMANDS[name]
    assert str(command.help).strip().endswith(".")
    for option in command.params:
        if option.opts[0].startswith("-"):
            assert option.help, f"{name} {option.opts[0]}"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_on_the_page_with_its_options_and_its_object(name: str) -> None:
    page = reference("cli.md")
    section = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    assert section
    for option in cli_page.options_of(COMMANDS[name]):
        assert f"`{option.opts[0]}`" in section
    assert cli_page.JSON_OBJECTS[name]["shape"] in ("object", "list")


def test_objects_are_told_of_no_command_that_is_not_there() -> None:
    assert set(cli_page.JSON_OBJECTS) == set(COMMANDS)


def test_every_command_is_used_or_named_outside_the_reference() -> None:
    """A command that no tutorial, guide or page mentions is one that nobody will find."""
    told = "\n".join(path.read_text(encoding="utf-8") for path in PAGES if path.name != "cli.md")
    unheard = [name for name in COMMANDS if not re.search(rf"xinyong {name}\b|`{name}`", told)]
    assert unheard == []


# ----- files


@pytest.mark.parametrize(
    ("top", "page"), [(Scheme, "scheme-file.md"), (Situations, "scheme-file.md"), (World, "world-file.md")]
)
def test_every_key_of_a_file_is_on_its_page(top: type[Record], page: str) -> None:
    text = reference(page)
    for record in file_pages.records_under(top):
        section = text.partition(f"\n### {record.__name__}\n")[2].partition("\n### ")[0]
        shared = set(file_pages.keys_of(Stated)) if issubclass(record, Stated) else set()
        for key in file_pages.keys_of(record).keys() - shared:
            assert f"| `{key}` |" in section, f"{record.__name__}.{key}"


def test_each_key_has_a_sentence_and_each_sentence_a_key() -> None:
    records: list[type[Record]] = [*file_pages.EVIDENCE, Stated, UnknownClause]
    for top in (Scheme, Situations, World):
        records += [one for one in file_pages.records_under(top) if one not in records]
    assert {one.__name__ for one in records} == set(file_pages.KEYS)
    for record in records:
        own = set(file_pages.keys_of(record))
        shared = set(file_pages.keys_of(Stated)) if issubclass(record, Stated) and record is not Stated else set()
        assert set(file_pages.KEYS[record.__name__]) == own - shared, record.__name__


# ----- the model


@pytest.mark.parametrize("phase", [name for name, *_ in PHASES])
def test_every_phase_is_in_the_model(phase: str) -> None:
    assert f"| {phase} |" in MODEL


@pytest.mark.parametrize("column", sorted({*arrays.LEDGER, *arrays.SUBJECTS}))
def test_every_column_of_ledger_and_standing_is_in_the_model(column: str) -> None:
    assert re.search(rf"^\| `{column}` \| \S.*\|$", MODEL, re.MULTILINE)


@pytest.mark.parametrize("purpose", Purpose)
def test_every_purpose_of_a_draw_is_in_the_model_with_its_words(purpose: Purpose) -> None:
    assert re.search(rf"^\| {int(purpose)} \| {purpose.name} \| \S.*\|$", MODEL, re.MULTILINE)


@pytest.mark.parametrize("metric", [*layout.SINGLE, *(f"{day}_days" for day in arrays.DAYS)])
def test_every_metric_of_the_series_is_in_the_model(metric: str) -> None:
    assert re.search(rf"^\| `{metric}` \| \S.*\|$", MODEL, re.MULTILINE)


# ----- measures and errors


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_has_its_section(name: str) -> None:
    section = reference("measures.md").partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    for told in ("formula", "unit", "divided by", "rests on", "cannot say", "source"):
        assert re.search(rf"^- \*{told}\*: \S", section, re.MULTILINE), told


@pytest.mark.parametrize("error", code_pages.error_classes(), ids=lambda error: error.__name__)
def test_every_error_says_when_it_comes_up(error: type[Exception]) -> None:
    assert (inspect.getdoc(error) or "").endswith(".")
    assert f"| `{error.__name__}` |" in reference("errors.md")
    assert f"{error.__name__} " in (inspect.getdoc(sys.modules["xinyong.errors"]) or ""), "missing from the tree"


# ----- links, and what pages name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for link in links(page):
        if link.startswith(("http://", "https://")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name}: {link}"
        assert target.is_relative_to(ROOT), f"{page.name}: {link}"
        if anchor:
            assert anchor in anchors(target), f"{page.name}: {link}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_files_and_functions_that_a_page_names_are_there(page: Path) -> None:
    for named in re.findall(r"`((?:src|docs|tests|changelog\.d)/[\w./-]+)`", prose(page)):
        assert (ROOT / named).exists(), f"{page.name}: {named}"
    for named in re.findall(rf"`(?:xinyong\.)?((?:{LAYERS})(?:\.\w+)+)", prose(page)):
        if not named.endswith(FILE_ENDINGS):
            assert resolve_name(f"xinyong.{named}") is not None


def test_words_that_a_page_puts_in_the_mouth_of_the_command_line_are_commands() -> None:
    known = {*COMMANDS, "--help", "--version", "alone"}
    for page in PAGES:
        for word in re.findall(r"`xinyong ([a-z-]+)", prose(page)):
            assert word in known, f"{page.name}: xinyong {word}"


# ----- the picture


def test_the_picture_says_what_it_shows_and_fetches_nothing() -> None:
    svg = make_picture.PICTURE.read_text(encoding="utf-8")
    assert "Synthetic people restricted on an average day" in svg
    assert all(name in svg for name in make_picture.METRICS)
    assert set(re.findall(r"https?://[^\"\s<]+", svg)) <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_the_caption_tells_the_run_of_the_picture() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"`{make_picture.SCHEME}` over {make_picture.PEOPLE:,} synthetic people" in readme


@pytest.mark.slow
def test_the_picture_is_that_of_this_version() -> None:
    assert make_picture.PICTURE.read_text(encoding="utf-8") == make_picture.made(), "run `python -m docs.pictures.make`"


# ----- the built site


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", str(DOCS), str(tmp_path)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
