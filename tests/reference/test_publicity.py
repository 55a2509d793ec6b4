"""What is shown in public, for how long, and whether anybody is still shown."""

import numpy as np
from tests.oracle.cited import NONE, WHY, Json, days, days_or_none
from tests.oracle.plain import objection, plain_scheme, rule
from tests.reference.story import column, decided, objects, record, story, told

from xinyong.results.outcome import Outcome
from xinyong.scheme.clauses import Scheme


def shown(delay: int, term: int | None, id_: str = "web", channel: str = "web-list") -> Json:
    return {"id": id_, "channel": channel, "delay": days(delay), "term": days_or_none(term), **WHY}


def scheme(*clauses: Json, validity: int | None = 4, **more: object) -> Scheme:
    return plain_scheme(rules=[rule(validity=validity)], publicity=list(clauses), **more)


def people_shown(outcome: Outcome) -> list[int]:
    """Return how many people are shown on each day, in windows of a day."""
    return [int(n) for n in outcome.flows[:, outcome.layout.row["shown_people"]].sum(axis=(1, 2))]


def test_a_publication_outlasts_its_entry_by_its_own_term() -> None:
    outcome = story(record(2), scheme=scheme(shown(3, 9)), days=20, window_days=1)
    assert [column(outcome, name) for name in ("published", "ended", "shown_until")] == [[5], [6], [14]]
    assert people_shown(outcome) == [0] * 5 + [1] * 9 + [0] * 6


def test_what_is_shown_for_good_is_shown_for_good() -> None:
    outcome = story(record(2), scheme=scheme(shown(3, None)), days=20)
    assert column(outcome, "shown_until") == [-1]
    assert people_shown(outcome) == [1, 1, 1]


def test_the_last_of_several_publications_counts() -> None:
    clauses = shown(1, 4), shown(2, 9, "screen", "led-screen"), shown(3, 1, "paper", "county-paper")
    outcome = story(record(2), scheme=scheme(*clauses), days=20, window_days=1)
    assert [column(outcome, name) for name in ("published", "shown_until")] == [[3], [13]]
    assert sum(people_shown(outcome)) == 10


def test_what_was_undone_before_is_never_shown_and_what_is_undone_later_stays() -> None:
    lines = record(2), told(2), objects(2, 0), decided(6, 0)
    early = story(*lines, scheme=scheme(shown(10, 5), validity=None, objection=objection()))
    late = story(*lines, scheme=scheme(shown(1, 9), validity=None, objection=objection()))
    assert [column(early, name) for name in ("published", "shown_until")] == [[-1], [-1]]
    assert [column(late, name) for name in ("published", "ended", "shown_until")] == [[3], [6], [12]]


def test_a_publication_of_no_days_shows_nobody() -> None:
    outcome = story(record(2), scheme=scheme(shown(1, 0)), days=20, window_days=1)
    assert column(outcome, "shown_until") == [3]
    assert not any(people_shown(outcome))


def test_a_scheme_that_ends_takes_nothing_down() -> None:
    halted = scheme(shown(1, 20), halt={"date": "2020-01-08", "survives": [], **WHY})
    assert people_shown(story(record(2), scheme=halted, days=35)) == [1, 1, 1, 0, 0]


def test_where_nothing_is_published_nobody_is_shown() -> None:
    outcome = story(record(2), scheme=plain_scheme(objection=NONE))
    assert not np.any(people_shown(outcome))
    assert column(outcome, "shown_until") == [-1]
