"""Web: what there is to translate."""

from salwa.web.catalogues import collect


def test_strings_of_templates_and_of_python_are_found() -> None:
    found = {str(message.id) for message in collect()}
    assert "Identify a recovered firearm" in found
    assert "No firearm in this register fits what was written." in found


def test_sentences_of_the_kernel_and_words_of_its_data_are_found() -> None:
    found = {(str(message.id), message.context) for message in collect()}
    assert ("{text} is a calibre, not a serial number.", None) in found
    assert {("rusted", None), ("January", None), ("Revolver", "type"), ("Ghana", "country")} <= found


def test_plural_forms_are_kept_together() -> None:
    plurals = {message.id for message in collect() if isinstance(message.id, tuple)}
    assert (
        "One firearm in the register fits, with one correction.",
        "One firearm in the register fits, with %(count)d corrections.",
    ) in plurals


def test_a_sentence_of_a_template_with_a_value_has_a_named_placeholder() -> None:
    assert any("%(agency)s" in str(message.id) for message in collect())


def test_what_the_rules_say_is_found_up_to_its_source() -> None:
    found = {str(message.id) for message in collect()}
    assert "Say who has the firearm from then on: a sale, an inheritance or a loan has a taker." in found
    assert not any("Source:" in text for text in found)
