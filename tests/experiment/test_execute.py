"""A run is found, amended, played and kept; what it writes is what its recipe gives."""

from pathlib import Path
from typing import Any

import pytest
from tests.experiment.busy_town import busy_recipe, cited, rule, scheme, world

from xinyong.errors import InputError, NameUnknown, XinyongError
from xinyong.experiment.execute import directory_of, keep, perform, prepare, run
from xinyong.experiment.reopen import open_run
from xinyong.experiment.responses import run_family
from xinyong.experiment.terms import too_short
from xinyong.files.canonical import canonical_text
from xinyong.files.evidence import Cited
from xinyong.vocabulary import ONE_SIDED

SMALL: dict[str, Any] = {"people": 100, "days": 28, "engine": "reference"}


def number(found: object) -> float:
    assert isinstance(found, Cited)
    return found.value


def test_a_run_is_saved_where_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = run(scheme(), world(), **SMALL)
    recipe = prepare(scheme(), world(), people=100, days=28)
    assert found.directory == Path("runs") / f"busy-rules-{recipe.sha256[:8]}" == directory_of(recipe)
    assert found.summary["out"] == str(found.directory)
    assert open_run(found.directory).summary == found.summary
    assert run(scheme(), world(), **SMALL).directory == found.directory, "the same run goes to the same place"


def test_texts_are_found_by_path(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(canonical_text(scheme()), encoding="utf-8")
    (tmp_path / "town.yaml").write_text(canonical_text(world()), encoding="utf-8")
    found = run(str(tmp_path / "mine.yaml"), tmp_path / "town.yaml", out=tmp_path / "out", **SMALL)
    assert found.summary["scheme"] == "busy-rules"
    assert found.summary["world"] == "busy-town"


def test_a_scheme_runs_in_its_own_world() -> None:
    assert prepare("suining-2010", people=100).world.world == "suining"


def test_without_a_world_there_is_no_run() -> None:
    with pytest.raises(InputError, match="names no world; say which with --world NAME"):
        prepare(scheme(world=None))


def test_an_unknown_name_says_the_nearest() -> None:
    with pytest.raises(NameUnknown, match="suining-2010"):
        prepare("suining-2011")


def test_members_are_found_and_amended(tmp_path: Path) -> None:
    (tmp_path / "member.yaml").write_text(canonical_text(scheme()), encoding="utf-8")
    members = [{"scheme": "suining-2010", "place": "west"}]
    nothing = {"none": True, "grade": "assumed", "why": "the members say"}
    both = scheme(
        scheme="both", members=members, score=None, tiers=[], lists=[], rules=[], caps=[], consequences=[], repairs=[],
        publicity=[], notice=nothing, objection=nothing,
    )  # fmt: skip
    recipe = prepare(both, world(), people=100, settings={"suining-2010:rules.traffic-offence.points": -7})
    assert set(recipe.members) == {"suining-2010"}
    changed = next(r for r in recipe.members["suining-2010"].rules if r.id == "traffic-offence")
    assert number(changed.points) == -7


def test_settings_amend_scheme_and_world() -> None:
    settings = {"rules.theft.points": "-31", "world:acts.theft.rate": 0.25, " world : purge": "none"}
    recipe = prepare(scheme(), world(), people=100, days=28, settings=settings)
    assert number(recipe.scheme.rules[0].points) == -31
    assert number(recipe.world.acts[0].rate) == 0.25
    assert recipe.world.purge.none is True  # type: ignore[union-attr]
    assert number(scheme().rules[0].points) == -30, "the scheme itself is untouched"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"rules.thefts.points": -1}, "thefts"),
        ({"wold:acts.theft.rate": 1}, "nothing called `wold` to amend; did you mean `world`"),
        ({"rules.theft.points": "&anchor"}, "rules.theft.points"),
    ],
)
def test_a_setting_that_leads_nowhere(settings: dict[str, Any], said: str) -> None:
    with pytest.raises(XinyongError, match=said):
        prepare(scheme(), world(), people=100, days=28, settings=settings)


