"""The names of the branches; that each is taken is for tests/oracle/test_parity.py to see."""

import re
from pathlib import Path

from xinyong.kernel import branches


def test_names_are_unique_and_name_their_phase() -> None:
    assert len(set(branches.BRANCHES)) == len(branches.BRANCHES)
    phases = {name.split(": ")[0] for name in branches.BRANCHES}
    assert phases == {"week", "deliver", "place", "notify", "live", "serve", "remedy", "exchange", "people"}


def test_every_branch_is_counted_somewhere() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in Path(branches.__file__).parent.glob("*.py"))
    assert set(re.findall(r'AT\["([^"]+)"\]', text)) == set(branches.BRANCHES)
