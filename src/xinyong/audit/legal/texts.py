"""The law that the legal shape speaks of: `texts.toml`. Each text says where it was read, when, and how sure.

No legal text stands in code, so that a jurist can check and mend all of it in one file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

NOT_ADVICE = "This is not legal advice."
NO_VERDICT = (
    "The page lists indicators and where the file shows them. It never says that a scheme is prohibited or allowed: "
    "that takes an AI system, a provider or deployer, a place and facts, which no scheme file holds."
)


@dataclass(frozen=True, slots=True)
class LegalText:
    """One provision. `form`: quoted, or told in our words; `status`: whether the official text or reprints were read.

    `applies_from` and `checked` are dates as YYYY-MM-DD; `seen` are the addresses that were read, `official` where the
    official text stands, empty where we do not know.
    """

    id: str
    article: str
    instrument: str
    form: Literal["quoted", "told"]
    text: str
    applies_from: str
    status: Literal["official", "secondary"]
    checked: str
    official: str
    seen: tuple[str, ...]
    note: str = ""

    @property
    def short(self) -> str:
        """Return article and instrument in a few words: `Art. 22(1) GDPR`."""
        named = _ABBREVIATED.search(self.instrument)
        return f"{self.article} {named[1]}" if named else self.article

    @property
    def dated(self) -> str:
        """Return the provision with the day on which it was checked: `Art. 22(1) GDPR, checked 2026-11-22`."""
        return f"{self.short}, checked {self.checked}"

    @property
    def read_in(self) -> str:
        """Return what was read, in words."""
        if self.status == "official":
            return "the official text"
        return "reprints, not the official text" if self.seen else "no text; see the note"

    @property
    def said(self) -> str:
        """Return its words in quotation marks, or what is told of it."""
        return f"“{self.text}”" if self.form == "quoted" else self.text

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data, with `not_advice`: a provision that is copied out alone still says it."""
        return {**asdict(self), "seen": list(self.seen), "not_advice": NOT_ADVICE}


@lru_cache(maxsize=1)
def legal_texts() -> dict[str, LegalText]:
    """Return every provision by its id, in the order of the file."""
    written = resources.files("xinyong.audit.legal").joinpath("texts.toml").read_text(encoding="utf-8")
    return {name: LegalText(id=name, **{**one, "seen": tuple(one["seen"])}) for name, one in _tables(written).items()}


def read_together(texts: Iterable[LegalText]) -> list[tuple[LegalText, ...]]:
    """Return provisions in groups: of one instrument, and read at the same addresses."""
    found: dict[tuple[object, ...], list[LegalText]] = {}
    for text in texts:
        key = (text.instrument, text.form, text.status, text.checked, text.applies_from, text.seen)
        found.setdefault(key, []).append(text)
    return [tuple(group) for group in found.values()]


def _tables(written: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads(written)


_ABBREVIATED = re.compile(r"\(([^()]+)\)\Z")
"""The short name of an instrument, at the end of its long one."""
