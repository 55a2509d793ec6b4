"""Every situation of the catalogue, through both engines and for both ends of what is unknown."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.experiment.busy_town import cited, scheme, world
from tests.oracle.nation import member, nation, national

from xinyong.errors import FileError, InputError
from xinyong.experiment.engines import player
from xinyong.experiment.situations import Checked, play_scripted, refuse_failures, run_situations
from xinyong.files.canonical import plain_of
from xinyong.files.catalogue import shipped
from xinyong.files.document import Document
from xinyong.results.outcome import Outcome
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.read import scheme_of
from xinyong.scheme.situations import Situation, read_situations
from xinyong.trial.trial import Trial


def on_kernel(trial: Trial) -> Outcome:
    return player("kernel", threads=1)(trial)


ENGINES: dict[str, Callable[[Trial], Outcome]] = {"reference": play_scripted, "kernel": on_kernel}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", shipped("situations"))
def test_a_catalogue_scheme_does_what_its_situations_say(name: str, engine: str) -> None:
    checked = run_situations(name, play=ENGINES[engine])
    assert {one.situation for one in checked} == {situation.id for situation in read_situations(name)}
    refuse_failures(checked)


def situation(**parts: Any) -> Situation:
    found = {"id": "a-case", "says": "Something that a lawyer can check.", "subjects": ["a resident"], **parts}
    return Situation.model_validate(found)


def check(*parts: Situation, rules: Scheme | None = None, engine: str = "reference") -> list[Checked]:
    return run_situations(rules or scheme(), parts, world(), play=ENGINES[engine])


THEFT = {"day": 10, "record": "theft", "channel": "police"}


@pytest.mark.parametrize("engine", ENGINES)
def test_everything_that_can_be_expected(engine: str) -> None:
    told = situation(
        subjects=["a resident", "an official"],
        events=[
            THEFT,
            {"day": 11, "asks": "school"},
            {"day": 11, "subject": 2, "asks": "school"},
            {"day": 12, "told": True},
            {"day": 13, "objects": 1},
            {"day": 14, "objection_of": 1, "decided": "reversed"},
            {"day": 15, "record": "siege", "channel": "camera", "true_act": "petition", "days_ago": 4},
            {"day": 16, "record": "petition", "channel": "police", "true_act": "none"},
            {"day": 20, "subject": 2, "record": "petition", "channel": "police"},
        ],
        expect=[
            {"day": 9, "score": 100, "tier": "good", "lists": [], "restricted": False, "entries": 0, "late": False},
            {"day": 10, "score": 70, "tier": "watched", "lists": ["black"], "restricted": True, "wrongful": False},
            {"day": 11, "refused": "school"},
            {"day": 11, "subject": 2, "served": "school", "restricted": False, "score": 100},
            # Reversed on day 14, to be carried out by day 17 and really carried out on day 24.
            {"day": 17, "wrongful": True, "late": True, "entries": 3},
            {"day": 24, "score": 40, "lists": [], "entries": 2, "wrongful": True},
            {"day": 20, "subject": 2, "score": 90, "restricted": False, "wrongful": False},
        ],
    )
    checked = check(told, engine=engine)
    assert len(checked) == 25
    assert [str(one) for one in checked if not one.holds] == []


def in_the_nation(*parts: Situation, engine: str = "reference") -> list[Checked]:
    return run_situations(national(), parts, nation(), members={"member": member()}, play=ENGINES[engine])


@pytest.mark.parametrize("engine", ENGINES)
def test_each_place_of_a_nation_has_the_rules_of_its_member(engine: str) -> None:
    events = [{"day": 5, "record": "theft", "channel": "camera"}, {"day": 25, "record": "theft", "channel": "camera"},
              {"day": 26, "record": "prayer", "channel": "camera"}]  # fmt: skip
    east = situation(id="east", place="east", events=events, expect=[
        {"day": 5, "score": 100, "entries": 0}, {"day": 25, "score": 90, "entries": 1}, {"day": 26, "lists": ["black"]}
    ])  # fmt: skip
    west = situation(id="west", place="west", events=events, expect=[
        {"day": 25, "score": 0, "entries": 0}, {"day": 26, "lists": ["black"], "restricted": True}
    ])  # fmt: skip
    checked = in_the_nation(east, west, engine=engine)
    assert [str(one) for one in checked if not one.holds] == []


def test_a_situation_in_a_place_that_is_not_there() -> None:
    lost = situation(place="wset", events=[], expect=[{"day": 1, "score": 0}])
    with pytest.raises(InputError, match="a-case: the world `plain` has no place `wset`; did you mean `west`"):
        in_the_nation(lost)


def test_a_situation_in_a_place_under_ordinary_law() -> None:
    members_alone = national(rules=[], lists=[], consequences=[])
    quiet = situation(place="west", events=[], expect=[{"day": 1, "score": 0}])
    with pytest.raises(InputError, match="a-case: the place `west` of `plain` is under no scheme"):
        run_situations(members_alone, [quiet], nation(), members={"member": member()})


@pytest.mark.parametrize("engine", ENGINES)
def test_a_subject_under_sanction_from_the_start(engine: str) -> None:
    hard = scheme(consequences=[{"id": "no-loan", "tiers": ["good"], "service": "loan", "effect": "refused",
                                 "grade": "assumed", "why": "a test"}])  # fmt: skip
    lives = situation(
        events=[{"day": 3, "asks": "loan"}],
        expect=[{"day": 0, "restricted": True}, {"day": 2, "restricted": True}, {"day": 3, "refused": "loan"}],
    )
    refuse_failures(check(lives, rules=hard, engine=engine))


@pytest.mark.parametrize(("evidence", "tier"), [("outline", "not-published"), ("items", "watched")])
def test_asked_for_a_tier_an_outline_answers_not_published(evidence: str, tier: str) -> None:
    for expected in ("not-published", "watched"):
        lives = situation(events=[THEFT], expect=[{"day": 10, "tier": expected}])
        assert [one.holds for one in check(lives, rules=scheme(evidence=evidence))] == [expected == tier]


def test_publications_are_counted_from_their_day_on() -> None:
    days = {"value": 5, "unit": "day", "grade": "assumed", "range": [5, 5], "why": "a test"}
    board = {"id": "board", "channel": "notice-board", "delay": days, "term": days, "grade": "assumed", "why": "a test"}
    expect = [{"day": 14, "published": 0}, {"day": 15, "published": 1}, {"day": 40, "published": 1}]
    refuse_failures(check(situation(events=[THEFT], expect=expect), rules=scheme(publicity=[board])))


def test_a_late_objection_is_late() -> None:
    late = situation(
        events=[THEFT, {"day": 11, "told": True}, {"day": 30, "objects": 1}],
        expect=[{"day": 30, "late": True}, {"day": 29, "late": False}],
    )
    refuse_failures(check(late))


def test_days_count_from_the_first_day_in_force() -> None:
    later = scheme(in_force={"from": "2020-02-01"})
    refuse_failures(check(situation(events=[THEFT], expect=[{"day": 10, "score": 70}]), rules=later))


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ({"score": 71}, "a lower score"),
        ({"score": 69}, "a higher score"),
        ({"tier": "good"}, "a worse tier"),
        ({"tier": "bad"}, "a better tier"),
        ({"lists": []}, ["black"]),
        ({"restricted": False}, True),
        ({"entries": 2}, 1),
    ],
)
def test_what_does_not_hold_is_said_without_scoring_anybody(expected: dict[str, Any], found: object) -> None:
    checked = check(situation(events=[THEFT], expect=[{"day": 10, **expected}]))
    assert [one.found for one in checked] == [found]
    with pytest.raises(FileError, match=r"a-case: end 0: day 10, subject 1, .*: found .*, expected"):
        refuse_failures(checked)


def test_a_scheme_with_unknowns_is_checked_at_both_ends() -> None:
    none = {"none": True, "grade": "assumed", "why": "a test"}
    days = {"value": 10, "unit": "day", "grade": "assumed", "range": [10, 10], "why": "a test"}
    window = {"unknown": True, "between": [days, none], "looked": ["gazette"]}
    objection = {"window": window, "counts_from": "notice", "desk": "office", "carried_out_within": days,
                 "grade": "assumed", "why": "a test"}  # fmt: skip
    rules = scheme(objection=objection, sources={"gazette": {"title": "A gazette", "reliability": "G"}})
    late = situation(
        events=[THEFT, {"day": 11, "told": True}, {"day": 30, "objects": 1}], expect=[{"day": 30, "late": True}]
    )
    assert [(one.end, one.holds) for one in check(late, rules=rules)] == [(0, True), (1, False)]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"events": [{**THEFT, "record": "thefts"}]}, "has no act `thefts`; did you mean `theft`"),
        ({"events": [{**THEFT, "channel": "polices"}]}, "has no channel `polices`; did you mean `police`"),
        ({"events": [{"day": 1, "asks": "loans"}]}, "has no service `loans`; did you mean `loan`"),
        ({"subjects": [{"kind": "a resident", "levels": {"sex": "men"}}]}, "has no sex `men`; did you mean `man`"),
        ({"subjects": [{"kind": "a resident", "levels": {"age": "old"}}]}, "has no age `old`"),
        ({"subjects": ["a resident", {"kind": "a resident", "tie": "houshold", "of": 1}]}, "has no tie `houshold`"),
        (
            {"subjects": ["a resident", "a resident"],
             "events": [{"day": 3, "asks": "loan"}, {"day": 3, "subject": 2, "asks": "loan"}]},
            None,
        ),
    ],
)  # fmt: skip
def test_a_situation_that_the_world_cannot_play(parts: dict[str, Any], said: str | None) -> None:
    played = situation(expect=[{"day": 3, "score": 100}], **parts)
    if said is None:
        refuse_failures(check(played))
        return
    with pytest.raises(InputError, match=said):
        check(played)


def test_subjects_like_each_other_are_told_apart_or_refused() -> None:
    """Two residents of one sort who ask for the same thing on one day cannot be told apart by the series."""
    one_sort = world(traits={}, margins=[])
    asks = [{"day": 3, "asks": "loan"}, {"day": 3, "subject": 2, "asks": "loan"}]
    twins = situation(subjects=["a resident"] * 2, events=asks, expect=[{"day": 3, "served": "loan"}])
    with pytest.raises(InputError, match="put one of the requests on another day"):
        run_situations(scheme(), [twins], one_sort)
    refuse_failures(run_situations(scheme(), [twins], world()))


def test_kinds_are_played_by_those_who_have_the_level() -> None:
    seen: list[Trial] = []

    def spy(trial: Trial) -> Outcome:
        seen.append(trial)
        return play_scripted(trial)

    official = situation(subjects=["an official"], events=[THEFT], expect=[{"day": 10, "score": 70}])
    run_situations(scheme(), [official], world(), play=spy)
    line = seen[0].script[0] if seen[0].script else None
    assert line is not None
    people = seen[0].people
    assert people.strata[people.stratum_of(line.subject)]["role"] == "official"


def test_a_tied_part_is_played_by_who_belongs_to_the_other() -> None:
    seen: list[Trial] = []

    def spy(trial: Trial) -> Outcome:
        seen.append(trial)
        return play_scripted(trial)

    home = world(ties=[{"id": "household", "sort": "household", "size": cited(4, "person")}])
    pair = situation(
        subjects=["a resident", {"kind": "a resident", "tie": "household", "of": 1}],
        events=[THEFT, {"day": 12, "subject": 2, "asks": "loan"}],
        expect=[{"day": 12, "subject": 2, "served": "loan"}],
    )
    refuse_failures(run_situations(scheme(), [pair], home, play=spy))
    first, second = (line.subject for line in seen[0].script or ())
    assert second in seen[0].ties.tied(0, first)


def test_a_situation_may_be_about_one_end_of_what_is_unknown() -> None:
    base = plain_of(scheme())
    rule = base["rules"][0]
    ends = [cited(-30, "point"), cited(-31, "point")]
    rule["points"] = {"unknown": True, "between": ends, "looked": ["paper"], "why": "two rivals"}
    base["sources"] = {"paper": {"title": "A paper", "date": "2020", "reliability": "B"}}
    both = scheme_of(Document(base, {}, file="a scheme"))
    for end, score in ((0, 70), (1, 69)):
        one = situation(end=end, events=[THEFT], expect=[{"day": 10, "score": score}])
        checked = check(one, rules=both)
        assert [found.end for found in checked] == [end]
        refuse_failures(checked)


def test_without_a_world_there_is_nowhere_to_play() -> None:
    with pytest.raises(InputError, match="names no world; say which with --world NAME"):
        run_situations(scheme(world=None), [situation(expect=[{"day": 0, "score": 100}])])
