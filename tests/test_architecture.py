"""The shape of the code: layers, sizes, names, and what ships."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from zipfile import ZipFile

import pytest

import xinyong

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "xinyong"
SOURCES = sorted(PACKAGE.rglob("*.py"))
EXCEPTIONS = tomllib.loads((ROOT / "tests" / "architecture_exceptions.toml").read_text(encoding="utf-8"))

FILE_LINES_MAX = 600
BODY_LINES_MAX = 60
NAMES_THAT_SAY_NOTHING = re.compile(r"(util|helper|common|base|manager)s?")
# Spelt in two halves, so that this file does not find itself.
UNTRACKED_TODO = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b(?!.*#\d+)")
MACHINE_PATH = re.compile(r"(?<![\w.-])/wo" + r"rk/|(?<!\w)\.lib" + r"rary\b")
PIPELINE = [
    "read_scheme",
    "read_world",
    "amend",
    "run",
    "resume",
    "compare",
    "compare_many",
    "audit",
    "blame",
    "mend",
    "open_run",
    "verify",
    "case",
    "report",
    "quote",
    "methods",
    "bundle",
    "lesson",
]

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def repository_files() -> list[Path]:
    """Every file that is tracked, or would be by `git add .`."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def data_files() -> list[Path]:
    """What the package ships besides code."""
    return [
        path
        for path in sorted(PACKAGE.rglob("*"))
        if path.is_file() and path.suffix not in {".py", ".pyc", ".nbi", ".nbc"}
    ]


def lines_matching(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    found = []
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{relative(path)}:{n}" for n, line in enumerate(text.splitlines(), 1) if pattern.search(line)]
    return found


def functions_of(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a file with the lines of its body, docstring left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, FunctionNode):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            if body and body[-1].end_lineno is not None:
                yield f"{relative(path)}:{node.name}", body[-1].end_lineno - body[0].lineno + 1


def test_import_contracts_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_file_is_too_long() -> None:
    lengths = {relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    long = {name for name, lines in lengths.items() if lines > FILE_LINES_MAX}
    assert long == set(EXCEPTIONS["files"]), "split the file, or list it with a reason (or drop a stale entry)"


def test_no_function_is_too_long() -> None:
    long = {name for path in SOURCES for name, lines in functions_of(path) if lines > BODY_LINES_MAX}
    assert long == set(EXCEPTIONS["functions"]), "split the function, or list it with a reason (or drop a stale entry)"


def test_every_exception_has_a_reason() -> None:
    for kind in ("files", "functions"):
        for name, reason in EXCEPTIONS[kind].items():
            assert len(reason.split()) >= 4, f"{name}: say why, in a sentence"


def test_no_module_has_a_name_that_says_nothing() -> None:
    named = [path.parent.name if path.name == "__init__.py" else path.stem for path in SOURCES]
    assert [name for name in named if NAMES_THAT_SAY_NOTHING.fullmatch(name)] == []


def test_folder_inits_are_empty() -> None:
    inits = [path for path in SOURCES if path.name == "__init__.py" and path.parent != PACKAGE]
    assert inits
    assert [relative(path) for path in inits if path.read_bytes()] == []


def test_no_todo_without_an_issue() -> None:
    paths = [path for path in repository_files() if path.suffix in {".py", ".toml", ".cfg"} or path.name == "Makefile"]
    assert lines_matching(UNTRACKED_TODO, paths) == []


def test_no_machine_paths() -> None:
    assert lines_matching(MACHINE_PATH, repository_files()) == []


def test_public_names_follow_the_pipeline() -> None:
    assert xinyong.__all__ == PIPELINE
    assert list(xinyong._HOMES) == PIPELINE
    assert set(PIPELINE) < set(dir(xinyong))


@pytest.mark.parametrize("name", PIPELINE)
def test_public_names_resolve(name: str) -> None:
    function = getattr(import_module(xinyong._HOMES[name]), name)
    public = getattr(xinyong, name)
    assert callable(public)
    assert public is function or isinstance(public, xinyong._CallablePackage)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'gate'"):
        _ = xinyong.gate


def test_the_root_waits_for_nothing_heavy() -> None:
    """`xinyong check FILE` must not wait for a compiler or a plotting library."""
    probe = "import sys, xinyong; print(sorted({'numba', 'polars', 'altair', 'numpy', 'pydantic'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_no_shipped_file_is_ignored() -> None:
    """The wheel leaves out what git ignores, so an ignore rule that is too wide would lose a scheme."""
    shipped = [relative(path) for path in [*SOURCES, *data_files()]]
    done = subprocess.run(
        ["git", "check-ignore", "--stdin"],
        cwd=ROOT,
        input="\n".join(shipped),
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.stdout == ""


@pytest.mark.slow
def test_every_file_lands_in_the_wheel(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    expected = {path.relative_to(PACKAGE.parent).as_posix() for path in [*SOURCES, *data_files()]}
    assert expected - inside == set()
