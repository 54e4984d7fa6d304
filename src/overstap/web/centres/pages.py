"""Running a desk for many: opening it, who takes part, meetings, room in the regions, money, and closing it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from overstap.brokerage import actions, queries
from overstap.brokerage.values import CentrePage
from overstap.core.actor import Role
from overstap.core.brokerage import PartnerKind
from overstap.core.decision import Refusal
from overstap.demand.queries import employer as employer_of
from overstap.importing import queries as importing
from overstap.parties import queries as parties
from overstap.parties.values import RegionCard
from overstap.web.centres.forms import (
    FIELD_OF,
    AttendanceForm,
    CentreForm,
    ExpenseForm,
    IntakeForm,
    PartnerForm,
    RoomForm,
    SessionForm,
)
from overstap.web.forms import HouseForm
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest

BROKERS = frozenset({Role.BROKER, Role.COORDINATOR})
READ_IN = "klaar"


@reading_view(roles=BROKERS)
def start(request: ActingRequest) -> HttpResponse:
    """The centres of the reader's regions."""
    return render(request, "centres/start.html", {"centres": queries.centres(request.actor)})


@writing_view(roles=BROKERS)
def opening(request: ActingRequest, employer_id: int) -> HttpResponse:
    """Open a centre for a company; everything that stands in the way is told at once."""
    employer = employer_of(request.actor, employer_id)
    regions = [(one.code, one.name) for one in _regions() if one.code in request.actor.region_codes]
    form = CentreForm(request.POST if request.method == "POST" else None, regions=regions)
    if request.method == "POST" and form.is_valid():
        made = actions.open_centre(actor=request.actor, fields=form.centre(employer_id), now=request.now)
        if isinstance(made, int):
            messages.success(request, _("Het centrum is open."))
            return redirect("centres:centre", made)
        for refusal in made:
            form.refuse(refusal, FIELD_OF.get(refusal.rule))
    context = {"form": form, "card": employer}
    return render(request, "centres/open.html", context, status=400 if form.errors else 200)


@writing_view(roles=BROKERS)
def centre(request: ActingRequest, centre_id: int) -> HttpResponse:
    """One centre: how far people are, and a form for each thing that one adds to it."""
    page = queries.centre(request.actor, centre_id)
    forms = _forms(request, page)
    chosen = request.POST.get("doe", "")
    if request.method == "POST":
        form = forms.get(chosen)
        if form is None:
            raise Http404
        if form.is_valid():
            answer = DEEDS[chosen](request, centre_id, form)
            if not isinstance(answer, Refusal):
                messages.success(request, answer)
                return redirect("centres:centre", centre_id)
            form.refuse(answer, FIELD_OF.get(answer.rule))
    wrong = forms.get(chosen) if chosen else None
    context = {"page": page, "card": page.card, "forms": forms, "form": wrong, "may_read_in": _may_read_in(request)}
    return render(request, "centres/centre.html", context, status=400 if wrong and wrong.errors else 200)


@writing_view(roles=BROKERS, methods=("POST",))
def invite(request: ActingRequest, centre_id: int) -> HttpResponse:
    """Set ready the page on paper for everyone who has none yet."""
    made = actions.invite_members(actor=request.actor, centre_id=centre_id, now=request.now)
    if isinstance(made, Refusal):
        return _refused(request, centre_id, made)
    text = ngettext("%(number)d brief staat klaar.", "%(number)d brieven staan klaar.", made.letters)
    told = text % {"number": made.letters}
    if made.without_address:
        lacking = ngettext(
            "Van %(number)d persoon kennen wij geen adres. Bel diegene, of vul het adres in.",
            "Van %(number)d mensen kennen wij geen adres. Bel hen, of vul het adres in.",
            made.without_address,
        )
        told = f"{told} {lacking % {'number': made.without_address}}"
    messages.success(request, told)
    return redirect("centres:centre", centre_id)


@writing_view(roles=BROKERS, methods=("POST",))
def attendance(request: ActingRequest, session_id: int) -> HttpResponse:
    """Write down how many people came to a meeting."""
    centre_id = queries.centre_of(request.actor, session_id)
    form = AttendanceForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Vul in hoeveel mensen er waren."))
        return redirect("centres:centre", centre_id)
    answer = actions.record_attendance(
        actor=request.actor, session_id=session_id, attended=form.cleaned_data["attended"], now=request.now
    )
    if answer is not None:
        return _refused(request, centre_id, answer)
    messages.success(request, _("Dat is vastgelegd."))
    return redirect("centres:centre", centre_id)


