"""Config, wsgi: the door that gunicorn opens."""

import os

from django.core.wsgi import get_wsgi_application

os.umask(0o077)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salwa.config.settings")
application = get_wsgi_application()
