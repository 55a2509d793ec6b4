"""The canonical text and hash of a scheme."""

from __future__ import annotations

from xinyong.files.canonical import canonical_text, content_hash
from xinyong.scheme.clauses import Scheme


def scheme_text(scheme: Scheme) -> str:
    """Return the canonical text of a scheme; `scheme_from_text` reads it back into an equal one."""
    return canonical_text(scheme)


def scheme_hash(scheme: Scheme) -> str:
    """Return the SHA-256 of a scheme's content, whatever the layout of its file."""
    return content_hash(scheme)
