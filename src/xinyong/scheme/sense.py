"""What a scheme file must make sense of as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from xinyong.files.complaints import Finding
from xinyong.files.records import Declared
from xinyong.files.references import once, sources_listed
from xinyong.scheme.clauses import Scheme


def scheme_findings(scheme: Scheme, declared: Declared) -> Iterator[Finding]:
    """Yield everything that is wrong with a scheme of the right shape."""
    for name in ("tiers", "lists", "rules", "caps", "consequences", "repairs", "publicity"):
        yield from once(name, getattr(scheme, name))
    yield from sources_listed(scheme, declared.of("sources"))
