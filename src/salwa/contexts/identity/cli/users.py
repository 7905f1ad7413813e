"""Identity, command line: add users, set passwords, give and end roles, issue tokens."""

import sys

import click
from django.utils.translation import gettext

from salwa.contexts.identity import public as identity
from salwa.platform.command_line import CommandLine, pass_command_line
from salwa.platform.errors import Refused
from salwa.platform.reading import reading

_ROLE = click.Choice([role.value for role in identity.Role])
_EPILOG = """\b
Examples:
  salwa user list
  salwa user add a.tarek --name "A. Tarek" --agency "Tracing desk" --role tracing_officer
  salwa user password a.tarek
  salwa user role a.tarek analyst
  salwa user token a.tarek --days 30
  salwa user block a.tarek
  salwa user unblock a.tarek
"""


@click.group(epilog=_EPILOG)
def user() -> None:
    """Add users, set passwords, give roles, issue tokens: as the home's administrator unless --as says otherwise."""


@user.command()
@click.argument("username")
@click.option("--name", "display_name", required=True, help="What people call this person.")
@click.option("--agency", required=True, help="Name of the agency the person works for.")
@click.option("--role", "roles", type=_ROLE, multiple=True, help="A role in that agency; can be given again.")
@pass_command_line
def add(line: CommandLine, username: str, display_name: str, agency: str, roles: tuple[str, ...]) -> None:
    """Add a user, without a password."""
    added = identity.add_user(
        actor=line.administrator(),
        username=username,
        display_name=display_name,
        agency=identity.agency_by_name(agency),
        roles=[identity.Role(role) for role in roles],
    )
    click.echo(gettext("Added %(name)s. Set a password with: salwa user password %(name)s") % {"name": added.username})


@user.command("list")
@pass_command_line
def list_users(line: CommandLine) -> None:
    """List the users, their agencies and their present roles."""
    actor = line.administrator()
    with reading(actor):
        for each in identity.users_with_roles(actor):
            told = ", ".join(each.roles) or "–"
            click.echo(f"{each.username}\t{each.display_name}\t{each.agency}\t{told}\t{_state(each)}")


@user.command()
@click.argument("username")
@pass_command_line
def password(line: CommandLine, username: str) -> None:
    """Set a user's password, typed at the prompt or piped in as one line; never on the command line."""
    if sys.stdin.isatty():
        secret = click.prompt(gettext("New password"), hide_input=True, confirmation_prompt=True, err=True)
    else:
        secret = sys.stdin.readline().rstrip("\r\n")
    if not secret:
        raise Refused(gettext("No password was given."))
    identity.set_password(actor=line.administrator(), username=username, password=secret)
    click.echo(gettext("The password of %(name)s was set.") % {"name": username})


@user.command()
@click.argument("username")
@pass_command_line
def block(line: CommandLine, username: str) -> None:
    """Let a user in no more, and withdraw all its tokens."""
    identity.block_user(actor=line.administrator(), username=username)
    click.echo(gettext("%(name)s can no longer sign in, and has no tokens.") % {"name": username})


@user.command()
@click.argument("username")
@pass_command_line
def unblock(line: CommandLine, username: str) -> None:
    """Let a blocked user in again; tokens must be issued anew."""
    identity.unblock_user(actor=line.administrator(), username=username)
    click.echo(gettext("%(name)s can sign in again. Tokens must be issued anew.") % {"name": username})


@user.command()
@click.argument("username")
@click.option("--label", default="", help="What the token is for.")
@click.option("--days", type=int, default=90, show_default=True, help="How long it is valid.")
@click.option("--withdraw", is_flag=True, help="Withdraw all tokens of the user instead.")
@pass_command_line
def token(line: CommandLine, username: str, label: str, days: int, withdraw: bool) -> None:
    """Issue an access token for a program that acts as the user; shown this once."""
    actor = line.administrator()
    if withdraw:
        count = identity.withdraw_tokens(actor=actor, username=username)
        click.echo(gettext("%(count)d tokens withdrawn.") % {"count": count})
        return
    issued = identity.issue_token(actor=actor, username=username, label=label, days=days)
    until = issued.expires_at.date().isoformat()
    click.echo(gettext("Valid until %(date)s; it is not shown again:") % {"date": until}, err=True)
    click.echo(issued.secret)


@user.command()
@click.argument("username")
@click.argument("role", type=_ROLE)
@click.option("--end", is_flag=True, help="End the role instead.")
@pass_command_line
def role(line: CommandLine, username: str, role: str, end: bool) -> None:
    """Give a user a role in its agency, or end it."""
    actor = line.administrator()
    if end:
        identity.end_role(actor=actor, username=username, role=identity.Role(role))
        click.echo(gettext("%(name)s no longer holds the role %(role)s.") % {"name": username, "role": role})
        return
    identity.assign_role(actor=actor, username=username, role=identity.Role(role))
    click.echo(gettext("%(name)s now holds the role %(role)s.") % {"name": username, "role": role})


def _state(listed: identity.ListedUser) -> str:
    if not listed.is_active:
        return gettext("may not sign in")
    return gettext("signs in with a password") if listed.has_password else gettext("no password")
