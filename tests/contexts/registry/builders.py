"""Registry, tests: builders that go through the actions an officer would use."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from unittest.mock import patch

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.drafts import Happening, NewEvent, NewFirearm, NewHolder, NewMark, NewProposal
from salwa.contexts.registry.models import ComponentKind, Firearm, Holder, HolderKind, Proposal
from salwa.contexts.registry.queries import packs
from salwa.kernel import vocabularies
from salwa.kernel.identification.model import Evidence, SerialText, Weighted
from salwa.kernel.lifecycle import EventKind, Happened, Status
from salwa.kernel.marks.model import MarkKind
from salwa.kernel.packs.model import Consent, Dealing, Extra, Form, Pack, TransferRule
from salwa.kernel.packs.reading import GENERIC, pack_of
from salwa.platform.actor import Actor


def year(value: int) -> Happened:
    return Happened.in_year(value)


def day(value: str) -> Happened:
    return Happened.on(date.fromisoformat(value))


def make(text: str) -> int:
    found = vocabularies.makes().exact(text)
    assert found is not None, text
    return found.code


def calibre(text: str = ".22 LR") -> int:
    found = vocabularies.calibres().resolve(text).term
    assert found is not None, text
    return found.code


def serial(text: str, component: int = 1) -> NewMark:
    return NewMark(kind=MarkKind.SERIAL, text=text, component=component)


def maker(text: str = "GLOCK") -> NewMark:
    return NewMark(kind=MarkKind.MAKER, text=text, code=make("Glock"))


def event(kind: EventKind, happened: Happened | None = None, **more: object) -> NewEvent:
    return NewEvent(kind=kind, happened=happened or Happened(), **more)  # type: ignore[arg-type]  # test shorthand


def part(actor: Actor, kind: ComponentKind, text: str) -> Firearm:
    """A loose part, registered in 2020."""
    new = registry.NewPart(kind=kind, make=make("Glock"), marks=(serial(text),))
    return registry.record_part(actor=actor, part=new, happened=day("2020-01-01"))


def firearm(
    actor: Actor,
    text: str = "BKS012",
    *more: NewMark,
    life: tuple[NewEvent, ...] = (),
    components: tuple[ComponentKind, ...] = (ComponentKind.FRAME, ComponentKind.SLIDE),
    external_id: str = "",
) -> Firearm:
    """Register a Glock with a serial on its frame."""
    new = NewFirearm(
        make=make("Glock"),
        year=2004,
        components=components,
        marks=(serial(text), *more),
        external_id=external_id,
        source="Old register" if external_id else "",
    )
    return registry.register_firearm(actor=actor, firearm=new, life=life)


def lost(actor: Actor, holder: Holder, *, place: str) -> Firearm:
    """A firearm with a life: made, a mark read anew, passed on to a holder and lost."""
    row = firearm(actor, "BKS012", maker(), life=(event(EventKind.MANUFACTURE, year(2004)),))
    registry.correct_mark(actor=actor, firearm=row, ordinal=1, mark=serial("BKS013"), reason="misread")
    registry.record_transfer(actor=actor, firearm=row, holder=holder, happened=year(2005))
    registry.report_loss(actor=actor, firearm=row, happened=year(2006), place=place)
    return row


def person(actor: Actor, born: int = 1980) -> Holder:
    return registry.register_holder(
        actor=actor, holder=NewHolder(kind=HolderKind.NATURAL_PERSON, year_of_birth=born, family_name="Invented")
    )


def company(actor: Actor, name: str = "Harbour Arms") -> Holder:
    return registry.register_holder(actor=actor, holder=NewHolder(kind=HolderKind.LEGAL_PERSON, name=name))


def asked(*texts: str, of: str = "") -> Evidence:
    """The question an officer puts: serials as read, perhaps a make."""
    makes = (Weighted(make(of)),) if of else ()
    return Evidence(serials=tuple(SerialText(text) for text in texts), makes=makes)


def status_of(firearm: Firearm) -> Status:
    return Status(firearm.state.status)


def told(happened: Happened | None = None, **more: object) -> Happening:
    return Happening(happened=happened or Happened(), **more)  # type: ignore[arg-type]  # test shorthand


def plain_pack() -> Pack:
    """The pack that asks for nothing before a transfer and nothing besides."""
    return pack_of(GENERIC, date(2020, 1, 1))


ASKING = TransferRule(
    kinds=("transfer", "sale", "inheritance"),
    consents=(Consent.GIVER, Consent.TAKER),
    permit=Dealing.ACQUIRE,
    source="Arms Act of an invented State, s. 16",
)


def pack_with(*transfers: TransferRule, asked: tuple[Extra, ...] = (), at: str = "theft") -> Pack:
    forms = (Form(at=at, extras=asked),) if asked else ()
    return replace(plain_pack(), transfers=transfers, forms=forms)


@contextmanager
def pack(*transfers: TransferRule, asked: tuple[Extra, ...] = (), at: str = "theft") -> Iterator[None]:
    """Let the State of the node ask for these things."""
    with patch.object(packs, "pack_of", lambda _state, _day: pack_with(*transfers, asked=asked, at=at)):
        yield


def proposal(actor: Actor, row: Firearm, kind: EventKind = EventKind.SALE, **more: object) -> Proposal:
    """Propose that a firearm passes from one company to another."""
    new = NewProposal(kind=kind, giver=company(actor, "Hill Arms"), taker=company(actor, "Vale Arms"), **more)  # type: ignore[arg-type]  # test shorthand
    return registry.propose_transfer(actor=actor, firearm=row, proposed=new)


def days(count: int) -> timedelta:
    return timedelta(days=count)
