"""The generated parts of `docs/model.md`: ledger columns, standing, phases, draw purposes, metrics.

`python -m xinyong.report.odd docs/model.md` rewrites them; a test holds them current.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from xinyong import arrays, vocabulary
from xinyong.reference.play import PHASES
from xinyong.report.generated import rewritten
from xinyong.results import layout


def _commented(source: str, name: str) -> list[tuple[str, str]]:
    """Return (column, comment) for the tuple `name` of a module's source."""
    body = re.search(rf"^{name} = \((.*?)^\)", source, re.MULTILINE | re.DOTALL)
    if body is None:
        raise LookupError(f"found no tuple `{name}` to describe")
    return re.findall(r'^\s*(?:"(\w+)"|\*\(?.*?),\s*(?:# (.*))?$', body.group(1), re.MULTILINE)


def column_meanings() -> dict[str, str]:
    """Return what each column of ledger, mail and final standings means."""
    source = inspect.getsource(arrays)
    parts = (pair for part in ("ORIGIN", "LEDGER", "FOREIGN", "SUBJECTS") for pair in _commented(source, part))
    days = {f"{day}_days": _day(day) for day in arrays.DAYS}
    return {name: words for name, words in parts if name and words} | days


def ledger() -> str:
    """Return the table of ledger columns with their meaning."""
    source = inspect.getsource(arrays)
    told = dict(_commented(source, "ORIGIN") + _commented(source, "LEDGER"))
    return _table(("column", "meaning"), [(f"`{c}`", told[c]) for c in arrays.LEDGER])


def subjects() -> str:
    """Return the table of what is kept about a subject at the end."""
    told = dict(_commented(inspect.getsource(arrays), "SUBJECTS"))
    return _table(("column", "meaning"), [(f"`{c}`", told.get(c) or f"{_day(c)}") for c in arrays.SUBJECTS])


def _day(column: str) -> str:
    """Return what a column of days counts."""
    told = dict(_commented(inspect.getsource(arrays), "DAYS"))
    return told[column.removesuffix("_days")]


def phases() -> str:
    """Return the order of phases, from the tuple that the reference runs."""
    rows = [(str(i), name, when, what) for i, (name, when, what) in enumerate(PHASES, start=1)]
    return _table(("", "phase", "when", "what happens"), rows)


def purposes() -> str:
    """Return every purpose of a draw with its permanent code and the use of its words."""
    told = dict(re.findall(r"^    (\w+) = \d+  # (.*)$", inspect.getsource(vocabulary.Purpose), re.MULTILINE))
    return _table(
        ("code", "purpose", "address and words"), [(str(int(p)), p.name, told[p.name]) for p in vocabulary.Purpose]
    )


def metrics() -> str:
    """Return the families of metrics of the series."""
    rows = [(f"`{m}.<act>`", "by act") for m in layout.BY_ACT]
    rows += [(f"`{m}.<service>`", "by service") for m in layout.BY_SERVICE]
    rows += [(f"`entries.{c}`", "entries by cause") for c in layout.BY_CAUSE]
    told = dict(_commented(inspect.getsource(layout), "SINGLE"))
    rows += [(f"`{m}`", told[m]) for m in layout.SINGLE]
    rows += [(f"`{d}_days`", _day(d)) for d in arrays.DAYS]
    rows += [("`tier.<id>`", "people in the tier on the window's last day")]
    of_lists = dict(_commented(inspect.getsource(layout), "BY_LIST"))
    rows += [(f"`{m}.<list>`", of_lists[m]) for m in layout.BY_LIST]
    return _table(("metric", "what"), rows)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


PARTS = {"ledger": ledger, "subjects": subjects, "phases": phases, "purposes": purposes, "metrics": metrics}


def refreshed(text: str) -> str:
    """Return a page with every generated part written anew."""
    for name, part in PARTS.items():
        text = rewritten(text, name, part())
    return text


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        page = Path(argument)
        page.write_text(refreshed(page.read_text(encoding="utf-8")), encoding="utf-8")
