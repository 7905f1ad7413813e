"""Platform, database: PostgreSQL for Django, started when it is needed and does not run."""

from typing import Any

from django.db.backends.postgresql import base
from psycopg import OperationalError

from salwa.platform import home as homes
from salwa.platform.database import address
from salwa.platform.database.cluster import Cluster


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that brings a server back which was killed, stopped, or not started since the machine was."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; where the private cluster does not answer, start it and connect again."""
        try:
            return super().get_new_connection(conn_params)
        except OperationalError:
            home = homes.current()
            if not address.is_private() or not home.path.exists():
                raise
            home.check_owner()
            cluster = Cluster.of(home)
            cluster.start()
            return super().get_new_connection({**conn_params, "host": str(cluster.socket_folder)})
