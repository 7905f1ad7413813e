"""Registry: what is typed or handed in on the register's pages."""

from django.core.files.uploadedfile import SimpleUploadedFile

from salwa.contexts.registry.forms import ImportForm, NumberForm, OutcomeForm


def test_a_number_is_asked_for_in_words() -> None:
    form = NumberForm({"number": " "})
    assert form.errors["number"] == ["Type a number."]


def test_a_name_of_a_source_has_a_limit() -> None:
    form = ImportForm({"source": "x" * 121}, {"file": SimpleUploadedFile("a.csv", b"serial\nA\n")})
    assert "source" in form.errors


def test_two_records_that_nobody_doubts_have_no_doubt_to_be_set_aside() -> None:
    assert [choice for choice, _ in OutcomeForm(is_doubted=False).fields["outcome"].choices] == ["first", "second"]  # type: ignore[attr-defined]  # a choice field
    bare = OutcomeForm({"outcome": "apart", "reason": " "}, is_doubted=True)
    assert bare.errors["reason"] == ["Say why: somebody will ask."]
    assert OutcomeForm({"outcome": "apart", "reason": "other frames"}, is_doubted=True).is_valid()
    assert not OutcomeForm({"outcome": "apart", "reason": "other frames"}, is_doubted=False).is_valid()
