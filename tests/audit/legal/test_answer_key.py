"""The answer key, written from the sources: every clause of it is found, and false alarms are counted."""

import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from xinyong.audit.legal.shape import Shape, legal_shape
from xinyong.experiment.home import home_of
from xinyong.scheme.read import read_scheme

HERE = Path(__file__).parent
KEY = tomllib.loads((HERE / "key.toml").read_text(encoding="utf-8"))
PATHS = tomllib.loads((HERE / "key_paths.toml").read_text(encoding="utf-8"))
PAGE = (HERE.parents[2] / "docs" / "how-to" / "legal-shape.md").read_text(encoding="utf-8")

Entry = dict[str, Any]


@cache
def shape(scheme: str) -> Shape:
    found = read_scheme(scheme)
    return legal_shape(found, home_of(found))


def named(entry: Entry) -> tuple[str, str, str]:
    return (entry["scheme"], entry["sign"], entry["clause"])


WHERE = {named(entry): entry for entry in (*PATHS["found"], *PATHS["clean"])}


def found_at(entry: Entry) -> set[str]:
    return {clause.path for clause in shape(entry["scheme"]).sign(entry["sign"]).clauses}


def false_alarms() -> list[tuple[str, str, str]]:
    """What the analysis sees and the key says is not there: (scheme, sign, path)."""
    alarms = []
    for entry in KEY["states"]:
        if entry["state"] == "not seen":
            alarms += [(entry["scheme"], entry["sign"], path) for path in sorted(found_at(entry))]
    for entry in KEY["clean"]:
        wrong = found_at(entry) & set(WHERE[named(entry)]["paths"])
        alarms += [(entry["scheme"], entry["sign"], path) for path in sorted(wrong)]
    return alarms


def beyond_the_key() -> Counter[str]:
    """Signs that are seen in a scheme of the key, which says nothing of them: neither right nor wrong."""
    told = {(entry["scheme"], entry["sign"]) for part in ("found", "states", "clean") for entry in KEY[part]}
    schemes = sorted({scheme for scheme, _ in told})
    return Counter(
        one.sign for scheme in schemes for one in shape(scheme).signs
        if one.state == "seen" and (scheme, one.sign) not in told
    )  # fmt: skip


def test_every_entry_of_the_key_has_its_place_and_each_place_an_entry() -> None:
    assert set(WHERE) == {named(entry) for part in ("found", "clean") for entry in KEY[part]}


@pytest.mark.parametrize("entry", KEY["found"], ids=lambda entry: "-".join(named(entry))[:60])
def test_each_clause_of_the_key_is_found(entry: Entry) -> None:
    where = WHERE[named(entry)]
    if "absent" in where:
        return
    assert set(where["paths"]) <= found_at(entry)


def test_clauses_of_the_key_that_a_file_leaves_out_are_few_and_told_on_the_page() -> None:
    absent = [named(entry) for entry in PATHS["found"] if "absent" in entry]
    assert [scheme for scheme, _, _ in absent] == ["travel-list-2018"]
    notes = (HERE.parents[2] / "src/xinyong/catalogue/travel-list-2018/NOTES.md").read_text(encoding="utf-8")
    assert "is not modelled" in notes


@pytest.mark.parametrize("entry", [e for e in KEY["states"] if e["state"] != "not seen"],
                         ids=lambda entry: "-".join(named(entry))[:60])  # fmt: skip
def test_what_the_sources_do_not_tell_is_not_found(entry: Entry) -> None:
    assert shape(entry["scheme"]).sign(entry["sign"]).state == entry["state"]


def test_false_alarms_are_these_and_their_number_is_on_the_page() -> None:
    assert false_alarms() == [
        ("travel-list-2018", "protected", "rules.air-storming"),
        ("travel-list-2018", "protected", "rules.air-terror-rumour"),
    ]
    number = len(KEY["found"]) - sum("absent" in entry for entry in PATHS["found"])
    assert f"{number} of {len(KEY['found'])} clauses" in PAGE
    assert f"{len(false_alarms())} false alarms" in PAGE


def test_what_is_seen_beyond_the_key_is_counted_on_the_page() -> None:
    counted = beyond_the_key()
    table = dict(re.findall(r"^\| `([a-z-]+)` \| (\d+) \|$", PAGE, re.MULTILINE))
    assert {sign: int(number) for sign, number in table.items()} == dict(counted)
