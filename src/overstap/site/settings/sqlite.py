"""One process, one file: SQLite in the data folder."""

from overstap.site.database import sqlite
from overstap.site.settings.deployed import *

DATABASES = {"default": sqlite(DATA / "overstap.sqlite3")}
