"""The budget of the whole package, for the steering group."""

from __future__ import annotations

from django.http import HttpResponse

from overstap.web.budgeting.files import package_file as make_file
from overstap.web.budgeting.line import line_page
from overstap.web.budgeting.package import package_page
from overstap.web.guards import reading_view
from overstap.web.oversight.opening import STEERING, show
from overstap.web.request import ActingRequest

PLACE = "oversight"


@reading_view(roles=STEERING)
def package(request: ActingRequest) -> HttpResponse:
    """The table of a letter, as printed and computed."""
    page = package_page(request, PLACE)
    return show(request, "package", status=400 if page["form"].errors else 200, **page)


@reading_view(roles=STEERING)
def package_line(request: ActingRequest, table_id: str, line_id: str) -> HttpResponse:
    """One line of a table."""
    return show(request, "package_line", **line_page(request, PLACE, table_id, line_id))


@reading_view(roles=STEERING)
def package_file(request: ActingRequest) -> HttpResponse:
    """The table as a file."""
    return make_file(request)
