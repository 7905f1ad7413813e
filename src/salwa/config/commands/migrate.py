"""Config, commands: bring the schema up to date."""

import click

from salwa.platform.database import migrating


@click.command(epilog="\b\nExample:\n  salwa migrate")
def migrate() -> None:
    """Bring the database up to date with this version of Salwa. Run again, it changes nothing."""
    done = migrating.migrate()
    for name in done:
        click.echo(name)
    click.echo(f"{len(done)} migrations run." if done else "The database is up to date; nothing was changed.")
