"""Tables written with names can be read back into the very same whole numbers."""

import numpy as np
import pytest
from tests.experiment.busy_town import rule, scheme, world
from tests.experiment.finished import played

from xinyong.arrays import LEDGER, SUBJECTS
from xinyong.reference.play import play
from xinyong.results.columns import TABLES, Coded, Kind, Names, coded, kind_of, plain
from xinyong.results.outcome import Outcome
from xinyong.trial.trial import trial


def two_schemes() -> Outcome:
    """East and west under schemes of their own; the clauses of the second are numbered from 0 again."""
    west = scheme(scheme="west-rules", rules=[rule("siege-west", "siege", -50), rule("theft-west", "theft", -5)],
                  caps=[], repairs=[], lists=[], consequences=[])  # fmt: skip
    members = [{"scheme": "busy-rules", "place": "east"}, {"scheme": "west-rules", "place": "west"}]
    both = scheme(scheme="both", members=members, score=None, tiers=[], lists=[], rules=[], caps=[], consequences=[],
                  repairs=[], publicity=[], notice={"none": True, "grade": "assumed", "why": "members say"},
                  objection={"none": True, "grade": "assumed", "why": "members say"})  # fmt: skip
    here = trial(both, world(), n_people=120, days=70, members={"busy-rules": scheme(), "west-rules": west})
    return play(here)


@pytest.fixture(scope="module", params=["one scheme", "two schemes"])
def outcome(request: pytest.FixtureRequest) -> Outcome:
    return played().outcome if request.param == "one scheme" else two_schemes()


@pytest.mark.parametrize("title", TABLES)
def test_names_and_back(outcome: Outcome, title: str) -> None:
    table = getattr(outcome, title)
    again = plain(outcome.trial, title, coded(outcome.trial, title, table))
    assert list(again) == list(table)
    for name, column in table.items():
        assert again[name].dtype == np.int64
        np.testing.assert_array_equal(again[name], column, err_msg=name)


@pytest.mark.parametrize("title", TABLES)
def test_every_column_has_a_kind(title: str) -> None:
    assert all(isinstance(kind_of(title, name), Kind) for name in TABLES[title])
    assert set(TABLES["ledger"]) == set(LEDGER)
    assert set(TABLES["subjects"]) == set(SUBJECTS) - {"stratum"}


def test_clauses_of_two_schemes_keep_their_scheme_in_the_name() -> None:
    outcome = two_schemes()
    names = {c.name: c for c in coded(outcome.trial, "ledger", outcome.ledger)}
    clauses = names["clause"]
    used = {clauses.names[code] for code in clauses.codes.tolist()}
    assert {name.split("/")[0] for name in used} == {"busy-rules", "west-rules"}
    assert Names(outcome.trial).of_place("tier", 0)[0] == "busy-rules/good"


def test_lists_are_named() -> None:
    outcome = played().outcome
    lists = next(c for c in coded(outcome.trial, "subjects", outcome.subjects) if c.name == "lists")
    assert set(lists.names) == {"", "black"}


def test_an_unknown_name_is_refused() -> None:
    outcome = played().outcome
    columns = coded(outcome.trial, "ledger", outcome.ledger)
    spoilt = [Coded(c.name, c.kind, c.codes, ("nowhere", *c.names[1:])) if c.name == "channel" else c for c in columns]
    with pytest.raises(ValueError, match="column `channel` holds a name that is not in the scheme or world"):
        plain(outcome.trial, "ledger", spoilt)


def test_an_empty_cell_where_none_may_be_is_refused() -> None:
    outcome = played().outcome
    columns = coded(outcome.trial, "ledger", outcome.ledger)
    spoilt = [Coded(c.name, c.kind, c.codes * 0 - 1, c.names) if c.name == "act" else c for c in columns]
    with pytest.raises(ValueError, match="column `act`"):
        plain(outcome.trial, "ledger", spoilt)
