"""What must be true of every outcome, whatever the world and the scheme."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from xinyong.arrays import DAYS, FOREIGN, LEDGER, LEDGER_KEY, SITTINGS, SUBJECTS
from xinyong.reference.rulebook import Rulebook
from xinyong.reference.subject import covers
from xinyong.results.outcome import Outcome, Table
from xinyong.trial.copies import COPIED
from xinyong.trial.trial import Regime, Trial
from xinyong.vocabulary import Cause

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]
DELETED = 6
"""Outcome of a copy that a deletion ended."""


def check_everything(outcome: Outcome) -> None:
    """Hold an outcome to all of them."""
    check_tables_are_sorted_and_unique(outcome)
    check_flows_agree_with_ledger(outcome)
    check_ledger_tells_a_possible_story(outcome)
    check_days_add_up(outcome)
    check_everybody_has_one_tier(outcome)
    check_restricted_days_have_a_cause(outcome)
    check_services(outcome)
    check_lists_are_their_rows(outcome)
    check_scores_follow_from_the_ledger(outcome)


def rows_of(table: Table, names: tuple[str, ...]) -> list[tuple[int, ...]]:
    return list(zip(*(table[name].tolist() for name in names), strict=True))


def check_tables_are_sorted_and_unique(outcome: Outcome) -> None:
    for table, names in ((outcome.ledger, LEDGER), (outcome.foreign, FOREIGN), (outcome.sittings, SITTINGS),
                         (outcome.subjects, SUBJECTS)):  # fmt: skip
        assert tuple(table) == names
        assert {column.dtype for column in table.values()} <= {np.dtype(np.int64)}
    for rows in (
        rows_of(outcome.ledger, LEDGER_KEY),
        rows_of(outcome.sittings, ("day", "place", "desk")),
        rows_of(outcome.subjects, ("subject",)),
        rows_of(outcome.foreign, FOREIGN),
    ):
        assert rows == sorted(set(rows))


def by_cell(outcome: Outcome, subjects: Counts, days: Counts) -> Counts:
    """Count rows by window, place and stratum."""
    people, shape = outcome.trial.people, outcome.flows[:, 0].shape
    found = np.zeros(shape, np.int64)
    window = days // outcome.trial.window_days
    np.add.at(found, (window, people.places_of(subjects), people.strata_of(subjects)), 1)
    return found


def _ledger_flows(outcome: Outcome) -> Iterator[tuple[str, NDArray[np.bool_], Counts]]:
    """Yield the name of a flow, which ledger rows it counts, and on which day."""
    ledger = outcome.ledger
    day = ledger["day"]
    for cause in Cause:
        yield f"entries.{cause.name.lower()}", ledger["cause"] == cause, day
    yield "adverse", ledger["adverse"] == 1, day
    yield "adverse_mistaken", (ledger["adverse"] == 1) & (ledger["cause"] != Cause.TRUE), day
    yield "entries_protected", ledger["protected"] == 1, day
    yield "told_by_refusal", ledger["known_by"] == 2, ledger["known"]
    yield "expired", ledger["outcome"] == 1, ledger["ended"]
    yield "ended_met", ledger["outcome"] == 5, ledger["ended"]
    yield "deleted", ledger["outcome"] == DELETED, ledger["ended"]
    yield "late", ledger["late"] == 1, ledger["filed"]
    yield "reversed", ledger["reversed"] == 1, ledger["decided"]
    yield "reviews_filed", ledger["review_filed"] >= 0, ledger["review_filed"]
    yield "reviews_decided", ledger["review_decided"] >= 0, ledger["review_decided"]
    yield "reviews_reversed", ledger["review_reversed"] == 1, ledger["review_decided"]
    for name in ("overdue", "noticed", "filed", "decided"):
        yield name, ledger[name] >= 0, ledger[name]


def check_flows_agree_with_ledger(outcome: Outcome) -> None:
    recipients = outcome.ledger["recipient"]
    for name, counted, days in _ledger_flows(outcome):
        expected = by_cell(outcome, recipients[counted], days[counted])
        assert np.array_equal(outcome.flows[:, outcome.layout.row[name]], expected), name
    # An entry whose points are gone can still be repaired for its listing's sake, or be published twice.
    for name, counted in (
        ("repaired", outcome.ledger["outcome"] == 3),
        ("published", outcome.ledger["published"] >= 0),
    ):
        assert outcome.flows[:, outcome.layout.row[name]].sum() >= counted.sum(), name


def copies_in(outcome: Outcome) -> Mask:
    """Tell of each ledger row whether it is a copy of another."""
    trial, ledger = outcome.trial, outcome.ledger
    found = np.zeros(len(ledger["day"]), bool)
    for place, regime in enumerate(trial.regimes):
        if regime is not None and regime.scheme.rules:
            copied = np.array([rule.act == COPIED for rule in regime.scheme.rules], bool)
            here = trial.people.places_of(ledger["recipient"]) == place
            found[here] = copied[ledger["clause"][here]]
    return found


def check_ledger_tells_a_possible_story(outcome: Outcome) -> None:
    ledger, days = outcome.ledger, outcome.trial.days
    mistaken = ledger["cause"] != Cause.TRUE
    own = ledger["origin_subject"] == ledger["recipient"]
    told, filed, decided = ledger["known"] >= 0, ledger["filed"] >= 0, ledger["decided"] >= 0
    copied = copies_in(outcome)
    assert np.array_equal(~own[~copied], ledger["cause"][~copied] == Cause.MISATTRIBUTED)
    assert not own[ledger["cause"] == Cause.MISLINKED].any()
    assert (ledger["cause"][~copied] != Cause.MISLINKED).all()
    assert (~(ledger["outcome"] == DELETED) | copied).all()
    assert np.array_equal(ledger["true_act"] < 0, ledger["cause"] == Cause.FABRICATED)
    assert (~mistaken <= (ledger["act"] == ledger["true_act"])).all()
    assert (ledger["act_day"] < ledger["day"]).all()
    assert (ledger["day"] < days).all()
    assert np.array_equal(ledger["ended"] >= 0, ledger["outcome"] > 0)
    assert (ledger["ended"][ledger["ended"] >= 0] >= ledger["day"][ledger["ended"] >= 0]).all()
    assert np.array_equal(told, ledger["known_by"] > 0)
    assert (told <= (ledger["adverse"] == 1)).all()
    assert (filed <= told).all()
    assert (ledger["filed"][filed] >= ledger["known"][filed]).all()
    assert (decided <= (filed & (ledger["late"] == 0))).all()
    assert (ledger["decided"][decided] > ledger["filed"][decided]).all()
    assert ((ledger["shown_until"] >= 0) <= (ledger["published"] >= 0)).all()
    assert (ledger["shown_until"] >= ledger["published"])[ledger["shown_until"] >= 0].all()
    refused = decided & (ledger["reversed"] == 0)
    asked, answered = ledger["review_filed"] >= 0, ledger["review_decided"] >= 0
    assert (asked <= refused).all()
    assert (ledger["review_filed"][asked] >= ledger["decided"][asked]).all()
    assert (answered <= asked).all()
    assert (ledger["review_decided"][answered] > ledger["review_filed"][answered]).all()
    arrived = sum(outcome.flows[:, outcome.layout.row[name]].sum() for name in ("decided", "reviews_decided"))
    assert arrived <= outcome.sittings["decided"].sum()


def check_days_add_up(outcome: Outcome) -> None:
    """Causes of wrongful days add up, in the series and for each subject."""

    def days(name: str) -> Counts:
        return outcome.flows[:, outcome.layout.row[f"{name}_days"]]

    causes = [name for name in DAYS if name.startswith("wrongful_")]
    subjects = outcome.subjects
    assert np.array_equal(sum(days(name) for name in causes), days("wrongful"))
    assert np.array_equal(sum(subjects[f"{name}_days"] for name in causes), subjects["wrongful_days"])
    for name in ("wrongful", "protected", "joint"):
        assert (days(name) <= days("restricted")).all()
        assert (subjects[f"{name}_days"] <= subjects["restricted_days"]).all()
    assert (days("twofold") <= np.minimum(days("wrongful"), days("protected"))).all()
    assert (subjects["twofold_days"] <= np.minimum(subjects["wrongful_days"], subjects["protected_days"])).all()
    either = sum(days(name) for name in ("wrongful", "protected", "joint")) - days("twofold")
    assert (either <= days("restricted")).all()
    for name in DAYS[1:]:
        total = by_stratum(outcome, subjects["subject"], subjects[f"{name}_days"])
        assert np.array_equal(days(name).sum(axis=0), total), name


def by_stratum(outcome: Outcome, subjects: Counts, amounts: Counts) -> Counts:
    """Add up amounts by place and stratum."""
    people = outcome.trial.people
    found = np.zeros(outcome.flows.shape[2:], np.int64)
    np.add.at(found, (people.places_of(subjects), people.strata_of(subjects)), amounts)
    return found


def governed(trial: Trial) -> Iterator[tuple[Regime, Counts]]:
    """Yield each regime, before a move and after it, with the ids of those whose score it keeps: people of its place
    who opted in, where it asks."""
    for place, whole in enumerate(trial.regimes):
        for regime in whole.phases if whole is not None else ():
            ids = trial.people.offsets[place] + np.arange(trial.people.counts[place])
            if regime.scoring.scheme.consent is not None:
                ids = ids[np.array([covers(trial, regime.scoring, i) for i in ids.tolist()], dtype=bool)]
            yield regime, ids


def check_everybody_has_one_tier(outcome: Outcome) -> None:
    """In every window each person scored is in exactly one tier of a scheme that has tiers."""
    trial = outcome.trial
    expected = np.zeros((len(trial.windows), *outcome.flows.shape[2:]), np.int64)
    for regime, ids in governed(trial):
        if regime.scheme.tiers:
            for window, (_, end_day) in enumerate(trial.windows):
                if regime.scoring.start_day < end_day <= regime.scoring.end_day:
                    expected[window] += by_stratum(outcome, ids, np.ones(len(ids), np.int64))
    tiers = [outcome.layout.row[f"tier.{name}"] for name in outcome.layout.tiers]
    assert np.array_equal(outcome.flows[:, tiers].sum(axis=1), expected)


def check_lists_are_their_rows(outcome: Outcome) -> None:
    """Rows of a list are entered before they end, and nobody is on a list who never came onto it."""
    flows, row, last = outcome.flows, outcome.layout.row, outcome.subjects["lists"]
    for name in outcome.layout.lists:
        entered, ended = (flows[:, row[f"{m}.{name}"]].cumsum(axis=0) for m in ("listings", "delistings"))
        assert (entered.sum(axis=(1, 2)) >= ended.sum(axis=(1, 2))).all()
        ever = flows[:, row[f"first_listed.{name}"]].cumsum(axis=0)
        assert (flows[:, row[f"listed.{name}"]] <= ever).all()
    ids = [one.id for regime in outcome.trial.regimes if regime for one in regime.scheme.lists]
    if len({r.scheme.scheme for r in outcome.trial.regimes if r}) == 1:
        for bit in range(len(set(ids))):
            now = flows[-1, row[f"listed.{outcome.layout.lists[bit]}"]].sum()
            assert int((last >> bit & 1).sum()) <= now


def by_layers(trial: Trial) -> Iterator[tuple[Regime, frozenset[int], Counts]]:
    """Yield what governs a place with each set of its layers that score somebody there, and the ids of those people."""
    for place, regime in enumerate(trial.regimes):
        if regime is not None:
            found: dict[frozenset[int], list[int]] = {}
            for one in range(trial.people.offsets[place], trial.people.offsets[place] + trial.people.counts[place]):
                scoring = frozenset(n for n, layer in enumerate(regime.layers) if covers(trial, layer, one))
                found.setdefault(scoring, []).append(one)
            for scoring, ids in found.items():
                yield regime, scoring, np.array(ids, np.int64)


def start_restricted_days(trial: Trial, governing: Regime, scoring: frozenset[int]) -> set[int]:
    """Return the days on which a sanction binds somebody whom these layers score, and who still stands where the scheme
    starts; or binds them because some layer does not score them."""
    found: set[int] = set()
    for regime in governing.phases:
        book = Rulebook(regime, trial.world, scoring)
        found |= {day for day in range(trial.days) if book.sanctions(book.bound_unscored(day))}
        if regime.scored_by % len(regime.layers) in scoring:
            tier = book.tier_of(book.clamp(book.start))
            days = range(max(0, regime.scoring.start_day), min(trial.days, regime.scoring.end_day))
            stands = {day: book.standing(book.start, tier, book.lists_of(tier), day) for day in days}
            found |= {day for day, standing in stands.items() if book.sanctions(standing.bound)}
    return found


def check_restricted_days_have_a_cause(outcome: Outcome) -> None:
    """Whoever has no entry is restricted exactly as the start is; everybody's days make up the series."""
    trial = outcome.trial
    expected = by_stratum(outcome, outcome.subjects["subject"], outcome.subjects["restricted_days"])
    with_entry = np.unique(outcome.ledger["recipient"])
    starts: dict[int, int] = {}
    for regime, scoring, ids in by_layers(trial):
        start_days = len(start_restricted_days(trial, regime, scoring))
        quiet = ids[~np.isin(ids, outcome.subjects["subject"])]
        expected += by_stratum(outcome, quiet, np.full(len(quiet), start_days, np.int64))
        starts |= dict.fromkeys(ids[~np.isin(ids, with_entry)].tolist(), start_days)
    for subject, days in rows_of(outcome.subjects, ("subject", "restricted_days")):
        assert days == starts.get(subject, days)
    total = outcome.flows[:, outcome.layout.row["restricted_days"]].sum(axis=0)
    assert np.array_equal(total, expected)
    ever = outcome.subjects["restricted_days"] > 0
    assert np.array_equal(ever, outcome.subjects["first_restricted"] >= 0)


