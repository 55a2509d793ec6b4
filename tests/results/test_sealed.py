"""An object that holds the hash of all it says is known for one that was touched."""

import json
from pathlib import Path

import pytest

from xinyong.errors import DamagedRun
from xinyong.results.sealed import is_whole, read_comparison, sealed

SAID = {"what": "a thing", "format": 1, "figures": [1, 2.5], "name": "信用"}


def read(path: Path) -> dict[str, object]:
    return read_comparison(path, what="a thing", version=1, called="thing", at_most_bytes=1_000)


def test_a_seal_covers_everything_else() -> None:
    assert is_whole(sealed(SAID))
    assert sealed(sealed(SAID)) == sealed(SAID)
    assert not is_whole(sealed(SAID) | {"figures": [1, 2.4]})
    assert not is_whole(sealed(SAID) | {"more": 0})
    assert not is_whole(SAID)


def test_what_was_sealed_is_read(tmp_path: Path) -> None:
    path = tmp_path / "said.json"
    path.write_text(json.dumps(sealed(SAID)), encoding="utf-8")
    assert read(path) == sealed(SAID)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (json.dumps(sealed(SAID) | {"figures": []}), "its own SHA-256 differs"),
        (json.dumps(sealed(SAID | {"format": 2})), "is not a thing that this version reads"),
        ("[]", "is not a thing that this version reads"),
        ("{", "is damaged"),
        (" " * 2_000, "is too large"),
    ],
)
def test_anything_else_is_refused(text: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "said.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DamagedRun, match=why):
        read(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedRun, match="cannot be read"):
        read(tmp_path / "said.json")
