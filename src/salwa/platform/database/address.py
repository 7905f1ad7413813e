"""Platform, database: where the database is, as Django wants to be told."""

import os
from collections.abc import Mapping
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from salwa.platform.database.cluster import Cluster
from salwa.platform.database.configuration import APP, DATABASE, LOADER, OWNER
from salwa.platform.database.prepared import PLANNED, PREPARED_AFTER
from salwa.platform.errors import NotReady
from salwa.platform.home import Home

#: Django's alias → (the environment's name for its address, the role in a private cluster).
ALIASES = {
    "default": ("SALWA_DATABASE_URL", APP),
    "owner": ("SALWA_DATABASE_URL_OWNER", OWNER),
    "loader": ("SALWA_DATABASE_URL_LOADER", LOADER),
}
_OPTIONS = {"prepare_threshold": PREPARED_AFTER, "options": f"-c plan_cache_mode={PLANNED}"}
_PLACES = {"dbname": "NAME", "user": "USER", "host": "HOST", "port": "PORT"}


def is_private(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the home's private cluster is used, because no address was given."""
    return not environment.get("SALWA_DATABASE_URL")


def databases(home: Home, environment: Mapping[str, str] = os.environ) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES: the aliases ``default``, ``owner`` and ``loader`` on one and the same database.

    An alias whose own address is not given takes that of ``default``.
    """
    if is_private(environment):
        folder = str(Cluster.of(home).socket_folder)
        return {
            alias: {**_common(), "NAME": DATABASE, "USER": role, "HOST": folder, "PORT": "5432", "OPTIONS": _OPTIONS}
            for alias, (_, role) in ALIASES.items()
        }
    fallback = environment["SALWA_DATABASE_URL"]
    return {
        alias: {**_common(), **from_url(environment.get(name) or fallback, name)}
        for alias, (name, _) in ALIASES.items()
    }


def from_url(url: str, name: str = "SALWA_DATABASE_URL") -> dict[str, Any]:
    """Return Django's settings for a libpq address. Raises NotReady where it carries a password or cannot be read.

    A password in an address ends up in process lists, shell histories and logs; libpq has better places for it.
    """
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError:
        raise NotReady(f"{name} is not an address of a PostgreSQL database: postgresql://USER@HOST/DATABASE.") from None
    if parts.get("password") or parts.get("sslpassword"):
        detail = (
            f"{name} holds a password. Take it out, and let libpq find it elsewhere: in ~/.pgpass (or passfile=…), in "
            "a service file (service=…), or use a client certificate (sslcert=…, sslkey=…) or peer authentication."
        )
        raise NotReady(detail)
    told = {django: str(parts.pop(libpq)) for libpq, django in _PLACES.items() if parts.get(libpq)}
    if "NAME" not in told and "service" not in parts:
        raise NotReady(f"{name} does not name a database: postgresql://USER@HOST/DATABASE.")
    return {**told, "OPTIONS": {key: str(value) for key, value in parts.items() if value is not None}}


def _common() -> dict[str, Any]:
    return {
        "ENGINE": "salwa.platform.database.backend",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": False,
    }
