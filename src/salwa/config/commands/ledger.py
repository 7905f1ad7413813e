"""Config, commands: seal what was done, and hold the database against it."""

import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import click
from django.utils.translation import gettext, ngettext

from salwa.contexts.identity.public import bind_rows, rebuild_tiles
from salwa.contexts.licensing import public as licensing
from salwa.contexts.registry.public import wrong_states
from salwa.contexts.retention.public import erased_by_nobody
from salwa.kernel.ledger.notes import Checkpoint, Key, NoteRefused, opened
from salwa.platform import home as homes
from salwa.platform.command_line import CommandLine, pass_command_line
from salwa.platform.errors import Conflict, NotFound, Refused
from salwa.platform.ledger import witnessing
from salwa.platform.ledger.background import Sealing
from salwa.platform.ledger.exporting import export
from salwa.platform.ledger.faults import MOST_TOLD
from salwa.platform.ledger.forms import bound
from salwa.platform.ledger.sealing import seal_all, signer_of
from salwa.platform.ledger.verifying import Fault, FaultKind, Verified, newest_note, verify
from salwa.platform.reading import reading

_EPILOG = """\b
Examples:
  salwa ledger seal
  salwa ledger seal --every 1
  salwa ledger verify
  salwa ledger verify --table registry_mark
  salwa ledger verify --against checkpoint-2026-11-24.txt
  salwa ledger rebuild-tiles --reason "A disk lost them"
  salwa ledger export /srv/ledger
  salwa ledger checkpoint
  salwa ledger checkpoint --since 0 > request.txt
  salwa ledger witness request.txt > countersigned.txt
  salwa ledger countersign countersigned.txt
  salwa ledger key
"""


@click.group(epilog=_EPILOG)
def ledger() -> None:
    """Seal what was done so that nobody can change it unseen, and find what was changed."""


@ledger.command("seal")
@click.option("--every", type=click.FloatRange(0.1, 3600), default=None, help="Go on, every so many seconds.")
def seal_(every: float | None) -> None:
    """Give the entries that wait their places in the ledger, and sign what it now is. `salwa run` does it by itself."""
    signer = signer_of(homes.current())
    sealed = seal_all(signer)
    click.echo(ngettext("%(count)d entry sealed.", "%(count)d entries sealed.", sealed) % {"count": sealed})
    if every is not None:
        Sealing(signer, every=every).run()


@ledger.command("verify")
@click.option(
    "--against",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A checkpoint that was handed out earlier; may be given several times.",
)
@click.option("--table", "tables", multiple=True, help="Hold the rows of this table only; may be given several times.")
@click.option("--entries-only", is_flag=True, help="Hold the entries only, and no rows.")
@click.option("--witnesses", type=click.IntRange(0), default=0, help="Ask for so many witnesses of one checkpoint.")
@pass_command_line
def verify_(
    line: CommandLine, against: tuple[Path, ...], tables: tuple[str, ...], entries_only: bool, witnesses: int
) -> None:
    """Hold every entry, and every row of record, against the ledger; name what was changed, deleted or put in.

    The present state of every record and licence is derived again from what happened to it, and held against the
    stored one; and an entry that lost its name and reason against the erasures on record.

    Exit code 1 where anything was.
    """
    if unknown := set(tables) - bound().keys():
        detail = gettext("No table of records is named %(table)s. There are: %(tables)s.")
        raise Refused(detail % {"table": min(unknown), "tables": ", ".join(bound())})
    signer = signer_of(homes.current())
    key, kept = signer.key, [signer.kept] if signer.kept and signer.kept.exists() else []
    cosigned = witnessing.cosigned(homes.current(), key)
    earlier = _handed_out([*kept, *against], key)
    earlier |= {f"countersigned {one.checkpoint.size}": one.checkpoint for one in cosigned}
    with reading(line.administrator()):
        seen = verify(key, earlier=earlier, tables=None if entries_only else tables)
        if not (tables or entries_only):
            _hold_what_is_not_bound(line, seen)
    most = max((len(one.witnesses) for one in cosigned), default=0)
    if most < witnesses:
        seen.say(FaultKind.WITNESS, name=str(most))
    _tell_faults(seen)
    held = ngettext(
        "%(count)d entry held against the ledger.", "%(count)d entries held against the ledger.", seen.sealed
    )
    click.echo(held % {"count": seen.sealed})
    if not entries_only:
        rows = ngettext(
            "%(count)d row held against its entry.", "%(count)d rows held against their entries.", seen.rows
        )
        click.echo(rows % {"count": seen.rows})
    if seen.erased:
        erased = ngettext(
            "%(count)d of them no longer tells who acted and why: that was erased.",
            "%(count)d of them no longer tell who acted and why: that was erased.",
            seen.erased,
        )
        click.echo(erased % {"count": seen.erased})
    if seen.waiting:
        waits = ngettext("%(count)d entry is not sealed yet.", "%(count)d entries are not sealed yet.", seen.waiting)
        click.echo(waits % {"count": seen.waiting})
    if seen.faults:
        sys.exit(1)
    click.echo(gettext("Everything is as it was signed."))


