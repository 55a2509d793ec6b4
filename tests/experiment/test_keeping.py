"""Whose full stories a run keeps, and what is then said of it."""

from dataclasses import replace

import pytest

from xinyong.audit.measures import audit
from xinyong.audit.reading import NEEDS_ALL
from xinyong.engine.play import play
from xinyong.errors import InputError
from xinyong.experiment import keeping
from xinyong.experiment.execute import prepare, run
from xinyong.experiment.kept_audit import audit_of
from xinyong.experiment.reopen import open_run
from xinyong.experiment.story import cases
from xinyong.experiment.verify import verify
from xinyong.report.brief import report
from xinyong.results.recipe import recipe_of
from xinyong.results.record import Run


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A saved run of 600 people that keeps the rows of 150."""
    out = tmp_path_factory.mktemp("sampled") / "run"
    return run("suining-2010", people=600, years=2, sample=150, out=out)


def test_the_choice_is_in_the_recipe_and_said_with_the_result(kept: Run) -> None:
    assert kept.manifest["ledger"] == "sample"
    assert recipe_of(kept.manifest).sample == 150
    said = "ledger, mail and final standings are from the full rows of 150 of 600 synthetic people, a fixed sample"
    assert any(said in warning for warning in kept.summary["warnings"])
    assert (kept.summary["ledger"], kept.summary["sample_people"]) == ("sample", 150)
    assert kept.summary["restricted"]["people"] is None
    assert "only a sample's rows are kept" in repr(kept)


def test_counts_are_those_of_everybody(kept: Run) -> None:
    whole = run("suining-2010", people=600, years=2, out=kept.directory.with_name("whole") if kept.directory else None)
    assert (whole.summary["ledger"], whole.summary["sample_people"]) == ("all", None)
    for figure in ("tiers", "lists", "entries", "services", "places", "objections", "acts"):
        assert kept.summary[figure] == whole.summary[figure], figure
    assert kept.manifest["result_sha256"] != whole.manifest["result_sha256"]


def test_such_a_run_is_opened_told_and_verified(kept: Run) -> None:
    assert kept.directory is not None
    again = open_run(kept.directory)
    told = cases(again)
    assert told
    assert all(int(one.subject) in set(again.outcome.trial.kept.tolist()) for one in told)  # type: ignore[union-attr]
    checked = verify(kept.directory)
    assert checked.ok
    assert checked.complete
    stranger = next(i for i in range(600) if i not in set(again.outcome.trial.kept.tolist()))  # type: ignore[union-attr]
    (alone,) = cases(again, stranger)
    assert alone.missing.startswith("played again from its address alone")


def test_measures_say_what_they_rest_on(kept: Run) -> None:
    assert kept.directory is not None
    found = audit_of(kept.directory)
    share = found.one("wrongful_entries_share")
    assert share.caveat.startswith("From the full rows of 150 of 600 synthetic people, a fixed sample. ")
    assert found.one("restricted_days").caveat.startswith("From") is False
    rows = found.one("negative_items")
    assert rows.denominator == 150 * 730 / 365
    assert found.one("prevented").value is None


def test_what_takes_everybodys_rows_is_refused(kept: Run) -> None:
    with pytest.raises(InputError, match="`xinyong run --ledger all` keeps everybody's"):
        report(kept)


def test_people_restricted_without_a_row_cannot_be_counted_from_a_sample() -> None:
    found = audit(play(replace(prepare("sesame-credit", people=300, days=140).trial(), sample=100)), groups=False)
    assert found.one("restricted_people_share").why == NEEDS_ALL
    assert found.one("restricted_days").value is not None


@pytest.mark.parametrize(
    ("ledger", "sample", "said"),
    [
        ("some", None, "--ledger: found `some`, expected all or sample"),
        ("all", 500, "found --ledger all and --sample 500; expected one of them"),
        (None, 99, "--sample: found 99 people, expected 100 or more"),
    ],
)
def test_other_choices_are_refused(ledger: str | None, sample: int | None, said: str) -> None:
    with pytest.raises(InputError, match=said):
        keeping.keeping(prepare("suining-2010", people=300, days=70), ledger, sample)


def test_rows_are_a_samples_where_all_would_be_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    recipe = prepare("suining-2010", people=2_000_000, years=1)
    assert keeping.keeping(recipe, None, None).sample == 0
    assert keeping.keeping(recipe, "sample", None).sample == 1_000_000
    monkeypatch.setattr(keeping, "ALL_ROWS", 1_000)
    assert keeping.keeping(recipe, None, None).sample == 1_000_000
    assert keeping.keeping(recipe, "all", None).sample == 0
    assert keeping.keeping(replace(recipe, n_people=5_000), None, None).sample == 0
