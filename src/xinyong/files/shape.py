"""Follow the place that a shape error names, through the types of a record, to the place in the file and what belongs there."""

from __future__ import annotations

import types
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, Tag

from xinyong.files.document import Spot


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
        forms = dict(_forms(here))
        if step in forms:
            here = forms[str(step)]
            continue
        here = bare(here)
        if is_record(here):
            holder, here, spot = here, field_types(here).get(str(step)), (*spot, step)
        elif get_origin(here) is tuple and isinstance(step, int):
            holder, here, spot = None, get_args(here)[0], (*spot, step)
        elif _is_dict(here) and step != "[key]":
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


def field_types(model: type[BaseModel]) -> dict[str, Any]:
    """Return the type of each key of a record, by the key as people write it."""
    return {info.alias or name: info.annotation for name, info in model.model_fields.items()}


def has_forms(wanted: Any) -> bool:
    """Tell whether a clause may be stated, `none` or `unknown`."""
    return any(True for _ in _forms(wanted))


def allowed_words(wanted: Any) -> tuple[str, ...]:
    """Return the closed list of texts that a type takes, or nothing where it is open."""
    wanted = bare(wanted)
    return tuple(str(arg) for arg in get_args(wanted)) if get_origin(wanted) is Literal else ()


def _forms(wanted: Any) -> Iterator[tuple[str, Any]]:
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
