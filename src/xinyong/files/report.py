"""What a check of a file found."""

from __future__ import annotations

from dataclasses import dataclass

from xinyong.errors import Problem


@dataclass(frozen=True, slots=True)
class Report:
    """The errors and warnings of one file, in file order. A file with errors cannot be run."""

    name: str
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Tell whether the file can be used."""
        return not self.errors
