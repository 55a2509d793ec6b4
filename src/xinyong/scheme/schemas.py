"""The JSON Schemas of scheme files and situations files."""

from __future__ import annotations

from xinyong.files.json_schema import schema_text
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.situations import Situations


def scheme_schema() -> str:
    """Return the JSON Schema of `scheme.yaml`."""
    about = "The rules of a social credit scheme, each with its source. `xinyong check` says more than this schema can."
    return schema_text(Scheme, name="scheme", title="Xinyong scheme file", about=about)


def situations_schema() -> str:
    """Return the JSON Schema of `situations.yaml`."""
    about = "Scripted lives of kinds of people, never of persons, with what must come of each under the scheme."
    return schema_text(Situations, name="situations", title="Xinyong situations file", about=about)
