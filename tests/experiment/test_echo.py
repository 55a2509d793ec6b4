from dataclasses import replace
from typing import Any

import pytest
from tests.audit.hand_made import NONE, cited, rule, town
from tests.experiment.lively import law_alone, lively_town, recipe, strict

from xinyong.audit.measure import Measures
from xinyong.audit.measures import audit
from xinyong.audit.sentences import sentence
from xinyong.experiment.echo import Echoes, echoes, of_pair, of_run
from xinyong.experiment.staging import column_of, figures
from xinyong.reference.play import play
from xinyong.reference.watch import play_watched
from xinyong.results.recipe import Recipe

FALSE_REPORTS = "world:channels.police.false_reports.theft.rate"
SEEN = "world:sights.theft.police.share"
RATE = "world:acts.theft.rate"


def one_error(**of_report: Any) -> Recipe:
    """Return a recipe in which one act is punished and the only error is the false report of it."""
    rate = cited(10, "per year") | of_report
    channel = town().channels[0].model_dump(by_alias=True) | {"false_reports": [{"act": "theft", "rate": rate}]}
    world = lively_town(
        acts=[{**lively_town().acts[0].model_dump(by_alias=True), "law": None}],
        sights=[{"act": "theft", "channel": "police", "share": cited(0.5, "share")}],
        channels=[channel],
        deterrence=None,
        purge=NONE,
    )
    points = {"value": -20, "unit": "point", "grade": "press", "source": "paper"}
    scheme = strict(rules=[{**rule("theft", "theft", 0), "points": points, "validity": NONE}], objection=NONE)
    return recipe(scheme, world, days=28)


def marked(of: Recipe, **more: Any) -> Echoes:
    return echoes(of, audit(play(of.trial())), play=of_run(play), **more)


@pytest.fixture(scope="module")
def found() -> Echoes:
    return marked(one_error())


def test_the_one_source_of_error_is_echoed(found: Echoes) -> None:
    wrongful = found.measures.one("wrongful_entries_share")
    assert wrongful.echo is True
    assert wrongful.echo_of == (FALSE_REPORTS,)
    assert FALSE_REPORTS in wrongful.rests_on
    assert sentence(wrongful, "Ladder, as modelled").startswith(f"If what is assumed of `{FALSE_REPORTS}` is right")


def test_what_two_sources_feed_rests_on_both_and_echoes_neither(found: Echoes) -> None:
    items = found.measures.one("negative_items")
    assert {FALSE_REPORTS, SEEN, RATE} <= set(items.rests_on)
    assert not {FALSE_REPORTS, SEEN, RATE} & set(items.echo_of)


def test_points_of_the_only_rule_are_behind_everything() -> None:
    of = one_error()
    assumed = of.scheme.model_copy(update={"rules": strict(rules=[rule("theft", "theft", -20)]).rules})
    assert marked(replace(of, scheme=assumed)).measures.one("restricted_days").echo_of[0] == "rules.theft.points"


def test_another_rate_of_requests_is_only_luck(found: Echoes) -> None:
    assert "world:services.loan.rate" in found.tried
    assert "world:services.loan.rate" not in found.measures.one("recorded_misdeeds").rests_on


def test_what_moves_it_most_comes_first(found: Echoes) -> None:
    recorded = found.measures.one("recorded_misdeeds")
    assert recorded.rests_on[0] == FALSE_REPORTS
    assert set(recorded.rests_on[1:]) == {SEEN, RATE}


def test_a_cited_value_is_rested_on_and_never_echoed() -> None:
    of = one_error(grade="press", source="paper", range=[5, 15])
    wrongful = marked(of).measures.one("wrongful_entries_share")
    assert FALSE_REPORTS in wrongful.rests_on
    assert FALSE_REPORTS not in wrongful.echo_of


def test_groups_and_figures_without_a_value_are_left_as_they_were(found: Echoes) -> None:
    assert found.measures.one("wrongful_entries_share", "sex: man").echo is None
    assert found.measures.one("prevented").echo is None
    assert found.measures.one("prevented").rests_on == ()


def test_a_figure_of_zero_rests_on_what_would_lift_it() -> None:
    of = one_error()
    channel = of.world.channels[0].model_dump(by_alias=True)
    channel["misattributed"] = cited(0, "share", 0, 0.5) | {"neutral": 0.5}
    services = [{"id": "loan", "name": {"en": "Loan"}, "rate": cited(10, "per year") | {"neutral": 40}}]
    world = town(**(of.world.model_dump(by_alias=True) | {"channels": [channel], "services": services}))
    zero = marked(replace(of, world=world)).measures.one("wrongful_entries_share.misattributed")
    assert zero.value == 0
    assert zero.rests_on == ("world:channels.police.misattributed",)
    assert zero.echo is False


def test_a_figure_of_few_cases_says_why_nothing_is_said(found: Echoes) -> None:
    of = one_error()
    measures = audit(play(of.trial()))
    rare = Measures(replace(one, value=0.001) for one in measures if one.name == "wrongful_entries_share.misattributed")
    said = echoes(of, rare, play=of_run(play), days=7).measures.one("wrongful_entries_share.misattributed")
    assert (said.echo, said.rests_on) == (None, ())
    assert said.caveat == (
        f"{rare[0].caveat}; what it rests on was not tried: it is made from 0 cases among the 100 people played for "
        "that, and 10 are needed"
    )
    assert "was not tried" not in found.measures.one("wrongful_entries_share").caveat


def test_values_moved_at_once_give_the_same(found: Echoes) -> None:
    again = marked(one_error(), at_once=2)
    assert again.measures == found.measures
    assert again.tried == found.tried


def test_every_value_is_tried_and_told() -> None:
    told: list[tuple[int, int]] = []
    found = marked(one_error(), days=7, progress=lambda done, total: told.append((done, total)))
    assert told == [(n, len(found.tried)) for n in range(1, len(found.tried) + 1)]
    assert found.untried == {}


def test_a_value_that_cannot_be_moved_alone_is_named() -> None:
    of = one_error()
    share = cited(0.5, "share", 0.2, 0.9)
    other = {"act": "theft", "channel": "neighbour", "share": cited(0.4, "share")}
    world = of.world
    channel = world.channels[0].model_dump(by_alias=True)
    sights = [{"act": "theft", "channel": "police", "share": {**share, "neutral": 0.9}}, other]
    both = [channel, {**channel, "id": "neighbour", "false_reports": []}]
    crowded = town(**(world.model_dump(by_alias=True) | {"channels": both, "sights": sights}))
    found = marked(replace(of, world=crowded), days=7)
    assert list(found.untried) == [SEEN]
    assert SEEN not in found.tried


def test_conduct_echoes_the_response() -> None:
    a, b = recipe(response="deterrence", days=28), law_alone(response="deterrence", days=28)
    measures = figures(column_of(a, b, play=play_watched), None)
    kept = Measures(m for m in measures if m.base in ("forgone", "prevented", "encouraged", "negative_items"))
    found = echoes(a, kept, play=of_pair(b, play_watched)).measures
    forgone = found.one("forgone")
    assert forgone.echo is True
    assert {"response", "world:deterrence.elasticity", "world:deterrence.certainty"} <= set(forgone.echo_of)
    assert found.one("prevented").echo is True
    assert "response" in found.one("negative_items").rests_on
    assert "response" not in found.one("negative_items").echo_of
