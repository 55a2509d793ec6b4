"""The names and order of everything that is counted per window, place and stratum."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from xinyong.arrays import DAYS
from xinyong.trial.trial import FOREVER, Trial, named

BY_ACT = ("candidates", "taken", "recorded", "penalties", "displaced", "met")
BY_SERVICE = (
    "requested",
    "refused",
    "refused_wrongly",
    "burdened",
    "favoured",
    "full",
    "full_favoured",
    "charged",
    "given_up",
)
BY_LIST = (
    "listed",  # people on the list on the window's last day
    "listings",  # rows entered on the list
    "delistings",  # rows of the list that ended
    "first_listed",  # people who came onto the list for the first time
)
BY_CAUSE = ("true", "misattributed", "fabricated", "misclassified", "mislinked")
SINGLE = (
    "adverse",  # entries that count against their recipient
    "adverse_mistaken",  # of those, mistaken ones
    "entries_protected",  # entries whose true act is protected
    "overdue",  # entries that began to be overdue
    "noticed",  # entries whose notice reached its reader
    "told_by_refusal",  # entries first known through a refusal
    "published",  # publications
    "filed",  # objections filed
    "late",  # objections filed after the window
    "decided",  # decisions that arrived
    "reversed",  # decisions for the recipient
    "reviews_filed",  # refusals brought before the next instance
    "reviews_decided",  # its decisions that arrived
    "reviews_reversed",  # its decisions for the recipient
    "repaired",  # entries that a repair ends, on the day of the deed
    "expired",  # entries ended by their term
    "ended_met",  # entries ended because the debt or duty behind them was met
    "deleted",  # copies of lists that a deletion ended
    "by_tie",  # rows of lists that a tie brought to somebody else
    "met_pressed",  # debts and duties met under a sanction that would not have been met
    "extended",  # listings whose term was extended
    "ratings",  # ratings given, by who gives them
    "stars",  # the stars of these ratings, unweighted
    "restricted_people",  # people restricted on the window's last day
    "shown_people",  # people of whom an entry is shown in public on the window's last day
    "unscored_people",  # people whom the scheme of their place does not score on the window's last day
)
"""Counts without a second axis; `restricted_people`, `shown_people` and `unscored_people` are stocks, the others flows
of the window."""


@dataclass(frozen=True)
class Layout:
    """Metric names in their permanent order: acts, services, causes, single counts, kinds of day, tiers, lists.

    `tier.<id>` and `listed.<id>` are stocks (people in the tier, or on the list, on the last day of the window). With
    several schemes a tier is named `<scheme>/<tier>`, and a list `<scheme>/<list>`.
    """

    acts: tuple[str, ...]
    services: tuple[str, ...]
    tiers: tuple[str, ...]
    lists: tuple[str, ...] = ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return every metric name; its position is its row in a flow array."""
        return (
            *(f"{m}.{a}" for m in BY_ACT for a in self.acts),
            *(f"{m}.{s}" for m in BY_SERVICE for s in self.services),
            *(f"entries.{c}" for c in BY_CAUSE),
            *SINGLE,
            *(f"{d}_days" for d in DAYS),
            *(f"tier.{t}" for t in self.tiers),
            *(f"{m}.{one}" for m in BY_LIST for one in self.lists),
        )

    @cached_property
    def row(self) -> dict[str, int]:
        """Return the position of each metric."""
        return {name: index for index, name in enumerate(self.names)}

    def at(self, metric: str) -> int:
        """Return the first row of a metric that has a second axis, or the row of one that has none."""
        second = {**dict.fromkeys(BY_ACT, self.acts), **dict.fromkeys(BY_SERVICE, self.services),
                  **dict.fromkeys(BY_LIST, self.lists), "entries": BY_CAUSE, "tier": self.tiers}  # fmt: skip
        if metric not in second:
            return self.row[metric]
        names = second[metric]
        return self.row[f"{metric}.{names[0]}"] if names else 0


def layout(trial: Trial) -> Layout:
    """Return the layout of a trial."""
    first = [place for place in range(len(trial.regimes)) if place == _first_with(trial, place)]
    return Layout(
        tuple(a.id for a in trial.world.acts),
        tuple(s.id for s in trial.world.services),
        tuple(name for place in first for name in tier_names(trial, place)),
        tuple(dict.fromkeys(name for place in first for name in list_names(trial, place))),
    )


def _first_with(trial: Trial, place: int) -> int:
    """Return the first place under the same scheme, so that a scheme's tiers are named once."""
    mine = trial.regimes[place]
    for index, regime in enumerate(trial.regimes):
        if regime and mine and regime.scheme.scheme == mine.scheme.scheme:
            return index
    return place


def _prefix(trial: Trial, place: int) -> str:
    """Return what stands before the names of a place's scheme: nothing, unless several schemes govern."""
    regime = trial.regimes[place]
    several = len({r.scheme.scheme for r in trial.regimes if r}) > 1
    return f"{regime.scheme.scheme}/" if several and regime is not None else ""


def tier_names(trial: Trial, place: int, day: int = FOREVER) -> tuple[str, ...]:
    """Return the metric names of the tiers of a place's scheme, best first; none under ordinary law.

    Of people who move, those on a day.
    """
    regime = trial.regime_on(place, day)
    if regime is None:
        return ()
    if not _prefix(trial, place):
        return tuple(tier.id for tier in regime.scheme.tiers)
    return tuple(named(regime.scheme, tier.id) for tier in regime.scheme.tiers)


def list_names(trial: Trial, place: int) -> tuple[str, ...]:
    """Return the metric names of the lists of a place, national ones first; none under ordinary law."""
    return names_in_place(trial, place, "lists")


def names_in_place(trial: Trial, place: int, clauses: str) -> tuple[str, ...]:
    """Return the names of the clauses that hold in a place, national ones first: their ids, or `<scheme>/<id>` where
    several schemes govern, the scheme being the one in whose file the clause stands."""
    regime = trial.regimes[place]
    if regime is None:
        return ()
    if not _prefix(trial, place):
        return tuple(one.id for one in getattr(regime.scheme, clauses))
    return tuple(
        f"{layer.scheme.scheme}/{one.id.removeprefix(layer.scheme.scheme + '.')}"
        for layer in regime.layers
        for one in getattr(layer.scheme, clauses)
    )
