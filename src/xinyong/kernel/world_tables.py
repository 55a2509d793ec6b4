"""The tables of a world: lives, what channels see, what people do about it, and the rows of the tally."""

from __future__ import annotations

from xinyong.kernel.numbers import Numbers, shared_rows
from xinyong.population.odds import Odds
from xinyong.population.people import N_CLASSES
from xinyong.results.layout import Layout
from xinyong.trial.trial import Trial

WORD = 0xFFFFFFFF
MISDEED, PROTECTED = 1, 3
"""Values of `odds.act_valence`."""


def world_row(trial: Trial, layout: Layout, numbers: Numbers) -> dict[str, int]:
    """Return the fields of `rows.WORLD`; tables go to `numbers`."""
    odds, people = trial.odds, trial.people
    return {
        "key_low": trial.seed & WORD,
        "key_high": trial.seed >> 32,
        "scripted": int(trial.script is not None),
        "n_strata": len(people.strata),
        "n_classes": N_CLASSES,
        "n_acts": len(trial.world.acts),
        "n_channels": len(trial.world.channels),
        "n_services": len(trial.world.services),
        "days": trial.days,
        "n_places": len(people.counts),
        "counts": numbers.add(people.counts),
        "offsets": numbers.add(people.offsets),
        "place_pick": numbers.add(odds.place_pick),
        **_lives(odds, numbers),
        **_observation(odds, numbers),
        "purge": int(odds.purge),
        "objects_mistaken": int(odds.objects_mistaken),
        "objects_right": int(odds.objects_right),
        "object_spread": int(odds.object_spread),
        "opt_in": int(odds.opt_in),
        **_tally_rows(layout),
    }


def _lives(odds: Odds, numbers: Numbers) -> dict[str, int]:
    """Return the tables of chances and errands. Those of a quiet week are kept apart, close together."""
    return {
        "quiet_chance": numbers.add(odds.chance_count[:, :, 0]),
        "quiet_errand": numbers.add(odds.errand_count[:, 0]),
        "chance_row": numbers.add(odds.chance_row),
        "errand_row": numbers.add(odds.errand_row),
        "chance_count": numbers.add(odds.chance_count),
        "k_chance": odds.chance_count.shape[2],
        "errand_count": numbers.add(odds.errand_count),
        "k_errand": odds.errand_count.shape[1],
        "chance_pick": numbers.add(odds.chance_pick),
        "n_chances": odds.chance_pick.shape[1],
        "chance_act": numbers.add(odds.chance_act),
        "errand_pick": numbers.add(odds.errand_pick),
        "n_errands": odds.errand_pick.shape[1],
        "errand_sort": numbers.add(odds.errand_sort),
        "errand_what": numbers.add(odds.errand_what),
        "errand_channel": numbers.add(odds.errand_channel),
        "act_once": numbers.add(odds.act_once),
    }


def _observation(odds: Odds, numbers: Numbers) -> dict[str, int]:
    """Return the tables of channels. Strata that are seen alike share a row."""
    sight, sight_row = shared_rows(odds.sight)
    return {
        "sight": numbers.add(sight),
        "sight_row": numbers.add(sight_row),
        "misattributed": numbers.add(odds.misattributed),
        "taken_for_act": numbers.add(odds.taken_for_act),
        "taken_for": numbers.add(odds.taken_for),
        "delay": numbers.add(odds.delay),
        "spread": numbers.add(odds.spread),
        "act_code": numbers.add(odds.act_code),
        "service_code": numbers.add(odds.service_code),
        "protected_act": numbers.add(odds.act_valence == PROTECTED),
        "misdeed": numbers.add(odds.act_valence == MISDEED),
        "law": numbers.add(odds.law_channels),
    }


def _tally_rows(layout: Layout) -> dict[str, int]:
    """Return the row, or the first row, of each metric of the tally."""
    metrics = {
        "candidates": "candidates", "taken": "taken", "recorded": "recorded", "penalties": "penalties",
        "requested": "requested", "refused": "refused", "refused_wrongly": "refused_wrongly",
        "burdened": "burdened", "favoured": "favoured", "entries": "entries", "adverse": "adverse",
        "adverse_mistaken": "adverse_mistaken", "entries_protected": "entries_protected", "overdue": "overdue",
        "noticed": "noticed", "told": "told_by_refusal", "published": "published", "filed": "filed", "late": "late",
        "decided": "decided", "reversed": "reversed", "repaired": "repaired", "expired": "expired",
        "restricted_people": "restricted_people", "days": "restricted_days",
    }  # fmt: skip
    return {f"row_{name}": layout.at(metric) for name, metric in metrics.items()}
