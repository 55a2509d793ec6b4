from dataclasses import replace

import pytest
from tests.audit.hand_made import ladder

from xinyong.audit.measure import Measure, Measures
from xinyong.audit.sentences import HERE, PHRASES, is_shown, number, sentence, strongest, title_of

TITLE = "Ladder (2020), as modelled"


def made(name: str = "prevented", value: float | None = 12.0, **more: object) -> Measure:
    unit = "share" if name.endswith("share") or name == "forgone" else "acts per 1,000 subject-years"
    base = Measure(
        name=name, definition="d", value=value, unit=unit, why="" if value is not None else "not asked: none"
    )
    return replace(base, **more)  # type: ignore[arg-type]


def test_a_title_names_the_year_and_says_that_it_is_a_model() -> None:
    assert title_of(ladder()) == TITLE
    assert title_of(ladder(in_force={})) == "Ladder, as modelled"


@pytest.mark.parametrize("name", PHRASES)
def test_every_headline_names_the_synthetic_population_and_the_model(name: str) -> None:
    for value in (0.25, None):
        said = sentence(made(name, value), TITLE)
        assert HERE in said
        assert TITLE in said
        assert not said[0].islower()
        assert said.endswith(".")


def test_a_figure_with_its_range() -> None:
    said = sentence(made(low=3.0, high=40.0, band="response"), TITLE)
    assert said == (
        "There are 12 misdeeds prevented per 1,000 people and year (3 to 40 over the response scenarios), "
        "in this synthetic population under Ladder (2020), as modelled."
    )


def test_a_share_is_said_per_cent() -> None:
    said = sentence(made("wrongful_entries_share", 0.0412), TITLE)
    assert said.startswith(
        "4.12 % of the entries that count against somebody are mistaken or overdue, in this synthetic"
    )


def test_a_range_that_includes_zero_is_none_shown() -> None:
    said = sentence(made(low=0.0, high=40.0, band="response"), TITLE)
    assert said == (
        "Misdeeds prevented, in this synthetic population under Ladder (2020), as modelled: "
        "none shown (0 to 40 over the response scenarios)."
    )
    assert "none shown" in sentence(made(value=-2.0), TITLE)


def test_luck_stays_in_the_tables() -> None:
    assert "(" not in sentence(made(low=0.0, high=40.0, band="luck"), TITLE).replace("(2020)", "")


def test_an_echo_begins_with_if() -> None:
    said = sentence(made("forgone", 0.1, echo=True, echo_of=("response", "world:deterrence.elasticity")), TITLE)
    assert said.startswith("If what is assumed of `world:deterrence.elasticity` is right, 10 % of the protected acts")
    plain = sentence(made("forgone", 0.1, echo=True, echo_of=("response",), response="deterrence"), TITLE)
    assert plain.startswith("If people respond as the scenario `deterrence` says, 10 %")


def test_no_value_says_why_and_never_zero() -> None:
    said = sentence(made(value=None), TITLE)
    assert said == "Misdeeds prevented, in this synthetic population under Ladder (2020), as modelled: not asked: none."
    assert "0" not in said.replace("2020", "")


def test_what_grows_with_time_says_how_long() -> None:
    def said(days: int) -> str:
        return sentence(made("restricted_people_share", 0.5, horizon_days=days), TITLE)

    assert "on at least one day within 3 years, in this synthetic population" in said(1095)
    assert "within 1 year," in said(365)
    assert "within 400 days," in said(400)
    assert "within" not in sentence(made("wrongful_entries_share", 0.5, horizon_days=400), TITLE)


def test_a_group_is_named() -> None:
    said = sentence(made("restricted_people_share", 0.5, group="sex: woman"), TITLE)
    assert "among those with sex woman" in said


def test_a_part_is_for_tables() -> None:
    with pytest.raises(KeyError):
        sentence(made("prevented.severity-3"), TITLE)


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (0.0, "share", "none"),
        (0.5, "share", "50 %"),
        (0.00031, "share", "0.031 %"),
        (1234.5, "days", "1,234"),
        (99.44, "days", "99.4"),
        (0.0, "days", "0"),
        (0.00000123, "days", "0.000001"),
        (0.5, "days", "0.5"),
    ],
)
def test_numbers(value: float, unit: str, said: str) -> None:
    assert number(value, unit) == said


def test_what_is_shown() -> None:
    assert is_shown(made())
    assert not is_shown(made(value=0.0))
    assert not is_shown(made(value=None))
    assert not is_shown(made(low=0.0, high=1.0, band="response"))
    assert is_shown(made(low=0.0, high=1.0, band="luck"))


def test_the_strongest_on_either_side_come_from_one_table() -> None:
    table = Measures(
        [
            made("never_told_share", 0.9),
            made("wrongful_restricted_days", 3.0),
            made("encouraged", 50.0),
            made("prevented", 2.0),
        ]
    )
    best, worst = strongest(table, TITLE)
    assert best.startswith("There are 2 misdeeds prevented")
    assert worst.startswith("There are 3 wrongful restricted days")


def test_nothing_shown_on_either_side() -> None:
    best, worst = strongest(Measures([made(value=0.0), made("never_told_share", None)]), TITLE)
    assert "none shown" in best
    assert "none shown" in worst
    assert "none shown" in strongest(Measures(), TITLE)[0]


def test_not_asked_is_said_where_no_benefit_was_asked_for() -> None:
    assert "not asked" in strongest(Measures([made(value=None)]), TITLE)[0]


def test_means_over_seeds_and_groups_are_not_said_twice() -> None:
    table = Measures([made("prevented", 2.0, seeds=(1, 2)), made("prevented", 3.0, group="sex: man")])
    assert "none shown" in strongest(table, TITLE)[0]
