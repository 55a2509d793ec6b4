"""Each line of docs/boundary.md is kept by code: what is refused, what never comes out, what is not inside."""

import ast
import inspect
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import xinyong
from xinyong import arrays
from xinyong.errors import BoundaryError, DamagedRun, InputError, XinyongError
from xinyong.experiment.execute import prepare, run
from xinyong.experiment.reopen import open_run
from xinyong.files.starters import start
from xinyong.population.read import read_world
from xinyong.results.digest import result_sha256
from xinyong.results.disk import hash_file
from xinyong.results.loading import load
from xinyong.results.manifest import text_of
from xinyong.scheme.situations import read_situations

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "xinyong"
PAGE = (ROOT / "docs" / "boundary.md").read_text(encoding="utf-8")

NETWORK = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "nntplib", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "telnetlib", "urllib", "urllib3", "webbrowser", "websockets", "xmlrpc",
}  # fmt: skip
WATCHING = {"cv2", "dlib", "face_recognition", "PIL", "pyaudio", "selenium", "scrapy", "bs4", "recordlinkage"}
PERSONAL = re.compile(r"name|surname|face|photo|birth|address|phone|mail|identity|passport|national", re.IGNORECASE)


def world_with_table(folder: Path, table: str, traits: str = "sex, age") -> Path:
    """The starter world with a table of counts for its mix."""
    start("my-town", "world", under=folder)
    path = folder / "my-town" / "world.yaml"
    text = path.read_text(encoding="utf-8")
    margins = "margins:\n  - {id: counted, traits: [" + traits + "], table: mix.csv, source: example}\n\n"
    text = re.sub(r"margins:\n(?:  .*\n)+\n", margins, text)
    levels = {trait: _levels(table, trait) for trait in traits.split(", ")}
    listed = "".join(f"  {trait}: [{', '.join(names)}]\n" for trait, names in levels.items())
    text = re.sub(r"traits:\n(?:  .*\n)+\n", f"traits:\n{listed}\n", text)
    text = re.sub(r"    ratios:.*\n(?:      - .*\n)+", "", text)
    path.write_text(text, encoding="utf-8")
    (folder / "my-town" / "mix.csv").write_text(table, encoding="utf-8")
    return folder / "my-town"


def _levels(table: str, trait: str) -> list[str]:
    head, *rows = [line.split(",") for line in table.splitlines()]
    return list(dict.fromkeys(row[head.index(trait)] for row in rows)) if trait in head else ["a", "b"]


def a_list_of_names(folder: Path) -> None:
    read_world(world_with_table(folder, "sex,age\nwomen,30\nmen,41\n"))


def a_table_of_small_counts(folder: Path) -> None:
    rows = "".join(f"w{n % 2},a{n},{2 if n < 9 else 60}\n" for n in range(12))
    read_world(world_with_table(folder, "sex,age,count\n" + rows))


def one_person_per_stratum(folder: Path) -> None:
    rows = "".join(f"w{n % 2},a{n},1\n" for n in range(200))
    read_world(world_with_table(folder, "sex,age,count\n" + rows))


def fewer_than_a_hundred_people(_folder: Path) -> None:
    prepare("suining-2010", people=99, days=7).trial()


def a_situation_about_a_person(folder: Path) -> None:
    start("my-city", "scheme", under=folder)
    path = folder / "my-city" / "situations.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("[a resident]", "[Zhang San]", 1), encoding="utf-8")
    read_situations(path)


