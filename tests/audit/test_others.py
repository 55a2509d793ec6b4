"""Days in somebody else's stead, by the tie that brought them."""

from tests.oracle.cited import NONE, WHY, Json, cited, days, name
from tests.oracle.plain import plain_scheme, plain_trial, plain_world, refusal, rule

from xinyong.audit.measures import audit
from xinyong.engine.play import play
from xinyong.results.outcome import Outcome

TIES = {"household": 3, "kin": 5}


def played(*used: str) -> Outcome:
    """Return a run in which the lists of those who steal go along some of the ties of the world."""
    ties = [{"id": id_, "sort": id_, "size": cited(size, "person")} for id_, size in TIES.items()]
    copies: list[Json] = [
        {"id": f"to-{tie}", "from": "court", "to": f"by-{tie}", "tie": tie, "delay": days(7), "deletions": days(7),
         "term": NONE, **WHY}
        for tie in used
    ]  # fmt: skip
    lists = ["court", *(f"by-{tie}" for tie in TIES)]
    scheme = plain_scheme(
        score=None, tiers=[], notice=NONE, copies=copies, consequences=[refusal(lists=lists)],
        rules=[rule(size=None, listing={"list": "court", "term": days(14), **WHY})],
        lists=[{"id": one, "name": name(one), **WHY} for one in lists],
    )  # fmt: skip
    world = plain_world(ties=ties, acts=[{"id": "theft", "name": name("Theft"), "kind": "theft", "steady": True,
                                          "rate": cited(0.5, "per year")}], sights=[
        {"act": "theft", "channel": "camera", "share": cited(1, "share")}])  # fmt: skip
    return play(plain_trial(scheme, world, n_people=1_000, days=140), threads=1)


def test_no_tie_no_part() -> None:
    found = audit(played(), groups=False)
    assert found.one("others_restricted_days").value == 0
    assert [one.name for one in found if one.base == "others_restricted_days"] == ["others_restricted_days"]


def test_one_tie_has_all_the_days() -> None:
    found = audit(played("household"), groups=False)
    whole, part = (found.one(f"others_restricted_days{end}").numerator for end in ("", ".household"))
    assert whole == part
    assert whole


def test_parts_add_up_and_larger_groups_pay_more() -> None:
    found = audit(played("household", "kin"), groups=False)
    whole, household, kin, several = (
        found.one(f"others_restricted_days{end}").numerator or 0 for end in ("", ".household", ".kin", ".several")
    )
    assert whole == household + kin + several
    assert min(household, several) > 0
    assert kin > household
