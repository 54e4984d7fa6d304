"""Where the desk of a region is and how to reach it (R-100)."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext

from overstap.core.decision import Refusal
from overstap.parties import actions
from overstap.web.guards import writing_view
from overstap.web.oversight.opening import OVERSEERS, done, open_region, refused, show_region
from overstap.web.oversight.region_forms import DeskForm
from overstap.web.request import ActingRequest

HERE = "oversight:desk"


@writing_view(roles=OVERSEERS)
def desk(request: ActingRequest, code: str) -> HttpResponse:
    """The details that people see on the page of the desk."""
    page = open_region(request, code)
    known = {name: getattr(page.desk, name) for name in DeskForm.base_fields}
    form = DeskForm(request.POST or None, initial=known)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.set_desk(actor=request.actor, region_code=code, now=request.now, **form.cleaned_data)
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De gegevens van het loket zijn opgeslagen."), HERE, code)
    return show_region(request, "desk", page, HERE, form=form, refusal=refusal)
