"""Xinyong 信用: a laboratory for social credit schemes on synthetic people.

A scheme is a cited file, a world is a synthetic population, and the public names follow the data: read both, amend the
scheme, run it, compare it with another over the same people and the same luck, audit the difference, report it. This is
not a credit service and nothing here reads data about real persons.

>>> import xinyong
>>> xinyong.__all__[0]
'read_scheme'

Each name is loaded on first use, so that checking a file never waits for the compiler behind a run.
"""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xinyong.audit.measures import audit
    from xinyong.experiment.blame import blame
    from xinyong.experiment.casefile import case
    from xinyong.experiment.compare import compare
    from xinyong.experiment.execute import run
    from xinyong.experiment.mend import mend
    from xinyong.experiment.reopen import open_run
    from xinyong.experiment.resume import resume
    from xinyong.experiment.variants import compare_many
    from xinyong.experiment.verify_bundle import verify
    from xinyong.population.read import read_world
    from xinyong.report.brief import report
    from xinyong.report.bundle import bundle
    from xinyong.report.lesson_page import lesson
    from xinyong.report.methods import methods
    from xinyong.report.quote import quote
    from xinyong.scheme.amend import amend
    from xinyong.scheme.read import read_scheme

_HOMES = {
    "read_scheme": "xinyong.scheme.read",
    "read_world": "xinyong.population.read",
    "amend": "xinyong.scheme.amend",
    "run": "xinyong.experiment.execute",
    "resume": "xinyong.experiment.resume",
    "compare": "xinyong.experiment.compare",
    "compare_many": "xinyong.experiment.variants",
    "audit": "xinyong.audit.measures",
    "blame": "xinyong.experiment.blame",
    "mend": "xinyong.experiment.mend",
    "open_run": "xinyong.experiment.reopen",
    "verify": "xinyong.experiment.verify_bundle",
    "case": "xinyong.experiment.casefile",
    "report": "xinyong.report.brief",
    "quote": "xinyong.report.quote",
    "methods": "xinyong.report.methods",
    "bundle": "xinyong.report.bundle",
    "lesson": "xinyong.report.lesson_page",
}

__all__ = [  # noqa: RUF022 - pipeline order, not the alphabet's
    "read_scheme",
    "read_world",
    "amend",
    "run",
    "resume",
    "compare",
    "compare_many",
    "audit",
    "blame",
    "mend",
    "open_run",
    "verify",
    "case",
    "report",
    "quote",
    "methods",
    "bundle",
    "lesson",
]


def __getattr__(name: str) -> Any:
    """Import a public function from the module that holds it, on first use."""
    if name == "__version__":
        from importlib.metadata import version

        return version("xinyong")
    if name not in _HOMES:
        raise AttributeError(f"module 'xinyong' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


class _CallablePackage(ModuleType):
    """A folder that can be called by its own name.

    ``audit`` and ``report`` are both a public function and the folder it lives in. Whichever is imported first, Python
    binds the folder to that name; calling it reaches the function, whatever the order of imports.
    """

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return __getattr__(self.__name__.removeprefix("xinyong."))(*args, **kwargs)

    @property
    def __signature__(self) -> Any:
        from inspect import signature

        return signature(__getattr__(self.__name__.removeprefix("xinyong.")))


for _folder in ("audit", "report"):
    import_module(f"xinyong.{_folder}").__class__ = _CallablePackage
