"""Registry, action, ¶23 ¶37 ¶64: put a holder on record; what a person is called is kept apart from what is counted."""

import secrets

from django.utils.translation import gettext

from salwa.contexts.registry.actions._checking import faults_of_code, faults_of_text, refuse
from salwa.contexts.registry.actions._recording import holder_of_agency
from salwa.contexts.registry.drafts import NewHolder
from salwa.contexts.registry.models import Holder, HolderKind, LegalPerson, NaturalPerson, PersonIdentity
from salwa.contexts.registry.policies import may_register
from salwa.kernel.ledger.entries import SALT_BYTES
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Fault


@action("registry.register_holder", may=may_register)
def register_holder(*, actor: Actor, holder: NewHolder, reason: str = "") -> Holder:
    """Put an agency, a company or a person on record as a holder. An agency that is already one is given back.

    The entry keeps the kind and the number of the holder, and nothing personal.

    Raises:
        Refused: a name or a country is missing or wrong.
    """
    refuse(_faults(holder))
    if holder.kind is HolderKind.AGENCY and holder.agency_id is not None:
        row = holder_of_agency(holder.agency_id)
    else:
        row = Holder.objects.create(kind=holder.kind)
    if holder.kind is HolderKind.LEGAL_PERSON:
        LegalPerson.objects.create(
            holder=row,
            name=holder.name.strip(),
            country=holder.country,
            registration_number=holder.registration_number,
        )
    if holder.kind is HolderKind.NATURAL_PERSON:
        _write_person(row, holder)
    this_entry().note(holder=row.pk, kind=HolderKind(holder.kind).name.lower())
    return row


def _write_person(row: Holder, new: NewHolder) -> None:
    NaturalPerson.objects.create(holder=row, sex=new.sex, year_of_birth=new.year_of_birth)
    country, kind, number = new.document
    if new.family_name or new.given_names or new.born or number:
        identity = PersonIdentity(
            holder=row,
            family_name=new.family_name,
            given_names=new.given_names,
            born=new.born,
            document_country=country,
            document_kind=kind,
            document_number=number,
            entry=this_entry().id,
            salt=secrets.token_bytes(SALT_BYTES),
        )
        identity.save(force_insert=True)
        this_entry().note(identity=identity.commitment)


def _faults(new: NewHolder) -> list[Fault]:
    faults = [
        *faults_of_text("name", new.name, 200),
        *faults_of_text("registration_number", new.registration_number, 60),
        *faults_of_text("family_name", new.family_name, 200),
        *faults_of_text("given_names", new.given_names, 200),
        *faults_of_text("document", new.document[1], 60),
        *faults_of_text("document", new.document[2], 60),
        *faults_of_code("countries", new.country, "country"),
        *faults_of_code("countries", new.document[0], "document"),
    ]
    if new.kind is HolderKind.AGENCY and new.agency_id is None:
        faults.append(Fault(0, "agency", gettext("say which agency")))
    if new.kind is HolderKind.LEGAL_PERSON and not new.name.strip():
        faults.append(Fault(0, "name", gettext("a company has a name")))
    if new.year_of_birth and not 1850 <= new.year_of_birth <= this_entry().recorded_at.year:
        faults.append(Fault(0, "year_of_birth", gettext("nobody who holds a firearm was born then")))
    if new.year_of_birth and new.born and new.born.year != new.year_of_birth:
        faults.append(Fault(0, "born", gettext("this day lies in another year than the year of birth")))
    return faults
