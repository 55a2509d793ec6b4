"""A draw that is told is the one that decided: what came of it follows from its value and its share."""

from dataclasses import replace

import pytest
from tests.experiment.busy_town import STATED, busy_recipe, cited, scheme, world
from tests.experiment.finished import played

from xinyong.experiment.draws import Draw, share_text
from xinyong.experiment.execute import perform
from xinyong.experiment.story import Story, tell
from xinyong.results.outcome import Outcome


def stories_of(outcome: Outcome) -> list[Story]:
    return [tell(outcome, number, "for a test") for number in outcome.trial.people.ids().tolist()[:60]]


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    return stories_of(played().outcome)


@pytest.fixture(scope="module")
def answering() -> list[Story]:
    """Lives in which people respond, so that how somebody stands moves what a draw is held against."""
    return stories_of(perform(replace(busy_recipe(), response="deterrence"), engine="reference").outcome)


def of(story: Story, sort: str, purpose: str) -> list[tuple[bool, Draw]]:
    """Each draw of a purpose, with whether its value is under its share."""
    drawn = [draw for event in story.events if event.sort == sort for draw in event.draws if draw.purpose == purpose]
    return [(draw.under is not None and draw.value < draw.under, draw) for draw in drawn]


@pytest.mark.parametrize("which", ["stories", "answering"])
def test_a_chance_is_taken_where_its_draw_is_under_its_share(which: str, request: pytest.FixtureRequest) -> None:
    told = [event for story in request.getfixturevalue(which) for event in story.events if event.sort == "chance"]
    for event in told:
        first = event.draws[0]
        assert first.purpose == "TAKE"
        assert first.under is not None
        assert (first.value < first.under) == event.data["taken"]
        assert first.item == event.data["item"]
    assert {event.data["taken"] for event in told} == {True, False}


def test_records_follow_their_draws(stories: list[Story]) -> None:
    written = [e for story in stories for e in story.events if e.sort == "chance" and e.data["channel"]]
    assert written
    for event in written:
        seen, astray, *more = [draw for draw in event.draws if draw.purpose != "TAKE"]
        assert (seen.purpose, seen.gives) == ("SEEN", event.data["channel"])
        assert seen.under is not None
        assert seen.value < seen.under
        assert astray.under is not None
        assert (astray.value < astray.under) == event.data["misattributed"]
        mistaken = [draw for draw in more if draw.decides.startswith("is it written down as another act")]
        assert any(d.gives == f"as {event.data['recorded_as']}" for d in mistaken) == (
            event.data["recorded_as"] != event.data["act"]
        )
        assert more[-1].purpose == "DELAY"
        assert more[-1].under is None


def test_notices_objections_and_decisions_follow_their_draws(stories: list[Story]) -> None:
    found = {"NOTICE": 0, "OBJECT": 0, "DECIDE": 0}
    for story in stories:
        told = {(e.data["clause"], e.data["entry_day"]) for e in story.events if e.sort == "notice"}
        for event in story.events:
            for draw in event.draws if event.sort in {"entry", "notice", "told by refusal"} else ():
                assert draw.under is not None
                assert draw.purpose == ("NOTICE" if event.sort == "entry" else "OBJECT")
                assert (draw.value < draw.under) == (draw.gives in {"it arrives", "yes"})
                found[draw.purpose] += 1
            if event.sort == "entry" and (event.data["clause"], event.day) not in told:
                late = event.day > story.days - 30  # a notice on its way at the end of the run
                several = sum((e.data["clause"], e.day) == (event.data["clause"], event.day) for e in story.events
                              if e.sort == "entry") > 1  # fmt: skip
                assert late or several or all(draw.gives == "it never arrives" for draw in event.draws)
        for event in (e for e in story.events if e.sort == "decision"):
            (draw,) = event.draws
            found[draw.purpose] += 1
            assert draw.under is not None
            assert ("taken back" in event.text) == (draw.value < draw.under) == (draw.gives == "yes")
    assert all(found.values()), found


def test_a_draw_in_words() -> None:
    drawn = Draw("is it taken", "TAKE", 1, 2, "theft", 3, 0.25, 0.5, "taken")
    assert str(drawn) == "is it taken: taken (drew 0.25 < 0.5)"
    assert str(replace(drawn, value=0.75, gives="left")) == "is it taken: left (drew 0.75 ≥ 0.5)"
    assert str(replace(drawn, under=None, gives="3 days later")) == "is it taken: 3 days later (drew 0.25)"
    assert drawn.as_json()["item"] == 3
    assert share_text(0.000000123) == "0.000000123"


def test_a_refusal_brought_before_the_next_instance_is_told() -> None:
    review = {"window": cited(30, "day"), "desk": "office", "carried_out_within": cited(3, "day"), **STATED}
    objection = {"window": cited(60, "day"), "desk": "office", "carried_out_within": cited(3, "day"), **STATED}
    asking = {"mistaken": cited(1, "share"), "right": cited(1, "share"), "spread": cited(2, "day")}
    recipe = busy_recipe(
        scheme=scheme(objection={**objection, "review": review}),
        world=world(objecting={**asking, "review": cited(0.5, "share")}),
    )
    told = stories_of(perform(recipe, engine="reference").outcome)
    sorts = [event.sort for story in told for event in story.events]
    assert "review" in sorts
    asked = [draw for story in told for _, draw in of(story, "decision", "REVIEW")]
    assert 0 < sorts.count("review") <= sum(draw.gives == "yes" for draw in asked)
    assert any(of(story, "decision", "REVIEW_DECIDE") for story in told)


def test_a_partial_consequence_is_named_where_its_draw_says_so() -> None:
    half = {"id": "half", "tiers": ["good", "watched", "bad"], "service": "loan", "effect": "refused", **STATED}
    rules = scheme(consequences=[half | {"share": cited(0.5, "share")}], repairs=[])
    told = [event for story in stories_of(perform(busy_recipe(scheme=rules), engine="reference").outcome)
            for event in story.events if event.sort == "request" and event.data["service"] == "loan"]  # fmt: skip
    assert {"under half" in event.text for event in told} == {True, False}
    for event in told:
        assert ("under half" in event.text) == any(draw.gives == "yes" for draw in event.draws)
        assert event.data["refused"] == sum(draw.gives == "yes" for draw in event.draws) or event.data["given_up"]
        assert [one["clause"] for one in event.data["clauses"]] == ["half"]
