"""The seventeen parts of a report: always there, always in the same order, each with something to say."""

import json
from dataclasses import replace

import pytest
from tests.report.made import alone, material, section, sections, texts, whole, whole_alone

from xinyong.report.as_plain import as_json
from xinyong.report.chilling import chilling_section
from xinyong.report.content import Brief, Bullets, Fold, Grid, Paragraph, words_of
from xinyong.report.design import design_section
from xinyong.report.markdown import markdown
from xinyong.report.parts import PARTS
from xinyong.report.population import population_section

SEVENTEEN = [
    "answer", "scheme", "assumed", "population", "design", "outcomes", "wrongful", "groups", "procedure", "proportion",
    "chilling", "stories", "mitigations", "sensitivity", "legal", "limits", "made",
]  # fmt: skip


def said(found: Brief, name: str) -> str:
    """Return every word of a part."""
    one = section(name, found)
    parts = [one, *sections(replace(found, sections=one.parts))]
    only = replace(found, sections=tuple(replace(part, parts=()) for part in parts), lead=())
    return " ".join(words_of(each) for each in texts(only))


@pytest.mark.parametrize("told", [whole, whole_alone])
def test_the_parts_stand_in_their_order_in_every_form(told: object) -> None:
    found: Brief = told()  # type: ignore[operator]
    assert [one.id for one in found.sections] == list(PARTS) == SEVENTEEN
    assert all(one.blocks for one in sections(found))
    written = json.loads(as_json(found))
    assert [one["id"] for one in written["sections"]] == SEVENTEEN
    heads = [line.removeprefix("## ") for line in markdown(found).splitlines() if line.startswith("## ")]
    assert len(heads) == len(SEVENTEEN) + 1


def test_no_two_parts_stand_at_one_place() -> None:
    for found in (whole(), whole_alone()):
        places = [one.id for one in sections(found)]
        assert len(places) == len(set(places))


def test_the_harms_that_weigh_most_come_first() -> None:
    bullets = next(one for one in section("answer").blocks if isinstance(one, Bullets))
    assert len(bullets.items) == 3
    assert "without any scored misdeed of their own" in words_of(bullets.items[0])
    assert "What would change the answer." in said(whole(), "answer")


def test_sources_that_differ_stand_with_the_scheme() -> None:
    captions = [one.caption for one in section("scheme").blocks if isinstance(one, Grid)]
    assert "Where sources of the scheme differ" in captions
    assert "−30 points" in said(whole(), "scheme")


def test_margins_have_a_source_and_what_is_left_of_them() -> None:
    grid = next(one for one in section("population").blocks if isinstance(one, Grid))
    assert [words_of(row[0]) for row in grid.rows] == [", ".join(one.traits) for one in material().world.margins]
    assert "No real person is in it." in said(whole(), "population")
    fold = next(one for one in section("population").blocks if isinstance(one, Fold))
    assert len(fold.blocks) == len(grid.rows)


def test_a_world_without_margins_says_so() -> None:
    world = material().world.model_copy(update={"margins": ()})
    plain = replace(material(), recipe=replace(material().recipe, world=world))
    (first, second) = population_section(plain).blocks
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert "no margin to be met" in words_of(second.text)


def test_the_design_says_what_pairing_saved_or_why_nobody_knows() -> None:
    assert "One seed was played" in said(whole(), "design")
    column = material().main
    luck = type(column.measures)(replace(one, seeds=(1, 2)) for one in column.measures)
    several = replace(
        material(), columns=(replace(column, luck=luck),), saved={"restricted_days": 0.75, "adverse_entries": -0.5}
    )
    grid = next(one for one in design_section(several).blocks if isinstance(one, Grid))
    cells = {words_of(row[0]): words_of(row[1]) for row in grid.rows}
    assert cells["Restricted days"] == "75%"
    assert cells["Entries against people"] == "none: it cost 50%"
    assert cells["Refused requests"] == "nothing varied"
    assert "was played alone" in said(whole_alone(), "design")


def test_wrongful_entries_are_told_by_rule_and_add_up() -> None:
    grids = {one.caption.partition(",")[0]: one for one in section("wrongful").blocks if isinstance(one, Grid)}
    rows = grids["Wrongful entries by rule"].rows
    assert rows
    assert {words_of(row[0]) for row in rows} <= {rule.id for rule in material().scheme.rules}
    made = sum(float(words_of(row[1]).replace(",", "")) for row in rows)
    entries = material().main.measures.one("negative_items").value
    assert made == pytest.approx(entries, rel=0.01)


def test_protected_acts_that_nobody_could_do_have_a_reason() -> None:
    acts = tuple(one for one in material().world.acts if one.kind in {"theft", "donation"})
    world = material().world.model_copy(update={"acts": acts})
    bare = replace(material(), recipe=replace(material().recipe, world=world))
    (only,) = chilling_section(bare).blocks
    assert isinstance(only, Paragraph)
    assert "declares no protected act" in words_of(only.text)


def test_what_was_forgone_is_told_by_right_and_act_by_act() -> None:
    captions = [one.caption for one in section("chilling").blocks if isinstance(one, Grid)]
    assert len(captions) == 3
    assert "lawful neighbours that no rule names" in said(whole(), "chilling")
    assert "Not asked." in said(whole_alone(), "chilling")


def test_five_lives_have_the_command_that_plays_them_again() -> None:
    lives = section("stories").parts
    assert 3 <= len(lives) <= 5
    assert "worst off" in lives[0].heading
    for one in lives:
        number = one.id.removeprefix("life-")
        assert f"xinyong case runs/lettered {number}" in said(whole(), one.id)
        assert one.heading.startswith("Synthetic subject ")
    assert "under ordinary law alone" in said(whole(), lives[0].id).lower()


def test_mitigations_that_were_not_tried_are_not_told_as_if() -> None:
    words = said(whole(), "mitigations")
    assert "not tried is not without effect" in words
    assert "xinyong mend lettered" in words


def test_what_published_counts_cannot_tell_is_said() -> None:
    words = said(whole(), "sensitivity")
    assert "Nothing that a run could be held against was found published" in words
    assert "What published aggregates cannot tell apart." in words
    assert "notice" in words


def test_the_four_fifths_label_has_both_ratios_and_its_caveats() -> None:
    words = said(whole(), "legal")
    assert "29 CFR 1607.4(D)" in words
    assert "It is no test of fairness" in words


def test_a_run_alone_has_every_part_and_says_what_was_not_asked() -> None:
    assert "was not asked" in said(whole_alone(), "design")
    assert alone().main.baseline is None
