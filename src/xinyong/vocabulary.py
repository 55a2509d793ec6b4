"""The closed lists: kinds of act, effects, units, grades, and the purposes of draws with their permanent codes.

No file can extend or change these. What a kind of act does to others, and which right covers it, is fixed here so that
no scheme or world can declare speech a harm or a theft a right (`docs/glossary.md`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

Harm = Literal["none", "nuisance", "loss", "injury"]
Right = Literal["religion", "expression", "petition", "assembly", "association", "family", "movement", "privacy"]
Valence = Literal["misdeed", "good", "protected", "lawful"]
Grade = Literal["law", "official", "academic", "press", "hearsay", "derived", "assumed"]
Evidence = Literal["text", "items", "outline", "composite"]
Unit = Literal[
    "point", "day", "share", "ratio", "per year", "per 1000 per year", "per 100000 per day", "person", "shape",
    "elasticity", "step", "working day", "yuan",
]  # fmt: skip
Effect = Literal["refused", "delayed", "priced", "deposit", "checked", "waived", "favoured"]
Basis = Literal["law", "local", "party", "contract", "none"]
Display = Literal[
    "web-list", "county-paper", "newspaper", "led-screen", "street-screen", "television", "radio", "loudspeaker",
    "ringtone", "notice-board", "court-board", "map", "app", "message", "neighbours", "employer",
]  # fmt: skip
Spared = Literal["creditor", "customer", "neighbour", "road user", "kin", "public purse", "nobody"]

SANCTIONS: tuple[Effect, ...] = ("refused", "delayed", "priced", "deposit", "checked")
REWARDS: tuple[Effect, ...] = ("waived", "favoured")
EFFECTS: tuple[Effect, ...] = SANCTIONS + REWARDS


@dataclass(frozen=True, slots=True)
class Kind:
    """What acts of one kind do to others, the right that covers them, and whether they are a good deed.

    Rights: ICCPR 12, 17-19, 21-23, 25; CEDAW 16; Constitution of the PRC 35, 36, 41.
    """

    harm: Harm
    right: Right | None = None
    good: bool = False

    @property
    def valence(self) -> Valence:
        """Return protected, good, misdeed or lawful, in that order of precedence."""
        if self.right is not None:
            return "protected"
        if self.good:
            return "good"
        return "lawful" if self.harm == "none" else "misdeed"


KINDS: dict[str, Kind] = {
    "debt-default": Kind("loss"),
    "late-payment": Kind("loss"),
    "unpaid-bill": Kind("loss"),
    "tax-arrears": Kind("loss"),
    "theft": Kind("loss"),
    "fraud": Kind("loss"),
    "fakes": Kind("loss"),
    "bribery": Kind("loss"),
    "vandalism": Kind("loss"),
    "fake-review": Kind("loss"),
    "no-show": Kind("loss"),
    "traffic-offence": Kind("injury"),
    "drunk-driving": Kind("injury"),
    "violence": Kind("injury"),
    "neglect-of-kin": Kind("injury"),
    "false-accusation": Kind("injury"),
    "pollution": Kind("injury"),
    "crime": Kind("injury"),
    "jaywalking": Kind("nuisance"),
    "littering": Kind("nuisance"),
    "noise": Kind("nuisance"),
    "stray-dog": Kind("nuisance"),
    "smoking": Kind("nuisance"),
    "illegal-stall": Kind("nuisance"),
    "game-cheating": Kind("nuisance"),
    "obstruction": Kind("nuisance"),
    "house-rule": Kind("none"),
    "court-ruling": Kind("none"),
    "leisure": Kind("none"),
    "worship": Kind("none", right="religion"),
    "criticism": Kind("none", right="expression"),
    "petition": Kind("none", right="petition"),
    "gathering": Kind("none", right="assembly"),
    "membership": Kind("none", right="association"),
    "childbirth": Kind("none", right="family"),
    "travel": Kind("none", right="movement"),
    "private-life": Kind("none", right="privacy"),
    "blood-donation": Kind("none", good=True),
    "volunteering": Kind("none", good=True),
    "charity": Kind("none", good=True),
    "cleaning-up": Kind("none", good=True),
    "recycling": Kind("none", good=True),
    "commended-work": Kind("none", good=True),
    "rescue": Kind("none", good=True),
    "repayment": Kind("none", good=True),
}


HARDSHIP_KINDS = ("debt-default", "late-payment", "unpaid-bill", "tax-arrears")
"""Kinds of act that people fall into when what they live on is taken from them."""

RESPONSES = ("none", "deterrence", "fear-of-error", "conformity", "reward-seeking", "hardship", "evasion")
"""Stories of how people respond to a scheme, each of which moves misdeeds, good deeds and protected acts alike."""

ONE_SIDED = ("benefit-bound", "harm-bound")
"""The two runs in which only one side answers, as strongly as sources allow: shown together or not at all."""


class Purpose(IntEnum):
    """What a draw decides. Codes are permanent: never renumber, never reuse.

    Each purpose owns one Philox block of four 32-bit words at counter
    (origin subject, week << 16 | purpose, code, item); the words of a block are listed beside it.
    A *wide* draw is two words read as 62 bits: `(first << 32 | second) >> 2`.
    """

    WEEK = 1  # code 0, item 0. wide 0: number of chances; wide 1: number of errands
    CHANCE = 2  # code 0, item k. wide 0: which act; word 2: day of the week
    ERRAND = 3  # code 0, item 32768 + k. wide 0: which request, report or steady act; word 2: day of the week
    TAKE = 4  # code act. wide 0: is the candidate taken
    SEEN = 5  # code act. wide 0: which channel records it, if any; word 2: is that channel there in the place
    ERROR = 6  # code act. wide 0: does it go to someone else; wide 1: is it taken for another act
    DELAY = 7  # code act. word 0: days until the record arrives
    STRAY = 8  # code act. words 0, 1: seed of the walk that picks someone else
    NOTICE = 9  # code act. wide 0: does the notice reach its reader
    OBJECT = 10  # code act. wide 0: does the subject object; word 2: after how many days
    DECIDE = 11  # code act. wide 0: is the entry reversed
    SERVE = 12  # code service. wide 0: does a partial consequence bind this request
    CONSENT = 13  # week 0, code 0, item 0. wide 0: does the subject opt in
    FULFIL = 14  # code act. wide 0: is the debt or duty met, by itself or under a sanction; word 2: after how many days
    EXTEND = 15  # code act. wide 0: is the term of a listing extended; word 2: by how many days
    LINK = 16  # code register. wide 0: is a copy missed, joined to somebody else, or right; word 2: is it made twice
    REVIEW = 17  # code act. wide 0: does the subject ask the next instance; word 2: after how many days
    REVIEW_DECIDE = 18  # code act. wide 0: does the next instance reverse the entry
    DISCRETION = 19  # code act. word 0: where between its two ends an office sets the points
    EVIDENCE = 20  # code act. wide 0: has the recipient evidence that the entry is mistaken
    EVADE = 21  # code act. wide 0: is an act that was taken done where no channel looks
    QUOTA = 22  # code service. wide 0: is a request among those that a quota leaves room for
    IMPORT = 23  # code import, item 0. wide 0: is the subject in the file
    FILE = 24  # week 0, code 0, item 0. wide 0: is there no file about the subject
    ENCOUNTER = 25  # code 0. words 0, 1: seed of the walk that picks whom somebody meets
    STARS = 26  # code 0. wide 0: how many stars are given; wide 1: one more, or one fewer
    GIVE_UP = 27  # code service, item of a refused request. wide 0: does the subject ask no more
    OCCASION = 28  # code act. wide 0: does a candidate find what others must have left behind


class Cause(IntEnum):
    """How a record came to name its recipient and its act. The first is right; the others are mistaken."""

    TRUE = 0
    MISATTRIBUTED = 1
    FABRICATED = 2
    MISCLASSIFIED = 3
    MISLINKED = 4


ERRAND_ITEM = 1 << 15
"""First item number of an errand, so that chances and errands of one week never share an address."""

IMPORT_ITEM = 3 << 14
"""First item number of a record that a bulk import brings; the file's imports are numbered from it."""

WIDE = 1 << 62
"""A probability is a whole number 0 … WIDE tested by `wide draw < p`: 0 never happens, WIDE always."""


def code_of(name: str) -> int:
    """Return the permanent 32-bit code of an act, channel or service: the first 32 bits of SHA-256 of its id."""
    return int.from_bytes(hashlib.sha256(name.encode("ascii")).digest()[:4], "big")
