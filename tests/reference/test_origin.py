"""Every entry can be followed back to the act or the false report it began with."""

from collections import Counter

from tests.experiment.finished import played

from xinyong.reference.origin import record_at
from xinyong.vocabulary import Cause


def test_every_entry_is_found_again_at_its_address() -> None:
    outcome = played().outcome
    causes: Counter[Cause] = Counter()
    for row in range(len(outcome.ledger["day"])):
        value = {name: int(column[row]) for name, column in outcome.ledger.items()}
        origin = (value["origin_subject"], value["origin_week"], value["origin_item"], value["origin_act"])
        record = record_at(outcome.trial, origin)
        assert record is not None
        found = (record.recipient, record.due, record.act, record.true_act, record.act_day, record.channel)
        names = ("recipient", "day", "act", "true_act", "act_day", "channel")
        assert found == tuple(value[name] for name in names)
        assert (int(record.cause), int(record.protected)) == (value["cause"], value["protected"])
        causes[record.cause] += 1
    assert set(causes) == {Cause.TRUE, Cause.MISATTRIBUTED, Cause.FABRICATED, Cause.MISCLASSIFIED}


def test_nothing_began_at_an_address_of_nobodys_act() -> None:
    trial = played().outcome.trial
    assert record_at(trial, (0, 0, 9_999, 0)) is None
