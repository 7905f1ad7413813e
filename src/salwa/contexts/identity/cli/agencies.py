"""Identity, command line, ¶30: the agencies of the State and their units: add them, list them."""

import click
from django.utils.translation import gettext

from salwa.contexts.identity import public as identity
from salwa.platform.command_line import CommandLine, pass_command_line
from salwa.platform.reading import reading

_KIND = click.Choice([kind.value for kind in identity.AgencyKind])
_EPILOG = """\b
Examples:
  salwa agency list
  salwa agency add "Harbour police" --kind police
  salwa agency add "Harbour police, east" --kind police --part-of "Harbour police"
  salwa agency unit "Harbour police" "Post 4"
"""


@click.group(epilog=_EPILOG)
def agency() -> None:
    """Add agencies and their units, and list them: as the home's administrator unless --as says otherwise."""


@agency.command()
@click.argument("name")
@click.option("--kind", type=_KIND, required=True, help="What the agency is for.")
@click.option("--part-of", "parent", default="", metavar="AGENCY", help="The agency that it is part of.")
@pass_command_line
def add(line: CommandLine, name: str, kind: str, parent: str) -> None:
    """Add the agency NAME."""
    added = identity.add_agency(
        actor=line.administrator(),
        name=" ".join(name.split()),
        kind=identity.AgencyKind(kind),
        parent=identity.agency_by_name(parent) if parent else None,
    )
    text = gettext("Added %(name)s. Add its people with: salwa user add NAME --agency “%(name)s” --role ROLE")
    click.echo(text % {"name": added.name})


@agency.command()
@click.argument("agency_", metavar="AGENCY")
@click.argument("name")
@pass_command_line
def unit(line: CommandLine, agency_: str, name: str) -> None:
    """Add the unit NAME to an AGENCY: a station, a depot, a desk."""
    of = identity.agency_by_name(agency_)
    added = identity.add_unit(actor=line.administrator(), agency=of, name=" ".join(name.split()))
    click.echo(gettext("Added %(name)s.") % {"name": added.name})


@agency.command("list")
@pass_command_line
def list_agencies(line: CommandLine) -> None:
    """List the agencies that this administrator administers, with their units and how many may sign in."""
    actor = line.administrator()
    with reading(actor):
        for each in identity.agencies_listed(actor):
            units = ", ".join(each.units) or "–"
            click.echo(f"{each.name}\t{each.kind}\t{each.part_of or '–'}\t{units}\t{each.users}")
