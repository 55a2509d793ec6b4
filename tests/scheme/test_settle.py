from xinyong.files.evidence import Cited, Nothing
from xinyong.scheme.clauses import Objection, Scheme
from xinyong.scheme.settle import settle, unknowns


def test_unknowns_are_listed_by_path(example: Scheme) -> None:
    assert unknowns(example) == ("score.ceiling", "rules.jaywalking-young.validity", "objection")


def test_each_end_of_everything_unknown(example: Scheme) -> None:
    first, second = settle(example, 0), settle(example, 1)
    assert unknowns(first) == unknowns(second) == ()
    assert isinstance(first.objection, Nothing)
    assert isinstance(second.objection, Objection)
    assert first.score is not None
    assert second.score is not None
    assert isinstance(first.score.ceiling, Nothing)
    assert isinstance(second.score.ceiling, Cited)
    assert second.score.ceiling.value == 1200
    assert isinstance(second.rules[1].validity, Cited)


def test_what_is_known_stays_as_it_is(example: Scheme) -> None:
    settled = settle(example, 1)
    assert settled.rules[0] is example.rules[0]
    assert settle(settled, 0) is settled
    assert unknowns(example) != ()
