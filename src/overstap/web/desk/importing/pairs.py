"""Registrations that may be one person: a first look, a second look by somebody else, and undoing it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.translation import gettext

from overstap.core.decision import Refusal
from overstap.importing import actions, queries
from overstap.web.desk.importing.showing import DESK, PURPOSE, done, show
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest

SAME, DIFFERENT, BACK = "zelfde", "verschillend", "terugdraaien"
KEEP = "blijft"
LONGEST_KEY = 12


@reading_view(roles=DESK, purpose=PURPOSE)
def listed(request: ActingRequest) -> HttpResponse:
    """What waits for a look, and what was put together lately."""
    return show(
        request,
        "pairs",
        waiting=queries.pairs(request.actor, now=request.now),
        merged=queries.pairs(request.actor, now=request.now, done=True),
    )


@writing_view(roles=DESK, purpose=PURPOSE)
def one(request: ActingRequest, proposal_id: int) -> HttpResponse:
    """Two registrations beside each other, and what this reader may decide."""
    refusal: Refusal | None = None
    if request.method == "POST":
        refusal = _decide(request, proposal_id)
        if refusal is None:
            return done(request, gettext("Vastgelegd."), "pairs")
    pair = queries.pair(request.actor, proposal_id, now=request.now)
    return show(request, "pair", 400 if refusal else 200, pair=pair, refusal=refusal)


def _decide(request: ActingRequest, proposal_id: int) -> Refusal | None:
    deed, keep = request.POST.get("wat", ""), request.POST.get(KEEP, "")
    if deed == BACK:
        return actions.undo_merge(actor=request.actor, proposal_id=proposal_id, now=request.now)
    if deed not in {SAME, DIFFERENT}:
        raise Http404
    pair = queries.pair(request.actor, proposal_id, now=request.now)
    if pair.state == "gezien":
        return actions.decide_merge(actor=request.actor, proposal_id=proposal_id, same=deed == SAME, now=request.now)
    return actions.look_at_pair(
        actor=request.actor,
        proposal_id=proposal_id,
        same=deed == SAME,
        keep_id=int(keep) if keep.isdecimal() and len(keep) < LONGEST_KEY else None,
        now=request.now,
    )
