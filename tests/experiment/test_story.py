"""A told life holds every entry with its rule and source, and says that nobody in it is real."""

import pytest
from tests.experiment.busy_town import STATED, busy_recipe, cited, rule, scheme
from tests.experiment.finished import played

from xinyong.errors import DamagedRun, InputError
from xinyong.experiment.casefile import Case
from xinyong.experiment.choosing import chosen
from xinyong.experiment.execute import perform
from xinyong.experiment.story import Story, cases, tell
from xinyong.results.record import Run


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    return cases(played())


def test_five_lives_are_told_unless_one_is_asked_for(stories: list[Story]) -> None:
    whys = [story.why for story in stories]
    assert whys[0].startswith("the worst off")
    assert whys[1].startswith("the median")
    assert whys[2:] == ["at random"] * (len(stories) - 2)
    assert len({story.subject for story in stories}) == len(stories) >= 4
    assert [story.subject for story in cases(played())] == [story.subject for story in stories]
    one = cases(played(), stories[0].subject)
    assert [story.subject for story in one] == [stories[0].subject]
    assert one[0].why == "asked for"


def test_the_worst_off_is_worst_off(stories: list[Story]) -> None:
    days = played().outcome.subjects["restricted_days"]
    assert stories[0].figures["restricted_days"] == int(days.max())


def test_every_entry_is_told_with_its_rule(stories: list[Story]) -> None:
    ledger = played().outcome.ledger
    for story in stories:
        told = [event for event in story.events if event.sort == "entry"]
        assert len(told) == int((ledger["recipient"] == story.subject).sum()) == story.figures["entries"]
        for event in told:
            assert event.data["clause"] in event.text
            assert event.data["rule"] in event.text
            assert event.data["cause"] in {"true", "misattributed", "fabricated", "misclassified"}


def test_all_sorts_of_events_are_told() -> None:
    outcome = played().outcome
    sorts = set()
    for subject in outcome.trial.people.ids().tolist()[:60]:
        story = tell(outcome, subject, "for a test")
        days = [(event.day, event.order) for event in story.events]
        assert days == sorted(days)
        sorts |= {event.sort for event in story.events}
    assert sorts == {
        "decision", "end", "overdue", "entry", "standing", "notice", "publication", "chance", "false report",
        "request", "told by refusal", "objection",
    }  # fmt: skip


def test_refusals_told_are_refusals_counted(stories: list[Story]) -> None:
    for story in stories:
        refused = sum(e.data["refused"] for e in story.events if e.sort == "request")
        assert refused == (story.figures["refusals"] or 0)


def test_a_cited_rule_is_told_with_its_source_and_paragraph() -> None:
    sources = {"gazette": {"title": "The gazette", "url": "https://example.org/g", "reliability": "A"}}
    theft = rule("theft", "theft", -30) | {
        "source": "gazette",
        "at": "article 7",
        "grade": "official",
        "text": "stealing",
    }
    run = perform(busy_recipe(scheme=scheme(sources=sources, rules=[theft], caps=[])), engine="reference")
    entry = next(e for story in cases(run) for e in story.events if e.sort == "entry")
    assert entry.text.endswith("[The gazette, article 7]")
    assert "stealing" in entry.text
    assert (entry.data["url"], entry.data["grade"]) == ("https://example.org/g", "official")


def test_a_scheme_of_lists_alone_tells_no_score() -> None:
    listing = {"list": "black", "term": cited(40, "day"), **STATED}
    rules = scheme(score=None, tiers=[], rules=[rule("theft", "theft", 0, listing=listing)], caps=[], consequences=[
        {"id": "no-school", "lists": ["black"], "service": "school", "effect": "refused", **STATED},
    ])  # fmt: skip
    run = perform(busy_recipe(scheme=rules), engine="reference")
    worst = cases(run)[0]
    assert worst.figures["score"] is None
    assert worst.figures["tier"] is None
    assert any("on list black" in event.text for event in worst.events)
    assert "points, tier" not in Case(worst).text()


def test_a_run_in_which_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = perform(busy_recipe(scheme=scheme(rules=[], caps=[], repairs=[]), days=14), engine="reference")
    monkeypatch.chdir("/")
    assert {why for why, _ in chosen(quiet.outcome)} == {"at random"}
    assert all(story.figures["entries"] == 0 for story in cases(quiet))


def test_a_life_that_is_not_the_ledgers_is_not_told() -> None:
    run = played()
    ledger = {**run.outcome.ledger, "points": run.outcome.ledger["points"] - 1}
    other = Run(type(run.outcome)(**{**vars(run.outcome), "ledger": ledger}), run.manifest)
    with pytest.raises(DamagedRun, match="lives another life than the ledger says"):
        cases(other)


def test_nobody_has_that_number() -> None:
    with pytest.raises(InputError, match="found subject 999999, who is not in this run"):
        cases(played(), 999_999)
