"""The clock, read once per request: real time, or in a demo the day that the demo plays."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

if TYPE_CHECKING:
    from overstap.parties.values import InstallationCard
    from overstap.web.request import ActingRequest

OPENING = dt.timedelta(hours=9)
# A real day of 24 hours is told as 8 hours of office time.
SLOWER = 3


def real() -> dt.datetime:
    """Real time, aware, also in a demo: for what must not wait for a visitor, such as since when someone is in."""
    return timezone.localtime(dt.datetime.now(dt.UTC))  # noqa: TID251 (the edge)


def read(installation: InstallationCard) -> dt.datetime:
    """The moment of this request, aware.

    A demo plays on its own date and always during office hours: what is done at night by a curious visitor
    happens there between nine and five, after everything that the demo data say about that day, and in order.
    """
    here = real()
    if not settings.DEMO or installation.demo_date is None:
        return here
    midnight = dt.datetime.combine(installation.demo_date, dt.time(), tzinfo=here.tzinfo)
    gone = dt.timedelta(hours=here.hour, minutes=here.minute, seconds=here.second, microseconds=here.microsecond)
    return midnight + OPENING + gone / SLOWER


def now(request: ActingRequest) -> dt.datetime:
    """The moment at which this request takes place; the same for everything that it does."""
    return request.now
