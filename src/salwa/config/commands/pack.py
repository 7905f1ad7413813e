"""Config, commands: look at a country pack, and check one that a State wrote."""

from datetime import UTC, date, datetime
from pathlib import Path

import click
from django.utils.translation import gettext

from salwa.contexts.retention.public import told
from salwa.kernel.packs import PackFaulty, editions_of, is_own, pack_of, read_whole
from salwa.kernel.packs.validating import warnings_of
from salwa.platform import home as homes
from salwa.platform.errors import NotFound, Refused
from salwa.web.rules_told import sections

_EPILOG = """\b
Examples:
  salwa pack show
  salwa pack show --state XD --on 2020-01-01
  salwa pack check our-rules.toml
"""


@click.group(epilog=_EPILOG)
def pack() -> None:
    """Look at a State's rules: the country pack in force, and those that you write."""


@pack.command()
@click.option("--state", default="", help="ISO 3166-1 alpha-2 code; this node's State unless given.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day; today unless given.")
def show(state: str, day: datetime | None) -> None:
    """Tell the rules in force, each with its source."""
    code = state.upper() or homes.current().node().state
    found = pack_of(code, day.date() if day else _today())
    if found.state != code:
        click.echo(gettext("%(state)s has no pack of its own.") % {"state": code}, err=True)
    until = found.valid_to.isoformat() if found.valid_to else gettext("further notice")
    dates = gettext("from %(begin)s until %(end)s") % {"begin": found.valid_from.isoformat(), "end": until}
    click.echo(f"{told(found.name)} · {gettext('edition %(edition)s') % {'edition': found.edition}} · {dates}")
    click.echo(found.law)
    if is_own(code):
        click.echo(gettext("Read from this node's own folder: %(folder)s") % {"folder": homes.current().packs})
    for section in sections(found):
        click.echo(f"\n{section.name}")
        for rule in section.rules:
            click.echo(f"  {' · '.join(part for part in (rule.code, rule.name) if part)}".rstrip() or "  –")
            for line in rule.lines:
                click.echo(f"    {line}")
            unverified = f" [{gettext('unverified')}]" if rule.unverified else ""
            if rule.source:
                click.echo(f"    ({rule.source}){unverified}")
    others = [one for one in editions_of(code) if one is not found]
    if others:
        listed = ", ".join(f"{one.edition} ({one.valid_from.isoformat()})" for one in others)
        click.echo("\n" + gettext("Other editions: %(editions)s") % {"editions": listed})


@pack.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Check a pack before it is used; it holds once it lies in the folder packs of the home.

    Every fault is named with its place, and the exit code is 2. What may be meant is told as a remark.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise NotFound(gettext("There is no file %(file)s.") % {"file": file}) from None
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(gettext("%(file)s cannot be read as UTF-8: %(why)s") % {"file": file, "why": error}) from None
    try:
        found = read_whole(text, file.name)
    except PackFaulty as error:
        raise Refused("\n".join(error.faults)) from None
    for remark in warnings_of(found):
        click.echo(gettext("Look at this: %(remark)s") % {"remark": remark})
    folder = homes.current().packs
    click.echo(
        gettext("%(file)s has no fault: %(state)s, edition %(edition)s. It holds once it lies in %(folder)s.")
        % {"file": file.name, "state": found.state, "edition": found.edition, "folder": folder}
    )


def _today() -> date:
    return datetime.now(UTC).date()
