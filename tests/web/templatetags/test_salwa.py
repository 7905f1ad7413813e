"""Web: marks, icons and languages in templates."""

import re

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.template.context import RequestContext
from django.test import RequestFactory
from django.utils import translation

from salwa.web.templatetags.salwa import html_language, icon, languages, mark, printed, term
from tests.conftest import Cast


def test_a_mark_is_isolated_left_to_right_and_escaped() -> None:
    assert mark("<B> 12") == '<bdi class="mark" dir="ltr">&lt;B&gt; 12</bdi>'


def test_an_icon_is_hidden_from_screen_readers_and_carries_no_style() -> None:
    drawn = icon("search")
    assert drawn.startswith("<svg")
    assert 'aria-hidden="true"' in drawn
    assert "style=" not in drawn


def test_each_language_goes_by_its_own_direction() -> None:
    with translation.override("qps-plocm"):
        found = {language.code: language for language in languages()}
    assert found["en"].direction == "ltr"
    assert found["qps-plocm"].direction == "rtl"
    assert [code for code, language in found.items() if language.here] == ["qps-plocm"]


def test_names_of_types_and_countries_are_in_the_reader_s_language() -> None:
    assert term("Revolver", "type") == "Revolver"
    assert term("", "type") == ""
    with translation.override("qps-plocm"):
        assert term("Revolver", "type").startswith("‹⟪")
        assert term("Ghana", "country").startswith("‹⟪")


def test_browsers_are_told_a_language_they_know() -> None:
    assert html_language("en") == "en"
    assert html_language("qps-plocm") == "zxx"


def test_a_print_says_who_made_it_and_of_whose_register(cast: Cast, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = get_user_model().objects.get(username="tracing_officer")
    by = printed(RequestContext(request, {"request": request}))
    assert by is not None
    assert (by.person, by.agency, by.state) == ("Tracing Officer", "Tracing desk", "Corvania")
    assert re.fullmatch(r"\d+ \w+ \d{4}, \d\d:\d\d UTC", by.day)
    request.user = AnonymousUser()
    assert printed(RequestContext(request, {"request": request})) is None
