# ruff: noqa: INP001  # documentation is no package
"""Make the picture of the README from a real run: `python -m docs.pictures.make`.

The run takes seconds and is kept nowhere; the same version makes the same picture.
"""

from __future__ import annotations

from pathlib import Path

from xinyong.experiment.execute import perform, prepare
from xinyong.report.figures import Line, Panel, lines_svg
from xinyong.report.series import on_an_average_day, stretches
from xinyong.results.outcome import Outcome

SCHEME, PEOPLE, YEARS, SEED = "pilot-100-200", 200_000, 3, 1
PICTURE = Path(__file__).resolve().with_name("restricted.svg")

METRICS = {
    "restricted": "restricted_days",
    "of them wrongfully": "wrongful_days",
    "of them for protected conduct": "protected_days",
}
"""Each line, and the count of days that it shows."""


def picture(outcome: Outcome) -> str:
    """Return the picture of a run: who is restricted on an average day, and how many of them by mistake."""
    over = stretches(outcome.trial.windows)
    lines = tuple(Line(name, on_an_average_day(outcome, metric, over)) for name, metric in METRICS.items())
    title = f"Synthetic people restricted on an average day: {SCHEME}, as modelled"
    wide, _ = lines_svg("restricted", (Panel(title, lines),), tuple(one.middle for one in over), "per 1,000 people")
    # A reader's page may be dark, and the letters are not.
    paper = '<rect width="100%" height="100%" fill="#ffffff"/>'
    return wide.replace(">", f">{paper}", 1) + "\n"


def made() -> str:
    """Play the run and return its picture."""
    return picture(perform(prepare(SCHEME, people=PEOPLE, years=YEARS, seed=SEED)).outcome)


if __name__ == "__main__":
    PICTURE.write_text(made(), encoding="utf-8")
