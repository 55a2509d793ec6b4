"""What became of one entry, event by event, with the words of its rule and where they were read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from xinyong.experiment.citing import citation_of, where_read
from xinyong.experiment.draws import Draw, draws_of_entry
from xinyong.experiment.events import Event
from xinyong.files.words import in_words
from xinyong.results.columns import OUTCOMES
from xinyong.results.outcome import Outcome
from xinyong.scheme.clauses import Rule, Scheme
from xinyong.trial.trial import Regime
from xinyong.vocabulary import Cause

BECAUSE = {
    Cause.TRUE: "this happened",
    Cause.MISATTRIBUTED: "somebody else did it",
    Cause.FABRICATED: "nothing of the kind happened",
    Cause.MISCLASSIFIED: "something milder or lawful happened",
    Cause.MISLINKED: "it was joined to the wrong person",
}


def entry_events(outcome: Outcome, regime: Regime | None, row: Mapping[str, int]) -> Iterator[Event]:
    """Yield the events of one ledger row: made, told, published, objected to, decided, overdue, ended.

    Args:
        outcome: the run.
        regime: the scheme of the recipient's place; only a place under a scheme has entries.
        row: a row of `arrays.LEDGER` by column.
    """
    if regime is None:
        return
    rule = regime.scheme.rules[row["clause"]]
    name = {"clause": rule.id, "entry_day": row["day"]}
    draws = draws_of_entry(outcome.trial, regime, row)
    yield _made(outcome, regime.scheme, rule, row, tuple(draws["entry"]))
    if row["noticed"] >= 0:
        said = f"a notice of the entry under {rule.id} reaches the subject"
        yield Event(row["noticed"], "notice", said, name, tuple(draws.get("notice", ())))
    if row["known_by"] == 2:
        said = f"learns of the entry under {rule.id} from the refusal"
        yield Event(row["known"], "told by refusal", said, name, tuple(draws.get("told by refusal", ())))
    if row["published"] >= 0:
        yield Event(row["published"], "publication", f"the entry under {rule.id} is published", name)
    yield from _remedies(rule, row, name, draws)
    if row["overdue"] >= 0:
        said = f"the entry under {rule.id} should be gone by the scheme's own rules, and stands"
        yield Event(row["overdue"], "overdue", said, name)
    if row["ended"] >= 0:
        yield _ended(outcome, rule, row, name)


def _ended(outcome: Outcome, rule: Rule, row: Mapping[str, int], name: Mapping[str, Any]) -> Event:
    how = OUTCOMES[row["outcome"]]
    stays = outcome.trial.stays[outcome.trial.people.place_of(row["recipient"])]
    left = how == "scheme ended" and row["ended"] in [first_day for first_day, _ in stays[1:]]
    said = "they move away from its place" if left else how
    return Event(row["ended"], "end", f"the entry under {rule.id} ends: {said}", {**name, "outcome": how})


def _remedies(
    rule: Rule, row: Mapping[str, int], name: Mapping[str, Any], draws: Mapping[str, list[Draw]]
) -> Iterator[Event]:
    """Yield what was asked of the desks about an entry, and what they answered."""
    if row["filed"] >= 0:
        late = " too late, so nobody decides" if row["late"] else ""
        yield Event(row["filed"], "objection", f"objects to the entry under {rule.id}{late}", name)
    if row["review_filed"] >= 0:
        said = f"asks the next instance about the entry under {rule.id}"
        yield Event(row["review_filed"], "review", said, name)
    for prefix, what in (("", "decision"), ("review_", "decision of the next instance")):
        if row[f"{prefix}decided"] >= 0:
            decision = "is to be taken back" if row[f"{prefix}reversed"] else "is upheld"
            said = f"{what}: the entry under {rule.id} {decision}"
            yield Event(
                row[f"{prefix}decided"], "decision", said, name, tuple(draws["review" if prefix else "decision"])
            )


def _made(  # noqa: PLR0917 (an entry)
    outcome: Outcome, scheme: Scheme, rule: Rule, row: Mapping[str, int], draws: tuple[Draw, ...]
) -> Event:
    world = outcome.trial.world
    act, channel = world.acts[row["act"]].id, world.channels[row["channel"]].id
    true_act = world.acts[row["true_act"]].id if row["true_act"] >= 0 else None
    cause = Cause(row["cause"])
    text = rule.text or f"{act}: {in_words(rule.points)}"
    data: dict[str, Any] = {
        "clause": rule.id,
        "rule": text,
        "points": row["points"],
        "act": act,
        "true_act": true_act,
        "act_day": row["act_day"],
        "channel": channel,
        "origin_subject": row["origin_subject"],
        "copy_of_other": row["copy_of_other"] if row["copy_of_other"] >= 0 else None,
        "cause": cause.name.lower(),
        "protected": bool(row["protected"]),
        "adverse": bool(row["adverse"]),
        "until": row["until"] if row["until"] >= 0 else None,
        **citation_of(scheme, rule),
    }
    said = (
        f"entry under {rule.id} ({text}): {row['points']:+d} points, reported by {channel} as {act}; {BECAUSE[cause]}"
    )
    if row["copy_of_other"] >= 0:
        said += f"; a tie brought it, from synthetic subject {row['copy_of_other']}"
    if row["protected"]:
        said += "; it rests on protected conduct"
    return Event(row["day"], "entry", f"{said} [{where_read(data)}]", data, draws)
