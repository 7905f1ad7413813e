"""Licensing, command line, ¶37 ¶59: take applications in, grant, look at licences, due-lists and dealers' books."""

import csv
import sys
from collections.abc import Sequence
from dataclasses import replace

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from salwa.contexts.licensing import public as licensing
from salwa.contexts.licensing.answers import BOOK_HEADING
from salwa.contexts.licensing.cli import _typed as typed
from salwa.contexts.licensing.models import Category, Decision
from salwa.contexts.licensing.queries.lists import NAMES
from salwa.contexts.licensing.wording import (
    STANDING_NAMES,
    day,
    event_name,
    holder_name,
    kind_name,
    type_name,
    until,
)
from salwa.platform import questions
from salwa.platform.command_line import CommandLine, pass_command_line
from salwa.platform.reading import reading
from salwa.platform.written_out import guarded

_EPILOG = """\b
Examples (HOLDER is the name of a file, as its page shows it):
  salwa --as licensing licence apply HOLDER --kind A1 --as-a person --answer purpose=sport
  salwa --as licensing licence grant 12 --until 2031-11-30 --quota 3
  salwa --as licensing licence show L-XC-7K3M9-Q2T4H-5
  salwa --as licensing licence due
  salwa --as licensing licence list expiring --within 90
  salwa --as inspector licence book HOLDER --from 2026-01-01 > book.csv
"""
_CATEGORY = click.Choice([one.value for one in Category])
_LISTS = click.Choice([one.value for one in licensing.List])


@click.group(epilog=_EPILOG)
def licence() -> None:
    """Licences and permits, what is due, and dealers' books."""


@licence.command()
@click.argument("holder")
@click.option("--kind", required=True, help="The kind, by the code of the country pack.")
@click.option("--as-a", "category", required=True, type=_CATEGORY, help="In which capacity.")
@click.option("--quota", type=int, help="For how many firearms.")
@click.option("--received", default="", help="On which day; today if left out.")
@click.option("--fee", default="", help="Reference of the payment.")
@click.option("--answer", "answers", multiple=True, metavar="NAME=VALUE", help="What the State asks besides.")
@pass_command_line
def apply(line: CommandLine, /, holder: str, kind: str, quota: int | None, answers: Sequence[str], **more: str) -> None:
    """Take in an application of HOLDER. What the State asks besides is told where it is not answered."""
    actor = line.actor()
    with reading(actor):
        found = licensing.holder_of(actor, typed.file(holder))
    new = licensing.NewApplication(
        kind=kind,
        category=Category(more["category"]),
        quota=quota,
        received_on=typed.day(more["received"], "received"),
        fee_reference=more["fee"],
        answers=tuple(typed.answer(one) for one in answers),
    )
    row = licensing.apply(actor=actor, holder=found.id, application=new)
    typed.show(_("Application %(number)s is taken in.") % {"number": row.pk})


@licence.command()
@click.argument("number", type=int)
@click.option("--until", "last", default="", help="The last day; as the kind has it if left out.")
@click.option("--quota", type=int, help="For how many firearms; as asked if left out.")
@click.option("--reason", default="", help="Why, where something is not met: a second officer then confirms it.")
@pass_command_line
def grant(line: CommandLine, /, number: int, last: str, quota: int | None, reason: str) -> None:
    """Grant the application NUMBER. What is not met is told, and nothing is written."""
    actor = line.actor()
    with reading(actor):
        row = licensing.application(actor, number)
        terms = licensing.usual_terms(actor, row, typed.today())
    told = typed.day(last, "until")
    terms = replace(terms, valid_to=told or terms.valid_to, quota=quota or terms.quota)
    made = licensing.grant(actor=actor, application=row, terms=terms, reason=reason)
    if isinstance(made, Decision) and made.licence is not None:
        typed.show(_("Granted: %(number)s") % {"number": licensing.licence_number(made.licence)})
    else:
        typed.show(_("It waits for a second officer."))


