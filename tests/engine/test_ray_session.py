"""One process, one connection: another address is refused, not passed over."""

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from xinyong.engine import ray_session
from xinyong.errors import InputError


class Ray(SimpleNamespace):
    """Stands for Ray: remembers where it was connected."""

    def init(self, *, address: str, **_: Any) -> None:
        self.address = address

    def is_initialized(self) -> bool:
        return self.address is not None


@pytest.fixture
def ray(monkeypatch: pytest.MonkeyPatch) -> Ray:
    found = Ray(address=None)
    monkeypatch.setitem(sys.modules, "ray", found)
    monkeypatch.setattr(ray_session, "_ours", [])
    return found


def test_a_second_address_is_refused(ray: Ray) -> None:
    ray_session.session("head:6379", threads=2)
    assert ray.address == "head:6379"
    with pytest.raises(InputError, match=r"found `other:6379`.*connected to `head:6379`.*start another process"):
        ray_session.session("other:6379", threads=2)


def test_the_same_address_or_none_goes_on_with_the_connection(ray: Ray) -> None:
    for address in ("head:6379", "head:6379", None):
        assert ray_session.session(address, threads=2) is ray
    assert ray.address == "head:6379"


def test_a_connection_that_somebody_else_made_is_used(ray: Ray) -> None:
    ray.address = "theirs"
    assert ray_session.session("head:6379", threads=2).address == "theirs"
