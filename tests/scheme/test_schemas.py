"""The schemas that ship are those that the records give. To write them anew, run this file as a script."""

import json
from collections.abc import Callable
from importlib import import_module, resources
from pathlib import Path

import pytest

from xinyong.files.strict_yaml import load
from xinyong.scheme.schemas import scheme_schema, situations_schema

SCHEMAS: dict[str, Callable[[], str]] = {"scheme": scheme_schema, "situations": situations_schema}


def shipped_file(name: str) -> Path:
    return Path(str(resources.files("xinyong"))) / "schemas" / f"{name}.schema.json"


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_shipped_schema_is_current(name: str) -> None:
    assert shipped_file(name).read_text(encoding="utf-8") == SCHEMAS[name](), f"run: python {__file__}"


@pytest.mark.parametrize(("name", "file"), [("scheme", "example.yaml"), ("situations", "situations.yaml")])
def test_the_schema_takes_the_example_and_refuses_a_slip(name: str, file: str) -> None:
    jsonschema = import_module("jsonschema")
    data = load(Path(__file__).parent / file, shown=file).data
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMAS[name]()))
    validator.check_schema(validator.schema)
    assert list(validator.iter_errors(data)) == []
    assert list(validator.iter_errors(data | {"slip": 1})) != []


if __name__ == "__main__":
    for each, text_of in SCHEMAS.items():
        shipped_file(each).write_text(text_of(), encoding="utf-8")
