"""The made-up driver-points law and its town, and changed copies of both."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from xinyong.audit.legal.shape import Shape, legal_shape
from xinyong.population.read import world_from_text
from xinyong.scheme.read import scheme_from_text

HERE = Path(__file__).parent
Changed = Callable[..., Shape]
Added = dict[str, list[Any]]


@pytest.fixture
def shaped() -> Changed:
    """Return the legal shape of the clean law with clauses added to its lists, keys set, and keys of the world set."""
    scheme = yaml.safe_load((HERE / "trap_scheme.yaml").read_text(encoding="utf-8"))
    world = yaml.safe_load((HERE / "trap_world.yaml").read_text(encoding="utf-8"))

    def shape(
        add: dict[str, list[Any]] | None = None, world_too: dict[str, list[Any]] | None = None, **keys: Any
    ) -> Shape:
        changed = {**scheme, **keys}
        for name, clauses in (add or {}).items():
            changed[name] = [*changed.get(name, []), *clauses]
        place = {**world, **{name: [*world.get(name, []), *more] for name, more in (world_too or {}).items()}}
        written = [json.dumps(one, default=str) for one in (changed, place)]  # JSON, which the strict reader takes
        return legal_shape(scheme_from_text(written[0]), world_from_text(written[1]))

    return shape
