import numpy as np
from numpy.typing import NDArray
from tests.experiment.lively import recipe

from xinyong.arrays import BLOCK
from xinyong.reference.life import week_of
from xinyong.reference.play import play
from xinyong.reference.watch import play_watched
from xinyong.results.digest import result_sha256

Ints = NDArray[np.int64]
Told = tuple[int, int, Ints, Ints, NDArray[np.bool_]]


def test_watching_changes_nothing() -> None:
    trial = recipe().trial()
    assert result_sha256(play_watched(trial, lambda *_: None)) == result_sha256(play(trial))


def test_every_candidate_is_told_once_in_the_order_of_subject_day_and_item() -> None:
    trial = recipe(days=15, seed=4).trial()
    told: list[Told] = []
    outcome = play_watched(trial, lambda *all_of_it: told.append(all_of_it))
    for window, (first_day, end_day) in enumerate(trial.windows):
        lived = [
            (happening.what, trial.people.stratum_of(subject))
            for subject in trial.people.ids().tolist()
            for week in range(first_day // 7, (end_day - 1) // 7 + 1)
            for happening in week_of(trial, subject, week)
            if happening.sort == "act" and first_day <= happening.day < end_day
        ]
        mine = [one for one in told if one[0] == window]
        assert [one[1] % BLOCK for one in mine] == [0]
        assert list(zip(mine[0][2].tolist(), mine[0][3].tolist(), strict=True)) == lived
    rows = [outcome.layout.row[f"taken.{act.id}"] for act in trial.world.acts]
    taken = np.concatenate([one[2][one[4]] for one in told])
    assert np.bincount(taken, minlength=len(rows)).tolist() == outcome.flows[:, rows].sum(axis=(0, 2, 3)).tolist()


def test_windows_of_a_day_tell_the_same_candidates() -> None:
    def fates(window_days: int) -> list[int]:
        told: list[Told] = []
        play_watched(recipe(window_days=window_days, days=14).trial(), lambda *all_of_it: told.append(all_of_it))
        return [int(count) for count in np.bincount(np.concatenate([one[2] for one in told]))]

    assert fates(1) == fates(7)
