"""Every provision says where it was read and when; nothing that is printed calls a scheme prohibited or allowed."""

import json
import re

import pytest

from xinyong.audit.legal.findings import STATES
from xinyong.audit.legal.shape import legal_shape
from xinyong.audit.legal.signs import GROUPS, SIGNS
from xinyong.audit.legal.texts import NO_VERDICT, NOT_ADVICE, LegalText, legal_texts, read_together
from xinyong.experiment.home import home_of
from xinyong.files.catalogue import shipped
from xinyong.population.domains import DOMAINS, OF_KINDS, UNPLACED_KINDS
from xinyong.population.read import read_world
from xinyong.scheme.read import read_scheme
from xinyong.vocabulary import KINDS

DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


@pytest.mark.parametrize("text", legal_texts().values(), ids=lambda text: text.id)
def test_a_provision_has_article_date_and_source(text: LegalText) -> None:
    assert text.article
    assert text.instrument
    assert DATE.match(text.checked)
    assert DATE.match(text.applies_from)
    assert text.seen
    assert all(address.startswith(("http://", "https://")) for address in text.seen)
    if text.status == "secondary" and text.form == "quoted":
        assert len(text.seen) >= 2 or "Compared with" in text.note
    assert text.as_json()["not_advice"] == NOT_ADVICE


def test_the_points_of_the_article_are_parts_of_its_words() -> None:
    texts = legal_texts()
    for point in ("i", "ii"):
        assert texts[f"ai-act-5-1-c-{point}"].text in texts["ai-act-5-1-c"].text


def test_provisions_are_named_once_in_their_groups() -> None:
    groups = read_together(legal_texts().values())
    assert sorted(text.id for group in groups for text in group) == sorted(legal_texts())
    assert max(len(group) for group in groups) == 7


def test_every_sign_stands_in_a_group_and_under_a_provision() -> None:
    for sign in SIGNS.values():
        assert sign.group in GROUPS
        assert sign.text in legal_texts()
        assert sign.asks.endswith("?")


def test_every_kind_of_act_has_a_domain_or_is_known_to_have_none() -> None:
    assert set(OF_KINDS) | set(UNPLACED_KINDS) == set(KINDS)
    assert not set(OF_KINDS) & set(UNPLACED_KINDS)
    assert set(OF_KINDS.values()) <= set(DOMAINS)


@pytest.mark.parametrize("name", shipped("world"))
def test_every_service_and_every_act_of_a_shipped_world_is_placed(name: str) -> None:
    world = read_world(name)
    assert [one.id for one in world.services if one.domain is None] == []
    assert [act.id for act in world.acts if act.happens_in is None] == []


@pytest.mark.parametrize("name", shipped("scheme"))
def test_every_scheme_has_a_shape_that_gives_no_verdict(name: str) -> None:
    scheme = read_scheme(name)
    shape = legal_shape(scheme, home_of(scheme, scheme.world or "anytown"))
    assert [one.sign for one in shape.signs] == list(SIGNS)
    assert shape.conditions[0].answer == "cannot be told from a file"
    found = shape.as_json()
    assert found["not_advice"] == NOT_ADVICE
    for one in found["signs"]:
        assert one["state"] in STATES.values()
        assert one["clauses"] or one["state"] == STATES["not seen"]
    written = json.dumps({key: found[key] for key in ("conditions", "signs")}).lower().replace(NO_VERDICT.lower(), "")
    assert not re.search(r"\b(compliant|complies|passes|is prohibited|is allowed)\b", written)
