"""Asking people of a group whether they want work that was kept for them, and writing down who started."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from overstap.brokerage import actions, queries
from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.web.centres.forms import AskForm, StartedForm
from overstap.web.guards import writing_view
from overstap.web.request import ActingRequest

BROKERS = frozenset({Role.BROKER, Role.COORDINATOR})
PURPOSE = "bemiddeling"


@writing_view(roles=BROKERS, purpose=PURPOSE)
def ask(request: ActingRequest, coupling_id: int) -> HttpResponse:
    """Choose whom to ask; names stand here only for who may open their files."""
    people = queries.invitable(request.actor, coupling_id, now=request.now)
    form = AskForm(request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST" and form.is_valid():
        made = actions.invite_people(
            actor=request.actor, coupling_id=coupling_id, member_ids=form.cleaned_data["members"], now=request.now
        )
        if not isinstance(made, Refusal):
            text = ngettext("%(number)d uitnodiging is verstuurd.", "%(number)d uitnodigingen zijn verstuurd.", made)
            messages.success(request, text % {"number": made})
            return redirect("centres:ask", coupling_id)
        form.refuse(made, "members")
    return _show(request, coupling_id, form, people=bool(people))


@writing_view(roles=BROKERS, purpose=PURPOSE, methods=("POST",))
def started(request: ActingRequest, coupling_id: int) -> HttpResponse:
    """Write down that somebody who said yes started."""
    queries.surplus_of(request.actor, coupling_id)
    form = StartedForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Vul in op welke dag het werk begon, en hoeveel uur het is."))
        return redirect("centres:ask", coupling_id)
    answer = actions.start_invited(
        actor=request.actor,
        invitation_id=form.cleaned_data["invitation"],
        on=form.cleaned_data["on"],
        hours_per_week=form.cleaned_data["hours"],
        now=request.now,
    )
    if answer is not None:
        people = queries.invitable(request.actor, coupling_id, now=request.now)
        return _show(request, coupling_id, AskForm(None, people=people), people=bool(people), refusal=answer)
    messages.success(request, _("Dat is vastgelegd."))
    return redirect("centres:ask", coupling_id)


def _show(
    request: ActingRequest, coupling_id: int, form: AskForm, *, people: bool, refusal: Refusal | None = None
) -> HttpResponse:
    asked = [
        (
            one,
            StartedForm(
                prefix=None, auto_id=f"id_{one.id}_%s", initial={"invitation": one.id, "hours": one.hours_most}
            ),
        )
        for one in queries.invitations_of_coupling(request.actor, coupling_id, now=request.now)
    ]
    context = {
        "card": queries.surplus(request.actor, queries.surplus_of(request.actor, coupling_id)),
        "coupling_id": coupling_id,
        "form": form,
        "people": people,
        "asked": asked,
        "refusal": refusal,
    }
    return render(request, "centres/ask.html", context, status=400 if refusal or form.errors else 200)
