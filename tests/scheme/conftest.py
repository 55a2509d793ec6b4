"""The made-up scheme that uses every sort of clause once, and the lines that a changed copy of it is refused with."""

from collections.abc import Callable
from pathlib import Path

import pytest

from xinyong.errors import FileError
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.read import scheme_from_text

Refused = Callable[..., list[str]]


@pytest.fixture(scope="session")
def example_text() -> str:
    """The text of the made-up scheme."""
    return (Path(__file__).parent / "example.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def example(example_text: str) -> Scheme:
    """The made-up scheme."""
    return scheme_from_text(example_text)


@pytest.fixture
def refused(example_text: str) -> Refused:
    """Change the text of the made-up scheme, and return what its author would read."""

    def lines(*changes: tuple[str, str]) -> list[str]:
        text = example_text
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        with pytest.raises(FileError) as error:
            scheme_from_text(text, shown="f")
        return [str(problem) for problem in error.value.problems]

    return lines
