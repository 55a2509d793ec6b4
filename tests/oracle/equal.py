"""Where two outcomes differ, in words."""

import numpy as np

from xinyong.results.outcome import Outcome, Table

TABLES = ("ledger", "foreign", "sittings", "thresholds", "ratings", "tied", "subjects")


def table_differences(name: str, a: Table, b: Table) -> list[str]:
    """Return a line for each column in which two tables differ, with the first rows that do."""
    found = []
    if tuple(a) != tuple(b):
        found.append(f"{name}: columns {tuple(a)} and {tuple(b)}")
    for column in a.keys() & b.keys():
        if len(a[column]) != len(b[column]):
            return [*found, f"{name}: {len(a[column])} and {len(b[column])} rows"]
        at = np.flatnonzero(a[column] != b[column])[:3].tolist()
        if at:
            values = [(row, int(a[column][row]), int(b[column][row])) for row in at]
            found.append(f"{name}.{column}: (row, a, b) {values}")
    return found


def flow_differences(a: Outcome, b: Outcome) -> list[str]:
    """Return a line for each flow in which two outcomes differ, with the first window that does."""
    if a.layout.names != b.layout.names or a.flows.shape != b.flows.shape:
        return [f"flows: {a.flows.shape} {b.flows.shape}, or other names"]
    differ = (a.flows != b.flows).any(axis=(2, 3))
    return [
        f"flow {a.layout.names[metric]}: window {int(np.flatnonzero(differ[:, metric])[0])}, "
        f"in all {int(a.flows[:, metric].sum())} and {int(b.flows[:, metric].sum())}"
        for metric in np.flatnonzero(differ.any(axis=0)).tolist()
    ]


def differences(a: Outcome, b: Outcome) -> list[str]:
    """Return everything in which two outcomes of trials with the same clauses differ."""
    found = [line for name in TABLES for line in table_differences(name, getattr(a, name), getattr(b, name))]
    found += flow_differences(a, b)
    if not np.array_equal(a.people_asking, b.people_asking):
        found.append("people_asking")
    if a.held != b.held:
        found.append(f"held: {a.held} and {b.held}")
    for window, (ours, theirs) in enumerate(zip(a.chain, b.chain, strict=False)):
        if ours != theirs:
            blocks = [n for n, (x, y) in enumerate(zip(ours, theirs, strict=False)) if x != y]
            found.append(f"chain: window {window}, blocks {blocks}")
            break
    if (len(a.chain), a.whole) != (len(b.chain), b.whole):
        found.append("whole chain")
    return found
