"""Demonstration, register: fill the act's register through the importer, and ask it as a tracing officer does."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.importing import Order, import_firearms
from salwa.contexts.tracing.public import identify
from salwa.demo.ground import Built
from salwa.demo.identification import SALES, SYNTHETIC, identify_all, write_register, write_sales
from salwa.demo.reckoning import Outcome
from salwa.demo.recoveries import Recovery
from salwa.kernel.marks.model import MarkKind
from salwa.platform.actor import Actor

Say = Callable[[str], None]


def fill(folder: Path, registrar: Actor, wanted: Built, sales: Sequence[Recovery], say: Say) -> int:
    """Import the made-up firearms ``wanted`` and the real first sales; give how many firearms were registered.

    Raises:
        SalwaError: the importer refuses, in words.
    """
    table = folder / "register.parquet"
    say(f"Making up {wanted.rows:,} firearms of the fictional State XC …")
    write_register(table, wanted.rows, wanted.seed)
    say("Importing them (validated, indexed, one ledger entry) …")
    done = import_firearms(actor=registrar, order=Order(path=table, source=SYNTHETIC, rejects=folder / "rejects.csv"))
    speed = done.loaded / done.seconds
    say(f"  {done.loaded:,} loaded, {done.rejected:,} refused, {done.seconds:.0f} s, {speed:,.0f} firearms a second.")
    table.unlink()
    return done.loaded + _add_sales(folder, registrar, sales, say)


def _add_sales(folder: Path, registrar: Actor, sales: Sequence[Recovery], say: Say) -> int:
    """Import the sales that name a serial or a make; register those by hand that have only a calibre."""
    named = [sale for sale in sales if sale.serial_sold or sale.make_sold]
    table = folder / "sales.parquet"
    write_sales(table, named)
    done = import_firearms(actor=registrar, order=Order(path=table, source=SALES, rejects=folder / "rejects-sales.csv"))
    table.unlink()
    by_hand = [sale for sale in sales if sale not in named and sale.calibre_sold]
    for sale in by_hand:
        _register(registrar, sale)
    say(f"Adding {len(sales)} real first sales: {done.loaded} imported, {len(by_hand)} with nothing but a calibre")
    say(f"  registered by hand, {len(sales) - done.loaded - len(by_hand)} left out because they describe no firearm.")
    return done.loaded + len(by_hand)


def _register(registrar: Actor, sale: Recovery) -> None:
    registry.register_firearm(
        actor=registrar,
        firearm=registry.NewFirearm(
            external_id=sale.external_id,
            source=SALES,
            marks=(registry.NewMark(kind=MarkKind.CALIBRE, text=sale.calibre_sold),),
        ),
        reason="A first sale whose form gives neither make nor serial.",
    )


def first_record(officer: Actor, recovered: Sequence[Recovery]) -> str:
    """Give the public number of the first recovered firearm that is found, and that the officer may open."""
    answers = (identify(officer, one.written()) for one in recovered)
    return next(answer.best.record for answer in answers if answer.best is not None and answer.best.record)


def ask(officer: Actor, recovered: Sequence[Recovery], say: Say) -> list[Outcome]:
    """Identify every firearm by its marks as written. The index is opened by a question before the clock runs."""
    began = time.perf_counter()
    identify(officer, replace(recovered[0].written(), query_id="opening"))
    say(f"Index opened and first answer given in {time.perf_counter() - began:.1f} s.")
    return identify_all(recovered, lambda written: identify(officer, written))
