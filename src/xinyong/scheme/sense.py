"""What a scheme file must make sense of as a whole: everything that no single clause can tell."""

from __future__ import annotations

from collections.abc import Iterator

from xinyong.files.catalogue import shipped
from xinyong.files.complaints import Finding
from xinyong.files.quantities import quantity_findings
from xinyong.files.records import Declared
from xinyong.files.references import refer_one
from xinyong.files.unknowns import same_ends
from xinyong.scheme.bands import band_findings
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.conflicts import conflict_findings
from xinyong.scheme.consent import consent_findings
from xinyong.scheme.endings import copy_findings, ending_findings
from xinyong.scheme.index import index_findings
from xinyong.scheme.instances import instance_findings
from xinyong.scheme.leeway import leeway_findings
from xinyong.scheme.names import name_findings
from xinyong.scheme.parts import part_findings
from xinyong.scheme.quantities import SCHEME_PLACES
from xinyong.scheme.rating import rating_findings
from xinyong.scheme.revisions import revision_findings
from xinyong.scheme.tied import tied_findings
from xinyong.scheme.totals import total_findings


def scheme_findings(scheme: Scheme, declared: Declared) -> Iterator[Finding]:
    """Yield everything that is wrong with a scheme of the right shape, in no particular order."""
    yield from name_findings(scheme, declared)
    yield from quantity_findings(scheme, SCHEME_PLACES)
    yield from same_ends(scheme)
    yield from band_findings(scheme, declared)
    yield from conflict_findings(scheme)
    yield from total_findings(scheme)
    yield from leeway_findings(scheme)
    yield from instance_findings(scheme)
    yield from part_findings(scheme)
    yield from ending_findings(scheme)
    yield from index_findings(scheme)
    yield from copy_findings(scheme)
    yield from consent_findings(scheme)
    yield from rating_findings(scheme)
    yield from tied_findings(scheme)
    yield from revision_findings(scheme)
    yield from _date_findings(scheme)
    yield from _member_findings(scheme, declared)


def _date_findings(scheme: Scheme) -> Iterator[Finding]:
    start = scheme.in_force.from_
    if scheme.halt and scheme.halt.on and start and scheme.halt.on < start:
        message = f"found a halt on {scheme.halt.on} before the scheme begins on {start}"
        yield Finding(("halt", "date"), message, "mend either date")
    end = scheme.in_force.to
    for name in ("rules", "consequences"):
        for place, clause in enumerate(getattr(scheme, name)):
            dates = clause.in_force
            if dates and ((start and dates.to and dates.to <= start) or (end and dates.from_ and dates.from_ >= end)):
                message = f"found dates that never meet those of the scheme ({start or '…'} to {end or '…'})"
                yield Finding((name, place, "in_force"), message, "mend either")


def _member_findings(scheme: Scheme, declared: Declared) -> Iterator[Finding]:
    if not scheme.members:
        return
    own = [name for name in ("score", "tiers") if declared.of(name) or getattr(scheme, name)]
    if own:
        message = f"found members beside {', '.join(f'`{name}`' for name in own)}, expected either"
        yield Finding(("members",), message, "a place has one score, that of its member; take them out here")
    seats: set[str] = set()
    for number, member in enumerate(scheme.members):
        spot = ("members", number)
        if member.scheme == scheme.scheme:
            yield Finding((*spot, "scheme"), "found the scheme as a member of itself", "name another")
        else:
            yield from refer_one((*spot, "scheme"), member.scheme, shipped("scheme"), what="schemes")
        if member.place in seats:
            message = f"found a second member for `{member.place}`, expected one"
            yield Finding((*spot, "place"), message, "take one out; a scheme that changes has dates in its own clauses")
        seats.add(member.place)
