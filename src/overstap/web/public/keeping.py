"""Interrupting a registration and taking it up again, without an account: with a code, on any device.

Looking never acts: every code is sent by POST, and how often that can be done is counted per address and altogether.
"""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from overstap.casework import actions as casework
from overstap.casework.actions import Trying
from overstap.core.decision import Refusal
from overstap.core.people import refuse_contact
from overstap.web.forms import HouseForm
from overstap.web.guards import writing_view
from overstap.web.public.session import ANSWERS, CODE, answers_of
from overstap.web.public.steps import CONTACT, NAME, route
from overstap.web.request import ActingRequest
from overstap.web.translation import in_english

REVIEW = "controle"


class KeepForm(HouseForm):
    """Where the code goes; without an address it is only shown, to write down or to print."""

    email = forms.CharField(
        label=_("E-mailadres"),
        required=False,
        max_length=254,
        help_text=_("Wij sturen u de code. Geen e-mail? Laat dit leeg. U ziet de code dan op het scherm."),
        widget=forms.TextInput({"type": "email", "autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        """An address that can be written to, or none."""
        email = str(self.cleaned_data["email"]).strip().lower()
        refusal = refuse_contact(email=email, phone="", language="nl") if email else None
        if refusal is not None:
            self.refuse(refusal, "email")
        return email


class ResumeForm(HouseForm):
    """The code of an interrupted registration."""

    code = forms.CharField(
        label=_("Uw code"),
        max_length=20,
        help_text=_("Twaalf tekens, bijvoorbeeld ABCD-EFGH-2345. Streepjes mag u weglaten."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


def address_of(request: ActingRequest) -> str:
    """From where somebody asks: the last address that the own proxy saw, or of the connection itself."""
    if settings.HTTPS:
        told = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
        if told[-1].strip():
            return told[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def too_often(request: ActingRequest, kind: Trying) -> Refusal | None:
    """Count a try of this visitor, and say so when there were too many."""
    return casework.count_try(kind=kind, address=address_of(request), now=request.now)


@sensitive_post_parameters()
@writing_view(roles="public")
def keep(request: ActingRequest) -> HttpResponse:
    """Stop for now: what was filled in is kept sealed, and the code opens it again."""
    answers = answers_of(request)
    if not answers:
        return redirect("public:register")
    form = KeepForm(
        request.POST if request.method == "POST" else None,
        initial={"email": answers.get(CONTACT.slug, {}).get("email", "")},
    )
    refusal, kept = None, None
    if request.method == "POST" and form.is_valid():
        refusal = too_often(request, Trying.KEEP)
        if refusal is None:
            name = answers.get(NAME.slug, {})
            outcome = casework.keep_draft(
                content=answers,
                name=f"{name.get('first_name', '')} {name.get('last_name', '')}".strip(),
                email=form.cleaned_data["email"],
                language="en" if in_english() else "nl",
                code=str(request.session.get(CODE, "")),
                now=request.now,
            )
            if isinstance(outcome, Refusal):
                refusal = outcome
            else:
                kept, request.session[CODE] = outcome, outcome.code
    context = {"form": form, "kept": kept, "refusal": refusal, "emailed": kept and form.cleaned_data["email"]}
    return render(request, "public/keep.html", context, status=400 if refusal or form.errors else 200)


@sensitive_post_parameters()
@writing_view(roles="public")
def resume(request: ActingRequest) -> HttpResponse:
    """Go on where one was, with the code."""
    form = ResumeForm(request.POST if request.method == "POST" else None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = too_often(request, Trying.CODE)
        found = refusal or casework.open_draft(code=form.cleaned_data["code"], now=request.now)
        if not isinstance(found, Refusal):
            request.session.cycle_key()
            request.session[ANSWERS], request.session[CODE] = found, form.cleaned_data["code"]
            messages.success(request, gettext("Welkom terug. U gaat verder waar u was."))
            steps = route(answers_of(request))
            open_step = next((one for one in steps if one.slug not in found), None)
            return redirect("public:register_step", open_step.slug if open_step else REVIEW)
        form.refuse(found, "code")
    context = {"form": form, "refusal": None}
    return render(request, "public/resume.html", context, status=400 if form.errors else 200)
