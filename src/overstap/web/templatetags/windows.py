"""How the dates and the applicants of a window read."""

from __future__ import annotations

import datetime as dt

from django import template
from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from overstap.allotment.applicants import APPLICANT_NAMES, ApplicantKind
from overstap.allotment.values import WindowCard

register = template.Library()


@register.filter
def window_dates(window: WindowCard) -> str:
    """From when till when a window is open: `{{ window|window_dates }}`; a whole last day is named as such."""
    if window.opens_at is None:
        return gettext("De datum is nog niet bekend.")
    opens = gettext("Open vanaf %(from)s.") % {"from": _moment(localtime(window.opens_at))}
    if window.closes_at is None:
        return opens
    closes = localtime(window.closes_at)
    if _is_midnight(closes):
        last = date_format(closes.date() - dt.timedelta(days=1), "j F Y")
        closed = gettext("Tot en met %(day)s.") % {"day": last}
    else:
        closed = gettext("Dicht vanaf %(until)s.") % {"until": _moment(closes)}
    return f"{opens} {closed}"


@register.filter
def grouped(number: int) -> str:
    """A count with its thousands apart: `{{ counter.applications|grouped }}` gives 22.000."""
    return number_format(number, force_grouping=True)


@register.filter
def window_applicants(window: WindowCard) -> list[str]:
    """Who may apply, in words: `{{ window|window_applicants }}`."""
    kinds = [kind for kind in ApplicantKind if not window.applicants or kind.value in window.applicants]
    return [gettext(APPLICANT_NAMES[kind]) for kind in kinds]


def _moment(moment: dt.datetime) -> str:
    return date_format(moment, "j F Y" if _is_midnight(moment) else "j F Y, H:i")


def _is_midnight(moment: dt.datetime) -> bool:
    return moment.time() == dt.time()
