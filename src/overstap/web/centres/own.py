"""What somebody reads of the desk for their company: meetings to choose from, and work that was kept for them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from overstap.brokerage import actions, queries
from overstap.casework import queries as casework
from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.web.guards import writing_view
from overstap.web.request import ActingRequest

LONGEST_NUMBER = 12


@writing_view(roles=frozenset({Role.PERSON}))
def show(request: ActingRequest) -> HttpResponse:
    """The meetings and the invitations of the person; one button for each answer."""
    page = casework.person_page(request.actor, request.now)
    if page.case is None:
        raise NotFoundError
    case_id, refusal = page.case.header.id, None
    if request.method == "POST":
        refusal = _answer(request)
        if refusal is None:
            messages.success(request, _("Bewaard."))
            return redirect("centres:own")
    context = {
        "centres": queries.own_centres(request.actor, case_id, now=request.now),
        "invitations": queries.own_invitations(request.actor, case_id, now=request.now),
        "refusal": refusal,
    }
    return render(request, "centres/mine.html", context, status=400 if refusal else 200)


def _answer(request: ActingRequest) -> Refusal | None:
    actor, now, deed = request.actor, request.now, request.POST.get("daad", "")
    if deed in {"ja", "nee"}:
        key = _number(request, "uitnodiging")
        return actions.answer_invitation(actor=actor, invitation_id=key, agrees=deed == "ja", now=now)
    if deed in {"kiezen", "terug"}:
        session = _number(request, "bijeenkomst") if deed == "kiezen" else None
        key = _number(request, "deelname")
        return actions.choose_session(actor=actor, member_id=key, session_id=session, now=now)
    raise NotFoundError(deed)


def _number(request: ActingRequest, name: str) -> int:
    text = request.POST.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        raise NotFoundError(text)
    return int(text)
