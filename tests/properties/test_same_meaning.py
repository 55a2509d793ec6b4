"""A scheme against its equal: zero difference; against one threshold moved by a point: a known one."""

from dataclasses import replace

import numpy as np
import pytest
from tests.oracle.cases import Case, first_cases
from tests.oracle.cited import NONE, WHY, Json, cited, name, points
from tests.oracle.equal import differences, table_differences
from tests.oracle.notices import at_once
from tests.oracle.plain import act, plain_scheme, plain_trial, plain_world, refusal, rule, score, tier
from tests.oracle.rewrite import respelt, rewritten

from xinyong.reference.play import play
from xinyong.results.digest import result_sha256
from xinyong.results.layout import BY_LIST
from xinyong.results.outcome import Outcome

CLAUSES = ("tiers", "lists", "rules", "caps", "consequences", "repairs", "publicity")
OF_CLAUSES = ("tier", *BY_LIST)
"""Metrics that are named after a clause."""
CASES = first_cases(4, lambda case: len(case.scheme.tiers) > 1)


@pytest.mark.parametrize("case", CASES)
def test_clauses_renamed_change_nothing_but_names(case: Case) -> None:
    case = replace(case, response="deterrence")
    ids = {clause.id: f"other-{clause.id}" for kind in CLAUSES for clause in getattr(case.scheme, kind)}
    a, b = play(case.trial()), play(case.trial(scheme=respelt(case.scheme, ids)))
    named = (*a.layout.tiers, *a.layout.lists)
    renamed = tuple(f"{m}.{ids[n]}" if (m := name.partition(".")[0]) in OF_CLAUSES and (n := name.partition(".")[2])
                    in named else name for name in a.layout.names)  # fmt: skip
    assert b.layout.names == renamed
    assert np.array_equal(a.flows, b.flows)
    assert differences(a, replace(b, layout=a.layout)) == []
    assert (result_sha256(a) == result_sha256(b)) == (not len(a.ledger["day"]) and not named)


@pytest.mark.parametrize("case", CASES)
def test_a_rule_for_what_nobody_does_changes_nothing(case: Case) -> None:
    case = replace(case, response="none")
    world = rewritten(case.world, lambda text: text["acts"].append(act("never", "crime", 0)))
    unused = {"id": "unused", "act": "never", "points": points(-1000), "validity": NONE, **WHY}
    case = replace(case, scheme=rewritten(case.scheme, lambda text: text.update(copies=[])))  # they stand behind rules
    last = rewritten(case.scheme, lambda text: text["rules"].append(unused))
    first = rewritten(case.scheme, lambda text: text["rules"].insert(0, unused))
    a, b, c = (play(case.trial(world=world, scheme=scheme)) for scheme in (case.scheme, last, first))
    assert differences(a, b) == []
    shifted = a.ledger | {"clause": a.ledger["clause"] + 1}
    assert table_differences("ledger", shifted, c.ledger) == []
    assert np.array_equal(a.flows, c.flows)


@pytest.mark.parametrize("case", CASES)
def test_the_worst_tier_split_in_two_with_equal_consequences_changes_nobody(case: Case) -> None:
    """Where people are told of a tier on coming into it, one more tier is more to be told of: such notices are left
    out."""
    notice = at_once(case.scheme.notice)
    case = replace(case, response="none", scheme=case.scheme.model_copy(update={"notice": notice}))
    assert case.scheme.score is not None
    key = "at_least" if case.scheme.score.better == "higher" else "at_most"

    def split(text: Json) -> None:
        edge = int(text["tiers"][-2][key]["value"]) + (-8 if key == "at_least" else 8)
        text["tiers"].insert(-1, {"id": "tier-upper", key: points(edge)})
        for clause in (*text["consequences"], *text["lists"]):
            if "tier-worst" in clause["tiers"]:
                clause["tiers"].append("tier-upper")

    a, b = play(case.trial()), play(case.trial(scheme=rewritten(case.scheme, split)))
    worst = len(case.scheme.tiers) - 1
    merged = b.subjects | {"tier": np.minimum(b.subjects["tier"], worst)}
    for table in ("ledger", "foreign", "sittings"):
        assert table_differences(table, getattr(a, table), getattr(b, table)) == []
    assert table_differences("subjects", a.subjects, merged) == []
    flows = np.delete(b.flows, b.layout.row["tier.tier-upper"], axis=1)
    flows[:, a.layout.row["tier.tier-worst"]] += b.flows[:, b.layout.row["tier.tier-upper"]]
    assert np.array_equal(a.flows, flows)


def _tier_count(outcome: Outcome, tier_id: str) -> int:
    return int(outcome.flows[-1, outcome.layout.row[f"tier.{tier_id}"]].sum())


@pytest.mark.parametrize("edge", [90, 91, 70])
def test_a_threshold_moved_by_one_point_moves_those_who_stood_on_it(edge: int) -> None:
    rules = [rule(size=-10), rule("gift", "help", 3)]
    a, b = (
        play(plain_trial(plain_scheme(tiers=[tier("good", at), tier("bad")], rules=rules), plain_world()))
        for at in (edge, edge + 1)
    )
    on_it = int((a.subjects["score"] == edge).sum())
    assert on_it > 0 or edge == 70
    assert _tier_count(a, "good") - _tier_count(b, "good") == on_it
    assert table_differences("ledger", {n: a.ledger[n] for n in ("recipient", "day", "points")},
                             {n: b.ledger[n] for n in ("recipient", "day", "points")}) == []  # fmt: skip


def test_a_tier_without_consequences_and_a_scheme_without_effect_restrict_nobody() -> None:
    quiet = play(plain_trial(plain_scheme(consequences=[])))
    loud = play(plain_trial(plain_scheme(consequences=[refusal(tiers=["bad"])], score=score(start=100))))
    assert quiet.subjects["restricted_days"].sum() == 0 < loud.subjects["restricted_days"].sum()
    assert table_differences("ledger", _told_apart(quiet), _told_apart(loud)) == []


def _told_apart(outcome: Outcome) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.int64]]]:
    """Return the ledger without what a refusal can tell."""
    return {name: column for name, column in outcome.ledger.items() if name not in {"known", "known_by"}}


def test_ordinary_law_alone_makes_no_entry() -> None:
    world = plain_world(acts=[act("theft", "theft", law={"penalty": "a fine", "severity": cited(1, "step")})],
                        sights=[{"act": "theft", "channel": "camera", "share": cited(1, "share")}])  # fmt: skip
    none = plain_scheme(scheme="none", name=name("None"), score=None, tiers=[], rules=[], consequences=[], notice=NONE)
    outcome = play(plain_trial(none, world))
    assert outcome.trial.regimes == (None,)
    assert len(outcome.ledger["day"]) == len(outcome.subjects["subject"]) == 0
    recorded, penalties = (outcome.flows[:, outcome.layout.row[f"{n}.theft"]] for n in ("recorded", "penalties"))
    assert recorded.sum() > 0
    assert np.array_equal(recorded, penalties)
