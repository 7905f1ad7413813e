"""Config, commands: bring the schema up to date."""

import click

from salwa.platform.database import migrating


@click.command(epilog="\b\nExample:\n  salwa migrate")
def migrate() -> None:
    """Bring the database up to date with this version of Salwa. Run again, it changes nothing."""
    done = migrating.migrate()
    for name in done:
        click.echo(name)
    if not done:
        click.echo("The database is up to date; nothing was changed.")
    else:
        click.echo("1 migration run." if len(done) == 1 else f"{len(done)} migrations run.")
