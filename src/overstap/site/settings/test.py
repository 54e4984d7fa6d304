"""For the tests: strict, quick to sign in, on the database that the run asks for."""

import os
import tempfile
from pathlib import Path

from overstap.site.database import postgres, sqlite
from overstap.site.settings.base import *

SECRET_KEY = "only-for-tests"  # noqa: S105 (signs nothing outside a test)
SEALING_KEYS = ("b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMDA=",)
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DEMO = True

# A file, as in use, and not a database in memory: tests with two connections must meet the real locks.
_file = Path(tempfile.gettempdir()) / f"overstap-test-{os.getpid()}.sqlite3"
_url = os.environ.get("OVERSTAP_DATABASE_URL")
DATABASES = {"default": postgres(_url) if _url else sqlite(":memory:") | {"TEST": {"NAME": _file}}}

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Argon2 is slow on purpose; a test signs in hundreds of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