def _hold_what_is_not_bound(line: CommandLine, seen: Verified) -> None:
    """Derive every state again, and hold what was erased against the erasures; nothing in the log says either."""
    who = line.administrator()
    for record in wrong_states(who):
        seen.say(FaultKind.STATE, name=record)
    for number in licensing.wrong_states(who):
        seen.say(FaultKind.LICENCE, name=number)
    for entry in erased_by_nobody(who, MOST_TOLD):
        seen.say(FaultKind.ERASED, entry)


@ledger.command("bind")
@click.option("--reason", required=True, help="Why; it stands in the ledger.")
@pass_command_line
def bind_(line: CommandLine, reason: str) -> None:
    """Bind rows that no entry binds yet: those of a register from before rows were bound, or that a migration wrote."""
    counts = bind_rows(actor=line.administrator(), reason=reason)
    for table, count in counts.items():
        click.echo(f"{table}: {count}")
    rows = sum(counts.values())
    click.echo(ngettext("%(count)d row is bound now.", "%(count)d rows are bound now.", rows) % {"count": rows})


@ledger.command("rebuild-tiles")
@click.option("--reason", required=True, help="Why; it stands in the ledger.")
@pass_command_line
def rebuild_tiles_(line: CommandLine, reason: str) -> None:
    """Make the stored hashes again, out of the entries, where verification says that they were changed.

    Nothing is written where the entries do not lead to what was signed: what does not fit is named then.
    """
    actor, signer = line.administrator(), signer_of(homes.current())
    try:
        right = rebuild_tiles(actor=actor, signer=signer, reason=reason)
    except Conflict:
        with reading(actor):
            _tell_faults(verify(signer.key, tables=None))
        raise
    told = ngettext("%(count)d tile of hashes was put right.", "%(count)d tiles of hashes were put right.", right)
    click.echo(told % {"count": right})


@ledger.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@pass_command_line
def export_(line: CommandLine, folder: Path) -> None:
    """Write the ledger as files that anybody can check without a database; again, it adds what is new."""
    with reading(line.administrator()):
        done = export(folder, signer_of(homes.current()).key)
    entries = ngettext("%(count)d entry", "%(count)d entries", done.size) % {"count": done.size}
    files = ngettext("%(count)d file is new", "%(count)d files are new", done.files) % {"count": done.files}
    click.echo(
        gettext("%(entries)s in %(folder)s; %(files)s.") % {"entries": entries, "folder": folder, "files": files}
    )


@ledger.command()
@click.option("--since", type=click.IntRange(0), help="Write a request to a witness that has seen so many entries.")
@pass_command_line
def checkpoint(line: CommandLine, since: int | None) -> None:
    """Print the newest checkpoint: keep it elsewhere, so that nobody can later show another past."""
    with reading(line.administrator()):
        note = newest_note()
        if not note:
            raise NotFound(gettext("Nothing is sealed yet. Seal with: salwa ledger seal"))
        if since is not None:
            note = witnessing.request(note, signer_of(homes.current()).key, since)
    click.echo(note, nl=False)


@ledger.command()
@click.option("--witness", "is_witness", is_flag=True, help="The key under which this node countersigns.")
def key(is_witness: bool) -> None:
    """Print the public key of this node's ledger, for those who check its checkpoints."""
    signer = signer_of(homes.current())
    click.echo(str(witnessing.witness_key(signer) if is_witness else signer.key))


@ledger.command("trust")
@click.argument("key")
@pass_command_line
def trust_(line: CommandLine, key: str) -> None:
    """Pin the KEY of a ledger that this node is to witness, or of a witness of its own: get it by a way you trust."""
    line.administrator()
    pinned = witnessing.trust(homes.current(), key)
    click.echo(gettext("The key of %(name)s is pinned.") % {"name": pinned.name})


@ledger.command("witness")
@click.argument("request", type=click.File(encoding="utf-8"))
@pass_command_line
def witness_(line: CommandLine, request: TextIO) -> None:
    """Countersign the checkpoint of another ledger, if it goes on from what this node saw last; print it.

    REQUEST is what its keeper wrote with `salwa ledger checkpoint --since`.
    """
    line.administrator()
    here = homes.current()
    click.echo(witnessing.witness(here, signer_of(here), request.read(), int(time.time())), nl=False)


