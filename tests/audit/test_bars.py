import pytest
from tests.audit.hand_made import MAN, WHY, act, cited, ids_of, ladder, outcome_of, rule, town, trial_of

from xinyong.audit.bars import bars
from xinyong.audit.measure import Measures
from xinyong.audit.reading import everybody


def found(*, placed: bool = True) -> Measures:
    """Return the figures of three entries: petty theft alone brings no sanction, grand theft by itself two, one of them
    at a service of the same part of life."""
    domains = [{"domain": "credit"}, {"domain": "travel"}] if placed else [{}, {}]
    services = [{"id": name, "name": {"en": name}, "rate": cited(1, "per year"), **domain}
                for name, domain in zip(("loan", "flight"), domains, strict=True)]  # fmt: skip
    acts = [act("theft", "theft", domain="credit"), act("fraud", "fraud", domain="credit"), act("noise", "noise"),
            act("donation", "blood-donation")]  # fmt: skip
    bans = [{"id": f"no-{name}", "tiers": ["poor"], "service": name, "effect": "refused", **WHY}
            for name in ("loan", "flight")]  # fmt: skip
    rules = [rule("petty", "theft", -20), rule("grand", "fraud", -50), rule("donation", "donation", 5)]
    trial = trial_of(ladder(rules=rules, consequences=bans), town(acts=acts, services=services))
    ids = ids_of(trial, MAN)
    ledger = [{"recipient": ids[n], "clause": clause} for n, clause in enumerate((0, 1, 1))]
    ledger += [{"recipient": ids[3], "clause": 2, "adverse": 0}]
    return bars(everybody(outcome_of(trial, ledger=ledger)))


def test_sanctions_outside_the_domain_of_the_record_per_entry() -> None:
    assert found().one("bars_outside_domain").value == pytest.approx(2 / 3)
    assert found().one("bars_outside_domain.with_others").value == pytest.approx(3 / 3)


def test_a_world_that_names_no_domain_cannot_say() -> None:
    assert found(placed=False).one("bars_outside_domain").value is None
    assert "names" in found(placed=False).one("bars_outside_domain").why
