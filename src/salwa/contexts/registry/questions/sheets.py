"""Registry, questions, ¶24 ¶25 ¶29 ¶64: the sheets: for each kind of event what it means and what is asked.

Source of what is asked: EU 2021/555 article 4(5) and Firearms Protocol article 7 for dates, holders, permits and
consignments; MOSAIC 05.55 and EU 2015/2403 for the certificate of a deactivation.
"""

from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext, gettext_lazy

from salwa.contexts.registry.actions import (
    custody,
    dealings,
    destructions,
    forfeitures,
    losses,
    movements,
    works,
)
from salwa.contexts.registry.drafts import Happening
from salwa.contexts.registry.models import Event, Firearm
from salwa.contexts.registry.questions.sheet import Act, Ask, Group, Sheet
from salwa.kernel.lifecycle import EventKind
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound


def _placed(act: Callable[..., Event]) -> Act:
    """Let an action that takes time and place one by one be told a happening."""

    def record(actor: Actor, firearm: Firearm, told: Happening, reason: str) -> Event:
        when = {"happened": told.happened, "place": told.place, "details": told.details}
        return act(actor=actor, firearm=firearm, reason=reason, **when)

    return record


def _held(act: Callable[..., Event]) -> Act:
    """Let an action that takes its holder by name be told a happening."""

    def record(actor: Actor, firearm: Firearm, told: Happening, reason: str) -> Event:
        who = {"holder": told.holder, "happened": told.happened, "details": told.details}
        return act(actor=actor, firearm=firearm, reason=reason, **who)

    return record


def _told(act: Callable[..., Event]) -> Act:
    def record(actor: Actor, firearm: Firearm, told: Happening, reason: str) -> Event:
        return act(actor=actor, firearm=firearm, told=told, reason=reason)

    return record


def _imported(actor: Actor, firearm: Firearm, told: Happening, reason: str) -> Event:
    return movements.record_import(
        actor=actor,
        firearm=firearm,
        happened=told.happened,
        country=told.country,
        place=told.place,
        details=told.details,
        reason=reason,
    )


