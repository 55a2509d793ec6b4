"""What `xinyong new` writes: valid at once, named as asked, and showing every key that a newcomer may need."""

import re
from pathlib import Path

import pytest

from xinyong.errors import InputError
from xinyong.experiment.situations import run_situations
from xinyong.files.evidence import Record
from xinyong.files.starters import start
from xinyong.population.check import check_world
from xinyong.population.read import read_world
from xinyong.population.world import World
from xinyong.reference.play import play
from xinyong.scheme.check import check
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.read import read_scheme
from xinyong.scheme.settle import settle, unknowns
from xinyong.scheme.situations import Situations, read_situations
from xinyong.trial.trial import trial

WRITTEN_BY_THE_LOADER = {"counted", "count"}


def keys_under(top: type[Record]) -> set[str]:
    """Every key that a file of this sort may hold, at any depth."""
    schema = top.model_json_schema(by_alias=True)
    return {key for part in (schema, *schema["$defs"].values()) for key in part.get("properties", {})}


def test_a_scheme_is_written_with_its_situations_under_its_own_name(tmp_path: Path) -> None:
    written = start("my-city", "scheme", under=tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in written] == [
        "my-city/scheme.yaml",
        "my-city/situations.yaml",
    ]
    assert read_scheme(tmp_path / "my-city").scheme == "my-city"
    assert all("my-scheme" not in path.read_text(encoding="utf-8") for path in written)


def test_a_world_is_written_under_its_own_name(tmp_path: Path) -> None:
    (written,) = start("my-town", "world", under=tmp_path)
    assert read_world(tmp_path / "my-town").world == "my-town"
    assert "my-world" not in written.read_text(encoding="utf-8")


def test_both_starters_are_free_of_errors(tmp_path: Path) -> None:
    start("my-city", "scheme", under=tmp_path)
    start("my-town", "world", under=tmp_path)
    assert check(tmp_path / "my-city").errors == ()
    assert check_world(tmp_path / "my-town").errors == ()
    assert len(read_situations(tmp_path / "my-city")) >= 5


def test_every_situation_of_the_starter_holds_at_both_ends_of_what_is_unknown(tmp_path: Path) -> None:
    start("my-city", "scheme", under=tmp_path)
    checked = run_situations(tmp_path / "my-city")
    assert {one.end for one in checked} == {0, 1}
    assert [str(one) for one in checked if not one.holds] == []


@pytest.mark.parametrize("world", ["anytown", "my-town"])
def test_the_starter_scheme_runs_in_the_shipped_world_and_in_the_starter_world(world: str, tmp_path: Path) -> None:
    start("my-city", "scheme", under=tmp_path)
    start("my-town", "world", under=tmp_path)
    scheme = read_scheme(tmp_path / "my-city")
    assert scheme.world == "anytown"
    place = read_world(tmp_path / world if world == "my-town" else world)
    played = play(trial(settle(scheme, 0), place, n_people=100, days=140))
    assert len(played.ledger["day"])


def test_the_starter_shows_each_form_of_a_value(tmp_path: Path) -> None:
    start("my-city", "scheme", under=tmp_path)
    scheme = read_scheme(tmp_path / "my-city")
    assert unknowns(scheme) == ("rules.bill-unpaid.validity",)
    assert scheme.score is not None
    assert getattr(scheme.score.ceiling, "none", False)


@pytest.mark.parametrize(
    ("sort", "file", "top"),
    [("scheme", "scheme.yaml", Scheme), ("scheme", "situations.yaml", Situations), ("world", "world.yaml", World)],
)
def test_every_key_is_shown_or_named_in_a_comment(sort: str, file: str, top: type[Record], tmp_path: Path) -> None:
    start("a", "scheme" if sort == "scheme" else "world", under=tmp_path)
    words = set(re.findall(r"[A-Za-z_]+(?:-[A-Za-z]+)?", (tmp_path / "a" / file).read_text(encoding="utf-8")))
    assert keys_under(top) - words - WRITTEN_BY_THE_LOADER == set()


@pytest.mark.parametrize("name", ["", "My-City", "my city", "my_city", "../x", "-a", "a" * 65, "城"])
def test_a_name_that_is_no_slug_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="expected small letters, digits and single dashes"):
        start(name, "scheme", under=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    start("a", "scheme", under=tmp_path)
    before = {path: path.read_bytes() for path in (tmp_path / "a").iterdir()}
    with pytest.raises(InputError, match="nothing was written"):
        start("a", "world", under=tmp_path)
    assert {path: path.read_bytes() for path in (tmp_path / "a").iterdir()} == before


def test_paths_are_told_from_where_we_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert [str(path) for path in start("a", "world")] == [str(Path("a", "world.yaml"))]
