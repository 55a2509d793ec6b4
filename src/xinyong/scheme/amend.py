"""Change named values of a scheme into a new scheme; the old one is untouched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xinyong.files.amend import amended
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.quantities import SCHEME_PLACES
from xinyong.scheme.read import scheme_of


def amend(scheme: Scheme, changes: Mapping[str, Any]) -> Scheme:
    """Return a new scheme with each path of `changes` set to its value.

    `{"rules.petition-disruptive.points": 0, "tiers.A.at_least": 971, "objection": "none"}`: paths go by id, numbers
    keep their unit and become assumed, `none` states that there is none or takes a clause out.

    Raises:
        NameUnknown: a path leads nowhere. FileError: the amended scheme makes no sense.
    """
    return amended(scheme, changes, places=SCHEME_PLACES, rebuild=scheme_of, name=scheme.scheme)
