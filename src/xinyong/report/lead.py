"""The first paragraph of a report, always the same six things in the same order, and the two sides of it.

What was prevented and who gained; who was restricted by mistake; who for protected conduct; who was never told; what
was forgone; and which of these would be zero if people did not react. The strongest sentence for the scheme and the
strongest against it stand below, chosen by rule from the same figures.
"""

from __future__ import annotations

from collections.abc import Iterator

from xinyong.audit.measure import Measure
from xinyong.audit.sentences import AGAINST, FOR, is_shown
from xinyong.report.conduct import response_text
from xinyong.report.content import Paragraph, Sides, Text, text
from xinyong.report.harm import mistaken_text, protected_text
from xinyong.report.linked import told
from xinyong.report.material import Column, Material, find
from xinyong.report.numbers import rate
from xinyong.report.paths import spoken
from xinyong.report.say import HERE, is_number
from xinyong.vocabulary import ONE_SIDED

NOBODY_REACTS = "none"
SPARED = "prevented.spares-"
MOST_SPARED = 3
"""So many kinds of people who are spared are named."""

BY_ACT = {"prevented": "what was prevented", "forgone": "what was forgone"}
"""Differences in what people do: nothing where nobody does anything else."""

BY_RULE = {
    "wrongful_restricted_days": "who was restricted by mistake",
    "protected_restricted_days": "who was restricted for protected conduct",
    "never_told_share": "who was never told",
}
"""What the rules do whether or not anybody reacts to them."""


def lead_blocks(material: Material) -> tuple[Paragraph | Sides, ...]:
    """Return the first paragraph, and below it both sides from the same figures."""
    best, worst = strongest(material)
    return (
        Paragraph(text(*_spaced(lead(material))), "finding"),
        Sides("The strongest sentence for it", best, "The strongest sentence against it", worst),
    )


def _spaced(sentences: tuple[Text, ...]) -> Iterator[str | Text]:
    for number, said in enumerate(sentences):
        yield " " if number else ""
        yield said


def lead(material: Material) -> tuple[Text, ...]:
    """Return the sentences of the first paragraph, those with nothing to say left out only where another says why."""
    found = (
        response_text(material, "prevented"),
        text(gained(material)),
        mistaken_text(material),
        protected_text(material),
        told(material.headline("never_told_share")),
        response_text(material, "forgone"),
        text(zero_if_nobody_reacts(material)),
    )
    return tuple(said for said in found if said)


def gained(material: Material) -> str:
    """Return who was spared what was prevented, most first; empty where nothing is shown to be prevented."""
    whole = material.answered("prevented")
    if whole is None or not is_number(whole) or material.responding is None:
        return ""
    parts = [one for one in material.responding.measures if one.name.startswith(SPARED) and one.group == whole.group]
    some = sorted((one for one in parts if is_number(one)), key=lambda one: -(one.value or 0))[:MOST_SPARED]
    if not some:
        return ""
    named = [f"{_spared(one)} ({rate(one.value or 0)})" for one in some]
    return f"Those who gain by it {HERE}, by misdeeds less per 1,000 people a year: {', '.join(named)}."


def _spared(part: Measure) -> str:
    words = part.name.removeprefix(SPARED).replace("-", " ")
    return "nobody in particular" if words == "nobody" else words


def zero_if_nobody_reacts(material: Material) -> str:
    """Return which of the things above would be zero if people did not react to the scheme, as the figures say."""
    still = next((one for one in material.columns if one.response == NOBODY_REACTS), None)
    if still is None:
        return "What of this would be left if nobody reacted was not asked: that scenario was not played."
    gone = list(BY_ACT.values())
    stays = [words for name, words in BY_RULE.items() if _is_something(still, name)]
    gone += [words for words in BY_RULE.values() if words not in stays]
    said = f"If nobody reacted to the scheme, {listed(gone)} would be zero"
    return f"{said}; {listed(stays)} would not." if stays else f"{said}."


def _is_something(column: Column, name: str) -> bool:
    found = find(column.measures, name)
    return found is not None and bool(found.value)


def listed(words: list[str]) -> str:
    """Return a few things as one: `a`, `a and b`, `a, b and c`.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def strongest(material: Material) -> tuple[Text, Text]:
    """Return the strongest sentence for the scheme and the strongest against it, from the figures of this report.

    Which figure is the strongest is decided as the audit decides it: the first of its list that is shown at all.
    """
    best, worst = (shown_first(material, names, 1) for names in (FOR, AGAINST))
    nothing = f"None shown {HERE}: no figure of this report speaks for the scheme."
    if material.responding is None:
        nothing = (
            f"Not asked: whether the scheme prevents or encourages anything {HERE} was not played for this report."
        )
    return (
        told(best[0]) if best else text(nothing),
        told(worst[0]) if worst else text(f"None shown {HERE}: no figure of this report speaks against the scheme."),
    )


def shown_first(material: Material, names: tuple[str, ...], most: int) -> list[Measure]:
    """Return the first figures of a list that are shown in some scenario, each in the first such scenario."""
    found = []
    for name in names:
        ones = (find(column.measures, name) for column in material.columns if column.response not in ONE_SIDED)
        shown = next((one for one in ones if one is not None and is_shown(one) and is_number(one)), None)
        found += [spoken(shown, material.world)] if shown is not None else []
    return found[:most]