def check_services(outcome: Outcome) -> None:
    row, flows = outcome.layout.row, outcome.flows
    for act in outcome.layout.acts:
        assert (flows[:, row[f"taken.{act}"]] <= flows[:, row[f"candidates.{act}"]]).all()
        assert (flows[:, row[f"penalties.{act}"]] <= flows[:, row[f"recorded.{act}"]]).all()
    for service in outcome.layout.services:
        asked = flows[:, row[f"requested.{service}"]]
        answered = sum(flows[:, row[f"{how}.{service}"]] for how in ("refused", "burdened", "favoured"))
        assert (answered <= asked).all()
        assert (flows[:, row[f"refused_wrongly.{service}"]] <= flows[:, row[f"refused.{service}"]]).all()
    asking, refused, wrongly = outcome.people_asking
    assert (asking >= refused).all()
    assert (refused >= wrongly).all()
    for name in ("refused", "refused_wrongly"):
        column = "refusals" if name == "refused" else name
        total = sum(flows[:, row[f"{name}.{service}"]].sum() for service in outcome.layout.services)
        assert outcome.subjects[column].sum() == total


def waits(book: Rulebook, ledger: Table, end_day: int) -> NDArray[np.bool_]:
    """Tell which entries have no effect on the last day, because an objection to them is open or was granted."""
    clauses = [book.objection(clause) for clause in range(len(book.scheme.rules))]
    suspends = np.array([one is not None and one.suspends for one in clauses], bool)[ledger["clause"]]
    heard = (ledger["filed"] >= 0) & (ledger["late"] == 0) & (ledger["filed"] < end_day - 1)
    refused = (ledger["decided"] >= 0) & (ledger["reversed"] == 0)
    again = (ledger["review_filed"] >= 0) & (ledger["review_filed"] < end_day - 1)
    upheld = (ledger["review_decided"] >= 0) & (ledger["review_reversed"] == 0)
    waiting: NDArray[np.bool_] = suspends & ((heard & ~refused) | (again & ~upheld))
    return waiting


