"""Web: the API's document as a page."""

import pytest

from salwa.web.api_reference import operations, shapes, type_of

DOCUMENT = {
    "paths": {
        "/x/{record}": {
            "get": {
                "summary": "Open",
                "parameters": [{"name": "record"}],
                "responses": {200: {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/X"}}}}},
            }
        }
    },
    "components": {"schemas": {"X": {"description": "An x.", "properties": {"a": {"type": "string"}}}}},
}


def test_an_operation_tells_what_it_takes_and_gives() -> None:
    (told,) = operations(DOCUMENT)
    assert (told.method, told.path, told.takes) == ("GET", "/x/{record}", ("record",))
    assert told.gives == (("200", "X (application/json)"),)


def test_a_shape_tells_its_members() -> None:
    (told,) = shapes(DOCUMENT)
    assert (told.name, told.members) == ("X", (("a", "string"),))


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"$ref": "#/components/schemas/Mark"}, "Mark"),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, "string or null"),
        ({"type": "array", "items": {"type": "integer"}}, "list of integer"),
        ({"type": "string", "format": "date"}, "date"),
        ({"enum": ["a", "b"]}, "a | b"),
        ({}, "anything"),
    ],
)
def test_a_type_is_written_in_short(schema: dict[str, object], words: str) -> None:
    assert type_of(schema) == words
