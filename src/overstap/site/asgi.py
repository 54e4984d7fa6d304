"""The program for an ASGI server, where one is at hand."""

import os

from django.core.asgi import get_asgi_application

from overstap.site.settings import settings_module

os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings_module(os.environ))

application = get_asgi_application()
