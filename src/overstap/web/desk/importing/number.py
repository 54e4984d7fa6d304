"""The citizen service number in a file: shown by POST only, and every showing is written down."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from overstap.casework import queries as casework
from overstap.casework.actions.citizen_number import set_citizen_number, show_citizen_number
from overstap.core.decision import NotFoundError, Refusal
from overstap.web.desk.finding import may_number
from overstap.web.desk.importing.showing import DESK, PURPOSE, done, show
from overstap.web.forms import HouseForm
from overstap.web.guards import writing_view
from overstap.web.request import ActingRequest

SHOW, KEEP, FORGET = "tonen", "bewaren", "wissen"


class NumberForm(HouseForm):
    """A citizen service number."""

    number = forms.CharField(
        label=_("Burgerservicenummer (BSN)"),
        max_length=20,
        help_text=_("Negen cijfers. Het staat op een paspoort, identiteitskaart of loonstrook."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )


@sensitive_post_parameters("number")
@sensitive_variables("number")
@writing_view(roles=DESK, purpose=PURPOSE)
def citizen_number(request: ActingRequest, case_id: int) -> HttpResponse:
    """Show, keep or throw away the number of a person whom my organisation helps, with a ground in the law."""
    page = casework.case_page(request.actor, case_id, now=request.now)
    if not may_number(request.actor, page):
        raise NotFoundError(case_id)
    form, number, refusal = NumberForm(), "", None
    deed = request.POST.get("wat", "") if request.method == "POST" else ""
    if request.method == "POST" and deed not in {SHOW, KEEP, FORGET}:
        raise Http404
    if deed == SHOW:
        found = show_citizen_number(actor=request.actor, case_id=case_id, now=request.now)
        refusal, number = (found, "") if isinstance(found, Refusal) else (None, found)
    elif deed:
        form = NumberForm(request.POST if deed == KEEP else None)
        if deed == FORGET or form.is_valid():
            typed = form.cleaned_data["number"] if deed == KEEP else ""
            refusal = set_citizen_number(actor=request.actor, case_id=case_id, number=typed, now=request.now)
            if refusal is None:
                return done(request, gettext("Vastgelegd."), "citizen_number", case_id)
    return show(
        request, "number", 400 if refusal or form.errors else 200,
        page=page, form=form, number=number, asked=deed == SHOW, refusal=refusal,
    )  # fmt: skip
