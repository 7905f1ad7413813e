"""Config, commands: make a home the node of a State, without a question."""

import importlib
import os
import uuid
from datetime import UTC, datetime

import click

from salwa.platform import home as homes
from salwa.platform import keys
from salwa.platform.database import address, starting
from salwa.platform.database.cluster import Cluster
from salwa.platform.errors import Refused
from salwa.platform.home import Home, Node
from salwa.platform.states import is_state_code


@click.command(
    epilog="\b\nExamples:\n  salwa init --state XC\n  SALWA_HOME=/srv/salwa salwa init --state XC --role branch"
)
@click.option("--state", required=True, metavar="CODE", help="The State's ISO 3166-1 alpha-2 code; XC … XZ for trials.")
@click.option(
    "--role", type=click.Choice(homes.ROLES), default="state", show_default=True, help="What the node is for."
)
@click.option("--name", default="", help="What people call this node; the State's code where not given.")
def init(state: str, role: str, name: str) -> None:
    """Make the home the node of a State: keys, database, schema, first agencies and users.

    Run again, it completes what is missing and changes nothing else. The users it adds have no password: set one with
    `salwa user password NAME` for those who sign in.
    """
    code = state.upper()
    if not is_state_code(code):
        detail = f"{state!r} is not the code of a State: two letters of ISO 3166-1, or XA to XZ for a trial."
        raise Refused(detail)
    home = homes.current()
    made = []
    there = home.node_file.exists()
    node = Node(code, role, name.strip() or code, uuid.uuid4(), datetime.now(UTC))
    if there:
        home.write_node(node)
        if address.is_private():
            Cluster.of(home).check_exists()
    elif address.is_private():
        _begin_anew(home)
    home.make()
    made += [f"key {key}" for key in keys.make(home)]
    if address.is_private() and starting.create(home):
        made.append("database")
    made += _complete()
    if not there:
        home.write_node(node)
        made.append(f"node {code}")
    if made:
        click.echo(f"Made in {home.path}: {', '.join(made)}.")
    else:
        click.echo(f"{home.path} is already the node of {code}; nothing was changed.")


def _begin_anew(home: Home) -> None:
    """Set aside the database of an earlier home of this path, whose keys are gone.

    With keys of its own a node must not go on in records that another signed; what they were is not deleted either.
    """
    cluster = Cluster.of(home)
    if cluster.exists and not keys.is_there(home, keys.SIGNING_KEY):
        click.echo(f"An earlier home of this path left a database; it is kept, unused, in {cluster.set_aside()}.")


def _complete() -> list[str]:
    """Set Django up, now that there are keys and a database, and bring the schema and the first users in."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salwa.config.settings")
    importlib.import_module("django").setup()
    founding = importlib.import_module("salwa.config.founding")
    made: list[str] = founding.complete()
    return made
