"""Reports of the lively town, played once by the reference, and one whose every text is hostile."""

from dataclasses import replace
from functools import cache
from typing import Any

from tests.audit.hand_made import NONE, WHY, cited, no_scheme, rule
from tests.experiment.lively import lively_town, strict

from xinyong.experiment.compare import compare_recipes
from xinyong.experiment.execute import perform
from xinyong.experiment.pair import Pair
from xinyong.population.world import World
from xinyong.reference.watch import play_watched
from xinyong.report.brief import brief
from xinyong.report.content import (
    Brief,
    Bullets,
    Chart,
    Fold,
    Grid,
    Paragraph,
    Section,
    Sides,
    Terms,
    Text,
    words_of,
)
from xinyong.report.gather import Playing, from_pair, from_run_alone
from xinyong.report.material import Material
from xinyong.results.recipe import Recipe
from xinyong.results.record import Run
from xinyong.scheme.clauses import Scheme

N_PEOPLE = 120
DAYS = 84

SOURCES = {
    "gazette": {
        "title": "The town's gazette",
        "url": "https://example.org/gazette?a=1&b=2",
        "date": "2019",
        "reliability": "B",
    },
    "rumour": {"title": "A rumour", "url": "", "date": "", "reliability": "D"},
}

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><svg onload=alert(1)>",
    "{{ 7 * 7 }} {% raw %}",
    "](javascript:alert(1)) | **x** `y` <!-- z",
)

BAD_LINKS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//example.org/x",
    'https://example.org/" onclick="alert(1)',
    "https://example.org/<script>",
    " https://example.org",
    "file:///etc/passwd",
)


def lettered(**changes: Any) -> Scheme:
    """Return the strict scheme with sources, a rival, a clause that nobody published, and an assumed range."""
    theft = rule("theft", "theft", -20) | {
        "text": "taking what is not yours",
        "grade": "press",
        "source": "gazette",
        "at": "page 3",
        "points": {
            "value": -20, "unit": "point", "grade": "press", "source": "gazette",
            "rivals": [{"value": -30, "source": "rumour", "grade": "hearsay", "note": "said once"}],
        },
    }  # fmt: skip
    petition = rule("petition", "petition", -20) | {"points": cited(-20, "point", -40, -10)}
    notice = {
        "unknown": True,
        "between": [NONE, {"by": "letter", "delay": cited(3, "day", 1, 9), **WHY}],
        "looked": ["gazette"],
    }
    found = {
        "scheme": "lettered",
        "evidence": "items",
        "name": {"en": "Lettered ladder", "zh-Hans": "字梯", "pinyin": "zì tī"},
        "issued_by": {"body": "town council", "place": "here", "level": "county"},
        "sources": SOURCES,
        "rules": [theft, petition, rule("donation", "donation", 5)],
        "notice": notice,
    }
    return strict(**(found | changes))


def recipe(scheme: Scheme | None = None, world: World | None = None, **changes: Any) -> Recipe:
    return replace(Recipe(scheme or lettered(), world or lively_town(), N_PEOPLE, DAYS), **changes)


@cache
def pair() -> Pair:
    return compare_recipes(recipe(no_scheme()), recipe(), play=play_watched)


@cache
def material() -> Material:
    return from_pair(pair(), Playing("reference", echo_people=0))


@cache
def run() -> Run:
    return perform(recipe(), engine="reference")


@cache
def alone() -> Material:
    """Return the material of a run with nothing beside it."""
    return from_run_alone(run())


@cache
def whole() -> Brief:
    return brief(material(), where="runs/lettered")


@cache
def whole_alone() -> Brief:
    return brief(alone())


@cache
def hostile() -> Brief:
    """Return a report in which every text of its files is a payload, and every link leads where it must not."""
    bad = iter(PAYLOADS * 50)
    sources = {f"s{n}": {"title": next(bad), "url": url, "date": next(bad), "reliability": "B", "note": next(bad)}
               for n, url in enumerate(BAD_LINKS)}  # fmt: skip
    theft = rule("theft", "theft", -20) | {"text": next(bad), "at": next(bad), "source": "s0", "also": [*sources]}
    tiers = [
        {"id": "good", "label": next(bad), "at_least": cited(90, "point")},
        {"id": "poor", "label": next(bad)},
    ]
    scheme = strict(
        name={"en": next(bad), "zh-Hans": next(bad), "pinyin": next(bad)},
        about=next(bad),
        issued_by={"body": next(bad), "place": next(bad), "level": "county"},
        sources=sources,
        tiers=tiers,
        rules=[theft],
        objection=NONE | {"why": next(bad)},
        publicity=[
            {"id": "board", "channel": "web-list", "text": next(bad), "delay": cited(0, "day"), "term": NONE, **WHY}
        ],
    )
    calm = lively_town()
    acts = [one.model_dump(by_alias=True) | {"name": {"en": next(bad)}} for one in calm.acts]
    services = [one.model_dump(by_alias=True) | {"name": {"en": next(bad)}} for one in calm.services]
    world = lively_town(acts=acts, services=services, name={"en": next(bad)}, deterrence=None)
    return brief(from_run_alone(perform(recipe(scheme, world), engine="reference")), where=next(bad))


def sections(found: Brief | Section) -> list[Section]:
    """Return every part of a report, those inside others too, in order."""
    inside = found.sections if isinstance(found, Brief) else found.parts
    return [each for one in inside for each in (one, *sections(one))]


def section(name: str, found: Brief | None = None) -> Section:
    """Return the part that stands at a place."""
    return next(one for one in sections(found or whole()) if one.id == name)


def inner(block: Any) -> list[Any]:
    """Return a block with those inside it."""
    return [block, *(block.blocks if isinstance(block, Fold) else [block.table] if isinstance(block, Chart) else [])]


def blocks(found: Brief) -> list[Any]:
    """Return every block of a report, those inside folds and charts too."""
    first = [*found.lead, found.short]
    return [each for block in (*first, *(b for one in sections(found) for b in one.blocks)) for each in inner(block)]


def findings(found: Brief) -> list[str]:
    """Return every text that speaks about the result: the answers, findings, captions of pictures."""
    said = [words_of(answer) for _, answer in found.short.pairs]
    for part in (Section("lead", "", found.lead), *sections(found)):
        for block in part.blocks:
            if isinstance(block, Paragraph) and block.manner == "finding":
                said.append(words_of(block.text))
            elif isinstance(block, Bullets) and part.id in {"answer", "published"}:
                said += [words_of(item) for item in block.items]
            elif isinstance(block, Sides):
                said += [words_of(block.left), words_of(block.right)]
            elif isinstance(block, Chart):
                said.append(block.says)
    return said


def texts(found: Brief) -> list[Text]:
    """Return every text of a report."""
    out: list[Text] = [found.subtitle, found.banner, found.footer]
    for block in blocks(found):
        if isinstance(block, Paragraph):
            out.append(block.text)
        elif isinstance(block, Bullets):
            out += block.items
        elif isinstance(block, Terms):
            out += [one for pair_ in block.pairs for one in pair_]
        elif isinstance(block, Grid):
            out += [*block.head, *(cell for row in block.rows for cell in row), block.note]
        elif isinstance(block, Sides):
            out += [block.left, block.right]
    return out
