"""What goes with a part that is taken out of a scheme, and what stays."""

from tests.experiment.busy_town import scheme

from xinyong.files.evidence import Nothing
from xinyong.scheme.ablation import OVER, parts_of, without

CHANNELS = ("police", "camera", "court")


def test_every_part_has_a_name_and_none_twice() -> None:
    rules = scheme()
    for over in OVER:
        found = parts_of(rules, over, CHANNELS)
        assert found
        assert len(set(found)) == len(found)
    assert parts_of(rules, "clauses", CHANNELS)[:2] == ("rules.theft", "rules.petition")
    assert parts_of(rules, "procedures", CHANNELS) == (
        "notice", "objection", "repairs.give-blood", "publicity.board", "expiry",
    )  # fmt: skip


def test_a_repair_and_a_cap_go_with_the_only_rule_they_name() -> None:
    found = without(scheme(), {"rules.theft", "rules.blood"}, CHANNELS)
    assert [rule.id for rule in found.rules] == ["petition", "siege"]
    assert (found.repairs, found.caps) == ((), ())
    assert len(found.publicity) == 1  # names no rule, and so still means every one


def test_a_channel_that_is_not_heard_leaves_the_others() -> None:
    found = without(scheme(), {"channels.police"}, CHANNELS)
    assert {rule.channels for rule in found.rules} == {("camera", "court")}
    assert without(scheme(), {f"channels.{name}" for name in CHANNELS}, CHANNELS).rules == ()


def test_without_expiry_no_entry_ends_by_itself() -> None:
    found = without(scheme(), {"expiry"}, CHANNELS)
    assert all(isinstance(rule.validity, Nothing) for rule in found.rules)


def test_procedures_go_whole_or_in_part() -> None:
    found = without(scheme(), {"notice", "objection.review"}, CHANNELS)
    assert isinstance(found.notice, Nothing)
    assert found.objection == scheme().objection
    assert isinstance(without(scheme(), {"objection"}, CHANNELS).objection, Nothing)


def test_nothing_taken_out_is_the_same_scheme() -> None:
    rules = scheme()
    assert without(rules, (), CHANNELS) is rules
