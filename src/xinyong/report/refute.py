"""The generated tables of `docs/refute.md`: the model at full size beside the published counts, failures included.

`python -m xinyong.report.refute docs/refute.md` plays the schemes with published counts over their whole world for
three years, and those of the lessons, and writes both tables.
"""

from __future__ import annotations

import sys
from pathlib import Path

from xinyong.audit.targets import beside, read_targets
from xinyong.experiment.execute import perform, prepare
from xinyong.files.catalogue import shipped
from xinyong.report.generated import rewritten
from xinyong.report.numbers import rate
from xinyong.report.published import NEAR
from xinyong.report.refute_lessons import NAME, lessons_table
from xinyong.results.digest import result_sha256

YEARS = 3
HEAD = "| scheme | counted | published, per 1,000 a year | same number of days | whole run | factor off | near |"


def table() -> str:
    """Return the table, with what it was made from."""
    lines, made = [HEAD, "|---|---|---|---|---|---|---|"], []
    for name in shipped("scheme"):
        targets = read_targets(name)
        if targets is None:
            continue
        recipe = prepare(name, people=100, years=YEARS)
        people = int(sum(place.residents.value for place in recipe.world.places))
        run = perform(prepare(name, people=people, years=YEARS))
        for one in beside(run.outcome, targets):
            factor = "–" if one.factor is None else f"{one.factor:.2f}"
            near = "–" if one.factor is None else "yes" if one.factor <= NEAR else f"no: {one.why}"
            lines.append(
                f"| {name} | {one.target.says} | {rate(one.low)} to {rate(one.high)} | {rate(one.over_period)} | "
                f"{rate(one.over_run)} | {factor} | {near} |"
            )
        made.append(f"{name}: {people:,} synthetic people, {YEARS} years, seed {recipe.seed}, response none, "
                    f"result {result_sha256(run.outcome)[:16]}.")  # fmt: skip
    return "\n".join([*lines, "", "Made from " + " ".join(made)])


def refreshed(text: str, found: str, of_lessons: str) -> str:
    """Return the page with its two tables written anew."""
    return rewritten(rewritten(text, "refute", found), NAME, of_lessons)


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        page = Path(argument)
        page.write_text(refreshed(page.read_text(encoding="utf-8"), table(), lessons_table()), encoding="utf-8")
