"""Registry, import, reading, tests: a refusal says where."""

from salwa.contexts.registry.importing.reading.refusing import refused


def test_a_refusal_names_line_and_column() -> None:
    assert str(refused("It is wrong.", line=3, column="serial")) == "line 3, serial: It is wrong."
    assert refused("It is wrong.").exit_code == 2
