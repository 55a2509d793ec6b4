"""Wrongful entries and days by rule and by group: which rule they come from, and on whom they fall."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from xinyong.audit.reading import Facts, Mask
from xinyong.population.world import SMALLEST_CELL
from xinyong.report.clauses import place_of_clause
from xinyong.report.content import Fold, Grid, Paragraph, Text, code, link, text
from xinyong.report.linked import to_figure
from xinyong.report.material import Material, find
from xinyong.report.numbers import percent, rate
from xinyong.report.say import HERE, written
from xinyong.report.scenarios import ABSENT
from xinyong.vocabulary import Cause

BY_RULE = "count-by-rule"
BY_GROUP = ("wrongful_entries_share", "wrongful_restricted_share", "wrongful_restricted_days",
            "clean_ever_restricted_share")  # fmt: skip
FEW = f"too few to say (fewer than {SMALLEST_CELL} entries)"
YEAR_DAYS = 365


def rules_table(material: Material) -> Grid | Paragraph:
    """Return, rule by rule, entries against people, the share of them that is wrongful, and that rests on protected
    conduct; the rule with most wrongful entries first."""
    rows = [
        (int(wrong.sum()), name, _row(material, name, wrong, protected))
        for name, wrong, protected in _by_rule(material)
    ]
    if not rows:
        return Paragraph(
            text(f"No entry was made against anybody {HERE}, so no rule has a share in mistakes."), "finding"
        )
    rows.sort(key=lambda row: (-row[0], row[1]))
    heads = ("Rule", "Entries against people, per 1,000 a year", "Wrongful, per 1,000 a year",
             "Wrongful, of its entries", "On protected conduct, of its entries")  # fmt: skip
    return Grid(
        f"Wrongful entries by rule, {HERE}, if {material.main.said}",
        tuple(text(words) for words in heads),
        tuple(row for _, _, row in rows),
        (False, *(True,) * 4),
        about=BY_RULE,
    )


def _by_rule(material: Material) -> Iterator[tuple[str, Mask, Mask]]:
    """Yield each rule that made an entry against somebody, with which of its entries are wrongful, and protected."""
    outcome, facts = material.outcome, Facts(material.outcome)
    ledger = {
        name: outcome.ledger[name][facts.adverse] for name in ("recipient", "clause", "cause", "overdue", "protected")
    }
    wrong = (ledger["cause"] != int(Cause.TRUE)) | (ledger["overdue"] >= 0)
    places = outcome.trial.people.places_of(ledger["recipient"])
    rules = np.full(len(places), -1, np.int64)
    names: dict[str, int] = {}
    for place, regime in enumerate(outcome.trial.regimes):
        if regime is None:
            continue
        numbers = np.array([names.setdefault(rule.id, len(names)) for rule in regime.scheme.rules], np.int64)
        here = places == place
        rules[here] = numbers[ledger["clause"][here]]
    for name, number in names.items():
        here = rules == number
        if here.any():
            yield name, wrong[here], ledger["protected"][here] == 1


def _row(material: Material, name: str, wrong: Mask, protected: Mask) -> tuple[Text, ...]:
    made, years = len(wrong), material.n_people * material.days / YEAR_DAYS
    shares = (percent(float(one.sum()) / made) if made >= SMALLEST_CELL else FEW for one in (wrong, protected))
    known = {rule.id for rule in material.scheme.rules}
    label = link(name, f"#{place_of_clause(f'rules.{name}')}") if name in known else code(name)
    return (
        text(label),
        text(rate(made * 1000 / years)),
        text(rate(int(wrong.sum()) * 1000 / years)),
        *(text(share) for share in shares),
    )


def groups_table(material: Material) -> Fold | None:
    """Return the four wrongful figures by group, or None where the world has no traits to tell people apart."""
    rows = []
    for trait, levels in material.world.traits.items():
        for level in levels:
            group = f"{trait}: {level}"
            found = [find(material.main.measures, name, group) for name in BY_GROUP]
            if found[0] is not None:
                rows.append((text(group), *(text(written(one) if one else ABSENT) for one in found)))
    if not rows:
        return None
    heads = ("Entries that are wrongful", "Restricted days that are wrongful",
             "Wrongful restricted days, per 1,000 of them a year",
             "Restricted without a scored misdeed, per 1,000 such people")  # fmt: skip
    grid = Grid(
        f"The four wrongful figures by group, {HERE}, if {material.main.said}",
        (text("Group"), *(text(to_figure(words, name)) for words, name in zip(heads, BY_GROUP, strict=True))),
        tuple(rows),
        (False, *(True for _ in heads)),
        text("Groups of fewer than ten people are left out."),
    )
    return Fold(f"By group ({len(rows)} groups)", (grid,))
