"""The house, checked: the things that addresses name: records, files, licences, jobs, and who asks for them."""

import dataclasses
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.test import Client

from salwa.contexts.identity.public import Role, actor_by_name, add_user, agency_by_name
from salwa.contexts.licensing.models import CheckFact, Task
from salwa.contexts.licensing.public import licence_number, take_stock
from salwa.contexts.marking import public as marking
from salwa.contexts.registry.public import record_of
from tests.conftest import Cast
from tests.contexts.licensing import builders as l
from tests.contexts.marking import builders as m
from tests.house.test_routes import SAMPLES, Route

# What a number in an address is the number of, where it is not that of a finding.
NUMBERED = {"/lines/": "line", "/proposals/": "proposal"}
# What the numbers in the addresses of marking name.
MARKED = {
    "consignments": "marking_consignment",
    "discrepancies": "marking_discrepancy",
    "jobs": "marking_job",
    "machines": "marking_machine",
    "series": "marking_series",
    "spells": "marking_spell",
}
FILE = b"external_id,serial,make\nX1,A12345,Glock\n"
# What stands in the place of the variable parts of an address of licences, by the part before it.
OF_LICENCES = {
    "holders": "{holder}",
    "applications": "{application}",
    "inspections": "{inspection}",
    "stock-takes": "{stock_take}",
    "tasks": "{task}",
    "licence": "{licence}",
    "person": "{number}",
    "due": "inspections-due",
    "inspections-due": "csv",
    "new": "company",
    "book": "csv",
    "record": "check",
    "end": "check",
    "check": "{check}",
    "{application}": "grant",
    "{licence}": "suspend",
}


@dataclass(frozen=True, slots=True)
class Things:
    """What the variable parts of an address name.

    Two records, an import that was handed in, a finding, a line of the first record, a kind of event, a proposal;
    ``more``: things of licensing and of marking, by name.
    """

    record: str
    other: str
    job: str
    finding: int
    proposal: int
    more: dict[str, object]
    line: int = 1
    kind: str = "sale"

    def path(self, name: str) -> str:
        own = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return name.format(**own, **self.more)


def of_marking(cast: Cast) -> dict[str, int]:
    """A job that was sent: one mark reported by another registrar and on another firearm than planned, one open."""
    add_user(
        actor=cast.administrator,
        username="marker",
        display_name="Marker",
        agency=agency_by_name("National registry"),
        roles=[Role.REGISTRAR],
    )
    marker = actor_by_name("marker")
    rows = m.firearms(cast.registrar, "MRK101", "MRK102", "MRK103")
    held = m.consignment(cast.registrar, rows[:2])
    job = marking.plan_job(actor=cast.registrar, consignment=held)
    taken = marking.Taken(mark=m.marks(marker, job)[0], outcome=marking.Outcome.ENGRAVED, record=record_of(rows[2]))
    marking.take_back(actor=marker, job=job, taken=[taken])
    marking.send_job(actor=cast.registrar, job=job, form=marking.Form.FILES)
    machine = m.machine(cast.registrar)
    spell = marking.begin_spell(actor=cast.registrar, machine=machine, username="registrar")
    return {
        "marking_consignment": held.pk,
        "marking_discrepancy": marking.discrepancies(cast.registrar)[0].id,
        "marking_job": job.pk,
        "marking_machine": machine.pk,
        "marking_series": job.series_id,
        "marking_spell": spell.pk,
    }


def name_of(route: Route) -> str:
    """The address as the tables have it."""
    if route.path.startswith("/licences/"):
        return name_of_licences(route.path)
    part = "{job}" if "import" in route.path else "{record}"
    named = route.path.replace(SAMPLES["str"], part).replace(SAMPLES["uuid"], part)
    number = next((word for at, word in NUMBERED.items() if at in named), "finding")
    named = named.replace("/record/{record}/", "/record/{kind}/")
    for plural, word in MARKED.items():
        named = named.replace(f"/marking/{plural}/{SAMPLES['int']}/", f"/marking/{plural}/{{{word}}}/")
    return named.replace(f"/{SAMPLES['int']}/", f"/{{{number}}}/")


def name_of_licences(path: str) -> str:
    """An address of licences as the tables have it: each sample stands for what the part before it names."""
    parts: list[str] = []
    for part in path.split("/"):
        parts.append(OF_LICENCES[parts[-1]] if part in SAMPLES.values() and part else part)
    return "/".join(parts)


def licences(cast: Cast) -> dict[str, object]:
    """A person with a licence, an application, a check, an inspection and a stock-take with its task."""
    officer = cast.licensing_officer
    holder = l.person(officer)
    licence = l.granted(officer, holder)
    stock_take = take_stock(actor=cast.inspector, holder=holder.pk, serials=["ZZZ999"], taken_on=l.today())
    return {
        "holder": holder.uuid,
        "number": holder.pk,
        "licence": licence_number(licence),
        "application": l.asked(officer, holder, "A2").pk,
        "inspection": l.inspection(officer, holder).pk,
        "check": CheckFact.objects.filter(holder=holder).latest("pk").pk,
        "stock_take": stock_take.pk,
        "task": Task.objects.get(stock_take=stock_take).pk,
    }


def entered(member: str) -> Client:
    client = Client(raise_request_exception=False, headers={"host": "localhost"})
    client.force_login(get_user_model().objects.get(username=member))
    return client
