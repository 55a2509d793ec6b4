"""The results as a file of numbers, a table and a picture."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert
from benchmarks.score_1 import race
from benchmarks.score_1.agreement import limit
from benchmarks.score_1.contestants import BORROWED, REFERENCE, XINYONG, Contestant
from benchmarks.score_1.environments import versions

SORTS = {
    XINYONG: "the laboratory, by its command line",
    "peer": "peer, left to itself",
    BORROWED: "peer with a sampler from outside the framework",
    "ceiling": "ceiling, written by hand",
}
COLOURS = ("#D55E00", "#0072B2", "#009E73", "#000000")
DASHES = ([1, 0], [7, 3], [2, 2], [9, 3, 2, 3])
CAVEAT = (
    "Times depend on the machine and on what else it did; the load before each run is in the file of numbers. Only "
    "ratios within one run of the benchmark mean anything, and small ones mean little."
)


def content(found: race.Race, contestants: Sequence[Contestant], machine: Mapping[str, Any]) -> dict[str, Any]:
    """Return everything that was found, as one object for JSON."""
    return {
        "benchmark": "SCORE-1",
        "machine": dict(machine),
        "contestants": [
            {**asdict(one), "versions": versions(one.environment) if one.environment else []} for one in contestants
        ],
        "agreement": {name: {**asdict(one), "z": dict(one.z)} for name, one in found.agreements.items()},
        "absent": found.absent,
        "apart": found.apart,
        "beside": found.beside,
        "runs": found.times,
        "medians": race.medians(found.times),
    }


def _number(value: float | None, unit: float = 1.0) -> str:
    return "" if value is None else f"{value / unit:,.3g}" if value / unit < 1000 else f"{value / unit:,.0f}"


def _seconds_of(medians: Sequence[Mapping[str, Any]], name: str, people: int) -> float | None:
    return next((row["seconds"] for row in medians if (row["name"], row["people"]) == (name, people)), None)


def rows_of(numbers: Mapping[str, Any], people: int) -> list[str]:
    """Return the lines of the table of one size, the fastest first."""
    medians = numbers["medians"]
    sort = {one["name"]: one["sort"] for one in numbers["contestants"]}
    base = _seconds_of(medians, REFERENCE.name, people)
    lines = []
    for row in sorted((row for row in medians if row["people"] == people), key=lambda row: row["seconds"]):
        speed, kind = f"{row['subject_days_per_second']:.2g}", SORTS[sort[row["name"]]]
        times = _number(base / row["seconds"]) if base else ""
        measured = (_number(row["seconds"]), _number(row["process_seconds"]), speed, times)
        memory = (_number(row["peak_bytes"], 2**20), _number(row["bytes_per_person"]))
        lines.append(f"| {' | '.join((row['name'], kind, *measured, *memory))} |")
    return lines


def agreement_lines(numbers: Mapping[str, Any]) -> list[str]:
    """Return the lines of the table of agreement."""
    lines = []
    left_out = {one["name"]: one["left_out"] for one in numbers["contestants"]}
    for name, one in numbers["agreement"].items():
        summary, z = max(one["z"].items(), key=lambda pair: abs(pair[1]))
        most, apart = limit(one["seeds"]), ", ".join(what for what, _ in left_out[name])
        lines.append(
            f"| {name} | {one['people']:,} | {one['seeds']} | {abs(z):.1f} ({summary}) | {most:.1f} | {apart} |"
        )
    return lines


def apart_lines(numbers: Mapping[str, Any]) -> list[str]:
    """Return what is told beside the comparison: summaries that do not decide, the shadow account, strays that wait."""
    why = {one["name"]: dict(one["left_out"]) for one in numbers["contestants"]}
    lines = [
        f"* {name}, {what}: {ours:,.1f} a year, {REFERENCE.name} {theirs:,.1f}, {abs(z):.1f} standard errors apart "
        f"({why[name][what]})."
        for name, found in numbers["apart"].items()
        for what, (ours, theirs, z) in found.items()
    ]
    for name, found in numbers["beside"].items():
        lines.append(
            f"* {name}: {found['shadow_days']:,.0f} days restricted wrongly by its shadow account, where the shortcut "
            f"of step 8 counts {found['wrongful_days']:,.0f}, on average of the years of the comparison."
        )
        lines.append(
            f"* {name}: {found['strays']:,.0f} stray records in a year of {numbers['agreement'][name]['people']:,} "
            f"people, applied {found['days_waited']:.1f} days later than the next day on average."
        )
    return ["", *lines] if lines else []


def standing_lines(numbers: Mapping[str, Any], people: int) -> list[str]:
    """Return how the laboratory stands to sparse NumPy, to the fastest peer framework and to the ceilings."""
    sort = {one["name"]: one["sort"] for one in numbers["contestants"]}
    seconds = {row["name"]: row["seconds"] for row in numbers["medians"] if row["people"] == people}
    frameworks = [name for name in seconds if sort[name] in ("peer", BORROWED) and name != REFERENCE.name]
    others = [REFERENCE.name] if REFERENCE.name in seconds else []
    others += [min(frameworks, key=seconds.__getitem__)] if frameworks else []
    lines = []
    for name in (name for name in seconds if sort[name] == XINYONG):
        parts = [f"{seconds[other] / seconds[name]:.2g} times the speed of {other}" for other in others]
        ceilings = (other for other in seconds if sort[other] == "ceiling")
        parts += [f"{seconds[other] / seconds[name]:.0%} of {other}" for other in ceilings]
        lines.append(f"* {name}: {', '.join(parts)}.")
    return ["", *lines] if lines else []


def page(numbers: Mapping[str, Any]) -> str:
    """Return the results as Markdown."""
    machine = numbers["machine"]
    loads = [run["load_before"] for run in numbers["runs"]]
    load = f"{min(loads):.1f} to {max(loads):.1f}" if loads else "not measured"
    text = [
        "# SCORE-1: a year of one law, played by many",
        "",
        "Made by `python -m benchmarks.score_1`; what is timed, and what agreement means, is said in its README.",
        "",
        f"{machine['cpu']}, {machine['cores']} cores, {machine['system']}, Python {machine['python']}; load {load}.",
        CAVEAT,
        "",
        "## Agreement",
        "",
        f"Means over seeds against {REFERENCE.name}; below the limit is agreement.",
        "The limit is 4 from 60 seeds on each side, and wider where seeds are few.",
        "",
        "| | people | seeds | largest \\|z\\| | limit | not compared |",
        "| --- | --- | --- | --- | --- | --- |",
        *agreement_lines(numbers),
        *apart_lines(numbers),
    ]
    for people in sorted({row["people"] for row in numbers["medians"]}):
        runs = max(row["runs"] for row in numbers["medians"] if row["people"] == people)
        text += [
            "",
            f"## {people:,} people",
            "",
            f"Medians of {runs}, in turns." if runs > 1 else "One run each: an order of magnitude, no more.",
            "",
            "| | | seconds | whole process | subject-days a second | times sparse NumPy | peak MiB | bytes a person |",
            "| --- | --- | --- | --- | --- | --- | --- | --- |",
            *rows_of(numbers, people),
            *standing_lines(numbers, people),
        ]
    if numbers["absent"]:
        text += ["", "## Without times", "", *(f"* {name}: {why}" for name, why in numbers["absent"].items())]
    return "\n".join([*text, ""])


def labels(ends: Sequence[Mapping[str, Any]], factor: float) -> list[dict[str, Any]]:
    """Return where the name of each line stands: at its end, moved up where it would lie on another name.

    Two names at one size are at least a `factor` of speed apart.
    """
    placed: list[dict[str, Any]] = []
    for end in sorted(ends, key=lambda one: one["speed"]):
        below = [one["speed"] for one in placed if one["people"] == end["people"]]
        placed.append({**end, "speed": max([end["speed"], *(speed * factor for speed in below)])})
    return placed


def chart(numbers: Mapping[str, Any]) -> str:
    """Return a picture of subject-days a second against people, as SVG."""
    sort = {one["name"]: SORTS[one["sort"]] for one in numbers["contestants"]}
    values = [
        {"name": name, "people": row["people"], "speed": row["subject_days_per_second"], "sort": sort[name]}
        for row in numbers["medians"]
        for name in [row["name"]]
    ]
    speeds = [value["speed"] for value in values]
    # A line of small letters is a thirty-fifth of the height of the picture.
    names = labels(list({value["name"]: value for value in values}.values()), (max(speeds) / min(speeds)) ** (1 / 32))
    sorts = list(SORTS.values())
    base = alt.Chart(alt.InlineData(values=values)).encode(
        x=alt.X("people:Q", scale=alt.Scale(type="log"), title="people", axis=alt.Axis(format="~s")),
        y=alt.Y("speed:Q", scale=alt.Scale(type="log"), title="subject-days a second", axis=alt.Axis(format="~e")),
        color=alt.Color("sort:N", title=None, scale=alt.Scale(range=list(COLOURS), domain=sorts),
                        legend=alt.Legend(orient="bottom", columns=2, labelLimit=400)),
        strokeDash=alt.StrokeDash("sort:N", title=None, scale=alt.Scale(range=list(DASHES), domain=sorts)),
        detail="name:N",
    )  # fmt: skip
    text = (
        alt.Chart(alt.InlineData(values=names))
        .mark_text(align="left", dx=6, fontSize=10)
        .encode(x="people:Q", y="speed:Q", text="name:N", color=alt.Color("sort:N"))
    )
    drawn = (base.mark_line() + base.mark_point(filled=True, size=40) + text).properties(width=560, height=460)
    spec = drawn.configure(background="#ffffff", padding={"left": 5, "right": 20, "top": 5, "bottom": 5}).to_json()
    return str(vl_convert.vegalite_to_svg(spec))


def write(numbers: Mapping[str, Any], folder: Path) -> None:
    """Write results.json, table.md and, where anything was timed, chart.svg."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "results.json").write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
    (folder / "table.md").write_text(page(numbers), encoding="utf-8")
    if numbers["medians"]:
        (folder / "chart.svg").write_text(chart(numbers), encoding="utf-8")
