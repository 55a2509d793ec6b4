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

    `mistaken` and `right` are the thresholds for entries whose facts are wrong, and for the others. What nobody can
    show to be mistaken is not reversed.
    """
    for k in range(len(filings)):
        code = law[law[c.W_ACT_CODE] + filings[k, c.F_ORIGIN_ACT]]
        subject, week, item = id_at(filings, k, c.F_SUBJECT), at(filings, k, c.F_WEEK), at(filings, k, c.F_ITEM)
        purpose = c.P_REVIEW_DECIDE if filings[k, c.F_INSTANCE] else c.P_DECIDE
        w0, w1, _, _ = words(law, subject, week, purpose, code, item)
        is_mistaken = filings[k, c.F_CAUSE] != 0
        for_recipient = wide(w0, w1) < (mistaken if is_mistaken else right)
        out[k] = 1 if for_recipient and (not is_mistaken or filings[k, c.F_EVIDENCE] != 0) else 0
