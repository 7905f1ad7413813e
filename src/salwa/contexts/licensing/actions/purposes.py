"""Licensing, actions, ¶23 ¶37: learn who somebody is, for a purpose that stays with the entry. Nobody is browsed."""

from django.utils.translation import gettext

from salwa.contexts.licensing.answers import Book
from salwa.contexts.licensing.policies import licensees, may_read
from salwa.contexts.licensing.queries.books import Period, book_of, givers_and_takers
from salwa.contexts.registry import public as registry
from salwa.contexts.registry.public import HolderView, PersonView, Sought
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Fault, NotFound, Refused


@action("licensing.find_person", may=may_read)
def find_person(*, actor: Actor, sought: Sought, reason: str) -> tuple[PersonView, ...]:
    """Find a person by a document's number, or by name and year of birth, exactly. ``reason`` is the purpose.

    The entry keeps the purpose, by what was sought and how many were found; not the name.

    Raises:
        Refused: no purpose is given, or too little to find one person.
    """
    _check_purpose(reason)
    if not sought.is_enough:
        text = gettext("Give the number of a document, or family name, given names and year of birth.")
        raise Refused([Fault(0, "document", text)])
    found = registry.persons_with(actor, sought)
    this_entry().note(by="document" if sought.document.strip() else "name", found=len(found))
    return found


@action("licensing.open_person", may=may_read)
def open_person(*, actor: Actor, holder: HolderView, reason: str) -> PersonView | None:
    """Learn what a person is called, whose file the actor may open; None where nothing is kept (any more).

    Raises:
        NotFound: the actor may not open the person's file.
        Refused: no purpose is given.
    """
    _check_purpose(reason)
    if not licensees(actor).filter(holder=holder.id).exists():
        raise NotFound(gettext("There is no such holder."))
    this_entry().note(holder=holder.id)
    return registry.identity_of(actor, holder.id)


@action("licensing.open_book", may=may_read)
def open_book(*, actor: Actor, holder: HolderView, period: Period, reason: str) -> Book:
    """Read a dealer's book with the names of the persons in it. Raises Refused where no purpose is given."""
    _check_purpose(reason)
    names = registry.names_of(actor, givers_and_takers(actor, holder, period))
    book = book_of(actor, holder, period, names)
    this_entry().note(holder=holder.id, lines=len(book.lines), persons=len(names))
    return book


def _check_purpose(reason: str) -> None:
    if not reason.strip():
        raise Refused([Fault(0, "reason", gettext("Say for what purpose: it stays with the entry."))])
