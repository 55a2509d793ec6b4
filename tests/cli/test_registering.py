"""`plan --register`, and the file beside what was played, as they are typed."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Call

PLAN = ("plan", "my-city", "--people", "100", "--days", "84")


@pytest.fixture(autouse=True)
def at_the_desk(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)


def test_what_is_registered_is_told_apart_in_an_audit(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    said = call(*PLAN, "--with", "none", "--measure", "restricted_days", "--date", "2026-11-23",
                "--register", file, "--json")  # fmt: skip
    assert said.code == 0, said.err
    assert json.loads(said.out)["registered_sha256"] == json.loads(file.read_text(encoding="utf-8"))["sha256"]
    audit = call("audit", "pair", "--echo-people", "0", "--registered", file, "--json")
    assert audit.code == 0, audit.err
    assert {one["name"].partition(".")[0] for one in json.loads(audit.out) if one["planned"]} == {"restricted_days"}
    page = call("audit", "pair", "--echo-people", "0", "--registered", file).out
    assert page.startswith("registered on 2026-11-23 (the author's word), SHA-256 ")
    assert "looked at" in page
    again = call(*PLAN, "--measure", "restricted_days", "--date", "2026-11-23", "--register", file)
    assert again.code == 2
    assert "never written over" in again.err


def test_options_of_a_registration_ask_for_its_file_and_it_for_a_day(call: Call, tmp_path: Path) -> None:
    alone = call(*PLAN, "--measure", "restricted_days")
    assert (alone.code, "found --measure without --register" in alone.err) == (2, True)
    undated = call(*PLAN, "--measure", "restricted_days", "--register", tmp_path / "plan.json")
    assert (undated.code, "found --register without --date" in undated.err) == (2, True)
