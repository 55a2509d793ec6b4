"""Look over a scheme file: what is wrong with it, and what its author may have overlooked."""

from __future__ import annotations

import os

from xinyong.errors import FileError, Problem
from xinyong.files.catalogue import find
from xinyong.files.complaints import Finding
from xinyong.files.document import Document
from xinyong.files.records import in_file_order
from xinyong.files.report import Report
from xinyong.files.strict_yaml import load
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.lint import remarks
from xinyong.scheme.read import scheme_of
from xinyong.scheme.situations import NOT_PUBLISHED, Situations, situations_of


def check(name_or_path: str | os.PathLike[str]) -> Report:
    """Return the errors and warnings of a scheme and of the situations beside it.

    Raises:
        NameUnknown: there is no such scheme. InputError: the file cannot be read. BoundaryError: as `read_situations`.
    """
    found = find(name_or_path, "scheme")
    name = found.path.parent.name if found.path.name == "scheme.yaml" else found.path.stem
    try:
        document = load(found.path, shown=found.shown)
        scheme = scheme_of(document)
    except FileError as error:
        return Report(name, errors=error.problems)
    warnings = [document.problem(one.spot, one.message, one.hint, at_key=one.at_key) for one in remarks(scheme)]
    errors: tuple[Problem, ...] = ()
    beside = found.path.with_name("situations.yaml")
    if found.path.name == "scheme.yaml" and beside.exists():
        try:
            script = load(beside, shown=found.shown.removesuffix("scheme.yaml") + "situations.yaml")
            errors = tuple(_against_scheme(situations_of(script), scheme, script))
        except FileError as error:
            errors = error.problems
    return Report(name, errors, tuple(in_file_order(warnings)))


def _against_scheme(situations: Situations, scheme: Scheme, script: Document) -> list[Problem]:
    """Return the problems of situations that expect what their scheme does not have."""
    found: list[Finding] = []
    if situations.scheme != scheme.scheme:
        message = f"found situations of `{situations.scheme}` beside the scheme `{scheme.scheme}`"
        found.append(Finding(("scheme",), message, f"write `{scheme.scheme}`"))
    outline = scheme.evidence == "outline"
    tiers = {NOT_PUBLISHED} if outline else {tier.id for tier in scheme.tiers}
    reason = "no source of an outline publishes" if outline else "the scheme does not have"
    lists = {one.id for one in scheme.lists}
    for place, situation in enumerate(situations.situations):
        for number, expected in enumerate(situation.expect):
            spot = ("situations", place, "expect", number)
            if expected.tier is not None and expected.tier not in tiers:
                message = f"found the tier `{expected.tier}`, which {reason}"
                found.append(Finding((*spot, "tier"), message, f"tiers: {', '.join(sorted(tiers)) or 'none'}"))
            for name in set(expected.lists or ()) - lists:
                message = f"found the list `{name}`, which the scheme does not have"
                found.append(Finding((*spot, "lists"), message, f"lists: {', '.join(sorted(lists)) or 'none'}"))
    return in_file_order(script.problem(one.spot, one.message, one.hint) for one in found)
