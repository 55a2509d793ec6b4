"""The schema that ships is the one that the records give. To write it anew, run this file as a script."""

import json
from importlib import import_module, resources
from pathlib import Path

from xinyong.files.strict_yaml import load
from xinyong.population.schemas import world_schema

HERE = Path(__file__).parent


def shipped_file() -> Path:
    return Path(str(resources.files("xinyong"))) / "schemas" / "world.schema.json"


def test_the_shipped_schema_is_current() -> None:
    assert shipped_file().read_text(encoding="utf-8") == world_schema(), f"run: python {__file__}"


def test_the_schema_takes_the_example_and_refuses_a_slip() -> None:
    jsonschema = import_module("jsonschema")
    data = load(HERE / "example-world" / "world.yaml", shown="world.yaml").data
    validator = jsonschema.Draft202012Validator(json.loads(world_schema()))
    validator.check_schema(validator.schema)
    assert list(validator.iter_errors(data)) == []
    assert list(validator.iter_errors(data | {"slip": 1})) != []


if __name__ == "__main__":
    shipped_file().write_text(world_schema(), encoding="utf-8")
