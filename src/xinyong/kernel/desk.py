"""The draws of a desk."""

from __future__ import annotations

from xinyong.kernel import rows as c
from xinyong.kernel.chance import wide, words
from xinyong.kernel.jit import kernel
from xinyong.kernel.post import at, id_at
from xinyong.kernel.rows import Ints, Rows


@kernel
def decide_filings(law: Ints, filings: Rows, mistaken: int, right: int, out: Ints) -> None:
    """Write 1 for each filing that is decided for the recipient, 0 for the others.

    `mistaken` and `right` are the thresholds for entries whose facts are wrong, and for the others.
    """
    for k in range(len(filings)):
        code = law[law[c.W_ACT_CODE] + filings[k, c.F_ORIGIN_ACT]]
        subject, week, item = id_at(filings, k, c.F_SUBJECT), at(filings, k, c.F_WEEK), at(filings, k, c.F_ITEM)
        w0, w1, _, _ = words(law, subject, week, c.P_DECIDE, code, item)
        out[k] = 1 if wide(w0, w1) < (right if filings[k, c.F_CAUSE] == 0 else mistaken) else 0
