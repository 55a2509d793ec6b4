"""How an item of a list is called in a path: by its id, else by what it is about, else by its number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xinyong.files.letters import cut


def label_of(item: Any, place: int) -> str:
    """Return the step of a path that leads to `item`, the one at `place` (from 0) of its list.

    A rule is called by its id, a sight `act.channel`, false reports by their act, a ratio or share `trait.level`,
    anything else by its number from 1.
    """
    if isinstance(item, dict):
        if isinstance(item.get("id"), str):
            return cut(item["id"], 64)
        if isinstance(item.get("act"), str) and "day" not in item:
            words = [item["act"], *([item["channel"]] if isinstance(item.get("channel"), str) else [])]
            return cut(".".join(words), 130)
        levels = item.get("levels")
        if isinstance(levels, dict) and levels and "kind" not in item:
            return cut(".".join(f"{trait}.{level}" for trait, level in levels.items()), 130)
    return str(place + 1)


def labels_of(items: Sequence[Any]) -> list[str]:
    """Return the labels of a list; an item whose label an earlier one has is called by its number."""
    labels: list[str] = []
    for place, item in enumerate(items):
        label = label_of(item, place)
        labels.append(str(place + 1) if label in labels else label)
    return labels
