"""Measures in words: the same figure in the same words wherever it stands.

A figure that rests on fewer than ten people is not printed, only that it does; a range covers what is assumed and the
response scenarios, never luck.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xinyong.audit.measure import Measure
from xinyong.population.world import SMALLEST_CELL
from xinyong.report.numbers import percent, plain, rate, span

HERE = "in this synthetic population"
TOO_FEW = f"fewer than {SMALLEST_CELL} people"
TOO_FEW_TO_SAY = f"too few to say (fewer than {SMALLEST_CELL})"
NOTHING = "nothing to count"
NONE_SHOWN = "none shown"


@dataclass(frozen=True, slots=True)
class Wording:
    """How a measure is called and written; `of` says per what; `people` when its numerator counts people."""

    label: str
    of: str
    write: Callable[[float], str]
    people: bool = False
    net: bool = False


def _per_thousand(share: float) -> str:
    return rate(share * 1000)


def _days(days: float) -> str:
    return f"{plain(days)} day{'' if days == 1 else 's'}"


PEOPLE = "per 1,000 people"
YEARLY = "per 1,000 people a year"

WORDINGS: dict[str, Wording] = {
    "restricted_people_share": Wording("people restricted on at least one day", PEOPLE, _per_thousand, people=True),
    "restricted_days": Wording("restricted days", YEARLY, rate),
    "wrongful_entries_share": Wording("wrongful entries", "of the entries against people", percent),
    "wrongful_restricted_share": Wording("wrongful restricted days", "of the restricted days", percent),
    "wrongful_restricted_days": Wording("wrongful restricted days", YEARLY, rate),
    "clean_ever_restricted_share": Wording(
        "people restricted without any scored misdeed of their own", "per 1,000 such people", _per_thousand, people=True
    ),
    "protected_restricted_days": Wording("restricted days that rest on protected conduct", YEARLY, rate),
    "joint_restricted_days": Wording("restricted days that errors and protected conduct explain only together", YEARLY, rate),
    "punished_protected": Wording("protected acts that became an entry", YEARLY, rate),
    "lost_reward_days": Wording("days without a reward, lost by mistake", YEARLY, rate),
    "never_told_share": Wording("never told", "of the people restricted", percent, people=True),
    "told_by_refusal_share": Wording("told only by a refusal", "of the people restricted", percent, people=True),
    "mistaken_days_stood": Wording("time after which half of the mistaken entries were gone", "Kaplan-Meier", _days),
    "ever_corrected_share": Wording("mistaken entries ever corrected on an objection", "of the mistaken entries", percent),
    "objections_filed": Wording("objections filed", YEARLY, rate),
    "objections_late_share": Wording("objections filed too late", "of those filed", percent),
    "objections_decided": Wording("objections decided", YEARLY, rate),
    "reversed_share": Wording("decisions for the person", "of those decided", percent),
    "prevented": Wording("misdeeds prevented (deterred less provoked)", YEARLY, rate, net=True),
    "displaced": Wording("misdeeds displaced", YEARLY, rate),
    "provoked": Wording("misdeeds provoked", YEARLY, rate),
    "encouraged": Wording("good deeds encouraged", YEARLY, rate),
    "discouraged": Wording("good deeds discouraged", YEARLY, rate),
    "forgone": Wording("protected acts forgone", "of those done without the scheme", percent),
    "recorded_misdeeds": Wording("misdeeds recorded, rightly or wrongly", YEARLY, rate),
    "negative_items": Wording("entries against people", YEARLY, rate),
    "names_published": Wording("people published", YEARLY, rate, people=True),
    "people_fallen": Wording("people fallen below the starting tier", YEARLY, rate, people=True),
}


def wording(measure: Measure) -> Wording:
    """Return how a measure is called; a part of a measure is called as its whole."""
    return WORDINGS[measure.base]


def hidden(measure: Measure) -> str:
    """Return why a figure that there is may not be printed: it rests on too few; empty where it may."""
    counted, of = measure.numerator, measure.denominator
    if measure.unit == "share" and of is not None and 0 < of < SMALLEST_CELL:
        return TOO_FEW_TO_SAY
    if wording(measure).people and counted is not None and 0 < counted < SMALLEST_CELL:
        return TOO_FEW
    return ""


def written(measure: Measure) -> str:
    """Return the figure alone: a number, or in a few words why there is none."""
    if measure.value is None:
        return NOTHING if measure.why.startswith("the denominator is 0") else measure.why.partition(":")[0]
    if is_none_shown(measure):
        return NONE_SHOWN
    return hidden(measure) or wording(measure).write(measure.value)


def is_none_shown(measure: Measure) -> bool:
    """Tell whether a net figure cannot be told from nothing: it is not above zero, or its range includes zero."""
    if not wording(measure).net or measure.value is None:
        return False
    return measure.value <= 0 or (measure.low is not None and measure.low <= 0)


def is_number(measure: Measure) -> bool:
    """Tell whether `written` gives a number."""
    return measure.value is not None and not hidden(measure) and not is_none_shown(measure)


def ranged(measure: Measure) -> str:
    """Return the range over what is assumed and over scenarios; empty where there is none, or where it is only luck."""
    if measure.band not in ("assumed", "response") or not is_number(measure):
        return ""
    write = wording(measure).write
    if measure.low is None or measure.high is None:
        known = measure.low if measure.low is not None else measure.high
        return "" if known is None else f"{write(known)} or {'more' if measure.high is None else 'less'}"
    low, high = write(measure.low), write(measure.high)
    return "" if low == high else span(low, high)


def with_range(measure: Measure) -> str:
    """Return the figure with its range in brackets."""
    range_ = ranged(measure)
    return f"{written(measure)} ({range_})" if range_ else written(measure)


def full(measure: Measure) -> str:
    """Return the figure with its range and what it is of: `12.3 (10 to 14) per 1,000 people`."""
    return f"{with_range(measure)} {wording(measure).of}" if is_number(measure) else written(measure)


def whys(measures: list[Measure]) -> str:
    """Return the reasons of figures without a value, each once, as sentences."""
    found = dict.fromkeys(m.why for m in measures if m.value is None and not m.why.startswith("the denominator is 0"))
    return " ".join(f"{why[0].upper()}{why[1:]}." for why in found)


def times(factor: float) -> str:
    """Write by what factor one figure is another.

    >>> times(2.5), times(0.4), times(1.0)
    ('2.5 times as many', '2.5 times as few', 'as many')
    """
    size = plain(factor if factor >= 1 else 1 / factor, 2)
    return "as many" if size == "1" else f"{size} times as {'many' if factor >= 1 else 'few'}"


def opening(measure: Measure) -> str:
    """Return how a sentence about a figure begins: with "If" where it is an echo of an assumed value."""
    if measure.echo and measure.echo_of:
        return f"If {' and '.join(measure.echo_of)} {'is' if len(measure.echo_of) == 1 else 'are'} as assumed, {HERE}"
    return f"{HERE.capitalize()},"
