"""Everything that decides a result: texts, people, clock, seed. Two equal recipes give equal results."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Generic, TypeVar

from xinyong.errors import DamagedRun, XinyongError
from xinyong.files.canonical import canonical_text
from xinyong.files.unknowns import End, unknown_spots, with_end
from xinyong.population.read import world_from_text
from xinyong.population.world import World
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.read import scheme_from_text
from xinyong.scheme.settle import settle, unknowns
from xinyong.trial.trial import Trial, trial

R_co = TypeVar("R_co", bound=Scheme | World, covariant=True)

KEPT = 8
"""So many records or texts are kept with what was read of them: those of both sides of a comparison, and its extremes.
"""


@dataclass(frozen=True)
class Recipe:
    """What to play. Scheme, members and world are as written (or amended); `end` settles what is unknown in them.

    `sample` is how many people keep their full rows; 0: everybody does.
    """

    scheme: Scheme
    world: World
    n_people: int
    days: int
    seed: int = 1
    window_days: int = 7
    response: str = "none"
    end: End = 0
    members: Mapping[str, Scheme] = field(default_factory=dict)
    sample: int = 0

    def trial(self) -> Trial:
        """Return the trial of this recipe.

        Raises:
            InputError: the pair of files does not fit, or a number is out of range.
        """
        return trial(
            _settled(_Same(self.scheme), self.end),
            _world_with(_Same(self.world), self.end),
            n_people=self.n_people,
            days=self.days,
            seed=self.seed,
            window_days=self.window_days,
            response=self.response,
            members={name: _settled(_Same(one), self.end) for name, one in self.members.items()},
            sample=self.sample,
        )

    def at_end(self, end: End) -> Recipe:
        """Return the same recipe with the other choice for what is unknown."""
        return replace(self, end=end)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the path of everything unknown in scheme, members (`NAME:path`) and world (`world:path`)."""
        return (
            *_unknown_in(_Same(self.scheme)),
            *(f"{name}:{path}" for name, one in self.members.items() for path in _unknown_in(_Same(one))),
            *(f"world:{path}" for path in _unknown_in(_Same(self.world))),
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
            **({"sample": self.sample} if self.sample else {}),
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
    text = _canonical(_Same(record))
    return {"id": name, "sha256": hashlib.sha256(text.encode("utf-8")).hexdigest(), "text": text}


# The runs of a comparison rest on the same few records and texts. Both are frozen, and so is what is read of them.


@dataclass(frozen=True, slots=True, eq=False)
class _Same(Generic[R_co]):
    """A record known by identity: comparing two would read all of both."""

    record: R_co

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.record is other.record

    def __hash__(self) -> int:
        return id(self.record)


@lru_cache(maxsize=KEPT)
def _settled(scheme: _Same[Scheme], end: End) -> Scheme:
    return settle(scheme.record, end)


@lru_cache(maxsize=KEPT)
def _world_with(world: _Same[World], end: End) -> World:
    return with_end(world.record, end)


@lru_cache(maxsize=KEPT)
def _canonical(known: _Same[Scheme | World]) -> str:
    return canonical_text(known.record)


@lru_cache(maxsize=KEPT)
def _unknown_in(known: _Same[Scheme | World]) -> tuple[str, ...]:
    if isinstance(known.record, Scheme):
        return unknowns(known.record)
    return tuple(".".join(map(str, spot)) for spot in unknown_spots(known.record))


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
            sample=_whole(manifest.get("sample", 0)),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise DamagedRun(f"manifest.json does not say how the run was made ({problem!r}); run it again") from problem
    except DamagedRun:
        raise
    except XinyongError as problem:
        raise DamagedRun(f"manifest.json holds a text that this version does not accept ({problem}); "
                         "run it again") from problem  # fmt: skip


@lru_cache(maxsize=KEPT)
def _scheme(text: str) -> Scheme:
    return scheme_from_text(text)


@lru_cache(maxsize=KEPT)
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
