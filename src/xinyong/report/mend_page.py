"""The smallest amendments that bring a harm under a bound, as one page: what they move, and what gives way.

The table opens with no scheme and `law-only` over the same lives, so that a milder scheme is never read alone.
"""

from __future__ import annotations

from pathlib import Path

from xinyong.experiment.mended import MOST_ROWS, Mended, Row
from xinyong.report.blame_page import BANNER, figure_words
from xinyong.report.brief import FOOTER
from xinyong.report.content import Brief, Bullets, Grid, Paragraph, Section, Terms, Text, code, strong, text
from xinyong.report.html import html
from xinyong.report.numbers import percent, plain, whole
from xinyong.report.played import MADE, played_facts, played_subtitle
from xinyong.report.say import HERE
from xinyong.results.disk import replace_file

SHORT = (
    ("What was searched?", ("The smallest amendments of the rules that bring a harm under a bound, over the same "
     "synthetic lives with the same luck. An amendment may only narrow, drop, ask for proof, shorten, tell, "
     "hear, review, or let an office decide more.")),
    ("What is held?", ("Most restricted days that are neither wrongful nor rest on protected conduct; misdeeds, "
     "which may not rise beyond luck; protected acts, notices and objections, which may not drop.")),
    ("What does this not show?", ("That a mended scheme is just: a rule that punishes a protected act without error "
     "has no wrongful day. Numbers in amendments are ours.")),
)  # fmt: skip
HELD = "rightful days kept"
AS_IT_IS = "as it is"


def write_mend(found: Mended, page: Path) -> None:
    """Write the end of a search for mends as one HTML page that needs nothing else.

    Raises:
        InputError: the path cannot be used. ResourceError: the disk is full.
    """
    replace_file(page, html(mend_brief(found)))


def mend_brief(found: Mended) -> Brief:
    """Return the page of a search for mends."""
    return Brief(
        lang="en",
        title=f"Mends for: {figure_words(found.bound.objective.name)}",
        mark="",
        subtitle=played_subtitle(found.recipe),
        banner=text(BANNER),
        short=Terms(tuple((text(question), text(answer)) for question, answer in SHORT), "questions"),
        sections=(_outcome(found), _rows(found), _made(found)),
        footer=text(FOOTER),
    )


def _chosen(found: Mended) -> tuple[Row, ...]:
    """Return the mends, or where there is none the frontier."""
    return (found.mends or found.frontier)[:MOST_ROWS]


def _outcome(found: Mended) -> Section:
    said = f"{HERE.capitalize()}: {found.said()[0].lower()}{found.said()[1:]}"
    sets = f"{whole(len(found.rows))} sets of {whole(found.n_amendments)} amendments"
    tried = f"{sets} were tried over these synthetic lives."
    return Section("outcome", "What came of the search", (
        Paragraph(text(said), "finding"), Paragraph(text(tried), "finding"), _table(found),
    ))  # fmt: skip


def _table(found: Mended) -> Grid:
    rows: list[tuple[Text, ...]] = [
        (
            text(one.name),
            text("–" if one.value is None else plain(one.value)),
            text("–"),
            text(one.why.replace("`", "") or "–"),
        )
        for one in found.comparators
    ]
    rows.append((text(AS_IT_IS), text(plain(found.now)), text("100%"), text("–")))
    rows += [_row(number, row) for number, row in enumerate(_chosen(found), 1)]
    heads = (f"Rules, {HERE}", figure_words(found.bound.objective.name), f"{HELD.capitalize()}", "What gives way")
    return Grid(
        f"Aim: {found.bound.written()}",
        tuple(text(words) for words in heads),
        tuple(rows),
        (False, True, True, False),
        text("The first rows are the same synthetic lives under no scheme, and under rules with notice and hearing "
             "before effect."),
    )  # fmt: skip


def _row(number: int, row: Row) -> tuple[Text, ...]:
    return text(f"set {number}"), text(plain(row.value)), text(percent(row.kept)), text(row.refused or "nothing")


def _rows(found: Mended) -> Section:
    """Return each set of amendments with its settings and every figure that it moves."""
    chosen = _chosen(found)
    if not chosen:
        why = "the scheme is within the bound as it is" if found.already else "no amendment could be tried"
        return Section("sets", "The amendments", (Paragraph(text(f"No set is told: {why}.")),))
    parts = tuple(_set(number, row, found) for number, row in enumerate(chosen, 1))
    lead = (
        "Each set with what it changes in the files, and every figure that it moves; the same lives before and after."
    )
    return Section("sets", "The amendments", (Paragraph(text(lead)),), parts)


def _set(number: int, row: Row, found: Mended) -> Section:
    settings = "; ".join(f"{path}={value}" for path, value in row.settings.items())
    moved = found.changed(row)
    grid = Grid(
        f"Figures that set {number} moves, {HERE}",
        tuple(text(words) for words in ("Figure", "Before", "After", "Difference")),
        tuple(
            (text(figure_words(name)), text(plain(one["before"])), text(plain(one["after"])),
             text(plain(one["difference"])))
            for name, one in moved.items()
        ),
        (False, True, True, True),
    )  # fmt: skip
    return Section(
        f"set-{number}",
        f"Set {number}",
        (
            Bullets(tuple(text(one.says) for one in row.amendments)),
            Paragraph(text(strong("Settings: "), code(settings))),
            *((grid,) if moved else (Paragraph(text("It moves no figure.")),)),
        ),
        tells="source",
    )


def _made(found: Mended) -> Section:
    aim = found.bound.written()
    command = f'xinyong mend {found.recipe.scheme.scheme} --bound "{aim}" --keep {found.keep:g}'
    facts = played_facts(found.recipe, found.plays, found.unknown, command)
    return Section("made", MADE, (Terms(tuple((text(name), said) for name, said in facts)),), tells="source")
