"""The house, checked: an example of each action of the registry. A new action is given one here."""

from collections.abc import Callable

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions.lists import take_list
from salwa.contexts.registry.importing.firearms import Order, import_firearms
from salwa.contexts.registry.models import (
    ComponentKind,
    ComponentMaterial,
    FindingKind,
    HolderKind,
    HoldReason,
    Party,
    Proposal,
)
from tests.contexts.registry import builders as b
from tests.house.stage import WHEN, Stage

SLIDE = registry.NewPart(kind=ComponentKind.SLIDE, marks=(b.serial("LSE55123"),))


def happens(act: Callable[..., object], **more: object) -> Callable[[Stage], object]:
    return lambda on: act(actor=on.cast.registrar, firearm=on.row, happened=WHEN, **more)


def told(act: Callable[..., object], **more: object) -> Callable[[Stage], object]:
    return lambda on: act(actor=on.cast.registrar, firearm=on.row, told=b.told(WHEN, **more))


def to_somebody(act: Callable[..., object]) -> Callable[[Stage], object]:
    return lambda on: act(
        actor=on.cast.registrar, firearm=on.row, told=b.told(WHEN, holder=b.company(on.cast.registrar))
    )


def returned(on: Stage) -> object:
    registry.record_storage(actor=on.cast.registrar, firearm=on.row, told=b.told(WHEN))
    return registry.record_return(actor=on.cast.registrar, firearm=on.row, told=b.told(WHEN))


def reassembled(on: Stage) -> object:
    registry.record_dismantling(actor=on.cast.registrar, firearm=on.row, told=b.told(WHEN))
    return registry.record_reassembly(actor=on.cast.registrar, firearm=on.row, told=b.told(WHEN))


def lifted(on: Stage) -> object:
    hold = registry.place_hold(actor=on.cast.registrar, firearm=on.row, kind=HoldReason.CASE, reference="C-1")
    return registry.lift_hold(actor=on.cast.registrar, hold=hold, reason="closed")


def proposed(on: Stage) -> Proposal:
    with b.pack(b.ASKING):
        return b.proposal(on.cast.registrar, on.row)


def consented(on: Stage) -> Proposal:
    found = proposed(on)
    for party in Party:
        said = registry.NewConsent(party=party, is_given=True, reference=f"P-{party}")
        registry.note_consent(actor=on.cast.registrar, proposal=found, said=said)
    return found


def unmerge(on: Stage) -> object:
    on.merged()
    return registry.unmerge_firearms(actor=on.cast.registrar, survivor=on.row, absorbed=on.other, reason="two")


def close(on: Stage) -> object:
    found = registry.open_finding(actor=on.cast.registrar, firearm=on.row, kind=FindingKind.OTHER, text="look")
    return registry.close_finding(actor=on.cast.registrar, finding=found, reason="looked")


def withdraw_calibre(on: Stage) -> object:
    registry.add_calibre(actor=on.cast.registrar, firearm=on.row, calibre=b.calibre())
    return registry.withdraw_calibre(actor=on.cast.registrar, firearm=on.row, calibre=b.calibre(), reason="misread")


