"""The records of a world file that say how people respond to a scheme: one story of risk, and what others add to it.

Every story moves misdeeds, good deeds and protected acts alike. Each but the first is deterrence and one thing more, so
that what the two differ in is that thing; at its neutral number a story is deterrence again.
"""

from __future__ import annotations

from xinyong.files.evidence import Cited, Record

CONFORMITY_STEPS = 8
"""Into so many steps the share of people restricted around one is told apart."""


class Deterrence(Record):
    """One story of how people judge their risk, for misdeeds, good deeds and protected acts alike.

    An act with stake s (points over the distance to the nearest sanctioned tier, at most 1) is taken
    (1 + certainty * s) ** -elasticity times as often if it costs points, and ** +elasticity if it earns them. Acts that
    the scheme does not name feel `spill` of the mean stake of named acts of the same valence.
    """

    certainty: Cited
    elasticity: Cited
    spill: Cited


class FearOfError(Record):
    """People also fear to be punished by mistake: an act that a channel takes for a named one carries its stake.

    That stake is weighed by the share of the act's records that are taken for the other, times `feared`: how many times
    as likely as it is people believe it to be.
    """

    feared: Cited


class Conformity(Record):
    """People also look at what becomes of others: the more of a place are restricted, the likelier they think it is.

    Their certainty grows in `CONFORMITY_STEPS` equal steps to 1 + `pull` times itself, where `full` of the people of
    their place, or more, were restricted on the last day of the last week.
    """

    pull: Cited
    full: Cited


class RewardSeeking(Record):
    """People also weigh what is to be won: points are measured against the nearest tier with another reward too.

    `pull` says how heavily a reward weighs beside a sanction at the same distance.
    """

    pull: Cited


class Hardship(Record):
    """What is taken from people makes them default: while a sanction binds, debts, bills and taxes (the kinds of
    `vocabulary.HARDSHIP_KINDS`) go unpaid `ratio` times as often."""

    ratio: Cited


class Evasion(Record):
    """Of the acts taken that cost points or list, `share` are done where no channel looks. They are not prevented."""

    share: Cited
