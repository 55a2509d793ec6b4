"""Three worlds with a known answer: the audit must be able to come out well, badly, and with nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.worlds.known import BAD, GOOD, NOTHING, WORLDS, figure, pair

from xinyong.experiment.pair_store import save_pair
from xinyong.population.family import told_by
from xinyong.population.read import read_world
from xinyong.report.brief import report


def cases(name: str, *, answering: bool = False) -> list[tuple[str, str]]:
    return [(name, told) for told in told_by(read_world(name)) if told != "none" or not answering]


@pytest.mark.parametrize("name", WORLDS)
def test_a_known_answer_is_told_in_every_story(name: str) -> None:
    assert set(told_by(read_world(name))) == {
        "none", "deterrence", "fear-of-error", "conformity", "reward-seeking", "hardship", "evasion",
    }  # fmt: skip


def test_where_acts_move_out_of_sight_the_good_scheme_says_so_and_prevents_less() -> None:
    assert figure(GOOD, "displaced", "evasion") > 0
    prevented = [figure(GOOD, "prevented.severity-5", one) for one in ("evasion", "deterrence")]
    assert 0 < prevented[0] <= prevented[1]


@pytest.mark.parametrize(("name", "response"), cases(GOOD, answering=True))
def test_the_good_scheme_prevents_grave_misdeeds(name: str, response: str) -> None:
    assert figure(name, "prevented.severity-5", response) + figure(name, "prevented.severity-4", response) >= 10
    assert figure(name, "forgone", response) == 0


@pytest.mark.parametrize(("name", "response"), cases(GOOD))
def test_the_good_scheme_keeps_every_harm_under_its_bound(name: str, response: str) -> None:
    assert figure(name, "wrongful_restricted_days", response) <= 50
    assert figure(name, "clean_ever_restricted_share", response) <= 0.005
    assert figure(name, "protected_restricted_days", response) == 0
    assert figure(name, "punished_protected", response) == 0
    assert figure(name, "never_told_share", response) <= 0.05


@pytest.mark.parametrize(("name", "response"), cases(BAD))
def test_the_bad_scheme_wrongs_and_punishes_protected_conduct(name: str, response: str) -> None:
    assert figure(name, "wrongful_restricted_days", response) > 1_000
    assert figure(name, "protected_restricted_days", response) > 1_000
    assert figure(name, "clean_ever_restricted_share", response) > 0.1


@pytest.mark.parametrize(("name", "response"), cases(BAD, answering=True))
def test_the_bad_scheme_silences_and_prevents_nothing(name: str, response: str) -> None:
    assert figure(name, "prevented", response) == 0
    assert figure(name, "forgone", response) > 0.05


@pytest.mark.parametrize("response", [told for _, told in cases(NOTHING)])
def test_where_nobody_watches_every_figure_is_null_or_zero(response: str) -> None:
    told = [m for m in pair(NOTHING).measures if m.response == response and m.side != "b"]
    assert told
    assert {m.value for m in told} <= {None, 0}
    assert all(m.why for m in told if m.value is None)


def test_the_report_on_nothing_says_nothing(tmp_path: Path) -> None:
    kept = save_pair(pair(NOTHING), tmp_path / "pair")
    page = report(kept, out=tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Nothing came of the rules" in page


def test_other_reports_do_not(tmp_path: Path) -> None:
    kept = save_pair(pair(GOOD), tmp_path / "pair")
    assert "Nothing came" not in report(kept, out=tmp_path / "report.html").read_text(encoding="utf-8")
