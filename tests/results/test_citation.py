"""Every run says how to cite it, the sources of its scheme and world included."""

from typing import Any

import yaml
from tests.experiment.busy_town import busy_recipe, scheme

from xinyong.results.citation import citation

HOSTILE = 'A "quoted" title: with\ncolons # and 信用'


def cited_run(**source: Any) -> dict[str, Any]:
    sources = {"gazette": {"title": HOSTILE, "reliability": "B", **source}}
    recipe = busy_recipe(scheme=scheme(sources=sources), members={"m": scheme(scheme="m", sources=sources)})
    found: dict[str, Any] = yaml.safe_load(citation(recipe, "0.1.0", "0" * 64))
    return found


def test_it_cites_the_software_and_the_sources() -> None:
    found = cited_run(url="https://example.org/a?b=c", date="2010-03-26")
    assert found["cff-version"] == "1.2.0"
    assert found["references"][0]["version"] == "0.1.0"
    reference = next(r for r in found["references"] if r["type"] == "generic")
    assert reference["title"] == HOSTILE
    assert reference["url"] == "https://example.org/a?b=c"
    assert str(reference["date-published"]) == "2010-03-26"
    assert all("authors" in r and "title" in r and "type" in r for r in found["references"])


def test_dates_that_are_no_days() -> None:
    assert "date-published" not in cited_run(date="after 2011")["references"][1]
    assert cited_run(date="2014")["references"][1]["year"] == 2014


def test_only_web_addresses_become_links() -> None:
    assert "url" not in cited_run(url="javascript:alert(1)")["references"][1]
