"""A proposal to divide an amount over the regions: harder hit regions get more (R-391). Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from overstap.core.actor import Role
from overstap.core.allocation import AVERAGE_IMPACT, Key, allocate
from overstap.core.money import as_number
from overstap.parties import queries as parties
from overstap.parties.values import RegionCard
from overstap.treasury import queries as treasury
from overstap.web.forms import EurosField, HouseForm
from overstap.web.guards import reading_view
from overstap.web.oversight.exporting import csv_answer
from overstap.web.oversight.opening import show, today
from overstap.web.request import ActingRequest

DIVIDERS = frozenset({Role.STEERING_GROUP, Role.FRAMEWORK_KEEPER})
FRAME, EQUAL = "kader", "gelijk"
HARDEST = 500


@dataclass(frozen=True, slots=True)
class Share:
    """What a region has and would get (aandeel in het voorstel), in cents."""

    region: RegionCard
    impact: int
    now_cents: int
    proposed_cents: int

    @property
    def difference_cents(self) -> int:
        """How much more than now."""
        return self.proposed_cents - self.now_cents


class AllocationForm(HouseForm):
    """The amount, what it is divided by, and how hard each region is hit."""

    stream = forms.ChoiceField(label=_("Geldstroom"))
    amount = EurosField(label=_("Bedrag voor alle regio's samen"), help_text=_("In euro's, bijvoorbeeld 1.000.000"))
    base = forms.ChoiceField(
        label=_("Waar begint de verdeling?"),
        choices=(
            (FRAME, _("Bij het budget dat elke regio nu heeft")),
            (EQUAL, _("Bij een gelijk deel voor elke regio")),
        ),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, regions: Iterable[RegionCard], **kwargs: Any) -> None:
        self.regions = tuple(regions)
        super().__init__(*args, **kwargs)
        english = (get_language() or "nl").startswith("en")
        self.fields["stream"].choices = [  # type: ignore[attr-defined]
            (card.code, card.name_en if english else card.name_nl) for card in treasury.framework_choices()
        ]

    def further_fields(self) -> dict[str, forms.Field]:
        """One number per region."""
        return {
            card.code: forms.IntegerField(label=card.name, min_value=0, max_value=HARDEST, initial=AVERAGE_IMPACT)
            for card in self.regions
        }

    @property
    def impacts(self) -> list[forms.BoundField]:
        """The fields of the regions, in order."""
        return [self[card.code] for card in self.regions]


def _form(request: ActingRequest) -> AllocationForm:
    return AllocationForm(
        request.GET if "amount" in request.GET else None, regions=parties.regions(), initial={"base": FRAME}
    )


def _proposal(form: AllocationForm, request: ActingRequest) -> tuple[Share, ...]:
    given = form.cleaned_data
    streams = treasury.utilisation(region_code=None, as_of=request.now, year=today(request).year)
    budgets = next((row.budgets for row in streams if row.stream.code == given["stream"]), ())
    now = {row.region_code: row.position.ceiling for row in budgets}
    keys = {
        card.code: Key(now.get(card.code, 0) if given["base"] == FRAME else 1, given[card.code])
        for card in form.regions
    }
    shares = allocate(given["amount"], keys)
    return tuple(Share(card, given[card.code], now.get(card.code, 0), shares[card.code]) for card in form.regions)


def _show(request: ActingRequest, form: AllocationForm) -> HttpResponse:
    shares = _proposal(form, request) if form.is_bound and form.is_valid() else ()
    return show(
        request,
        "allocation",
        status=400 if form.errors else 200,
        form=form,
        shares=shares,
        divided=sum(share.proposed_cents for share in shares),
        average=AVERAGE_IMPACT,
        question=request.GET.urlencode(),
    )


@reading_view(roles=DIVIDERS)
def allocation(request: ActingRequest) -> HttpResponse:
    """The form and, once filled in, what it comes to."""
    return _show(request, _form(request))


@reading_view(roles=DIVIDERS)
def allocation_file(request: ActingRequest) -> HttpResponse:
    """The same as a file; without a good form the page that says what is wrong."""
    form = _form(request)
    if not (form.is_bound and form.is_valid()):
        return _show(request, form)
    head = ("code", gettext("Regio"), gettext("Crisisimpact"), gettext("Budget nu"), gettext("Voorstel"))
    rows = (
        (one.region.code, one.region.name, one.impact, as_number(one.now_cents), as_number(one.proposed_cents))
        for one in _proposal(form, request)
    )
    return csv_answer("verdeelvoorstel", [head, *rows])