SHEETS: Final[tuple[Sheet, ...]] = (
    Sheet(
        kind=EventKind.LOSS,
        group=Group.MISSING,
        name=gettext_lazy("Report it lost"),
        says=gettext_lazy("Nobody knows where it is."),
        after=gettext_lazy("Tell the tracing desk. When it turns up, record the find here."),
        asks=(Ask.PLACE, Ask.REFERENCE),
        act=_placed(losses.report_loss),
        labels={Ask.REFERENCE: gettext_lazy("Number of the report")},
    ),
    Sheet(
        kind=EventKind.THEFT,
        group=Group.MISSING,
        name=gettext_lazy("Report it stolen"),
        says=gettext_lazy("Somebody took it."),
        after=gettext_lazy(
            "Tell the police and the tracing desk. When it turns up, record the find or the seizure here."
        ),
        asks=(Ask.PLACE, Ask.REFERENCE),
        act=_placed(losses.report_theft),
        labels={Ask.REFERENCE: gettext_lazy("Number of the report")},
    ),
    Sheet(
        kind=EventKind.FIND,
        group=Group.MISSING,
        name=gettext_lazy("Record a find"),
        says=gettext_lazy("It turned up, and nobody was holding it."),
        after=gettext_lazy("Store it, return it to its holder, or open a trace."),
        asks=(Ask.PLACE, Ask.REFERENCE),
        act=_placed(custody.record_find),
    ),
    Sheet(
        kind=EventKind.SEIZURE,
        group=Group.MISSING,
        name=gettext_lazy("Record a seizure"),
        says=gettext_lazy("An officer took it from somebody."),
        after=gettext_lazy("Open a trace, and record where it is held: as evidence, or in store."),
        asks=(Ask.PLACE, Ask.REFERENCE),
        act=_placed(custody.record_seizure),
        labels={Ask.REFERENCE: gettext_lazy("Number of the case")},
    ),
    Sheet(
        kind=EventKind.SURRENDER,
        group=Group.MISSING,
        name=gettext_lazy("Record a surrender"),
        says=gettext_lazy(
            "Somebody handed it in of free will. Who it was is not recorded here: a surrender is no suspicion."
        ),
        after=gettext_lazy("Record where it is stored, and later what became of it."),
        asks=(Ask.PLACE, Ask.REFERENCE),
        act=_placed(custody.record_surrender),
    ),
    Sheet(
        kind=EventKind.REGISTRATION,
        group=Group.HOLDERS,
        name=gettext_lazy("Register it to a holder"),
        says=gettext_lazy("A first holder is put on record."),
        after=gettext_lazy("Check that the holder’s licence is on record."),
        asks=(Ask.HOLDER, Ask.REFERENCE, Ask.PERMIT),
        act=_held(dealings.record_registration),
        required=frozenset({Ask.HOLDER}),
        labels={Ask.HOLDER: gettext_lazy("Holder")},
    ),
    Sheet(
        kind=EventKind.TRANSFER,
        group=Group.HOLDERS,
        name=gettext_lazy("Record a transfer"),
        says=gettext_lazy("It passes to another holder, for nothing or between agencies."),
        after=gettext_lazy("Check that the new holder’s licence is on record."),
        asks=(Ask.HOLDER, Ask.REFERENCE, Ask.PERMIT),
        act=_held(dealings.record_transfer),
        required=frozenset({Ask.HOLDER}),
        labels={Ask.HOLDER: gettext_lazy("New holder")},
    ),
    Sheet(
        kind=EventKind.SALE,
        group=Group.HOLDERS,
        name=gettext_lazy("Record a sale"),
        says=gettext_lazy("It was sold to another holder."),
        after=gettext_lazy("Check that the buyer’s licence is on record."),
        asks=(Ask.HOLDER, Ask.PLACE, Ask.REFERENCE, Ask.PERMIT),
        act=_told(dealings.record_sale),
        required=frozenset({Ask.HOLDER}),
        labels={Ask.HOLDER: gettext_lazy("Buyer"), Ask.REFERENCE: gettext_lazy("Number of the contract or bill")},
    ),
    Sheet(
        kind=EventKind.INHERITANCE,
        group=Group.HOLDERS,
        name=gettext_lazy("Record an inheritance"),
        says=gettext_lazy("It passed to an heir. Title passes even while the firearm is missing."),
        after=gettext_lazy("Check that the heir’s licence is on record, or where it is stored until then."),
        asks=(Ask.HOLDER, Ask.REFERENCE),
        act=_told(dealings.record_inheritance),
        required=frozenset({Ask.HOLDER}),
        labels={
            Ask.HOLDER: gettext_lazy("Heir"),
            Ask.REFERENCE: gettext_lazy("Number of the certificate of inheritance"),
        },
    ),
    Sheet(
        kind=EventKind.LOAN,
        group=Group.HOLDERS,
        name=gettext_lazy("Record a loan"),
        says=gettext_lazy("It is lent to somebody, perhaps an armourer, and comes back."),
        after=gettext_lazy("It stands in the list of what is due until its return is recorded."),
        asks=(Ask.HOLDER, Ask.UNTIL, Ask.PLACE, Ask.REFERENCE, Ask.PERMIT),
        act=_told(dealings.record_loan),
        required=frozenset({Ask.HOLDER}),
        labels={Ask.HOLDER: gettext_lazy("Borrower"), Ask.UNTIL: gettext_lazy("Due back on")},
    ),
    Sheet(
        kind=EventKind.RETURN,
        group=Group.HOLDERS,
        name=gettext_lazy("Record its return"),
        says=gettext_lazy("It came back to its holder: from a loan, a repair, the store, a find or evidence."),
        after=gettext_lazy("Nothing: it is again what it was before."),
        asks=(Ask.PLACE, Ask.REFERENCE),
        act=_told(dealings.record_return),
    ),
    Sheet(
        kind=EventKind.STORAGE,
        group=Group.CUSTODY,
        name=gettext_lazy("Take it into store"),
        says=gettext_lazy("It is kept by the police or the State; its title stays where it is."),
        after=gettext_lazy("Record its return, its forfeiture or its destruction when that is decided."),
        asks=(Ask.PLACE, Ask.HOLDER, Ask.REFERENCE),
        act=_told(custody.record_storage),
        labels={Ask.HOLDER: gettext_lazy("Kept by")},
    ),
    Sheet(
        kind=EventKind.EVIDENCE,
        group=Group.CUSTODY,
        name=gettext_lazy("Take it as evidence"),
        says=gettext_lazy("It is held for a case: nobody deals with it or destroys it until the case lets it go."),
        after=gettext_lazy("Record its return, its forfeiture or its storage when the case has let it go."),
        asks=(Ask.PLACE, Ask.HOLDER, Ask.REFERENCE),
        act=_told(custody.record_evidence),
        required=frozenset({Ask.REFERENCE}),
        labels={Ask.HOLDER: gettext_lazy("Held by"), Ask.REFERENCE: gettext_lazy("Number of the case")},
    ),
    Sheet(
        kind=EventKind.FORFEITURE,
        group=Group.CUSTODY,
        name=gettext_lazy("Record its forfeiture"),
        says=gettext_lazy("A court or an authority took it for good: it is the State’s."),
        after=gettext_lazy("Record whether it is kept for official use or destroyed."),
        asks=(Ask.HOLDER, Ask.PLACE, Ask.REFERENCE),
        act=_told(forfeitures.record_forfeiture),
        required=frozenset({Ask.REFERENCE}),
        labels={
            Ask.HOLDER: gettext_lazy("Agency that has it now"),
            Ask.REFERENCE: gettext_lazy("Number of the decision"),
        },
    ),
    Sheet(
        kind=EventKind.RETENTION,
        group=Group.CUSTODY,
        name=gettext_lazy("Keep it for official use"),
        says=gettext_lazy("The State keeps it and uses it."),
        after=gettext_lazy("See that it is marked as State stock."),
        asks=(Ask.HOLDER, Ask.PLACE, Ask.REFERENCE),
        act=_told(forfeitures.record_retention),
        required=frozenset({Ask.HOLDER}),
        labels={
            Ask.HOLDER: gettext_lazy("Agency that keeps it"),
            Ask.REFERENCE: gettext_lazy("Number of the decision"),
        },
    ),
    Sheet(
        kind=EventKind.IMPORT,
        group=Group.BORDER,
        name=gettext_lazy("Record an import"),
        says=gettext_lazy("It entered a country to stay."),
        after=gettext_lazy("See that it carries an import mark, and add the mark to its record."),
        asks=(Ask.COUNTRY, Ask.PLACE, Ask.CONSIGNMENT, Ask.PERMIT, Ask.REFERENCE),
        act=_imported,
        required=frozenset({Ask.COUNTRY}),
        labels={Ask.COUNTRY: gettext_lazy("Country it entered")},
    ),
    Sheet(
        kind=EventKind.TEMPORARY_IMPORT,
        group=Group.BORDER,
        name=gettext_lazy("Record a temporary import"),
        says=gettext_lazy("It entered for a time: a hunt, a match, an exhibition."),
        after=gettext_lazy("It stands in the list of what is due until its export is recorded."),
        asks=(Ask.COUNTRY, Ask.UNTIL, Ask.HOLDER, Ask.PLACE, Ask.CONSIGNMENT, Ask.PERMIT),
        act=_told(movements.record_temporary_import),
        required=frozenset({Ask.UNTIL}),
        labels={
            Ask.UNTIL: gettext_lazy("Due to leave on"),
            Ask.HOLDER: gettext_lazy("Who brought it"),
            Ask.COUNTRY: gettext_lazy("Country it entered"),
        },
    ),
    Sheet(
        kind=EventKind.TRANSIT,
        group=Group.BORDER,
        name=gettext_lazy("Record a transit"),
        says=gettext_lazy("It passes through the country."),
        after=gettext_lazy("Record its export when it has left."),
        asks=(Ask.COUNTRY, Ask.PLACE, Ask.CONSIGNMENT, Ask.PERMIT),
        act=_told(movements.record_transit),
        labels={Ask.COUNTRY: gettext_lazy("Country it passes through")},
    ),
    Sheet(
        kind=EventKind.EXPORT,
        group=Group.BORDER,
        name=gettext_lazy("Record an export"),
        says=gettext_lazy("It left the country: the register knows no holder of it any more."),
        after=gettext_lazy("Ask for the confirmation of its delivery."),
        asks=(Ask.COUNTRY, Ask.PLACE, Ask.CONSIGNMENT, Ask.PERMIT, Ask.REFERENCE),
        act=_told(movements.record_export),
        required=frozenset({Ask.COUNTRY}),
        labels={Ask.COUNTRY: gettext_lazy("Country it left for")},
    ),
    Sheet(
        kind=EventKind.MANUFACTURE,
        group=Group.WORKS,
        name=gettext_lazy("Record its manufacture"),
        says=gettext_lazy("It was made."),
        after=gettext_lazy("See that the marks of its maker are on its record."),
        asks=(Ask.PLACE, Ask.HOLDER),
        act=_told(works.record_manufacture),
        labels={Ask.HOLDER: gettext_lazy("Maker on record")},
    ),
    Sheet(
        kind=EventKind.PROOF,
        group=Group.WORKS,
        name=gettext_lazy("Record a proof"),
        says=gettext_lazy("A proof house tested it."),
        after=gettext_lazy("Add the proof mark to its record."),
        asks=(Ask.PLACE, Ask.CERTIFICATE, Ask.REFERENCE),
        act=_told(works.record_proof),
    ),
    Sheet(
        kind=EventKind.MARKING,
        group=Group.WORKS,
        name=gettext_lazy("Record that it was marked"),
        says=gettext_lazy("A mark was put on it."),
        after=gettext_lazy("Add the mark itself to its record."),
        asks=(Ask.PLACE, Ask.REFERENCE),
        act=_told(works.record_marking),
        labels={Ask.REFERENCE: gettext_lazy("Number of the marking order")},
    ),
    Sheet(
        kind=EventKind.REPAIR,
        group=Group.WORKS,
        name=gettext_lazy("Record a repair"),
        says=gettext_lazy("It was repaired, or it is with a repairer until its return is recorded."),
        after=gettext_lazy("Where it is with a repairer: record its return."),
        asks=(Ask.HOLDER, Ask.UNTIL, Ask.PLACE, Ask.REFERENCE),
        act=_told(works.record_repair),
        labels={
            Ask.HOLDER: gettext_lazy("Repairer who has it now (empty: it was repaired, and is back)"),
            Ask.UNTIL: gettext_lazy("Due back on"),
        },
    ),
    Sheet(
        kind=EventKind.CONVERSION,
        group=Group.WORKS,
        name=gettext_lazy("Record a conversion"),
        says=gettext_lazy("It was changed into something else: that it happened, never how."),
        after=gettext_lazy("Look whether the type and the calibre on record are still right."),
        asks=(Ask.HOLDER, Ask.PLACE, Ask.REFERENCE, Ask.PERMIT),
        act=_told(works.record_conversion),
        labels={Ask.HOLDER: gettext_lazy("Who converted it")},
    ),
    Sheet(
        kind=EventKind.DISMANTLING,
        group=Group.WORKS,
        name=gettext_lazy("Record that it was taken apart"),
        says=gettext_lazy("It is no longer one whole firearm."),
        after=gettext_lazy("Say what became of its parts, or record its reassembly."),
        asks=(Ask.PLACE, Ask.REFERENCE),
        act=_told(works.record_dismantling),
    ),
    Sheet(
        kind=EventKind.REASSEMBLY,
        group=Group.WORKS,
        name=gettext_lazy("Record its reassembly"),
        says=gettext_lazy("It was taken apart, and is whole again."),
        after=gettext_lazy("Check which parts it has now."),
        asks=(Ask.PLACE, Ask.REFERENCE),
        act=_told(works.record_reassembly),
    ),
    Sheet(
        kind=EventKind.DEACTIVATION,
        group=Group.END,
        name=gettext_lazy("Record its deactivation"),
        says=gettext_lazy("It can no longer fire, and a certificate says so."),
        after=gettext_lazy("See that it carries the mark of its deactivation, and add the mark to its record."),
        asks=(Ask.PLACE, Ask.CERTIFICATE, Ask.REFERENCE),
        act=_told(works.record_deactivation),
        required=frozenset({Ask.CERTIFICATE}),
    ),
    Sheet(
        kind=EventKind.REACTIVATION,
        group=Group.END,
        name=gettext_lazy("Record that it was found to fire again"),
        says=gettext_lazy("A deactivated firearm was found to fire: that it was found so, never how."),
        after=gettext_lazy("Record its seizure, and tell the tracing desk."),
        asks=(Ask.PLACE, Ask.REFERENCE),
        act=_told(works.record_reactivation),
        labels={Ask.REFERENCE: gettext_lazy("Number of the examination")},
    ),
    Sheet(
        kind=EventKind.DESTRUCTION,
        group=Group.END,
        name=gettext_lazy("Record its destruction"),
        says=gettext_lazy("It exists no more. Its record stays."),
        after=gettext_lazy(
            "Nothing more can happen to it. If its mark turns up, record the find: somebody looks at the conflict."
        ),
        asks=(Ask.PLACE, Ask.METHOD, Ask.CERTIFICATE, Ask.WITNESSES, Ask.REFERENCE),
        act=_placed(destructions.record_destruction),
    ),
)
"""In the order in which the pages show them."""

_BY_SLUG: Final = {sheet.kind.name.lower().replace("_", "-"): sheet for sheet in SHEETS}


def slug_of(kind: EventKind) -> str:
    """Give the name of a kind in addresses and on the command line."""
    return kind.name.lower().replace("_", "-")


def sheet_of(slug: str) -> Sheet:
    """Give the sheet of a name. Raises NotFound where nothing of that name is recorded by hand."""
    found = _BY_SLUG.get(slug)
    if found is None:
        raise NotFound(gettext("Nothing of that name is recorded here."))
    return found
