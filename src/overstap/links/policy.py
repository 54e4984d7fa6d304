"""How long a link works and how often a code may be tried: numbers of the scheme `termijnen`."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from overstap.rules import load_catalogue

TERMS = "termijnen"
VALID_DAYS, ATTEMPTS, OPEN_MINUTES = "link_geldig", "link_pogingen", "link_open"


def valid_until(now: dt.datetime) -> dt.datetime:
    """The moment at which a link that is made now stops working, unless its maker chose another."""
    return now + dt.timedelta(days=_number(VALID_DAYS, now))


def attempts_allowed(now: dt.datetime) -> int:
    """How many wrong codes a link takes before it is locked."""
    return _number(ATTEMPTS, now)


def open_for(now: dt.datetime) -> dt.timedelta:
    """How long a page stays open in one browser after the link was used."""
    return dt.timedelta(minutes=_number(OPEN_MINUTES, now))


def _number(name: str, now: dt.datetime) -> int:
    found = load_catalogue().parameter(TERMS, name, timezone.localtime(now).date())
    if not isinstance(found, int):
        raise TypeError(f"{TERMS}.{name} is no whole number")
    return found
