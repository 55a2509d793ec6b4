from pathlib import Path

import pytest
from tests.audit.hand_made import MAN, ids_of, outcome_of, trial_of

from xinyong.audit.targets import Targets, beside, read_targets
from xinyong.errors import FileError, NameUnknown

SOURCE = {"title": "A newspaper", "reliability": "B"}


def published(**changes: object) -> Targets:
    found = {
        "format": 1,
        "scheme": "ladder",
        "period": {"from": "2020-01-01", "to": "2020-03-01", "source": "paper"},
        "population": {"value": 1000, "unit": "person", "grade": "press", "source": "paper",
                       "rivals": [{"value": 500, "source": "paper", "grade": "press"}]},
        "sources": {"paper": SOURCE},
        "counts": [
            {"id": "items", "what": "adverse entries", "says": "items", "if_above": "above", "if_below": "below",
             "count": {"value": 6, "unit": "item", "grade": "press", "source": "paper"}},
            {"id": "names", "what": "people published", "says": "names", "if_above": "above", "if_below": "below",
             "period": {"from": "2020-01-01", "to": "2020-01-11", "source": "paper"},
             "count": {"value": 6, "unit": "person", "grade": "press", "source": "paper"}},
            {"id": "fallen", "what": "people fallen", "tiers": ["fair", "poor"], "says": "fallen", "if_above": "above",
             "if_below": "below", "count": {"value": 6, "unit": "person", "grade": "press", "source": "paper"}},
        ],
    }  # fmt: skip
    return Targets.model_validate(found | changes)


def test_published_rates_cover_both_cited_populations() -> None:
    items = beside(outcome_of(trial_of()), published())[0]
    assert items.days == 60
    assert items.low == pytest.approx(6 / 1000 * 1000 * 365 / 60)
    assert items.high == pytest.approx(2 * items.low)


def test_nothing_modelled_has_no_factor() -> None:
    items = beside(outcome_of(trial_of()), published())[0]
    assert (items.over_run, items.factor, items.why) == (0.0, None, "below")


def test_modelled_rates_over_the_run_and_over_the_same_days() -> None:
    trial = trial_of()
    ids = ids_of(trial, MAN)
    ledger = [
        {"recipient": ids[0], "day": 3, "published": 5},
        {"recipient": ids[1], "day": 70, "published": 72},
        {"recipient": ids[1], "day": 80, "published": 82},
        {"recipient": ids[1], "day": 90, "adverse": 0},
    ]
    items, names, fallen = beside(outcome_of(trial, ledger=ledger), published())
    assert (items.measure, names.measure, fallen.measure) == ("negative_items", "names_published", "people_fallen.fair")
    assert items.over_run == pytest.approx(1000 * 3 / 400)
    assert items.over_period == pytest.approx(1000 * 1 / 200 * 365 / 60)
    assert names.over_run == pytest.approx(1000 * 2 / 400)
    assert names.over_period == pytest.approx(1000 * 1 / 200 * 365 / 10)
    assert fallen.over_run == pytest.approx(1000 * 2 / 400)
    assert fallen.over_period == pytest.approx(1000 * 1 / 200 * 365 / 60)


def test_the_factor_is_measured_to_the_nearer_end() -> None:
    trial = trial_of()
    ids = ids_of(trial, MAN)
    ledger = [{"recipient": number, "day": 3} for number in ids[:20]]
    items = beside(outcome_of(trial, ledger=ledger), published())[0]
    assert items.over_run == 50.0
    assert items.low < 50 < items.high
    assert (items.factor, items.why) == (1.0, "")
    more = [{"recipient": number, "day": day} for number in ids[:40] for day in (3, 4)]
    above = beside(outcome_of(trial, ledger=more), published())[0]
    assert above.factor == pytest.approx(200 / above.high)
    assert above.why == "above"


def test_a_run_shorter_than_the_period_is_read_as_far_as_it_goes() -> None:
    trial = trial_of(days=30)
    ledger = [{"recipient": ids_of(trial, MAN)[0], "day": 3}]
    items = beside(outcome_of(trial, ledger=ledger), published())[0]
    assert items.over_period == items.over_run == pytest.approx(1000 / 200 * 365 / 30)


def test_the_shipped_counts_of_suining() -> None:
    found = read_targets("suining-2010")
    assert found is not None
    counts = {target.id: target.count.value for target in found.counts}
    assert (counts["negative-items"], counts["fallen"]) == (1928, 24)
    assert found.period.days == 59


def test_most_schemes_have_no_published_counts() -> None:
    assert read_targets("pilot-100-200") is None
    with pytest.raises(NameUnknown):
        read_targets("suinning-2010x")


def test_a_count_without_a_listed_source_is_refused(tmp_path: Path) -> None:
    (tmp_path / "scheme.yaml").write_text("format: 1\n", encoding="utf-8")
    text = """\
format: 1
scheme: ladder
period: {from: 2020-01-01, to: 2020-03-01, source: paper}
population: {value: 1000, unit: person, grade: press, source: paper}
sources: {paper: {title: "A newspaper", reliability: B}}
counts:
  - id: items
    what: adverse entries
    says: items
    count: {value: 6, unit: item, grade: press, source: letter}
    if_above: above
    if_below: below
"""
    (tmp_path / "targets.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FileError, match="found `letter`, which is not in `sources`; sources: paper"):
        read_targets(str(tmp_path))
