"""How it ended: new work, directly or with days between."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.translation import gettext

from overstap.casework import actions
from overstap.core.consent import Item
from overstap.web.guards import writing_view
from overstap.web.guidance.forms import OutcomeForm
from overstap.web.guidance.opening import ADVISERS, done, open_file, refused, show
from overstap.web.request import ActingRequest


@writing_view(roles=ADVISERS, purpose="begeleiding")
def outcome(request: ActingRequest, case_id: int) -> HttpResponse:
    """Record the new work; whether it was direct follows from the dates and the benefit (R-004)."""
    page = open_file(request, case_id)
    if Item.OUTCOME not in page.items:
        raise Http404
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        given["benefit_between"] = given["benefit_between"] == "ja"
        answer = actions.record_outcome(actor=request.actor, case_id=case_id, now=request.now, **given)
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("Het nieuwe werk is vastgelegd. Gefeliciteerd!"), "guidance:outcome", case_id)
        form.refuse(refusal, "hours_per_week" if refusal.rule == "uitkomst.uren" else None)
    return show(request, "outcome", page, "guidance:outcome", form=form)
