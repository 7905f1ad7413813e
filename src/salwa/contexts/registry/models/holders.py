"""Registry, models, ¶23 ¶37 ¶64: who holds firearms. What a person is called stands apart from what is counted."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from salwa.contexts.registry.models.choices import HolderKind, Sex
from salwa.kernel.ledger.entries import commitment
from salwa.platform.uuid7 import uuid7


class Holder(models.Model):
    """An agency, a company or a person that has title to firearms, or custody of them."""

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    kind = models.SmallIntegerField(choices=HolderKind.choices)
    agency = models.OneToOneField("identity.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "registry_holder"
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=HolderKind.AGENCY, agency__isnull=False)
                | (~Q(kind=HolderKind.AGENCY) & Q(agency__isnull=True)),
                name="registry_holder_agency_by_kind",
            ),
            models.CheckConstraint(condition=Q(kind__in=HolderKind.values), name="registry_holder_kind_known"),
        )

    def __str__(self) -> str:
        return f"{HolderKind(self.kind).label} {self.uuid}"


class NaturalPerson(models.Model):
    """What is counted of a person: sex (ISO/IEC 5218) and year of birth, 0 where unknown. No name stands here."""

    holder = models.OneToOneField(Holder, on_delete=models.PROTECT, primary_key=True, related_name="person")
    sex = models.SmallIntegerField(choices=Sex.choices, default=Sex.UNKNOWN)
    year_of_birth = models.SmallIntegerField(default=0)

    class Meta:
        db_table = "registry_natural_person"
        constraints = (
            models.CheckConstraint(condition=Q(sex__in=Sex.values), name="registry_natural_person_sex_known"),
            models.CheckConstraint(
                condition=Q(year_of_birth=0) | Q(year_of_birth__range=(1850, 2200)),
                name="registry_natural_person_birth_sane",
            ),
        )

    def __str__(self) -> str:
        return f"person {self.holder_id}"


class PersonIdentity(models.Model):
    """What a person is called and by which document known: apart from all else, so that it can be closed and erased.

    ``entry`` is the number of the entry that holds the commitment to it (its summary's ``identity``), ``salt`` what
    binds it, there and in the row's binding in the log: with the row both go, and the hashes stay. Empty in rows from
    before commitments.

    A person is found exactly, but for capitals; the indexes serve that and nothing wider, and go with the row.
    """

    holder = models.OneToOneField(Holder, on_delete=models.CASCADE, primary_key=True, related_name="identity")
    family_name = models.CharField(max_length=200, default="", blank=True)
    given_names = models.CharField(max_length=200, default="", blank=True)
    born = models.DateField(null=True, blank=True)
    document_country = models.SmallIntegerField(default=0)
    document_kind = models.CharField(max_length=60, default="", blank=True)
    document_number = models.CharField(max_length=60, default="", blank=True)
    entry = models.BigIntegerField(default=0, db_default=0)
    salt = models.BinaryField(default=b"", db_default=b"")

    class Meta:
        db_table = "registry_person_identity"
        indexes = (
            models.Index(Upper("family_name"), Upper("given_names"), name="registry_identity_name"),
            models.Index(Upper("document_number"), name="registry_identity_document", condition=~Q(document_number="")),
        )

    def __str__(self) -> str:
        return f"identity of person {self.holder_id}"

    @property
    def commitment(self) -> str:
        """What binds all this without telling it, 64 hexadecimal digits. Raises ValueError where there is no salt."""
        facts = {
            "born": self.born.isoformat() if self.born else "",
            "document": [self.document_country, self.document_kind, self.document_number],
            "family_name": self.family_name,
            "given_names": self.given_names,
        }
        return commitment(bytes(self.salt), facts)


class LegalPerson(models.Model):
    """A company or association: maker, dealer, importer, club, museum, security company."""

    holder = models.OneToOneField(Holder, on_delete=models.PROTECT, primary_key=True, related_name="company")
    name = models.CharField(max_length=200)
    country = models.SmallIntegerField(default=0)
    registration_number = models.CharField(max_length=60, default="", blank=True)

    class Meta:
        db_table = "registry_legal_person"
        constraints = (models.CheckConstraint(condition=~Q(name=""), name="registry_legal_person_named"),)

    def __str__(self) -> str:
        return self.name
