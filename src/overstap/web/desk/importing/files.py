"""Reading in: a file, its columns, everything that is wrong with it, registering with progress, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.http import Http404, HttpResponse
from django.utils.translation import gettext, ngettext
from django.views.decorators.debug import sensitive_post_parameters

from overstap.core.decision import N_, Refusal
from overstap.importing import actions, queries
from overstap.importing.reading import MOST_BYTES
from overstap.importing.values import MappingPage
from overstap.web.desk.importing.forms import ColumnsForm, UploadForm
from overstap.web.desk.importing.showing import DESK, PURPOSE, done, show
from overstap.web.guards import only_reading, reading_view, writing_view
from overstap.web.oversight.exporting import csv_answer
from overstap.web.request import ActingRequest, wants_fragment
from overstap.web.translation import own_language

READ_AGAIN = "lees"
DEED, ROW = "wat", "regel"


@writing_view(roles=DESK, purpose=PURPOSE)
def start(request: ActingRequest) -> HttpResponse:
    """The files of my organisation, and reading in another."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        # Of a file that is too big, just enough to tell that it is.
        found = actions.upload_file(
            actor=request.actor, name=file.name, data=file.read(MOST_BYTES + 1), now=request.now
        )
        if not isinstance(found, Refusal):
            return done(
                request, gettext("Het bestand is gelezen. Kijk of de kolommen kloppen."), "import_columns", found
            )
        refusal = found
    status = 400 if refusal or form.errors else 200
    return show(request, "start", status, form=form, refusal=refusal, imports=queries.imports(request.actor))


@sensitive_post_parameters()
@writing_view(roles=DESK, purpose=PURPOSE)
def columns(request: ActingRequest, import_id: int) -> HttpResponse:
    """What the columns are: proposed, changeable, remembered for the next file with these headings."""
    with only_reading():
        page = queries.mapping_page(request.actor, import_id, now=request.now)
    if isinstance(page, Refusal):
        return show(request, "unreadable", 400, refusal=page)
    if request.method != "POST":
        return show(request, "columns", form=ColumnsForm(page=page), page=page)
    form = ColumnsForm(request.POST, page=page)
    valid = form.is_valid()
    if READ_AGAIN in request.POST:
        return _read_again(request, import_id, form)
    if not valid:
        return show(request, "columns", 400, form=form, page=page)
    refusal = actions.choose_columns(
        actor=request.actor,
        import_id=import_id,
        reading=form.reading(),
        mapping=form.mapping(),
        general=form.general(),
        now=request.now,
    )
    if refusal is not None:
        return show(request, "columns", 400, form=form, page=page, refusal=refusal)
    return done(request, gettext("Wij controleren alle regels."), "import_one", import_id)


def _read_again(request: ActingRequest, import_id: int, form: ColumnsForm) -> HttpResponse:
    """Read the file in another way; nothing is kept yet."""
    with only_reading():
        page = queries.mapping_page(request.actor, import_id, now=request.now, tried=form.reading())
    if isinstance(page, MappingPage):
        return show(request, "columns", form=ColumnsForm(page=page), page=page)
    with only_reading():
        before = queries.mapping_page(request.actor, import_id, now=request.now)
    if isinstance(before, Refusal):
        return show(request, "unreadable", 400, refusal=before)
    return show(request, "columns", 400, form=ColumnsForm(page=before), page=before, refusal=page)


@reading_view(roles=DESK, purpose=PURPOSE)
def one(request: ActingRequest, import_id: int) -> HttpResponse:
    """How far a file is, and everything that was found; the progress alone for HTMX."""
    page = queries.import_page(request.actor, import_id, now=request.now)
    return show(request, "_one" if wants_fragment(request) else "one", page=page)


@reading_view(roles=DESK, purpose=PURPOSE)
def problems(request: ActingRequest, import_id: int) -> HttpResponse:
    """Every problem of every row as a sheet: row, column, what is wrong, what to do."""
    card, lines = queries.problem_lines(request.actor, import_id)
    head = (
        gettext("regel"),
        gettext("kolom"),
        gettext("wat is er mis"),
        gettext("wat kunt u doen"),
        gettext("houdt tegen"),
    )
    rows = (
        (
            line.row,
            own_language({"nl": line.column_nl, "en": line.column_en}),
            gettext(line.sort.because),
            gettext(line.sort.remedy),
            gettext("ja") if line.sort.stops else gettext("nee"),
        )
        for line in lines
    )
    return csv_answer(f"inlezen-{card.id}", (head, *rows))


_DEEDS: Mapping[str, tuple[Callable[..., Refusal | None], str]] = MappingProxyType(
    {
        "beginnen": (actions.start_import, N_("Het inlezen is begonnen. U kunt dit scherm sluiten; het gaat door.")),
        "stoppen": (actions.stop_import, N_("Het inlezen stopt. Wie al is aangemeld, blijft aangemeld.")),
        "terugdraaien": (actions.undo_import, N_("Wij draaien dit bestand terug.")),
        "weggooien": (actions.discard_import, N_("Het bestand is weggegooid.")),
    }
)


@writing_view(roles=DESK, purpose=PURPOSE, methods=("POST",))
def act(request: ActingRequest, import_id: int) -> HttpResponse:
    """Begin, stop, take back or throw away."""
    deed = _DEEDS.get(request.POST.get(DEED, ""))
    if deed is None:
        raise Http404
    refusal = deed[0](actor=request.actor, import_id=import_id, now=request.now)
    if refusal is not None:
        page = queries.import_page(request.actor, import_id, now=request.now)
        return show(request, "one", 400, page=page, refusal=refusal)
    return done(request, gettext(deed[1]), "import_one", import_id)


@writing_view(roles=DESK, purpose=PURPOSE, methods=("POST",))
def choose(request: ActingRequest, import_id: int) -> HttpResponse:
    """Say of rows that may be known already what happens to them: one row, or all that wait."""
    row = request.POST.get(ROW, "")
    numbers = {int(row)} if row.isdecimal() and len(row) < ROW_DIGITS else None
    found = actions.choose_rows(
        actor=request.actor,
        import_id=import_id,
        numbers=numbers,
        choice=request.POST.get(DEED, ""),
        now=request.now,
    )
    if isinstance(found, Refusal):
        page = queries.import_page(request.actor, import_id, now=request.now)
        return show(request, "one", 400, page=page, refusal=found)
    said = ngettext("Voor %(n)d regel is gekozen.", "Voor %(n)d regels is gekozen.", found)
    return done(request, said % {"n": found}, "import_one", import_id)


ROW_DIGITS = 8
