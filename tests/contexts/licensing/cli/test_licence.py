"""Licensing: licences in a terminal."""

import csv
import io
import re

from salwa.contexts.licensing.cli.licence import licence
from salwa.contexts.licensing.models import Application, Licence
from salwa.platform.errors import NotAllowed, Refused
from tests.conftest import Cast
from tests.contexts.licensing import builders as l
from tests.contexts.tracing.cli.conftest import Run


def test_an_application_is_taken_in_granted_and_shown(cast: Cast, run: Run) -> None:
    ann = l.person(cast.licensing_officer)
    l.passed(cast.licensing_officer, ann, *l.POSSESSION)
    given = ("apply", ann.uuid, "--kind", "A1", "--as-a", "person")
    open_ = run(licence, *given, user="licensing_officer").exception
    assert isinstance(open_, Refused)
    assert "This State asks besides: Purpose" in str(open_)
    assert isinstance(run(licence, *given, "--answer", "sport", user="licensing_officer").exception, Refused)
    taken = run(licence, *given, "--answer", "purpose=sport", user="licensing_officer")
    assert taken.exit_code == 0, taken.exception
    number = Application.objects.get().pk
    assert str(number) in taken.output
    granted = run(licence, "grant", number, user="licensing_officer")
    found = re.search(r"L-XC-[0-9A-Z-]+", granted.output)
    assert found is not None, granted.exception
    shown = run(licence, "show", found.group(), user="auditor")
    assert "in force" in shown.output
    assert re.search(r"Purpose\s+Sport", shown.output)
    assert "Invented" not in shown.output


def test_what_is_not_met_is_told_and_waits_with_a_reason(cast: Cast, run: Run) -> None:
    row = l.asked(cast.licensing_officer, l.person(cast.licensing_officer))
    refused = run(licence, "grant", row.pk, user="licensing_officer")
    assert isinstance(refused.exception, Refused)
    waits = run(licence, "grant", row.pk, "--reason", "The clinic has burnt down", user="licensing_officer")
    assert "waits for a second officer" in waits.output
    assert not Licence.objects.exists()


def test_lists_are_counted_and_shown(cast: Cast, run: Run) -> None:
    assert "Nothing is on this list" in run(licence, "list", "inspections-due", user="auditor").output
    l.inspection(cast.licensing_officer, l.dealer(cast.licensing_officer, "Quay Arms"))
    assert "inspections-overdue" in run(licence, "due", user="auditor").output
    assert "Quay Arms" in run(licence, "list", "inspections-due", user="auditor").output
    assert isinstance(run(licence, "due", user="analyst").exception, NotAllowed)


def test_a_book_is_written_as_csv(cast: Cast, run: Run) -> None:
    shop, ann = l.dealer(cast.licensing_officer), l.person(cast.licensing_officer, "Quillfeather")
    l.passes(cast.registrar, l.held(cast.registrar, shop, "-BKS799"), ann)
    told = run(licence, "book", shop.uuid, user="inspector")
    rows = list(csv.DictReader(io.StringIO(told.output)))
    assert [one["serial"] for one in rows] == ["'-BKS799"]
    assert "Quillfeather" not in told.output
    named = run(licence, "book", shop.uuid, "--purpose", "An inspection", "--from", "2020-01-01", user="inspector")
    assert "Ann Quillfeather" in named.output
    assert isinstance(run(licence, "book", shop.uuid, "--from", "soon", user="inspector").exception, Refused)
    assert isinstance(run(licence, "book", "shop", user="inspector").exception, Refused)
