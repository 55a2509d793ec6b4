"""How many worlds hypothesis draws: a few, always the same, in `make test`; many in `make verify-long`."""

from datetime import timedelta

from hypothesis import HealthCheck, settings

QUIET = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)

ci = settings(
    max_examples=10,
    derandomize=True,
    database=None,
    deadline=timedelta(seconds=60),
    suppress_health_check=QUIET,
    print_blob=False,
)
long = settings(ci, max_examples=300)
