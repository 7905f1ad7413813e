"""Soak, workers: register, import and identify, each in a process of its own."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol

from django.db import Error, connections

from bench.soak.journal import Journal, committed
from salwa.contexts.identity.public import actor_by_name
from salwa.contexts.registry.models import Firearm
from salwa.contexts.registry.public import (
    NewFirearm,
    NewMark,
    record_find,
    record_of,
    register_firearm,
    report_loss,
)
from salwa.contexts.tracing.public import identify
from salwa.kernel.lifecycle import Happened
from salwa.kernel.marks.model import MarkKind, Written
from salwa.kernel.vocabularies import makes
from salwa.platform.actor import Actor
from salwa.platform.errors import Refused

SALWA = str(Path(sys.executable).with_name("salwa"))
# No sign that looks like another, so that a serial asked for as registered is the nearest to itself.
LETTERS = "ACEFHJKMNPRTUVWXY"
DIGITS = "34679"
COLUMNS = ("external_id", "serial", "make", "model", "calibre", "type")
FIREARMS = 8
"""That a recorder has at a time."""
LIFE = 40
"""Entries after which a recorder takes another firearm: no life is a thousand lines long."""
KILLED_IMPORTS = 0.25
LARGE_IMPORTS = 0.05


class Worker(Protocol):
    """Whoever does one thing after the other."""

    def step(self) -> None: ...


def serial(chance: random.Random) -> str:
    """A serial of four letters and ten digits; two alike seldom come up, and are counted as two."""
    return "".join((*chance.choices(LETTERS, k=4), *chance.choices(DIGITS, k=10)))


class Registrar:
    """Registers one firearm after the other through the action."""

    def __init__(self, folder: Path, number: int) -> None:
        self.journal = Journal(folder / f"registrar-{number}.jsonl")
        self.chance = random.Random(f"registrar-{number}-{os.getpid()}")
        self.actor = actor_by_name("registrar")
        self.makes = [make.code for make in makes().terms[:500]]

    def step(self) -> None:
        """Register one."""
        text = serial(self.chance)
        self.journal.write(serial=text, state="begun")
        new = NewFirearm(
            make=self.chance.choice(self.makes),
            external_id=text,
            source="soak by hand",
            marks=(NewMark(kind=MarkKind.SERIAL, text=text),),
        )
        row = register_firearm(actor=self.actor, firearm=new)
        self.journal.write(serial=text, state="done", record=record_of(row))


class Recorder:
    """Records losses and finds of firearms of its own, one after the other."""

    def __init__(self, folder: Path, number: int) -> None:
        self.journal = Journal(folder / f"recorder-{number}.jsonl")
        self.chance = random.Random(f"recorder-{number}-{os.getpid()}")
        self.actor = actor_by_name("registrar")
        self.firearms: list[Firearm] = []
        self.told: Counter[int] = Counter()

    def step(self) -> None:
        """Register one, or record something of one."""
        self.firearms = [one for one in self.firearms if self.told[one.pk] < LIFE]
        if len(self.firearms) < FIREARMS:
            mark = NewMark(kind=MarkKind.SERIAL, text=serial(self.chance))
            self.firearms.append(register_firearm(actor=self.actor, firearm=NewFirearm(make=100, marks=(mark,))))
            return
        firearm = self.chance.choice(self.firearms)
        act = self.chance.choice((report_loss, record_find))
        day = Happened.on(date(2010, 1, 1) + timedelta(self.chance.randrange(4_000)))
        self.journal.write(firearm=firearm.pk, state="begun")
        try:
            row = act(actor=self.actor, firearm=firearm, happened=day, place=f"Harbour {self.chance.randrange(50)}")
        except Refused:
            self.journal.write(firearm=firearm.pk, state="refused")  # drawn twice: the record says so already
            return
        self.told[firearm.pk] += 1
        self.journal.write(firearm=firearm.pk, ordinal=row.ordinal, entry=row.entry_id, state="done")


class Importer:
    """Imports one file after the other by the command, and kills every fourth on the way."""

    def __init__(self, folder: Path, number: int) -> None:
        self.folder = folder
        self.number = number
        self.journal = Journal(folder / f"importer-{number}.jsonl")
        self.chance = random.Random(f"importer-{number}-{os.getpid()}")
        self.count = 0

    def step(self) -> None:
        """Import one file."""
        self.count += 1
        batch = f"batch-{self.number}-{self.count}"
        rows = 60_000 if self.chance.random() < LARGE_IMPORTS else self.chance.randint(20, 2_000)
        serials = [serial(self.chance) for _ in range(rows)]
        path = self.folder / f"{batch}.csv"
        lines = [",".join(COLUMNS), *(f"{text},{text},GLOCK,17,9 mm,pistol" for text in serials)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.journal.write(batch=batch, rows=rows, serials=serials, state="begun")
        command = [SALWA, "--as", "registrar", "import", "firearms", str(path), "--source", batch]
        patience = self.chance.uniform(0.5, 6) if self.chance.random() < KILLED_IMPORTS else None
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
            try:
                _, told = process.communicate(timeout=patience)
                state = "failed" if process.returncode else "done"
            except subprocess.TimeoutExpired:
                process.kill()
                told, state = "", "killed"
        self.journal.write(batch=batch, state=state, told=told[-600:] if state == "failed" else "")
        path.unlink()


class Identifier:
    """Asks for what others were told is committed, the freshest first."""

    def __init__(self, folder: Path, number: int) -> None:

        self.folder = folder
        self.journal = Journal(folder / f"identifier-{number}.jsonl")
        self.chance = random.Random(f"identifier-{number}-{os.getpid()}")
        self.actor = actor_by_name("tracing_officer")

    def step(self) -> None:
        """Ask once."""
        groups = [group for group in committed(self.folder) if group]
        if not groups:
            time.sleep(0.2)
            return
        fresh = [group[-1] for group in groups]
        old = [self.chance.choice(group) for group in groups]
        for text in (*fresh, *old):
            self.journal.write(asked=text, found=is_found(self.actor, text))


def is_found(actor: Actor, text: str) -> bool:
    """Whether a serial, asked for as it was registered, comes back among the candidates."""
    answer = identify(actor, Written(serial=text), limit=10)
    return any(candidate.external_id == text for candidate in answer.candidates)


WORKERS: dict[str, Callable[[Path, int], Worker]] = {
    "registrar": Registrar,
    "recorder": Recorder,
    "importer": Importer,
    "identifier": Identifier,
}


def work(role: str, folder: Path, number: int, deadline: float) -> None:
    """Be one worker until a moment of the wall clock; what the server's absence refuses is tried again."""
    worker: Worker | None = None
    downs = Journal(folder / f"down-{role}-{number}.jsonl")
    while time.time() < deadline:
        try:
            worker = worker or WORKERS[role](folder, number)
            worker.step()
        except Error as error:
            connections.close_all()
            downs.write(error=type(error).__name__)
            time.sleep(0.5)
