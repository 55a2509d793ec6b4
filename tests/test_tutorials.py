"""What the tutorials and guides tell people to type is run, in their order, in an empty folder."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.pages import ROOT, Block, blocks

from xinyong.population.tables_of_counts import read_counts

TUTORIALS = ROOT / "docs" / "tutorials"
HOW_TO = ROOT / "docs" / "how-to"
README = ROOT / "README.md"
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE

SURVEY = "sex,age\n" + "women,18-44\n" * 40 + "women,45-plus\n" * 30 + "men,18-44\n" * 35 + "men,45-plus\n" * 25


def typed(block: Block, folder: Path) -> str:
    """What a shell prints, stdout and stderr together, when a block is typed; any failure stops it."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        ["/bin/sh", "-e", "-c", block.text],
        cwd=folder,
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, f"line {block.line}: {done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def edited(block: Block, folder: Path) -> None:
    """Make the edits of a diff block: each run of `-` lines stands once in the file and becomes the `+` lines."""
    head, *lines = block.text.splitlines()
    path = folder / head.removeprefix("--- ")
    text = path.read_text(encoding="utf-8")
    for old, new in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)*)", "\n".join(lines) + "\n", re.MULTILINE):
        before, after = (re.sub(r"^[-+]", "", part, flags=re.MULTILINE) for part in (old, new))
        assert text.count(before) == 1, (
            f"line {block.line}: `{before}` stands {text.count(before)} times in {path.name}"
        )
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")


def compared(shown: Block, printed: str) -> None:
    """Every line that a page shows was printed, numbers and what stands for `…` apart."""
    lines = [loosely(line) for line in printed.splitlines()]
    for line in shown.text.splitlines():
        pattern = ".*".join(re.escape(loosely(part)) for part in line.split("…"))
        assert any(re.fullmatch(pattern, one) for one in lines), f"line {shown.line}: `{line}` was not in\n{printed}"


def loosely(line: str) -> str:
    return re.sub(r"\d[\d,.]*", "#", " ".join(line.split()))


def doctested(block: Block, names: dict[str, object], page: Path) -> None:
    test = doctest.DocTestParser().get_doctest(block.text, names, page.name, str(page), block.line)
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    runner.run(test, out=said.append, clear_globs=False)
    names.update(test.globs)
    assert not runner.failures, "".join(said)


@pytest.mark.parametrize(
    "page", sorted([*TUTORIALS.glob("*.md"), *HOW_TO.glob("*.md")]), ids=lambda page: f"{page.parent.name}/{page.stem}"
)
def test_a_page_does_what_it_says(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "survey.csv").write_text(SURVEY, encoding="utf-8")
    names: dict[str, object] = {}
    printed = ""
    for block in blocks(page):
        if block.language == "shell":
            printed = typed(block, tmp_path)
        elif block.language == "text":
            compared(block, printed)
        elif block.language == "diff":
            edited(block, tmp_path)
        elif block.language == "python" and block.text.startswith(">>>"):
            doctested(block, names, page)
        elif block.language == "python":
            exec(compile(block.text, str(page), "exec"), names)  # noqa: S102  # our own page


def test_the_table_that_the_guide_makes_is_one_that_a_world_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "survey.csv").write_text(SURVEY, encoding="utf-8")
    (block,) = (one for one in blocks(HOW_TO / "table-of-counts.md") if one.language == "python")
    exec(compile(block.text, "table-of-counts.md", "exec"), {})  # noqa: S102
    counts = read_counts(tmp_path / "mix.csv", ["sex", "age"], shown="mix.csv")
    assert [count for _, count in counts.rows] == [35, 25, 40, 30]


def test_the_ten_lines_of_the_readme_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (block,) = (one for one in blocks(README) if one.language == "python")
    assert len([line for line in block.text.splitlines() if line.strip()]) <= 10
    monkeypatch.chdir(tmp_path)
    exec(compile(block.text, "README.md", "exec"), {})  # noqa: S102
    printed = capsys.readouterr().out
    assert "2,000 synthetic people" in printed
    assert "wrongful_entries_share" in printed
