"""Remarks that scheme files and world files share: sources that nothing cites, values that nobody published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xinyong.files.complaints import Finding
from xinyong.files.count import ValueCount
from xinyong.files.evidence import Record
from xinyong.files.references import records_in


def unused_sources(record: Record, sources: Mapping[str, object]) -> Iterator[Finding]:
    """Yield a remark for each listed source that nothing in the file cites."""
    cited: set[str] = set()
    for _, inner in records_in(record):
        for key in ("source", "also", "looked"):
            found = getattr(inner, key, None)
            cited.update([found] if isinstance(found, str) else found or ())
    for name in sources:
        if name not in cited:
            yield Finding(("sources", name), "is cited nowhere", "cite it, or take it out", at_key=True)


def assumed_values(count: ValueCount) -> Iterator[Finding]:
    """Yield one remark that says how much rests on assumption, where anything does."""
    if count.assumed or count.unknown:
        yield Finding((), str(count), "reports say so beside every figure")
