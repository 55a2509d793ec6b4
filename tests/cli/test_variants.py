"""Every command that reads a result reads several comparisons too: all of them, or the one that --variant names."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Call
from tests.experiment.several import NAMES, saved_several


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved_several(tmp_path_factory.mktemp("several") / "many")


def printed(call: Call, *typed: str | Path) -> Any:
    said = call(*typed, "--json")
    assert said.code == 0, said.out + said.err
    return json.loads(said.out)


def test_an_audit_is_of_each_or_of_the_one_that_is_named(call: Call, many: Path) -> None:
    found = printed(call, "audit", many, "--echo-people", "0")
    assert list(dict.fromkeys(one["variant"] for one in found)) == list(NAMES)
    alone = printed(call, "audit", many, "--echo-people", "0", "--variant", "none")
    assert {one["variant"] for one in alone} == {None}
    assert [{**one, "variant": None} for one in found if one["variant"] == "none"] == alone


def test_an_audit_for_a_reader_says_which_is_which(call: Call, many: Path) -> None:
    heads, *lines = call("audit", many, "--echo-people", "0", "--quiet").out.splitlines()
    assert heads.split()[:3] == ["measure", "variant", "side"]
    assert {line.split()[1] for line in lines if line.startswith("restricted_people_share")} == set(NAMES)
    assert "variant" not in call("audit", many / "none", "--echo-people", "0").out.splitlines()[0]


def test_a_life_is_told_of_the_one_that_is_named(call: Call, many: Path) -> None:
    refused = call("case", many)
    assert refused.code == 2
    assert "choose one, as in --variant milder" in refused.err
    found = printed(call, "case", many, "--variant", "none")["cases"]
    assert {one["side"] for one in found} == {"a"}
    assert {one["side"] for one in printed(call, "case", many, "--variant", "milder")["cases"]} == {"b"}


def test_at_most_six_sentences_are_shared(call: Call, many: Path) -> None:
    found = printed(call, "quote", many)
    assert 2 <= len(found["quotes"]) <= 6
    assert {one["variant"] for one in found["quotes"]} <= set(NAMES)
    assert len(found["sources"]) == len(NAMES)
    assert {one["variant"] for one in printed(call, "quote", many, "--variant", "none")["quotes"]} == {None}


def test_the_methods_name_every_set_of_rules(call: Call, many: Path) -> None:
    told = printed(call, "methods", many)["methods"]
    assert "3 sets of rules were compared" in told
    assert "; `milder`, " in told
    assert "; and `none`, ordinary law alone" in told
    assert "Two sets of rules" in printed(call, "methods", many, "--variant", "milder")["methods"]


def test_a_report_is_the_table_or_the_page_of_one(call: Call, many: Path, tmp_path: Path) -> None:
    table = printed(call, "report", many, "--form", "markdown", "--out", tmp_path / "table.md")
    assert "3 sets of rules, the same lives" in Path(table["report"]).read_text(encoding="utf-8")
    one = printed(call, "report", many, "--variant", "none", "--form", "markdown", "--out", tmp_path / "one.md")
    assert "sets of rules, the same lives" not in Path(one["report"]).read_text(encoding="utf-8")


def test_a_registration_is_held_against_each(call: Call, many: Path) -> None:
    said = call("report", many, "--registered", "plan.json")
    assert said.code == 2
    assert "name one with --variant beside --registered" in said.err


def test_all_go_into_one_file_and_one_goes_beside_the_directory(call: Call, many: Path) -> None:
    made = printed(call, "bundle", many)
    assert Path(made["bundle"]) == many.with_name("many.zip")
    checked = printed(call, "verify", made["bundle"], "--limit", "0")
    assert checked["ok"] is True
    alone = printed(call, "bundle", many, "--variant", "none")
    assert Path(alone["bundle"]) == many.with_name("many-none.zip")
    assert printed(call, "verify", many, "--limit", "0")["ok"] is True


def test_an_executor_that_is_not_there_is_refused(call: Call, many: Path) -> None:
    said = call("audit", many, "--executor", "abacus")
    assert said.code == 2
    assert "found executor `abacus`, expected threads, processes or ray" in said.err
    assert call("audit", many, "--address", "10.0.0.1:6379").code == 2
