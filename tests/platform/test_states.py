"""Platform, states: codes that ISO has assigned, and those it leaves to users."""

import pytest

from salwa.platform.states import is_state_code, is_user_assigned


@pytest.mark.parametrize("code", ["FR", "KE", "SV", "XC", "XZ", "QM", "AA", "ZZ"])
def test_a_state_or_a_trial_is_taken(code):
    assert is_state_code(code)


@pytest.mark.parametrize("code", ["", "X", "XCD", "xc", "EU", "UK", "QL", "12", "Ä1", "ＸＣ"])
def test_anything_else_is_not(code):
    assert not is_state_code(code)


def test_codes_for_trials_are_told_from_those_of_states():
    assert is_user_assigned("XC")
    assert not is_user_assigned("FR")
