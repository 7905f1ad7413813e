"""Identity, rules: names that can be typed and told apart, and who opens every record."""

import pytest

from salwa.contexts.identity.rules import (
    AgencyKind,
    Role,
    is_display_name,
    is_username,
    opens_every_record,
    typed_name,
    waits,
)


@pytest.mark.parametrize("name", ["registrar", "a.tarek", "desk-2", "ab", "x" * 60])
def test_a_sign_in_name_is_plain(name):
    assert is_username(name)


@pytest.mark.parametrize("name", ["", "a", "1st", "Registrar", "a tarek", "аdmin", "x" * 61, "a\n", "a@b", "-a"])
def test_a_sign_in_name_that_could_pass_for_another_is_none(name):
    assert not is_username(name)


@pytest.mark.parametrize("name", ["A. Tarek", "طارق", "Ану Б.", "李"])
def test_people_are_called_in_any_script(name):
    assert is_display_name(name)


@pytest.mark.parametrize("name", ["", "   ", "x" * 151, "A\x00", "A\u202eB", "A\nB", "\ud800"])
def test_a_name_with_hidden_characters_is_none(name):
    assert not is_display_name(name)


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.TRACING_OFFICER, Role.AUDITOR])
@pytest.mark.parametrize("kind", [AgencyKind.REGISTRY, AgencyKind.TRACING_DESK])
def test_those_who_answer_for_the_whole_state_open_every_record(kind, role):
    assert opens_every_record(kind, frozenset({role}))


@pytest.mark.parametrize(
    ("kind", "roles"),
    [
        (AgencyKind.POLICE, {Role.TRACING_OFFICER}),
        (AgencyKind.REGISTRY, {Role.ADMINISTRATOR}),
        (AgencyKind.REGISTRY, set()),
        (AgencyKind.TRACING_DESK, {Role.ANALYST}),
    ],
)
def test_others_do_not(kind, roles):
    assert not opens_every_record(kind, frozenset(roles))


@pytest.mark.parametrize(("of_name", "of_address", "told"), [(9, 49, False), (10, 0, True), (0, 50, True)])
def test_the_next_sign_in_waits_after_ten_of_a_name_or_fifty_of_an_address(of_name, of_address, told):
    assert waits(of_name, of_address) is told


@pytest.mark.parametrize("typed", ["Registrar", " registrar\n", "ｒegistrar", "registrar\0"])
def test_spellings_of_one_sign_in_name_are_one(typed):
    assert typed_name(typed) == "registrar"
