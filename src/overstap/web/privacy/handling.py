"""Requests of persons, as who handles them sees them."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.core.privacy import RIGHT_NAMES
from overstap.privacy import actions, queries
from overstap.rules.load_processings import terms_on
from overstap.web.forms import HouseForm
from overstap.web.guards import reading_view, writing_view
from overstap.web.privacy.forms import AskForOtherForm, DenyForm, ExtendForm, GrantForm, IdentifyForm
from overstap.web.privacy.opening import OFFICERS, answer, done, one_form, show
from overstap.web.request import ActingRequest
from overstap.web.templatetags.components import spoken

ON_BEHALF = frozenset({Role.DESK, Role.ADVISER, Role.COORDINATOR})
ONE = "privacy:request"


@reading_view(roles=OFFICERS)
def start(request: ActingRequest) -> HttpResponse:
    """What needs me now: open requests by their last day, and what else waits."""
    found = queries.requests(request.actor, request.now)
    return show(
        request,
        "start",
        open_requests=tuple(card for card in found if card.answered_at is None),
        answered=tuple(card for card in reversed(found) if card.answered_at is not None),
        unset=sum(row.unset for row in queries.term_rows(request.actor, request.now)),
    )


@reading_view(roles=OFFICERS)
def one(request: ActingRequest, request_id: int) -> HttpResponse:
    """One request with what can be done now."""
    card = queries.request_page(request.actor, request_id, request.now)
    terms = terms_on(timezone.localdate(request.now))
    return show(
        request,
        "request",
        card=card,
        name=queries.person_of_request(request.actor, request_id),
        ground=terms.refusal(card.ground),
        may_extend=card.answered_at is None and not card.extended_because and not card.late,
    )


@writing_view(roles=OFFICERS, methods=("POST",))
def take(request: ActingRequest, request_id: int) -> HttpResponse:
    """Take it in hand."""
    outcome = actions.take_request(actor=request.actor, request_id=request_id, now=request.now)
    if isinstance(outcome, Refusal):
        return redirect(ONE, request_id)
    return done(request, _("U behandelt dit verzoek."), ONE, request_id)


def _step(
    request: ActingRequest, request_id: int, form: HouseForm, verb: str, *, words: tuple[str, str]
) -> HttpResponse:
    """A step that is a form: done and back to the request, or the form again with what is wrong."""
    card, (title, said) = queries.request_page(request.actor, request_id, request.now), words
    if request.method == "POST":
        deed = partial(getattr(actions, verb), actor=request.actor, request_id=request_id, now=request.now)
        if answer(form, deed):
            return done(request, said, ONE, request_id)
    intro = f"{card.number}: {_(card.right_name)}"
    return one_form(request, form, title=title, button=title, back=reverse(ONE, args=(request_id,)), intro=intro)


@writing_view(roles=OFFICERS)
def identify(request: ActingRequest, request_id: int) -> HttpResponse:
    """Write down how it was established who asks."""
    form = IdentifyForm(request.POST or None)
    words = _("Leg vast wie het vraagt"), _("Vastgelegd.")
    return _step(request, request_id, form, "identify", words=words)


@writing_view(roles=OFFICERS)
def extend(request: ActingRequest, request_id: int) -> HttpResponse:
    """Take longer."""
    form = ExtendForm(request.POST or None)
    words = _("Verleng de termijn"), _("De termijn is verlengd.")
    return _step(request, request_id, form, "extend", words=words)


@writing_view(roles=OFFICERS)
def grant(request: ActingRequest, request_id: int) -> HttpResponse:
    """Do what was asked."""
    form = GrantForm(request.POST or None)
    words = _("Wijs het verzoek toe"), _("Het verzoek is toegewezen.")
    return _step(request, request_id, form, "grant", words=words)


@writing_view(roles=OFFICERS)
def deny(request: ActingRequest, request_id: int) -> HttpResponse:
    """Refuse, on a ground of the law."""
    refusals = terms_on(timezone.localdate(request.now)).refusals
    form = DenyForm(request.POST or None, grounds=[(ground.id, spoken(ground.name)) for ground in refusals])
    words = _("Weiger het verzoek"), _("Het verzoek is geweigerd.")
    return _step(request, request_id, form, "deny", words=words)


@writing_view(roles=ON_BEHALF)
def ask(request: ActingRequest) -> HttpResponse:
    """Write down what a person asks at a desk or by letter."""
    rights = [(right, _(name)) for right, name in RIGHT_NAMES.items()]
    form = AskForOtherForm(request.POST or None, rights=rights)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        person = queries.person_with_number(request.actor, given["number"], request.now)
        if person is None:
            form.add_error("number", _("Dit nummer kennen wij hier niet. Kijk het na."))
        else:
            outcome = actions.ask(
                actor=request.actor,
                participant_id=person,
                right=given["right"],
                asked=given["asked"],
                through=given["through"],
                now=request.now,
            )
            if not isinstance(outcome, Refusal):
                said = _("Het verzoek is vastgelegd. De deelnemer krijgt antwoord voor de uiterste dag.")
                return done(request, said, "privacy:ask")
            form.refuse(outcome)
    intro = _(
        "Iedereen mag vragen wat wij bewaren, en dat laten verbeteren of wissen. De privacyfunctionaris antwoordt."
    )
    title = _("Verzoek over persoonsgegevens")
    return one_form(
        request, form, title=title, button=_("Leg het verzoek vast"), back=reverse("desk:start"), intro=intro
    )
