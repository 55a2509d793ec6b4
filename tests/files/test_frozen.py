import copy
import pickle

import pytest

from xinyong.files.frozen import FrozenDict


def test_it_cannot_be_changed() -> None:
    frozen = FrozenDict({"a": 1})
    for name, arguments in {
        "__setitem__": ("a", 2),
        "__delitem__": ("a",),
        "update": ({"b": 1},),
        "pop": ("a",),
        "setdefault": ("b", 1),
        "clear": (),
        "popitem": (),
        "__ior__": ({"b": 1},),
    }.items():
        with pytest.raises(TypeError, match="records are frozen; `amend` makes a changed copy"):
            getattr(frozen, name)(*arguments)
    assert frozen == {"a": 1}


def test_equal_ones_hash_alike() -> None:
    assert hash(FrozenDict(a=1, b=2)) == hash(FrozenDict(b=2, a=1))
    assert FrozenDict(a=1) != FrozenDict(a=2)


def test_it_survives_pickling_and_copying() -> None:
    frozen = FrozenDict({"a": (1, 2)})
    for twin in (pickle.loads(pickle.dumps(frozen)), copy.deepcopy(frozen), copy.copy(frozen)):  # noqa: S301  # our own
        assert twin == frozen
        assert isinstance(twin, FrozenDict)
