"""Config, founding: what a new node's database begins with."""

from salwa.contexts.identity import public as identity
from salwa.platform.database.migrating import migrate


def complete() -> list[str]:
    """Migrate, and add the first agencies and users where they are missing; return what was done, in words."""
    done = []
    migrations = migrate()
    if migrations:
        done.append(f"schema ({len(migrations)} migrations)")
    founder = identity.Founder()
    missing = sorted(identity.missing_at_founding())
    if missing:
        identity.found(actor=founder)
        done += missing
    return done
