"""Coming in without e-mail: the code of a letter and the birth date, on any device; and going out again.

Looking never acts. How often it can be tried is counted per code, per address and altogether.
"""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from overstap.casework import actions
from overstap.casework.actions import Trying
from overstap.core.decision import Refusal
from overstap.web import clock
from overstap.web.actors import ENTERED
from overstap.web.forms import DatePartsField, HouseForm
from overstap.web.guards import writing_view
from overstap.web.public.keeping import too_often
from overstap.web.request import ActingRequest


class EnterForm(HouseForm):
    """The code of the letter, and what only the person knows."""

    code = forms.CharField(
        label=_("De code uit de brief"),
        max_length=20,
        help_text=_("Twaalf tekens, bijvoorbeeld ABCD-EFGH-2345. Streepjes mag u weglaten."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    birth_date = DatePartsField(label=_("Uw geboortedatum"), help_text=_("Bijvoorbeeld 14 3 1985."))


@sensitive_post_parameters()
@writing_view(roles="public")
def enter(request: ActingRequest) -> HttpResponse:
    """Open one's own file with the code of a letter; the session begins anew."""
    form = EnterForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        refusal = too_often(request, Trying.ENTER)
        entered = refusal or actions.enter_with_code(**form.cleaned_data, now=request.now)
        if not isinstance(entered, Refusal):
            request.session.flush()
            until = clock.real() + entered.open_for
            request.session[ENTERED] = {"code": entered.code_id, "until": until.isoformat()}
            return redirect("mine:start")
        form.refuse(entered)
    return render(request, "public/enter.html", {"form": form}, status=400 if form.errors else 200)


@writing_view(roles="public", methods=("POST",))
def leave(request: ActingRequest) -> HttpResponse:
    """Close one's own file on this device; nothing of the session stays."""
    request.session.flush()
    messages.success(request, gettext("U bent uit uw dossier. Op dit apparaat is niets meer te zien."))
    return redirect("public:enter")
