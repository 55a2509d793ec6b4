"""Compiling before the first day."""

from tests.oracle.plain import plain_trial

from xinyong.engine.shard import Shard
from xinyong.kernel import jit


def test_after_warming_up_every_kernel_is_kept_and_used_at_once() -> None:
    Shard.whole(plain_trial())
    assert jit.compiled()
    assert all(len(each.signatures) == 1 for each in jit.KERNELS)
    assert Shard.whole(plain_trial()).stage.compiling < 1
