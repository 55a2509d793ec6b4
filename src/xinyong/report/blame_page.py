"""A figure shared out over the parts of a scheme, as one page: shares, their clauses, and the sources of these."""

from __future__ import annotations

from pathlib import Path

from xinyong.audit.measures import explain
from xinyong.audit.sentences import title_of
from xinyong.experiment.blame import Blame, Share
from xinyong.report.brief import FOOTER
from xinyong.report.clauses import consequences_table, place_of_clause, rules_table
from xinyong.report.content import Brief, Grid, Paragraph, Section, Span, Terms, Text, code, link, text
from xinyong.report.html import html
from xinyong.report.numbers import length, plain, whole
from xinyong.report.played import MADE, played_facts, played_subtitle
from xinyong.report.say import HERE, WORDINGS
from xinyong.results.disk import replace_file

BANNER = (
    "Everybody on this page is synthetic. No such person lives anywhere, and nothing here happened to anybody. It is "
    "not a credit service."
)
SHORT = (
    ("What is shared out?", "A figure of one set of rules in one synthetic population, over the parts of these rules."),
    ("What is a share?", ("The Shapley share: what the part adds on the mean over every order in which the parts could "
     "have been put in. All shares add up to the figure less what it is without any of the parts.")),
    ("What is it without the part alone?", ("The same lives with the same luck, played without this part and with all "
     "others. Where two parts bring the same harm, dropping either alone gains nothing.")),
    ("What does this not show?", "Who is at fault. A share belongs to a clause, not to an office or a person."),
)  # fmt: skip


def write_blame(found: Blame, page: Path) -> None:
    """Write a figure shared out as one HTML page that needs nothing else.

    Raises:
        InputError: the path cannot be used. ResourceError: the disk is full.
    """
    replace_file(page, html(blame_brief(found)))


def blame_brief(found: Blame) -> Brief:
    """Return the page of a figure shared out."""
    return Brief(
        lang="en",
        title=f"{figure_words(found.measure)}, shared out over {found.over}",
        mark="",
        subtitle=played_subtitle(found.recipe),
        banner=text(BANNER),
        short=Terms(tuple((text(question), text(answer)) for question, answer in SHORT), "questions"),
        sections=(_shares(found), _figure(found), *_clauses(found), _made(found)),
        footer=text(FOOTER),
    )


def figure_words(name: str) -> str:
    """Return what a measure, or a part of one, is called."""
    base, _, part = name.partition(".")
    label = WORDINGS[base].label if base in WORDINGS else base.replace("_", " ")
    return f"{label[0].upper()}{label[1:]}{f' ({part})' if part else ''}"


def _shares(found: Blame) -> Section:
    said = (
        f"{HERE.capitalize()}, with all of the parts the figure is {plain(found.whole)}, with none of them "
        f"{plain(found.nothing)} ({found.unit}), over {length(found.recipe.days)}."
    )
    blocks: list[Paragraph | Grid] = [Paragraph(text(said), "finding")]
    if found.whole == found.nothing:
        blocks.append(Paragraph(text("There is no difference to share out: the shares add up to nothing, and only say "
                                     "which parts work against each other.")))  # fmt: skip
    blocks += [_grid(found), Paragraph(text(_how(found)), "note")]
    return Section("shares", "The shares", tuple(blocks))


def _grid(found: Blame) -> Grid:
    errors = () if found.exact else ("Standard error",)
    heads = (f"Part, {HERE}", "Shapley share", *errors, "Less without it alone")
    return Grid(
        f"{figure_words(found.measure)}: {found.unit}",
        tuple(text(words) for words in heads),
        tuple(_row(one, found) for one in found.shares),
        (False, *(True for _ in heads[1:])),
    )


def _row(one: Share, found: Blame) -> tuple[Text, ...]:
    error = () if found.exact else (text("–" if one.standard_error is None else plain(one.standard_error)),)
    return _part(one, found), text(plain(one.shapley)), *error, text(plain(one.ablation))


def _part(one: Share, found: Blame) -> Text:
    """Return the name of a part, its clauses leading to where they stand below."""
    places = {f"rules.{each.id}" for each in found.recipe.scheme.rules}
    places |= {f"consequences.{each.id}" for each in found.recipe.scheme.consequences}
    names: list[str | Span] = []
    for path in one.held:
        names += [", " if names else "", link(path, f"#{place_of_clause(path)}") if path in places else code(path)]
    return text(*names) if one.held == (one.part,) else text(one.part, " (", text(*names), ")")


def _how(found: Blame) -> str:
    if found.exact:
        return "Every set of the parts was played, so the shares are exact for these lives."
    return (
        f"{whole(found.orders)} orders were drawn, half of them the reverses of the others; the standard error is that "
        "of this drawing, and more orders make it smaller."
    )


def _figure(found: Blame) -> Section:
    definition = explain(found.measure)
    facts = (
        ("What it is", definition.definition), ("Reckoned", definition.formula), ("Unit", definition.unit),
        ("Rests on", definition.rests_on), ("Cannot say", definition.cannot_say),
    )  # fmt: skip
    terms = Terms(tuple((text(name), text(said)) for name, said in facts))
    return Section("figure", "The figure that is shared out", (terms,), tells="source")


def _clauses(found: Blame) -> tuple[Section, ...]:
    scheme, world = found.recipe.scheme, found.recipe.world
    grids = [rules_table(scheme, world)] if scheme.rules else []
    grids += [consequences_table(scheme, world)] if scheme.consequences else []
    return (Section("clauses", "The clauses, and where they were read", tuple(grids), tells="source"),) if grids else ()


def _made(found: Blame) -> Section:
    command = f"xinyong blame {found.recipe.scheme.scheme} --measure {found.measure} --over {found.over}"
    facts = played_facts(found.recipe, found.plays, found.unknown, command)
    title = ("Rules", text(title_of(found.recipe.scheme)))
    return Section("made", MADE, (Terms(tuple((text(name), said) for name, said in (title, *facts))),), tells="source")
