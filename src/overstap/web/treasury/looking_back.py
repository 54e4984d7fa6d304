"""Looking at a page as of a past day: the field for it, and the moment that it means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from overstap.web.forms import DatePartsField, HouseForm


def local_day(now: dt.datetime) -> dt.date:
    """The day that it is where people live."""
    return timezone.localtime(now).date()


def end_of_day(day: dt.date) -> dt.datetime:
    """The last moment of a day where people live."""
    morning = timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time()))
    return morning - dt.timedelta(microseconds=1)


class PastDayForm(HouseForm):
    """As of which day a page is shown; without a day it is now."""

    op = DatePartsField(
        label=_("Stand op"),
        required=False,
        help_text=_("Bijvoorbeeld 31 12 2020. Zonder datum ziet u de stand van nu."),
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_op(self) -> dt.date | None:
        """A day that has not come cannot be told."""
        day: dt.date | None = self.cleaned_data["op"]
        if day is not None and day > self.today:
            raise ValidationError(_("Deze dag moet nog komen. Kies vandaag of een dag daarvoor."))
        return day

    def day(self) -> dt.date | None:
        """The chosen day; None for now, and for a day that cannot be shown."""
        chosen: dt.date | None = self.cleaned_data.get("op") if self.is_valid() else None
        return chosen


class StreamForm(PastDayForm):
    """Which year of a stream, and as of which day."""

    jaar = forms.TypedChoiceField(label=_("Jaar"), coerce=int, required=False)
    field_order = ("jaar", "op")

    def __init__(self, *args: Any, years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jaar"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["jaar"].needed_with_another = True  # type: ignore[attr-defined]
