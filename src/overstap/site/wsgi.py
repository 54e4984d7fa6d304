"""The program for a WSGI server: `waitress-serve overstap.site.wsgi:application`, or `overstap serve`."""

import os

from django.core.wsgi import get_wsgi_application

from overstap.site.settings import settings_module

os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings_module(os.environ))

application = get_wsgi_application()
