"""Ratios and differences between two groups as Fairlearn's MetricFrame gives them, written to `fairlearn_figures.json`.

Fairlearn brings scikit-learn, pandas and SciPy with it, which is more than a set-up should take for one check. So its
figures are made once, in an environment of their own, and tests hold ours against the file:

    pip install fairlearn==0.15.0
    python tests/audit/fairlearn_figures.py
"""

import json
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_suffix(".json")

SIZES = {"man": 101, "woman": 99}
"""People of the town made by hand, by sex."""

CASES = ((30, 12, 7, 25), (5, 40, 90, 3), (1, 1, 1, 1), (101, 98, 2, 5), (17, 0, 4, 0))
"""Men restricted, women restricted, and on how many days each of the men and of the women."""


def figures() -> dict[str, Any]:
    """Return by group, ratio and difference of the share restricted and of days a person, for each case."""
    metrics = import_module("fairlearn.metrics")
    found = []
    for men, women, days_of_men, days_of_women in CASES:
        sex = [each for each, size in SIZES.items() for _ in range(size)]
        counts = {"man": (men, days_of_men), "woman": (women, days_of_women)}
        days = [counts[each][1] if number < counts[each][0] else 0
                for each, size in SIZES.items() for number in range(size)]  # fmt: skip
        ever = [int(one > 0) for one in days]
        made = {}
        for name, metric, predicted in (
            ("share", metrics.selection_rate, ever),
            ("days", metrics.mean_prediction, days),
        ):
            frame = metrics.MetricFrame(metrics=metric, y_true=ever, y_pred=predicted, sensitive_features=sex)
            made[name] = {"by_group": {each: float(frame.by_group[each]) for each in SIZES},
                          "ratio": float(frame.ratio(method="between_groups")),
                          "difference": float(frame.difference(method="between_groups"))}  # fmt: skip
        found.append({"case": [men, women, days_of_men, days_of_women], **made})
    return {"fairlearn": version("fairlearn"), "cases": found}


if __name__ == "__main__":
    FILE.write_text(json.dumps(figures(), indent=1) + "\n", encoding="utf-8")
