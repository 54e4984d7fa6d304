"""The accounts of one's own organisation: nobody else keeps them (R-045)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.core.parties import refuse_role
from overstap.parties import actions
from overstap.parties import queries as parties
from overstap.parties.values import RegionCard
from overstap.web.forms import DatePartsField, HouseForm
from overstap.web.guards import reading_view, writing_view
from overstap.web.navigation import ROLE_NAMES
from overstap.web.oversight.opening import refused, today
from overstap.web.oversight.region_forms import LastDayForm
from overstap.web.request import ActingRequest

KEEPERS = frozenset({Role.ACCOUNT_KEEPER})
HERE = "accounts:start"


class AccountForm(HouseForm):
    """A role for someone who works here."""

    name = forms.CharField(label=_("Naam"), max_length=200)
    email = forms.EmailField(
        label=_("Werkadres (e-mail)"),
        error_messages={"invalid": _("Dit is geen e-mailadres. Schrijf het zo: naam@voorbeeld.nl.")},
        help_text=_("Met dit adres logt uw collega in. Kent het systeem het adres al? Dan komt de rol erbij."),
    )
    role = forms.ChoiceField(label=_("Rol"))
    region = forms.ChoiceField(label=_("Regio"), required=False)
    valid_from = DatePartsField(label=_("Eerste dag"))
    valid_until = DatePartsField(label=_("Laatste dag"), required=False)

    def __init__(self, *args: Any, party_kind: str, regions: Iterable[RegionCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fitting = [role for role in Role if refuse_role(party_kind, role) is None]
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            ("", gettext("Kies een rol")),
            *((role.value, ROLE_NAMES[role]) for role in fitting),
        ]
        self.fields["region"].choices = [  # type: ignore[attr-defined]
            ("", gettext("Alle regio's waar uw organisatie werkt")),
            *((card.code, card.name) for card in regions),
        ]


@reading_view(roles=KEEPERS)
def start(request: ActingRequest) -> HttpResponse:
    """Who works here, in which role."""
    accounts = parties.accounts_of_party(request.actor, today(request))
    return render(request, "oversight/accounts.html", {"accounts": accounts})


@writing_view(roles=KEEPERS)
def add(request: ActingRequest) -> HttpResponse:
    """Give someone a role."""
    day, actor = today(request), request.actor
    form = AccountForm(
        request.POST or None, party_kind=actor.party_kind, regions=parties.regions(), initial={"valid_from": day}
    )
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = actions.add_membership(
            actor=actor,
            party_id=actor.party_id or 0,
            email=given["email"],
            name=given["name"],
            role=Role(given["role"]),
            region_code=given["region"] or None,
            valid_from=given["valid_from"],
            valid_until=given["valid_until"],
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return _done(request, gettext("Uw collega heeft nu deze rol."))
    return _show_form(request, "new_account", form, refusal)


@writing_view(roles=KEEPERS)
def end(request: ActingRequest, membership_id: int) -> HttpResponse:
    """Let a role end."""
    held = parties.accounts_of_party(request.actor, today(request))
    card = next((one for one in held if one.membership_id == membership_id), None)
    if card is None:
        raise NotFoundError(str(membership_id))
    form = LastDayForm(request.POST or None, initial={"until": card.valid_until or today(request)})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.end_membership(
            actor=request.actor, membership_id=membership_id, until=form.cleaned_data["until"], now=request.now
        )
        refusal = refused(answer)
        if refusal is None:
            return _done(request, gettext("De laatste dag is vastgelegd."))
    return _show_form(request, "end_account", form, refusal, card=card)


def _show_form(
    request: ActingRequest, template: str, form: HouseForm, refusal: Refusal | None, **context: Any
) -> HttpResponse:
    status = 400 if refusal is not None or form.errors else 200
    named = {"form": form, "refusal": refusal}
    return render(request, f"oversight/{template}.html", named | context, status=status)


def _done(request: ActingRequest, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse(HERE))
