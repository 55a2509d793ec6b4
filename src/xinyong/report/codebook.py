"""What each column of each table of a result means: the codebook that is handed on with it."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from xinyong.population.world import World
from xinyong.report.odd import column_meanings

PAIR_TABLE = "fates"
TABLES = {
    "ledger": "One row per entry: a record that a rule turned into points or a listing.",
    "foreign": "Records that arrived from somebody else's act, copies of lists, and word of their end.",
    "places": "Sittings of desks that decided something.",
    "thresholds": "Edges found from everybody, such as the scores that part ranked tiers.",
    "ratings": "What arrived of a week's ratings, one row per subject rated.",
    "tied": "What a dimension made of ties became for a subject, one row each time it changed.",
    "subjects": "Final standing of all with an entry, a refusal or a rating; the others stand where the scheme starts.",
    "series": "What was counted, by window, place, group and metric; what is zero has no row.",
    "people": "How many people asked for each service, were refused, were refused wrongly, at least once.",
    "chain": "One hash per window and block of 65,536 ids, and one (block −1) over all.",
    PAIR_TABLE: "Of a comparison, the candidates by their fate under both sides.",
}
"""Every table, and what a row of it is."""

SEVERAL_TABLE = {
    "part": "clause, count or measure",
    "name": "path of the clause, or name of the count or measure",
    "unit": "unit of the values; empty for a clause",
    "response": "response scenario; empty for a clause, which is not played",
    "reads": "of a measure that speaks of two sides, what is held against what",
    "<variant>.value": "the clause in words, or the figure at the first seed; `a` is what the others are laid beside",
    "<variant>.low": "lower end of the range",
    "<variant>.high": "upper end of the range",
    "<variant>.band": "what the range covers: assumed or response",
    "<variant>.difference": "the value less that of `a`",
    "<variant>.luck_low": "over several seeds, lower end of the luck of that difference, or of a measure of two sides",
    "<variant>.luck_high": "upper end of that interval",
    "<variant>.why": "why there is no value, or no difference",
}
"""Columns of the table of several comparisons, with `<variant>` for `a` and for the name of each."""

_OWN: dict[tuple[str, str], str] = {
    ("places", "day"): "first day of the window before which the desk sat",
    ("places", "decided"): "how many objections and reviews it decided",
    ("places", "filed"): "of the last one decided: the day it was filed; the columns after it are its address",
    ("subjects", "place"): "home place",
    ("thresholds", "day"): "day from which it holds",
    ("thresholds", "what"): "`rank`: an edge of a ranked tier",
    ("thresholds", "item"): "index of the tier",
    ("thresholds", "value"): "the score that is its edge",
    ("ratings", "due"): "day on which they arrive",
    ("ratings", "ratings"): "how many ratings",
    ("ratings", "stars"): "sum of weight times stars",
    ("ratings", "weights"): "sum of weights",
    ("tied", "due"): "day on which it arrives",
    ("tied", "value"): "mean of the tiers of those to whom the subject is tied, 0 to 1,000",
    ("series", "value"): "how many, how often, or how many days; `docs/model.md` says of each metric",
    ("people", "how"): "asking, refused, or refused wrongly, at least once",
    ("people", "people"): "how many people",
    ("chain", "block"): "ids divided by 65,536, or −1 for all",
    ("chain", "hash"): "SHA-256 over state and mail sent (in CSV as hexadecimal digits)",
    (PAIR_TABLE, "act"): "index of the act in the world file, from 0",
    (PAIR_TABLE, "stratum"): "index of the stratum",
    (PAIR_TABLE, "fate"): "0 taken under neither side, 1 under A alone, 2 under B alone, 3 under both",
    (PAIR_TABLE, "count"): "how many candidates",
    (PAIR_TABLE, "scenario"): "response scenario",
}
_EVERYWHERE = {
    "place": "place",
    "clause": "the rule of the scheme",
    "channel": "channel that made the record",
    "origin_act": "the true act; of a false report, the act reported",
    "cause": "`true`, or how it is mistaken: misattributed, fabricated, misclassified, mislinked",
    "outcome": "`stands` at the end, or how it ended",
    "known_by": "how the recipient first knew: by notice, by a refusal, or by nobody",
    "tier": "tier at the end",
    "lists": "lists at the end, with a space between them",
    "desk": "desk of the world",
    "service": "service of the world",
    "window": "number of the window, from 0",
    "first_day": "its first day",
    "metric": "what is counted",
    "due": "day on which it arrives",
    "end_due": "day on which a copy should be gone, as far as is known",
    "end_gone": "day on which a copy is gone, as far as is known",
    "ends": "whether it is word that the row copied ends",
    "copy": "which copy of a list it is; empty for a record",
    "score": "points at the end",
}


def meaning(table: str, column: str, world: World) -> str:
    """Return what a column of a table means.

    Raises:
        KeyError: there is no such column.
    """
    if column in world.traits:
        return f"level of the trait `{column}`: {', '.join(world.traits[column])}"
    if (table, column) in _OWN:
        return _OWN[table, column]
    return _EVERYWHERE[column] if column in _EVERYWHERE else column_meanings()[column]


def codebook(schemas: Mapping[str, Mapping[str, pl.DataType]], world: World) -> str:
    """Return the codebook of some tables as Markdown.

    Args:
        schemas: each table by its name, with its columns and how they are written.
        world: names the traits.
    """
    lines = [
        "# Codebook",
        "",
        (
            "Every person in these tables is synthetic. Days count from the world's first day; an empty cell means "
            "none. An *origin* is the address of the act or report with which a record began."
        ),
    ]
    for table, words in TABLES.items():
        if table not in schemas:
            continue
        lines += ["", f"## {table}", "", words, "", "| column | written as | meaning |", "|---|---|---|"]
        lines += [
            f"| `{column}` | {_written(kind)} | {meaning(table, column, world).replace('|', '/')} |"
            for column, kind in schemas[table].items()
        ]
    return "\n".join(lines) + "\n"


def _written(kind: pl.DataType) -> str:
    if isinstance(kind, pl.Enum):
        return "name"
    return {"Boolean": "true or false", "String": "name", "Binary": "bytes"}.get(str(kind), "whole number")


def codebook_of_table() -> str:
    """Return the codebook of `table.csv`, the table of several comparisons, as Markdown."""
    lines = [
        "",
        "## table",
        "",
        "Of several comparisons: one row per clause, count or measure of a scenario, and columns for each variant.",
        "",
        "| column | meaning |",
        "|---|---|",
        *(f"| `{column}` | {words} |" for column, words in SEVERAL_TABLE.items()),
    ]
    return "\n".join(lines) + "\n"
