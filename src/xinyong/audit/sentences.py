"""Figures in plain sentences: about this synthetic population, "If …" where an assumption is what comes out, and the
strongest one on either side.

The sentences for and against come from the same table. Which is strongest is fixed before any run, by what weighs most
on a person, not by what number looks largest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xinyong.audit.definition import YEAR_DAYS
from xinyong.audit.measure import EVERYBODY, RESPONSE, Measure, Measures
from xinyong.scheme.clauses import Scheme
from xinyong.vocabulary import ONE_SIDED

HERE = "in this synthetic population"
NONE_SHOWN = "none shown"


def title_of(scheme: Scheme) -> str:
    """Return how a scheme is named in a sentence with a number: its name, its year, and that it is a model."""
    begins = scheme.in_force.from_
    return f"{scheme.name.en}{f' ({begins.year})' if begins else ''}, as modelled"


@dataclass(frozen=True, slots=True)
class Phrase:
    """How one figure is said: `label` names it where it has no value; `says` is a clause with the number put in."""

    label: str
    says: Callable[[str], str]


def _rate(thing: str) -> Callable[[str], str]:
    return lambda number: f"there are {number} {thing} per 1,000 people and year"


def _share(of_what: str, what: str) -> Callable[[str], str]:
    return lambda number: f"{number} of {of_what} {what}"


PHRASES: dict[str, Phrase] = {
    "wrongful_entries_share": Phrase(
        "Wrongful entries", _share("the entries that count against somebody", "are mistaken or overdue")),
    "wrongful_restricted_share": Phrase(
        "Wrongful restricted days", _share("the days on which a sanction binds somebody", "are wrongful")),
    "wrongful_restricted_days": Phrase("Wrongful restricted days", _rate("wrongful restricted days")),
    "clean_ever_restricted_share": Phrase(
        "People with no scored misdeed ever restricted",
        _share("people with no scored misdeed of their own", "are restricted on at least one day")),
    "restricted_people_share": Phrase(
        "People restricted", _share("people", "are restricted on at least one day")),
    "restricted_days": Phrase("Restricted days", _rate("restricted days")),
    "protected_restricted_days": Phrase(
        "Restricted days that rest on protected conduct", _rate("restricted days that rest on protected conduct")),
    "others_restricted_days": Phrase(
        "Restricted days in somebody else's stead",
        _rate("restricted days that fall on people in somebody else's stead")),
    "idle_restricted_days": Phrase(
        "Restricted days of people who did nothing", _rate("restricted days of people who did nothing")),
    "punished_protected": Phrase("Protected acts punished", _rate("protected acts that became an entry")),
    "never_told_share": Phrase("Never told", _share("the people restricted", "are never told")),
    "told_by_refusal_share": Phrase(
        "Told by a refusal", _share("the people restricted", "are told by a refusal alone")),
    "mistaken_days_stood": Phrase(
        "Days a mistaken entry stood", lambda days: f"half of the mistaken entries stand for {days} days or longer"),
    "ever_corrected_share": Phrase(
        "Mistaken entries ever corrected", _share("the mistaken entries", "are ever corrected")),
    "objections_late_share": Phrase("Objections filed late", _share("the objections filed", "are late")),
    "reversed_share": Phrase("Objections upheld", _share("the objections decided", "are decided for the person")),
    "prevented": Phrase("Misdeeds prevented", _rate("misdeeds prevented")),
    "encouraged": Phrase("Good deeds encouraged", _rate("good deeds added that were not done anyway")),
    "discouraged": Phrase("Good deeds left undone", _rate("good deeds left undone")),
    "provoked": Phrase("Misdeeds provoked", _rate("misdeeds added")),
    "forgone": Phrase(
        "Protected acts forgone",
        _share("the protected acts taken without the scheme", "are not taken under it")),
    "negative_items": Phrase("Negative items", _rate("entries that count against somebody")),
    "names_published": Phrase("Names published", _rate("people with a published entry")),
    "shown_after_end_days": Phrase("Shown after the end", _rate("days shown of entries that had ended")),
    "people_fallen": Phrase(
        "People fallen below the start tier", _rate("people who fall below the tier everybody starts in")),
}  # fmt: skip
"""The headline figures. Parts and groups of them are for tables."""

FOR = ("prevented", "encouraged")
"""Benefits, what weighs most first."""

AGAINST = (
    "clean_ever_restricted_share",
    "wrongful_restricted_days",
    "protected_restricted_days",
    "forgone",
    "punished_protected",
    "others_restricted_days",
    "wrongful_entries_share",
    "never_told_share",
    "restricted_people_share",
)
"""Harms, what weighs most first: harm to those who did nothing wrong, then error, then rights, then silence."""

EVER = ("clean_ever_restricted_share", "restricted_people_share", "ever_corrected_share")
"""Figures that grow with the length of the run, which is therefore said."""

_RANGES = {
    "assumed": "both ends of what is unknown, and what is assumed",
    "response": "the response scenarios",
}


def number(value: float, unit: str) -> str:
    """Return a value as a reader says it: a share per cent, a rate with at most two digits behind the point."""
    if unit == "share":
        return "none" if value == 0 else f"{_rounded(100 * value)} %"
    return _rounded(value)


def _rounded(value: float) -> str:
    """Return a number with three significant digits, whole from 100 on."""
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    text = f"{value:.3g}"
    return text if "e" not in text else f"{value:.6f}".rstrip("0").rstrip(".")


def is_shown(measure: Measure) -> bool:
    """Tell whether a figure has a value above zero, and a range that leaves zero out."""
    if measure.value is None or measure.value <= 0:
        return False
    return measure.band == "luck" or measure.low is None or measure.low > 0


def sentence(measure: Measure, title: str) -> str:
    """Return one headline figure as one sentence about the synthetic population.

    Args:
        measure: a figure whose name has a phrase.
        title: the scheme, as `title_of` names it.

    Raises:
        KeyError: the figure is no headline: it has no phrase.
    """
    phrase = PHRASES[measure.name]
    if measure.value is None:
        return f"{phrase.label}, {HERE} under {title}: {measure.why}."
    if measure.name in FOR and not is_shown(measure):
        return f"{phrase.label}, {HERE} under {title}: {NONE_SHOWN}{_range(measure)}."
    among = "" if measure.group == EVERYBODY else f", among those with {measure.group.replace(': ', ' ')}"
    said = f"{phrase.says(number(measure.value, measure.unit))}{_span(measure)}{_range(measure)}"
    clause = f"{said}, {HERE}{among} under {title}."
    if measure.echo:
        return f"If {_assumption(measure)}, {clause}"
    return clause[0].upper() + clause[1:]


def _assumption(measure: Measure) -> str:
    named = [path for path in measure.echo_of if path != RESPONSE]
    if not named:
        return f"people respond as the scenario `{measure.response}` says"
    return f"what is assumed of {' and of '.join(f'`{path}`' for path in named[:2])} is right"


def _span(measure: Measure) -> str:
    """Return how long a figure that grows with time was watched for."""
    if measure.name not in EVER or not measure.horizon_days:
        return ""
    years = measure.horizon_days / YEAR_DAYS
    if years == int(years):
        return f" within {int(years)} year{'s' if years > 1 else ''}"
    return f" within {measure.horizon_days} days"


def _range(measure: Measure) -> str:
    """Return the range in brackets; luck stays in the tables."""
    if measure.band not in _RANGES or measure.low is None or measure.high is None:
        return ""
    low, high = (number(bound, measure.unit) for bound in (measure.low, measure.high))
    return f" ({low} to {high} over {_RANGES[measure.band]})"


def strongest(measures: Measures, title: str) -> tuple[str, str]:
    """Return the strongest sentence for the scheme and the strongest against it, both from these figures.

    The first figure of `FOR` (of `AGAINST`) that is shown in some scenario is the one said; the one-sided runs are no
    scenarios, and give no sentence.
    """
    measures = Measures(one for one in measures if one.response not in ONE_SIDED)
    best = _first(measures, FOR)
    worst = _first(measures, AGAINST)
    benefit = sentence(best, title) if best else _nothing(measures, "prevented", title)
    harm = sentence(worst, title) if worst else f"Harm, {HERE} under {title}: {NONE_SHOWN}."
    return benefit, harm


def _first(measures: Measures, names: tuple[str, ...]) -> Measure | None:
    return next((m for name in names for m in _of_one_seed(measures, name) if is_shown(m)), None)


def _of_one_seed(measures: Measures, name: str) -> list[Measure]:
    """Return the figures about everybody of one name, without those that only say how far luck goes."""
    return [m for m in measures.named(name) if m.group == EVERYBODY and len(m.seeds) <= 1]


def _nothing(measures: Measures, name: str, title: str) -> str:
    asked = _of_one_seed(measures, name)
    valued = [m for m in asked if m.value is not None]
    if valued or not asked:
        return sentence(valued[0], title) if valued else f"Benefit, {HERE} under {title}: {NONE_SHOWN}."
    return sentence(asked[0], title)
