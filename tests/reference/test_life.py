"""What can come up in a week, and from a chance to a record."""

from itertools import chain

from tests.oracle.cited import days, share
from tests.oracle.plain import act, channel, plain_trial, plain_world, sight
from tests.oracle.plain import false_report as reports

from xinyong.reference.conduct import false_report, record_of_act, seen_by
from xinyong.reference.life import Happening, _once_a_day, week_of
from xinyong.vocabulary import ERRAND_ITEM, WIDE, Cause


def test_an_act_had_once_a_day_leaves_out_a_second_chance_and_nothing_else() -> None:
    """Services and reports are counted by other indices; one of them on the same day is no second chance."""
    world = plain_world(acts=[act("theft", "theft", once_a_day=True), act("help", "volunteering")], sights=[])
    first = [
        Happening(3, 0, "act", 1, -1),
        Happening(3, 1, "act", 1, -1),
        Happening(3, ERRAND_ITEM, "request", 0, -1),
        Happening(3, ERRAND_ITEM + 1, "false report", 0, 0),
        Happening(3, ERRAND_ITEM + 2, "act", 0, -1),
    ]
    second = Happening(3, ERRAND_ITEM + 3, "act", 0, -1)
    tomorrow = Happening(4, ERRAND_ITEM + 4, "act", 0, -1)
    assert _once_a_day(plain_trial(world=world), [*first, second, tomorrow]) == [*first, tomorrow]


def test_a_week_is_in_the_order_of_day_and_item_and_depends_on_its_address_only() -> None:
    trial = plain_trial()
    weeks = {(s, w): week_of(trial, s, w) for s in range(40) for w in range(4)}
    for (_, week), found in weeks.items():
        assert found == sorted(found)
        assert all(week * 7 <= h.day < week * 7 + 7 for h in found)
        assert len({h.item for h in found}) == len(found)
    assert {s: week_of(trial, s, 2) for s in range(39, -1, -1)} == {s: weeks[s, 2] for s in range(40)}
    assert len({h.sort for h in chain.from_iterable(weeks.values())}) == 2


def test_channels_share_out_what_is_seen_in_file_order() -> None:
    world = plain_world(
        channels=[channel("first"), channel("second"), channel("third")],
        sights=[sight("theft", 0.25, "first"), sight("theft", 0.5, "third"), sight("help", 1, "second")],
    )
    trial = plain_trial(world=world)
    seen = [seen_by(trial, subject, Happening(0, item, "act", 0, -1)) for subject in range(100) for item in range(10)]
    assert set(seen) == {0, 2, -1}
    assert {seen_by(trial, subject, Happening(0, 0, "act", 1, -1)) for subject in range(100)} == {1}
    assert {seen_by(trial, subject, Happening(0, 0, "act", 2, -1)) for subject in range(100)} == {-1}


def test_a_record_arrives_the_next_day_at_the_earliest_and_a_strays_in_the_next_window() -> None:
    for misattributed in (0, 1):
        camera = channel("camera", delay=0, misattributed=misattributed) | {"spread": days(3)}
        trial = plain_trial(world=plain_world(channels=[camera]))
        made = [record_of_act(trial, s, Happening(3, 0, "act", 0, -1), 0, 7) for s in range(60)]
        assert {record.cause for record, _ in made} == {Cause.MISATTRIBUTED if misattributed else Cause.TRUE}
        if misattributed:
            assert all(record.recipient != s for s, (record, _) in enumerate(made))
            assert {(record.due, waited) for record, waited in made} == {(7, 1), (7, 2), (7, 3)}
        else:
            assert {(record.due, waited) for record, waited in made} == {(4, 0), (5, 0), (6, 0)}


def test_an_act_can_be_written_down_as_another_and_a_report_rest_on_nothing() -> None:
    world = plain_world(sights=[sight("prayer", taken_for={"act": "theft", "share": share(1)})],
                        channels=[channel("camera", false_reports=[reports("theft", 5)])])  # fmt: skip
    trial = plain_trial(world=world)
    record, _ = record_of_act(trial, 7, Happening(3, 0, "act", 2, -1), 0, 7)
    assert (record.act, record.true_act, record.cause, record.protected) == (0, 2, Cause.MISCLASSIFIED, True)
    report = false_report(trial, 7, Happening(10, ERRAND_ITEM, "false report", 0, 0))
    assert (report.recipient, report.origin, report.due) == (7, (7, 1, ERRAND_ITEM, 0), 11)
    assert (report.act, report.true_act, report.cause, report.protected) == (0, -1, Cause.FABRICATED, False)


def test_thresholds_end_at_certainty() -> None:
    odds = plain_trial().odds
    assert (odds.chance_count[..., -1] == WIDE).all()
    assert (odds.errand_count[..., -1] == WIDE).all()
    assert (odds.errand_pick[:, -1] == WIDE).all()
