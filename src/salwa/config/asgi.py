"""Config, asgi: the same door for an asynchronous server."""

import os

from django.core.asgi import get_asgi_application

os.umask(0o077)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salwa.config.settings")
application = get_asgi_application()
