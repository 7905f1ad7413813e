"""Web: the start of a day's work, with the ways that somebody may go."""

from collections.abc import Callable

from django.test import Client


def test_each_is_led_where_the_work_is_and_nowhere_else(signed_in: Callable[..., Client]) -> None:
    registrar, officer, administrator = (
        signed_in(name).get("/").text for name in ("registrar", "tracing_officer", "administrator")
    )
    assert 'class="card tile" href="/import/"' in registrar
    assert 'class="card tile" href="/findings/"' in registrar
    assert 'class="card tile" href="/findings/"' in officer
    assert 'class="card tile" href="/import/"' not in officer
    assert 'class="card tile" href="/findings/"' not in administrator
    for path in ("/firearms/new/", "/proposals/", "/due/"):
        assert f'class="card tile" href="{path}"' in registrar
        assert f'class="card tile" href="{path}"' not in administrator
    assert 'class="card tile" href="/firearms/new/"' not in officer
    licensing, armourer = (signed_in(name).get("/").text for name in ("licensing_officer", "armourer"))
    assert 'class="card tile" href="/licences/"' in licensing
    assert 'class="card tile" href="/marking/"' in armourer
    assert 'class="card tile" href="/licences/"' not in armourer
    assert 'class="card tile" href="/marking/"' not in administrator
