"""A diary tells what the series and the ledger count, day by day."""

from collections import Counter

from tests.experiment.finished import played

from xinyong.reference.alone import life_in
from xinyong.reference.diary import Page, diary


def pages_of_everybody() -> list[tuple[int, list[Page]]]:
    outcome = played().outcome
    found = []
    for subject in outcome.trial.people.ids().tolist()[:60]:
        pages, life = diary(outcome.trial, subject, outcome)
        assert life == life_in(outcome, subject)
        found.append((subject, pages))
    return found


def test_a_diary_holds_what_happened_and_nothing_else() -> None:
    outcome = played().outcome
    rows = {int(s): i for i, s in enumerate(outcome.subjects["subject"])}
    refused: Counter[int] = Counter()
    records = Counter(outcome.ledger["origin_subject"].tolist())
    for subject, pages in pages_of_everybody():
        assert [page.day for page in pages] == sorted({page.day for page in pages})
        for page in pages:
            assert page.moved or page.chances or page.false_reports or page.answers
            refused[subject] += sum(counts["refused"] for counts in page.answers.values())
            assert all(chance.taken for chance in page.chances if chance.record)
        written = sum(1 for page in pages for chance in page.chances if chance.record)
        reported = sum(len(page.false_reports) for page in pages)
        # Every rule of the busy town names an act; only what arrives after the last day makes no entry.
        assert records[subject] <= written + reported
        if subject in rows:
            assert refused[subject] == int(outcome.subjects["refusals"][rows[subject]])
    assert sum(refused.values()) > 0
