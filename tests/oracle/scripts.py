"""Harsh scripted lives: records true, false and misread, on the same days as requests, objections and decisions."""

from collections.abc import Iterator
from dataclasses import replace

from tests.oracle.cases import seeded_case
from tests.oracle.dice import Dice, Seeded, chance

from xinyong.trial.script import LEAST, MOST, UNSAID, Line, Script
from xinyong.trial.trial import Trial

N_LINES = 40


def harsh_script(dice: Dice, trial: Trial) -> Script:
    """Return a script for the first three people of a trial; objections and decisions follow on records."""
    people = trial.people.ids()[:3].tolist()
    lines: list[Line] = []
    while len(lines) < N_LINES:
        subject, day = dice.pick(people), dice.pick(range(trial.days))
        what = dice.pick(("record", "record", "asks", "told"))
        if what == "asks":
            lines.append(Line(day, subject, "asks", service=dice.pick(range(len(trial.world.services)))))
        elif what == "told":
            lines.append(Line(day, subject, "told"))
        else:
            lines += list(_about_a_record(dice, trial, day, subject, len(lines)))
    return tuple(lines[:N_LINES])


def _about_a_record(dice: Dice, trial: Trial, day: int, subject: int, position: int) -> Iterator[Line]:
    act = dice.pick(range(len(trial.world.acts)))
    true_act = dice.pick((act, -1, dice.pick(range(len(trial.world.acts)))))
    channel = dice.pick(range(len(trial.world.channels)))
    before = max(0, day - dice.pick((1, 9)))
    choice = dice.aside(f"choice-{position}").pick((UNSAID, LEAST, MOST))
    yield Line(day, subject, "record", act=act, true_act=true_act, channel=channel, act_day=before, choice=choice)
    if chance(dice, 1, 1):
        told = min(trial.days - 1, day + dice.pick((0, 2)))
        yield Line(told, subject, "told")
        yield Line(min(trial.days - 1, told + dice.pick((0, 8))), subject, "objects", of=position)
        decided = min(trial.days - 1, told + dice.pick((8, 14)))
        yield Line(decided, subject, "decided", of=position, reversed_=chance(dice, 1, 1))
    later = dice.aside(f"met-{position}").pick((-1, 0, 4, 12))
    if later >= 0:
        yield Line(min(trial.days - 1, day + later), subject, "met", of=position)


def scripted_trial(seed: int, window_days: int = 7) -> Trial:
    """Return a generated trial in which only a generated script happens."""
    trial = seeded_case(seed).trial(window_days)
    return replace(trial, script=harsh_script(Seeded(seed), trial))