def test_how_long_a_run_is() -> None:
    assert prepare(scheme(), world()).days == 3 * 365, "at least three years"
    long = scheme(rules=[rule("theft", "theft", -30, cited(5 * 365 + 1, "day"))], caps=[], repairs=[])
    assert prepare(long, world()).days == 7 * 365, "the longest fixed term, in whole years, plus one"
    assert prepare(long, world(), years=2).days == 730
    with pytest.raises(InputError, match=r"found both years \(1\) and days \(2\)"):
        prepare(long, world(), years=1, days=2)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (5, "before every entry can lapse"),
        (6, "before every entry can lapse"),
        (7, "within a year of the day"),
        (370, "within"),
        (371, None),
    ],
)
def test_a_short_run_is_warned_of(days: int, said: str | None) -> None:
    rules = scheme(rules=[rule("theft", "theft", -30, cited(6, "day"))], caps=[], repairs=[])
    found = too_short([rules], days)
    assert [warning for warning in found if said is None or said not in warning] == []
    assert len(found) == (0 if said is None else 1)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"people": 99}, "the smallest place has 100 people"),
        ({"window": 2}, "expected 7 or 1"),
        ({"seed": -1}, "found seed -1"),
        ({"days": 0}, "found a run of 0 days"),
        ({"response": "panic"}, "found response `panic`"),
        ({"engine": "steam"}, "found engine `steam`, expected kernel or reference"),
        ({"threads": -1}, "found -1 threads"),
        ({"people": 10**10}, "ids are kept"),
    ],
)
def test_what_cannot_be_asked_for(tmp_path: Path, asked: dict[str, Any], said: str) -> None:
    with pytest.raises(XinyongError, match=said):
        run(scheme(), world(), out=tmp_path / "out", **(SMALL | asked))
    assert list(tmp_path.iterdir()) == []


def test_a_bad_target_is_refused_before_anything_is_played(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="holds no run, so it stays as it is"):
        run(scheme(), world(), people=100, years=90, engine="reference", out=tmp_path / "letters")


def test_both_ends_of_what_is_unknown(tmp_path: Path) -> None:
    found = keep(busy_recipe(days=60), tmp_path / "run", engine="reference")
    assert found.other_end is not None
    assert (found.summary["end"], found.other_end.summary["end"]) == (0, 1)
    assert found.summary["unknown"] == ["objection.window"]
    assert found.manifest["speed"]["wall_seconds"] < found.manifest["speed"]["total_seconds"]
    known = keep(busy_recipe(scheme=scheme(), days=30), tmp_path / "known", engine="reference")
    assert known.other_end is None
    only_second = keep(busy_recipe(days=60, end=1), tmp_path / "second", engine="reference")
    assert only_second.other_end is None


def test_a_family_is_a_run_of_each_scenario(tmp_path: Path) -> None:
    found = run_family(scheme(), world(), out=tmp_path / "family", **SMALL)
    assert list(found) == ["none", "deterrence", *ONE_SIDED]
    assert [one.directory for one in found.values()] == [tmp_path / "family" / name for name in found]
    assert found["none"].manifest["result_sha256"] != found["deterrence"].manifest["result_sha256"]
    silent = run_family(scheme(), world(deterrence=None), out=tmp_path / "silent", **SMALL)
    assert list(silent) == ["none"]


def test_both_engines_give_one_result() -> None:
    recipe = busy_recipe()
    results = {
        perform(recipe, engine=engine, threads=threads).manifest["result_sha256"]
        for engine, threads in (("reference", 0), ("kernel", 1), ("kernel", 3))
    }
    assert len(results) == 1


def test_the_kernel_tells_of_its_progress() -> None:
    told: list[tuple[int, int]] = []
    perform(busy_recipe(days=21), engine="kernel", progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
