"""What a part of a kernel is compiled to: code that is linked into kernels, and never runs on its own.

The compiler would optimise each function and turn it into machine code, with everything below it, before it is linked
into its caller, where the same is done again. Parts are called by kernels alone, so for them both are left out: the
kernel is optimised once, as a whole (docs/decisions/0007).
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import CompilerBase, DefaultPassBuilder, Flags
from numba.core.compiler_machinery import AnalysisPass, register_pass
from numba.core.typed_passes import PreLowerStripPhis


class _NoEnvironment:
    """Takes the objects of Python that compiled code may use, of which a part has none."""

    def set_env(self, name: str, environment: object) -> None:
        """Keep nothing."""


class PartLibrary(JITCodeLibrary):
    """The code of one part and of the parts it calls, ready to be linked into a caller."""

    codegen = _NoEnvironment()

    def finalize(self) -> None:
        """Link in the parts it calls; nothing is optimised and no machine code is made."""
        self._raise_if_finalized()
        for library in dict.fromkeys(self._linking_libraries):
            self._reload_init.update(library._reload_init)  # noqa: SLF001 (as its parent does)
            self._final_module.link_in(library._get_module_for_linking(), preserve=True)  # noqa: SLF001
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:  # noqa: ARG002 (there is none, whatever its name)
        """Return 0, which stands for no machine code."""
        self._ensure_finalized()
        return 0


class Settled(Flags):
    """What the compiler was told, when nothing changes it any more; one object for all who were told the same.

    For each operation of each function the compiler looks up what it was told, and its own flags read all their
    options every time to be compared: an eighth of the time that compiling takes.
    """

    _found: ClassVar[dict[tuple[Any, ...], Settled]] = {}

    @classmethod
    def like(cls, flags: Flags) -> Settled:
        """Return the settled form of some flags."""
        told = tuple(sorted((name, repr(value)) for name, value in flags.values().items()))
        if told not in cls._found:
            cls._found[told] = cls(flags)
        return cls._found[told]

    @cached_property
    def _all(self) -> dict[str, Any]:
        found: dict[str, Any] = Flags.values(self)
        return found

    @cached_property
    def _hash(self) -> int:
        return int(Flags.__hash__(self))

    def values(self) -> dict[str, Any]:
        """Return every option and what it is."""
        return self._all

    def copy(self) -> Settled:
        """Return itself: there is nothing to protect it from."""
        return self

    def __eq__(self, other: object) -> bool:
        return self is other or (not isinstance(other, Settled) and bool(Flags.__eq__(self, other)))

    def __hash__(self) -> int:
        return self._hash


class KernelCompiler(CompilerBase):
    """The compiler as it is, told what it is told once."""

    def __init__(self, *args: Any) -> None:
        CompilerBase.__init__(self, *args)
        self.state.flags = Settled.like(self.state.flags)

    def define_pipelines(self) -> list[Any]:
        """Return the passes."""
        return [DefaultPassBuilder.define_nopython_pipeline(self.state)]


@register_pass(mutates_CFG=False, analysis_only=True)
class _KeepForLinking(AnalysisPass):
    """Chooses where the code of a function is put."""

    _name = "keep_for_linking"

    def __init__(self) -> None:
        AnalysisPass.__init__(self)

    def run_pass(self, state: Any) -> bool:
        state.library = PartLibrary(state.targetctx.codegen(), state.func_id.func_qualname)
        return False


class PartCompiler(KernelCompiler):
    """The compiler's own passes, with the code put into a `PartLibrary`."""

    def define_pipelines(self) -> list[Any]:
        """Return the passes."""
        passes = DefaultPassBuilder.define_nopython_pipeline(self.state)
        passes.add_pass_after(_KeepForLinking, PreLowerStripPhis)
        passes.finalize()
        return [passes]
