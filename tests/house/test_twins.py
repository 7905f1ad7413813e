"""The house, checked: every module with logic has a test beside it, and every test a module it is about."""

import ast
from pathlib import Path

from tests.house.tree import TESTS, Fault, Module, functions, modules, python, told

# Folders of tests that follow a person or a rule of the house instead of a module.
FREE = {"acceptance", "house", "journeys", "security"}
# What the composition root and Django only declare.
DECLARATIONS = {"apps", "urls", "settings", "wsgi", "asgi", "__main__"}


def is_part(module: Module) -> bool:
    """Whether a module is a part of its neighbours (its name begins with _) and is tested through them."""
    return module.room[-1].startswith("_") and module.room[-1] != "__init__"


def has_logic(module: Module) -> bool:
    """Whether some function decides, repeats or works: more than one statement, or a branch."""
    if module.room[-1] in DECLARATIONS or is_part(module):
        return False
    for function in functions(module.tree):
        body = function.body[1:] if ast.get_docstring(function) is not None else function.body
        branches = any(
            isinstance(node, ast.If | ast.For | ast.While | ast.Match | ast.IfExp) for node in ast.walk(function)
        )
        if len(body) > 1 or branches:
            return True
    return False


def twins(module: Module) -> list[Path]:
    """Where the test of a module may stand: test_<module>.py or test_<module>_<part>.py, in the same folder."""
    *folders, name = module.room
    if name == "__init__":
        *folders, name = folders or ["salwa"]
        inside = TESTS.joinpath(*folders, name)
        found = [*inside.glob("test_init*.py"), *inside.glob(f"test_{name}*.py")]
    else:
        found = []
    place = TESTS.joinpath(*folders)
    name = name.strip("_")
    return [*found, *place.glob(f"test_{name}.py"), *place.glob(f"test_{name}_*.py")]


def test_every_module_with_logic_has_a_test_beside_it() -> None:
    faults = [
        Fault(
            module.path,
            1,
            f"has no test: write tests/{'/'.join(module.room[:-1])}/test_{module.room[-1].strip('_')}.py",
        )
        for module in modules()
        if has_logic(module) and not twins(module)
    ]
    assert not faults, told(faults)


def test_every_test_stands_beside_the_module_it_is_about() -> None:
    homes = {path for module in modules() for path in twins(module)}
    faults = [
        Fault(path, 1, "is no module's test: name it after the module, in the same folder")
        for path in python(TESTS)
        if path.name.startswith("test_") and path.relative_to(TESTS).parts[0] not in FREE and path not in homes
        and path.parent != TESTS
    ]  # fmt: skip
    assert not faults, told(faults)


def test_logic_is_seen_where_there_is_some() -> None:
    assert has_logic(Module.of("def read(text):\n    return 1 if text else 0", "kernel/marks/reading"))
    assert not has_logic(Module.of("def name(self):\n    'Says it.'\n    return self.x", "kernel/marks/model"))
