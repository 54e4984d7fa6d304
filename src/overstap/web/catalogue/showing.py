"""The page of one scheme, and its file."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from overstap.allotment import queries as allotment
from overstap.casework.policy import catalogue as loaded
from overstap.core.actor import Role
from overstap.rules import UnknownNameError
from overstap.web.budgeting.of_scheme import money_of
from overstap.web.catalogue.files import file_name, stored_file
from overstap.web.catalogue.moment import Moment, moment_of
from overstap.web.catalogue.page import SchemePage, scheme_page
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest
from overstap.web.windows import words as window_words


def open_page(scheme_id: str, moment: Moment) -> SchemePage:
    """The page of a scheme in the reader's language; 404 for a scheme that does not exist."""
    try:
        return scheme_page(loaded(), scheme_id, moment.day, get_language() or "nl")
    except UnknownNameError as unknown:
        raise Http404 from unknown


@reading_view(roles="public")
def scheme(request: ActingRequest, scheme_id: str) -> HttpResponse:
    """What a scheme is, for whom, how much, until when and under which conditions (R-005, R-006)."""
    moment = moment_of(request)
    page = open_page(scheme_id, moment)
    money = money_of(scheme_id, moment.day)
    keeps = request.actor.has(Role.FRAMEWORK_KEEPER)
    windows = [card for card in allotment.windows(request.now) if card.scheme == scheme_id]
    context = {"page": page, "moment": moment, "version": page.version, "money": money, "may_change": keeps}
    context |= {"windows": windows, "window_words": window_words}
    return render(request, "catalogue/scheme.html", context, status=400 if moment.problem else 200)


@reading_view(roles="public")
def file(request: ActingRequest, scheme_id: str) -> HttpResponse:
    """The file of the version on a day, to download; 404 when it is not the file that was read any more."""
    version = open_page(scheme_id, moment_of(request)).version
    stored = stored_file(version)
    if stored is None:
        raise Http404
    return HttpResponse(
        stored,
        content_type="application/yaml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file_name(version)}"'},
    )
