"""Demonstration, command line: ``salwa demo``, one act after the other, each in a home of its own."""

import importlib
import time
from typing import Any

import click

from salwa.demo.ground import Built, Ground, actor, ground_of, note
from salwa.demo.recoveries import recoveries
from salwa.platform.home import current

ACT = "identification"
ROWS = 1_000_000
SEED = 20_260_128


@click.command(
    epilog="\b\nExamples:\n  salwa demo              build the register once, then ask it\n"
    "  salwa demo --rebuild    build it anew\n  salwa demo --rows 50000 a small one"
)
@click.option("--rows", default=ROWS, show_default=True, type=click.IntRange(1, 20_000_000), help="Made-up firearms.")
@click.option("--rebuild", is_flag=True, help="Build the register anew even where it is the same.")
def demo(rows: int, rebuild: bool) -> None:
    """Build a register of a million firearms and find 320 really recovered ones in it.

    The register lies in a home of its own below this one and never touches yours. What came out is printed, and written
    to demo.json in this home.
    """
    home = current()
    with ground_of(ACT) as ground:
        began = time.perf_counter()
        count = _register(ground, rows, rebuild)
        path = note(home, ACT, _ask(count))
        note(home, "evidence", _prove(ground))
        click.echo(f"Done in {time.perf_counter() - began:.0f} s. The same is in {path}.")
        click.echo(
            f"Ask it yourself: SALWA_HOME={ground.home.path} salwa --as tracing_officer identify --serial SCH613"
        )


# Modules that need Django are loaded once the node of the act is there: they read its home.


def _register(ground: Ground, rows: int, rebuild: bool) -> int:
    """Have the register there, built now or earlier; give the count of its firearms."""
    wanted = Built(rows=rows, seed=SEED, sales=len(recoveries()))
    there = ground.holds(wanted)
    if rebuild or not there:
        ground.clear()
        ground.prepare()
        acts = importlib.import_module("salwa.demo.register")
        acts.fill(ground.home.path, actor("registrar"), wanted, recoveries(), click.echo)
        ground.keep(wanted)
    else:
        click.echo("The register is there from an earlier run, built from the same seed; --rebuild builds it anew.")
        ground.prepare()
    registry = importlib.import_module("salwa.contexts.registry.public")
    count: int = registry.count(actor("tracing_officer"))
    click.echo(f"The register holds {count:,} firearms.")
    return count


def _prove(ground: Ground) -> dict[str, Any]:
    """Give evidence about one recovered firearm that was identified, and find a row that is altered."""
    acts = importlib.import_module("salwa.demo.register")
    record = acts.first_record(actor("tracing_officer"), recoveries())
    facts: dict[str, Any] = importlib.import_module("salwa.demo.evidence").show(
        actor("registrar"), record, ground.home.path, click.echo
    )
    click.echo("")
    return facts


def _ask(count: int) -> dict[str, Any]:
    """Ask the register for every recovered firearm, tell what came out, and give it as ``demo.json`` has it."""
    acts = importlib.import_module("salwa.demo.register")
    outcomes = acts.ask(actor("tracing_officer"), recoveries(), click.echo)
    click.echo("")
    for line in importlib.import_module("salwa.demo.identification").told(outcomes):
        click.echo(line)
    click.echo("")
    facts: dict[str, Any] = importlib.import_module("salwa.demo.reckoning").summary(count, outcomes)
    return facts
