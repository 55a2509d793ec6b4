"""Follow the trail of a shape error through the types of a record to the place in the file and what belongs there."""

from __future__ import annotations

import types
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, Tag

from xinyong.files.document import Spot, below
from xinyong.files.evidence import form_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """A spot of the file and the type that belongs there (None where nothing does).

    `holder` is the record that the last step is a key of, where there is one.
    """

    spot: Spot
    type: Any
    holder: type[BaseModel] | None = None


def follow(model: type[BaseModel], trail: Sequence[str | int]) -> Wanted:
    """Return the spot and type that a trail of steps leads to. Steps that only name a form of a clause are dropped."""
    here: Any = model
    holder: type[BaseModel] | None = None
    spot: Spot = ()
    for step in trail:
        if step == "[key]":  # the key itself is wrong, not what stands under it
            continue
        by_form = dict(forms(here))
        if step in by_form:
            here = by_form[str(step)]
            continue
        here = bare(here)
        if is_record(here):
            holder, here, spot = here, field_types(here).get(str(step)), (*spot, step)
        elif get_origin(here) is tuple and isinstance(step, int):
            holder, here, spot = None, get_args(here)[0], (*spot, step)
        elif _is_dict(here):
            holder, here, spot = None, get_args(here)[1], (*spot, step)
        elif here is None:
            spot = (*spot, step)
    return Wanted(spot, here, holder)


def bare(wanted: Any) -> Any:
    """Return a type without its annotations and without `or nothing`."""
    while get_origin(wanted) is Annotated:
        wanted = get_args(wanted)[0]
    if _is_union(wanted):
        others = [arg for arg in get_args(wanted) if arg is not type(None)]
        if len(others) == 1:
            return bare(others[0])
    return wanted


def is_record(wanted: Any) -> bool:
    """Tell whether a type is a record of ours."""
    return isinstance(wanted, type) and issubclass(wanted, BaseModel)


def is_collection(wanted: Any) -> bool:
    """Tell whether a type is a list or mapping of many things."""
    return get_origin(bare(wanted)) is tuple or _is_dict(bare(wanted))


def field_types(model: type[BaseModel]) -> dict[str, Any]:
    """Return the type of each key of a record, by the key as people write it."""
    return {info.alias or name: info.annotation for name, info in model.model_fields.items()}


def has_forms(wanted: Any) -> bool:
    """Tell whether a clause may be stated, `none` or `unknown`."""
    return any(True for _ in forms(wanted))


def allowed_words(wanted: Any) -> tuple[str, ...]:
    """Return the closed list of texts that a type takes, or nothing where it is open."""
    wanted = bare(wanted)
    return tuple(str(arg) for arg in get_args(wanted)) if get_origin(wanted) is Literal else ()


def forms(wanted: Any) -> Iterator[tuple[str, Any]]:
    """Yield (form, type) for each form that a clause may take."""
    while get_origin(wanted) is Annotated:
        wanted = get_args(wanted)[0]
    if not _is_union(wanted):
        return
    for member in get_args(wanted):
        if get_origin(member) is Annotated:
            for note in get_args(member)[1:]:
                if isinstance(note, Tag):
                    yield note.tag, get_args(member)[0]


def _is_union(wanted: Any) -> bool:
    return get_origin(wanted) in (Union, types.UnionType)


def _is_dict(wanted: Any) -> bool:
    origin = get_origin(wanted)
    return isinstance(origin, type) and issubclass(origin, dict)


def type_at(model: type[BaseModel], data: Any, spot: Spot) -> Any:
    """Return the type that belongs at a spot of plain data, choosing the form of a clause by what stands there."""
    here: Any = model
    for step in spot:
        here = bare(_form_there(here, data))
        data = below(data, step)
        if is_record(here):
            here = field_types(here).get(str(step))
        elif get_origin(here) is tuple:
            here = get_args(here)[0]
        elif _is_dict(here):
            here = get_args(here)[1]
        else:
            return None
    return here


def _form_there(wanted: Any, data: Any) -> Any:
    by_form = dict(forms(wanted))
    if not by_form:
        return wanted
    if "stated" in by_form:
        return by_form[form_of(data)]
    return next((kind for form, kind in by_form.items() if isinstance(data, dict) and form in data), None)