EXAMPLES: dict[str, Callable[[Stage], object]] = {
    "registry.add_calibre": lambda on: registry.add_calibre(
        actor=on.cast.registrar, firearm=on.row, calibre=b.calibre()
    ),
    "registry.dismantle_firearm": happens(registry.dismantle_firearm),
    "registry.exchange_component": lambda on: registry.exchange_component(
        actor=on.cast.registrar, firearm=on.row, out=on.slide, part=SLIDE, happened=WHEN
    ),
    "registry.fit_component": lambda on: registry.fit_component(
        actor=on.cast.registrar, firearm=on.row, part=SLIDE, happened=WHEN
    ),
    "registry.measure_mark": lambda on: registry.measure_mark(
        actor=on.cast.registrar,
        firearm=on.row,
        mark=registry.PartName(on.row.pk, 1),
        measure=registry.NewMeasure(on_plate=True),
    ),
    "registry.record_part": lambda on: registry.record_part(actor=on.cast.registrar, part=SLIDE),
    "registry.remove_component": lambda on: registry.remove_component(
        actor=on.cast.registrar, firearm=on.row, part=on.slide, happened=WHEN
    ),
    "registry.state_material": lambda on: registry.state_material(
        actor=on.cast.registrar, firearm=on.row, part=on.slide, material=ComponentMaterial.STEEL
    ),
    "registry.withdraw_calibre": withdraw_calibre,
    "registry.add_component": lambda on: registry.add_component(
        actor=on.cast.registrar, firearm=on.row, kind=ComponentKind.BARREL
    ),
    "registry.add_mark": lambda on: registry.add_mark(
        actor=on.cast.registrar, firearm=on.row, mark=b.serial("SLD55123", component=2)
    ),
    "registry.close_finding": close,
    "registry.close_holdings": lambda on: registry.close_holdings(actor=on.cast.registrar, is_closed=True),
    "registry.correct_event": lambda on: registry.correct_event(
        actor=on.cast.registrar, firearm=on.row, ordinal=1, right=None, reason="misread"
    ),
    "registry.correct_facts": lambda on: registry.correct_facts(
        actor=on.cast.registrar, firearm=on.row, facts=registry.NewFacts(year=2001), reason="misread"
    ),
    "registry.correct_mark": lambda on: registry.correct_mark(
        actor=on.cast.registrar, firearm=on.row, ordinal=1, mark=None, reason="misread"
    ),
    "registry.give_evidence": lambda on: registry.give_evidence(
        actor=on.cast.registrar, firearm=on.row, recipient="Court of Wendel", reason="Request 12/26"
    ),
    "registry.import_firearms": lambda on: import_firearms(actor=on.cast.registrar, order=Order(path=on.file())),
    "registry.merge_firearms": lambda on: on.merged(),
    "registry.open_finding": lambda on: registry.open_finding(
        actor=on.cast.registrar, firearm=on.row, kind=FindingKind.OTHER, text="look"
    ),
    "registry.rebuild_index": lambda on: registry.rebuild_index(actor=on.cast.registrar),
    "registry.rebuild_state": lambda on: registry.rebuild_state(actor=on.cast.registrar),
    "registry.record_destruction": happens(registry.record_destruction),
    "registry.record_find": happens(registry.record_find),
    "registry.record_import": happens(registry.record_import, country=100),
    "registry.record_registration": lambda on: registry.record_registration(
        actor=on.cast.registrar, firearm=on.row, holder=b.company(on.cast.registrar), happened=WHEN
    ),
    "registry.record_seizure": happens(registry.record_seizure),
    "registry.record_surrender": happens(registry.record_surrender),
    "registry.record_transfer": lambda on: registry.record_transfer(
        actor=on.cast.registrar, firearm=on.row, holder=b.company(on.cast.registrar), happened=WHEN
    ),
    "registry.register_firearm": lambda on: b.firearm(on.cast.registrar, "NEW55123"),
    "registry.register_holder": lambda on: registry.register_holder(
        actor=on.cast.registrar, holder=registry.NewHolder(kind=HolderKind.LEGAL_PERSON, name="Harbour Arms")
    ),
    "registry.report_loss": happens(registry.report_loss),
    "registry.report_theft": happens(registry.report_theft),
    "registry.carry_out_transfer": lambda on: registry.carry_out_transfer(
        actor=on.cast.registrar, proposal=consented(on), happened=WHEN
    ),
    "registry.lift_hold": lifted,
    "registry.note_consent": consented,
    "registry.place_hold": lambda on: registry.place_hold(
        actor=on.cast.registrar, firearm=on.row, kind=HoldReason.TRACE, reference="T-1"
    ),
    "registry.propose_transfer": proposed,
    "registry.withdraw_proposal": lambda on: registry.withdraw_proposal(
        actor=on.cast.registrar, proposal=proposed(on), reason="the buyer stepped back"
    ),
    "registry.record_conversion": told(registry.record_conversion),
    "registry.record_deactivation": told(
        registry.record_deactivation,
        details=registry.Details(certificate=registry.NewCertificate(number="D-1", issuer="Proof house")),
    ),
    "registry.record_dismantling": told(registry.record_dismantling),
    "registry.record_evidence": told(registry.record_evidence),
    "registry.record_export": told(registry.record_export, country=100),
    "registry.record_forfeiture": told(registry.record_forfeiture),
    "registry.record_inheritance": to_somebody(registry.record_inheritance),
    "registry.record_loan": to_somebody(registry.record_loan),
    "registry.record_manufacture": lambda on: registry.record_manufacture(
        actor=on.cast.registrar, firearm=on.other, told=b.told(WHEN)
    ),
    "registry.record_marking": told(registry.record_marking),
    "registry.record_proof": told(registry.record_proof),
    "registry.record_reactivation": told(registry.record_reactivation),
    "registry.record_reassembly": reassembled,
    "registry.record_repair": told(registry.record_repair),
    "registry.record_retention": told(registry.record_retention),
    "registry.record_return": returned,
    "registry.record_sale": to_somebody(registry.record_sale),
    "registry.record_storage": told(registry.record_storage),
    "registry.record_temporary_import": told(registry.record_temporary_import),
    "registry.record_transit": told(registry.record_transit),
    "registry.take_list": lambda on: take_list(actor=on.cast.registrar, source=on.row.source, form="csv"),
    "registry.unmerge_firearms": unmerge,
}
