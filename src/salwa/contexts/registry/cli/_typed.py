"""Registry, command line: what is typed for marks and parts, read into drafts."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import ComponentKind, MarkKindCode
from salwa.contexts.registry.readings import VOCABULARY_OF, meaning_of
from salwa.contexts.registry.wording import not_understood
from salwa.kernel import vocabularies
from salwa.kernel.lifecycle import Happened
from salwa.kernel.marks.controls import HINT
from salwa.kernel.vocabularies import Vocabulary
from salwa.platform.errors import Fault, Refused

PARTS = {kind.name.lower().replace("_", "-"): kind for kind in ComponentKind if kind is not ComponentKind.UNKNOWN}
MARKS = {code.name.lower().replace("_", "-"): code.kind for code in MarkKindCode}
_VOCABULARIES: dict[str, Callable[[], Vocabulary[Any]]] = {
    "make": vocabularies.makes,
    "model": vocabularies.models,
    "calibre": vocabularies.calibres,
    "type": vocabularies.types,
    "country": vocabularies.countries,
}


def when(text: str) -> Happened:
    """Read when something happened. Raises Refused."""
    try:
        return Happened.parse(text)
    except ValueError as error:
        raise Refused([Fault(0, "happened", str(error))]) from error


def code(kind: str, text: str, *, make: int = 0) -> int:
    """Give the code of typed text. Raises Refused where it cannot be said for certain what is meant."""
    if not text:
        return 0
    vocabulary: Vocabulary[Any] = _VOCABULARIES[kind]()
    found = vocabulary.resolve(text, context=vocabularies.makes().get(make) if make else None)
    if found.term is None:
        names = (rival.term.name for rival in found.rivals if rival.term is not None)
        raise Refused([Fault(0, kind, not_understood(text, names))])
    return found.term.code


def parts(typed: Iterable[str]) -> list[tuple[ComponentKind, str]]:
    """Read ``KIND`` or ``KIND:SERIAL`` of each part. Raises Refused for a kind that is none."""
    out = []
    for text in typed:
        kind, _colon, serial = text.partition(":")
        out.append((part(kind), serial.strip()))
    return out


def part(text: str) -> ComponentKind:
    """Read the kind of a part. Raises Refused."""
    found = PARTS.get(text.strip().lower().replace("_", "-"))
    if found is None:
        detail = _("“%(text)s” is no kind of part. There are: %(kinds)s.") % {"text": text, "kinds": ", ".join(PARTS)}
        raise Refused([Fault(0, "component", detail)])
    return found


def mark(text: str, component: int = 1) -> registry.NewMark:
    """Read ``KIND:TEXT`` of one mark, and what the text means where it is certain. Raises Refused."""
    kind, colon, words = text.partition(":")
    found = MARKS.get(kind.strip().lower().replace("_", "-"))
    if found is None or not colon:
        detail = _("“%(text)s” is no mark: write KIND:TEXT. Kinds are: %(kinds)s.")
        raise Refused([Fault(0, "mark", detail % {"text": text, "kinds": ", ".join(MARKS)})])
    if found in VOCABULARY_OF:
        code(VOCABULARY_OF[found], words)
    return registry.NewMark(kind=found, text=words, component=component, **meaning_of(found, words)._asdict())


def placed(typed: Sequence[str], kinds: Sequence[ComponentKind]) -> list[registry.NewMark]:
    """Read ``[PART:]KIND:TEXT`` of each mark; without a part it is on the first of ``kinds``. Raises Refused."""
    out = []
    for text in typed:
        head, _colon, rest = text.partition(":")
        name = head.strip().lower().replace("_", "-")
        out.append(mark(rest, ordinal(PARTS[name], kinds)) if name in PARTS else mark(text))
    return out


def ordinal(kind: ComponentKind, kinds: Sequence[ComponentKind]) -> int:
    """Give the ordinal of the only part of a kind. Raises Refused where there is none, or several."""
    found = [at for at, one in enumerate(kinds, start=1) if one == kind]
    if len(found) != 1:
        detail = (
            _("The firearm has no such part on record: %(part)s.")
            if not found
            else _("The firearm has several such parts on record: %(part)s. Say which by its number in the history.")
        )
        raise Refused([Fault(0, "component", detail % {"part": kind.label})])
    return found[0]


def note_on(marks: Iterable[registry.NewMark]) -> str:
    """Say that invisible direction marks are in what was typed; nothing where there are none."""
    if not any(HINT.search(one.text) for one in marks):
        return ""
    return _("Invisible direction marks are kept in the text and not searched by.")
