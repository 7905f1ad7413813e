"""Registry, actions: add_calibre and withdraw_calibre."""

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions.calibres import add_calibre, withdraw_calibre
from salwa.contexts.registry.models import ComponentKind, Firearm
from salwa.contexts.registry.queries._placed import Name
from salwa.kernel.identification.model import Evidence, SerialText, Weighted
from salwa.platform.errors import Conflict, NotAllowed, NotFound, Refused
from tests.conftest import Cast
from tests.contexts.registry import builders as b

DAY = b.day("2024-03-05")


def pistol(cast: Cast, text: str = "AAA11101") -> Firearm:
    new = registry.NewFirearm(
        make=b.make("Glock"),
        calibre=b.calibre("9x19"),
        components=(ComponentKind.FRAME, ComponentKind.CONVERSION_KIT),
        marks=(b.serial(text),),
    )
    return registry.register_firearm(actor=cast.registrar, firearm=new)


def calibre_says(cast: Cast, text: str, calibre: str) -> str:
    evidence = Evidence(serials=(SerialText(text),), calibres=(Weighted(b.calibre(calibre)),))
    (found,) = registry.candidates(cast.registrar, evidence).found
    return {one.field: one.kind for one in found.candidate.reasons}["calibre"]


def test_a_weapon_is_found_by_any_of_its_calibres(cast: Cast) -> None:
    row = pistol(cast)
    assert calibre_says(cast, "AAA11101", ".22 LR") == "differs"
    add_calibre(actor=cast.registrar, firearm=row, calibre=b.calibre(".22 LR"))
    for _once in range(2):
        assert calibre_says(cast, "AAA11101", ".22 LR") == "same"
        assert calibre_says(cast, "AAA11101", "9x19") == "same"
        registry.rebuild_index(actor=cast.registrar)
    assert len(registry.card(cast.registrar, registry.record_of(row)).calibres) == 1
    with pytest.raises(Conflict):
        add_calibre(actor=cast.registrar, firearm=row, calibre=b.calibre(".22 LR"))
    withdraw_calibre(actor=cast.registrar, firearm=row, calibre=b.calibre(".22 LR"), reason="misread")
    assert registry.card(cast.registrar, registry.record_of(row)).calibres == ()
    assert calibre_says(cast, "AAA11101", ".22 LR") == "differs"
    with pytest.raises(NotFound):
        withdraw_calibre(actor=cast.registrar, firearm=row, calibre=b.calibre(".22 LR"), reason="again")


def test_a_conversion_kit_takes_its_calibre_along(cast: Cast) -> None:
    row, other = pistol(cast), pistol(cast, "BBB22202")
    kit = Name(row.pk, 2)
    add_calibre(actor=cast.registrar, firearm=row, calibre=b.calibre(".22 LR"), part=kit)
    own = registry.remove_component(actor=cast.registrar, firearm=row, part=kit, happened=DAY).out
    assert own is not None
    assert registry.card(cast.registrar, registry.record_of(row)).calibres == ()
    assert calibre_says(cast, "AAA11101", ".22 LR") == "differs"
    registry.fit_component(actor=cast.registrar, firearm=other, part=own, happened=DAY)
    assert calibre_says(cast, "BBB22202", ".22 LR") == "same"


def test_what_is_no_calibre_or_no_part_is_refused(cast: Cast) -> None:
    row = pistol(cast)
    for calibre in (0, 32_000):
        with pytest.raises(Refused):
            add_calibre(actor=cast.registrar, firearm=row, calibre=calibre)
    with pytest.raises(NotFound):
        add_calibre(actor=cast.registrar, firearm=row, calibre=b.calibre(".22 LR"), part=Name(row.pk, 9))
    with pytest.raises(Conflict):
        add_calibre(actor=cast.registrar, firearm=row, calibre=b.calibre("9x19"))
    with pytest.raises(NotAllowed):
        add_calibre(actor=cast.tracing_officer, firearm=row, calibre=b.calibre(".22 LR"))
    with pytest.raises(NotAllowed):
        withdraw_calibre(actor=cast.outside_registrar, firearm=row, calibre=b.calibre(".22 LR"), reason="no")
