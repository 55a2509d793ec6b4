import pytest

from xinyong.errors import InputError
from xinyong.experiment.seeds import seeds_of, variance_saved


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (7, (7,)),
        ("7", (7,)),
        ("1..4", (1, 2, 3, 4)),
        ("1, 4, 7 .. 9", (1, 4, 7, 8, 9)),
        (range(3), (0, 1, 2)),
        ([5, 3], (5, 3)),
    ],
)
def test_seeds_as_written(written: int | str | list[int], meant: tuple[int, ...]) -> None:
    assert seeds_of(written) == meant


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("one", "found `one`, expected seeds such as 7, 1..20"),
        ("", "found ``, expected seeds"),
        ("4..1", "found no seeds"),
        ([], "found no seeds"),
        ("1,1", "found seed 1 twice"),
        ("1..20000", "found 20000 seeds, expected at most 10000"),
        (range(10_001), "found 10001 seeds"),
        ("-3", "expected seeds such as"),
    ],
)
def test_what_is_no_list_of_seeds(written: str | list[int], said: str) -> None:
    with pytest.raises(InputError, match=said.replace("(", r"\(").replace("..", r"\.\.")):
        seeds_of(written)


def test_pairing_saves_all_where_the_difference_is_always_the_same() -> None:
    assert variance_saved([1.0, 2.0, 5.0], [3.0, 4.0, 7.0]) == 1.0


def test_pairing_saves_nothing_where_one_side_stands_still() -> None:
    assert variance_saved([1.0, 2.0, 5.0], [3.0, 3.0, 3.0]) == pytest.approx(0.0)


def test_pairing_costs_where_the_sides_go_apart() -> None:
    assert variance_saved([1.0, 2.0, 3.0], [3.0, 2.0, 1.0]) == pytest.approx(-1.0)


def test_no_variance_nothing_saved() -> None:
    assert variance_saved([1.0], [2.0]) is None
    assert variance_saved([1.0, 1.0], [2.0, 2.0]) is None
