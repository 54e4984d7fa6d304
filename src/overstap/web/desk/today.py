"""The first screen of the desk: find someone, register someone, and what waits."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from overstap.casework import queries as casework
from overstap.core.actor import Role
from overstap.web.desk.finding import DESK, PURPOSE, FindForm
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest

# Who waits longest comes first; a desk reads a short list.
SHOWN = 10


@reading_view(roles=DESK, purpose=PURPOSE)
def start(request: ActingRequest) -> HttpResponse:
    """Today's registrations, what is late, and the hand-overs that wait for an answer of my party."""
    today = timezone.localdate(request.now)
    rows = casework.desk_list(request.actor, request.now)
    late = sorted(
        (row for row in rows if row.next_step is not None and row.next_step.overdue),
        key=lambda row: (row.next_step.due_on if row.next_step else today, row.id),
    )
    context = {
        "form": FindForm(),
        "found": None,
        "registered": [row for row in rows if timezone.localdate(row.opened_at) == today],
        "late": late[:SHOWN],
        "late_count": len(late),
        "late_more": max(0, len(late) - SHOWN),
        "handovers": casework.open_handovers(request.actor, request.now),
        "waiting": casework.waiting(request.actor, request.now),
        "sees_all": request.actor.has(Role.DESK, Role.COORDINATOR),
        "guides": request.actor.has(Role.ADVISER, Role.COORDINATOR),
    }
    return render(request, "desk/start.html", context)
