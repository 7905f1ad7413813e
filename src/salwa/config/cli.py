"""Config, command line: ``salwa``, its global options, and what a user is told when something fails."""

import gc
import importlib
import os
import re
import sys
from typing import Any

import click

from salwa import __version__
from salwa.config.commands.table import COMMANDS
from salwa.platform import home as homes
from salwa.platform.actor import Actor
from salwa.platform.command_line import CommandLine
from salwa.platform.errors import NotReady, Refused, SalwaError

_INTERRUPTED = 130
MEND_PACK = "Mend the file, or take it out of the folder; look at it with: salwa pack check FILE"
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_COLLECT_AFTER = 200_000
"""New objects before Python looks for garbage. What a command loads stays, so looking through it often is lost time."""

_EXAMPLES = """\b
Examples:
  salwa init --state XC                      make a node in .salwa (or SALWA_HOME)
  salwa import firearms register.csv         load a register
  salwa identify --serial "AB?123" --make X  whose is this firearm?
  salwa run                                  the same in a browser, on this machine
"""


class LazyGroup(click.Group):
    """A group that loads a command's module only when that command is called: the help and the kernel start at once."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names in the table, sorted."""
        return sorted(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        listed = COMMANDS.get(cmd_name)
        if listed is None:
            return None
        command = load(listed.place, needs_django=listed.needs_django)
        if not isinstance(command, click.Command):
            raise TypeError(f"{listed.place} is not a command.")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name].help) for name in self.list_commands(ctx)])


@click.group(cls=LazyGroup, epilog=_EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--as", "as_user", envvar="SALWA_AS", default="", metavar="USER", help="Act as this user.")
@click.version_option(__version__, "--version", message="Salwa %(version)s")
@click.pass_context
def salwa(context: click.Context, as_user: str) -> None:
    """Keep track of small arms through their whole life, and trace those that turn up where they should not be.

    Exit codes: 0 done, 1 an error inside Salwa, 2 refused because of what was handed in, 3 not found or not allowed.
    """
    context.obj = CommandLine(
        as_user=as_user,
        find=_actor,
        default_user=lambda: homes.current().node().default_user,
        default_administrator=lambda: homes.current().node().default_administrator,
    )


def load(place: str, *, needs_django: bool) -> Any:
    """Return the attribute at ``module:attribute``, with Django set up before where it is needed."""
    if needs_django:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salwa.config.settings")
        importlib.import_module("django").setup()
    elif place.startswith("salwa.contexts."):
        importlib.import_module("salwa.config.country").settle()
    module, _, attribute = place.partition(":")
    return getattr(importlib.import_module(module), attribute)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    os.umask(0o077)
    gc.set_threshold(_COLLECT_AFTER, *gc.get_threshold()[1:])
    code = run(arguments)
    # The process ends and all its memory with it: a last look for garbage would cost a third of a short command.
    gc.freeze()
    sys.exit(code)


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; return its exit code, having told what went wrong on standard error."""
    try:
        code = salwa.main(args=arguments, prog_name="salwa", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return 2
    except SalwaError as error:
        _tell(error)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has had enough (`salwa … | head`): not an error, and nothing more can be told.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last place where anything can be told to the user
        return _unexpected(error)
    return code if isinstance(code, int) else 0


def _actor(name: str) -> Actor:
    actor: Actor = load("salwa.contexts.identity.public:actor_by_name", needs_django=True)(name)
    return actor


def _tell(error: SalwaError) -> None:
    faults = error.faults if isinstance(error, Refused) else ()
    lines = [error.detail, *(str(fault) for fault in faults if str(fault) not in error.detail)]
    click.echo("\n".join(_without_controls(line) for line in lines), err=True)


def _without_controls(text: str) -> str:
    """Replace what a terminal would obey instead of show: a file's text may be in a message."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def _unexpected(error: Exception) -> int:
    kind = type(error)
    if (kind.__module__, kind.__name__) == ("salwa.kernel.packs.parsing", "PackFaulty"):
        _tell(NotReady(f"{error}\n{MEND_PACK}"))
        return NotReady.exit_code
    if _is_lost_connection(error):
        click.echo(f"The database does not answer: {str(error).strip()}", err=True)
        return 1
    home = homes.current()
    if os.environ.get("SALWA_TRACE"):
        raise error
    try:
        load("salwa.platform.logs:logger", needs_django=True)(__name__).error("command.failed", exc_info=error)
        place = f"What happened is in {home.log_file}."
    except Exception:  # noqa: BLE001 - the log itself may be what failed
        place = ""
    click.echo(f"Something went wrong inside Salwa ({kind.__name__}). {place}".rstrip(), err=True)
    click.echo("SALWA_TRACE=1 shows the whole trace.", err=True)
    return 1


def _is_lost_connection(error: Exception) -> bool:
    """Whether the database could not be reached: the driver's error without a state, or of class 08 or 57P."""
    kind = type(error)
    if kind.__name__ != "OperationalError" or kind.__module__ not in {"django.db.utils", "psycopg"}:
        return False
    state = str(getattr(error.__cause__ or error, "sqlstate", None) or "")
    return not state or state.startswith(("08", "57P"))
