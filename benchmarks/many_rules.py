"""SCORE-1 with each act and its rule split into several: the same events, many more rules."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml
from benchmarks.score_1.laboratory import FILES


def with_rules_times(n: int, folder: Path) -> tuple[Path, Path]:
    """Write the scheme and the world with `n` acts for each of theirs, a share of its rate each; return both paths."""
    scheme, world = (
        yaml.safe_load((FILES / name).read_text(encoding="utf-8")) for name in ("scheme.yaml", "world.yaml")
    )
    scheme["rules"] = [_named(rule, k, "id", "act") for rule in scheme["rules"] for k in range(n)]
    world["acts"] = [_slower(_named(act, k, "id"), n) for act in world["acts"] for k in range(n)]
    world["sights"] = [_named(sight, k, "act") for sight in world["sights"] for k in range(n)]
    paths = folder / f"scheme-{n}.yaml", folder / f"world-{n}.yaml"
    for path, found in zip(paths, (scheme, world), strict=True):
        path.write_text(yaml.safe_dump(found, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return paths


def _named(found: dict[str, Any], k: int, *keys: str) -> dict[str, Any]:
    # A copy of its own: what is shared would be written as an alias, which files of the laboratory do not have.
    return deepcopy({**found, **{key: f"{found[key]}-{k}" for key in keys}})


def _slower(act: dict[str, Any], n: int) -> dict[str, Any]:
    return {**act, "rate": {**act["rate"], "value": act["rate"]["value"] / n}}
