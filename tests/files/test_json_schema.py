import json

from xinyong.files.evidence import Record
from xinyong.files.json_schema import schema_text


def test_an_editor_gets_titles_and_explanations(shelf: type[Record]) -> None:
    schema = json.loads(schema_text(shelf, name="shelf", title="Shelf file", about="Things on a shelf."))
    assert (schema["$id"], schema["title"]) == ("urn:xinyong:schema:shelf", "Shelf file")
    assert schema["description"] == "Things on a shelf."
    cited = schema["$defs"]["Cited"]
    assert cited["description"].startswith("One number with its evidence. `range` is (low, high)")
    assert cited["properties"]["value"]["description"] == "The number itself."
    assert set(cited["required"]) == {"value", "unit", "grade"}
    assert "from" in cited["properties"]
    assert cited["additionalProperties"] is False
