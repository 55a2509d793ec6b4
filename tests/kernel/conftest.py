"""Whatever the whole session does, each function of the kernel is compiled for one signature."""

from collections.abc import Iterator

import pytest

from xinyong.engine import play  # noqa: F401 (every kernel is known once the engine is loaded)
from xinyong.kernel import jit


@pytest.fixture(scope="session", autouse=True)
def one_signature_each() -> Iterator[None]:
    yield
    assert {name: count for name, count in jit.signatures().items() if count > 1} == {}
