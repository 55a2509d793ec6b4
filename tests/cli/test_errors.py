"""What the command line says when something is wrong: one line with its place, the exit code, and no traceback."""

import json
import os
import re
import time
from pathlib import Path

import pytest
from tests.cli.conftest import Call, Said, Spawn

from xinyong.files.starters import start

POSITIONED = re.compile(r"^\S+\.(?:yaml|csv):\d+:\d+: .+")

CPU_SECONDS = 1.0
PEAK_BYTES = 200 << 20

ALIAS_BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [*{old},*{old},*{old},*{old},*{old},*{old},*{old},*{old},*{old}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)

SCHEME = {
    "duplicate key": ("format: 1\n", "format: 1\nformat: 1\n"),
    "not a number": ("value: 100,", "value: .nan,"),
    "infinite": ("value: 100,", "value: 1e999,"),
    "5000 digits": ("value: 100,", f"value: {'9' * 5000},"),
    "past 64 bits": ("value: 100,", "value: 9223372036854775808,"),
    "octal": ("value: 100,", "value: 0100,"),
    "sexagesimal": ("value: 100,", "value: 1:40,"),
    "NO": ("level: fiction}", "level: NO}"),
    "tag": ("A starter scheme}", "!!python/object/apply:os.system ls}"),
    "alias": ("value: 100,", "value: *x,"),
    "bidi": ("A starter scheme}", "A \u202estarter scheme}"),
    "NUL": ("A starter scheme}", "A \0starter scheme}"),
    "nested": ("about: >-", "about: " + "[" * 100_000 + "\nx: >-"),
    "negative days": ("validity: {value: 365,", "validity: {value: -365,"),
    "a share above one": ("share: {value: 0.5,", "share: {value: 1.5,"),
    "points that pass the sum": ("points: {value: -15,", "points: {value: -999999,"),
    "a bare number": ('start: {value: 100, unit: point, grade: law, source: ordinance, at: "s. 2"}', "start: 100"),
    "dates out of order": ("in_force: {} ", "in_force: {from: 2022-01-01, to: 2020-01-01} "),
    "an unknown key": ("optional: true ", "optionel: true "),
}
"""Edits of the starter scheme, each of which leaves one thing wrong."""

# As programs of their own, so that their memory can be measured.
WHOLE: dict[str, str | bytes] = {
    "alias bomb": ALIAS_BOMB,
    "empty": "",
    "a list": "- 1\n",
    "a million brackets": "a: " + "[" * 1_000_000,
    "three megabytes of keys": "".join(f"k{n}: 1\n" for n in range(300_000)),
    "UTF-16": "format: 1\n".encode("utf-16"),
    "a nested list": "format: 1\nscheme: " + "[" * 100_000 + "\n",
    "a picture": bytes(range(256)) * 64,
}


@pytest.mark.parametrize("case", SCHEME)
def test_one_thing_wrong_is_one_line_with_its_place(case: str, call: Call, tmp_path: Path) -> None:
    start("my-city", "scheme", under=tmp_path)
    path = tmp_path / "my-city" / "scheme.yaml"
    text = path.read_text(encoding="utf-8")
    old, new = SCHEME[case]
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    began = time.process_time()
    said = call("show", path)
    assert time.process_time() - began < CPU_SECONDS
    assert said.code == 2
    assert len(said.err.splitlines()) == 1, said.err[:2_000]
    assert_all_positioned(said)


@pytest.mark.parametrize("case", WHOLE)
def test_a_file_that_is_none_costs_little_and_says_where(case: str, spawn: Spawn, tmp_path: Path) -> None:
    content = WHOLE[case]
    (tmp_path / "x.yaml").write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    said, cost = spawn("show", "x.yaml")
    assert said.code == 2
    assert_all_positioned(said)
    assert cost.cpu_seconds < CPU_SECONDS
    assert cost.peak_bytes < PEAK_BYTES


def assert_all_positioned(said: Said) -> None:
    assert said.out == ""
    assert "Traceback" not in said.err
    for line in said.err.splitlines():
        assert POSITIONED.match(line) or line.startswith("xinyong: x.yaml: the file has"), line[:500]
        assert len(line) < 500


