from dataclasses import replace

from tests.experiment.lively import lively_town
from tests.report.made import lettered, material

from xinyong.audit.measure import Measures
from xinyong.experiment.assumptions import assumptions
from xinyong.report.basis import assumed_table, numbers_in, rests_table, rivals_table, unknown_table
from xinyong.report.content import words_of


def test_values_are_called_by_the_path_that_amends_them() -> None:
    settled = material().main.outcome.trial.regimes[0]
    assert settled is not None
    paths = {f"world:{path}" for path, _ in numbers_in(lively_town())} | {path for path, _ in numbers_in(lettered())}
    assert {one.path for one in assumptions(material().recipe)} <= paths


def test_assumed_values_carry_their_range_and_reason() -> None:
    rows = {words_of(row[0]): row for row in assumed_table(lettered(), "t").rows}
    assert "rules.theft.points" not in rows, "cited, not assumed"
    assert [words_of(cell) for cell in rows["rules.petition.points"]][1:] == [
        "−20 points",
        "−40 to −10",
        "made for a test",
    ]


def test_rivals_stand_beside_what_is_used() -> None:
    row = rivals_table(lettered(), lettered().sources).rows[0]
    assert [words_of(cell) for cell in row] == [
        "rules.theft.points", "−20 points (gazette)", "−30 points", "rumour, hearsay: said once",
    ]  # fmt: skip


def test_unknown_clauses_show_both_ends_and_where_we_looked() -> None:
    rows = [[words_of(cell) for cell in row] for row in unknown_table(lettered()).rows]
    assert rows == [["notice", "none (made for a test)", "by: letter; delay: 3 days (assumed; 1 to 9)", "gazette"]]


def test_what_was_tried_is_told() -> None:
    known = {words_of(row[0]).partition(",")[0] for row in rests_table(material()).rows}
    assert known == {
        "Misdeeds prevented (deterred less provoked)", "Misdeeds provoked", "Good deeds encouraged",
        "Good deeds discouraged", "Protected acts forgone",
    }, "that these echo the response is known without trying"  # fmt: skip
    one = material().headline("restricted_people_share")
    tried = Measures([replace(one, echo=True, echo_of=("world:acts.theft.rate",), rests_on=tuple("abcdefg"))])
    row = rests_table(replace(material(), columns=(replace(material().main, measures=tried),))).rows[0]
    assert [words_of(cell) for cell in row] == [
        "People restricted on at least one day, per 1,000 people", "a, b, c, d, e", "yes: without it, no figure",
        "world:acts.theft.rate",
    ]  # fmt: skip
