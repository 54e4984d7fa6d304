"""Taking the file along: the signed package, the file to read, and reading a package in."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from overstap.casework import queries
from overstap.core.decision import NotFoundError, Refusal
from overstap.portability.exporting import make_package
from overstap.portability.format import MOST_BYTES
from overstap.portability.importing import Unfit, bring_into, brought_files
from overstap.web.forms import HouseForm
from overstap.web.guards import reading_view, writing_view
from overstap.web.mine.now import PERSON
from overstap.web.request import ActingRequest


class PackageForm(HouseForm):
    """A package that someone brings."""

    package = forms.FileField(label=gettext_lazy("Het pakket (een bestand dat op .zip eindigt)"), allow_empty_file=True)
    sender_key = forms.CharField(
        label=gettext_lazy("Sleutel van de afzender"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Die staat op de pagina /sleutel/ van de afzender. Dan weten wij van wie het komt."),
    )
    special = forms.BooleanField(
        label=gettext_lazy("Ook wat er staat over gezondheid en schulden mag mee"), required=False
    )

    def content(self) -> bytes:
        """The bytes that came, no more than a package can have."""
        sent: bytes = self.cleaned_data["package"].read(MOST_BYTES + 1)
        return sent


def _case_id(request: ActingRequest) -> int:
    page = queries.person_page(request.actor, request.now)
    found = page.case.header.id if page.case else next((one.id for one in page.earlier), None)
    if found is None:
        raise NotFoundError
    return found


@reading_view(roles=PERSON)
def show(request: ActingRequest) -> HttpResponse:
    """What one can take along, and what came along."""
    case_id = _case_id(request)
    brought = brought_files(request.actor, case_id, now=request.now)
    return render(request, "mine/taking.html", {"brought": brought, "form": PackageForm()})


@writing_view(roles=PERSON, methods=("POST",))
def take(request: ActingRequest) -> HttpResponse:
    """Make the package now, or the file to read alone."""
    packed = make_package(
        actor=request.actor,
        case_id=_case_id(request),
        now=request.now,
        address=request.build_absolute_uri("/").rstrip("/"),
        language=(get_language() or "nl")[:2],
    )
    if isinstance(packed, Refusal):
        raise NotFoundError
    if request.POST.get("vorm") == "pdf":
        return _file(packed.readable, "application/pdf", packed.name.replace(".zip", ".pdf"))
    return _file(packed.content, "application/zip", packed.name)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@writing_view(roles=PERSON, methods=("POST",))
def bring(request: ActingRequest) -> HttpResponse:
    """Read a package into the own file."""
    case_id = _case_id(request)
    form = PackageForm(request.POST, request.FILES)
    unfit = None
    if form.is_valid():
        answer = bring_into(
            actor=request.actor,
            case_id=case_id,
            content=form.content(),
            sender_key=form.cleaned_data["sender_key"],
            special=form.cleaned_data["special"],
            now=request.now,
        )
        if not isinstance(answer, Refusal):
            messages.success(request, _("Ingelezen. Kijk uw profiel na en zeg wat klopt."))
            return redirect("mine:taking")
        form.refuse(answer, "package")
        unfit = answer if isinstance(answer, Unfit) else None
    brought = brought_files(request.actor, case_id, now=request.now)
    return render(request, "mine/taking.html", {"brought": brought, "form": form, "unfit": unfit}, status=400)
