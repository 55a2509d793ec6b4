"""Where a clause of a scheme was read: source, address, paragraph, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xinyong.files.evidence import Nothing
from xinyong.files.words import in_words
from xinyong.scheme.clauses import Consequence, Rule, Scheme, Stated

PROCEDURES = ("notice", "objection")
"""Clauses on how people are told and heard."""


def citation_of(scheme: Scheme, clause: Stated | Nothing) -> dict[str, Any]:
    """Return where a clause was read: that of the clause, or else that of its points."""
    points = clause.points if isinstance(clause, Rule) else None
    slug = clause.source or getattr(points, "source", None)
    source = scheme.sources.get(slug) if slug else None
    return {
        "source": source.title if source else None,
        "url": source.url if source else None,
        "paragraph": clause.at or getattr(points, "at", "") or None,
        "grade": clause.grade if clause.source else getattr(points, "grade", clause.grade),
    }


def where_read(cited: Mapping[str, Any]) -> str:
    """Return where a clause was read, in a few words: `assumed` where no source says it."""
    return ", ".join(word for word in (cited["source"] or "assumed", cited["paragraph"]) if word)


def consequence_cited(scheme: Scheme, consequence: Consequence) -> dict[str, Any]:
    """Return a consequence in words, and where it was read."""
    words = consequence.text or f"{consequence.effect} at {consequence.service}"
    return {"clause": consequence.id, "rule": words, **citation_of(scheme, consequence)}


def procedures_of(scheme: Scheme) -> list[dict[str, Any]]:
    """Return how a settled scheme tells people and hears them, in words, each with where it was read."""
    clauses = ((name, getattr(scheme, name)) for name in PROCEDURES)
    return [
        {"clause": name, "rule": in_words(clause), **citation_of(scheme, clause)}
        for name, clause in clauses
        if isinstance(clause, Stated | Nothing)
    ]
