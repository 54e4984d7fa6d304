"""Who sits where in a region (R-035, R-036, R-037, R-042)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext

from overstap.core.decision import NotFoundError, Refusal
from overstap.core.parties import BODY_SEATS
from overstap.parties import actions
from overstap.parties import queries as parties
from overstap.parties.values import RegionPage, SeatCard
from overstap.web.guards import writing_view
from overstap.web.oversight.opening import OVERSEERS, done, open_region, refused, show_region, today
from overstap.web.oversight.region_forms import LastDayForm, SeatForm
from overstap.web.request import ActingRequest

HERE = "oversight:seats"


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat with who holds it now and who comes later."""

    seat: str
    name: str
    in_body: bool
    holders: tuple[SeatCard, ...]
    coming: tuple[SeatCard, ...]


def _lines(page: RegionPage, coming: tuple[SeatCard, ...]) -> tuple[SeatLine, ...]:
    return tuple(
        SeatLine(
            seat,
            name,
            seat in BODY_SEATS,
            tuple(card for card in page.seats if card.seat == seat),
            tuple(card for card in coming if card.seat == seat),
        )
        for seat, name in parties.SEAT_CHOICES
    )


@writing_view(roles=OVERSEERS)
def seats(request: ActingRequest, code: str) -> HttpResponse:
    """The seats of the region, and the form that fills one."""
    page = open_region(request, code)
    initial = {"seat": request.GET.get("zetel", ""), "valid_from": today(request)}
    form = SeatForm(request.POST or None, here=page.parties, initial=initial)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = actions.fill_seat(
            actor=request.actor,
            region_code=code,
            seat=given["seat"],
            party_id=given["party"],
            name=given["name"],
            valid_from=given["valid_from"],
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De zetel is ingevuld."), HERE, code)
    lines = _lines(page, parties.coming_seats(code, today(request)))
    return show_region(request, "seats", page, HERE, form=form, refusal=refusal, seat_lines=lines)


@writing_view(roles=OVERSEERS)
def end_seat(request: ActingRequest, code: str, seat_id: int) -> HttpResponse:
    """Let someone leave a seat."""
    page = open_region(request, code)
    held = (*page.seats, *parties.coming_seats(code, today(request)))
    card = next((one for one in held if one.id == seat_id), None)
    if card is None:
        raise NotFoundError(str(seat_id))
    form = LastDayForm(request.POST or None, initial={"until": card.valid_until or today(request)})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.end_seat(
            actor=request.actor, seat_id=seat_id, until=form.cleaned_data["until"], now=request.now
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De laatste dag is vastgelegd."), HERE, code)
    return show_region(request, "end_seat", page, HERE, form=form, refusal=refusal, card=card)
