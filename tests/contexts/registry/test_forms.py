"""Registry: what is typed or handed in on the register's pages."""

from django.core.files.uploadedfile import SimpleUploadedFile

from salwa.contexts.registry.forms import ImportForm, NumberForm


def test_a_number_is_asked_for_in_words() -> None:
    form = NumberForm({"number": " "})
    assert form.errors["number"] == ["Type the number of a record."]


def test_a_name_of_a_source_has_a_limit() -> None:
    form = ImportForm({"source": "x" * 121}, {"file": SimpleUploadedFile("a.csv", b"serial\nA\n")})
    assert "source" in form.errors
