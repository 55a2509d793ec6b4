from dataclasses import replace

import pytest
from tests.experiment.lively import lively_town
from tests.report.made import material

from xinyong.report.paths import path_words, spoken


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("world:acts.theft.rate", "how often people do “theft”"),
        ("world:acts.theft.ratios.sex.man.ratio", "who does “theft” more often"),
        ("world:sights.theft.police.share", "how much of “theft” is noticed by “Police”"),
        ("world:sights.petition.police.taken_for.share", "how often “Police” takes “petition” for something worse"),
        ("world:channels.police.misattributed", "how often “Police” writes down the wrong person"),
        ("world:channels.police.false_reports.theft.rate", "how many false reports reach “Police”"),
        ("world:propensity.shape", "how unequal people are in what they do"),
        ("world:purge", "how long an office takes to drop what has lapsed"),
        ("world:desks.office.takes", "world:desks.office.takes"),
        ("rules.theft.points", "the points of the rule “theft”"),
        ("rules.theft.validity", "how long entries last of the rule “theft”"),
        ("rules.theft.repeat.step", "rules.theft.repeat.step"),
        ("tiers.A.at_least", "tiers.A.at_least"),
    ],
)
def test_values_are_said_in_words(path: str, words: str) -> None:
    assert path_words(path, lively_town()) == words


def test_the_numbers_of_a_response_are_one_assumption() -> None:
    assert material().world.deterrence is not None
    forgone = material().columns[1].measures.one("forgone")
    assert "response" in forgone.echo_of
    tried = replace(
        forgone,
        rests_on=("world:deterrence.spill", "world:purge"),
        echo_of=("response", "world:deterrence.certainty"),
    )
    several = spoken(tried, material().world)
    assert several.echo_of == ("response",)
    assert several.rests_on == ("response", "how long an office takes to drop what has lapsed")
