"""The six elements of an impact assessment under Art. 27(1), and what a scheme file has to say on each.

An assessment is a duty of some deployers of high-risk systems. It does not cure a practice under Art. 5.
"""

from __future__ import annotations

from xinyong.audit.legal.findings import Answer, Condition, Found
from xinyong.audit.legal.reach import Reach
from xinyong.files.evidence import Nothing
from xinyong.files.unknowns import is_unknown
from xinyong.scheme.clauses import Scheme

DOES_NOT_CURE = "An impact assessment under Art. 27 does not cure a practice that Art. 5 prohibits."


def elements(found: Reach, signs: tuple[Found, ...]) -> tuple[Condition, ...]:
    """Return the elements (a) to (f), each with what the file shows of it."""
    scheme, world = found.scheme, found.world
    return (
        _element("a", "the process", "shown in part",
                 f"Rules: {len(scheme.rules)}, tiers: {len(scheme.tiers)}, lists: {len(scheme.lists)}, consequences: "
                 f"{len(scheme.consequences)}; not who works with them, and how."),
        _element("b", "period and frequency of use", "shown in part" if scheme.in_force.from_ else "not shown",
                 f"In force {_dates(scheme)}; how often it is used is not in the file."),
        _element("c", "the people likely to be affected", "shown in part",
                 f"Adults of {world.world}, by {', '.join(world.traits) or 'no trait'}; a run shows who is affected."),
        _element("d", "the specific risks of harm", "shown in part",
                 f"{sum(one.state == 'seen' for one in signs)} of {len(signs)} signs on this page are seen; how "
                 "large a harm is takes a run."),
        _oversight(scheme),
        _measures(scheme),
    )  # fmt: skip


def _element(point: str, asks: str, answer: Answer, says: str) -> Condition:
    return Condition(point, f"({point}) {asks}", answer, says, f"ai-act-27-{point}")


def _dates(scheme: Scheme) -> str:
    dates = scheme.in_force
    words = f"from {dates.from_}" if dates.from_ else "from a day that is not stated"
    return f"{words} to {dates.to}" if dates.to else f"{words}, with no last day"


def _oversight(scheme: Scheme) -> Condition:
    clause = scheme.objection
    if isinstance(clause, Nothing) or is_unknown(clause):
        return _element("e", "human oversight", "not shown", "No clause says that a person looks at an entry.")
    says = "An office decides on objections. Whether a person looks at an entry before it counts is not in the file."
    return _element("e", "human oversight", "shown in part", says)


def _measures(scheme: Scheme) -> Condition:
    there, missing, unknown = list[str](), list[str](), list[str]()
    for what, clause in (("notice", scheme.notice), ("objection", scheme.objection)):
        (missing if isinstance(clause, Nothing) else unknown if is_unknown(clause) else there).append(what)
    there += ["review by a next instance"] if getattr(scheme.objection, "review", None) else []
    there += ["repair by good deeds"] if scheme.repairs else []
    told = ((there, "there"), (missing, "none"), (unknown, "not found in the sources read"))
    says = "; ".join(f"{state}: {', '.join(names)}" for names, state in told if names)
    return _element("f", "what is done when a risk comes true", "shown in part" if there else "not shown", f"{says}.")