def a_replaced_ledger(folder: Path) -> None:
    ours, theirs = (small_run(folder / f"seed-{seed}", seed) for seed in (1, 2))
    shutil.copy(theirs / "ledger.parquet", ours / "ledger.parquet")
    manifest = json.loads((ours / "manifest.json").read_text(encoding="utf-8"))
    there = json.loads((theirs / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"]["ledger.parquet"] = there["files"]["ledger.parquet"]
    assert hash_file(ours / "ledger.parquet").sha256 == manifest["files"]["ledger.parquet"]["sha256"]
    outcome = replace(load_unchecked(folder, 1), ledger=load_unchecked(folder, 2).ledger)
    manifest["result_sha256"] = result_sha256(outcome)
    (ours / "manifest.json").write_text(text_of(manifest), encoding="utf-8")
    open_run(ours)


REFUSED: dict[str, tuple[Callable[[Path], None], type[XinyongError], str, str, str]] = {
    "a CSV without a `count` column, a list of names": (
        a_list_of_names, BoundaryError, "found no column `count`", "each row could be a person",
        "tables of counts are welcome",
    ),
    "a table in which most counts are under 10, whatever its columns are called": (
        a_table_of_small_counts, BoundaryError, "found 9 of 12 counts under 10", "rows could be persons",
        "at least 10 people",
    ),
    "one person per stratum": (
        one_person_per_stratum, BoundaryError, "found 200 of 200 counts under 10", "rows could be persons",
        "at least 10 people",
    ),
    "fewer than 100 people": (
        fewer_than_a_hundred_people, BoundaryError, "found 99", "could stand for real people", "ask for at least 100",
    ),
    "a situation whose subject looks like a name or a number": (
        a_situation_about_a_person, BoundaryError, "`Zhang San`", "never a person", "`a resident`",
    ),
    "a run directory whose ledger was replaced, even with its hashes made anew": (
        a_replaced_ledger, DamagedRun, "the ledger holds an entry", "not written by a run", "do not use it",
    ),
}  # fmt: skip
"""For each line of the page's table: how to bring it about; what the message says was seen, why, and the way out."""


def small_run(folder: Path, seed: int) -> Path:
    """A run of the starter scheme over a few people, saved."""
    kept = folder.parent / f"scheme-{seed}"
    start("my-city", "scheme", under=kept)
    run(kept / "my-city", people=100, days=84, seed=seed, engine="reference", out=folder)
    if not (folder.parent / f"pristine-{seed}").exists():
        shutil.copytree(folder, folder.parent / f"pristine-{seed}")
    return folder


def load_unchecked(folder: Path, seed: int) -> Any:
    return load(folder / f"pristine-{seed}").outcome


def test_the_page_lists_what_is_tested_here() -> None:
    listed = re.findall(r"^\| (.+?) \| refused", PAGE, re.MULTILINE)
    assert listed == list(REFUSED)


@pytest.mark.parametrize("given", REFUSED)
def test_it_is_refused_with_what_was_seen_the_reason_and_the_way_out(given: str, tmp_path: Path) -> None:
    bring_about, expected, seen, reason, way_out = REFUSED[given]
    with pytest.raises(expected) as refused:
        bring_about(tmp_path)
    message = str(refused.value)
    assert refused.value.exit_code == 2
    for part in (seen, reason, way_out):
        assert part in message, message


def test_a_result_of_another_seed_under_our_manifest_is_refused(tmp_path: Path) -> None:
    """Every hash holds and every table agrees with every other: only playing some people again tells."""
    folder = small_run(tmp_path / "out", 2)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["seed"] = 1
    (folder / "manifest.json").write_text(text_of(manifest), encoding="utf-8")
    with pytest.raises(DamagedRun, match=r"was not made by this run.*; run it again"):
        open_run(folder)


@pytest.mark.parametrize("number", ["320324198501011234", "13912345678", "(2016) 0324 1234 5678"])
def test_a_situation_with_a_number_like_that_of_a_person_is_refused(number: str, tmp_path: Path) -> None:
    start("my-city", "scheme", under=tmp_path)
    path = tmp_path / "my-city" / "situations.yaml"
    text = path.read_text(encoding="utf-8").replace("One unpaid bill", f"The holder of {number}: one unpaid bill")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BoundaryError, match="could be that of an identity card, telephone or docket"):
        read_situations(path)


@pytest.mark.parametrize("heading", ["name", "姓名", "e-mail", "phone", "身份证号", "date of birth", "address"])
def test_a_column_that_people_are_known_by_is_refused_even_beside_counts(heading: str, tmp_path: Path) -> None:
    table = f"sex,age,{heading},count\n" + "".join(f"women,a{n},x{n},20\n" for n in range(8))
    with pytest.raises(BoundaryError, match="holds what people are known by"):
        read_world(world_with_table(tmp_path, table))


def test_a_large_table_of_counts_is_welcome_whatever_its_labels(tmp_path: Path) -> None:
    rows = "".join(f"{n},Place {n % 7},s{n % 5},a{n // 5},{40 + n % 13}\n" for n in range(500))
    world = read_world(world_with_table(tmp_path, "id,place_name,sex,age,count\n" + rows))
    assert len(world.margins[0].counted) == 500


def test_synthetic_people_have_a_number_and_nothing_that_tells_who() -> None:
    columns = {*arrays.LEDGER, *arrays.SUBJECTS, *arrays.ORIGIN}
    assert {column for column in columns if PERSONAL.search(column)} == set()


def test_the_subject_of_a_run_cannot_be_taken_for_an_identity_number() -> None:
    """A mainland identity number has 18 digits, a mobile number 11; ids fit 32 bits."""
    for name in ("anytown", "suining", "pilot-city"):
        assert sum(place.room for place in read_world(name).places) <= 1 << 32
    assert len(str((1 << 32) - 1)) < 11


# ----- nothing scores a situation, nothing gates a service


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every function of the package, methods included."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield f"{path.relative_to(PACKAGE).as_posix()}:{node.name}", node


def annotations_of(node: ast.FunctionDef) -> str:
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return " ".join(ast.unparse(argument.annotation) for argument in arguments if argument.annotation is not None)


def test_no_public_function_takes_a_situation() -> None:
    for name in xinyong.__all__:
        signature = inspect.signature(getattr(xinyong, name))
        said = f"{list(signature.parameters)} {[str(one.annotation) for one in signature.parameters.values()]}"
        assert "ituation" not in said, name
        assert "cript" not in said.replace("description", ""), name


def test_what_takes_a_situation_returns_no_score() -> None:
    """Functions that see a situation may return complaints, whether an expectation holds, or the script to play."""
    allowed = re.compile(
        r"(Iterator|list|Iterable)\[(Finding|Problem|Checked|Line|int)\]|list\[str\]|Cast|Stage|Script|str|None|int"
        r"|dict\[str, str\]|tuple\[Line, \.\.\.\]"
    )
    private = {name: node for name, node in functions() if re.search(r"\bSituations?\b", annotations_of(node))}
    assert private
    for name, node in private.items():
        returned = ast.unparse(node.returns) if node.returns is not None else "None"
        assert allowed.fullmatch(returned), f"{name} takes a situation and returns {returned}"
        if not node.name.startswith("_"):
            assert "Checked" in returned or returned in ("Cast", "Script", "tuple[Line, ...]"), name


def test_a_situations_file_is_no_scheme(tmp_path: Path) -> None:
    start("my-city", "scheme", under=tmp_path)
    with pytest.raises(InputError, match="situations"):
        run(tmp_path / "my-city" / "situations.yaml", "anytown", people=100, days=7, engine="reference")


def modules_imported() -> Iterator[tuple[str, str]]:
    """(file, top-level module, and `urllib.request` in full) of every import in the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found: list[str] = []
            if isinstance(node, ast.Import):
                found = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                found = [node.module]
            for name in found:
                yield path.relative_to(PACKAGE).as_posix(), name


@pytest.mark.parametrize(("sort", "names"), [("network clients", NETWORK), ("ways to watch or link", WATCHING)])
def test_the_package_imports_no_such_thing(sort: str, names: set[str]) -> None:
    found = [
        (path, name) for path, name in modules_imported() if name.split(".")[0] in names and name != "urllib.parse"
    ]
    assert found == [], sort


def test_files_of_a_run_say_that_everybody_is_synthetic(tmp_path: Path) -> None:
    folder = small_run(tmp_path / "out", 1)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert "synthetic" in manifest["synthetic"]
    assert "synthetic" in (folder / "CITATION.cff").read_text(encoding="utf-8")
    opened = open_run(folder)
    assert "synthetic people" in repr(opened)
    assert opened.summary["synthetic"] is True


def test_the_first_line_of_the_readme_says_it_in_both_languages() -> None:
    first = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[0]
    assert "not a credit service and holds no data about anyone" in first
    assert "不是征信" in first
    assert "不持有任何人的数据" in first
