"""The tracing desk of the acceptance cases: the registrar registers, the tracing officer asks."""

from dataclasses import dataclass

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import ComponentKind
from salwa.contexts.tracing.answer import Answer
from salwa.contexts.tracing.queries import identify
from salwa.kernel import vocabularies
from salwa.kernel.lifecycle import EventKind, Happened, Status
from salwa.kernel.marks.model import MarkKind, Written
from tests.conftest import Cast


def code(vocabulary: str, name: str, *, make: int = 0) -> int:
    """Give the code of a name that the test is sure of; a name that nobody knows is an error of the test."""
    if not name:
        return 0
    terms = getattr(vocabularies, vocabulary)()
    context = vocabularies.makes().get(make) if make else None
    found = terms.resolve(name, context=context)
    assert found.term is not None, f"{vocabulary} do not know {name}"
    return int(found.term.code)


@dataclass(frozen=True)
class Desk:
    """Registers firearms in words, and asks for them as they were written down."""

    cast: Cast

    def register(
        self,
        *,
        serial: str,
        make: str,
        model: str = "",
        calibre: str = "",
        kind: str = "",
        country: str = "",
        year: int = 0,
        import_country: str = "",
        import_year: int = 0,
        slide: str = "",
        status: str = "",
        destroyed_in: int = 0,
    ) -> str:
        """Register a firearm through the registry's own actions; give its public number."""
        make_code = code("makes", make)
        marks = [registry.NewMark(kind=MarkKind.SERIAL, text=serial)]
        components = [ComponentKind.FRAME]
        if slide:
            components.append(ComponentKind.SLIDE)
            marks.append(registry.NewMark(kind=MarkKind.SERIAL, text=slide, component=2))
        if import_country:
            marks.append(
                registry.NewMark(
                    kind=MarkKind.IMPORT,
                    text=f"{import_country} {import_year or ''}".strip(),
                    country=code("countries", import_country),
                    year=import_year,
                )
            )
        row = registry.register_firearm(
            actor=self.cast.registrar,
            firearm=registry.NewFirearm(
                make=make_code,
                model=code("models", model, make=make_code),
                calibre=code("calibres", calibre),
                type=code("types", kind),
                country=code("countries", country),
                year=year,
                components=tuple(components),
                marks=tuple(marks),
            ),
            life=[registry.NewEvent(kind=EventKind.REGISTRATION, happened=Happened.in_year(2005))],
        )
        if status == "stolen":
            registry.report_theft(actor=self.cast.registrar, firearm=row, happened=Happened.in_year(2020))
        if destroyed_in:
            registry.record_destruction(actor=self.cast.registrar, firearm=row, happened=Happened.in_year(destroyed_in))
        return registry.record_of(row)

    def identify(self, **marks: str) -> Answer:
        """Ask as the tracing officer, with the marks as written."""
        return identify(self.cast.tracing_officer, Written(**marks))

    def reasons(self, answer: Answer) -> set[tuple[str, int | None, str, str]]:
        """Give the reasons of the likeliest candidate: kind, position, written, registered."""
        assert answer.best is not None
        return {(one.kind, one.position, one.written, one.registered) for one in answer.best.reasons}

    def is_destroyed(self, record: str) -> bool:
        """Whether the record still says that the firearm was destroyed."""
        return registry.card(self.cast.tracing_officer, record).status is Status.DESTROYED
