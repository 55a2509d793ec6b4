"""The tables of a world: lives, what channels see, what people do about it, and the rows of the tally."""

from __future__ import annotations

import numpy as np

from xinyong.kernel import rows as c
from xinyong.kernel.copy_tables import tie_rows
from xinyong.kernel.numbers import Numbers, shared_rows
from xinyong.kernel.settled_tables import at_least_wide, guide, slot_guide
from xinyong.population.observe import TARGET
from xinyong.population.odds import Odds
from xinyong.population.people import N_CLASSES
from xinyong.results.layout import Layout
from xinyong.trial.trial import Trial

STEADY_ACT, FALSE_REPORT = 0, 2
"""Values of `odds.errand_sort`."""
MISDEED, PROTECTED = 1, 3
"""Values of `odds.act_valence`."""


def world_row(trial: Trial, layout: Layout, numbers: Numbers) -> dict[int, int]:
    """Return the columns of the world's row; tables go to `numbers`."""
    odds, people = trial.odds, trial.people
    return {
        c.W_KEY_LOW: trial.seed & c.WORD,
        c.W_KEY_HIGH: trial.seed >> 32,
        c.W_SCRIPTED: int(trial.script is not None),
        c.W_STRATA: len(people.strata),
        c.W_CLASSES: N_CLASSES,
        c.W_ACTS: len(trial.world.acts),
        c.W_CHANNELS: len(trial.world.channels),
        c.W_SERVICES: len(trial.world.services),
        c.W_DAYS: trial.days,
        c.W_PLACES: len(people.counts),
        c.W_COUNTS: numbers.add(people.counts),
        c.W_OFFSETS: numbers.add(people.offsets),
        c.W_PLACE_PICK: numbers.add(odds.place_pick),
        c.W_SLOT_GUIDE: slot_guide(numbers, people.pattern),
        **_lives(odds, numbers),
        **_observation(odds, numbers),
        **_debts(trial, numbers),
        **_strays(trial, numbers),
        c.W_PURGE: int(odds.purge),
        c.W_OBJECTS_MISTAKEN: numbers.add(odds.objects_mistaken),
        c.W_OBJECTS_RIGHT: numbers.add(odds.objects_right),
        c.W_OBJECT_SPREAD: int(odds.object_spread),
        c.W_ASKS_REVIEW: int(odds.asks_review),
        c.W_EVIDENCE: numbers.add(odds.evidence),
        c.W_OPT_IN: numbers.add(odds.opt_in),
        c.W_NO_FILE: numbers.add(odds.no_file),
        c.W_WEEKDAY: trial.world.first_day.weekday(),
        c.W_STARS: numbers.add(odds.stars),
        c.W_ONE_MORE: numbers.add(odds.one_more),
        c.W_ONE_CHANGED: numbers.add(odds.one_changed),
        c.W_TIES: tie_rows(trial, numbers),
        c.W_HALF_BITS: numbers.add(trial.ties.half_bits),
        **_tally_rows(layout),
    }


def _lives(odds: Odds, numbers: Numbers) -> dict[int, int]:
    """Return the tables of chances and errands. Those of a quiet week are kept apart, close together."""
    chance_pick, errand_pick = numbers.add(odds.chance_pick), numbers.add(odds.errand_pick)
    chance_count, errand_count = at_least_wide(odds.chance_count), at_least_wide(odds.errand_count)
    return {
        c.W_QUIET_CHANCE: numbers.add(odds.chance_count[:, :, 0]),
        c.W_QUIET_ERRAND: numbers.add(odds.errand_count[:, 0]),
        c.W_CHANCE_ROW: numbers.add(odds.chance_row),
        c.W_ERRAND_ROW: numbers.add(odds.errand_row),
        c.W_CHANCE_COUNT: numbers.add(chance_count),
        c.W_K_CHANCE: chance_count.shape[2],
        c.W_ERRAND_COUNT: numbers.add(errand_count),
        c.W_K_ERRAND: errand_count.shape[1],
        c.W_CHANCE_PICK: chance_pick,
        c.W_CHANCE_GUIDE: guide(numbers, chance_pick, odds.chance_pick),
        c.W_N_CHANCES: odds.chance_pick.shape[1],
        c.W_CHANCE_ACT: numbers.add(odds.chance_act),
        c.W_ERRAND_PICK: errand_pick,
        c.W_ERRAND_GUIDE: guide(numbers, errand_pick, odds.errand_pick),
        c.W_N_ERRANDS: odds.errand_pick.shape[1],
        # What a bulk import brings is a false report; imports are numbered behind the errands.
        c.W_ERRAND_SORT: numbers.add([*odds.errand_sort, *[FALSE_REPORT] * len(odds.import_day)]),
        c.W_ERRAND_WHAT: numbers.add([*odds.errand_what, *odds.import_act]),
        c.W_ERRAND_CHANNEL: numbers.add([*odds.errand_channel, *odds.import_channel]),
        c.W_ERRAND_ACT: numbers.add(np.where(odds.errand_sort == STEADY_ACT, odds.errand_what, -1)),
        c.W_N_IMPORTS: len(odds.import_day),
        c.W_IMPORT_DAY: numbers.add(odds.import_day),
        c.W_IMPORT_CODE: numbers.add(odds.import_code),
        c.W_IMPORT_SHARE: numbers.add(odds.import_share),
        c.W_ACT_ONCE: numbers.add(odds.act_once),
    }


