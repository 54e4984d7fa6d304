"""Emergency access: opening a file without consent, and the review by somebody else."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from overstap.consent import emergencies as emergency_access
from overstap.core.decision import Refusal
from overstap.privacy import actions, queries
from overstap.rules.load_processings import terms_on
from overstap.web.guards import reading_view, writing_view
from overstap.web.privacy.forms import EmergencyForm, ReviewForm
from overstap.web.privacy.opening import REVIEWERS, answer, done, one_form, show
from overstap.web.request import ActingRequest
from overstap.web.templatetags.components import spoken

OPENERS = emergency_access.OPENING


@writing_view(roles=OPENERS)
def open_file(request: ActingRequest) -> HttpResponse:
    """Open a file because somebody needs help at once."""
    terms = terms_on(timezone.localdate(request.now))
    form = EmergencyForm(request.POST or None, urgencies=[(one.id, spoken(one.name)) for one in terms.urgencies])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        case = queries.case_with_number(request.actor, given["number"], request.now)
        if case is None:
            form.add_error("number", _("Dit nummer kennen wij hier niet. Kijk het na."))
        else:
            outcome = actions.open_file(
                actor=request.actor,
                participant_id=case.participant_id,
                urgency=given["urgency"],
                reason=given["reason"],
                now=request.now,
            )
            if not isinstance(outcome, Refusal):
                said = _("U ziet nu wat voor deze nood nodig is. De deelnemer krijgt bericht. Een ander kijkt het na.")
                return done(request, said, "guidance:case", case.case_id)
            form.refuse(outcome)
    hours = terms.terms["noodtoegang_uren"].value
    intro = _(
        "Alleen als iemand nu hulp nodig heeft en u geen toestemming kunt vragen. De toegang stopt na %(hours)s uur."
    )
    return one_form(
        request,
        form,
        title=_("Noodtoegang"),
        button=_("Open het dossier"),
        back=reverse("guidance:start"),
        intro=intro % {"hours": hours},
    )


@writing_view(roles=OPENERS, methods=("POST",))
def stop(request: ActingRequest, emergency_id: int) -> HttpResponse:
    """End one's own emergency access before its time."""
    emergency_access.end_emergency(actor=request.actor, emergency_id=emergency_id, now=request.now)
    return done(request, _("De noodtoegang is gestopt. U ziet alleen nog wat de deelnemer deelt."), "guidance:start")


@reading_view(roles=REVIEWERS)
def overview(request: ActingRequest) -> HttpResponse:
    """What was opened in an emergency; what nobody reviewed comes first."""
    cards = emergency_access.emergencies(request.actor, request.now)
    waiting = tuple(card for card in cards if card.reviewed_at is None)
    reviewed = tuple(card for card in cards if card.reviewed_at is not None)
    return show(request, "emergencies", waiting=waiting, reviewed=reviewed)


@writing_view(roles=REVIEWERS)
def review(request: ActingRequest, emergency_id: int) -> HttpResponse:
    """Say whether it was right."""
    card = emergency_access.emergency(request.actor, emergency_id, request.now)
    form = ReviewForm(request.POST or None)
    if request.method == "POST":
        deed = partial(
            emergency_access.review_emergency, actor=request.actor, emergency_id=emergency_id, now=request.now
        )
        if answer(form, deed):
            return done(request, _("Uw oordeel is vastgelegd."), "privacy:emergencies")
    own = card.opened_by_id == request.actor.user_id
    need = terms_on(timezone.localdate(request.now)).urgency(card.urgency)
    status = 400 if form.errors else 200
    return show(request, "emergency", status=status, card=card, form=form, own=own, need=need)
