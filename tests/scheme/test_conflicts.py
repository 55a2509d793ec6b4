from collections.abc import Callable

import pytest

from xinyong.scheme.read import scheme_from_text

RULE = """  - id: second
    act: {act}
    points: {{value: -1, unit: point, grade: press, source: press}}
    validity: {{value: 365, unit: day, grade: press, source: press}}
    source: press
    grade: press
{more}caps:
"""


def with_rule(text: str, act: str, *more: str) -> str:
    lines = "".join(f"    {line}\n" for line in more)
    return text.replace("caps:\n", RULE.format(act=act, more=lines), 1)


@pytest.mark.parametrize(
    ("act", "more"),
    [
        ("loan-default", ()),
        ("loan-default", ("channels: [court, bank]",)),
        ("jaywalking", ("applies_to: {age: [18-29, 30-44]}",)),
        ("jaywalking", ("applies_to: {sex: [women]}",)),
        ("blood-donation", ("in_force: {to: 2012-01-02}",)),
    ],
)
def test_two_rules_that_claim_one_record(
    act: str, more: tuple[str, ...], refused: Callable[..., list[str]], example_text: str
) -> None:
    first = {"loan-default": "unpaid-loan", "jaywalking": "jaywalking-young", "blood-donation": "blood"}[act]
    (line,) = refused((example_text, with_rule(example_text, act, *more)))
    assert line == (
        f"f:66:5: rules.second: found rules `{first}` and `second`, which claim the same records of `{act}`; "
        "set them apart by `channels`, `applies_to` or `in_force`, or join them"
    )


@pytest.mark.parametrize(
    ("act", "more"),
    [
        ("theft", ()),
        ("loan-default", ("channels: [court]",)),
        ("jaywalking", ("applies_to: {age: [60-plus], sex: [men]}",)),
        ("blood-donation", ("in_force: {from: 2011-01-01, to: 2012-01-01}",)),
    ],
)
def test_rules_that_are_set_apart(act: str, more: tuple[str, ...], example_text: str) -> None:
    assert len(scheme_from_text(with_rule(example_text, act, *more)).rules) == 4


def test_five_hundred_rules_are_enough(refused: Callable[..., list[str]], example_text: str) -> None:
    rules = "".join(
        RULE.format(act=f"act-{n}", more="").replace("second", f"r{n}").replace("caps:\n", "") for n in range(498)
    )
    (line,) = refused((example_text, example_text.replace("caps:\n", rules + "caps:\n", 1)))
    assert line == "f:3048:5: rules.r497: found 501 rules, expected at most 500; join rules that are alike"
