"""Tracing, command line, ¶29: identify a recovered firearm from its marks as written."""

from pathlib import Path
from typing import Any

import click

EPILOG = """\b
Examples:
  salwa identify --marks "GLOCK 17 AUSTRIA BKS O12 9x19"
  salwa identify --serial "BKS O12" --make glock --model 17 --calibre 9x19
  salwa identify --serial "D 6??2?1" --make "S & W" --json
  salwa identify --input seized.csv --output answers.jsonl

\b
Write ? for each character that cannot be read.
The file has a heading with query_id and any of marks, serial, make, model, calibre, type, remarks.

\b
Exit codes: 0 answered, whatever the verdict; 2 the question cannot be taken as it is; 3 not allowed.
"""
"""What ``--help`` shows below the options."""


@click.command("identify", epilog=EPILOG)
@click.option("--marks", default="", help="All marks in one text, as they stand on the firearm.")
@click.option("--serial", default="", help="The serial number, as written.")
@click.option("--make", default="", help="The maker, as written.")
@click.option("--model", default="", help="The model, as written.")
@click.option("--calibre", default="", help="The calibre, as written.")
@click.option("--type", "type_", default="", help="The type: pistol, revolver, rifle …")
@click.option("--remarks", default="", help="Whatever else was written down.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 100), help="Most candidates to give.")
@click.option("--json", "as_json", is_flag=True, help="Give the answer as JSON.")
@click.option("--input", "source", type=click.Path(path_type=Path), help="A CSV file of questions.")
@click.option("--output", "target", type=click.Path(path_type=Path), help="Where the answers go, one JSON a line.")
@click.pass_obj
def identify(actor: Any, **options: Any) -> None:
    """Identify a recovered firearm from its marks as they were written down."""
