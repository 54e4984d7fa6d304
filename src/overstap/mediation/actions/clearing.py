"""Throwing away lists that were shown longer ago than the weights say."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from overstap.audit.actions import record
from overstap.casework.policy import local_day
from overstap.core.actor import SYSTEM
from overstap.mediation.models import ShownList
from overstap.mediation.settings import matching_settings

OBJECT = "getoonde_lijst"
PORTION = 500
"""Technical, not policy: so many lists go in one transaction, so that nobody waits on the night."""


def clear_shown_lists(*, now: dt.datetime) -> int:
    """Throw away what was shown more days ago than are kept, in portions; safe to repeat. Gives how many lists went.

    What people said of a vacancy, and who was proposed, stands on its own and stays.
    """
    first_kept = local_day(now) - dt.timedelta(days=matching_settings().whole("lists.keep_days"))
    gone = 0
    while some := _clear_some(first_kept, now):
        gone += some
    return gone


def _clear_some(first_kept: dt.date, now: dt.datetime) -> int:
    """One portion with its line in the trail: a count and a day, no names."""
    with transaction.atomic():
        old = ShownList.objects.filter(shown_on__lt=first_kept).order_by("shown_on", "id")
        keys = list(old.select_for_update(skip_locked=True).values_list("pk", flat=True)[:PORTION])
        if not keys:
            return 0
        ShownList.objects.filter(pk__in=keys).delete()
        details = {"aantal": len(keys), "getoond_voor": first_kept.isoformat()}
        record(actor=SYSTEM, verb="getoonde_lijsten_wissen", object_kind=OBJECT, object_id="", now=now, details=details)
    return len(keys)
