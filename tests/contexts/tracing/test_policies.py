"""Tracing: who may put marks to the register."""

from salwa.contexts.tracing.policies import may_identify
from tests.conftest import Cast


def test_whoever_opens_records_may_identify_and_the_administrator_may_not(cast: Cast) -> None:
    assert may_identify(cast.tracing_officer)
    assert may_identify(cast.registrar)
    assert may_identify(cast.outsider)
    assert not may_identify(cast.administrator)
