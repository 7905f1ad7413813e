"""Marking, tests: the whole of a job on the command line."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from salwa.config.cli import salwa
from salwa.contexts.marking import public as marking
from salwa.contexts.marking.models import Consignment, Entered
from salwa.contexts.registry.public import HolderKind, NewHolder, record_of, register_holder
from salwa.platform.errors import Refused
from tests.conftest import Cast
from tests.contexts.marking import builders as m


def ran(*arguments: str, by: str = "registrar", given: str = "") -> Result:
    answer = CliRunner().invoke(salwa, ["--as", by, "marking", *arguments], input=given)
    if answer.exception is not None and not isinstance(answer.exception, SystemExit):
        raise answer.exception
    return answer


def test_a_job_is_planned_sent_taken_back_read_again_and_accounted_for(cast: Cast, tmp_path: Path) -> None:
    rows = m.firearms(cast.outside_registrar, "ENT101", "ENT102")
    held = m.consignment(cast.outside_registrar, rows)
    by = "outside_registrar"
    assert "2 marks" in ran("plan", str(held.pk), by=by).output
    job = marking.jobs(cast.outside_registrar)[0].id
    path = tmp_path / "job.zip"
    assert "SHA-256" in ran("send", str(job), "--to", str(path), by=by).output
    text = zipfile.ZipFile(path).read("report.csv").decode()
    told = list(csv.DictReader(io.StringIO(text)))
    report = "mark,outcome\n" + "".join(f"{row['mark']},engraved\n" for row in told)
    assert "2 new" in ran("take-back", str(job), "-", by=by, given=report).output
    read = ran("verify", str(job), by="armourer", given=f"{told[0]['mark']}\n\n")
    assert "As it should be." in read.output
    assert not Entered.objects.exists()
    shown = ran("account", by=by).output
    assert "XC" in shown
    m.machine(cast.armourer)
    assert "Corvan" in ran("machines", by="armourer").output


def test_what_is_empty_says_so(cast: Cast) -> None:
    assert "No number" in ran("account").output
    assert "No machine" in ran("machines").output


def test_a_faulty_report_is_refused(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101")
    with pytest.raises(Refused):
        ran("take-back", str(job.pk), "-", given="mark,outcome\nXC 1,engraved\n")


def test_a_consignment_is_opened_with_its_importer_and_its_firearms(cast: Cast) -> None:
    quay = NewHolder(kind=HolderKind.LEGAL_PERSON, name="Quay Arms", registration_number="R-1177")
    importer = register_holder(actor=cast.registrar, holder=quay)
    (row,) = m.firearms(cast.registrar, "ENT101")
    named = ("--importer", "Quay Arms", "--importer-number", "R-1177", "--country", "Corvania")
    told = ran("open", "import", "L-7", *named, "--arrived", "2026-05-01", "--record", record_of(row)).output
    assert "Firearms put into it: 1." in told
    held = Consignment.objects.get()
    assert (held.importer, held.reference, str(held.arrived)) == (importer, "L-7", "2026-05-01")
    assert held.country
    with pytest.raises(Refused, match="no company on record"):
        ran("open", "import", "L-8", "--importer", "Nobody")
    with pytest.raises(Refused, match="No country"):
        ran("open", "import", "L-8", "--country", "Nowhere at all")
    assert Consignment.objects.count() == 1


def test_what_is_loaded_later_is_put_into_the_consignment(cast: Cast) -> None:
    (row,) = m.firearms(cast.registrar, "ENT102")
    with pytest.raises(Refused, match="no records of the source june"):
        ran("open", "import", "L-9", "--source", "june")
    held = Consignment.objects.get()
    assert "Firearms put into it: 1." in ran("add", str(held.pk), "--record", record_of(row)).output
