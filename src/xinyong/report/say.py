"""Measures in words: the same figure in the same words wherever it stands.

A figure that rests on fewer than ten people is not printed, only that it does; a range covers what is assumed and the
response scenarios, never luck.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xinyong.audit.measure import RESPONSE, Measure
from xinyong.population.world import SMALLEST_CELL
from xinyong.report.numbers import percent, plain, rate, span

HERE = "in this synthetic population"
TOO_FEW_TO_SAY = f"too few to say (fewer than {SMALLEST_CELL})"
RESPONSE_NONE = "none"
MOST_NAMED = 2
"""How many of the assumptions that a figure echoes its sentence names; the table has them all."""
MOST_BOUND = 0.5
"""A share that is only known to be below more than this is not told at all."""
NOTHING = "nothing to count"
NONE_SHOWN = "none shown"
STORY = "If people weigh the risk as assumed"
"""The condition of every figure on conduct: it is what was put in."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How a measure is called and written.

    label   its name in a table
    of      per what, or of what
    clause  how it is said, with `{}` for the figure
    people  whether its numerator counts people
    net     whether it can be below zero, so that a range with zero in it shows nothing
    """

    label: str
    of: str
    write: Callable[[float], str]
    clause: str
    people: bool = False
    net: bool = False


def _per_thousand(share: float) -> str:
    return rate(share * 1000)


def _days(days: float) -> str:
    return f"{plain(days)} day{'' if days == 1 else 's'}"


PEOPLE = "per 1,000 people"
YEARLY = "per 1,000 people a year"


def _yearly(label: str, things: str = "", **more: bool) -> Wording:
    """Return the wording of a rate per 1,000 people and year."""
    return Wording(label, YEARLY, rate, f"there were {{}} {things or label} {YEARLY}", **more)


def _share(label: str, of: str, clause: str, **more: bool) -> Wording:
    """Return the wording of a share, written in per cent."""
    return Wording(label, of, percent, clause, **more)


def _of_people(label: str, of: str, clause: str) -> Wording:
    """Return the wording of a share of people, written per 1,000."""
    return Wording(label, of, _per_thousand, clause, people=True)


WORDINGS: dict[str, Wording] = {
    "restricted_people_share": _of_people(
        "people restricted on at least one day", PEOPLE,
        "{} of every 1,000 people were restricted on at least one day"),
    "restricted_days": _yearly("restricted days"),
    "wrongful_entries_share": _share(
        "wrongful entries", "of the entries against people", "{} of the entries against people were wrongful"),
    "wrongful_restricted_share": _share(
        "wrongful restricted days", "of the restricted days", "{} of the restricted days were wrongful"),
    "wrongful_restricted_days": _yearly("wrongful restricted days"),
    "clean_ever_restricted_share": _of_people(
        "people restricted without any scored misdeed of their own", "per 1,000 such people",
        "{} of every 1,000 people without any scored misdeed of their own were restricted on at least one day"),
    "protected_restricted_days": _yearly("restricted days that rest on protected conduct"),
    "joint_restricted_days": _yearly("restricted days that errors and protected conduct explain only together"),
    "twofold_restricted_days": _yearly("restricted days that are wrongful and rest on protected conduct"),
    "rightful_restricted_days": _yearly("restricted days that are neither wrongful nor rest on protected conduct"),
    "others_restricted_days": _yearly("restricted days in somebody else's stead"),
    "idle_restricted_days": _yearly("restricted days of people who did nothing"),
    "punished_protected": _yearly("protected acts that became an entry"),
    "lost_reward_days": _yearly("days without a reward, lost by mistake"),
    "never_told_share": _share(
        "never told", "of the people restricted", "{} of the people restricted were never told by anything",
        people=True),
    "told_by_refusal_share": _share(
        "told only by a refusal", "of the people restricted",
        "{} of the people restricted learnt of it only when they were refused", people=True),
    "mistaken_days_stood": Wording(
        "time after which half of the mistaken entries were gone", "(Kaplan-Meier)", _days,
        "half of the mistaken entries were gone {} after they were made"),
    "ever_corrected_share": _share(
        "mistaken entries ever corrected on an objection", "of the mistaken entries",
        "{} of the mistaken entries were ever corrected on an objection"),
    "objections_filed": _yearly("objections filed"),
    "objections_late_share": _share(
        "objections filed too late", "of those filed", "{} of the objections came too late"),
    "objections_decided": _yearly("objections decided"),
    "reversed_share": _share("decisions for the person", "of those decided", "{} of the decisions were for the person"),
    "backlog": Wording("objections still waiting at the end", PEOPLE, rate,
                       "{} objections per 1,000 people still waited for a decision at the end"),
    "access_gap": Wording(
        "widest gap in being told, objecting or being put right", "between levels of one trait", percent,
        "the shares told, objecting or put right differed by up to {} between levels of one trait"),
    "hardship_spiral": _share(
        "restricted again within a year", "of those whose first restriction ended",
        "{} of those whose first restriction ended were restricted again within a year", people=True),
    "score_mobility": _share(
        "out of the worst tier a year later", "of those in it at the end of a year",
        "{} of those in the worst tier at the end of a year stood in a better one a year later", people=True),
    "entry_half_life_days": Wording(
        "time after which half of the entries against people were half gone", "(Kaplan-Meier)", _days,
        "half of the entries against people were half gone {} after they were made"),
    "spent_entries_share": _share(
        "entries that no longer counted at the end", "of the entries against people",
        "{} of the entries against people no longer counted at the end"),
    "officials_against_residents": Wording(
        "officials restricted on at least one day", "times residents", plain,
        "officials were {} times as likely as residents to be restricted on at least one day"),
    "burden_out_of_order": _share(
        "pairs of acts whose burdens are in the wrong order by a factor of two or more", "of the pairs compared",
        "{} of the pairs of acts had burdens in the wrong order, by a factor of two or more"),
    "burden_per_step": Wording(
        "rise of the burden of a first entry", "for each step of severity in ordinary law", _days,
        "the burden of a first entry rose by {} for each step of severity in ordinary law"),
    "bars_outside_domain": Wording(
        "sanctions in another part of life than the record", "per entry", plain,
        "an entry brought {} sanctions in another part of life than its record"),
    "unjustified_restricted_days": _yearly("restricted days that nothing justifies"),
    "prevented": _yearly("misdeeds prevented (deterred less provoked)", net=True),
    "displaced": _yearly("misdeeds displaced"),
    "judgments_paid": _yearly("debts met under a sanction that would not have been met"),
    "provoked": _yearly("misdeeds provoked"),
    "encouraged": _yearly("good deeds encouraged"),
    "discouraged": _yearly("good deeds discouraged"),
    "forgone": _share("protected acts forgone", "of those done without the scheme",
                      "{} of the protected acts done without the scheme were forgone"),
    "deposits_waived": _yearly("requests met with the deposit waived"),
    "granted_instead": _yearly("requests granted to favoured people that had found no room"),
    "recorded_misdeeds": _yearly("misdeeds recorded, rightly or wrongly"),
    "negative_items": _yearly("entries against people"),
    "names_published": _yearly("people published", people=True),
    "shown_after_end_days": _yearly("days shown in public after the entry had ended"),
    "people_fallen": _yearly("people fallen below the starting tier", people=True),
}  # fmt: skip


def wording(measure: Measure) -> Wording:
    """Return how a measure is called; a part of a measure is called as its whole."""
    return WORDINGS[measure.base]


def ten(measure: Measure) -> float:
    """Return what ten people would be in the unit of a figure that counts people; 0 in any other."""
    if not wording(measure).people or not measure.denominator:
        return 0.0
    return SMALLEST_CELL / measure.denominator * (1 if measure.unit == "share" else 1000)


def too_few(measure: Measure) -> bool:
    """Tell whether a share is of so few, or counts so few of them, that neither it nor a bound would say anything."""
    if measure.unit != "share" or measure.denominator is None or measure.value is None:
        return False
    bound = ten(measure)
    return 0 < measure.denominator < SMALLEST_CELL or (0 < measure.value < bound and bound > MOST_BOUND)


def write(measure: Measure, value: float) -> str:
    """Write a value of a figure; what one to nine people amount to is only bounded by what ten would."""
    found, bound = wording(measure), ten(measure)
    if 0 < value < bound:
        return f"fewer than {found.write(bound).removeprefix('fewer than ')}"
    return found.write(value)


def written(measure: Measure) -> str:
    """Return the figure alone: a number, or in a few words why there is none."""
    if measure.value is None:
        return NOTHING if measure.why.startswith("the denominator is 0") else measure.why.partition(":")[0]
    if too_few(measure):
        return TOO_FEW_TO_SAY
    return NONE_SHOWN if is_none_shown(measure) else write(measure, measure.value)


def is_none_shown(measure: Measure) -> bool:
    """Tell whether a net figure cannot be told from nothing: it is not above zero, or its range includes zero."""
    if not wording(measure).net or measure.value is None:
        return False
    return measure.value <= 0 or (measure.low is not None and measure.low <= 0)


def is_number(measure: Measure) -> bool:
    """Tell whether `written` gives a number, or a bound of one."""
    return measure.value is not None and not too_few(measure) and not is_none_shown(measure)


def ranged(measure: Measure) -> str:
    """Return the range over what is assumed and over scenarios; empty where there is none, or where it is only luck."""
    if measure.band not in ("assumed", "response") or not (is_number(measure) or is_none_shown(measure)):
        return ""
    if measure.low is None or measure.high is None:
        known = measure.low if measure.low is not None else measure.high
        return "" if known is None else f"{write(measure, known)} or {'more' if measure.high is None else 'less'}"
    low, high = write(measure, measure.low), write(measure, measure.high)
    return "" if low == high else span(low, high)


def with_range(measure: Measure) -> str:
    """Return the figure with its range in brackets."""
    range_ = ranged(measure) if is_number(measure) else ""
    return f"{written(measure)} (range {range_})" if range_ else written(measure)


def full(measure: Measure) -> str:
    """Return the figure with its range and what it is of: `12.3 (range 10 to 14) per 1,000 people`."""
    return f"{with_range(measure)} {wording(measure).of}" if is_number(measure) else written(measure)


def whys(measures: list[Measure]) -> str:
    """Return the reasons of figures without a value, each once, as sentences."""
    found = dict.fromkeys(m.why for m in measures if m.value is None and not m.why.startswith("the denominator is 0"))
    return " ".join(f"{why[0].upper()}{why[1:]}{_of_whom(why)}.".replace("`", "") for why in found)


def _of_whom(why: str) -> str:
    """Return that a reason with a number is about synthetic people."""
    return f", {HERE}" if any(one.isdigit() for one in why) else ""


def times(factor: float) -> str:
    """Write by what factor one figure is another.

    >>> times(2.5), times(0.4), times(1.0)
    ('2.5 times as many', '2.5 times as few', 'as many')
    """
    size = plain(factor if factor >= 1 else 1 / factor, 2)
    return "as many" if size == "1" else f"{size} times as {'many' if factor >= 1 else 'few'}"


def opening(measure: Measure) -> str:
    """Return how a sentence about a figure begins: with "If" where it is an echo of an assumption."""
    if (measure.side == "pair" and measure.response != RESPONSE_NONE) or RESPONSE in measure.echo_of:
        return f"{STORY}, {HERE}"
    if measure.echo and measure.echo_of:
        named = measure.echo_of[:MOST_NAMED]
        return f"If {' and '.join(named)} {'is' if len(named) == 1 else 'are'} as assumed, {HERE}"
    return f"{HERE.capitalize()},"


def sentence(measure: Measure, ran: str = "") -> str:
    """Return a figure as one sentence about the synthetic population.

    Args:
        measure: a figure with a wording.
        ran: the length of the run, for a figure that grows with it.
    """
    found = wording(measure)
    if is_none_shown(measure) and (range_ := ranged(measure)):
        return f"{opening(measure)} no {found.label} are shown: the range, {range_} {found.of}, includes zero."
    if not is_number(measure):
        return f"{found.label[0].upper()}{found.label[1:]}, {HERE}: {written(measure)}."
    return f"{opening(measure)} {found.clause.format(with_range(measure))}{f' in {ran}' if ran else ''}."
