from xinyong.scheme.amend import amend
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.diff import Change, diff


def test_equal_schemes_do_not_differ(example: Scheme) -> None:
    (same,) = diff(example, amend(example, {}))
    assert (same.first, same.second, same.changes) == ("example", "example", ())


def test_changed_values_carry_both_sources(example: Scheme) -> None:
    (difference,) = diff(example, amend(example, {"rules.unpaid-loan.points": -60, "objection": "none"}))
    points, objection = difference.changes
    assert points == Change(
        "changed", "rules.unpaid-loan.points", "-50 points", "-60 points", "press", "assumed", ("press", "paper"), ()
    )
    assert (objection.path, objection.after, objection.grade_before) == ("objection", "none", "unknown")
    assert objection.before.startswith("unknown (none or window 15 days, counts_from notice")


def test_added_and_removed_clauses(example: Scheme) -> None:
    less = amend(example, {"consequences.check": "none", "caps": [], "tiers.B.label": "so-so"})
    there, back = diff(example, less)[0].changes, diff(less, example)[0].changes
    assert [(c.kind, c.path) for c in there] == [
        ("changed", "tiers.B.label"),
        ("removed", "caps.good-deeds"),
        ("removed", "consequences.check"),
    ]
    assert [c.kind for c in back] == ["changed", "added", "added"]
    assert there[1].before == "id good-deeds, rules blood, points 20 points, per 365 days"
    assert there[1].sources_before == ("press",)


def test_another_order_of_clauses_is_a_change(example: Scheme) -> None:
    swapped = example.model_copy(update={"rules": (example.rules[1], example.rules[0], example.rules[2])})
    (change,) = diff(example, swapped)[0].changes
    assert change.path == "rules"
    assert change.before == "order unpaid-loan, jaywalking-young, blood"


def test_another_source_for_the_same_clause_is_a_change(example: Scheme) -> None:
    (change,) = diff(example, amend(example, {"rules.blood.source": "paper", "rules.blood.grade": "law"}))[0].changes
    assert (change.path, change.grade_before, change.grade_after) == ("rules.blood", "press", "law")


def test_several_schemes_at_once(example: Scheme) -> None:
    first, second = diff(example, amend(example, {"halt": None}), amend(example, {"about": "other words"}))
    assert [change.path for change in first.changes] == ["halt"]
    assert second.changes == ()