@pytest.mark.parametrize("table", ["/etc/passwd", "../mix.csv", "https://example.org/x.csv", "C:\\x.csv", "nul.csv"])
def test_a_table_must_lie_beside_its_world(table: str, call: Call, tmp_path: Path) -> None:
    start("my-town", "world", under=tmp_path)
    path = tmp_path / "my-town" / "world.yaml"
    text = path.read_text(encoding="utf-8")
    margin = f"margins:\n  - {{id: counted, traits: [sex, online], table: '{table}', source: example}}\n"
    path.write_text(text.replace("margins:\n", margin, 1), encoding="utf-8")
    said = call("check", tmp_path / "my-town")
    assert said.code == 1
    assert re.search(r"world\.yaml:\d+:\d+: .*expected", said.out), said.out
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("run", "suining-2011"), "did you mean `suining-2010`?"),
        (("show", "no-such-thing"), "no-such-thing"),
        (("explain", "wrongful_entries"), "did you mean `wrongful_entries_share`?"),
        (("run", "suining-2010", "--world", "anytwon"), "did you mean `anytown`?"),
        (("run", "suining-2010", "--people", "99"), "ask for at least 100"),
        (("run", "suining-2010", "--days", "0"), "0 days"),
        (("run", "suining-2010", "--years", "1", "--days", "7"), "expected one of them"),
        (("run", "suining-2010", "--window", "3"), "expected 7 or 1"),
        (("run", "suining-2010", "--response", "fear"), "fear"),
        (("run", "suining-2010", "--engine", "steam"), "`steam`, expected"),
        (("run", "suining-2010", "--set", "rules.theft"), "expected PATH=VALUE"),
        (("run", "suining-2010", "--set", "rules.thefd.points=1"), "did you mean `theft`?"),
        (("run", "suining-2010", "--seed", "-1"), "seed"),
        (("run", "suining-2010", "--days", "999999999"), "expected 1 to 36500"),
        (("run", "suining-2010", "--seed", str(1 << 64)), "expected a whole number from 0 to 2**64 - 1"),
        (("plan", "suining-2010", "--threads", "-1"), "--threads: found -1 threads; expected 0"),
        (("run", "suining-2010", "--set", "rules.theft.points=1e999"), "too large for a number"),
        (("run", "suining-2010", "--set", "rules.theft.points=[1"), "close every ["),
        (("run", "suining-2010", "--set", "rules.theft.points=\x01"), "take the character out"),
        (("run", "suining-2010", "--set", "world:=1"), "expected path=value"),
        (("compare", "suining-2010", "--with", "none", "--amend", "x"), "--amend: found `x`, expected PATH=VALUE"),
        (("compare", "suining-2010", "--with", "none", "--seeds", "5..1"), "expected at least one"),
        (("compare", "suining-2010", "--with", "none", "--seeds", "1..9999999999"), "expected at most 10000"),
        (("audit", "nowhere"), "there is no such directory"),
        (("case", "nowhere"), "there is no such directory"),
        (("report", "nowhere"), "there is no such directory"),
        (("verify", "nowhere"), "nowhere"),
        (("new", "My City"), "expected small letters, digits and single dashes"),
        (("check", "missing.yaml"), "there is no such file"),
    ],
)
def test_wrong_input_is_one_line_and_exit_code_2(
    arguments: tuple[str, ...], message: str, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    quick = ("--quiet",) if arguments[0] == "run" else ()
    said = call(*arguments, *quick)
    assert said.code == 2
    assert said.out == ""
    assert message in said.err
    assert len(said.err.splitlines()) == 1, said.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("out", ["scheme.yaml", "folder", "ledger.csv", "pipe"])
def test_a_report_replaces_nothing_but_a_page(out: str, call: Call, desk: Path, tmp_path: Path) -> None:
    """Renamed into place, a page would take the place of a device as well."""
    start("folder", "scheme", under=tmp_path)
    (tmp_path / "scheme.yaml").write_text("mine\n", encoding="utf-8")
    (tmp_path / "ledger.csv").write_text("mine\n", encoding="utf-8")
    (tmp_path / "pipe").symlink_to(os.devnull)
    said = call("report", desk / "run", "--out", tmp_path / out)
    assert (said.code, said.out) == (2, "")
    assert "found something that is no page" in said.err
    assert (tmp_path / "scheme.yaml").read_text(encoding="utf-8") == "mine\n"
    assert (tmp_path / "pipe").is_symlink()


@pytest.mark.parametrize("out", ["scheme.yaml", "file/below"])
def test_a_run_goes_into_no_file(out: str, call: Call, desk: Path, tmp_path: Path) -> None:
    for name in ("scheme.yaml", "file"):
        (tmp_path / name).write_text("mine\n", encoding="utf-8")
    small = ("--people", "100", "--days", "14", "--engine", "reference", "--quiet")
    said = call("run", desk / "my-city", *small, "--out", tmp_path / out)
    assert (said.code, said.out) == (2, "")
    assert len(said.err.splitlines()) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"scheme.yaml", "file"}


def test_an_error_is_an_object_when_objects_were_asked_for(call: Call) -> None:
    said = call("run", "suining-2011", "--json")
    assert said.code == 2
    found = json.loads(said.out)
    assert found["ok"] is False
    assert set(found["errors"][0]) == {"file", "line", "column", "path", "message", "hint"}
    assert "suining-2010" in found["errors"][0]["message"]


def test_a_command_that_is_none_names_the_nearest(call: Call) -> None:
    said = call("compair")
    assert said.code == 2
    assert "compare" in said.err
