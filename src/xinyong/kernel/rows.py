"""The rows that kernels read and write, as NumPy records: what a scheme says, what a subject has, what travels.

Whole numbers are stored in 32 bits and widened when they are loaded; −1 stands for "none", `FOREVER` for a day that never
comes. `LANES` accounts are kept side by side: the real one and its shadows, in the order of `LANE_NAMES`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from xinyong.arrays import DAYS
from xinyong.vocabulary import Cause

Rows = NDArray[Any]
Row = Any
"""One record of an array of them; NumPy gives its fields no types."""

Ints = NDArray[np.int64]

FOREVER = 1 << 30

LANE_NAMES = (
    "real",
    "wrongful",
    "protected",
    "both",
    "overdue",
    "misattributed",
    "fabricated",
    "misclassified",
    "mislinked",
)
LANES = len(LANE_NAMES)
REAL, WRONGFUL, PROTECTED, BOTH, OVERDUE, FIRST_CAUSE = range(6)

N_CAUSES = len(Cause)
REASON_PROTECTED = 1 << N_CAUSES
REASON_OVERDUE = 1 << (N_CAUSES + 1)
"""Why shadows of a subject may differ from the real account: bit `c` for a record of cause `c` (1 …), and these two."""

KINDS = len(DAYS)
FIRST_CAUSE_DAY, JOINT_CAUSE_DAY = DAYS.index("wrongful_misattributed"), DAYS.index("wrongful_joint")
PROTECTED_DAY, JOINT_DAY, LOST_REWARD_DAY = DAYS.index("protected"), DAYS.index("joint"), DAYS.index("lost_reward")
RESTRICTED_DAY, WRONGFUL_DAY = DAYS.index("restricted"), DAYS.index("wrongful")


def _record(*fields: str, wide: tuple[str, ...] = (), lanes: tuple[str, ...] = ()) -> np.dtype[np.void]:
    """Return a record of 64-bit fields, then 32-bit ones, then one 32-bit number per lane."""
    return np.dtype(
        [(name, "<i8") for name in wide]
        + [(name, "<i4") for name in fields]
        + [(name, "<i4", (LANES,)) for name in lanes],
        align=True,
    )


OWNER_SHIFT = 40
"""An entry and its owner in one number: id within the block << OWNER_SHIFT | position among the entries."""

ORIGIN = ("week", "item", "origin_act")
"""Where a record began, beside its subject: `origin_act` is the act in its address."""

MAIL = _record("local", "due", *ORIGIN, "act", "act_day", "channel", "cause", wide=("subject",))
"""A record on its way to somebody of this block (`local`: id within the block). It rests on the act of its address, but
on none when it is fabricated."""

SENT = _record("due", *ORIGIN, "act", "act_day", "channel", "cause", wide=("recipient", "subject"))
"""A record on its way to somebody else."""

FILING = _record(
    "day", *ORIGIN, "channel", "clause", "cause", "place", "entry", "holder", wide=("subject", "recipient")
)
"""An objection on its way to a desk; `entry` and `holder` say where in the recipient's block its answer belongs."""

ENTRY = _record(
    "next",  # the next entry of the same holder, in the order in which they were made
    "next_live",  # the same, without those that can never matter again
    "touched",  # last day on which a column of the ledger changed
    "day", "clause", *ORIGIN, "act", "act_day", "channel", "cause", "protected", "adverse",
    "until", "list_until", "void_due", "void_day",
    "notice_day", "noticed", "known", "known_by", "files_on", "filed", "late",
    "decision_day",  # day on which a desk's answer arrives
    "decision",  # 1 when it is for the recipient
    "decided", "reversed", "published",
    wide=("subject",),
    lanes=("granted", "repaired"),
)  # fmt: skip
"""A record that a rule turned into points or a listing (one row of the ledger), with what each account made of it."""

