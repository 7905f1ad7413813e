"""Registry: evidence is given to whoever asked for it, once its entries are sealed, and that is recorded."""

import pytest

from salwa.contexts.registry.actions.evidence import give_evidence
from salwa.contexts.registry.public import record_of
from salwa.kernel.ledger.notes import opened
from salwa.kernel.ledger.tree import leaf_hash, verify_inclusion
from salwa.kernel.lifecycle import EventKind
from salwa.platform.errors import Conflict, NotAllowed, Refused
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.contexts.registry.sealed import seal

LIFE = (b.event(EventKind.MANUFACTURE, b.year(2004)), b.event(EventKind.SEIZURE, b.day("2024-05-06")))


def test_evidence_holds_the_life_and_proves_every_entry_of_it(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "BKS012", b.maker(), life=LIFE)
    signer = seal()
    told = give_evidence(actor=cast.registrar, firearm=row, recipient="Court of Wendel", reason="Request 12/26")
    assert (told["format"], told["record"], told["recipient"]) == (
        "salwa-evidence/1",
        record_of(row),
        "Court of Wendel",
    )
    assert told["firearm"]["serial"] == "BKS012"
    assert [line["kind"] for line in told["history"]] == ["manufacture", "seizure"]
    assert told["gaps"][0]["before"] == 2
    assert {mark["text"] for mark in told["marks"]} == {"BKS012", "GLOCK"}
    assert told["key"] == str(signer.key)
    signed = opened(told["checkpoint"], signer.key)
    for entry in told["entries"]:
        leaf = leaf_hash(entry["body"].encode())
        path = [bytes.fromhex(one) for one in entry["proof"]]
        verify_inclusion(leaf=leaf, index=entry["place"], size=signed.size, proof=path, root=signed.root)
    entry = Entry.objects.latest("id")
    assert (entry.action, entry.reason, entry.summary["recipient"]) == (
        "registry.give_evidence",
        "Request 12/26",
        "Court of Wendel",
    )


def test_holders_are_left_out(cast: Cast) -> None:
    life = (b.event(EventKind.REGISTRATION, b.year(2005), holder=b.company(cast.registrar, "Harbour Arms")),)
    row = b.firearm(cast.registrar, life=life)
    seal()
    told = give_evidence(actor=cast.registrar, firearm=row, recipient="Court of Wendel", reason="12/26")
    assert "Harbour Arms" not in str(told)


def test_what_is_not_sealed_proves_nothing_yet(cast: Cast) -> None:
    row = b.firearm(cast.registrar, life=LIFE)
    before = Entry.objects.count()
    with pytest.raises(Conflict, match="not sealed yet"):
        give_evidence(actor=cast.registrar, firearm=row, recipient="Court of Wendel", reason="12/26")
    assert Entry.objects.count() == before


def test_to_whom_and_for_what_must_be_said(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    with pytest.raises(Refused) as refused:
        give_evidence(actor=cast.registrar, firearm=row, recipient=" ", reason="")
    assert [fault.column for fault in refused.value.faults] == ["recipient", "reason"]
    with pytest.raises(Refused):
        give_evidence(actor=cast.registrar, firearm=row, recipient="C" * 201, reason="12/26")


@pytest.mark.parametrize("member", ["outsider", "administrator"])
def test_who_may_not_open_the_record_gives_no_evidence_of_it(cast: Cast, member: str) -> None:
    row = b.firearm(cast.registrar)
    with pytest.raises(NotAllowed):
        give_evidence(actor=getattr(cast, member), firearm=row, recipient="Court of Wendel", reason="12/26")
