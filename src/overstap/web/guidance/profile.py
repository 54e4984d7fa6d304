"""The labour-market profile."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.translation import gettext

from overstap.casework import actions
from overstap.casework.queries import CasePage
from overstap.core.consent import Item
from overstap.web.guards import writing_view
from overstap.web.guidance.forms import ProfileEntryForm, ProfileForm
from overstap.web.guidance.opening import ADVISERS, done, open_file, refused, show
from overstap.web.request import ActingRequest

FIELDS = ("wishes", "limits", "hours_per_week", "travel_minutes", "target_occupation", "target_sector")


def _opened(request: ActingRequest, case_id: int) -> CasePage:
    page = open_file(request, case_id)
    if Item.PROFILE not in page.items:
        raise Http404
    return page


@writing_view(roles=ADVISERS, purpose="begeleiding")
def profile(request: ActingRequest, case_id: int) -> HttpResponse:
    """What someone can and wants."""
    page = _opened(request, case_id)
    known = {name: getattr(page.profile, name) for name in FIELDS} if page.profile else {}
    form = ProfileForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        answer = actions.save_profile(actor=request.actor, case_id=case_id, now=request.now, **form.cleaned_data)
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("Het profiel is opgeslagen."), "guidance:profile", case_id)
        form.refuse(refusal)
    return show(request, "profile", page, "guidance:profile", form=form, entry_form=ProfileEntryForm(prefix="regel"))


@writing_view(roles=ADVISERS, purpose="begeleiding", methods=("POST",))
def add_entry(request: ActingRequest, case_id: int) -> HttpResponse:
    """Add a line to the profile."""
    form = ProfileEntryForm(request.POST, prefix="regel")
    if form.is_valid():
        answer = actions.add_profile_entry(actor=request.actor, case_id=case_id, now=request.now, **form.cleaned_data)
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De regel is toegevoegd."), "guidance:profile", case_id)
        form.refuse(refusal)
    page = _opened(request, case_id)
    known = {name: getattr(page.profile, name) for name in FIELDS} if page.profile else {}
    return show(request, "profile", page, "guidance:profile", form=ProfileForm(initial=known), entry_form=form)


@writing_view(roles=ADVISERS, purpose="begeleiding", methods=("POST",))
def remove_entry(request: ActingRequest, case_id: int, entry_id: int) -> HttpResponse:
    """Take a line out of the profile."""
    actions.remove_profile_entry(actor=request.actor, case_id=case_id, entry_id=entry_id, now=request.now)
    return done(request, gettext("De regel is weggehaald."), "guidance:profile", case_id)
