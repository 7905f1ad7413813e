"""Demonstration, evidence: one firearm's evidence is checked by the file that stands alone; an altered row is named.

What the superuser alters is put back afterwards.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from psycopg import sql

from salwa.contexts.registry import public as registry
from salwa.platform import home as homes
from salwa.platform.actor import Actor
from salwa.platform.database import starting
from salwa.platform.database.cluster import Cluster
from salwa.platform.database.configuration import DATABASE
from salwa.platform.errors import Conflict
from salwa.platform.ledger.sealing import signer_of
from salwa.platform.ledger.verifying import FaultKind, Verified, verify
from salwa.platform.reading import reading

VERIFIER: Final = Path(__file__).parents[3] / "contrib" / "verify_ledger.py"
TABLE: Final = "registry_mark"
Say = Callable[[str], None]


def show(registrar: Actor, record: str, folder: Path, say: Say) -> dict[str, Any]:
    """Give evidence about a firearm, check it, alter one of its marks, find that; give what came out."""
    firearm = registry.firearm(registrar, record)
    say(f"Evidence about {record}, as a court of another State would get it:")
    bundle = registry.evidence(registrar, firearm, recipient="Court of XD", reason="Demonstration")
    path = folder / "evidence.json"
    path.write_text(json.dumps(bundle, indent=1, ensure_ascii=False), encoding="utf-8")
    is_good = _checked(path, bundle["key"], say)
    mark = next(row["key"] for row in bundle["rows"] if row["table"] == TABLE)
    say(f"The superuser of the database alters {TABLE} {mark}, past every guard …")
    before = _altered(mark, 1)
    try:
        named, seen = _found(registrar, firearm, say)
    finally:
        _altered(mark, before)
    return {
        "entries": seen.sealed,
        "rows": seen.rows,
        "bundle_verified": is_good,
        "tampering_found": named == [f"{TABLE} {mark}"],
        "named": ", ".join(named),
    }


def _checked(path: Path, key: str, say: Say) -> bool:
    """Check the file as its recipient would: in a process of its own that knows nothing of Salwa."""
    if not VERIFIER.is_file():
        say("  The file that checks it comes with the sources only: contrib/verify_ledger.py.")
        return False
    order = [sys.executable, "-I", str(VERIFIER), str(path), "--key", key]
    done = subprocess.run(order, capture_output=True, text=True, check=False)
    for line in (done.stdout + done.stderr).splitlines():
        say(f"  {line}")
    return done.returncode == 0


def _found(registrar: Actor, firearm: Any, say: Say) -> tuple[list[str], Verified]:
    """Ask for the evidence anew, which is refused, and verify the table; give the rows that are named."""
    try:
        registry.evidence(registrar, firearm, recipient="Court of XD", reason="Demonstration, altered")
    except Conflict as error:
        say(f"  evidence anew: refused. {error.detail}")
    with reading(registrar):
        seen = verify(signer_of(homes.current()).key, tables=[TABLE])
    named = [fault.name for fault in seen.faults if fault.kind == FaultKind.ROW_CHANGED]
    for fault in seen.faults:
        say(f"  salwa ledger verify: {fault.name} was changed (entry {fault.entry} wrote it).")
    return named, seen


def _altered(mark: str, legibility: int) -> int:
    """Write a mark's legibility as the superuser whom no trigger stops; give what it was."""
    firearm, ordinal = mark.split("/")
    with starting.superuser(Cluster.of(homes.current()), DATABASE) as connection:
        connection.execute("SET session_replication_role = replica")
        table = sql.Identifier(TABLE)
        here = sql.SQL("WHERE firearm_id = %s AND ordinal = %s")
        asked = sql.SQL("SELECT legibility FROM {} {}").format(table, here)
        row = connection.execute(asked, [firearm, ordinal]).fetchone()
        given = sql.SQL("UPDATE {} SET legibility = %s {}").format(table, here)
        connection.execute(given, [legibility, firearm, ordinal])
        connection.commit()
    return int(row[0]) if row else 0
