import pytest

from xinyong.errors import InputError
from xinyong.experiment.watched import watched_player
from xinyong.reference.watch import play_watched


def test_the_reference_by_name() -> None:
    assert watched_player("reference") is play_watched


def test_an_engine_that_is_not_there() -> None:
    with pytest.raises(InputError, match="found engine `fast`, expected kernel or reference"):
        watched_player("fast")


def test_fewer_than_no_threads() -> None:
    with pytest.raises(InputError, match="found -1 threads"):
        watched_player("kernel", threads=-1)
