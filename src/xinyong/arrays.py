"""Every table's columns and every axis, named once. All columns are 64-bit whole numbers; −1 stands for "none".

Days count from the world's first day. An *origin* is the address of the act or report a record began with.
"""

from __future__ import annotations

BLOCK = 1 << 16
"""Ids are played, hashed and stored in blocks of this many."""

ORIGIN = (
    "origin_subject",  # id of the subject in whose life it began
    "origin_week",  # week in which it began
    "origin_item",  # its item number in that week
    "origin_act",  # index of the true act; of a false report, of the act reported
)
"""Address of an act or report."""

LEDGER = (
    "recipient",  # subject id
    "day",  # day the entry was made
    "clause",  # index of the rule in the scheme of the recipient's place
    *ORIGIN,
    "act",  # act recorded
    "true_act",  # act it rests on, or -1
    "act_day",  # day of the act or report
    "channel",  # index of the channel that made the record
    "cause",  # 0 true, 1 misattributed, 2 fabricated, 3 misclassified, 4 mislinked
    "protected",  # 1 when the true act is protected
    "adverse",  # 1 when the entry counts against the recipient
    "points",  # points granted, signed, after repeats and caps
    "until",  # day on which validity ends by the rules, or -1; of a row that only lists, its term
    "ended",  # day on which it really ended, or -1 while it stands at the end of the run
    "outcome",  # 0 stands, 1 expired, 2 reversed, 3 repaired, 4 scheme ended, 5 met, 6 deletion propagated
    "overdue",  # day from which it stood although it should have been gone, or -1
    "listed",  # 1 when the entry put the recipient on a list
    "noticed",  # day a notice reached its reader, or -1
    "known",  # day the recipient first knew, or -1
    "known_by",  # 0 nobody told, 1 notice, 2 a refusal
    "filed",  # day an objection was filed, or -1
    "late",  # 1 when it was filed after the window
    "decided",  # day the decision arrived, or -1
    "reversed",  # 1 when the decision went for the recipient
    "review_filed",  # day the next instance was asked, or -1
    "review_decided",  # day its decision arrived, or -1
    "review_reversed",  # 1 when its decision went for the recipient
    "published",  # first day of publication, or -1
    "shown_until",  # day from which it is shown no more, by the term of the publication; -1: not shown, or for good
    "met",  # day on which the debt or duty behind it was met, or -1
    "list_until",  # day on which the listing ends by its own term, or -1
    "copy_of_other",  # id of the subject whose row a tie brought to the recipient, or -1
)
"""One row per entry, sorted by recipient, day, clause, origin, channel, and whose row a tie brought."""

LEDGER_KEY = ("recipient", "day", "clause", *ORIGIN, "channel", "copy_of_other")

FOREIGN = (
    "recipient", "due", *ORIGIN, "act", "true_act", "act_day", "channel",
    "sender",  # id of the subject who was played when it was sent
    "cause",
    "copy",  # index of the copy of a list, or -1 for a record
    "ends",  # 1 for word that the row copied ends
    "end_due", "end_gone",  # day on which a copy should be gone, and is, as far as is known; or -1
)  # fmt: skip
"""Records that arrived from somebody else's act, copies joined to somebody else or brought by a tie, and word of their
end, one row each, sorted by all columns."""

SITTINGS = ("day", "place", "desk", "decided", "filed", "recipient", "clause", *ORIGIN, "channel")
"""Sittings of a place's desk that decided something: the day before which it sat (first day of the next window), index
of the desk, how many it decided, and the filing key of the last one decided; every filing to it up to that key is
decided by then."""

THRESHOLDS = ("day", "place", "what", "item", "value")
"""What holds in a place from a day on, until the next row of the same sort: found between windows from whole counts.
`what` 0: an edge of a ranked tier, `item` its index, `value` the score that is its edge."""

RANK = 0
"""Value of `what` in `THRESHOLDS`."""

RATINGS = ("recipient", "due", "ratings", "stars", "weights")
"""What arrives of a week's ratings, one row per subject rated: how many, the sum of weight times stars, and that of
weights. They arrive on the first day of the next week."""

TIED = ("recipient", "due", "value")
"""What a dimension made of ties became for a subject, one row each time it changed: the mean of the tiers in which the
board has those to whom the subject is tied, 0 to 1,000. It arrives on the first day after the board was copied."""

DAYS = (
    "restricted",  # days on which at least one sanction binds
    "wrongful",  # restricted days with a sanction that the wrongful shadow does not have
    "wrongful_misattributed",  # of those, days that leaving out misattributed entries alone explains
    "wrongful_fabricated",  # the same for fabricated entries
    "wrongful_misclassified",  # the same for misclassified entries
    "wrongful_mislinked",  # the same for mislinked entries
    "wrongful_overdue",  # the same for entries that should have been gone
    "wrongful_joint",  # wrongful days that no single cause, or more than one, explains
    "protected",  # restricted days with a sanction that goes when entries resting on protected conduct are left out
    "twofold",  # days that are of both sorts above: wrongful, and resting on protected conduct
    "joint",  # neither wrongful nor protected entries alone explain the restriction, both together do
    "lost_reward",  # days without a reward that the wrongful shadow has
    "others",  # restricted days with a sanction that goes when rows that a tie brought are left out
)
"""Kinds of day that are counted, for each subject and in the series (`<name>_days`)."""

SUBJECTS = (
    "subject",  # id
    "place",  # index of the home place
    "stratum",  # index of the stratum
    "score",  # points at the end; 0 without a score
    "tier",  # index, best first; -1 without a tier
    "lists",  # bit per list of the scheme
    *(f"{name}_days" for name in DAYS),
    "first_restricted",  # day, or -1
    "noticed",  # 1 when any notice came
    "refusals",  # requests refused by the scheme
    "refused_wrongly",  # of those, requests that would not have been refused in the wrongful shadow
    "own_misdeed",  # 1 when a misdeed of their own became an entry of theirs
    "scored",  # 1 where the layer that keeps score covers them, 0 where it does not or there is none
)
"""Final standing of every subject with a history (an entry, or a refusal); everybody else stands where the scheme
starts."""
