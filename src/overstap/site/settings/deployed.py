"""What a running program adds to the base, whatever its database: the data folder, the keys and the post."""

import os
from urllib.parse import unquote, urlsplit

from overstap.site.datafolder import data_folder, sealing_keys, secret_key
from overstap.site.settings.base import *

DATA = data_folder(os.environ)
SECRET_KEY = secret_key(os.environ, DATA)
SEALING_KEYS = sealing_keys(os.environ, DATA)

_post = urlsplit(os.environ.get("OVERSTAP_SMTP_URL", ""))
if _post.hostname and not DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _post.hostname
    EMAIL_PORT = _post.port or 587
    EMAIL_HOST_USER = unquote(_post.username or "")
    EMAIL_HOST_PASSWORD = unquote(_post.password or "")
    EMAIL_USE_TLS = _post.scheme == "smtp+tls"
    EMAIL_USE_SSL = _post.scheme == "smtps"
else:
    # The demo sends nothing: letters are kept as files, where they can be read.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA / "post"
