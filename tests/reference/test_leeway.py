"""Points that an office sets, repeats that count for less, subtotals: what they do, and nothing where they are not."""

from dataclasses import replace

import numpy as np
import pytest
from tests.oracle.cited import WHY, Json, points, points_or_none
from tests.oracle.plain import plain_scheme, plain_trial, rule, score
from tests.reference.story import HELP, PRAYER, column, record, scores, story

from xinyong.reference.chance import block
from xinyong.reference.play import play
from xinyong.results.digest import result_sha256
from xinyong.trial.script import LEAST, MOST, UNSAID
from xinyong.trial.trial import Trial
from xinyong.vocabulary import Purpose


def chosen(to: int, size: int = -10) -> Json:
    return rule(size=size, discretion={"to": points(to), **WHY})


def played(*rules: Json, **changes: object) -> Trial:
    return plain_trial(plain_scheme(rules=list(rules), **changes))


@pytest.mark.parametrize(("size", "to"), [(-10, -50), (-50, -10), (3, 7)])
def test_an_office_sets_points_anywhere_between_two_ends_by_the_word_of_their_origin(size: int, to: int) -> None:
    trial = played(chosen(to, size))
    ledger = play(trial).ledger
    code = int(trial.odds.act_code[0])
    for subject, week, item, granted in zip(
        *(ledger[name].tolist() for name in ("origin_subject", "origin_week", "origin_item", "points")), strict=True
    ):
        word = block(trial.seed, subject, week, Purpose.DISCRETION, code, item)[0]
        moved = word * (abs(to - size) + 1) >> 32
        assert granted == (size + moved if to > size else size - moved)


def test_every_whole_number_between_the_ends_comes_up_alike() -> None:
    """With five numbers and n entries each comes up n/5 times, give or take five standard deviations."""
    granted = play(plain_trial(plain_scheme(rules=[chosen(-14)]), days=105)).ledger["points"]
    found = np.bincount(granted + 14, minlength=5)
    n = len(granted)
    assert n > 1000
    assert (np.abs(found - n / 5) < 5 * np.sqrt(n * 0.2 * 0.8)).all()


@pytest.mark.parametrize(("choice", "granted"), [(UNSAID, -10), (LEAST, -10), (MOST, -50)])
def test_in_a_script_the_points_stated_first_are_given_unless_it_goes_as_far_as_may_be(
    choice: int, granted: int
) -> None:
    line = replace(record(2), choice=choice)
    assert column(story(line, scheme=plain_scheme(rules=[chosen(-50)])), "points") == [granted]
    assert column(story(line, scheme=plain_scheme(rules=[rule(size=-10)])), "points") == [-10]


def test_the_choice_moves_no_draw_of_anything_else() -> None:
    plain, free = play(played(rule())).ledger, play(played(chosen(-50))).ledger
    for name in ("recipient", "day", "origin_item", "noticed"):
        assert np.array_equal(plain[name], free[name])


def test_each_time_counts_for_less_and_never_for_the_contrary() -> None:
    """Six for the first, then four, two, and nothing from the fourth on."""
    fewer = {"within": {**points(30), "unit": "day"}, "step": points(-2), "limit": points(-6), **WHY}
    scheme = plain_scheme(rules=[rule("help", "help", 6, repeat=fewer)])
    outcome = story(*(record(day, HELP) for day in (2, 4, 6, 8, 10)), scheme=scheme)
    assert column(outcome, "points") == [6, 4, 2, 0, 0]
    assert column(outcome, "adverse") == [0] * 5


def part(id_: str, start: int, floor: int | None = None, ceiling: int | None = None) -> Json:
    bounds = {"floor": points_or_none(floor), "ceiling": points_or_none(ceiling)}
    return {"id": id_, "start": points(start), **bounds}


RULES = [rule(size=-15, part="trade"), rule("help", "help", 10, part="life"), rule("prayer", "prayer", -7)]


def test_a_subtotal_loses_no_more_than_its_floor_and_gains_no_more_than_its_ceiling() -> None:
    parts = [part("trade", 25, floor=0), part("life", 75, ceiling=80)]
    scheme = plain_scheme(score=score(parts=parts), rules=RULES)
    lines = record(2), record(3), record(4, HELP), record(5, PRAYER)
    # 25 − 15 − 15 stops at 0; 75 + 10 stops at 80; the 7 of no part count in full.
    assert scores(range(2, 6), *lines, scheme=scheme) == [85, 75, 80, 73]


def test_a_gain_in_one_subtotal_cannot_make_up_for_a_loss_in_another() -> None:
    whole = plain_scheme(score=score(ceiling=100), rules=RULES)
    parts = [part("trade", 25, ceiling=25), part("life", 75, ceiling=75)]
    split = plain_scheme(score=score(ceiling=100, parts=parts), rules=RULES)
    lines = record(2), record(3, HELP)
    assert scores(range(2, 4), *lines, scheme=whole) == [85, 95]
    assert scores(range(2, 4), *lines, scheme=split) == [85, 85]


def test_subtotals_without_bounds_change_nothing() -> None:
    whole = played(*RULES[2:], score=score())
    parts = [part("trade", 25), part("life", 75)]
    split = played(*(one | {"part": "trade"} for one in RULES[2:]), score=score(parts=parts))
    assert result_sha256(play(whole)) == result_sha256(play(split))
