from dataclasses import dataclass

import pytest
from tests.report.made import material

from xinyong.audit.targets import Beside, read_targets
from xinyong.report.published import published_section, verdict


def suining() -> dict[str, int]:
    targets = read_targets("suining-2010")
    assert targets is not None
    return {one.id: int(one.count.value) for one in targets.counts}


def one(over_run: float, factor: float | None) -> Beside:
    targets = read_targets("suining-2010")
    assert targets is not None
    low, high = 10.46, 11.47
    worse = targets.counts[0].if_above if over_run > high else targets.counts[0].if_below if over_run < low else ""
    return Beside(
        target=targets.counts[0], measure="negative_items", days=59, low=low, high=high, over_run=over_run,
        over_period=over_run, factor=factor, why=worse, source=targets.sources["jinghua-2010"],
    )  # fmt: skip


def test_the_published_counts_are_those_of_the_sources() -> None:
    assert suining() == {"negative-items": 1928, "names-published": 2000, "fallen": 24}


def test_every_source_is_a_page_that_can_be_read() -> None:
    targets = read_targets("suining-2010")
    assert targets is not None
    assert all(source.url.startswith("http") for source in targets.sources.values())
    assert all(one.if_above and one.if_below for one in targets.counts)


@dataclass(frozen=True)
class Crowd:
    """So many people for so long: all that a verdict asks of a report."""

    n_people: int = 1_000_000
    days: int = 84


@pytest.mark.parametrize(
    ("rate", "factor", "words"),
    [
        (11.0, 1.0, "in this synthetic population as many as were published."),
        (
            22.94,
            2.0,
            "in this synthetic population 2 times as many a year as were published, over 84 days; that is within",
        ),
        (
            3.0,
            3.49,
            "3.5 times as few a year as were published, over 84 days; that is off by more than a factor of 3. The",
        ),
        (
            0.0,
            None,
            "none in this synthetic population, where the published rate would give about 2,407. The published",
        ),
    ],
)
def test_a_factor_is_told_and_explained_where_it_is_large(rate: float, factor: float | None, words: str) -> None:
    found = verdict(one(rate, factor), Crowd())  # type: ignore[arg-type]
    assert words in found
    assert found.startswith("Negative items in the published lists: ")


def test_luck_is_not_compared() -> None:
    found = verdict(one(10.0, 1.05), Crowd(n_people=1000))  # type: ignore[arg-type]
    assert "fewer than 10 in this synthetic population, which is too small to tell" in found


def test_a_scheme_that_nobody_counted_has_no_such_part() -> None:
    assert published_section(material()) is None
