"""Everything that decides a result: texts, people, clock, seed. Two equal recipes give equal results."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from xinyong.errors import DamagedRun, XinyongError
from xinyong.files.canonical import canonical_text
from xinyong.files.unknowns import End, unknown_spots, with_end
from xinyong.population.read import world_from_text
from xinyong.population.world import World
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.read import scheme_from_text
from xinyong.scheme.settle import settle, unknowns
from xinyong.trial.trial import Trial, trial


@dataclass(frozen=True)
class Recipe:
    """What to play. Scheme, members and world are as written (or amended); `end` settles what is unknown in them."""

    scheme: Scheme
    world: World
    n_people: int
    days: int
    seed: int = 1
    window_days: int = 7
    response: str = "none"
    end: End = 0
    members: Mapping[str, Scheme] = field(default_factory=dict)

    def trial(self) -> Trial:
        """Return the trial of this recipe.

        Raises:
            InputError: the pair of files does not fit, or a number is out of range.
        """
        return trial(
            settle(self.scheme, self.end),
            with_end(self.world, self.end),
            n_people=self.n_people,
            days=self.days,
            seed=self.seed,
            window_days=self.window_days,
            response=self.response,
            members={name: settle(one, self.end) for name, one in self.members.items()},
        )

    def at_end(self, end: End) -> Recipe:
        """Return the same recipe with the other choice for what is unknown."""
        return replace(self, end=end)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the path of everything unknown in scheme, members (`NAME:path`) and world (`world:path`)."""
        return (
            *unknowns(self.scheme),
            *(f"{name}:{path}" for name, one in self.members.items() for path in unknowns(one)),
            *(f"world:{'.'.join(map(str, spot))}" for spot in unknown_spots(self.world)),
        )

    def written(self) -> dict[str, Any]:
        """Return the recipe as plain data for a manifest: canonical texts with their SHA-256, and the numbers."""
        return {
            "scheme": _written(self.scheme, self.scheme.scheme) | {"evidence": self.scheme.evidence},
            "members": {name: _written(one, name) for name, one in self.members.items()},
            "world": _written(self.world, self.world.world),
            "people": self.n_people,
            "days": self.days,
            "seed": self.seed,
            "window_days": self.window_days,
            "response": self.response,
            "end": self.end,
            "unknown": list(self.unknown),
        }

    @property
    def sha256(self) -> str:
        """Return the hash of the recipe: of what was asked for, not of what came out."""
        asked = self.written()
        asked["scheme"] = asked["scheme"]["sha256"]
        asked["world"] = asked["world"]["sha256"]
        asked["members"] = {name: one["sha256"] for name, one in asked["members"].items()}
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode("utf-8")).hexdigest()


def _written(record: Scheme | World, name: str) -> dict[str, Any]:
    text = canonical_text(record)
    return {"id": name, "sha256": hashlib.sha256(text.encode("utf-8")).hexdigest(), "text": text}


def recipe_of(manifest: Mapping[str, Any]) -> Recipe:
    """Return the recipe that a manifest states.

    Raises:
        DamagedRun: a text is not what its SHA-256 says, or is no scheme or world; or a field is missing.
    """
    try:
        return Recipe(
            scheme=_scheme(_text(manifest["scheme"])),
            world=_world(_text(manifest["world"])),
            n_people=_whole(manifest["people"]),
            days=_whole(manifest["days"]),
            seed=_whole(manifest["seed"]),
            window_days=_whole(manifest["window_days"]),
            response=str(manifest["response"]),
            end=1 if manifest["end"] == 1 else 0,
            members={name: _scheme(_text(one)) for name, one in manifest["members"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise DamagedRun(f"manifest.json does not say how the run was made ({problem!r}); run it again") from problem
    except DamagedRun:
        raise
    except XinyongError as problem:
        raise DamagedRun(f"manifest.json holds a text that this version does not accept ({problem}); "
                         "run it again") from problem  # fmt: skip


@lru_cache(maxsize=8)
def _scheme(text: str) -> Scheme:
    # The runs of a comparison state the same few texts again and again; what is read of one is frozen.
    return scheme_from_text(text)


@lru_cache(maxsize=8)
def _world(text: str) -> World:
    return world_from_text(text)


def _text(written: Mapping[str, Any]) -> str:
    """Return a canonical text, if its hash is the one stated."""
    text = written["text"]
    if hashlib.sha256(text.encode("utf-8")).hexdigest() != written["sha256"]:
        name = written["id"]
        raise DamagedRun(f"manifest.json: the text of `{name}` is not the one its SHA-256 was taken of; run it again")
    return str(text)


def _whole(found: object) -> int:
    if not isinstance(found, int) or isinstance(found, bool):
        raise TypeError(f"found {found!r}, expected a whole number")
    return found
