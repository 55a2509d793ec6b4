"""How many worlds hypothesis draws: a few, always the same, in `make test`; many in `make verify-long`."""

from datetime import timedelta

from hypothesis import HealthCheck, Phase, settings

QUIET = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)

ci = settings(
    max_examples=10,
    derandomize=True,
    database=None,
    deadline=timedelta(seconds=60),
    suppress_health_check=QUIET,
    phases=(Phase.explicit, Phase.generate),
)
"""Without shrinking, which takes minutes: a failure is made small with `long`."""

long = settings(ci, max_examples=300, derandomize=False, phases=tuple(Phase), print_blob=True)
