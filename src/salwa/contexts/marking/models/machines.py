"""Marking, models, ¶28 ¶63: machines that mark, what was done with them, and who operated them."""

from django.db import models
from django.db.models import F, Q

from salwa.contexts.marking.models.choices import MachineKind, NoteKind


class Machine(models.Model):
    """A machine or a set of stamps that marks firearms: where it stands, and since when.

    Until when is told by a note that it was taken out of service.
    """

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "identity.Unit", on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )
    kind = models.SmallIntegerField(choices=MachineKind.choices)
    maker = models.CharField(max_length=100)
    serial = models.CharField(max_length=60)
    software = models.CharField(max_length=100, blank=True, default="")
    since = models.DateField()
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "marking_machine"
        constraints = (
            models.UniqueConstraint(fields=["maker", "serial", "agency"], name="marking_machine_once"),
            models.CheckConstraint(condition=~Q(maker="") & ~Q(serial=""), name="marking_machine_named"),
            models.CheckConstraint(condition=Q(kind__in=MachineKind.values), name="marking_machine_kind_known"),
        )

    def __str__(self) -> str:
        return f"{self.maker} {self.serial}"


class MachineNote(models.Model):
    """A line of a machine's service log."""

    id = models.BigAutoField(primary_key=True)
    machine = models.ForeignKey(Machine, on_delete=models.PROTECT, related_name="notes")
    kind = models.SmallIntegerField(choices=NoteKind.choices)
    day = models.DateField()
    text = models.CharField(max_length=300, blank=True, default="")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "marking_machine_note"
        constraints = (models.CheckConstraint(condition=Q(kind__in=NoteKind.values), name="marking_note_kind_known"),)

    def __str__(self) -> str:
        return f"{NoteKind(self.kind).label}: machine {self.machine_id}"


class OperatorSpell(models.Model):
    """Somebody operated a machine from one moment, to another or until further notice, perhaps for one job.

    The person is named by the user alone: what somebody is called stands with the user, where it can be erased.
    """

    id = models.BigAutoField(primary_key=True)
    machine = models.ForeignKey(Machine, on_delete=models.PROTECT, related_name="spells")
    user = models.ForeignKey("identity.User", on_delete=models.PROTECT, db_index=False, related_name="+")
    job = models.ForeignKey("marking.Job", on_delete=models.PROTECT, null=True, blank=True, related_name="spells")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "marking_operator_spell"
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")), name="marking_spell_forward"
            ),
            models.UniqueConstraint(
                fields=["machine", "user"], condition=Q(ended_at=None), name="marking_spell_once_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"user {self.user_id} on machine {self.machine_id}"
