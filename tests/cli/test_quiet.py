"""`--quiet`: what a script reads, and nothing else; with `--json` the object is the same."""

import json
from pathlib import Path

import pytest
from docs.reference.cli_page import commands
from tests.cli.conftest import Call

from xinyong.audit.measures import MEASURES
from xinyong.files.catalogue import shipped
from xinyong.files.starters import start

CHEAP: dict[str, tuple[str, ...]] = {
    "schemes": ("schemes",),
    "worlds": ("worlds",),
    "measures": ("measures",),
    "explain": ("explain", "forgone"),
    "show": ("show", "my-city"),
    "check": ("check", "my-city"),
    "diff": ("diff", "my-city", "none"),
    "plan": ("plan", "my-city", "--people", "1000", "--years", "1"),
    "case": ("case", "run"),
    "quote": ("quote", "pair"),
    "methods": ("methods", "run"),
}
"""Commands that print the same object each time they are called."""

LOOSE_POINTS = (
    "points: {unknown: true, looked: [ordinance], between: ["
    '{value: -15, unit: point, grade: law, source: ordinance, at: "s. 7"}, '
    '{none: true, grade: assumed, why: "a test"}]}'
)


@pytest.fixture(autouse=True)
def at_the_desk(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)


def fields(printed: str) -> list[tuple[str, ...]]:
    return [tuple(line.split("\t")) for line in printed.splitlines()]


def pairs(printed: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in fields(printed)]


@pytest.mark.parametrize("name", commands())
def test_every_command_can_be_quiet_and_says_what_is_left(name: str) -> None:
    (quiet,) = [parameter for parameter in commands()[name].params if "--quiet" in parameter.opts]
    assert "-q" in quiet.opts
    assert quiet.help.endswith(".")


def test_lists_are_names_alone(call: Call) -> None:
    assert call("schemes", "--quiet").out.splitlines() == list(shipped("scheme"))
    assert call("worlds", "-q").out.splitlines() == list(shipped("world"))
    assert call("measures", "--quiet").out.splitlines() == list(MEASURES)


def test_a_scheme_is_its_rules_with_their_points(call: Call) -> None:
    rules = json.loads(call("show", "suining-2010", "--json").out)["rules"]
    shown: dict[str, str] = dict(pairs(call("show", "suining-2010", "--quiet").out))
    assert list(shown) == [rule["id"] for rule in rules]
    assert shown["theft"] == "-50"


def test_unknown_points_are_both_ends(call: Call, tmp_path: Path) -> None:
    start("my-city", "scheme", under=tmp_path)
    path = tmp_path / "my-city" / "scheme.yaml"
    text = path.read_text(encoding="utf-8")
    stated = 'points: {value: -15, unit: point, grade: law, source: ordinance, at: "s. 7"}'
    assert stated in text
    path.write_text(text.replace(stated, LOOSE_POINTS, 1), encoding="utf-8")
    assert "-15 or none" in {points for _, points in fields(call("show", path, "--quiet").out)}


def test_a_world_is_the_names_that_a_scheme_may_use(call: Call) -> None:
    world = json.loads(call("show", "anytown", "--json").out)
    found = fields(call("show", "anytown", "--quiet").out)
    for sort, key in (("act", "acts"), ("channel", "channels"), ("service", "services"), ("means", "means"),
                      ("desk", "desks")):  # fmt: skip
        assert [name for other, name in found if other == sort] == [one["id"] for one in world[key]]
    assert [name for sort, name in found if sort == "trait"] == sorted(world["traits"])


def test_a_measure_is_its_definition(call: Call) -> None:
    assert call("explain", "forgone", "--quiet").out == f"{MEASURES['forgone'].definition}\n"


def test_a_sound_file_is_silence_and_a_broken_one_its_errors(call: Call, tmp_path: Path) -> None:
    said = call("check", "my-city", "--quiet")
    assert (said.code, said.out, said.err) == (0, "", "")
    text = Path("my-city", "scheme.yaml").read_text(encoding="utf-8")
    (tmp_path / "scheme.yaml").write_text(text.replace("better: higher", "better: hihger"), encoding="utf-8")
    said = call("check", tmp_path, "--quiet")
    assert said.code == 1
    (line,) = said.out.splitlines()
    assert line.startswith("error: ")
    assert "did you mean `higher`?" in line


def test_new_files_are_their_paths(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written = call("new", "other", "--quiet").out.splitlines()
    assert [Path(one) for one in written] == [Path("other", "scheme.yaml"), Path("other", "situations.yaml")]
    assert all(Path(one).is_file() for one in written)
    object_again = json.loads(call("new", "third", "--quiet", "--json").out)
    assert object_again["files"]


def test_differences_are_kind_path_and_scheme(call: Call) -> None:
    told = json.loads(call("diff", "my-city", "none", "pilot-100-200", "--json").out)
    expected = [(change["kind"], change["path"], one["second"]) for one in told for change in one["changes"]]
    assert fields(call("diff", "my-city", "none", "pilot-100-200", "--quiet").out) == expected
    assert call("diff", "my-city", "my-city", "--quiet").out == ""


def test_a_plan_is_its_totals(call: Call) -> None:
    told = json.loads(call(*CHEAP["plan"], "--json").out)
    totals: dict[str, str] = dict(pairs(call(*CHEAP["plan"], "--quiet").out))
    assert list(totals) == ["memory_bytes", "wall_seconds", "disk_bytes"]
    assert {name: float(figure) for name, figure in totals.items()} == {name: told[name] for name in totals}


def test_a_case_is_a_number_and_why_it_is_told(call: Call) -> None:
    told = json.loads(call("case", "run", "--json").out)["cases"]
    assert fields(call("case", "run", "--quiet").out) == [(str(one["subject"]), one["why"]) for one in told]


@pytest.mark.parametrize("name", CHEAP)
def test_with_json_the_object_is_the_same(name: str, call: Call) -> None:
    loud, quiet = call(*CHEAP[name], "--json"), call(*CHEAP[name], "--quiet", "--json")
    assert (quiet.code, quiet.out, quiet.err) == (loud.code, loud.out, "")
    json.loads(quiet.out)


@pytest.mark.parametrize(
    "typed",
    [
        ("run", "my-city", "--people", "100", "--days", "28", "--engine", "reference", "--out", "quiet-run"),
        ("verify", "run", "--limit", "0"),
    ],
)
def test_what_takes_time_says_nothing_but_its_object(typed: tuple[str, ...], call: Call) -> None:
    said = call(*typed, "--quiet", "--json")
    assert said.err == ""
    assert isinstance(json.loads(said.out), dict)
