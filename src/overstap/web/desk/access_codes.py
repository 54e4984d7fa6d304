"""A letter with a code, for a person without e-mail: how it stands, and the button that makes one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from overstap.casework import actions, queries
from overstap.core.decision import Refusal
from overstap.web.desk.finding import DESK, PURPOSE
from overstap.web.guards import writing_view
from overstap.web.request import ActingRequest


@writing_view(roles=DESK, purpose=PURPOSE)
def access_code(request: ActingRequest, participant_id: int) -> HttpResponse:
    """Show how the way in of a person stands, and make a letter with a new code."""
    refusal: Refusal | None = None
    if request.method == "POST":
        made = actions.send_access_code(actor=request.actor, participant_id=participant_id, now=request.now)
        if not isinstance(made, Refusal):
            messages.success(
                request, gettext("De brief gaat mee met de volgende printronde. Een oude code werkt niet meer.")
            )
            return redirect("desk:access_code", participant_id)
        refusal = made
    page = queries.access_code_page(request.actor, participant_id, now=request.now)
    return render(request, "desk/access_code.html", {"page": page, "refusal": refusal}, status=400 if refusal else 200)