@ledger.command("countersign")
@click.argument("note", type=click.File(encoding="utf-8"))
@pass_command_line
def countersign_(line: CommandLine, note: TextIO) -> None:
    """Keep what a witness sent back: a checkpoint of this ledger with a countersignature."""
    here = homes.current()
    with reading(line.administrator()):
        kept = witnessing.keep(here, signer_of(here), note.read())
    names = ", ".join(sorted(one.name for one in kept.witnesses))
    told = gettext("The checkpoint of %(size)d entries is countersigned by %(names)s.")
    click.echo(told % {"size": kept.checkpoint.size, "names": names})


def _tell_faults(seen: Verified) -> None:
    for fault in seen.faults:
        click.echo(_told(fault), err=True)
    if seen.untold:
        more = ngettext("And %(count)d more.", "And %(count)d more.", seen.untold)
        click.echo(more % {"count": seen.untold}, err=True)
    if any(fault.kind == FaultKind.ROW_INSERTED for fault in seen.faults):
        click.echo(
            gettext(
                "Where rows were never bound, because they are older than their binding or a migration wrote them, "
                "bind them: salwa ledger bind --reason …"
            ),
            err=True,
        )


def _told(fault: Fault) -> str:
    """Say what does not fit."""
    sentences = {
        FaultKind.UNSIGNED: gettext("The newest checkpoint is missing, or not signed by this node's key."),
        FaultKind.SHORT: gettext("The ledger has not as many entries as its checkpoint says."),
        FaultKind.HASHES: gettext(
            "The stored hashes do not lead to the signed root: they were changed. "
            "Make them again with: salwa ledger rebuild-tiles --reason … "
            "It writes nothing where the entries were changed too."
        ),
        FaultKind.TILE: gettext(
            "The stored hashes %(name)s (level and number) are not those that the ledger gives: they were changed. "
            "Make them again with: salwa ledger rebuild-tiles --reason …"
        ),
        FaultKind.TABLE: gettext("The table %(name)s cannot be read as it was declared: its columns were changed."),
        FaultKind.PLACE: gettext("A place in the ledger is empty: its entry was taken out."),
        FaultKind.DELETED: gettext("Entry %(entry)d was deleted."),
        FaultKind.ALTERED: gettext("Entry %(entry)d was changed: its bytes are not those that were sealed."),
        FaultKind.COLUMNS: gettext("Entry %(entry)d was changed: %(name)s is not as sealed."),
        FaultKind.UNREADABLE: gettext("Entry %(entry)d was changed: its sealed bytes cannot be read."),
        FaultKind.SPELLING: gettext(
            "Entry %(entry)d was changed: its bytes are not spelled as the ledger spells them."
        ),
        FaultKind.INSERTED: gettext("Entry %(entry)d was put in by no action, or taken out of the ledger."),
        FaultKind.CUT: gettext("The ledger has fewer entries than when %(name)s was signed: it was cut."),
        FaultKind.NOTE: gettext("The checkpoint of %(name)s entries does not fit them: one of the two was changed."),
        FaultKind.ROW_CHANGED: gettext("%(name)s was changed. Entry %(entry)d wrote it."),
        FaultKind.ROW_DELETED: gettext("%(name)s was deleted. Entry %(entry)d wrote it."),
        FaultKind.ROW_INSERTED: gettext("%(name)s was put in by no action."),
        FaultKind.LIST_LOST: gettext("The list of rows of entry %(entry)d is missing (%(name)s rows)."),
        FaultKind.LIST_CHANGED: gettext("The list of rows of entry %(entry)d was changed (%(name)s rows)."),
        FaultKind.ROWS_UNNAMED: gettext(
            "Among the rows that entry %(entry)d wrote some were changed; without its list it cannot be said which "
            "(%(name)s rows)."
        ),
        FaultKind.STATE: gettext(
            "The state of record %(name)s does not follow from what happened to it: one of the two was changed. "
            "Where no row of the record is named here, derive it again with: salwa state rebuild"
        ),
        FaultKind.LICENCE: gettext(
            "The state of licence %(name)s does not follow from what happened to it: one of the two was changed. "
            "Where no row of the licence is named here, derive it again with: salwa licence rebuild"
        ),
        FaultKind.ERASED: gettext("Entry %(entry)d lost its name and reason, and no erasure says so."),
        FaultKind.WITNESS: gettext(
            "No checkpoint has so many countersignatures of witnesses whose keys are pinned; the most is %(name)s."
        ),
        FaultKind.PAST: gettext("The ledger is not the one that %(name)s was signed of: its past was changed."),
    }
    return sentences[fault.kind] % {"entry": fault.entry, "name": fault.name}


def _handed_out(paths: Iterable[Path], key: Key) -> dict[str, Checkpoint]:
    """Read checkpoints that this node has signed. Raises Refused where one is none."""
    found = {}
    for path in paths:
        try:
            found[str(path)] = opened(path.read_text(encoding="utf-8"), key)
        except (NoteRefused, UnicodeDecodeError):
            detail = gettext("%(file)s is no checkpoint that this node's key has signed.") % {"file": path}
            raise Refused(detail) from None
    return found
