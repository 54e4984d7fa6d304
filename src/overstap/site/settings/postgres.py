"""A region or the country: PostgreSQL at the address in `OVERSTAP_DATABASE_URL`."""

import os

from overstap.site.database import postgres
from overstap.site.settings.deployed import *

DATABASES = {"default": postgres(os.environ["OVERSTAP_DATABASE_URL"])}