HOLDER = np.dtype(
    [
        ("lists", "<i8"),
        ("lists_wrongful", "<i8"),
        *[
            (name, "<i4")
            for name in (
                "local", "stratum", "head", "tail", "head_live", "n_entries",
                "next_day",  # next day on which the standing may change or something is due
                "since",  # day up to which `days` are counted
                "kinds",  # bit per kind of day that today is
                "reasons",  # bit per reason for which shadows may differ
                "score", "tier", "tier_wrongful", "first_restricted", "noticed", "refusals", "refused_wrongly", "own_misdeed",
            )
        ],
        ("days", "<i4", (KINDS,)),
        ("kept", "<i4", (LANES,)),
    ],
    align=True,
)  # fmt: skip
"""A subject with a history: an entry, or a refusal."""

RULE = _record(
    "points", "validity", "list", "list_term", "override", "override_term", "adverse",
    "repeats", "within", "step", "limit", "cap", "from_day", "to_day",
    "channels",  # where the channels that count are marked, or -1: all
    "strata",  # where the strata to whom it applies are marked, or -1: all
    "publications", "n_publications",
)  # fmt: skip
CAP = _record("points", "per", "rules")
REPAIR = _record("act", "after", "rules")
CONSEQUENCE = _record("effect", "service", "from_day", "to_day", wide=("tiers", "lists", "share"))
LINE = _record("day", "what", "service", "of", "reversed", wide=("subject",))
"""A line of a script, but for the records it delivers, which are mail."""
ASKS, TOLD, OBJECTS, DECIDED = range(4)

REFUSED, BURDENED, FAVOURED = 3, 2, 1
"""What a consequence does to a request, from the weakest; 0: nothing."""

WORLD = np.dtype([(name, "<i8") for name in (
    "key_low", "key_high", "scripted", "n_strata", "n_classes", "n_acts", "n_channels", "n_services", "days",
    "quiet_chance", "quiet_errand", "chance_row", "errand_row", "chance_count", "k_chance", "errand_count", "k_errand",
    "chance_pick", "n_chances", "chance_act", "errand_pick", "n_errands", "errand_sort", "errand_what", "errand_channel",
    "act_once", "sight_row", "sight", "misattributed", "taken_for_act", "taken_for", "delay", "spread",
    "act_code", "service_code", "protected_act", "misdeed", "law", "place_pick", "n_places", "counts", "offsets",
    "purge", "objects_mistaken", "objects_right", "object_spread", "opt_in",
    "row_candidates", "row_taken", "row_recorded", "row_penalties",
    "row_requested", "row_refused", "row_refused_wrongly", "row_burdened", "row_favoured", "row_entries",
    "row_adverse", "row_adverse_mistaken", "row_entries_protected", "row_overdue", "row_noticed", "row_told",
    "row_published", "row_filed", "row_late", "row_decided", "row_reversed", "row_repaired", "row_expired",
    "row_restricted_people", "row_days",
)])  # fmt: skip
"""Plain numbers of the world, and where in `numbers` each of its tables begins."""

BOOK = np.dtype([(name, "<i8") for name in (
    "governs", "start_day", "end_day", "start", "floor", "ceiling", "higher", "scored", "running", "decay_points",
    "decay_every", "restless", "n_tiers", "edges", "tier_rows", "take", "take_row", "n_take", "survivors",
    "first_rule", "rules_of_act", "most_rules", "first_repair", "n_repairs",
    "first_consequence", "n_consequences", "by_service", "notice", "reach", "notice_delay",
    "objection", "from_notice", "window", "carried_out_within", "carries_out", "consent",
    "quiet_score", "quiet_tier", "quiet_kept", "quiet_row", "quiet_restricted", "quiet_bound", "quiet_days", "quiet_first",
    "turning_day",
)])  # fmt: skip
"""What one scheme, from one day to another, means in a place: plain numbers, and where in `numbers` its tables begin.

`restless`: the score of somebody without entries moves from day to day. Tables by day: `quiet_*` is the standing of those
without entries, `turning_day` the next day on which everybody's standing may change.
"""
