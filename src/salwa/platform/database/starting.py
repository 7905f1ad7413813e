"""Platform, database: have it there when a command needs it."""

import psycopg

from salwa.platform.database import address, configuration, roles
from salwa.platform.database.cluster import Cluster
from salwa.platform.home import Home

_CREATING = 0x5A1A0001


def ensure_running(home: Home) -> None:
    """Start the home's private cluster where it is not running; nothing where SALWA_DATABASE_URL is given."""
    if address.is_private():
        cluster = Cluster.of(home)
        if not cluster.is_ready:
            home.check_owner()
            cluster.start()


def create(home: Home) -> bool:
    """Make the private cluster, its roles and its database where they are missing; return whether any was made."""
    cluster = Cluster.of(home)
    made = cluster.make()
    cluster.start()
    with superuser(cluster) as connection:
        # Two commands at once: the second waits, and finds everything there. Ended with the connection.
        connection.execute("SELECT pg_advisory_lock(%s)", [_CREATING])
        roles.create_roles(connection)
        return roles.create_database(connection) or made


def close_unneeded(home: Home, database: str) -> None:
    """Take from everybody, in a database of the private cluster, what no role needs of what PostgreSQL gives to all.

    Nothing where SALWA_DATABASE_URL is given: there whoever runs the server does it.
    """
    if address.is_private():
        with superuser(Cluster.of(home), database) as connection:
            roles.close_unneeded(connection)


def superuser(cluster: Cluster, database: str = "postgres") -> psycopg.Connection:
    """Return a connection of the private cluster's superuser, in autocommit."""
    return psycopg.connect(
        host=str(cluster.socket_folder), user=configuration.SUPERUSER, dbname=database, autocommit=True
    )
