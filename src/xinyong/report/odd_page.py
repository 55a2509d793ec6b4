"""The description of the model by the ODD protocol, as it is handed on with a result."""

from __future__ import annotations

from pathlib import Path

from xinyong.errors import ResourceError

INSTALLED = Path(__file__).with_name("model.md")
IN_SOURCES = Path(__file__).resolve().parents[3] / "docs" / "model.md"


def odd_page() -> str:
    """Return the page: the one that was installed with the package, or that of the sources it runs from.

    Raises:
        ResourceError: this installation has neither.
    """
    for path in (INSTALLED, IN_SOURCES):
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise ResourceError(f"{INSTALLED}: the description of the model is not installed; install the package again")
