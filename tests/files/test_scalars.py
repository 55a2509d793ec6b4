# Each case of a table stands on one line, with the very line that its author reads.
# ruff: noqa: E501

import pytest

from xinyong.files.scalars import MAX_DIGITS, Refusal, plain_value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("-0", 0),
        ("+6", 6),
        ("-50", -50),
        ("9" * MAX_DIGITS, int("9" * MAX_DIGITS)),
        ("0.5", 0.5),
        ("-0.0", 0.0),
        ("1e3", 1000.0),
        ("2.5E-4", 0.00025),
        ("true", True),
        ("false", False),
        ("null", None),
        ("2010-01-01", "2010-01-01"),
        ("18-29", "18-29"),
        ("3.10.2", "3.10.2"),
        ("none", "none"),
        ("Norway", "Norway"),
        ("-x", "-x"),
        ("1st", "1st"),
        ("10:75", "10:75"),
    ],
)
def test_what_a_plain_value_means(text: str, value: object) -> None:
    found = plain_value(text)
    assert found == value
    assert type(found) is type(value)


def test_negative_zero_reads_like_zero() -> None:
    assert str(plain_value("-0.0")) == "0.0"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("NO", 'found `NO`, which some readers take for false and others for text, expected a clear value|write false, or "NO" in quotes'),
        ("on", 'found `on`, which some readers take for true and others for text, expected a clear value|write true, or "on" in quotes'),
        ("yes", 'found `yes`, which some readers take for true and others for text, expected a clear value|write true, or "yes" in quotes'),
        ("True", 'found `True`, which some readers take for true and others for text, expected a clear value|write true, or "True" in quotes'),
        ("n", 'found `n`, which some readers take for false and others for text, expected a clear value|write false, or "n" in quotes'),
        ("~", 'found `~`, expected a clear value|write null, or "~" in quotes'),
        ("NULL", 'found `NULL`, expected a clear value|write null, or "NULL" in quotes'),
        ("", "found no value, expected one|write the value, write null, or take the key out"),
        ("<<", 'found `<<`, which YAML keeps for itself, expected a value|write "<<" in quotes'),
        ("0777", 'found `0777`, which some readers take for a number in base 8, expected a decimal number|drop the zero in front, or "0777" in quotes'),
        ("0x1F", 'found `0x1F`, which some readers take for a number in base 16, 8 or 2, expected a decimal number|write it so, or "0x1F" in quotes'),
        ("12:30:45", 'found `12:30:45`, which some readers take for a number in base 60, expected a clear value|write a plain number, or "12:30:45" in quotes'),
        ("1_000", 'found `1_000`, expected a number without signs between its digits|write the digits alone, or "1_000" in quotes'),
        ("1,000", 'found `1,000`, expected a number without signs between its digits|write the digits alone, or "1,000" in quotes'),
        (".5", 'found `.5`, expected digits on both sides of the point|write 0.5 for .5 and 5.0 for 5., or ".5" in quotes'),
        (".nan", "found `.nan`, expected a finite number|write a number, or put text in quotes"),
        ("-.inf", "found `-.inf`, expected a finite number|write a number, or put text in quotes"),
        ("Infinity", "found `Infinity`, expected a finite number|write a number, or put text in quotes"),
        ("1e999", "found `1e999`, which is too large for a number, expected a finite number|write it smaller"),
        ("1e-999", "found `1e-999`, which is too small for a number, expected a number|write 0"),
        ("9" * 5000, "found a number of 5,000 digits, expected at most 18|write a smaller number, or put text in quotes"),
        ("0." + "1" * 50, "found a number of 52 characters, expected at most 40|round it"),
    ],
)  # fmt: skip
def test_what_is_ambiguous_is_refused(text: str, said: str) -> None:
    found = plain_value(text)
    assert isinstance(found, Refusal)
    assert f"{found.message}|{found.hint}" == said