@writing_view(roles=BROKERS, methods=("POST",))
def close(request: ActingRequest, centre_id: int) -> HttpResponse:
    """Close a centre and go to its report."""
    answer = actions.close_centre(actor=request.actor, centre_id=centre_id, now=request.now)
    if answer is not None:
        return _refused(request, centre_id, answer)
    messages.success(request, _("Het centrum is gesloten. Iedereen houdt een gewoon dossier."))
    return redirect("centres:report", centre_id)


def _forms(request: ActingRequest, page: CentrePage) -> dict[str, HouseForm]:
    """Every form of the page; the one that was sent holds what was typed."""
    sent = request.POST.get("doe", "") if request.method == "POST" else ""

    def data(name: str) -> QueryDict | None:
        return request.POST if sent == name else None

    regions = [(one.code, one.name) for one in _regions()]
    forms: dict[str, HouseForm] = {
        "partij": PartnerForm(data("partij"), prefix="partij"),
        "bijeenkomst": SessionForm(data("bijeenkomst"), prefix="bijeenkomst"),
        "ruimte": RoomForm(data("ruimte"), prefix="ruimte", regions=regions, initial={"region": page.card.region_code}),
        "uitgave": ExpenseForm(data("uitgave"), prefix="uitgave"),
    }
    if _may_read_in(request):
        batches = [
            (one.id, f"{one.name} ({one.count('aangemeld')})")
            for one in importing.imports(request.actor)
            if one.state == READ_IN
        ]
        if batches:
            forms["deelnemers"] = IntakeForm(data("deelnemers"), prefix="deelnemers", batches=batches)
    return forms


def _may_read_in(request: ActingRequest) -> bool:
    """Who runs the centre and also works with files takes people in."""
    return request.actor.serves_people


def _regions() -> tuple[RegionCard, ...]:
    return parties.regions()


def _partner(request: ActingRequest, centre_id: int, form: HouseForm) -> str | Refusal:
    kind, name = PartnerKind(form.cleaned_data["kind"]), form.cleaned_data["name"]
    made = actions.add_partner(actor=request.actor, centre_id=centre_id, kind=kind, name=name, now=request.now)
    return made if isinstance(made, Refusal) else _("De partij staat erbij.")


def _session(request: ActingRequest, centre_id: int, form: HouseForm) -> str | Refusal:
    if not isinstance(form, SessionForm):
        raise TypeError(form)
    made = actions.plan_session(
        actor=request.actor,
        centre_id=centre_id,
        place=form.cleaned_data["place"],
        starts_at=form.starts_at(),
        capacity=form.cleaned_data["capacity"],
        now=request.now,
    )
    return made if isinstance(made, Refusal) else _("De bijeenkomst staat erbij.")


def _room(request: ActingRequest, centre_id: int, form: HouseForm) -> str | Refusal:
    given = form.cleaned_data
    made = actions.promise_room(
        actor=request.actor,
        centre_id=centre_id,
        region_code=given["region"],
        people_per_week=given["people_per_week"],
        now=request.now,
    )
    return made if isinstance(made, Refusal) else _("De toezegging staat erbij.")


def _expense(request: ActingRequest, centre_id: int, form: HouseForm) -> str | Refusal:
    given = form.cleaned_data
    made = actions.record_expense(
        actor=request.actor,
        centre_id=centre_id,
        what=given["what"],
        cents=given["cents"],
        on=given["on"],
        now=request.now,
    )
    return made if isinstance(made, Refusal) else _("De uitgave staat erbij.")


def _intake(request: ActingRequest, centre_id: int, form: HouseForm) -> str | Refusal:
    cases = importing.registered_cases(request.actor, form.cleaned_data["batch"])
    made = actions.add_members(actor=request.actor, centre_id=centre_id, case_ids=cases, now=request.now)
    if isinstance(made, Refusal):
        return made
    text = ngettext("%(number)d persoon is in het centrum.", "%(number)d mensen zijn in het centrum.", made)
    return text % {"number": made}


DEEDS: dict[str, Callable[[ActingRequest, int, HouseForm], str | Refusal]] = {
    "partij": _partner,
    "bijeenkomst": _session,
    "ruimte": _room,
    "uitgave": _expense,
    "deelnemers": _intake,
}
"""What the forms of the page do; each answers with a sentence, or says why not."""


def _refused(request: ActingRequest, centre_id: int, refusal: Refusal) -> HttpResponse:
    page = queries.centre(request.actor, centre_id)
    context = {
        "page": page,
        "card": page.card,
        "forms": _forms(request, page),
        "refusal": refusal,
        "may_read_in": _may_read_in(request),
    }
    return render(request, "centres/centre.html", context, status=400)
