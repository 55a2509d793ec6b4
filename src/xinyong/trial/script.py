"""A scripted life: what a situation puts into the mail of up to three synthetic subjects, with forced outcomes.

While a script is played nobody lives a life of chance: there are no candidates, requests or draws.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

UNSAID, LEAST, MOST = range(3)
"""What whoever decides makes of a choice that a clause leaves: nothing is said of it, the least, the most."""

CHOICES: Final = {"least": LEAST, "most": MOST}
"""By the word that a situation has for it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One scripted event of one subject.

    what        what happens                                                     fields used
    record      a record is delivered on `day`                                   act, true_act, channel, act_day, choice
    asks        the subject asks for a service                                   service
    told        the subject learns of every adverse entry that stands            –
    objects     the subject objects to the entries of record `of`                of
    decided     the desk decides on them; delivered on `day`                     of, reversed_
    met         the debt or duty behind record `of` is met                       of
    rated       ratings of the subject arrive: sums of weight · stars, of weights  stars, weights

    `choice` says how far an office goes that may extend a term, or set the points: where nothing is said, no term is
    extended, and points are those stated first.
    `true_act` is −1 where nothing is true; `of` is the position of the record's line in the script. A script is sorted
    by nothing: lines keep their position.
    """

    day: int
    subject: int
    what: Literal["record", "asks", "told", "objects", "decided", "met", "rated"]
    act: int = -1
    true_act: int = -1
    channel: int = -1
    act_day: int = 0
    choice: int = UNSAID
    service: int = -1
    of: int = -1
    reversed_: bool = False
    stars: int = 0
    weights: int = 0


Script = tuple[Line, ...]
