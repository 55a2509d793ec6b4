"""The shipped schemes say what their sources say, fit their worlds, and put the harder end of the unknown first."""

from __future__ import annotations

import pytest

from xinyong.files.catalogue import find, shipped
from xinyong.files.evidence import Cited, Nothing, whole
from xinyong.population.read import read_world
from xinyong.scheme.check import check
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.read import read_scheme
from xinyong.scheme.settle import settle, unknowns
from xinyong.scheme.situations import NOT_PUBLISHED, read_situations
from xinyong.trial.match import fit
from xinyong.vocabulary import KINDS

SCHEMES = shipped("scheme")
PUBLISHED = {
    "loan-default": -30, "traffic-offence": -50, "drunk-driving": -50, "theft": -50, "criminal-penalty": -100,
    "family-duty": -50, "false-accusation": -100, "fakes": -35, "street-trade": -35, "party-warning": -30,
    "petition-disruptive": -50, "cult": -50, "birth-quota": -35, "national-commendation": 100, "hero-nominee": 20,
    "good-press": 15, "brave-act": 10, "gift": 10, "public-good": 10,
}  # fmt: skip
"""Points of Suining's rules that press or an agency states; all others are assumed."""


@pytest.mark.parametrize("name", SCHEMES)
def test_a_scheme_has_no_errors_and_cites_all_its_sources(name: str) -> None:
    report = check(name)
    assert report.ok, report.errors
    assert not [w for w in report.warnings if w.path.startswith("sources.")]


@pytest.mark.parametrize("name", [name for name in SCHEMES if read_scheme(name).world])
@pytest.mark.parametrize("end", [0, 1])
def test_a_scheme_fits_its_own_world_whole(name: str, end: int) -> None:
    settled = settle(read_scheme(name), 0 if end == 0 else 1)
    found = fit(settled, read_world(str(settled.world)))
    assert not found.warnings
    assert found.scheme == settled


@pytest.mark.parametrize("name", [name for name in SCHEMES if read_scheme(name).members])
@pytest.mark.parametrize("end", [0, 1])
def test_every_member_fits_the_world_whole_and_says_where_its_day_is_from(name: str, end: int) -> None:
    scheme = read_scheme(name)
    world = read_world(str(scheme.world))
    for member in scheme.members:
        settled = settle(read_scheme(member.scheme), 0 if end == 0 else 1)
        assert not fit(settled, world).warnings
        assert member.source in scheme.sources
        assert member.place in {place.id for place in world.places}


@pytest.mark.parametrize("name", SCHEMES)
def test_an_outline_assumes_every_value_and_says_no_tier(name: str) -> None:
    scheme = read_scheme(name)
    if scheme.evidence != "outline":
        return
    points = [rule.points for rule in scheme.rules if isinstance(rule.points, Cited)]
    assert all(one.grade == "assumed" for one in points)
    if not scheme.tiers:
        return
    expected = [one.tier for situation in read_situations(name) for one in situation.expect if one.tier]
    assert expected
    assert set(expected) == {NOT_PUBLISHED}


@pytest.mark.parametrize("name", [name for name in SCHEMES if read_scheme(name).evidence in {"text", "items"}])
def test_a_scheme_known_by_its_text_or_items_has_ten_situations(name: str) -> None:
    assert len(read_situations(name)) >= 10


@pytest.mark.parametrize("name", [name for name in SCHEMES if read_scheme(name).evidence != "composite"])
def test_a_scheme_says_in_notes_what_it_assumed(name: str) -> None:
    notes = find(name, "scheme").path.with_name("NOTES.md").read_text(encoding="utf-8")
    assert "assumed" in notes.lower()


@pytest.mark.parametrize(
    ("name", "world"),
    [("suining-2010", "suining"), ("suining-2010", "suining-watched"), ("pilot-100-200", "pilot-city"),
     ("pilot-100-200", "anytown"), ("none", "suining"), ("none", "anytown"),
     ("travel-list-2018", "china-2014"), ("firm-list-2018", "china-2014")],
)  # fmt: skip
@pytest.mark.parametrize("end", [0, 1])
def test_a_scheme_fits_its_worlds_whole(name: str, world: str, end: int) -> None:
    settled = settle(read_scheme(name), 0 if end == 0 else 1)
    found = fit(settled, read_world(world))
    fitted, warnings = found.scheme, found.warnings
    assert not warnings
    assert fitted == settled
    assert not unknowns(settled)


def _published(scheme: Scheme) -> dict[str, int | None]:
    return {r.id: whole(r.points) for r in scheme.rules if isinstance(r.points, Cited) and r.points.grade != "assumed"}


def test_suining_states_the_published_points_and_assumes_the_rest() -> None:
    scheme = read_scheme("suining-2010")
    assert _published(scheme) == PUBLISHED
    for rule in scheme.rules:
        if rule.id not in PUBLISHED:
            assert isinstance(rule.points, Cited)
            assert rule.points.range is not None


def test_suining_has_the_four_classes_of_its_sources() -> None:
    scheme = read_scheme("suining-2010")
    assert [(t.id, whole(t.at_least)) for t in scheme.tiers] == [("A", 970), ("B", 850), ("C", 600), ("D", None)]
    assert scheme.score is not None
    assert whole(scheme.score.start) == 1000


def test_the_first_end_of_what_nobody_published_is_the_harder_one() -> None:
    hard, mild = (settle(read_scheme("suining-2010"), end) for end in (0, 1))
    assert isinstance(hard.notice, Nothing)
    assert isinstance(hard.objection, Nothing)
    assert not isinstance(mild.notice, Nothing)
    assert not isinstance(mild.objection, Nothing)
    assert hard.score is not None
    assert mild.score is not None
    assert (whole(hard.score.floor), whole(hard.score.ceiling)) == (None, 1000)
    assert (whole(mild.score.floor), whole(mild.score.ceiling)) == (0, None)


def test_no_rule_punishes_lawful_conduct_under_its_own_name_unless_its_words_do() -> None:
    """A rule on harmful conduct names the harmful act; the lawful one beside it is reached by confusion alone."""
    kinds = {a.id: a.kind for a in read_world("suining").acts}
    named = {r.act for r in read_scheme("suining-2010").rules if KINDS[kinds[r.act]].right}
    assert named == {"banned-group-membership", "birth-beyond-quota"}
    assert {"petition", "worship", "online-criticism"} <= set(kinds) - named


def test_the_pilot_uses_the_features_it_ships_to_show() -> None:
    scheme = read_scheme("pilot-100-200")
    assert all([scheme.caps, scheme.repairs, scheme.publicity, [r for r in scheme.rules if r.repeat]])
    assert not isinstance(scheme.notice, Nothing)
    assert not isinstance(scheme.objection, Nothing)
    assert scheme.consent is not None
    assert not scheme.consent.needed


def test_none_is_empty() -> None:
    scheme = read_scheme("none")
    assert (scheme.score, scheme.rules, scheme.tiers, scheme.lists, scheme.consequences) == (None, (), (), (), ())
