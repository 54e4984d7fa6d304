"""The two-monthly reports (R-384, R-260): which are due, one of them live or frozen, and its figures as a file."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.core.decision import NotFoundError, Refusal
from overstap.oversight import actions, queries
from overstap.oversight.queries import ReportPage, ReportRow
from overstap.web.forms import HouseForm
from overstap.web.guards import reading_view, writing_view
from overstap.web.oversight.exporting import csv_answer, figure_lines
from overstap.web.oversight.figures import shape
from overstap.web.oversight.opening import OVERSEERS, done, refused, show, today
from overstap.web.request import ActingRequest

HERE = "oversight:report"


class NarrativeForm(HouseForm):
    """The story with the figures."""

    narrative = forms.CharField(
        label=_("Toelichting"),
        widget=forms.Textarea({"rows": 8}),
        help_text=_("Hoe ging de samenwerking? Wat leverde de hulp op voor het geld? Wat gaat u anders doen?"),
        error_messages={"required": _("Schrijf een toelichting. Enkele zinnen zijn genoeg.")},
    )


@reading_view(roles=OVERSEERS)
def reports(request: ActingRequest) -> HttpResponse:
    """Reports to hand in, those of periods that run, and those handed in."""
    day = today(request)
    waiting = queries.reports_due(request.actor, request.now)
    return show(
        request,
        "reports",
        due=tuple(row for row in waiting if row.period_until <= day),
        running=tuple(row for row in waiting if row.period_until > day),
        handed_in=queries.reports_handed_in(request.actor, request.now),
    )


@writing_view(roles=OVERSEERS)
def report(request: ActingRequest, report_id: int) -> HttpResponse:
    """One report; handing it in freezes its figures."""
    page = queries.report_page(request.actor, report_id, request.now)
    form = NarrativeForm(request.POST or None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.submit_report(
            actor=request.actor, report_id=report_id, narrative=form.cleaned_data["narrative"], now=request.now
        )
        refusal = refused(answer)
        if refusal is None:
            sentence = gettext("De rapportage is ingediend. De cijfers liggen nu vast.")
            return done(request, sentence, HERE, report_id)
    wrong = refusal is not None or bool(form.errors)
    return show(request, "report", status=400 if wrong else 200, **_context(page, form, refusal, today(request)))


def _context(page: ReportPage, form: NarrativeForm, refusal: Refusal | None, day: dt.date) -> dict[str, Any]:
    return {
        "page": page,
        "row": page.row,
        "last_day": last_day(page.row),
        "runs": page.row.period_until > day,
        "figures": shape(page.figures) if page.figures else None,
        "form": form,
        "refusal": refusal,
    }


def last_day(row: ReportRow) -> dt.date:
    """The last day that a report covers."""
    return row.period_until - dt.timedelta(days=1)


@reading_view(roles=OVERSEERS)
def report_file(request: ActingRequest, report_id: int) -> HttpResponse:
    """The figures of a report as a file; not found while an outsider may not see them yet."""
    page = queries.report_page(request.actor, report_id, request.now)
    if page.figures is None:
        raise NotFoundError(str(report_id))
    name = f"rapportage-{page.row.region_code.lower()}-{page.row.period_from.isoformat()}"
    return csv_answer(name, figure_lines(shape(page.figures), region=page.row.region_name))
