"""The form that moves the clock of the demo."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from overstap.web.forms import DatePartsField, HouseForm

MONTHS = 12


def next_month(day: dt.date) -> dt.date:
    """The same day a month later, or the last day of that month."""
    year, month = (day.year + 1, 1) if day.month == MONTHS else (day.year, day.month + 1)
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


class ClockForm(HouseForm):
    """A day, a week or a month on, or a date."""

    leaps = (("dag", _("Een dag verder")), ("week", _("Een week verder")), ("maand", _("Een maand verder")))

    leap = forms.ChoiceField(choices=leaps, required=False, widget=forms.HiddenInput)
    date = DatePartsField(label=_("Naar een datum"), required=False)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """Work out the new day."""
        data = super().clean() or {}
        leaps = {
            "dag": self.today + dt.timedelta(days=1),
            "week": self.today + dt.timedelta(weeks=1),
            "maand": next_month(self.today),
        }
        to = leaps.get(data.get("leap", "")) or data.get("date")
        if to is None and not self.errors:
            self.add_error("date", _("Kies een dag, een week of een maand verder, of vul een datum in."))
        if to is not None and to <= self.today:
            self.add_error("date", _("De klok kan alleen vooruit. Wat gebeurd is, draait niemand terug."))
        data["to"] = to
        return data
