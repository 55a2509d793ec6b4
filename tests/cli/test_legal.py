"""`check --legal`: a page, one object, or lines; exit code 0 whenever the file could be read, and never a verdict."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Call

from xinyong.audit.legal.texts import NO_VERDICT, NOT_ADVICE

KEYS = {
    "scheme", "world", "evidence", "not_advice", "no_verdict", "conditions", "signs", "matrix", "burdens",
    "levels", "longest_days", "assessment", "members", "missing", "texts",
}  # fmt: skip


def test_the_page_opens_with_what_the_article_asks_for_and_names_clauses(call: Call) -> None:
    said = call("check", "--legal", "suining-2010")
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0].startswith("Suining mass credit · suining-2010 · in the world suining")
    assert NOT_ADVICE in lines[1]
    assert NO_VERDICT in lines[1]
    asked = lines.index("What Art. 5(1)(c) asks for, and whether the file shows it")
    assert "an AI system: cannot be told from a file" in lines[asked + 2]
    assert any(line.startswith("    rules.petition-disruptive: ") and "creding" in line for line in lines)
    assert "  no remedy: not found in the sources read  [Art. 27(1)(f) AI Act, checked 2026-11-22]" in lines
    assert "does not cure" in said.out


def test_the_object_has_its_names_and_every_text_a_date(call: Call) -> None:
    said = call("check", "--legal", "court-list-2017", "--json")
    assert said.code == 0
    found = json.loads(said.out)
    assert set(found) == KEYS
    context = next(one for one in found["signs"] if one["id"] == "context")
    assert context["state"] == "seen"
    assert {"path", "says", "source", "at", "grade"} == set(context["clauses"][0])
    assert all(text["checked"] and text["not_advice"] == NOT_ADVICE for text in found["texts"].values())


def test_quietly_it_prints_signs_by_clause(call: Call) -> None:
    said = call("check", "--legal", "travel-list-2018", "--quiet")
    assert "context\tconsequences.other-no-flight" in said.out.splitlines()
    assert not [line for line in said.out.splitlines() if line.count("\t") != 1]


def test_the_world_may_be_named_and_is_no_scheme(call: Call) -> None:
    elsewhere = call("check", "--legal", "suining-2010", "--world", "anytown")
    assert elsewhere.code == 0
    assert "The world anytown has no act or service for rules.loan-default" in elsewhere.out
    said = call("check", "--legal", "suining", "--world", "suining")
    assert said.code == 2
    assert "found the world `suining`" in said.err


def test_nothing_is_played_so_options_on_situations_are_refused(call: Call) -> None:
    said = call("check", "--legal", "suining-2010", "--engine", "both")
    assert said.code == 2
    assert "nothing is played with --legal" in said.err


def test_a_file_that_cannot_be_read_is_wrong_input(call: Call, tmp_path: Path) -> None:
    bad = tmp_path / "scheme.yaml"
    bad.write_text("format: 1\n", encoding="utf-8")
    assert call("check", "--legal", str(bad)).code == 2


@pytest.mark.parametrize("name", ["none", "nosedive", "national-2020", "flensburg-points"])
def test_every_sort_of_scheme_has_a_page(call: Call, name: str) -> None:
    said = call("check", "--legal", name)
    assert said.code == 0
    assert "The law that this page names. This is not legal advice." in said.out
