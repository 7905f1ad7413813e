"""Platform, template tags: texts in a direction of their own."""

from salwa.platform.templatetags.papers import apart, as_mark


def test_a_text_stands_in_its_own_direction_and_is_escaped() -> None:
    assert apart("Wadi <b>") == '<bdi dir="ltr">Wadi &lt;b&gt;</bdi>'
    assert apart("مرحبا") == '<bdi dir="rtl">مرحبا</bdi>'
    assert apart("12") == "<bdi>12</bdi>"


def test_a_mark_runs_from_left_to_right_whatever_it_begins_with() -> None:
    assert as_mark("<-م") == '<bdi class="mark" dir="ltr">&lt;-م</bdi>'
