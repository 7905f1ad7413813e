"""Registry, queries: cards of firearms, whoever asks; masking is the caller's work."""

from collections.abc import Iterable

from salwa.contexts.registry.answers import Card
from salwa.contexts.registry.models import Firearm, FirearmState, Mark, MarkKindCode, Withdrawal
from salwa.contexts.registry.naming import record_of
from salwa.contexts.registry.wording import ALARMING
from salwa.kernel import vocabularies
from salwa.kernel.lifecycle import Status


def cards(firearms: Iterable[Firearm]) -> dict[int, Card]:
    """Give the cards of some firearms by id, in four queries however many they are."""
    wanted = list(firearms)
    ids = [firearm.pk for firearm in wanted]
    states = dict(FirearmState.objects.filter(firearm__in=ids).values_list("firearm_id", "status"))
    serials = _serials(wanted)
    return {firearm.pk: _card(firearm, states.get(firearm.pk, 0), serials.get(firearm.pk, "")) for firearm in wanted}


def name_of(vocabulary: str, code: int) -> str:
    """Give the name of a code in ``makes``, ``models``, ``calibres``, ``types``, ``countries``; empty where unknown."""
    term = getattr(vocabularies, vocabulary)().get(code) if code else None
    return term.name if term is not None else ""


def _card(firearm: Firearm, status: int, serial: str) -> Card:
    return Card(
        id=firearm.pk,
        record=record_of(firearm),
        uuid=firearm.uuid,
        agency_id=firearm.agency_id,
        external_id=firearm.external_id,
        source=firearm.source.name,
        serial=serial,
        make=name_of("makes", firearm.make),
        model=name_of("models", firearm.model),
        calibre=name_of("calibres", firearm.calibre),
        type=name_of("types", firearm.type),
        country=name_of("countries", firearm.country),
        year=firearm.year or None,
        status=Status(status),
        is_alarming=Status(status) in ALARMING,
    )


def _serials(firearms: list[Firearm]) -> dict[int, str]:
    """Give the verbatim serial of each firearm: the first on its control component, else the first on any."""
    control = {firearm.pk: firearm.control for firearm in firearms}
    marks = Mark.objects.filter(firearm__in=control, inscription__kind=MarkKindCode.SERIAL, inscription__lt=0)
    withdrawn = set(Withdrawal.objects.filter(firearm__in=control).values_list("firearm_id", "ordinal"))
    found = sorted(
        (firearm, component != control[firearm], ordinal, text)
        for firearm, component, ordinal, text in marks.values_list("firearm_id", "component", "ordinal", "text")
        if (firearm, ordinal) not in withdrawn
    )
    return {firearm: text for firearm, _, _, text in reversed(found)}
