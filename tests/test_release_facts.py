"""Facts that stand in several files say the same thing, and changelog fragments are of a known kind."""

import re
import tomllib
from pathlib import Path

import xinyong

KINDS = {"results", "scheme", "added", "changed", "fixed", "deprecated"}


def test_one_version(root: Path) -> None:
    version = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    citation = (root / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {version}\n" in citation
    assert xinyong.__version__ == version


def test_one_licence(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "Apache-2.0"
    assert "\nlicense: Apache-2.0\n" in (root / "CITATION.cff").read_text(encoding="utf-8")
    assert "Apache License" in (root / "LICENSE").read_text(encoding="utf-8")


def test_changelog_fragments_are_of_a_known_kind(root: Path) -> None:
    folder = root / "changelog.d"
    for path in folder.iterdir():
        if path.name == "README.md":
            continue
        name = re.fullmatch(r"[a-z0-9-]+\.([a-z]+)\.md", path.name)
        assert name, f"{path.name}: expected SLUG.KIND.md"
        assert name[1] in KINDS, f"{path.name}: expected one of {sorted(KINDS)}"
        assert path.read_text(encoding="utf-8").strip()


def test_decisions_are_numbered_in_order(root: Path) -> None:
    numbers = sorted(int(path.name[:4]) for path in (root / "docs" / "decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
