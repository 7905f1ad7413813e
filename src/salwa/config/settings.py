"""Config, settings: how the parts are put together, on every node alike.

From the environment: SALWA_HOME, SALWA_DATABASE_URL (and _OWNER, _LOADER), SALWA_PUBLIC_URL (the address users type,
where a proxy in front speaks https), SALWA_PROXIES (the addresses of such proxies), SALWA_LOG=stderr.
"""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from django.conf.locale import LANG_INFO
from django.contrib.messages import constants as levels

from salwa.config import country
from salwa.platform import home as homes
from salwa.platform import keys, logs, proxies
from salwa.platform.database import address
from salwa.platform.errors import NotReady

HOME = homes.current()
country.settle()

try:
    SECRET_KEY = keys.web_secret(HOME)
except NotReady:
    # Before `salwa init`: commands work, and the web server refuses to start without a node.
    SECRET_KEY = secrets.token_urlsafe(48)

DEBUG = False
PUBLIC_URL = os.environ.get("SALWA_PUBLIC_URL", "")
_public = urlsplit(PUBLIC_URL)
IS_HTTPS = _public.scheme == "https"
#: Whose word is taken for where a request comes from; nobody's by default.
PROXIES = proxies.named_proxies(os.environ.get("SALWA_PROXIES", ""))
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *([_public.hostname] if _public.hostname else [])]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "salwa.platform",
    "salwa.contexts.identity",
    "salwa.contexts.registry",
    "salwa.contexts.licensing",
    "salwa.contexts.marking",
    "salwa.contexts.tracing",
    "salwa.contexts.retention",
    "salwa.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "salwa.platform.web_headers.web_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "salwa.web.body_size.body_size",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "salwa.web.pages.problems.Problems",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["salwa.platform.templatetags.dates"],
        },
    },
]

#: The tones of the style sheet: a note without one is amber, so that work that succeeded would look like a warning.
MESSAGE_TAGS = {levels.SUCCESS: "good", levels.WARNING: "warn", levels.ERROR: "bad"}

ROOT_URLCONF = "salwa.config.urls"
WSGI_APPLICATION = "salwa.config.wsgi.application"

DATABASES = address.databases(HOME)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "identity.User"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "display_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

SESSION_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_SECURE = IS_HTTPS
LANGUAGE_COOKIE_SECURE = IS_HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "salwa.web.pages.problems.stale_form"
CSRF_TRUSTED_ORIGINS = [f"{_public.scheme}://{_public.netloc}"] if IS_HTTPS else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
_MEGABYTE = 1024 * 1024
#: Bytes that are read of whoever is not signed in, and of others where a register is handed in (a form is added to it).
BODY_OF_STRANGERS = _MEGABYTE
LARGE_BODIES = {
    "/import/": 4097 * _MEGABYTE,
    "/api/v1/imports": 12 * _MEGABYTE,
    "/api/v1/imports/preview": 12 * _MEGABYTE,
}

#: What an agency may have handed in and not started: a preview costs the disk a whole register, and nothing else ends
#: it. Twenty files are a day's work of several registrars; the bytes are two of the largest files that a page takes;
#: after the hours a file that nobody started makes room for another (without need it waits for a day).
IMPORTS_WAITING = {"files": 20, "bytes": 8192 * _MEGABYTE, "hours": 2}

#: Pseudo-English written from right to left, to see what a page does in Arabic before it is translated.
PSEUDO_LANGUAGE = "qps-plocm"
LANG_INFO[PSEUDO_LANGUAGE] = {
    "bidi": True,
    "code": PSEUDO_LANGUAGE,
    "name": "Pseudo right to left",
    "name_local": "Pseudo right to left",
}
LANGUAGE_CODE = "en"
#: The official languages of the United Nations, each by its own name, in the order of the English alphabet.
LANGUAGES = [
    ("ar", "العربية"),
    ("zh-hans", "中文"),
    ("en", "English"),
    ("fr", "Français"),
    ("ru", "Русский"),
    ("es", "Español"),
    (PSEUDO_LANGUAGE, "Pseudo right to left"),
]
# Django asks by the first part of the code.
LANGUAGES_BIDI = ["ar", PSEUDO_LANGUAGE.split("-", maxsplit=1)[0]]
LOCALE_PATHS = [Path(__file__).resolve().parents[1] / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

LOGGING = logs.configuration(HOME)
TEST_RUNNER = "django.test.runner.DiscoverRunner"
