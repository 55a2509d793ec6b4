from dataclasses import replace

import numpy as np
import pytest
from tests.audit.hand_made import MAN, WOMAN, act, cited, ids_of, outcome_of, town, trial_of

from xinyong.audit.conduct import conduct, right_of, valence_of
from xinyong.audit.fates import BOTH, NEITHER, ONLY_BASELINE, ONLY_CHANGED, Counterpart, Fates
from xinyong.audit.measure import Measures
from xinyong.audit.reading import by_trait_level, everybody
from xinyong.population.stories import Evasion
from xinyong.population.world import Act

THEFT, NOISE, PETITION, WORSHIP, DONATION, GAMING = range(6)


def fates() -> Fates:
    cells = np.zeros((2, 6, 2, 4), np.int64)
    cells[0, THEFT, MAN] = [5, 9, 1, 20]
    cells[1, THEFT, WOMAN] = [0, 1, 1, 0]
    cells[0, NOISE, MAN, ONLY_CHANGED] = 2
    cells[0, PETITION, MAN, [ONLY_BASELINE, BOTH]] = [3, 7]
    cells[1, WORSHIP, WOMAN, [ONLY_BASELINE, BOTH]] = [1, 9]
    cells[0, DONATION, MAN, [ONLY_BASELINE, ONLY_CHANGED]] = [2, 6]
    cells[0, GAMING, MAN, ONLY_BASELINE] = 50
    return Fates(cells)


def found(response: str = "deterrence") -> Measures:
    trial = trial_of(response=response)
    counterpart = Counterpart(outcome_of(trial_of()), fates())
    return conduct(everybody(outcome_of(trial)), counterpart)


def test_prevented_is_net_of_what_was_provoked() -> None:
    prevented = found().one("prevented")
    assert prevented.numerator == (9 + 1) - (1 + 1 + 2)
    assert prevented.value == pytest.approx(1000 * 6 / 400)
    assert prevented.side == "pair"
    assert found().one("provoked").numerator == 4


def test_prevented_by_severity_and_by_who_is_spared_adds_up() -> None:
    measures = found()
    assert measures.one("prevented.severity-3").numerator == 8
    assert measures.one("prevented.severity-0").numerator == -2
    assert measures.one("prevented.spares-neighbour").numerator == 8
    assert measures.one("prevented.spares-nobody").numerator == -2


def test_good_deeds_added_and_left_undone() -> None:
    assert found().one("encouraged").numerator == 6
    assert found().one("discouraged").numerator == 2


def test_forgone_is_a_share_of_those_taken_without_the_scheme() -> None:
    measures = found()
    assert measures.one("forgone").value == pytest.approx(4 / 20)
    assert measures.one("forgone.petition").value == pytest.approx(3 / 10)
    assert measures.one("forgone.religion").value == pytest.approx(1 / 10)


def test_forgone_splits_acts_a_rule_names_from_their_lawful_neighbours() -> None:
    measures = found()
    assert measures.one("forgone.named").value == pytest.approx(3 / 10)
    assert measures.one("forgone.unnamed").value == pytest.approx(1 / 10)


def test_lawful_acts_are_in_none_of_the_figures() -> None:
    assert sum(m.numerator or 0 for m in found() if m.name in ("prevented", "encouraged")) == 6 + 6


def test_displaced_is_not_asked_where_nobody_moves_rather_than_zero() -> None:
    displaced = found().one("displaced")
    assert displaced.value is None
    assert displaced.why == "not asked: in the response scenario `deterrence` no act moves"


def test_displaced_counts_the_acts_that_moved() -> None:
    hiding = town().model_copy(update={"evasion": Evasion.model_validate({"share": cited(0.5, "share")})})
    outcome = outcome_of(trial_of(world=hiding, response="evasion"))
    flows = outcome.flows.copy()
    flows[0, outcome.layout.row["displaced.theft"], 0, MAN] = 3
    flows[1, outcome.layout.row["displaced.noise"], 0, WOMAN] = 1
    counterpart = Counterpart(outcome_of(trial_of()), fates())
    displaced = conduct(everybody(replace(outcome, flows=flows)), counterpart).one("displaced")
    assert displaced.numerator == 4
    assert displaced.echo_of == ("response",)


@pytest.mark.parametrize("name", ["prevented", "encouraged", "provoked", "forgone", "forgone.petition"])
def test_response_none_was_not_asked(name: str) -> None:
    measure = found("none").one(name)
    assert measure.value is None
    assert measure.numerator is None
    assert measure.why.startswith("not asked")


def test_without_a_counterpart_nothing_was_asked() -> None:
    measures = conduct(everybody(outcome_of(trial_of(response="deterrence"))), None)
    assert measures.one("prevented").value is None
    assert "not played without the scheme" in measures.one("prevented").why
    assert measures.one("punished_protected").value == 0.0


def test_what_only_a_response_can_make_is_an_echo_of_it() -> None:
    for name in ("prevented", "forgone", "encouraged", "provoked"):
        assert found().one(name).echo is True
        assert found().one(name).echo_of == ("response",)
    assert found().one("punished_protected").echo is None
    assert found("none").one("prevented").echo is None


def test_groups_read_their_own_strata() -> None:
    whole = everybody(outcome_of(trial_of(response="deterrence")))
    by_group = {
        group.group.label: conduct(group, Counterpart(whole.outcome, fates())) for group in by_trait_level(whole)
    }
    assert by_group["sex: man"].one("prevented", "sex: man").numerator == 9 - 1 - 2
    assert by_group["sex: woman"].one("prevented", "sex: woman").numerator == 0
    assert by_group["sex: woman"].one("forgone", "sex: woman").value == pytest.approx(1 / 10)


def test_recorded_misdeeds_stand_beside_prevented() -> None:
    flows = {"recorded.theft": {MAN: 4}, "recorded.noise": {WOMAN: 1}, "recorded.petition": {MAN: 9}}
    measures = conduct(everybody(outcome_of(trial_of(), flows=flows)), None)
    assert measures.one("recorded_misdeeds").numerator == 5


def test_a_protected_act_counts_once_however_many_entries_rest_on_it() -> None:
    trial = trial_of()
    ids = ids_of(trial, MAN)
    entry = {"recipient": ids[0], "day": 9, "true_act": PETITION, "origin_act": PETITION, "protected": 1}
    ledger = [
        entry,
        {**entry, "clause": 1},
        {**entry, "recipient": ids[1], "origin_subject": ids[0]},
        {**entry, "origin_item": 5},
        {**entry, "origin_item": 6, "adverse": 0},
        {**entry, "origin_item": 7, "protected": 0},
    ]
    measures = conduct(everybody(outcome_of(trial, ledger=ledger)), None)
    assert measures.one("punished_protected").numerator == 2


def test_fates_turn_round() -> None:
    turned = fates().turned()
    assert turned.by_act()[THEFT].tolist() == [5, 2, 10, 20]
    assert turned.by_act_and_stratum()[THEFT, MAN].tolist() == [5, 1, 9, 20]
    assert fates().by_act()[THEFT, NEITHER] == 5


def test_a_world_may_add_a_right() -> None:
    gathering = Act.model_validate(act("club", "leisure", protects="association"))
    assert right_of(gathering) == "association"
    assert valence_of(gathering) == "protected"
    assert valence_of(Act.model_validate(act("club", "leisure"))) == "lawful"
    assert [valence_of(one) for one in town().acts] == [
        "misdeed", "misdeed", "protected", "protected", "good", "lawful"]  # fmt: skip
