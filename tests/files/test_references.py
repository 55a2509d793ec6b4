from xinyong.files.evidence import Record
from xinyong.files.references import fields_of, once, records_in, refer, refer_one, sources_listed
from xinyong.files.strict_yaml import parse


def test_names_lead_somewhere() -> None:
    said = [(one.spot, one.message, one.hint) for one in refer(("x",), ["a", "bb", "a"], ["a", "b"], what="rules")]
    assert said == [
        (("x", 1), "found `bb`, expected one of the declared rules", "did you mean `b`?"),
        (("x", 2), "found `a` again, expected it once", "take one out"),
    ]
    assert list(refer_one(("x",), "a", ["a"], what="rules")) == []


def test_ids_stand_once(shelf: type[Record], shelf_text: str) -> None:
    record = shelf.model_validate(parse(shelf_text.replace("id: jug", "id: cup"), shown="f").data)
    items = getattr(record, "items")  # noqa: B009
    assert [(one.spot, one.message) for one in once("items", items)] == [
        (("items", 1, "id"), "found the id `cup` again, expected it once")
    ]


def test_cited_sources_are_listed(shelf: type[Record], shelf_text: str) -> None:
    text = shelf_text.replace("looked: [paper]", "looked: [papr]").replace(
        "press, source: paper}", "press, source: s, also: [t]}", 1
    )
    record = shelf.model_validate(parse(text, shown="f").data)
    assert [(one.spot, one.hint) for one in sources_listed(record, ["paper"])] == [
        (("items", 0, "amount", "source"), "sources: paper"),
        (("items", 0, "amount", "also", 0), "sources: paper"),
        (("items", 1, "term", "looked", 0), "did you mean `paper`?"),
    ]


def test_every_record_inside_a_record_is_met_once(shelf: type[Record], shelf_text: str) -> None:
    record = shelf.model_validate(parse(shelf_text, shown="f").data)
    spots = [spot for spot, _ in records_in(record)]
    assert spots[:3] == [(), ("name",), ("sources", "paper")]
    assert len(spots) == len(set(spots)) == 11
    assert "zh-Hans" in dict(fields_of(getattr(record, "name")))  # noqa: B009
