"""Ties in the kernel are those of the tables that the reference reads."""

import numpy as np
import pytest
from tests.kernel.calling import door, running
from tests.oracle.cited import cited, name
from tests.oracle.plain import plain_trial, plain_world

from xinyong.kernel import rows as c
from xinyong.kernel import ties as kernel
from xinyong.population import ties as plain
from xinyong.trial.trial import Trial

SORTS = ("household", "kin", "legal-representative")


def tied_trial(n_people: int, seed: int) -> Trial:
    places = [{"id": id_, "name": name(id_), "residents": cited(residents, "person"), "room": 1 << 16}
              for id_, residents in (("east", 700), ("tiny", 2), ("west", 298))]  # fmt: skip
    ties = [
        {"id": sort, "sort": sort, "size": cited(size, "person"), "from": levels, "to": met}
        for sort, size, levels, met in zip(
            SORTS, (4, 2, 3), ({}, {"sex": "woman"}, {}), ({"sex": "man"}, {}, {"sex": "man"}), strict=True
        )
    ]
    traits = {"sex": ["woman", "man"]}
    margins = [{"id": "sex", "traits": ["sex"],
                "shares": [{"levels": {"sex": "woman"}, "share": cited(0.6, "share")}]}]  # fmt: skip
    world = plain_world(places=places, ties=ties, traits=traits, margins=margins)
    return plain_trial(world=world, n_people=n_people, seed=seed)


@pytest.mark.parametrize(("n_people", "seed"), [(1000, 1), (137, (1 << 64) - 1), (5000, 7)])
def test_everybody_is_tied_to_whom_the_tables_say(n_people: int, seed: int) -> None:
    trial = tied_trial(n_people, seed)
    ready = running(trial)
    law, pattern = ready.stage.law.numbers, ready.stage.law.pattern
    found = plain.ties(trial.world, trial.people, seed)
    out = np.zeros(64, np.int64)
    for subject in trial.people.ids().tolist()[:: max(1, n_people // 400)]:
        place, number = trial.people.place_of(subject), trial.people.number_of(subject)
        for tie in range(len(SORTS)):
            row = int(law[c.W_TIES]) + tie * c.TIE_WIDTH
            n = door(kernel.tied)(law, pattern, row, place, number, out)
            assert tuple(trial.people.offsets[place] + k for k in out[:n].tolist()) == found.tied(tie, subject)


def test_words_are_mixed_alike() -> None:
    for word in (0, 1, 0x80000000, 0xFFFFFFFF, 12345):
        assert door(kernel.mixed)(word) == plain.mixed(word)
