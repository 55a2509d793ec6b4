"""What the procedure lacks, and where other provisions may matter."""

from __future__ import annotations

from collections.abc import Iterator

from xinyong.audit.legal.findings import Clause, Found, clause, of_state
from xinyong.audit.legal.reach import Reach
from xinyong.files.evidence import Nothing, Record
from xinyong.files.unknowns import is_unknown, values
from xinyong.scheme.clauses import Notice, Objection

PROCEDURE = ("no-notice", "late-notice", "no-objection", "no-suspension", "onus")


def procedure_signs(found: Reach) -> tuple[Found, ...]:
    """Return what the procedure lacks; nothing where nothing counts against anybody."""
    if not found.rules and not found.sanctions:
        return tuple(Found(sign, "not seen") for sign in PROCEDURE)
    notice, objection = found.scheme.notice, found.scheme.objection
    return (
        _missing("no-notice", "notice", notice, "nobody is told of an entry"),
        _late_notice(notice),
        _missing("no-objection", "objection", objection, "nobody can ask to correct an entry"),
        _no_suspension(objection),
        _onus(objection),
    )


def note_signs(found: Reach) -> tuple[Found, ...]:
    """Return where Art. 5(1)(h) of the AI Act and Art. 22 of the GDPR may matter."""
    cameras, numbers = list(_matched(found)), list(_by_number(found))
    untold = "cannot be told from a file"
    return (
        of_state("biometric", cameras, remark=f"real time and law enforcement: {untold}" if cameras else ""),
        of_state("automated", numbers, remark=f"whether a person decides behind a number {untold}" if numbers else ""),
    )


def _missing(sign: str, path: str, found: Record, says: str) -> Found:
    if isinstance(found, Nothing):
        return of_state(sign, [clause(path, found, found.why or says)])
    if is_unknown(found):
        return of_state(sign, [], [clause(path, found, "no such clause was found")])
    return of_state(sign, [])


def _late_notice(found: Record) -> Found:
    """An entry has its effect from the day it is made; a notice that comes later comes after it."""
    stated = [end for end in _stated(found) if isinstance(end, Notice)]
    late = [one for one in stated if one.tiers or any(value > 0 for value in values(one.delay))]
    says = [
        clause("notice", one, "told on coming into a tier" if one.tiers else f"told {one.delay.value:g} days after")
        for one in late
    ]
    if is_unknown(found):
        return of_state("late-notice", [], [clause("notice", found, "no clause on notice was found")])
    return of_state("late-notice", says)


def _no_suspension(found: Record) -> Found:
    if is_unknown(found):
        return of_state("no-suspension", [], [clause("objection", found, "no clause on objecting was found")])
    stated = [end for end in _stated(found) if isinstance(end, Objection) and not end.suspends]
    return of_state("no-suspension", [
        clause("objection", one, "the entry keeps its effect while an objection is open") for one in stated
    ])  # fmt: skip


def _onus(found: Record) -> Found:
    if is_unknown(found):
        return of_state("onus", [], [clause("objection", found, "no clause on objecting was found")])
    stated = [end for end in _stated(found) if isinstance(end, Objection) and end.evidence == "required"]
    return of_state(
        "onus", [clause("objection", one, "reversed only where its subject has evidence") for one in stated]
    )


def _stated(found: Record) -> tuple[Record, ...]:
    return () if isinstance(found, Nothing) or is_unknown(found) else (found,)


def _matched(found: Reach) -> Iterator[Clause]:
    """Yield the cameras that match people with a file and whose records count against somebody."""
    counted = {(rule.act, name) for rule in found.rules for name in (rule.channels or ("",))}
    sights = {(sight.act, sight.channel) for sight in found.world.sights}
    for channel in found.world.channels:
        if channel.sort != "camera" or not any(stage.id == "matched" for stage in channel.funnel):
            continue
        acts = {act for act, name in counted if name in ("", channel.id) and (act, channel.id) in sights}
        if acts:
            checked = (
                "a person checks it" if any(stage.id == "checked" for stage in channel.funnel) else "nobody checks"
            )
            says = (
                f"{channel.name.en}: {', '.join(sorted(acts))}; a record {channel.delay.value:g} days after; {checked}"
            )
            stage = next(one for one in channel.funnel if one.id == "matched")
            yield clause(f"world:channels.{channel.id}", stage.share, says)


def _by_number(found: Reach) -> Iterator[Clause]:
    of_tiers = {one.id for one in found.scheme.lists if one.tiers}
    for one in found.sanctions:
        if found.scheme.score is not None and (one.tiers or of_tiers & set(one.lists)):
            says = one.text or f"{found.service_words(one)}: {one.effect}"
            yield clause(f"consequences.{one.id}", one, f"{says} (follows from the tier of a score)")


__all__ = ["note_signs", "procedure_signs"]
