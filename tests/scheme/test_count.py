from xinyong.scheme.clauses import Scheme
from xinyong.scheme.count import count_values
from xinyong.scheme.settle import settle


def test_every_report_can_say_how_much_is_assumed(example: Scheme) -> None:
    assert str(count_values(example)) == "2 of 24 rule values are assumed, 3 unknown"
    assert count_values(settle(example, 0)).unknown == 0