def summed(book: Rulebook, clauses: Counts, points: Counts) -> int:
    """Add up the points in force, by subtotal where the score has any."""
    part_of = np.array([rule.part or "" for rule in book.scheme.rules])[clauses]
    outside = int(points[part_of == ""].sum())
    if not book.parts:
        return book.start + outside
    return outside + sum(part.clamp(part.start + int(points[part_of == part.name].sum())) for part in book.parts)


def check_scores_follow_from_the_ledger(outcome: Outcome) -> None:
    """At the end of a run a sum is start plus the points of what stands, clamped; overrides only lower a tier."""
    trial, ledger = outcome.trial, outcome.ledger
    stands = {
        subject: (score, tier) for subject, score, tier in rows_of(outcome.subjects, ("subject", "score", "tier"))
    }
    for regime, ids in governed(trial):
        score = regime.scheme.score
        if score is None or score.method != "sum" or not regime.scoring.in_force(trial.days - 1):
            continue
        book = Rulebook(regime, trial.world)
        for subject in sorted(set(ids.tolist()) & set(stands)):
            chosen = (ledger["recipient"] == subject) & (ledger["ended"] < 0)
            rows = {name: column[chosen] for name, column in ledger.items()}
            standing = ~waits(book, rows, trial.days)
            expected = book.clamp(summed(book, rows["clause"][standing], rows["points"][standing]))
            assert stands[subject][0] == expected
            # Where tiers are shares of people, the last ranking says where they begin, not the file.
            assert regime.scheme.ranked or stands[subject][1] >= book.tier_of(expected)
