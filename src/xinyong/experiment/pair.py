"""Two runs of one world and one luck under two sets of rules, and everything that differs between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from xinyong.audit.conduct import valence_of
from xinyong.audit.fates import BOTH, NEITHER, ONLY_BASELINE, ONLY_CHANGED, Fates
from xinyong.audit.luck import Luck, luck
from xinyong.audit.measure import EVERYBODY, Measures
from xinyong.audit.sentences import strongest, title_of
from xinyong.experiment.deltas import CONDUCT, counts, restricted_ids
from xinyong.experiment.seeds import variance_saved
from xinyong.experiment.stopping import Stopping
from xinyong.results.digest import result_sha256
from xinyong.results.outcome import Outcome
from xinyong.results.recipe import Recipe

NOT_ASKED = "not asked: in the response scenario `none` nobody responds to the scheme"
WORDS = ("deterred", "forgone", "encouraged", "provoked")

Counts = tuple[dict[str, int], dict[str, int]]
"""The plain counts of A and of B."""

_GONE = {"misdeed": "deterred", "protected": "forgone"}
_ADDED = {"misdeed": "provoked", "good": "encouraged"}


@dataclass(frozen=True, eq=False)
class Column:
    """One response scenario of a pair, at one seed: both runs, and the fate of every candidate.

    `fates` has A as its baseline. `baseline` is the side against which the words about acts are meant: ordinary law
    alone where one side is that, else A.
    """

    response: str
    a: Outcome
    b: Outcome
    fates: Fates
    baseline: Literal["a", "b"] = "a"

    @cached_property
    def counts(self) -> Counts:
        """Return the plain counts of A and of B."""
        return counts(self.a), counts(self.b)

    @cached_property
    def newly_restricted(self) -> NDArray[np.int64]:
        """Return the ids of those restricted under B on at least one day, and never under A."""
        return np.setdiff1d(restricted_ids(self.b), restricted_ids(self.a))

    @cached_property
    def spared(self) -> NDArray[np.int64]:
        """Return the ids of those restricted under A on at least one day, and never under B."""
        return np.setdiff1d(restricted_ids(self.a), restricted_ids(self.b))

    @property
    def against_baseline(self) -> Fates:
        """Return the fates with `baseline` as the baseline."""
        return self.fates if self.baseline == "a" else self.fates.turned()

    def words(self, cells: NDArray[np.int64]) -> list[dict[str, Any]]:
        """Return, for each act, its kind, the four words about it, and its candidates by fate.

        A word that does not apply to an act, or that was not asked for, is None. `cells` is acts × 4, seen from the
        baseline.
        """
        found = []
        for act, row in zip(self.a.trial.world.acts, cells.tolist(), strict=True):
            valence = valence_of(act)
            asked = self.response != "none"
            gone, added = (_GONE.get(valence), row[ONLY_BASELINE]), (_ADDED.get(valence), row[ONLY_CHANGED])
            said = dict.fromkeys(WORDS) | ({word: count for word, count in (gone, added) if word} if asked else {})
            fates = {"both": row[BOTH], "only_baseline": row[ONLY_BASELINE], "only_changed": row[ONLY_CHANGED],
                     "neither": row[NEITHER]}  # fmt: skip
            why = {} if asked else {"why": NOT_ASKED}
            found.append({"kind": act.kind, "valence": valence, **said, "candidates": fates, **why})
        return found

    def acts(self) -> dict[str, dict[str, Any]]:
        """Return each act by name: kind, deterred, forgone, encouraged, provoked, candidates by fate."""
        rows = self.words(self.against_baseline.by_act())
        return {act.id: row for act, row in zip(self.a.trial.world.acts, rows, strict=True)}

    def strata(self) -> list[dict[str, Any]]:
        """Return each stratum and act in which some candidate's fate differs: levels, act, and the words about it."""
        cells = self.against_baseline.by_act_and_stratum()
        found = []
        for stratum, levels in enumerate(self.a.trial.people.strata):
            here = cells[:, stratum]
            if here[:, [ONLY_BASELINE, ONLY_CHANGED]].any():
                for act, row in zip(self.a.trial.world.acts, self.words(here), strict=True):
                    if row["candidates"]["only_baseline"] or row["candidates"]["only_changed"]:
                        found.append({"levels": dict(levels), "act": act.id, **row})
        return found


