"""`--json`: one object on stdout and nothing else, with the names that the reference promises, and no others."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from benchmarks.score_1.race import Race, machine
from benchmarks.score_1.report import content, page, write
from docs.reference.cli_page import JSON_OBJECTS, commands
from tests.cli.conftest import Call

from xinyong.cli import racing

SMALL = ("--people", "100", "--days", "28", "--engine", "reference")

TYPED: dict[str, tuple[str, ...]] = {
    "schemes": ("schemes",),
    "worlds": ("worlds",),
    "measures": ("measures",),
    "explain": ("explain", "forgone"),
    "show": ("show", "pilot-100-200"),
    "check": ("check", "broken"),
    "new": ("new", "another"),
    "diff": ("diff", "my-city", "none"),
    "run": ("run", "my-city", *SMALL, "--out", "json-run"),
    "resume": ("resume", "cut-short"),
    "compare": ("compare", "my-city", "--with", "none", *SMALL, "--seeds", "1,2", "--out", "json-pair"),
    "plan": ("plan", "my-city", "--people", "1000", "--years", "1"),
    "audit": ("audit", "pair", "--echo-people", "0"),
    "case": ("case", "run"),
    "report": ("report", "run", "--out", "r.html"),
    "quote": ("quote", "pair"),
    "methods": ("methods", "pair"),
    "bundle": ("bundle", "run", "--out", "r.zip"),
    "verify": ("verify", "run", "--limit", "0"),
    "blame": ("blame", "my-city", *SMALL, "--over", "procedures"),
    "mend": ("mend", "my-city", *SMALL, "--at-most", "1"),
    "lesson": ("lesson", "midas", "--people", "1000", "--out", "l.html"),
    "bench": ("bench", "--out", "race"),
}

# The names of issue 2, on which others rely.
FIXED = {
    "run": (
        "scheme world evidence seed people days window_days engine threads response tiers restricted entries services "
        "objections acts assumed wall_seconds total_seconds compile_seconds subject_days_per_second peak_rss_bytes "
        "result_sha256 out"
    ),
    "compare": "a b deltas newly_restricted spared acts",
    "audit": (
        "name definition value unit low high band numerator denominator group reference side response seeds "
        "horizon_days rests_on echo caveat source"
    ),
    "check": "ok errors warnings",
    "schemes": "id",
    "show": "id evidence rules tiers consequences procedures sources",
}


@pytest.fixture(autouse=True)
def at_the_desk(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    broken = desk / "broken"
    if not broken.exists():
        broken.mkdir()
        text = (desk / "my-city" / "scheme.yaml").read_text(encoding="utf-8")
        (broken / "scheme.yaml").write_text(
            text.replace("points: {value: -15,", "points: {valeu: -15,"), encoding="utf-8"
        )


@pytest.fixture(autouse=True)
def a_race_of_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """A race installs its contestants and takes minutes; here its numbers are written without one."""

    def raced(arguments: list[str], *, tells: bool) -> str:
        assert tells
        numbers = content(Race(), [], machine())
        write(numbers, Path(arguments[arguments.index("--out") + 1]))
        return page(numbers)

    monkeypatch.setattr(racing, "_raced", raced)


def leaves(found: Any, path: str = "") -> Iterator[str]:
    """The path of everything that holds no further names: `a.b`, `[]` for the members of a list."""
    if isinstance(found, dict) and found:
        for key, value in found.items():
            yield from leaves(value, f"{path}.{key}" if path else key)
    elif isinstance(found, list) and found:
        for value in found:
            yield from leaves(value, f"{path}[]")
    else:
        yield path


def pattern(promised: str) -> re.Pattern[str]:
    """What a promised path fits: `<…>` any name, `**` anything below, or nothing where the value is null or empty."""
    base, deep = (promised.removesuffix(".**"), True) if promised.endswith(".**") else (promised, False)
    parts = [".+" if re.fullmatch(r"<[^>]+>", part) else re.escape(part) for part in re.split(r"(<[^>]+>)", base)]
    return re.compile("".join(parts) + (r"(?:[.\[].*)?" if deep else ""))


def is_there(promised: str, paths: set[str]) -> bool:
    """Whether some path fits, or a part of the promised one is there and empty: a null, or a list without members."""
    if any(pattern(promised).fullmatch(path) for path in paths):
        return True
    stems = [promised[: match.start()] for match in re.finditer(r"\.|\[\]", promised)]
    return any(pattern(stem).fullmatch(path) for stem in stems if stem for path in paths)


@pytest.mark.parametrize("name", TYPED)
def test_a_command_prints_one_object_with_the_promised_names_alone(name: str, call: Call) -> None:
    said = call(*TYPED[name], "--json")
    assert said.code == (1 if name == "check" else 0), said.err
    found = json.loads(said.out)
    assert isinstance(found, list if JSON_OBJECTS[name]["shape"] == "list" else dict)
    promised, paths = list(JSON_OBJECTS[name]["keys"]), set(leaves(found))
    known = [pattern(one) for one in promised]
    stems = {promised_stem for one in promised for promised_stem in empty_stems(one)}
    undocumented = {p for p in paths if not any(k.fullmatch(p) for k in known) and p not in stems}
    assert undocumented == set()
    assert [one for one in promised if not is_there(one, paths)] == []


def test_several_comparisons_print_one_table_with_the_promised_names_alone(call: Call) -> None:
    said = call("compare", "my-city", "--with", "none", "--with", "my-city", *SMALL, "--seeds", "1,2",
                "--response", "deterrence", "--out", "json-many", "--json")  # fmt: skip
    assert said.code == 0, said.err
    paths = set(leaves(json.loads(said.out)))
    promised = JSON_OBJECTS["compare"]["several"]["keys"]
    known = [pattern(one) for one in promised]
    assert {path for path in paths if not any(one.fullmatch(path) for one in known)} == set()
    assert [one for one in promised if not is_there(one, paths)] == []
    assert Path("json-many/report.html").is_file()


def empty_stems(promised: str) -> Iterator[str]:
    """Paths at which an object or list of the promised path may end when it is empty or null."""
    for match in re.finditer(r"\.|\[\]", promised):
        stem = promised[: match.start()]
        if stem and "<" not in stem:
            yield stem


def test_every_command_is_typed_here() -> None:
    assert set(TYPED) == set(commands())


@pytest.mark.parametrize("name", FIXED)
def test_the_fixed_names_are_promised(name: str) -> None:
    keys = JSON_OBJECTS[name]["keys"]
    first = {re.split(r"[.\[]", key.removeprefix("[]."))[0] for key in keys}
    assert set(FIXED[name].split()) <= first


def test_a_rule_that_is_shown_has_its_fixed_names(call: Call) -> None:
    found = json.loads(call("show", "suining-2010", "--json").out)
    assert {"id", "act", "points", "source", "grade"} <= set(found["rules"][0])


def test_causes_of_entries_add_up(call: Call) -> None:
    found = json.loads(call("run", "my-city", *SMALL, "--out", "json-run", "--json").out)
    entries = found["entries"]
    causes = ("true", "misattributed", "fabricated", "misclassified", "mislinked")
    assert entries["total"] == sum(entries[cause] for cause in causes)


def test_nothing_but_the_object_is_on_stdout_and_no_progress_on_stderr(call: Call) -> None:
    said = call("run", "my-city", *SMALL, "--out", "json-run", "--json")
    json.loads(said.out)
    assert "playing" not in said.err


def test_a_result_hash_does_not_depend_on_the_directory(call: Call) -> None:
    hashes = {
        json.loads(call("run", "my-city", *SMALL, "--out", out, "--json").out)["result_sha256"]
        for out in ("json-run", "json-run-2")
    }
    assert len(hashes) == 1
