"""Stop taking part: always possible, with clear and harmless consequences (R-128)."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from overstap.casework import actions, queries
from overstap.core.decision import Refusal
from overstap.web.forms import HouseForm
from overstap.web.guards import writing_view
from overstap.web.mine.now import PERSON
from overstap.web.request import ActingRequest


class StopForm(HouseForm):
    """One tick against a slip of the finger."""

    sure = forms.BooleanField(
        label=gettext_lazy("Ja, ik wil stoppen"),
        error_messages={"required": gettext_lazy("Zet het vinkje als u echt wilt stoppen.")},
    )


@writing_view(roles=PERSON)
def stop(request: ActingRequest) -> HttpResponse:
    """Say what stopping means, and stop."""
    page = queries.person_page(request.actor, request.now)
    form = StopForm(request.POST if request.method == "POST" else None)
    refusal = None
    if request.method == "POST" and page.case is not None and form.is_valid():
        refusal = actions.withdraw_participation(actor=request.actor, case_id=page.case.header.id, now=request.now)
        if not isinstance(refusal, Refusal):
            messages.success(request, _("U doet niet meer mee. Niemand ziet uw dossier nog. U mag altijd terugkomen."))
            return redirect("mine:start")
    context = {"form": form, "case": page.case, "refusal": refusal}
    return render(request, "mine/stop.html", context, status=400 if refusal or form.errors else 200)