@dataclass(frozen=True, eq=False)
class Pair:
    """A comparison: A against B, the same people with the same luck, in each response scenario.

    columns   the first seed, scenario by scenario; the first is the main one
    by_seed   counts of A and of B for each seed, scenario by scenario
    ends      counts of A and of B at the other end of what is unknown, scenario by scenario; empty where nothing is
    measures  the audit of both sides, and of what differs
    gaps      over several seeds the luck of B less A of each figure about everybody, scenario by scenario
    stopping  how its seeds were added until a rule held; None: all that were asked for were played
    directory where it lies, or None
    """

    a: Recipe
    b: Recipe
    seeds: tuple[int, ...]
    columns: Mapping[str, Column]
    by_seed: Mapping[str, tuple[Counts, ...]]
    ends: Mapping[str, Counts] = field(default_factory=dict)
    measures: Measures = field(default_factory=Measures)
    gaps: Mapping[str, Mapping[str, Luck]] = field(default_factory=dict)
    stopping: Stopping | None = None
    directory: Path | None = None

    @property
    def main(self) -> Column:
        """Return the main scenario: the first that was asked for."""
        return next(iter(self.columns.values()))

    @property
    def answering(self) -> Column:
        """Return the first scenario in which people respond, or the main one."""
        return next((one for name, one in self.columns.items() if name != "none"), self.main)

    def deltas(self, response: str | None = None) -> dict[str, dict[str, Any]]:
        """Return, for each count, A, B, B less A, and over several seeds its luck and what pairing saves.

        What was not asked for has no difference, and says why.
        """
        name = response or self.main.response
        return {metric: self._delta(name, metric) for metric in self.columns[name].counts[0]}

    def _delta(self, response: str, metric: str) -> dict[str, Any]:
        a, b = (side[metric] for side in self.columns[response].counts)
        found: dict[str, Any] = {"a": a, "b": b, "difference": b - a}
        if response == "none" and metric in CONDUCT:
            return {**found, "difference": None, "why": NOT_ASKED}
        if len(self.seeds) > 1:
            sides = [[float(both[side][metric]) for both in self.by_seed[response]] for side in (0, 1)]
            spread = luck([y - x for x, y in zip(*sides, strict=True)])
            found |= {"mean": spread.mean, "low": spread.low, "high": spread.high, "band": "luck",
                      "variance_saved": variance_saved(*sides)}  # fmt: skip
        if response in self.ends:
            other = self.ends[response]
            found["difference_at_other_end"] = other[1][metric] - other[0][metric]
        return found

    def as_json(self) -> dict[str, Any]:
        """Return the object that `xinyong compare --json` prints."""
        best, worst = self.sentences()
        return {
            "synthetic": True,
            "a": self._side(self.a, self.main.a),
            "b": self._side(self.b, self.main.b),
            "world": self.a.world.world,
            "people": self.a.n_people,
            "days": self.a.days,
            "window_days": self.a.window_days,
            "seeds": list(self.seeds),
            "stopping": self.stopping.as_json() if self.stopping else None,
            "engine": self.main.a.engine,
            "response": self.main.response,
            "responses": list(self.columns),
            "reads": self._reads(),
            **self._column(self.main),
            "acts": self.answering.acts(),
            "strata": self.answering.strata(),
            "columns": {name: self._column(one) for name, one in self.columns.items()},
            "measures": [m.as_json() for m in self.measures if m.group == EVERYBODY],
            "sentences": {"for": best, "against": worst},
        }

    def sentences(self) -> tuple[str, str]:
        """Return the strongest sentence for, and against, the side with a scheme (B where both have one)."""
        side, recipe = ("a", self.a) if self.main.baseline == "b" else ("b", self.b)
        chosen = Measures(measure for measure in self.measures if measure.side in (side, "pair"))
        return strongest(chosen, title_of(recipe.scheme))

    def _reads(self) -> dict[str, str]:
        other = "a" if self.main.baseline == "b" else "b"
        return {
            "difference": "b - a",
            "newly_restricted": "people restricted under b on at least one day and never under a",
            "spared": "people restricted under a on at least one day and never under b",
            "acts": f"what {other} changes against {self.main.baseline}, in the scenario `{self.answering.response}`",
        }

    def _side(self, recipe: Recipe, outcome: Outcome) -> dict[str, Any]:
        governed = any(regime is not None for regime in outcome.trial.regimes)
        return {
            "scheme": recipe.scheme.scheme,
            "title": title_of(recipe.scheme) if governed else "ordinary law alone",
            "evidence": recipe.scheme.evidence,
            "ordinary_law_alone": not governed,
            "recipe_sha256": recipe.sha256,
            "result_sha256": result_sha256(outcome),
        }

    def _column(self, column: Column) -> dict[str, Any]:
        return {
            "deltas": self.deltas(column.response),
            "newly_restricted": len(column.newly_restricted),
            "spared": len(column.spared),
            "acts": column.acts(),
        }
