"""Config, commands: the home's private database server."""

import click

from salwa.platform import home as homes
from salwa.platform.database import address
from salwa.platform.database.cluster import Cluster
from salwa.platform.errors import NotReady


@click.group(epilog="\b\nExamples:\n  salwa database status\n  salwa database stop")
def database() -> None:
    """Start, stop or look at the home's private database. Other commands start it by themselves when they need it."""


@database.command()
def start() -> None:
    """Start the server where it is not running."""
    cluster = _cluster()
    started = cluster.start()
    click.echo(f"{'Started' if started else 'Already running'}: process {cluster.pid}, socket {cluster.socket_folder}.")


@database.command()
def stop() -> None:
    """Stop the server; what is connected is broken off and rolled back."""
    click.echo("Stopped." if _cluster().stop() else "It was not running.")


@database.command()
def status() -> None:
    """Say whether the server runs, and where its data are."""
    cluster = _cluster()
    if not cluster.exists:
        click.echo(f"There is no database for {cluster.home.path} yet.")
        return
    running = f"running as process {cluster.pid}" if cluster.is_ready else "not running"
    click.echo(f"PostgreSQL {cluster.major}, {running}.")
    click.echo(f"Data: {cluster.data}\nSocket: {cluster.socket_folder}\nLog: {cluster.log}")


def _cluster() -> Cluster:
    if not address.is_private():
        raise NotReady("SALWA_DATABASE_URL names a database that is not Salwa's to start or stop.")
    return Cluster.of(homes.current())
