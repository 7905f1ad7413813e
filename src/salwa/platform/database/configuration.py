"""Platform, database: what a private cluster's configuration files say."""

from collections.abc import Iterable

OWNER = "salwa_owner"
APP = "salwa_app"
LOADER = "salwa_loader"
DATABASE = "salwa"
SUPERUSER = "postgres"
ROLES = (OWNER, APP, LOADER)

#: For two cores and eight gigabytes or more, one database, and loads of millions of rows. A commit stays durable.
SETTINGS = """\
# Written by Salwa at each start; a setting of your own belongs in local.conf beside this file.
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 60
shared_buffers = 256MB
maintenance_work_mem = 256MB
work_mem = 16MB
effective_cache_size = 4GB
max_wal_size = 4GB
min_wal_size = 512MB
checkpoint_timeout = 15min
wal_compression = on
random_page_cost = 1.1
jit = off
synchronous_commit = on
fsync = on
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_min_error_statement = panic
log_error_verbosity = terse
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
include_if_exists 'local.conf'
"""

HBA = """\
# Written by Salwa: only over the Unix socket, only users of this machine that ident.conf names, no password.
local all all peer map=salwa
local replication all peer map=salwa
"""


def ident(users: Iterable[str]) -> str:
    """Return the map from users of this machine to database roles: each of them may be every role of this node."""
    lines = ["# Written by Salwa: which user of this machine may be which role."]
    for user in dict.fromkeys(users):
        quoted = '"' + user.replace('"', '""') + '"'
        lines += [f"salwa {quoted} {role}" for role in (SUPERUSER, *ROLES)]
    return "\n".join(lines) + "\n"
