"""How to cite a run: the software, and the sources its scheme and world lean on (Citation File Format 1.2.0)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from xinyong.files.evidence import Source
from xinyong.results.recipe import Recipe

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_YEAR = re.compile(r"\d{4}\Z")


def citation(recipe: Recipe, version: str, result_sha256: str) -> str:
    """Return the text of a run's CITATION.cff."""
    title = f"Synthetic run of {recipe.scheme.scheme} in {recipe.world.world}, as modelled by Xinyong"
    lines = [
        "cff-version: 1.2.0",
        'message: "If you use this run, please cite Xinyong and the sources of its scheme and world."',
        f"title: {_text(title)}",
        "type: dataset",
        "authors:",
        '  - name: "The Xinyong contributors"',
        "identifiers:",
        "  - type: other",
        f"    value: {_text('sha256:' + result_sha256)}",
        '    description: "result_sha256 of the run"',
        "references:",
        "  - type: software",
        '    title: "Xinyong: a laboratory for social credit schemes on synthetic people"',
        f"    version: {_text(version)}",
        "    license: Apache-2.0",
        "    authors:",
        '      - name: "The Xinyong contributors"',
    ]
    sources = {**recipe.world.sources, **recipe.scheme.sources}
    for one in recipe.members.values():
        sources |= one.sources
    for name in sorted(sources):
        lines += _reference(sources[name])
    return "\n".join(lines) + "\n"


def _reference(source: Source) -> Iterator[str]:
    yield "  - type: generic"
    yield f"    title: {_text(source.title)}"
    yield "    authors:"
    yield '      - name: "author not stated in the scheme file"'
    if source.url.startswith(("http://", "https://")):
        yield f"    url: {_text(source.url)}"
    if _DAY.match(source.date):
        yield f"    date-published: {source.date}"
    elif _YEAR.match(source.date):
        yield f"    year: {source.date}"


def _text(words: str) -> str:
    """Return words as a YAML scalar; a JSON string is one."""
    return json.dumps(words, ensure_ascii=False)
