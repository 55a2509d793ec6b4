"""A many-way comparison as one page: variants across, figures and clauses down."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from xinyong.audit.luck import Luck
from xinyong.audit.measure import EVERYBODY, Measure
from xinyong.experiment.pair import Pair
from xinyong.experiment.variants import Variants
from xinyong.experiment.variants_table import Cell
from xinyong.report.brief import FOOTER, rendering_of
from xinyong.report.content import Brief as Page
from xinyong.report.content import Bullets, Fold, Grid, Paragraph, Section, Terms, Text, code, text
from xinyong.report.material import SCENARIOS
from xinyong.report.numbers import DASH, length, plain, span, whole
from xinyong.report.provenance import NOT_REAL, VERIFY
from xinyong.report.say import HERE, WORDINGS, whys, with_range
from xinyong.results.disk import replace_file

BANNER = (
    "Everybody on this page is synthetic. No such person lives anywhere, and nothing here happened to anybody. It is "
    "not a credit service."
)
SHORT = (
    ("What is compared?", ("Several sets of rules over the same synthetic people, with the same luck: every chance to "
     "act was drawn once and decided under each of them. What differs between two columns is caused by the rules.")),
    ("What is A?", "The set of rules beside which the others were laid. It stands in the first column."),
    ("What is a range?", ("What is assumed, and the ways in which people may respond. Luck, which seeds alone show, "
     "stands in tables of its own.")),
    ("What does this not show?", f"{NOT_REAL} It proves no scheme fair or unfair, lawful or unlawful."),
)  # fmt: skip


AT_ONCE = 12
"""Clauses that are shown at once; more of them are folded, so that the figures are not a long way down."""


def write_variants(found: Variants, out: str | os.PathLike[str] | None = None, *, form: str = "html") -> Path:
    """Write a many-way comparison as one page that needs nothing else, and return where it is.

    Args:
        found: the comparison.
        out: the file; without it `report.html` or `report.md` in the comparison's directory, or in the current one.
        form: `html`, `markdown` or `json`.

    Raises:
        InputError: the path cannot be used. ResourceError: the disk is full.
    """
    ending, render = rendering_of(form)
    target = Path(out) if out is not None else (found.directory or Path()) / f"report{ending}"
    replace_file(target, render(variants_page(found, where=str(found.directory or "DIR"))))
    return target


def variants_page(found: Variants, *, where: str = "DIR") -> Page:
    """Return what the page says; `where` is the directory that its commands name."""
    first = found.first
    recipe = first.a
    seeds = ", ".join(map(str, first.seeds))
    return Page(
        lang="en",
        title=f"{len(found.pairs) + 1} sets of rules, the same lives",
        mark="",
        subtitle=text(
            f"{whole(recipe.n_people)} synthetic people of {recipe.world.name.en}, as modelled, {length(recipe.days)}, "
            f"{'seed' if len(first.seeds) == 1 else 'seeds'} {seeds}."
        ),
        banner=text(BANNER),
        short=Terms(tuple((text(question), text(answer)) for question, answer in SHORT), "questions"),
        sections=(_names(found), _clauses(found), *_scenarios(found), _made(found, where)),
        footer=text(FOOTER),
    )


def _names(found: Variants) -> Section:
    first = found.first
    pairs = ((text("A"), text(_title(first, "a"))), *((text(name), text(_title(one, "b")))
             for name, one in found.pairs.items()))  # fmt: skip
    said = [
        text(code(name), f", beside A: {'; '.join(one.rstrip('.') for one in pair.sentences())}.")
        for name, pair in found.pairs.items()
    ]
    lead = "The strongest sentence for a scheme and the strongest against it, from the same table, stand together."
    return Section("names", "Which rules", (Terms(pairs), Paragraph(text(lead), "note"), Bullets(tuple(said))))


def _title(pair: Pair, side: str) -> str:
    return str(pair.as_json()[side]["title"])


def _scenarios(found: Variants) -> Iterator[Section]:
    for response in found.first.columns:
        blocks: list[Paragraph | Grid | Fold] = [
            Paragraph(text(f"If {SCENARIOS.get(response, response)}, {HERE}:")),
            _figures(found, response),
        ]
        missing = whys([one for one in _all(found, response) if one.value is None])
        blocks += [Paragraph(text(missing), "note")] if missing else []
        if len(found.first.seeds) > 1:
            blocks.append(Fold("Luck of the differences from A", (_luck(found, response),)))
        yield Section(f"response-{response}", f"Response: {response}", tuple(blocks))


def _all(found: Variants, response: str) -> list[Measure]:
    return [one for pair in found.pairs.values() for one in pair.measures
            if (one.group, one.response) == (EVERYBODY, response) and len(one.seeds) <= 1
            and one.name in WORDINGS]  # fmt: skip


def _figures(found: Variants, response: str) -> Grid:
    rows = []
    for name in WORDINGS:
        for reads, cells in _cells(found, name, response):
            if any(cell is not None for cell in cells):
                label = f"{WORDINGS[name].label[0].upper()}{WORDINGS[name].label[1:]}, {WORDINGS[name].of}{reads}"
                rows.append((text(label), *(text(with_range(one) if one else DASH) for one in cells)))
    return _grid(found, "Each set of rules, each figure with its range", rows)


def _cells(found: Variants, name: str, response: str) -> Iterator[tuple[str, list[Measure | None]]]:
    """Yield the rows of a figure: of each side by itself, and, of what speaks of two sides, each way of reading it."""
    pairs = list(found.pairs.values())
    ours = next((one for one in (_one(pair, name, "a", response) for pair in pairs) if one), None)
    yield "", [ours, *(_one(pair, name, "b", response) for pair in pairs)]
    for baseline, reads in (("a", ": changed against A"), ("b", ": changed by A")):
        both = [_one(one, name, "pair", response) if one.main.baseline == baseline else None for one in pairs]
        yield reads, [None, *both]


def _one(pair: Pair, name: str, side: str, response: str) -> Measure | None:
    return next((one for one in pair.measures if len(one.seeds) <= 1
                 and (one.name, one.side, one.response, one.group) == (name, side, response, EVERYBODY)),
                None)  # fmt: skip


def _luck(found: Variants, response: str) -> Grid:
    rows = []
    for name, wording in WORDINGS.items():
        spreads = [pair.gaps.get(response, {}).get(name) for pair in found.pairs.values()]
        units = [one.unit for one in _all(found, response) if one.name == name]
        if units and any(one is not None for one in spreads):
            label = f"{wording.label[0].upper()}{wording.label[1:]} ({units[0]})"
            rows.append((text(label), text(DASH), *(text(_spread(one)) for one in spreads)))
    return _grid(found, "Mean difference from A over the seeds, with its 95 % interval of luck", rows)


def _spread(one: Luck | None) -> str:
    if one is None or one.low is None or one.high is None:
        return DASH
    return f"{plain(one.mean)} ({span(plain(one.low), plain(one.high))})"


def _clauses(found: Variants) -> Section:
    rows = [
        (
            text(code(row.name)),
            text(_clause(row.cells[0])),
            *(text(_beside(cell, row.cells[0])) for cell in row.cells[1:]),
        )
        for row in found.rows
        if row.part == "clause"
    ]
    if not rows:
        return Section("clauses", "Clauses", (Paragraph(text("No clause differs.")),))
    grid = _grid(found, "Clauses that differ, as each set of rules has them", rows, numeric=False)
    lead = "The texts alone, clause by clause; nothing in this table was played."
    shown = grid if len(rows) <= AT_ONCE else Fold(f"All {len(rows)} clauses that differ", (grid,))
    return Section("clauses", "Clauses", (Paragraph(text(lead)), shown), tells="source")


def _clause(cell: Cell) -> str:
    return str(cell.value) if cell.value is not None else cell.why


def _beside(cell: Cell, ours: Cell) -> str:
    """Return what a variant says of a clause; where that is what A says, that it is."""
    return "as A" if cell == ours else _clause(cell)


def _grid(found: Variants, caption: str, rows: list[tuple[Text, ...]], *, numeric: bool = True) -> Grid:
    heads = tuple(text(words) for words in (HERE.capitalize(), "A", *found.pairs))
    return Grid(caption, heads, tuple(rows), (False, *((numeric,) * (1 + len(found.pairs)))))


def _made(found: Variants, where: str) -> Section:
    first = found.first
    facts = (
        ("World", text(code(first.a.world.world))),
        ("Seeds", text(", ".join(map(str, first.seeds)))),
        *(
            ("Stopping", text(f"Beside {name}: {pair.stopping.says}"))
            for name, pair in found.pairs.items()
            if pair.stopping is not None
        ),
        ("Engine", text(f"{first.main.a.engine}; the engine cannot change a result")),
        ("A, recipe SHA-256", text(code(first.a.sha256))),
        *((f"{name}, recipe SHA-256", text(code(pair.b.sha256))) for name, pair in found.pairs.items()),
        ("The table", text(code(f"{where}/table.csv"), ": every clause, count and measure, with ranges and luck")),
        ("One of them alone", text(code(f"xinyong report {where}/{next(iter(found.pairs))}"))),
        ("Check it", text(code(f"xinyong verify {where}"), VERIFY)),
    )
    return Section("made", "How it was made, and how to check it",
                   (Terms(tuple((text(name), said) for name, said in facts)),), tells="source")  # fmt: skip