def _observation(odds: Odds, numbers: Numbers) -> dict[int, int]:
    """Return the tables of channels. Strata that are seen alike share a row."""
    sight, sight_row = shared_rows(odds.sight)
    return {
        c.W_SIGHT: numbers.add(sight),
        c.W_SIGHT_ROW: numbers.add(sight_row),
        c.W_MISATTRIBUTED: numbers.add(odds.misattributed),
        c.W_TAKEN_FOR_ACT: numbers.add(odds.taken_for_act),
        c.W_TAKEN_FOR: numbers.add(odds.taken_for),
        c.W_DELAY: numbers.add(odds.delay),
        c.W_SPREAD: numbers.add(odds.spread),
        c.W_PLACE_COVER: numbers.add(odds.place_cover),
        c.W_TARGETS: numbers.add(np.stack([getattr(odds, f"target_{name}") for name in TARGET], axis=1)),
        c.W_N_TARGETS: len(odds.target_act),
        c.W_ACT_CODE: numbers.add(odds.act_code),
        c.W_SERVICE_CODE: numbers.add(odds.service_code),
        c.W_QUOTA: numbers.add(odds.service_quota),
        c.W_OCCASION: numbers.add(odds.occasion_of),
        c.W_GIVES_UP: numbers.add(odds.service_gives_up),
        c.W_PROTECTED: numbers.add(odds.act_valence == PROTECTED),
        c.W_MISDEED: numbers.add(odds.act_valence == MISDEED),
        c.W_LAW: numbers.add(odds.law_channels),
    }


def _debts(trial: Trial, numbers: Numbers) -> dict[int, int]:
    """Return the tables of debts and duties that are met later."""
    odds = trial.odds
    return {
        c.W_OWES: int(bool(odds.pressed.any())),
        c.W_RESPONDS: int(trial.response != "none"),
        c.W_MET: numbers.add(odds.met),
        c.W_MET_AFTER: numbers.add(odds.met_after),
        c.W_MET_SPREAD: numbers.add(odds.met_spread),
        c.W_PRESSED: numbers.add(odds.pressed),
        c.W_PRESSED_AFTER: numbers.add(odds.pressed_after),
        c.W_PRESSED_SPREAD: numbers.add(odds.pressed_spread),
    }


def _strays(trial: Trial, numbers: Numbers) -> dict[int, int]:
    """Return how readily people take the records of others, and who is of which stratum where that matters."""
    rows = [-1 if row[0] < 0 else numbers.add(row) for row in trial.odds.strays_to]
    if max(rows, default=-1) < 0 and trial.world.encounters is None:
        return {c.W_STRAYS_TO: numbers.add(rows), c.W_PATTERN: 0}
    return {
        c.W_STRAYS_TO: numbers.add(rows),
        c.W_PATTERN: numbers.add([numbers.add(slots) for slots in trial.people.pattern]),
    }


def _tally_rows(layout: Layout) -> dict[int, int]:
    """Return the row, or the first row, of each metric of the tally."""
    metrics = {
        c.T_CANDIDATES: "candidates", c.T_TAKEN: "taken", c.T_RECORDED: "recorded", c.T_PENALTIES: "penalties",
        c.T_FULL: "full", c.T_RATINGS: "ratings", c.T_STARS: "stars",
        c.T_FULL_FAVOURED: "full_favoured",
        c.T_CHARGED: "charged",
        c.T_GIVEN_UP: "given_up",
        c.T_DISPLACED: "displaced",
        c.T_REQUESTED: "requested", c.T_REFUSED: "refused", c.T_REFUSED_WRONGLY: "refused_wrongly",
        c.T_BURDENED: "burdened", c.T_FAVOURED: "favoured", c.T_ENTRIES: "entries", c.T_ADVERSE: "adverse",
        c.T_ADVERSE_MISTAKEN: "adverse_mistaken", c.T_ENTRIES_PROTECTED: "entries_protected", c.T_OVERDUE: "overdue",
        c.T_NOTICED: "noticed", c.T_TOLD: "told_by_refusal", c.T_PUBLISHED: "published", c.T_FILED: "filed",
        c.T_LATE: "late", c.T_DECIDED: "decided", c.T_REVERSED: "reversed", c.T_REVIEWS_FILED: "reviews_filed",
        c.T_REVIEWS_DECIDED: "reviews_decided", c.T_REVIEWS_REVERSED: "reviews_reversed", c.T_REPAIRED: "repaired",
        c.T_DELETED: "deleted",
        c.T_BY_TIE: "by_tie",
        c.T_MET: "met", c.T_ENDED_MET: "ended_met", c.T_MET_PRESSED: "met_pressed", c.T_EXTENDED: "extended",
        c.T_EXPIRED: "expired", c.T_RESTRICTED_PEOPLE: "restricted_people",
        c.T_SHOWN_PEOPLE: "shown_people", c.T_UNSCORED_PEOPLE: "unscored_people", c.T_DAYS: "restricted_days",
    }  # fmt: skip
    return {column: layout.at(metric) for column, metric in metrics.items()}
