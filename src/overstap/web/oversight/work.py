"""Background work: who does it, what waits, and what failed; a failed job can be done once more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.background.actions import try_again
from overstap.background.queries import work_state
from overstap.background.values import JobRow
from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.oversight.actions import CHECKS, DUTIES
from overstap.web import clock
from overstap.web.forms import HouseForm
from overstap.web.guards import writing_view
from overstap.web.oversight.opening import done, refused, show
from overstap.web.request import ActingRequest

KEEPERS = frozenset({Role.COORDINATOR})

OTHERS: dict[str, Promise] = {
    "sessies_weg": _("Verlopen sessies wissen"),
    "klussen_weg": _("Oude klussen wissen"),
}
TASKS: dict[str, Promise] = {
    "loketten": _("aanvragen behandelen"),
    "klussen": _("klussen doen"),
    "bel": _("horen wat er binnenkomt"),
}
STATES: dict[str, Promise] = {"wacht": _("Wacht"), "klaar": _("Klaar"), "mislukt": _("Mislukt")}
KINDS = {"wacht": "neutral", "klaar": "good", "mislukt": "bad"}


@dataclass(frozen=True, slots=True)
class ShownJob:
    """A job with its name in plain words."""

    row: JobRow
    name: str


class AgainForm(HouseForm):
    """Which failed job is done once more."""

    klus = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


@writing_view(roles=KEEPERS)
def work(request: ActingRequest) -> HttpResponse:
    """How background work stands by the real clock; from here a failed job is tried again."""
    refusal: Refusal | None = None
    form = AgainForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data["klus"]
        refusal = refused(try_again(actor=request.actor, job_id=given, now=clock.real()))
        if refusal is None:
            return done(request, gettext("De klus wordt opnieuw gedaan."), "oversight:work")
    state = work_state(now=clock.real())
    context: dict[str, Any] = {
        "state": state,
        "failed": tuple(_named(state.failed)),
        "latest": tuple(_named(state.latest)),
        "tasks": TASKS,
        "states": STATES,
        "kinds": KINDS,
        "refusal": refusal,
        "form": form,
    }
    return show(request, "work", status=400 if refusal or form.errors else 200, **context)


def _named(rows: Iterable[JobRow]) -> Iterable[ShownJob]:
    names = {duty.kind: gettext(duty.title) for duty in (*DUTIES, *CHECKS)}
    return (ShownJob(row, names.get(row.kind) or str(OTHERS.get(row.kind, row.kind.replace("_", " ")))) for row in rows)
