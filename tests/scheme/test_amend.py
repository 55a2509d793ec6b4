import pytest

from xinyong.errors import FileError, NameUnknown
from xinyong.files.evidence import Cited, Nothing
from xinyong.scheme.amend import amend
from xinyong.scheme.canonical import scheme_hash
from xinyong.scheme.clauses import Scheme


def test_an_amended_scheme_is_a_new_one(example: Scheme) -> None:
    before = scheme_hash(example)
    milder = amend(example, {"rules.unpaid-loan.points": -60, "tiers.A.at_least": 971, "rules.blood.points": 7.0})
    assert scheme_hash(example) == before != scheme_hash(milder)
    assert milder.rules[0].points == Cited(
        value=-60, unit="point", grade="assumed", range=(-60, -50), why="amended (was -50, press, press)"
    )  # fmt: skip
    assert milder.tiers[0].at_least is not None
    assert milder.tiers[0].at_least.value == 971
    assert milder.scheme == example.scheme


def test_clauses_can_be_taken_away_and_given(example: Scheme) -> None:
    changed = amend(example, {"objection": "none", "rules.unpaid-loan.listing": None, "consequences.perk.share": 0.5})
    assert isinstance(changed.objection, Nothing)
    assert changed.rules[0].listing is None
    assert changed.consequences[2].share is not None
    assert changed.consequences[2].share.unit == "share"
    given = amend(
        changed,
        {"objection": {"unknown": True, "between": example.model_dump()["objection"]["between"], "looked": ["paper"]}},
    )
    assert given.objection == example.objection


def test_a_key_that_a_clause_left_out_can_be_given(example: Scheme) -> None:
    """What a clause says by silence (here that an objection does not suspend) can be changed like what it says."""
    ends = amend(example, {"objection.between.2.suspends": True}).objection.between  # type: ignore[union-attr]
    assert [getattr(one, "suspends", None) for one in ends] == [None, True]
    stated = amend(example, {"objection": example.model_dump(exclude_none=True)["objection"]["between"][1]})
    assert amend(stated, {"objection.suspends": True}).objection.suspends  # type: ignore[union-attr]


def test_an_unknown_term_can_be_fixed(example: Scheme) -> None:
    validity = amend(example, {"rules.jaywalking-young.validity": 30}).rules[1].validity
    assert isinstance(validity, Cited)
    assert (validity.value, validity.unit, validity.range) == (30, "day", (30, 30))


def test_zero_points_take_the_effect_away(example: Scheme) -> None:
    points = amend(example, {"rules.jaywalking-young.points": 0}).rules[1].points
    assert isinstance(points, Cited)
    assert (points.value, points.range, points.neutral) == (0, (-10, 0), 0)


def test_a_path_that_leads_nowhere_carries_the_nearest(example: Scheme) -> None:
    with pytest.raises(NameUnknown, match="did you mean `unpaid-loan`"):
        amend(example, {"rules.unpaid-lone.points": 0})


def test_an_amended_scheme_makes_sense_or_is_refused(example: Scheme) -> None:
    with pytest.raises(FileError) as error:
        amend(example, {"tiers.A.at_least": 800, "caps.good-deeds.points": -1})
    assert str(error.value) == (
        "example as amended: caps.good-deeds.points.value: found -1, expected at least 1 (points)\n"
        "example as amended: caps.good-deeds.points.range.1: found -1, expected at least 1 (points)\n"
        "example as amended: tiers.B.at_least: found the edge 850 after 800, expected one below it; "
        "put tiers from best to worst"
    )


def test_a_rule_that_others_name_is_not_simply_taken_out(example: Scheme) -> None:
    with pytest.raises(FileError, match=r"caps.good-deeds.rules.1: found `blood`, expected one of the declared rules"):
        amend(example, {"rules.blood": "none"})
