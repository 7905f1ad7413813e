"""Soak, counting: the journals against the register."""

import random
from collections import Counter
from pathlib import Path

from django.db import connection

from bench.soak.journal import Journal, Outcome, begun, committed
from bench.soak.workers import is_found
from salwa.contexts.identity.public import actor_by_name
from salwa.contexts.registry.public import rebuild_index

SAMPLE = 2_000


def count(folder: Path) -> Outcome:
    """Compare the journals with the register, and ask for every record once more, before and after a rebuild."""
    actor = actor_by_name("tracing_officer")
    outcome = Outcome()
    held = _held()
    sure = [text for group in committed(folder) for text in group]
    outcome.lost = [text for text in sure if not held[text]]
    drawn = Counter(begun(folder))
    outcome.doubled = [text for text, times in held.items() if times > max(drawn[text], 1)]
    _count_imports(folder, held, outcome)
    for path in folder.glob("registrar-*.jsonl"):
        outcome.registered += sum(line["state"] == "done" for line in Journal(path).lines())
    for path in folder.glob("identifier-*.jsonl"):
        asked = Journal(path).lines()
        outcome.questions += len(asked)
        outcome.not_found += [str(line["asked"]) for line in asked if not line["found"]]
    outcome.refused_while_down = sum(len(Journal(path).lines()) for path in folder.glob("down-*.jsonl"))
    sample = sure if len(sure) <= SAMPLE else random.Random(1).sample(sure, SAMPLE)
    outcome.not_found += [text for text in sample if not is_found(actor, text)]
    rebuild_index(actor=actor_by_name("registrar"))
    outcome.not_found_after_rebuild = [text for text in sample if not is_found(actor, text)]
    return outcome


def _held() -> Counter[str]:
    """How often each external id is in the register."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT external_id, count(*) FROM registry_firearm GROUP BY 1")
        return Counter(dict(cursor.fetchall()))


def _count_imports(folder: Path, held: Counter[str], outcome: Outcome) -> None:
    """Count the imports; each is there whole or not at all."""
    for path in folder.glob("importer-*.jsonl"):
        lines = Journal(path).lines()
        ends = {str(line["batch"]): str(line["state"]) for line in lines if line["state"] != "begun"}
        for line in lines:
            if line["state"] != "begun":
                continue
            serials: list[str] = line["serials"]
            there = sum(bool(held[text]) for text in serials)
            state = ends.get(str(line["batch"]), "killed")
            outcome.imports += 1
            outcome.imported += there
            outcome.imports_killed += state == "killed"
            outcome.imports_killed_but_committed += state == "killed" and there == len(serials)
            if there not in (0, len(serials)):
                outcome.halved.append(f"{line['batch']}: {there} of {len(serials)}")
