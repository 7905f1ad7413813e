"""Machine code belongs to the sources that it was made from."""

from salwa.kernel.identification.compiled import HERE, compiled, compiled_folder, source_digest


def test_the_folder_of_machine_code_is_named_by_the_sources() -> None:
    assert len(source_digest()) == 16
    assert compiled_folder().parent != HERE


@compiled
def _doubled(number: int) -> int:
    return 2 * number


def test_a_compiled_function_gives_what_python_gives() -> None:
    assert _doubled(21) == 42
