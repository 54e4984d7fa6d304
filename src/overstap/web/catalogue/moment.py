"""The day on which someone looks: today, or a day of their choice in the address (`?op=2022-06-01`)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from overstap.web.request import ActingRequest

PARAMETER = "op"
WRITTEN = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d %m %Y")


class DayField(forms.DateField):
    """A day in one box; the browser offers a calendar, and a day may be typed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput({"type": "date", "class": "short-date"}, format="%Y-%m-%d"))
        super().__init__(
            input_formats=WRITTEN,
            error_messages={"invalid": _("Deze datum bestaat niet. Schrijf hem zo: 15-02-2021.")},
            **kwargs,
        )


class DayForm(forms.Form):
    """Reads the day of an address."""

    op = DayField(required=False)


@dataclass(frozen=True, slots=True)
class Moment:
    """The day of a page (peildatum): `problem` says what was wrong with the day in the address, `typed` what it was."""

    day: dt.date
    today: dt.date
    typed: str = ""
    problem: str = ""

    @property
    def is_today(self) -> bool:
        """No other day was chosen."""
        return self.day == self.today

    @property
    def query(self) -> str:
        """What a link carries along to stay on this day; empty today."""
        return "" if self.is_today else f"?{urlencode({PARAMETER: self.day.isoformat()})}"

    @property
    def shown(self) -> str:
        """What stands in the box: what was typed when it was wrong."""
        return self.typed if self.problem else self.day.isoformat()


def moment_of(request: ActingRequest) -> Moment:
    """The day of a request; today, with the problem, when the address holds no day."""
    today = request.now.date()
    form = DayForm(request.GET)
    typed = request.GET.get(PARAMETER, "").strip()[:20]
    if form.is_valid():
        return Moment(form.cleaned_data[PARAMETER] or today, today, typed)
    return Moment(today, today, typed, str(form.errors[PARAMETER][0]))
