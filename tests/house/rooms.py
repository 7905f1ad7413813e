"""The house, checked: what stands in the rooms of a context. Each check takes a module and gives its faults."""

import ast

from tests.house.tree import Fault, Module, dotted

WRITERS = {"actions", "importing", "indexing", "migrations"}
WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "aupdate", "acreate"}
WRITES_OF_A_QUERYSET = {"update", "delete"}


def only_actions_write(module: Module) -> list[Fault]:
    """Tables are written in actions and in the two rooms that serve them, nowhere else in a context."""
    if module.room[0] != "contexts" or len(module.room) < 3 or module.room[2] in WRITERS:
        return []
    return [
        Fault(module.path, node.lineno, f"{dotted(node)}(): writing is an action's work")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and _writes(dotted(node.func).split("."))
    ]


def _writes(names: list[str]) -> bool:
    return "objects" in names and names[-1] in WRITES | WRITES_OF_A_QUERYSET


def actions_are_actions(module: Module) -> list[Fault]:
    """Each public function of an actions room is an ``@action``, takes its arguments by name, the actor among them."""
    faults = []
    for function in _public_functions(module, "actions"):
        place = f"{function.name} in an actions room"
        name = action_name(function)
        if name is None:
            faults.append(Fault(module.path, function.lineno, f"{place} is no @action: decorate it, or begin with _"))
            continue
        if not name.startswith(f"{module.room[1]}."):
            faults.append(
                Fault(module.path, function.lineno, f"{place} is called {name!r}: begin with {module.room[1]}.")
            )
        if function.args.args or function.args.posonlyargs:
            faults.append(Fault(module.path, function.lineno, f"{place} takes arguments by position: put * first"))
        if "actor" not in {argument.arg for argument in function.args.kwonlyargs}:
            faults.append(Fault(module.path, function.lineno, f"{place} takes no actor"))
    return faults


def actions_say_who_may(module: Module) -> list[Fault]:
    """``@action(name, may=policy)``: the policy is named where the action is."""
    return [
        Fault(module.path, decorator.lineno, f"{function.name} does not say who may: @action(…, may=policy)")
        for function in _public_functions(module, "actions")
        for decorator in function.decorator_list
        if dotted(decorator).endswith("action")
        and not (isinstance(decorator, ast.Call) and any(keyword.arg == "may" for keyword in decorator.keywords))
    ]


def queries_take_an_actor(module: Module) -> list[Fault]:
    """Whoever reads, reads for someone. Only identity reads before there is an actor: it makes them."""
    if module.room[:2] == ("contexts", "identity"):
        return []
    return [
        Fault(module.path, function.lineno, f"{function.name} reads for nobody: take the actor, start from visible_to")
        for function in _public_functions(module, "queries")
        if "actor" not in {a.arg for a in [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]}
    ]


def rules_have_a_source(module: Module) -> list[Fault]:
    """A rule says where it comes from: the module as a whole ("Source: …"), or each function and each Rule in it."""
    if not _is_room(module, "rules") or "Source" in (ast.get_docstring(module.tree) or ""):
        return []
    return [
        Fault(module.path, node.lineno, f'{node.name} names no source: "Source: …" in its docstring')
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) or (isinstance(node, ast.ClassDef) and _is_rule(node))
        if not node.name.startswith("_") and not _names_a_source(node)
    ]


def _is_rule(node: ast.ClassDef) -> bool:
    return any(dotted(base).endswith("Rule") for base in node.bases)


def _names_a_source(node: ast.FunctionDef | ast.ClassDef) -> bool:
    assigned = (item for item in node.body if isinstance(item, ast.Assign | ast.AnnAssign) and item.value is not None)
    given = any("source" in ast.unparse(item).split("=")[0] and ast.unparse(item.value) != "''" for item in assigned)
    return given or "Source" in (ast.get_docstring(node) or "")


def events_are_facts(module: Module) -> list[Fault]:
    """An event is a frozen dataclass: it says what happened and does nothing."""
    if not _is_room(module, "events"):
        return []
    return [
        Fault(module.path, node.lineno, f"{node.name} is no frozen dataclass")
        for node in module.tree.body
        if isinstance(node, ast.ClassDef)
        and not any("frozen=True" in ast.unparse(decorator) for decorator in node.decorator_list)
    ]


def _is_room(module: Module, room: str) -> bool:
    return module.room[0] == "contexts" and len(module.room) > 2 and module.room[2] == room


def _public_functions(module: Module, room: str) -> list[ast.FunctionDef]:
    if not _is_room(module, room) or (module.room[-1].startswith("_") and module.room[-1] != "__init__"):
        return []
    return [node for node in module.tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]


def action_name(function: ast.FunctionDef) -> str | None:
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and dotted(decorator).endswith("action") and decorator.args:
            name = decorator.args[0]
            return name.value if isinstance(name, ast.Constant) else ast.unparse(name)
    return None


CHECKS = (
    only_actions_write,
    actions_are_actions,
    actions_say_who_may,
    queries_take_an_actor,
    rules_have_a_source,
    events_are_facts,
)
