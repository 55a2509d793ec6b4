"""Step 8 of the law, reckoned from the ledger of a run of the laboratory, which itself keeps a shadow account instead.

Only accounts on which a deduction landed that was somebody else's can have a wrongful D-day, and those are few; each is
lived again from its entries alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
from benchmarks.score_1 import law

NEVER = -1


@dataclass
class Account:
    """What the ledger says of one account: by day, points that came in, points lost to strays, points given back."""

    comes: dict[int, int] = field(default_factory=dict)
    strays: dict[int, int] = field(default_factory=dict)
    back: dict[int, int] = field(default_factory=dict)

    def enter(self, *, day: int, points: int, stray: bool, reversed_on: int) -> None:
        """Add one entry; `reversed_on` is the day on which an appeal gave its points back, or NEVER."""
        self.comes[day] = self.comes.get(day, 0) + points
        if stray and points < 0:
            self.strays[day] = self.strays.get(day, 0) - points
        if reversed_on != NEVER:
            self.back[reversed_on] = self.back.get(reversed_on, 0) - points

    def year(self, days: int) -> tuple[int, int]:
        """Return the wrongful D-days of a year and the score at its end, in the laboratory's order of a day."""
        score, outstanding, wrongful = law.START, 0, 0
        for day in range(days):
            back = self.back.get(day, 0)
            outstanding += self.strays.get(day, 0) - back
            for points in (back, self.comes.get(day, 0)):
                score = max(law.FLOOR, min(law.CEILING, score + points))
            if day % law.DECAY_EVERY == law.DECAY_ON:
                score += (score < law.START) - (score > law.START)
            wrongful += score < law.D_BELOW <= score + outstanding
        return wrongful, score


def accounts(ledger: pl.DataFrame) -> dict[int, Account]:
    """Return the accounts on which a deduction landed that was somebody else's, by recipient."""
    stray = pl.col("cause").cast(pl.String) == "misattributed"
    touched = ledger.filter(stray & (pl.col("points") < 0))["recipient"].unique()
    rows = ledger.filter(pl.col("recipient").is_in(touched.implode())).select(
        "recipient", "day", "points", stray,
        pl.when(pl.col("outcome").cast(pl.String) == "reversed").then(pl.col("ended")).otherwise(NEVER).alias("back"),
    )  # fmt: skip
    found: dict[int, Account] = {}
    for recipient, day, points, astray, back in rows.iter_rows():
        found.setdefault(recipient, Account()).enter(day=day, points=points, stray=astray, reversed_on=back)
    return found


def wrongful_d_days(folder: Path, days: int = law.DAYS) -> int:
    """Return the wrongful D-days of a run in `folder` by step 8.

    Raises:
        ValueError: an account ends at another score than the run says, so that the two do not play one law.
    """
    columns = ["recipient", "day", "points", "cause", "outcome", "ended"]
    found = accounts(pl.read_parquet(folder / "ledger.parquet", columns=columns))
    ends = pl.read_parquet(folder / "subjects.parquet", columns=["subject", "score"])
    years = {number: account.year(days) for number, account in found.items()}
    _must_end_alike({number: score for number, (_, score) in years.items()}, ends.iter_rows())
    return sum(wrongful for wrongful, _ in years.values())


def _must_end_alike(ours: dict[int, int], run: Iterable[tuple[int, ...]]) -> None:
    theirs = {number: score for number, score in run if number in ours}
    if theirs != ours:
        number = next(one for one in ours if theirs.get(one) != ours[one])
        run_says = theirs.get(number)
        raise ValueError(f"account {number} ends at {ours[number]} by its ledger and at {run_says} by the run")
