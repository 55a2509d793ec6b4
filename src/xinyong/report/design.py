"""The part of a report on how it was found out: which rules were compared, over the same lives, in which runs."""

from __future__ import annotations

from xinyong.report.content import Grid, Paragraph, Section, Terms, Text, text
from xinyong.report.material import Material
from xinyong.report.numbers import length, percent, whole

PAIRING = (
    "Every chance to act, and every number that decides what comes of it, belongs to the synthetic person, the week "
    "and the thing decided, never to the rules. So both sides share all of their luck, and what differs is due to the "
    "rules."
)
ALONE = (
    "One set of rules was played alone: what it changed against other rules was not asked. The same lives can be "
    "played under others with xinyong compare."
)
SAVED = (
    "By pairing, the difference between the two sides varies less from seed to seed than it would if each had luck of "
    "its own. A share of 100% means that luck takes no part in the difference, of 0% that pairing gains nothing: "
    "as where one side has nothing of the kind, so that all of the luck is that of the other."
)
RUNS = (
    "the scheme in each scenario at each seed; ordinary law alone once at each seed for all scenarios, since nobody "
    "answers to a scheme that is not there; at the first seed also the other end of what is unknown"
)
NO_SEEDS = "One seed was played, so how far luck alone moves a figure, and what pairing saves of it, was not measured."
COUNTED = {
    "restricted_people": "people restricted",
    "restricted_days": "restricted days",
    "wrongful_restricted_days": "wrongful restricted days",
    "protected_restricted_days": "restricted days that rest on protected conduct",
    "adverse_entries": "entries against people",
    "refused_requests": "refused requests",
    "misdeeds_taken": "misdeeds done, where people respond",
    "good_deeds_taken": "good deeds done, where people respond",
    "protected_acts_taken": "protected acts done, where people respond",
}
"""Counts of which it is said what pairing saves."""


def design_section(material: Material) -> Section:
    """Return the part: what was compared, pairing, runs, stopping rule, seeds, and what pairing saved."""
    paired = material.main.baseline is not None
    return Section("design", "How it was found out", (
        Paragraph(text(PAIRING if paired else ALONE)),
        Terms(tuple((text(name), said) for name, said in _facts(material))),
        *_saved(material),
    ), tells="source")  # fmt: skip


def _facts(material: Material) -> list[tuple[str, Text]]:
    paired = material.main.baseline is not None
    against = f", beside {material.against}" if paired else ", alone"
    ends = "; both ends of what nobody published" if any(c.other_end is not None for c in material.columns) else ""
    seeds = material.seeds
    luck = (
        f"{whole(len(seeds))} seeds; luck is a 95% interval over them, that of a count where cases are counted and of "
        "Student's t elsewhere, and stands in columns of its own"
        if len(seeds) > 1 else f"one seed ({seeds[0]})"
    )  # fmt: skip
    stopping = material.stopping.says if material.stopping else "none: all seeds that were asked for were played"
    return [
        ("Compared", text(f"{material.scheme.name.en}{against}")),
        ("Lives", text(f"{whole(material.n_people)} synthetic people for {length(material.days)}, in windows of "
                       f"{material.recipe.window_days} days")),
        ("Scenarios", text(f"{len(material.columns)} in all: {', '.join(c.short for c in material.columns)}{ends}")),
        ("Runs", text(RUNS if paired else "one, and where something is unknown one at its other end")),
        ("Seeds", text(luck)),
        ("Stopping rule", text(stopping)),
        ("Planned", text("what was planned before the run, and what was looked at afterwards, is told where a "
                         "registration was given (xinyong plan --register)")),
    ]  # fmt: skip


def _saved(material: Material) -> tuple[Paragraph | Grid, ...]:
    """Return what pairing saved, count by count, where several seeds were played."""
    if material.main.baseline is None:
        return ()
    if len(material.seeds) == 1:
        return (Paragraph(text(NO_SEEDS), "note"),)
    rows = tuple(
        (text(words[0].upper(), words[1:]), text(_share(material.saved.get(name)))) for name, words in COUNTED.items()
    )
    head = (text("Difference between the two sides in"), text("Variance over seeds saved by pairing"))
    return (
        Paragraph(text(SAVED)),
        Grid("What pairing saved, over the seeds", head, rows, (False, True), about="count-saved"),
    )


def _share(saved: float | None) -> str:
    if saved is None:
        return "nothing varied"
    return percent(saved) if saved >= 0 else f"none: it cost {percent(-saved)}"
