"""The messages of one's own file without an account: read them, and answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from overstap.casework.actions.messages import write_message
from overstap.casework.queries import post
from overstap.core.actor import Actor
from overstap.core.decision import Refusal
from overstap.links.values import LinkCard
from overstap.web.post_forms import MessageForm
from overstap.web.request import ActingRequest


def thread(request: ActingRequest, card: LinkCard, actor: Actor, path: str) -> HttpResponse:
    """The thread of one file, and a box to write in."""
    case_id = int(card.object_id)
    form = MessageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        outcome = write_message(actor=actor, case_id=case_id, text=form.cleaned_data["text"], now=request.now)
        if not isinstance(outcome, Refusal):
            messages.success(request, gettext("Uw bericht is verstuurd."))
            return redirect(path)
        form.refuse(outcome)
    page = post.messages(actor, case_id, now=request.now)
    context = {"page": page, "form": form, "own": "persoon"}
    return render(request, "links/messages.html", context, status=400 if form.errors else 200)
