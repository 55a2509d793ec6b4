"""The way to a Ray cluster, or a Ray of this machine alone. Ray is loaded when somebody asks for it, and not before."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from xinyong.errors import InputError

HERE = "local"
"""The address of a Ray that is started on this machine, and ends with this process."""
STORE_BYTES = 256 << 20
"""Room for what passes between the parts of a local run in a window; what does not fit lies on the disk meanwhile."""
TRY_ONCE = {"RAY_gcs_server_port_wait_time_s": "1"}
"""A cluster that is there answers at once; Ray would try twenty times, half a minute each."""
SETTINGS = {
    "RAY_USAGE_STATS_ENABLED": "0",  # nothing is told to anybody about what is run
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # what Ray is going to do by itself, said so that it need not warn
}

_ours: list[str] = []
"""The address at which this process connected, once it has."""


def session(address: str | None, threads: int) -> Any:
    """Return Ray, connected: to the cluster at an address, or to one on this machine.

    A connection that is there already is used, whoever made it; a process has one, and keeps it.

    Args:
        address: HOST:PORT of the head, `auto`, or None for this machine.
        threads: how many processors of this machine a Ray that is started has.

    Raises:
        InputError: Ray is not installed, nobody answers at the address, or this process is connected to another.
    """
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    try:
        ray = import_module("ray")
    except ImportError as missing:
        raise InputError(f"--executor ray: Ray cannot be loaded ({missing}); "
                         "install it with `pip install 'xinyong[ray]'`") from missing  # fmt: skip
    if ray.is_initialized():
        _must_be_there(address)
    else:
        try:
            with _signals_kept(), _environment(TRY_ONCE if address else {}):
                ray.init(address=address or HERE, log_to_driver=False, logging_level="ERROR",
                         **({} if address else _alone(threads)))  # fmt: skip
        except (ConnectionError, RuntimeError, ValueError, AssertionError) as problem:
            raise InputError(f"--address: no Ray cluster can be used at `{address or HERE}` ({problem}); "
                             "look there with `ray status`") from problem  # fmt: skip
        _ours[:] = [address or HERE]
    return ray


def _must_be_there(address: str | None) -> None:
    """Refuse an address other than that of this process's own connection."""
    if address is not None and _ours and address not in _ours:
        raise InputError(f"--address: found `{address}`, but this process is connected to `{_ours[0]}` and keeps its "
                         "first connection; start another process for another cluster")  # fmt: skip


def _alone(threads: int) -> dict[str, Any]:
    return {"num_cpus": threads, "object_store_memory": STORE_BYTES, "include_dashboard": False}


@contextmanager
def _environment(settings: Mapping[str, str]) -> Iterator[None]:
    """Set what is not set, for a while."""
    ours = {name: value for name, value in settings.items() if name not in os.environ}
    os.environ.update(ours)
    try:
        yield
    finally:
        for name in ours:
            del os.environ[name]


@contextmanager
def _signals_kept() -> Iterator[None]:
    """Put back who is told of a request to end: Ray would end the process at once, and a run finishes its window."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
