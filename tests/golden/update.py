"""Freeze the results anew: `python tests/golden/update.py --reason TEXT`.

A change of results is a kind of change: the reason becomes a `results` fragment of the changelog, with the counts that
moved, and is committed together with the new file.
"""

import argparse
import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FROZEN = Path(__file__).with_name("frozen.json")
FRAGMENTS = ROOT / "changelog.d"

sys.path.insert(0, str(ROOT))

from tests.golden.worlds import WORLDS, summary  # noqa: E402
from tests.oracle.cited import Json  # noqa: E402

from xinyong.reference.play import play  # noqa: E402 (the checkout must be found first)


def moved(before: Json, after: Json) -> list[str]:
    """Return a line for each world whose results changed, with the counts that did."""
    lines = []
    for world in after:
        old, new = before.get(world, {}), after[world]
        counts = [f"{name} {old.get(name, 'none')} → {new[name]}" for name in new
                  if old.get(name) != new[name] and isinstance(new[name], int)]  # fmt: skip
        if old != new:
            lines.append(f"- golden world `{world}`: {', '.join(counts) or 'no count moved, the hash did'}")
    return lines


def fragment(reason: str, lines: list[str]) -> tuple[str, str]:
    """Return name and text of the changelog fragment."""
    slug = "-".join(re.findall(r"[a-z0-9]+", reason.lower())[:5]) or "golden"
    name = f"{datetime.now(UTC):%Y%m%d}-{slug}.results.md"
    return name, "\n".join([reason.strip(), "", *lines, ""])


def main(arguments: list[str] | None = None) -> int:
    """Write the frozen results and the fragment; nothing where nothing changed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reason", required=True, help="why results changed, for the person who is affected")
    reason = parser.parse_args(arguments).reason
    if not reason.strip():
        parser.error("say why the results change")
    before: Json = json.loads(FROZEN.read_text(encoding="utf-8")) if FROZEN.exists() else {}
    after = {name: summary(play(make())) for name, make in WORLDS.items()}
    lines = moved(before, after)
    if not lines:
        sys.stdout.write("The results are as frozen; nothing was written.\n")
        return 0
    FROZEN.write_text(json.dumps(after, indent=2) + "\n", encoding="utf-8")
    name, text = fragment(reason, lines)
    if before:
        (FRAGMENTS / name).write_text(text, encoding="utf-8")
    sys.stdout.write("\n".join([f"Frozen: {FROZEN.relative_to(ROOT)}", *lines, ""]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
