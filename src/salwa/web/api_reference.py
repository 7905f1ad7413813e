"""Web, API reference: the API's own document as a page, in the design of all others and without scripts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the API, as the page shows it."""

    method: str
    path: str
    summary: str
    description: str
    takes: tuple[str, ...]
    gives: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape: its name, what it is, and its members with their types."""

    name: str
    description: str
    members: tuple[tuple[str, str], ...]


class ApiReference(DocsBase):
    """The page at ``docs`` of the API."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        """Show every operation and every shape of the document."""
        document: dict[str, Any] = api.get_openapi_schema()
        facts = {
            "document": document["info"],
            "operations": list(operations(document)),
            "shapes": list(shapes(document)),
            "openapi_url": self.get_openapi_url(api, kwargs),
        }
        return render(request, "web/api.html", facts)


def operations(document: dict[str, Any]) -> Iterator[Operation]:
    """Give the operations of an OpenAPI document in its order."""
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            body = told.get("requestBody", {}).get("content", {})
            takes = (*(part["name"] for part in told.get("parameters", ())), *(_media(body)))
            gives = tuple(
                (str(status), ", ".join(_media(answer.get("content", {}))) or str(answer.get("description", "")))
                for status, answer in told["responses"].items()
            )
            yield Operation(method.upper(), path, told.get("summary", ""), told.get("description", ""), takes, gives)


def shapes(document: dict[str, Any]) -> Iterator[Shape]:
    """Give the shapes of an OpenAPI document by name."""
    for name, told in sorted(document.get("components", {}).get("schemas", {}).items()):
        members = tuple((member, type_of(schema)) for member, schema in told.get("properties", {}).items())
        yield Shape(name, str(told.get("description", "")), members)


def type_of(schema: dict[str, Any]) -> str:
    """Write the type of a JSON schema in short: ``list of MarkOut``, ``string or null``."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return " or ".join(dict.fromkeys(type_of(one) for one in schema[several]))
    if "enum" in schema:
        return " | ".join(str(one) for one in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {type_of(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("type") or "anything")


def _media(content: dict[str, Any]) -> Iterator[str]:
    for kind, told in content.items():
        yield f"{type_of(told.get('schema', {}))} ({kind})"
