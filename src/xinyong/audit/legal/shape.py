"""The legal shape of a scheme: what its file shows beside Art. 5(1)(c) of the AI Act, before anything is run.

Indicators with evidence, never a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xinyong.audit.legal.assessment import DOES_NOT_CURE, elements
from xinyong.audit.legal.burden import Burden, Level, burden_signs, burdens, levels, longest_days
from xinyong.audit.legal.conditions import conditions
from xinyong.audit.legal.contexts import Matrix, context_signs, matrix
from xinyong.audit.legal.findings import STATES, Condition, Found
from xinyong.audit.legal.procedure import note_signs, procedure_signs
from xinyong.audit.legal.reach import reach
from xinyong.audit.legal.signs import SIGNS
from xinyong.audit.legal.texts import NO_VERDICT, NOT_ADVICE, LegalText, legal_texts
from xinyong.audit.legal.treatment import treatment_signs
from xinyong.population.world import World
from xinyong.scheme.clauses import Scheme

ALWAYS_CITED = ("ai-act-5-1-c", "ai-act-27", "omnibus", "schufa")
"""Provisions that the page names beside those of its signs and conditions."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The legal shape of one scheme in one world.

    conditions    what Art. 5(1)(c) asks for first, in its order
    signs         every sign of `signs.SIGNS`, in that order
    matrix        domains of records against domains of sanctions
    burdens       what one first act of each rule that counts against people costs
    levels        the same by the severity of the act
    longest_days  the longest fixed term of such an entry; None where there is none
    elements      the six elements of Art. 27(1)
    members       other schemes that this one joins, which have files and shapes of their own
    missing       rules and sanctions whose act or service the world lacks: what needs it cannot be seen
    """

    scheme: str
    world: str
    evidence: str
    conditions: tuple[Condition, ...]
    signs: tuple[Found, ...]
    matrix: Matrix
    burdens: tuple[Burden, ...]
    levels: tuple[Level, ...]
    longest_days: float | None
    elements: tuple[Condition, ...]
    members: tuple[str, ...]
    missing: tuple[str, ...]

    def sign(self, name: str) -> Found:
        """Return what was found of one sign.

        Raises:
            KeyError: there is no such sign.
        """
        return {one.sign: one for one in self.signs}[name]

    @property
    def gap(self) -> str:
        """Return what cannot be seen in this world, in words; empty where it has every act and service."""
        if not self.missing:
            return ""
        return (
            f"The world {self.world} has no act or service for {', '.join(self.missing)}: a sign that needs it cannot "
            "be seen here, and “not seen” says nothing about it."
        )

    @property
    def texts(self) -> tuple[LegalText, ...]:
        """Return every provision that the page names, in the order of the file of texts."""
        named = {SIGNS[one.sign].text for one in self.signs} | {one.text for one in (*self.conditions, *self.elements)}
        return tuple(text for name, text in legal_texts().items() if name in named or name in ALWAYS_CITED)

    def as_json(self) -> dict[str, Any]:
        """Return the shape as plain data, every provision with its article, the day it was checked, and a warning."""
        return {
            "scheme": self.scheme,
            "world": self.world,
            "evidence": self.evidence,
            "not_advice": NOT_ADVICE,
            "no_verdict": NO_VERDICT,
            "conditions": [one.as_json() for one in self.conditions],
            "signs": [_sign_json(one) for one in self.signs],
            "matrix": self.matrix.as_json(),
            "burdens": [one.as_json() for one in self.burdens],
            "levels": [one.as_json() for one in self.levels],
            "longest_days": self.longest_days,
            "assessment": {"elements": [one.as_json() for one in self.elements], "does_not_cure": DOES_NOT_CURE},
            "members": list(self.members),
            "missing": list(self.missing),
            "texts": {one.id: one.as_json() for one in self.texts},
        }


def legal_shape(scheme: Scheme, world: World) -> Shape:
    """Return the legal shape of a scheme, as written, in a world. Nothing is run.

    What is unknown in the scheme stays so and is said; a rule or service that the world does not have is not placed.
    """
    found = reach(scheme, world)
    signs = {
        one.sign: one
        for one in (
            *context_signs(found),
            *treatment_signs(found),
            *burden_signs(found),
            *procedure_signs(found),
            *note_signs(found),
        )
    }
    ordered, every = tuple(signs[name] for name in SIGNS), burdens(found)
    return Shape(
        scheme=scheme.scheme,
        world=world.world,
        evidence=scheme.evidence,
        conditions=conditions(found),
        signs=ordered,
        matrix=matrix(found),
        burdens=every,
        levels=levels(every),
        longest_days=longest_days(found),
        elements=elements(found, ordered),
        members=tuple(dict.fromkeys(member.scheme for member in scheme.members)),
        missing=found.missing,
    )


def _sign_json(found: Found) -> dict[str, Any]:
    sign = SIGNS[found.sign]
    return {
        "id": sign.id,
        "group": sign.group,
        "title": sign.title,
        "asks": sign.asks,
        "state": STATES[found.state],
        "text": sign.text,
        "clauses": [one.as_json() for one in found.clauses],
        "remark": found.remark,
    }


__all__ = ["Shape", "legal_shape"]
