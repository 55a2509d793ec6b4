"""The results of the golden worlds are as frozen; `make golden REASON=…` is the way to change them."""

import json
from pathlib import Path

import pytest
from tests.golden import update
from tests.golden.worlds import WORLDS, summary

from xinyong.reference.play import play

FROZEN = json.loads(Path(__file__).with_name("frozen.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", WORLDS)
def test_results_are_as_frozen(name: str) -> None:
    found = summary(play(WORLDS[name]()))
    assert found == FROZEN[name], "results changed; if that is meant, run `make golden REASON=...`"


def test_every_count_of_the_plain_world_says_something() -> None:
    assert all(FROZEN["plain"].values())


def test_a_change_of_results_needs_a_reason_and_becomes_a_fragment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    frozen = tmp_path / "frozen.json"
    old = {"kept": FROZEN["kept"] | {"entries": 1}}
    frozen.write_text(json.dumps(old), encoding="utf-8")
    monkeypatch.setattr(update, "WORLDS", {"kept": WORLDS["kept"]})
    monkeypatch.setattr(update, "FROZEN", frozen)
    monkeypatch.setattr(update, "FRAGMENTS", tmp_path)
    monkeypatch.setattr(update, "ROOT", tmp_path)
    with pytest.raises(SystemExit):
        update.main(["--reason", " "])
    assert update.main(["--reason", "Repairs end entries of the same day."]) == 0
    (fragment,) = tmp_path.glob("*.results.md")
    assert fragment.name.endswith("-repairs-end-entries-of-the.results.md")
    assert f"`kept`: entries 1 → {FROZEN['kept']['entries']}" in fragment.read_text(encoding="utf-8")
    assert json.loads(frozen.read_text(encoding="utf-8")) == {"kept": FROZEN["kept"]}
    capsys.readouterr()
    assert update.main(["--reason", "again"]) == 0
    assert "nothing was written" in capsys.readouterr().out
