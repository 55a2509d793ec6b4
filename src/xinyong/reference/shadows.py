"""The accounts of a subject, real and shadow, and what comparing them says about a day."""

from __future__ import annotations

from collections.abc import Callable

from xinyong.reference.account import Account
from xinyong.reference.record import Ratings, Record
from xinyong.reference.rulebook import Rulebook, Standing
from xinyong.vocabulary import Cause

CAUSES = {
    "misattributed": Cause.MISATTRIBUTED,
    "fabricated": Cause.FABRICATED,
    "misclassified": Cause.MISCLASSIFIED,
    "mislinked": Cause.MISLINKED,
}
"""Ways of being mistaken; each has a shadow of its own."""


def _none(_: Record) -> bool:
    return False


def accounts(book: Rulebook, ratings: Ratings | None = None) -> dict[str, Account]:
    """Return the real account and its shadows: wrongful, protected, both, overdue, one for each kind of mistake, and
    one without the rows that a tie brought.

    All share what others gave: no record is behind a rating or the tier of a friend, so no shadow leaves one out.
    """
    given = Ratings() if ratings is None else ratings

    def caused_by(cause: Cause) -> Callable[[Record], bool]:
        return lambda record: record.cause == cause

    return {
        "real": Account(book, _none, rightful=False, ratings=given),
        "wrongful": Account(book, lambda r: r.mistaken, rightful=True, ratings=given),
        "protected": Account(book, lambda r: r.protected, rightful=False, ratings=given),
        "both": Account(book, lambda r: r.mistaken or r.protected, rightful=True, ratings=given),
        "overdue": Account(book, _none, rightful=True, ratings=given),
        **{name: Account(book, caused_by(cause), rightful=False, ratings=given) for name, cause in CAUSES.items()},
        "others": Account(book, lambda r: r.other >= 0, rightful=False, ratings=given),
    }


def explain(book: Rulebook, real: Standing, shadow: dict[str, Standing]) -> list[str]:
    """Return the kinds of day (`arrays.DAYS`) that today is, beyond being restricted."""

    def lifts(name: str) -> bool:
        return bool(book.sanctions(real.bound) - book.sanctions(shadow[name].bound))

    kinds = []
    if lifts("wrongful"):
        alone = [name for name in (*CAUSES, "overdue") if lifts(name)]
        kinds += ["wrongful", f"wrongful_{alone[0] if len(alone) == 1 else 'joint'}"]
    if lifts("protected"):
        kinds.append("protected")
    if lifts("wrongful") and lifts("protected"):
        kinds.append("twofold")
    if lifts("both") and not lifts("wrongful") and not lifts("protected"):
        kinds.append("joint")
    if book.rewards(shadow["wrongful"].bound) - book.rewards(real.bound):
        kinds.append("lost_reward")
    if lifts("others"):
        kinds.append("others")
    return kinds
