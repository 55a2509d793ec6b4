"""How kernels are compiled, and where the machine code is kept: no other file asks the compiler for anything.

Kernels are serial and release the interpreter lock; threads are Python's. Code is compiled at first use and kept in a
folder named by the hash of everything that could change it, so that stale code is never run.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import llvmlite.binding
import numba

from xinyong.kernel.indexing import count_from_the_front
from xinyong.kernel.linking import KernelCompiler, PartCompiler
from xinyong.kernel.type_rules import try_first

P = ParamSpec("P")
R = TypeVar("R")

config: Any = numba.config

FLAGS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False, "no_cfunc_wrapper": True}
"""No fast mathematics and no automatic threads: results must not depend on the machine. No memory is asked for in a
kernel, so no references are counted, which would take longer than the work."""

PART: dict[str, Any] = {"no_cpython_wrapper": True, "pipeline_class": PartCompiler}
"""What only other kernels call needs no door to Python, and its code is kept within theirs."""

if "NUMBA_OPT" not in os.environ:
    # A setting of numba for the whole process. Level 1 compiles these kernels in three fifths of the time of level 3,
    # and they run no slower (docs/decisions/0007).
    config.OPT = type(config.OPT)(1)

UNUSED_DAYS = 1.0
"""A cache folder of other sources goes when nothing has used it for this long; a process may still be running on it."""

CONSTANTS = ("arrays.py", "vocabulary.py", "population/people.py", "population/ties.py", "results/chain.py")
"""Files of the package whose constants the compiler writes into the kernels."""

KERNELS: list[Any] = []
PARTS: list[Any] = []
"""Everything compiled, in the order of definition: what Python calls, and what only kernels do."""


def fingerprint() -> str:
    """Return the hash of all sources, of the compiler, the interpreter and the processor, and of the flags."""
    made_for = (numba.__version__, sys.implementation.cache_tag, llvmlite.binding.get_host_cpu_name())
    digest = hashlib.sha256(f"{made_for} {sorted(FLAGS.items())} {sorted(PART)} {int(config.OPT)}".encode())
    for source in sources():
        digest.update(source.name.encode())
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def sources() -> list[Path]:
    """Return the files whose text is in the machine code: the kernels, and where their constants come from."""
    here = Path(__file__).parent
    return [*sorted(here.glob("*.py")), *(here.parent / name for name in CONSTANTS)]


def _wanted_root() -> Path:
    """Return the folder in which cache folders are wanted: NUMBA_CACHE_DIR, else XDG_CACHE_HOME, else ~/.cache.

    Raises:
        RuntimeError: there is no home.
    """
    if config.CACHE_DIR:
        return Path(config.CACHE_DIR) / "xinyong"
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "xinyong"


def _private_root() -> Path:
    """Return a folder for this process alone, which goes with it."""
    folder = Path(tempfile.mkdtemp(prefix="xinyong-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def cache_folder() -> Path:
    """Return the folder of these very kernels, made if need be; a private one where the usual one cannot be written."""
    name = f"kernel-{fingerprint()}"
    try:
        folder = _wanted_root() / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.utime(folder)
        tempfile.TemporaryFile(dir=folder).close()
    except (OSError, RuntimeError):
        folder = _private_root() / name
        folder.mkdir(mode=0o700)
    _remove_unused(folder)
    return folder


def _remove_unused(current: Path) -> None:
    for other in current.parent.glob("kernel-*"):
        try:
            if other != current and time.time() - other.stat().st_mtime > UNUSED_DAYS * 86_400:
                shutil.rmtree(other)
        except OSError:
            continue  # another process was quicker, or holds it open; it costs only room


FOLDER = cache_folder()

try_first()
count_from_the_front()


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function that Python calls, at its first use, and keep the code in the folder of these sources."""
    before, config.CACHE_DIR = config.CACHE_DIR, str(FOLDER)
    try:
        made = numba.njit(cache=True, pipeline_class=KernelCompiler, **FLAGS)(function)
    finally:
        config.CACHE_DIR = before
    KERNELS.append(made)
    return cast("Callable[P, R]", made)


def part(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function that only kernels call."""
    made = numba.njit(**FLAGS, **PART)(function)
    PARTS.append(made)
    return cast("Callable[P, R]", made)


def inlined(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function into its caller: where handing over what it works with takes longer than the work."""
    made = numba.njit(forceinline=True, **FLAGS, **PART)(function)
    PARTS.append(made)
    return cast("Callable[P, R]", made)


def compiled() -> bool:
    """Tell whether the code of every kernel is kept already, so that nothing need be compiled."""
    kept = {path.name.split("-")[0] for path in FOLDER.rglob("*.nbi")}
    return {f"{Path(each.py_func.__code__.co_filename).stem}.{each.py_func.__qualname__}" for each in KERNELS} <= kept


def signatures() -> dict[str, int]:
    """Return how many signatures each function was compiled for; one, or none when it was not used in this process."""
    return {f"{each.py_func.__module__}.{each.py_func.__qualname__}": len(each.signatures) for each in KERNELS + PARTS}
