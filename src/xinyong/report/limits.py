"""The part of a report on what it is not, what it cannot show, and what must not be done with it."""

from __future__ import annotations

from xinyong.report.content import Bullets, Paragraph, Section, strong, text
from xinyong.report.provenance import NOT_REAL, NOT_TRUE

CANNOT = (
    "What is written in no source is not in it: how an office works day by day, who is spared by whom.",
    "People do not learn to game the rules beyond the response scenarios, and nobody changes the rules meanwhile.",
    "Being restricted is counted in days, entries and refusals, not in what it does to a family or a mind.",
    "A rule that punishes a protected act without error has no wrongful day. Few wrongful days make no scheme just.",
)
MISUSE = (
    ("No real person may be scored, ranked or screened with it, and there is no way to put one in: files that look "
     "like lists of people are refused, and no command takes a person and returns a score."),
    ("A search over rules may lower a harm, or raise a benefit with every harm held where it is. There is no aim that "
     "raises punishment, and none that lowers objections, people told, or protected acts."),
    ("A figure quoted from here names the synthetic population, the scenario and the range; without them it says "
     "something else than was found."),
)  # fmt: skip


def limits_section(place: str) -> Section:
    """Return the part; `place` is where the scheme is from, or empty."""
    nowhere = f"It did not happen in {place}, or anywhere. {NOT_REAL}" if place else (
        f"It did not happen anywhere. {NOT_REAL}"
    )  # fmt: skip
    items = (
        nowhere,
        "It is not a forecast, and not an estimate of what the real scheme did to anybody.",
        "It is not a credit service. Nobody in it is real, and there is no way to put a real person into it.",
        "It proves no scheme fair or unfair, lawful or unlawful: it shows figures with what they rest on.",
        NOT_TRUE,
    )
    return Section("limits", "Limits, and misuse", (
        Paragraph(text(strong("What this is not."))), _bullets(items),
        Paragraph(text(strong("What it cannot show."))), _bullets(CANNOT),
        Paragraph(text(strong("What must not be done with it."))), _bullets(MISUSE),
    ), tells="source")  # fmt: skip


def _bullets(items: tuple[str, ...]) -> Bullets:
    return Bullets(tuple(text(item) for item in items))