@licence.command()
@click.argument("number")
@pass_command_line
def show(line: CommandLine, number: str) -> None:
    """Show the licence NUMBER, its terms, what was answered, and its life."""
    actor = line.actor()
    with reading(actor):
        file = licensing.licence_file(actor, licensing.licence(actor, number), typed.today())
    view = file.licence
    shown = typed.table("", "")
    for label, value in (
        (_("Number"), view.number),
        (_("Kind"), kind_name(view.kind, view.code)),
        (_("Holder"), holder_name(view.holder)),
        (_("State"), STANDING_NAMES[view.standing]),
        (_("Valid until"), until(view.valid_to)),
        (_("Types"), ", ".join(type_name(code) for code in file.types) or _("all")),
        (_("Premises"), file.premises or "–"),
        (_("Firearms"), file.held),
        *((pgettext("licence", "Condition"), one) for one in file.conditions),
        *questions.told_in_words(file.answers, file.asked),
        *((day(one.day), event_name(one.kind)) for one in file.events),
    ):
        shown.add_row(*typed.row(label, value))
    typed.show(shown)


@licence.command("rebuild")
@pass_command_line
def rebuild_(line: CommandLine) -> None:
    """Derive the state of every licence again from what happened to it, and mend those that are wrong."""
    wrong = licensing.rebuild_states(actor=line.administrator(), reason="salwa licence rebuild")
    click.echo(ngettext("%(count)d state was wrong.", "%(count)d states were wrong.", wrong) % {"count": wrong})


@licence.command()
@click.option("--within", type=click.IntRange(0, 3650), default=60, show_default=True, help="Days ahead.")
@pass_command_line
def due(line: CommandLine, within: int) -> None:
    """Count what is on each list."""
    actor = line.actor()
    with reading(actor):
        counts = licensing.counts(actor, licensing.Asked(typed.today(), within))
    shown = typed.table(_("List"), _("What"), _("Count"))
    for one, count in counts.items():
        shown.add_row(*typed.row(one.value, NAMES[one], count))
    typed.show(shown)


@licence.command("list")
@click.argument("name", type=_LISTS)
@click.option("--within", type=click.IntRange(0, 3650), default=60, show_default=True, help="Days ahead.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True, help="Most lines.")
@pass_command_line
def list_(line: CommandLine, name: str, within: int, limit: int) -> None:
    """Show the lines of a list."""
    actor = line.actor()
    with reading(actor):
        rows = licensing.listed(actor, licensing.List(name), licensing.Asked(typed.today(), within), most=limit)
    if not rows:
        typed.show(_("Nothing is on this list now."))
        return
    shown = typed.table(_("Day"), _("What"), _("Holder"), _("Number"), _("File"))
    for one in rows:
        day = one.day.isoformat() if one.day is not None else "–"
        shown.add_row(*typed.row(day, one.what, holder_name(one.holder), one.number or "–", one.holder.uuid))
    typed.show(shown)


@licence.command()
@click.argument("holder")
@click.option("--from", "first", default="", help="The first day.")
@click.option("--to", "last", default="", help="The last day.")
@click.option("--in-stock", is_flag=True, help="Only what is there now.")
@click.option("--purpose", default="", help="With the names of persons, for this purpose, which stays on record.")
@pass_command_line
def book(line: CommandLine, holder: str, first: str, last: str, in_stock: bool, purpose: str) -> None:
    """Write the book of HOLDER as CSV to the standard output."""
    actor = line.actor()
    period = licensing.Period(typed.day(first, "from"), typed.day(last, "to"), in_stock)
    with reading(actor):
        found = licensing.holder_of(actor, typed.file(holder))
        told = None if purpose else licensing.book_of(actor, found, period)
    if told is None:
        told = licensing.open_book(actor=actor, holder=found, period=period, reason=purpose)
    writer = csv.writer(sys.stdout)
    writer.writerow(BOOK_HEADING)
    writer.writerows([guarded(cell) for cell in one.cells] for one in told.lines)
