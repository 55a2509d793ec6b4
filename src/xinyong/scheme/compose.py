"""Several schemes in one place: national clauses first, then those of the scheme that the place adopted.

Nothing is merged and nothing is lost: each clause stands as its own file states it. Ids that both files use are told
apart by the member's name, so `black` of `rongcheng-2016` becomes `rongcheng-2016.black` beside a national `black`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xinyong.files.evidence import whole
from xinyong.scheme.clauses import Notice, Publicity, Rule, Scheme

CLAUSES = ("tiers", "lists", "rules", "caps", "consequences", "repairs", "publicity", "copies")
"""The lists of clauses that are laid end to end, those of the nation first."""

Renamed = Mapping[str, Mapping[str, str]]
"""By list of clauses, the new name of each id that was taken."""


def beside(member: Scheme, national: Scheme) -> Scheme:
    """Return a member with every id changed that the national scheme uses too, wherever its clauses name it."""
    renamed = {name: _renamed(member.scheme, getattr(member, name), getattr(national, name)) for name in CLAUSES}
    if not any(renamed.values()):
        return member
    changes: dict[str, Any] = {
        name: tuple(_named_anew(clause, name, renamed) for clause in getattr(member, name)) for name in CLAUSES
    }
    if isinstance(member.notice, Notice):
        told = tuple(renamed["tiers"].get(one, one) for one in member.notice.tiers)
        changes["notice"] = member.notice.model_copy(update={"tiers": told})
    if member.halt is not None:
        survives = tuple(renamed["lists"].get(one, one) for one in member.halt.survives)
        changes["halt"] = member.halt.model_copy(update={"survives": survives})
    return member.model_copy(update=changes)


def compose(national: Scheme, member: Scheme) -> Scheme:
    """Return one scheme with the clauses of both, of settled schemes whose ids differ (`beside`).

    Score, tiers, dates, consent, notice and objection are the member's; what each layer says of its own entries stands
    in the layer (`trial.Regime.layers`).
    """
    changes: dict[str, Any] = {name: (*getattr(national, name), *getattr(member, name)) for name in CLAUSES}
    changes["publicity"] = (*_spelt_out(national), *_spelt_out(member))
    return member.model_copy(update=changes)


def is_adverse(scheme: Scheme, rule: Rule) -> bool:
    """Tell whether an entry of the rule counts against the subject: by its points, a black list or a worse tier."""
    points = whole(rule.points) or 0
    higher = scheme.score is None or scheme.score.better == "higher"
    black = {entry.id for entry in scheme.lists if entry.sense == "black"}
    listed = rule.listing is not None and rule.listing.list in black
    return (points < 0 if higher else points > 0) or listed or rule.override is not None


def _spelt_out(scheme: Scheme) -> tuple[Publicity, ...]:
    """Return the publicity clauses with the rules they mean: one that names none means all adverse ones of its file."""
    adverse = tuple(rule.id for rule in scheme.rules if is_adverse(scheme, rule))
    meant = ((clause, clause.rules or adverse) for clause in scheme.publicity)
    return tuple(clause.model_copy(update={"rules": rules}) for clause, rules in meant if rules)


def _renamed(scheme: str, own: tuple[Any, ...], taken: tuple[Any, ...]) -> dict[str, str]:
    used = {clause.id for clause in taken}
    return {clause.id: f"{scheme}.{clause.id}" for clause in own if clause.id in used}


def _named_anew(clause: Any, name: str, renamed: Renamed) -> Any:
    """Return a clause with its own id and all that it names changed."""
    changes: dict[str, Any] = {"id": renamed[name].get(clause.id, clause.id)}
    for key in ("tiers", "lists", "rules"):
        if hasattr(clause, key):
            changes[key] = tuple(renamed[key].get(one, one) for one in getattr(clause, key))
    for key, named, kind in (("override", "tier", "tiers"), ("listing", "list", "lists")):
        inner = getattr(clause, key, None)
        if inner is not None:
            one = getattr(inner, named)
            changes[key] = inner.model_copy(update={named: renamed[kind].get(one, one)})
    for key in ("from_", "to") if name == "copies" else ():
        changes[key] = renamed["lists"].get(getattr(clause, key), getattr(clause, key))
    return clause.model_copy(update=changes)
