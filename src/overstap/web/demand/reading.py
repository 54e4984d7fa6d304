"""Reading in lists on screen: choose a file, see all that is wrong and what would change, and only then take it over.

The file itself travels in the page between looking and taking over, signed, so that nothing is kept of it here.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from overstap.core.actor import Role
from overstap.core.decision import N_, Refusal
from overstap.core.rows import TakenOver, missing_columns
from overstap.demand.actions import take_over_tension, take_over_vacancies
from overstap.demand.job_posting import read_postings
from overstap.demand.reading import (
    NEEDED_OF_TENSION,
    NEEDED_OF_VACANCY,
    TENSION_COLUMNS,
    TENSION_EXAMPLE,
    VACANCY_COLUMNS,
    VACANCY_EXAMPLE,
    tensions_in,
    vacancies_in,
    vacancies_of,
)
from overstap.importing.reading import Table, kind_of, read_table
from overstap.training import reading as trainings
from overstap.web.forms import HouseForm
from overstap.web.guards import reading_view, writing_view
from overstap.web.oversight.exporting import csv_answer
from overstap.web.request import ActingRequest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BROKERS = frozenset({Role.BROKER, Role.COORDINATOR})
MOST_BYTES = 1_000_000
SHOWN_PROBLEMS = 200
SALT = "overstap.web.demand.reading"
SORTS: dict[str, Promise] = {
    "vacatures": gettext_lazy("Vacatures, in een tabel"),
    "jobposting": gettext_lazy("Vacatures, van een website (JobPosting)"),
    "spanning": gettext_lazy("Spanning op de arbeidsmarkt"),
    "opleidingen": gettext_lazy("Opleidingen"),
}
TOO_BIG = Refusal(
    "inlezen.te_groot",
    N_("Dit bestand is groter dan 1 MB."),
    remedy=N_("Knip het bestand in delen en lees ze na elkaar in."),
)
NOT_TEXT = Refusal(
    "inlezen.geen_tekst", N_("Dit bestand is geen tekst."), remedy=N_("Kies het bestand (JSON) dat de website geeft.")
)
NO_FILE = Refusal("inlezen.weg", N_("Het bestand is er niet meer."), remedy=N_("Kies het bestand opnieuw."))
EXAMPLES: dict[str, tuple[str, ...]] = {
    "vacatures": VACANCY_EXAMPLE,
    "spanning": TENSION_EXAMPLE,
    "opleidingen": trainings.EXAMPLE,
}
COLUMNS: dict[str, Mapping[str, tuple[str, ...]]] = {
    "vacatures": VACANCY_COLUMNS,
    "spanning": TENSION_COLUMNS,
    "opleidingen": trainings.COLUMNS,
}
NEEDED: dict[str, Iterable[str]] = {
    "vacatures": NEEDED_OF_VACANCY,
    "spanning": NEEDED_OF_TENSION,
    "opleidingen": trainings.NEEDED,
}


@dataclass(frozen=True, slots=True)
class _File:
    """What somebody chose: which kind of list, its name, and its contents."""

    sort: str
    name: str
    data: bytes

    def sealed(self) -> str:
        """As it travels in the page: nobody can change it on the way."""
        told = [self.sort, self.name, base64.b64encode(self.data).decode("ascii")]
        return signing.dumps(told, salt=SALT, compress=True)

    @classmethod
    def of(cls, sealed: str) -> _File | None:
        """What travelled; None when it was changed or cut off."""
        try:
            sort, name, data = signing.loads(sealed, salt=SALT, max_age=24 * 3600)
            return cls(sort, name, base64.b64decode(data, validate=True))
        except (signing.BadSignature, ValueError, TypeError, binascii.Error):
            return None


class ReadingForm(HouseForm):
    """Which list, and the file."""

    sort = forms.ChoiceField(label=gettext_lazy("Wat leest u in?"), choices=list(SORTS.items()))
    file = forms.FileField(
        label=gettext_lazy("Welk bestand?"),
        help_text=gettext_lazy("Een tabel (CSV, Excel of LibreOffice) of, van een website, JSON. Hoogstens 1 MB."),
        error_messages={
            "required": gettext_lazy("Kies een bestand."),
            "empty": gettext_lazy("Dit bestand is leeg. Kies een ander bestand."),
        },
    )


@writing_view(roles=BROKERS)
def start(request: ActingRequest) -> HttpResponse:
    """Choose a file and see what would happen; taking it over is the next button."""
    form = ReadingForm(request.POST or None, request.FILES or None, initial={"sort": request.GET.get("soort", "")})
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        given = _File(form.cleaned_data["sort"], file.name[:80], file.read(MOST_BYTES + 1))
        found = _read(request, given, good_only=False, only_look=True)
        if isinstance(found, TakenOver):
            return _show(request, given, found)
        form.refuse(found, "file")
    context = {"form": form, "sorts": SORTS}
    return render(request, "demand/reading.html", context, status=400 if form.errors else 200)


@writing_view(roles=BROKERS, methods=("POST",))
def take_over(request: ActingRequest) -> HttpResponse:
    """Take over what was looked at: all of it, or only the good rows."""
    given = _File.of(request.POST.get("bestand", ""))
    if given is None:
        form = ReadingForm(initial={"sort": "vacatures"})
        return render(request, "demand/reading.html", {"form": form, "sorts": SORTS, "refusal": NO_FILE}, status=400)
    found = _read(request, given, good_only=request.POST.get("doe") == "goede", only_look=False)
    if isinstance(found, Refusal) or not found.done:
        return _show(request, given, found if isinstance(found, TakenOver) else TakenOver(0, 0, 0, (), done=False))
    told = _("Ingelezen: %(made)d nieuw, %(changed)d veranderd, %(same)d al bekend.")
    messages.success(request, told % {"made": found.made, "changed": found.changed, "same": found.same})
    return redirect("training:catalogue" if given.sort == "opleidingen" else "demand:start")


@reading_view(roles=BROKERS)
def example(request: ActingRequest, sort: str) -> HttpResponse:  # noqa: ARG001 - a view is given the request
    """A table with the right headings and one invented row."""
    if sort not in EXAMPLES:
        raise Http404
    return csv_answer(f"voorbeeld-{sort}", (tuple(COLUMNS[sort]), EXAMPLES[sort]))


def _read(request: ActingRequest, file: _File, *, good_only: bool, only_look: bool) -> TakenOver | Refusal:
    if file.sort not in SORTS:
        raise Http404
    if len(file.data) > MOST_BYTES:
        return TOO_BIG
    take = _of_website(file) if file.sort == "jobposting" else _of_table(request, file)
    if isinstance(take, Refusal):
        return take
    return take(request, good_only=good_only, only_look=only_look)


def _of_website(file: _File) -> Callable[..., TakenOver] | Refusal:
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return NOT_TEXT
    rows, problems = vacancies_of(read_postings(text))

    def take(request: ActingRequest, **how: bool) -> TakenOver:
        return take_over_vacancies(actor=request.actor, rows=rows, problems=problems, now=request.now, **how)

    return take


def _of_table(request: ActingRequest, file: _File) -> Callable[..., TakenOver] | Refusal:
    table = _table(file)
    if isinstance(table, Refusal):
        return table
    if file.sort == "opleidingen":
        return _trainings(request, file, table)
    read = vacancies_in if file.sort == "vacatures" else tensions_in
    rows, problems = read(table.headings, table.rows)
    write: Callable[..., TakenOver] = take_over_vacancies if file.sort == "vacatures" else take_over_tension

    def take(request: ActingRequest, **how: bool) -> TakenOver:
        return write(actor=request.actor, rows=rows, problems=problems, now=request.now, **how)

    return take


def _trainings(request: ActingRequest, file: _File, table: Table) -> Callable[..., TakenOver]:
    on = request.now.date()
    rows, problems = trainings.trainings_in(table.headings, table.rows, on=on, told_by=file.name)

    def take(request: ActingRequest, **how: bool) -> TakenOver:
        return trainings.take_over_trainings(
            actor=request.actor, rows=rows, problems=problems, on=on, now=request.now, **how
        )

    return take


def _table(file: _File) -> Table | Refusal:
    kind = kind_of(file.data)
    table = kind if isinstance(kind, Refusal) else read_table(file.data, kind)
    if isinstance(table, Refusal):
        return table
    lacking = missing_columns(table.headings, COLUMNS[file.sort], NEEDED[file.sort])
    if not lacking:
        return table
    return Refusal(
        "inlezen.kolommen",
        N_("Deze kolommen ontbreken: %(kolommen)s."),
        remedy=N_("Zet ze in het bestand, met deze namen in de eerste regel. Download anders het voorbeeld."),
        details=(("kolommen", ", ".join(lacking)),),
    )


def _show(request: ActingRequest, file: _File, found: TakenOver) -> HttpResponse:
    context = {
        "found": found,
        "problems": list(_shown(found)),
        "more": max(len(found.problems) - SHOWN_PROBLEMS, 0),
        "wrong": len({one.number for one in found.problems}),
        "good": found.made + found.changed + found.same,
        "file": file,
        "sealed": file.sealed(),
        "sort": SORTS[file.sort],
    }
    return render(request, "demand/reading_found.html", context, status=400 if found.problems else 200)


def _shown(found: TakenOver) -> Iterator[tuple[int, str, Refusal]]:
    for one in found.problems[:SHOWN_PROBLEMS]:
        yield one.number, one.column, one.refusal
