"""The draws of a desk."""

from __future__ import annotations

from xinyong.kernel.chance import wide, words
from xinyong.kernel.jit import kernel
from xinyong.kernel.rows import Ints, Rows
from xinyong.kernel.tables import Law
from xinyong.vocabulary import Purpose

DECIDE = int(Purpose.DECIDE)


@kernel
def decide_filings(law: Law, filings: Rows, mistaken: int, right: int, out: Ints) -> None:
    """Write 1 for each filing that is decided for the recipient; the chances are those of a mistaken and a right entry."""
    world = law.worlds[0]
    for k in range(len(filings)):
        filing = filings[k]
        code = law.numbers[world.act_code + filing.origin_act]
        w0, w1, _, _ = words(world, filing.subject, filing.week, DECIDE, code, filing.item)
        out[k] = 1 if wide(w0, w1) < (right if filing.cause == 0 else mistaken) else 0
