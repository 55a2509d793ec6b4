"""The closing parts of a report: what it is not, how it was made and can be checked, and how to cite it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from xinyong.files.evidence import Source
from xinyong.report.content import Bullets, Fold, Grid, Paragraph, Section, Terms, Text, code, link, strong, text
from xinyong.report.figure_table import figures_section
from xinyong.report.material import Material
from xinyong.report.numbers import length, whole
from xinyong.report.places import place_of_source
from xinyong.results.digest import result_sha256

RELIABILITY = {
    "A": "seen, official or primary",
    "B": "seen, press or secondary",
    "C": "seen, weak",
    "D": "recalled, to be checked",
    "X": "derived",
    "G": "guess",
    "S": "press article the project started from",
}
"""Letters of reliability of a source, in words."""


NOT_REAL = "It is what one set of written rules, and many assumptions, do to people who do not exist."
NOT_TRUE = (
    "Published counts stand beside the model where there are any; agreeing with a few of them does not make the rest "
    "true."
)
VERIFY = " hashes every file again, plays sampled people again, and plays the run again as far as it is allowed"
"""What the command that checks a run does."""


def made_section(material: Material, where: str) -> Section:
    """Return how the run was made and how anybody can check and cite it, its sources, and where each figure is from."""
    manifest = material.manifest
    return Section(
        "made",
        "Manifest, hashes, how to check it and how to cite it",
        (
            Terms(tuple((text(name), value) for name, value in _facts(material, where))),
            Fold("Versions, platform and files", (_versions(manifest), *_files(manifest))),
            *_warnings(material),
            Paragraph(text(strong("How to cite. "), cite(material))),
        ),
        (sources_section(material), figures_section(material)),
        tells="source",
    )


def _facts(material: Material, where: str) -> list[tuple[str, Text]]:
    recipe, manifest = material.recipe, material.manifest
    scenarios = "; ".join(f"{c.response} ({c.said})" for c in material.columns)
    return [
        ("Scheme", text(code(recipe.scheme.scheme), ", SHA-256 ", code(_sha(manifest, "scheme")))),
        ("World", text(code(recipe.world.world), ", SHA-256 ", code(_sha(manifest, "world")))),
        ("People", text(f"{whole(material.n_people)} synthetic people, none of them real")),
        ("Length", text(f"{length(material.days)}, in windows of {recipe.window_days} days")),
        ("Seed", text(", ".join(map(str, material.seeds)))),
        *([("Stopping", text(material.stopping.says))] if material.stopping else []),
        ("Response scenarios", text(scenarios)),
        ("Engine", text(f"{manifest.get('engine', material.outcome.engine)}, with {manifest.get('threads', 1)} "
                        f"thread{'' if manifest.get('threads', 1) == 1 else 's'}; neither can change a result")),
        ("Result SHA-256", text(code(str(manifest.get("result_sha256", "not computed"))))),
        ("Check it", text(code(f"xinyong verify {where}"), VERIFY)),
    ]  # fmt: skip


def _sha(manifest: Mapping[str, Any], what: str) -> str:
    found = manifest.get(what, {})
    return str(found.get("sha256", "not computed")) if isinstance(found, Mapping) else "not computed"


def _versions(manifest: Mapping[str, Any]) -> Grid:
    rows = [*manifest.get("versions", {}).items(), *manifest.get("platform", {}).items()]
    return Grid(
        "Versions and platform; the platform cannot change a result",
        (text("What"), text("Which")),
        tuple((text(str(name)), text(str(value))) for name, value in rows),
        (False, False),
    )


def _files(manifest: Mapping[str, Any]) -> tuple[Grid, ...]:
    files = manifest.get("files", {})
    if not files:
        return ()
    rows = tuple(
        (text(code(name)), text(whole(int(one.get("rows") or 0))), text(code(str(one["sha256"]))))
        for name, one in files.items()
    )
    return (Grid("Files of the run", (text("File"), text("Rows"), text("SHA-256")), rows, (False, True, False)),)


def _warnings(material: Material) -> tuple[Paragraph | Bullets, ...]:
    said = [str(words) for words in material.manifest.get("warnings", ())]
    said += [f"The response of {name} went above its bound and was cut." for name in material.manifest.get("cut", ())]
    if not said:
        return ()
    return (Paragraph(text(strong("Warnings of the run."))), Bullets(tuple(text(words) for words in said)))


def cite(material: Material) -> Text:
    """Return how to cite this report."""
    digest = str(material.manifest.get("result_sha256", ""))
    made = str(material.manifest.get("versions", {}).get("xinyong", version("xinyong")))
    return text(
        f"The Xinyong contributors. Xinyong {made}: {material.scheme.scheme} in {material.world.world}, as modelled, "
        f"{whole(material.n_people)} synthetic people, {length(material.days)}, seed {material.recipe.seed}"
        f"{f', result {digest[:16]}' if digest else ''}. Cite the sources below too; the run's CITATION.cff lists "
        "them.",
    )


def source_line(material: Material) -> str:
    """Return the line that goes with a sentence or a picture that is shown elsewhere: where it is from."""
    recipe = material.recipe
    return (
        f"Xinyong {version('xinyong')}, a model of synthetic people: {recipe.scheme.scheme} in {recipe.world.world}, "
        f"seed {recipe.seed}, result {result_sha256(material.outcome)[:16]}; {material.assumed}. Sources of the rules: "
        f"`xinyong show {recipe.scheme.scheme}`. Check it: `xinyong verify`."
    )


def sources_section(material: Material) -> Section:
    """Return every source of scheme and world, as links."""
    found: dict[str, Source] = {**material.world.sources, **material.scheme.sources}
    rows = tuple(
        (
            text(code(name)),
            text(link(one.title, one.url)),
            text(one.date),
            text(RELIABILITY[one.reliability]),
            text(one.note),
        )
        for name, one in sorted(found.items())
    )
    if not rows:
        return Section("sources", "Sources", (Paragraph(text("Neither the scheme nor the world lists a source.")),),
                       tells="source")  # fmt: skip
    head = tuple(text(words) for words in ("Short name", "Source", "Date", "How sure", "Note"))
    places = tuple(place_of_source(name) for name in sorted(found))
    table = Grid("Sources of the scheme and of the world", head, rows, (False,) * 5, ids=places)
    lead = "Links lead to the pages that were read; nothing on this page is fetched from them."
    return Section(
        "sources", "Sources", (Paragraph(text(lead)), Fold(f"All {len(rows)} sources", (table,))), tells="source"
    )
