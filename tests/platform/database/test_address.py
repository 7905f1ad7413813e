"""Platform, database: addresses are taken as libpq takes them, without a password."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.platform.database.address import databases, from_url, is_private
from salwa.platform.errors import NotReady
from salwa.platform.home import Home


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://salwa_app:hidden@db.example/salwa",
        "postgresql://db.example/salwa?user=salwa_app&password=hidden",
        "host=db.example dbname=salwa password=hidden",
        "postgresql://db.example/salwa?sslpassword=hidden",
    ],
)
def test_a_password_in_an_address_is_refused_without_repeating_it(url):
    with pytest.raises(NotReady, match="holds a password") as refused:
        from_url(url)
    assert "hidden" not in str(refused.value)
    for place in (".pgpass", "service=", "sslcert="):
        assert place in str(refused.value)


def test_what_an_address_says_reaches_the_database_driver():
    told = from_url("postgresql://salwa_app@db.example:5433/salwa?sslmode=verify-full&sslcert=/etc/salwa/app.crt")
    assert told == {
        "NAME": "salwa",
        "USER": "salwa_app",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "verify-full", "sslcert": "/etc/salwa/app.crt"},
    }


def test_a_service_may_name_the_database():
    assert from_url("service=salwa") == {"OPTIONS": {"service": "salwa"}}


@pytest.mark.parametrize("url", ["mysql://db/salwa", "postgresql://db.example", "nonsense", "postgresql://["])
def test_what_is_no_address_of_a_database_is_refused_in_words(url):
    with pytest.raises(NotReady, match="SALWA_DATABASE_URL"):
        from_url(url)


@given(st.text(max_size=60))
def test_no_text_crashes_the_reading_of_an_address(url):
    try:
        from_url(url)
    except NotReady:
        return
    assert "=" in url or "://" in url


def test_each_role_takes_its_own_address_or_that_of_the_app(tmp_path):
    given_addresses = {
        "SALWA_DATABASE_URL": "postgresql://salwa_app@db/salwa",
        "SALWA_DATABASE_URL_OWNER": "postgresql://salwa_owner@db/salwa",
    }
    told = databases(Home(tmp_path), given_addresses)
    assert {alias: each["USER"] for alias, each in told.items()} == {
        "default": "salwa_app",
        "owner": "salwa_owner",
        "loader": "salwa_app",
    }
    assert not is_private(given_addresses)


def test_without_an_address_the_home_has_a_server_of_its_own(tmp_path):
    told = databases(Home(tmp_path), {})
    assert {alias: each["USER"] for alias, each in told.items()} == {
        "default": "salwa_app",
        "owner": "salwa_owner",
        "loader": "salwa_loader",
    }
    assert len({each["HOST"] for each in told.values()}) == 1
    assert told["default"]["HOST"].startswith("/")
    assert is_private({})
