"""Config, settings: cookies and proxies are safe where the node is reached over https."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils.translation import get_language_info


def told(address):
    code = (
        "from salwa.config import settings as s; "
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0)\n"
        "print(*s.ALLOWED_HOSTS, *s.CSRF_TRUSTED_ORIGINS)"
    )
    environment = {"SALWA_PUBLIC_URL": address, "PATH": "/usr/bin:/bin", "SALWA_HOME": "/nonexistent/home"}
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    ).stdout.split()


def test_behind_https_cookies_are_sent_over_https_only():
    assert told("https://register.example") == [
        *("True", "True", "True"),
        *("localhost", "127.0.0.1", "[::1]", "register.example"),
        "https://register.example",
    ]


def test_on_this_machine_they_also_work_without():
    assert told("") == ["False", "False", "False", "localhost", "127.0.0.1", "[::1]"]


def test_no_proxy_is_believed_that_was_not_named():
    assert settings.PROXIES == ()


def test_nothing_is_shown_that_only_developers_should_see():
    assert settings.DEBUG is False
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


@pytest.mark.django_db(databases=["default", "owner", "loader"])
def test_django_finds_nothing_wrong():
    call_command("check", fail_level="WARNING")


def test_the_right_to_left_trial_language_is_known():
    assert get_language_info(settings.PSEUDO_LANGUAGE)["bidi"] is True
