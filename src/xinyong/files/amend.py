"""Change named values of a record into a new record: the one way to make a counterfactual.

A path is what errors and reports print: `rules.petition-disruptive.points`, `tiers.A.at_least`, `acts.theft.rate`. A
number set on a cited value replaces its value; the evidence is then our own, so the grade becomes `assumed`, with a
range wide enough to hold it. `none` says that there is no such number or clause, and takes out what may be missing.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from xinyong.errors import FileError, InputError, NameUnknown
from xinyong.files.canonical import plain_of
from xinyong.files.document import Document, Spot, below
from xinyong.files.evidence import Record, form_of
from xinyong.files.labels import labels_of
from xinyong.files.letters import cut
from xinyong.files.nearest import suggestion
from xinyong.files.quantities import Places
from xinyong.files.shape import bare, field_types, forms, has_forms, is_record, type_at
from xinyong.files.strict_yaml import parse

R = TypeVar("R", bound=Record)
Value = Any
"""A number, text, true or false, a list or mapping as in a file, `none` or None, or a record."""

NONE = {"none": True, "grade": "assumed", "why": "amended"}


@dataclass(frozen=True, slots=True)
class _Draft:
    """Plain data of a record on its way to another; `data` is a copy that nobody else holds."""

    data: Any
    model: type[Record]
    places: Places


def amended(
    record: R, changes: Mapping[str, Value], *, places: Places, rebuild: Callable[[Document], R], name: str
) -> R:
    """Return a new record with each path of `changes` set to its value, checked as a file is.

    `places` gives units to numbers that had none; `name` is what messages call the result.

    Raises:
        NameUnknown: a path leads nowhere; carries the nearest one. FileError: the result makes no sense.
    """
    draft = _Draft(copy.deepcopy(plain_of(record)), type(record), places)
    for path, value in changes.items():
        _set(draft, path, plain_of(value))
    return rebuild(Document(draft.data, {}, file=f"{name} as amended"))


def parsed_setting(setting: str) -> tuple[str, Value]:
    """Read `path=value` as typed on a command line; the value is read as a file would read it.

    Raises:
        InputError: there is no `=`, or the value is not one.
    """
    path, sign, text = setting.partition("=")
    if not sign or not path.strip() or "\n" in setting:
        raise InputError(f"found `{cut(setting)}`, expected path=value, as in rules.jaywalking.points=-5")
    try:
        document = parse(f"value: {text.strip()}\n", shown=path.strip())
        problems = document.problems
    except FileError as error:
        problems = error.problems
        document = Document(None, {})
    if problems:
        hint = f"; {problems[0].hint}" if problems[0].hint else ""
        raise InputError(f"{cut(path.strip(), 120)}: {problems[0].message}{hint}")
    return path.strip(), document.data["value"]


def _set(draft: _Draft, path: str, value: Value) -> None:
    spot = _spot_of(draft, path)
    holder, key = draft.data, spot[-1]
    for step in spot[:-1]:
        holder = holder[step]
    if value is None or value == "none":
        _take_out(holder, key, type_at(draft.model, draft.data, spot))
        return
    old = below(holder, key)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and _takes_a_quantity(draft, spot):
        value = _amended_number(old, value, _unit(draft, spot, old))
    holder[key] = value


def _take_out(holder: Any, key: Any, wanted: Any) -> None:
    if isinstance(holder, list):
        del holder[key]
    elif has_forms(wanted):
        holder[key] = dict(NONE)
    else:
        holder.pop(key, None)


def _takes_a_quantity(draft: _Draft, spot: Spot) -> bool:
    wanted = type_at(draft.model, draft.data, spot)
    kind = bare(dict(forms(wanted)).get("stated", wanted))
    return is_record(kind) and "unit" in field_types(kind)


def _amended_number(old: Any, value: float, unit: str) -> dict[str, Any]:
    """Return the cited value that a bare number means where `old` stood."""
    stated = isinstance(old, dict) and "value" in old
    low, high = old.get("range", [old["value"], old["value"]]) if stated else [value, value]
    was = f" (was {old['value']}, {', '.join(w for w in (old['grade'], old.get('source')) if w)})" if stated else ""
    new = {
        "value": value,
        "unit": unit,
        "grade": "assumed",
        "range": [min(low, value), max(high, value)],
        "why": f"amended{was}",
    }
    kept = {key: old[key] for key in ("from", "to", "neutral") if key in old} if stated else {}
    return new | kept


def _unit(draft: _Draft, spot: Spot, old: Any) -> str:
    ends = [old, *(old.get("between", []) if isinstance(old, dict) else [])]
    stated = [end["unit"] for end in ends if isinstance(end, dict) and "unit" in end]
    if stated:
        return str(stated[0])
    holder = bare(type_at(draft.model, draft.data, spot[:-1]))
    asked = draft.places.get(holder, {}).get(str(spot[-1])) if is_record(holder) else None
    return asked.units[0] if asked else "ratio"


def _spot_of(draft: _Draft, path: str) -> Spot:
    """Follow a path to its spot. Its last key may be one that is not written but could be.

    Raises:
        NameUnknown: some step leads nowhere.
    """
    spot: Spot = ()
    here, left = draft.data, path.strip()
    while left:
        steps: dict[str, str | int] = {}
        if isinstance(here, list):
            steps = {label: place for place, label in enumerate(labels_of(here))}
        elif isinstance(here, dict):
            steps = {key: key for key in (*here, *_further_keys(draft, spot, here))}
        label = max((one for one in steps if left == one or left.startswith(f"{one}.")), key=len, default=None)
        if label is None:
            raise _nowhere(path, left, steps)
        spot = (*spot, steps[label])
        left = left[len(label) + 1 :]
        here = below(here, steps[label])
    if not spot:
        raise NameUnknown("found an empty path, expected one like rules.jaywalking.points")
    return spot


def _further_keys(draft: _Draft, spot: Spot, here: Any) -> tuple[str, ...]:
    """Return the keys that what stands at a spot may have, in the form in which it stands there."""
    wanted = type_at(draft.model, draft.data, spot)
    kind = bare(dict(forms(wanted)).get(form_of(here), wanted))
    return tuple(field_types(kind)) if is_record(kind) else ()


def _nowhere(path: str, left: str, steps: Mapping[str, Any]) -> NameUnknown:
    before = path.strip()[: len(path.strip()) - len(left)]
    where = f"under `{before.rstrip('.')}`" if before else "at the top"
    word = left.split(".", maxsplit=1)[0]
    hint = suggestion(word, steps, what="names here") if steps else "nothing is below that"
    return NameUnknown(f"found the path `{cut(path, 120)}`, but there is no `{cut(word)}` {where}; {hint}")
