"""What is asked to look at a window, and to decide on one."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from overstap.allotment.values import WindowCard
from overstap.core.allotment import Unit
from overstap.web.forms import DatePartsField, EurosField, HouseForm
from overstap.web.treasury.forms import KeyField

MOST = 10_000_000


class DecisionForm(HouseForm):
    """What every decision has: the source, and a key so that sending it twice counts once."""

    key = KeyField()
    source = forms.CharField(
        label=_("Besluit"),
        max_length=200,
        help_text=_("In welk besluit staat dit? Bijvoorbeeld een brief of een zaaknummer."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class PlanForm(DecisionForm):
    """When a window opens and closes; the last day counts whole (R-226)."""

    opens_on = DatePartsField(label=_("Open vanaf"), help_text=_("Vanaf middernacht, aan het begin van deze dag."))
    last_day = DatePartsField(
        label=_("Laatste dag"), required=False, help_text=_("Tot en met deze dag. Leeg: het loket blijft open.")
    )
    field_order: tuple[str, ...] = ("opens_on", "last_day", "source", "key")

    @property
    def opens_at(self) -> dt.datetime:
        """The first moment at which one can apply."""
        return _midnight(self.cleaned_data["opens_on"])

    @property
    def closes_at(self) -> dt.datetime | None:
        """The first moment at which one cannot apply any more."""
        last: dt.date | None = self.cleaned_data["last_day"]
        return _midnight(last + dt.timedelta(days=1)) if last else None


class CeilingForm(DecisionForm):
    """How much a window has from now on."""

    field_order = ("funded", "registrations", "source", "key")

    def __init__(self, *args: Any, window: WindowCard, **kwargs: Any) -> None:
        self.window = window
        now = {"registrations": window.registration_ceiling}
        if window.unit == Unit.PLACES:
            now["funded"] = window.funded_ceiling
        kwargs["initial"] = now | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def further_fields(self) -> dict[str, forms.Field]:
        """The ceiling in the unit of the window, and that of the registrations where it stands apart."""
        fields: dict[str, forms.Field] = {"funded": amount_field(self.window.unit)}
        if self.window.registration_ceiling is not None:
            label = _("Hoogste aantal registraties")
            fields["registrations"] = forms.IntegerField(label=label, min_value=0, max_value=MOST)
        return fields


class ExtraForm(PlanForm):
    """An extra window beside an existing one, of the same scheme."""

    code = forms.SlugField(
        label=_("Naam in het adres"), max_length=60, help_text=_("Kleine letters, cijfers en streepjes.")
    )
    name_nl = forms.CharField(label=_("Naam in het Nederlands"), max_length=160)
    name_en = forms.CharField(label=_("Naam in het Engels"), max_length=160)
    opens_on = DatePartsField(
        label=_("Open vanaf"), required=False, help_text=_("Leeg: het loket is alleen aangekondigd.")
    )
    field_order = ("name_nl", "name_en", "code", "funded", "opens_on", "last_day", "source", "key")

    def __init__(self, *args: Any, window: WindowCard, **kwargs: Any) -> None:
        self.window = window
        super().__init__(*args, **kwargs)

    def further_fields(self) -> dict[str, forms.Field]:
        """The ceiling in the unit of the window beside which this one stands."""
        return {"funded": amount_field(self.window.unit)}

    def clean(self) -> dict[str, Any]:
        """A last day belongs to a first day."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("last_day") and not given.get("opens_on") and "opens_on" not in self.errors:
            self.add_error("opens_on", _("Vul ook in vanaf wanneer het loket open is."))
        return given

    @property
    def planned(self) -> dt.datetime | None:
        """The first moment at which one can apply; None while that is not known."""
        return self.opens_at if self.cleaned_data["opens_on"] else None


def amount_field(unit: str) -> forms.Field:
    """How much there is: euros or places."""
    if unit == Unit.EUROS:
        return EurosField(label=_("Te verdelen, in euro"))
    return forms.IntegerField(label=_("Te verdelen, in plaatsen"), min_value=0, max_value=MOST)


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()), timezone.get_default_timezone())
