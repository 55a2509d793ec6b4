"""The generated tables of `docs/nation.md`: the national plan beside the published counts, misses included.

`python -m xinyong.report.nation_page docs/nation.md` plays the plan twice, until the day of the first published count
of people, who are counted once in a run, and for five years, and writes the tables.
"""

from __future__ import annotations

import sys
from pathlib import Path

from xinyong.audit.courses import AT_THE_END, PublishedCounts, held_against, read_published
from xinyong.errors import InputError
from xinyong.experiment.execute import perform, prepare
from xinyong.report.generated import rewritten
from xinyong.report.nation import Table, held_table, lead_of, place_table, subjects_of, year_table
from xinyong.results.digest import result_sha256
from xinyong.results.outcome import Outcome

SCHEME = "national-2020"
PEOPLE = 5_000_000
YEARS = 5
AT_FIRST = 4
"""So many times as many people are played for the first count of people: hardly anybody was listed by then, and a
figure that rests on a few dozen says little."""


def tables(people: int = PEOPLE, years: int = YEARS) -> str:
    """Return the tables, with what they were made from.

    Raises:
        InputError: nothing was published about the world of the scheme.
    """
    recipe = prepare(SCHEME, people=100, years=years)
    published = read_published(recipe.world.world)
    if published is None:
        raise InputError(f"nothing was published about the world `{recipe.world.world}`")
    first = min(c.date for one in published.courses if one.what in AT_THE_END for c in one.counts)
    until = (first - recipe.world.first_day).days + 1
    weeks = perform(prepare(SCHEME, people=AT_FIRST * people, days=until)).outcome
    whole = perform(prepare(SCHEME, people=people, years=years)).outcome
    return "\n\n".join([lead_of(whole), *_parts(published, weeks, whole)])


def _parts(published: PublishedCounts, weeks: Outcome, whole: Outcome) -> list[str]:
    services, list_ = subjects_of(published)
    late = held_against(whole, published)
    early = {(one.course.id, one.count.date): one for one in held_against(weeks, published)}
    held = [early[one.course.id, one.count.date] if one.course.what in AT_THE_END else one for one in late]
    return [
        "## Beside what was published",
        _written(held_table(held, published)),
        "Where the two are apart: " + " ".join(_apart(published)),
        "## By calendar year",
        _written(year_table(whole, services, list_)),
        "## By place",
        "Counts of synthetic people and firms, not scaled.",
        _written(place_table(whole, services, list_)),
        _made(weeks, whole),
    ]


def _made(weeks: Outcome, whole: Outcome) -> str:
    runs = ((weeks, "the count of people"), (whole, "the others"))
    said = "; ".join(
        f"{one.trial.people.n:,} synthetic people and firms over {one.trial.days} days for {what}, "
        f"result {result_sha256(one)[:16]}"
        for one, what in runs
    )
    return f"Made from {SCHEME}: seed {whole.trial.seed}, response {whole.trial.response}; {said}."


def _apart(published: PublishedCounts) -> list[str]:
    return [f"{course.says}: {course.if_off}." for course in published.courses]


def _written(rows: Table) -> str:
    """Return a table in Markdown."""
    head, *others = rows
    lines = [head, tuple("---" for _ in head), *others]
    return "\n".join(f"| {' | '.join(cell.replace('|', ' ') for cell in line)} |" for line in lines)


def refreshed(text: str, found: str) -> str:
    """Return the page with its tables written anew."""
    return rewritten(text, "nation", found)


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        page = Path(argument)
        page.write_text(refreshed(page.read_text(encoding="utf-8"), tables()), encoding="utf-8")
