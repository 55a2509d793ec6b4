"""A trial as tables: what a clause of a file becomes, and what a script delivers."""

import numpy as np
from tests.kernel.calling import running
from tests.oracle.cited import NONE, WHY, cited, days, points, share
from tests.oracle.plain import channel, objection, plain_scheme, plain_trial, plain_world, refusal, rule

from xinyong.kernel import rows as c
from xinyong.kernel.rows import Ints
from xinyong.kernel.tables import pattern_of, scripted_mail
from xinyong.trial.script import Line
from xinyong.trial.trial import Trial
from xinyong.vocabulary import WIDE, Cause


def law_and_book(trial: Trial) -> tuple[Ints, int]:
    law: Ints = running(trial).stage.law.numbers
    return law, int(law[c.W_BOOKS])


def test_a_rule_becomes_a_row() -> None:
    rules = [
        rule(),
        rule("help", "help", 4, 30, channels=["police"],
             repeat={"within": days(9), "step": points(2), "limit": NONE, **WHY},
             in_force={"from": "2020-01-11", "to": "2020-02-01"}),
    ]  # fmt: skip
    caps = [{"id": "cap", "rules": ["help"], "points": points(12), "per": days(40), **WHY}]
    world = plain_world(channels=[channel("camera"), channel("police")])
    law, book = law_and_book(plain_trial(plain_scheme(rules=rules, caps=caps), world))
    first = int(law[book + c.B_RULES])
    second = law[first + c.R_WIDTH : first + 2 * c.R_WIDTH]
    assert [law[first + column] for column in (c.R_POINTS, c.R_VALIDITY, c.R_ADVERSE, c.R_CAP, c.R_CHANNELS)] == [
        -10, c.FOREVER, 1, -1, -1,
    ]  # fmt: skip
    columns = (
        c.R_POINTS,
        c.R_VALIDITY,
        c.R_ADVERSE,
        c.R_WITHIN,
        c.R_STEP,
        c.R_LIMIT,
        c.R_FROM_DAY,
        c.R_TO_DAY,
        c.R_MEMORY,
    )
    assert [second[column] for column in columns] == [4, 30, 0, 9, 2, c.FOREVER, 10, 31, 40]
    assert law[second[c.R_CHANNELS] :][:2].tolist() == [0, 1]
    cap = law[second[c.R_CAP] :][: c.CAP_WIDTH]
    assert (cap[c.CAP_POINTS], cap[c.CAP_PER], law[cap[c.CAP_RULES] :][:2].tolist()) == (12, 40, [0, 1])
    of_act = law[law[book + c.B_RULES_OF_ACT] :][:6].reshape(3, 2)
    assert of_act[:, 1].tolist() == [1, 1, 0]
    assert [law[of_act[act, 0]] for act in (0, 1)] == [0, 1]


def test_a_consequence_becomes_a_row_and_is_found_by_its_service() -> None:
    clauses = [
        refusal(tiers=["bad"], share={**share(0.25)}),
        refusal("other", tiers=["good", "bad"]) | {"effect": "priced", "amount": cited(30, "yuan")},
    ]
    law, book = law_and_book(plain_trial(plain_scheme(consequences=clauses)))
    where = law[law[law[book + c.B_BY_SERVICE]] :][:2]
    rows = [law[at : at + c.C_WIDTH].tolist() for at in where]
    assert rows[0] == [c.REFUSED, 0, -c.FOREVER, c.FOREVER, 0b10, 0, WIDE // 4, 0, 0]
    assert rows[1] == [c.BURDENED, 0, -c.FOREVER, c.FOREVER, 0b11, 0, -1, 30, 0]


def test_a_consequence_for_those_not_scored_has_a_row_of_its_own_with_the_days_of_its_layer() -> None:
    closed = refusal(tiers=["bad"], unscored=True, in_force={"from": "2020-01-05"})
    scheme = plain_scheme(consequences=[closed], consent={"needed": True, **WHY}, in_force={"from": "2020-01-11"})
    law, book = law_and_book(plain_trial(scheme, plain_world(opt_in=share(0.5))))
    where = law[law[law[book + c.B_BY_SERVICE]] :][:2]
    in_tier, unscored = (law[at : at + c.C_WIDTH].tolist() for at in where)
    assert in_tier == [c.REFUSED, 0, 4, c.FOREVER, 0b10, 0, -1, 0, 0]
    assert unscored == [c.REFUSED, 0, 10, c.FOREVER, 0, 0, -1, 0, 0b1]


def test_procedures_become_columns_of_the_book_of_their_layer() -> None:
    scheme = plain_scheme(objection=objection(window=20, counts_from="notice", carried_out_within=days(4)))
    law, place = law_and_book(plain_trial(scheme))
    book = law[law[place + c.B_LAYERS]]
    columns = (c.B_NOTICE, c.B_NOTICE_DELAY, c.B_OBJECTION, c.B_FROM_NOTICE, c.B_WINDOW, c.B_CARRIED_OUT_WITHIN)
    assert [law[book + column] for column in columns] == [1, 2, 1, 1, 20, 4]
    law, place = law_and_book(plain_trial(plain_scheme(notice=NONE)))
    book = law[law[place + c.B_LAYERS]]
    assert (law[book + c.B_NOTICE], law[book + c.B_OBJECTION]) == (0, 0)


def test_a_place_under_ordinary_law_alone_has_a_book_that_governs_nothing() -> None:
    bare = plain_scheme(score=None, tiers=[], rules=[], consequences=[], notice=NONE)
    law, book = law_and_book(plain_trial(bare))
    assert (law[book + c.B_GOVERNS], law[book + c.B_N_TAKE], law[book + c.B_START_DAY]) == (0, 1, c.FOREVER)


def test_tables_cannot_be_written() -> None:
    trial = plain_trial()
    assert not running(trial).stage.law.numbers.flags.writeable
    assert not pattern_of(trial).flags.writeable


def test_what_a_script_delivers_is_mail() -> None:
    script = (
        Line(3, 1, "told"),
        Line(9, 70_000, "record", act=1, true_act=1, channel=0, act_day=2),
        Line(8, 1, "record", act=1, true_act=0, channel=0, act_day=4),
        Line(8, 1, "record", act=2, true_act=-1, channel=0, act_day=5),
    )
    found = scripted_mail(plain_trial(script=script))
    assert found[:, c.M_CAUSE].tolist() == [Cause.TRUE, Cause.MISCLASSIFIED, Cause.FABRICATED]
    assert found[:, c.M_TO].tolist() == [70_000 - 65_536, 1, 1]
    assert found[:, [c.M_DUE, c.M_WEEK, c.M_ITEM, c.M_ORIGIN_ACT, c.M_ACT_DAY]].tolist() == [
        [9, 1, 1, 1, 2], [8, 1, 2, 0, 4], [8, 1, 3, 2, 5],
    ]  # fmt: skip
    assert scripted_mail(plain_trial()).shape == (0, c.M_WIDTH)
    assert found.dtype == np.int32
