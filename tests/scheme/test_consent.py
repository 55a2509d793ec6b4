"""Consequences for those not scored, in a scheme that scores everybody, or beside members."""

import pytest

from xinyong.scheme.clauses import Consequence, Scheme
from xinyong.scheme.consent import consent_findings


def _findings(scheme: Scheme, **changes: object) -> list[str]:
    changed = scheme.model_copy(update=changes)
    return [finding.message for finding in consent_findings(changed)]


@pytest.fixture
def closed(example: Scheme) -> tuple[Consequence, ...]:
    """The first consequence of the example, for those not scored as well."""
    return (example.consequences[0].model_copy(update={"unscored": True}),)


def test_somebody_must_be_left_out(example: Scheme, closed: tuple[Consequence, ...]) -> None:
    message = "found a consequence for those not scored in a scheme that scores everybody"
    assert example.consent is not None
    for needed, file, said in ((False, False, [message]), (True, False, []), (False, True, [])):
        consent = example.consent.model_copy(update={"needed": needed, "file": file})
        assert _findings(example, consent=consent, consequences=closed) == said
    assert _findings(example, consent=None, consequences=closed) == [message]
    assert _findings(example) == []
