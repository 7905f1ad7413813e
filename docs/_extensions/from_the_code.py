"""The documentation: pages that are written by the code itself, so that they cannot be out of date.

``{command-line}`` gives every command of ``salwa`` with its help; ``{tables}`` every table of a context with its
columns and rules; ``{errors}`` the errors that a user is told, with HTTP status and exit code.
"""

from collections.abc import Iterator

import click
import django
from django.apps import apps
from django.db import connection
from django.db.models import Field
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from salwa.config.cli import salwa
from salwa.platform.errors import SalwaError

WIDTH = 80


def section(title: str, *content: nodes.Node) -> nodes.section:
    """A section with an anchor made of its title."""
    made = nodes.section(ids=[nodes.make_id(title)], names=[nodes.fully_normalize_name(title)])
    made += nodes.title(text=title)
    made += list(content)
    return made


def table(heads: list[str], rows: list[list[str]]) -> nodes.table:
    """A table of plain text; a cell that begins with a back quote is set as code."""
    made = nodes.table()
    group = nodes.tgroup(cols=len(heads))
    group += [nodes.colspec(colwidth=1) for _ in heads]
    head, body = nodes.thead(), nodes.tbody()
    head += _row(heads)
    body += [_row(row) for row in rows]
    group += [head, body]
    made += group
    return made


def _row(cells: list[str]) -> nodes.row:
    row = nodes.row()
    for cell in cells:
        text = nodes.literal(text=cell.strip("`")) if cell.startswith("`") else nodes.Text(cell)
        row += nodes.entry("", nodes.paragraph("", "", text))
    return row


def paragraphs(docstring: str | None) -> list[nodes.Node]:
    """A docstring's paragraphs, its double back quotes as code."""
    made: list[nodes.Node] = []
    for block in (docstring or "").split("\n\n"):
        paragraph = nodes.paragraph()
        for number, part in enumerate(" ".join(block.split()).split("``")):
            paragraph += nodes.literal(text=part) if number % 2 else nodes.Text(part)
        made.append(paragraph)
    return made


def commands(command: click.Command, name: str) -> Iterator[tuple[str, str]]:
    """Every command below one, with its help as the terminal shows it."""
    context = click.Context(command, info_name=name, max_content_width=WIDTH, terminal_width=WIDTH)
    yield name, command.get_help(context)
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            if found is not None and not found.hidden:
                yield from commands(found, f"{name} {child}")


class CommandLine(SphinxDirective):
    """Every command with its help."""

    def run(self) -> list[nodes.Node]:
        """Return one section a command."""
        return [
            section(name, nodes.literal_block(text=text, language="text")) for name, text in commands(salwa, "salwa")
        ]


class Tables(SphinxDirective):
    """Every table of one context: what it is, its columns, what the database holds it to."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return one section a table."""
        made = []
        for model in apps.get_app_config(self.arguments[0]).get_models():
            columns = [
                [f"`{field.column}", field.db_type(connection) or "", "yes" if field.null else "", _says(field)]
                for field in model._meta.local_fields
            ]
            rules = [
                nodes.list_item("", nodes.paragraph("", "", nodes.literal(text=r.name)))
                for r in model._meta.constraints
            ]
            content = [*paragraphs(model.__doc__), table(["Column", "Type", "May be empty", "Refers to"], columns)]
            if rules:
                content += [nodes.paragraph(text="The database also holds it to:"), nodes.bullet_list("", *rules)]
            made.append(section(model._meta.db_table, *content))
        return made


def _says(field: Field) -> str:
    return f"`{field.related_model._meta.db_table}" if field.related_model else ""


class Errors(SphinxDirective):
    """Every kind of error that is told to a user."""

    def run(self) -> list[nodes.Node]:
        """Return one table."""
        kinds = sorted({SalwaError, *SalwaError.__subclasses__()}, key=lambda kind: (kind.exit_code, kind.status))
        rows = [
            [f"`{kind.type}", (kind.__doc__ or "").split("\n")[0], f"`{kind.status}", f"`{kind.exit_code}"]
            for kind in kinds
        ]
        return [table(["Kind", "When", "HTTP status", "Exit code"], rows)]


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx of the directives."""
    django.setup()
    app.add_directive("command-line", CommandLine)
    app.add_directive("tables", Tables)
    app.add_directive("errors", Errors)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
