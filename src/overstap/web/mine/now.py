"""The first screen of the person: what happens now, by whom, before when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from overstap.arrangements.actions import agreeing
from overstap.casework import queries as casework
from overstap.casework import steps
from overstap.casework.queries import AnswerTime
from overstap.casework.values import PersonPage
from overstap.core.actor import Role
from overstap.parties import queries as parties
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest

PERSON = frozenset({Role.PERSON})


@reading_view(roles=PERSON)
def start(request: ActingRequest) -> HttpResponse:
    """What happens now, whom to call, and what one can do oneself."""
    page = casework.person_page(request.actor, request.now)
    desk = None
    if page.case is not None:
        desk = parties.region(page.case.header.region_code, request.now.date()).desk
    context = {
        "page": page,
        "case": page.case,
        "desk": desk,
        "own_step": own_step(page),
        "acting": acting(page, request.now),
        "times": casework.answer_times([one.to_party.id for one in page.open_handovers], now=request.now),
    }
    return render(request, "mine/start.html", context)


@dataclass(frozen=True, slots=True)
class Acting:
    """The party that has to do the next step: how to call it, and how long it usually takes to answer."""

    name: str
    phone: str
    time: AnswerTime | None


def acting(page: PersonPage, now: dt.datetime) -> Acting | None:
    """Who has to act now, unless it is the person."""
    step = page.case.header.next_step if page.case else None
    if step is None or step.by_person or step.party_id is None:
        return None
    party = parties.party(step.party_id)
    return Acting(party.name, party.phone, casework.answer_times([party.id], now=now).get(party.id))


@dataclass(frozen=True, slots=True)
class OwnStep:
    """What the person can do about the next step: an address and the words on the button, or neither."""

    url: str = ""
    action: Promise | str = ""


def own_step(page: PersonPage) -> OwnStep:
    """Where the person can do the next step, when it is theirs."""
    step = page.case.header.next_step if page.case else None
    if step is None or not step.by_person:
        return OwnStep()
    known = {
        agreeing.AGREE: OwnStep(reverse("mine:plan"), _("Lees mijn plan")),
        agreeing.READ_DRAFT: OwnStep(reverse("mine:plan"), _("Lees mijn plan")),
        steps.CHOOSE_PARTY: OwnStep(reverse("mine:sharing"), _("Kies wie mij helpt")),
    }
    return known.get(step.what, OwnStep())
