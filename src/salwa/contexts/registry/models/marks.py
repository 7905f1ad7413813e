"""Registry, models, ¶28 ¶63: marks on firearms, and what many of them share."""

from django.db import models
from django.db.models import Q

from salwa.contexts.registry.models.choices import Legibility, MarkKindCode, MarkMethod, MarkPlace, Script
from salwa.contexts.registry.models.firearms import Firearm, year_is_sane


class Inscription(models.Model):
    """What one mark shares with many: its kind, method, script, meaning and, where all of them read alike, the text.

    A maker's name is one inscription on a million frames. A serial has a text of its own; the inscription it points to
    then has none. Such inscriptions have negative ids, by which the database checks that every mark has exactly one
    text. ``code`` is the vocabulary code of what the text means (a make for maker, licensor and importer, a model, a
    calibre, a type), ``country`` (ISO 3166-1 numeric) and ``year`` what an import mark says (ITI 8(b), Firearms
    Protocol 8(1)(b)). ``text`` is verbatim, ``folded`` the text to search by.
    """

    id = models.AutoField(primary_key=True)
    code = models.IntegerField(default=0)
    kind = models.SmallIntegerField(choices=MarkKindCode.choices)
    method = models.SmallIntegerField(choices=MarkMethod.choices, default=MarkMethod.UNKNOWN)
    script = models.SmallIntegerField(choices=Script.choices, default=Script.UNKNOWN)
    country = models.SmallIntegerField(default=0)
    year = models.SmallIntegerField(default=0)
    text = models.CharField(max_length=400, default="", blank=True)
    folded = models.CharField(max_length=32, default="", blank=True)

    class Meta:
        db_table = "registry_inscription"
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "text", "method", "script", "code", "country", "year"], name="registry_inscription_once"
            ),
            models.CheckConstraint(
                condition=Q(id__lt=0, text="", folded="") | (Q(id__gt=0) & ~Q(text="")),
                name="registry_inscription_text_by_id",
            ),
            models.CheckConstraint(condition=year_is_sane("year"), name="registry_inscription_year_sane"),
        )

    def __str__(self) -> str:
        return self.text or f"{MarkKindCode(self.kind).label}, text on the mark"


class Mark(models.Model):
    """One mark on one component of a firearm, as it stands there (ITI 8, Firearms Protocol 8).

    ``text`` is verbatim and ``folded`` what it is searched by; both blank where the inscription has the text. A mark is
    never changed: it is withdrawn and the right one added.
    """

    pk = models.CompositePrimaryKey("firearm_id", "ordinal")
    firearm = models.ForeignKey(
        Firearm, on_delete=models.PROTECT, db_index=False, db_constraint=False, related_name="marks"
    )
    inscription = models.ForeignKey(Inscription, on_delete=models.PROTECT, db_index=False, related_name="+")
    component = models.SmallIntegerField(default=1)
    ordinal = models.SmallIntegerField()
    place = models.SmallIntegerField(choices=MarkPlace.choices, default=MarkPlace.UNKNOWN)
    legibility = models.SmallIntegerField(choices=Legibility.choices, default=Legibility.UNKNOWN)
    text = models.CharField(max_length=200, default="", blank=True)
    folded = models.CharField(max_length=32, default="", blank=True)

    class Meta:
        db_table = "registry_mark"
        constraints = (
            models.CheckConstraint(condition=Q(ordinal__gt=0), name="registry_mark_ordinal_positive"),
            models.CheckConstraint(
                condition=(Q(inscription__lt=0) & ~Q(text="")) | Q(inscription__gt=0, text="", folded=""),
                name="registry_mark_has_one_text",
            ),
        )

    def __str__(self) -> str:
        return f"mark {self.ordinal} of firearm {self.firearm_id}"


class Withdrawal(models.Model):
    """A mark found to have been recorded wrongly. The mark's row stays, this one says who withdrew it and when."""

    pk = models.CompositePrimaryKey("firearm_id", "ordinal")
    firearm = models.ForeignKey(
        Firearm, on_delete=models.PROTECT, db_index=False, db_constraint=False, related_name="withdrawals"
    )
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    ordinal = models.SmallIntegerField()

    class Meta:
        db_table = "registry_withdrawal"

    def __str__(self) -> str:
        return f"mark {self.ordinal} of firearm {self.firearm_id} withdrawn"
