"""A file that travels: a package for another party, what came along, and opening a file from a package."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.casework.queries import CasePage
from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.parties import queries as parties
from overstap.portability.exporting import make_package
from overstap.portability.importing import Unfit, bring_into, bring_new, brought_files
from overstap.web.forms import HouseForm
from overstap.web.guards import writing_view
from overstap.web.guidance.opening import ADVISERS, done, open_file, show
from overstap.web.mine.taking import PackageForm
from overstap.web.request import ActingRequest

OPENERS = frozenset({Role.ADVISER, Role.COORDINATOR, Role.DESK})


class ForPartyForm(HouseForm):
    """For whom a package is."""

    party = forms.TypedChoiceField(label=_("Voor welke organisatie?"), coerce=int)

    def __init__(self, *args: object, choices: list[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [("", gettext("Kies een organisatie")), *choices]  # type: ignore[attr-defined]


class OpenForm(PackageForm):
    """A package of somebody who has no file here yet."""

    given_through = forms.CharField(
        label=_("Hoe zei de persoon dat die hier mee wil doen?"),
        max_length=120,
        help_text=_("Bijvoorbeeld: in een gesprek aan het loket."),
    )


def _for_party(request: ActingRequest, page: CasePage, data: object = None) -> ForPartyForm:
    here = parties.parties_in_region(page.header.region_code, request.now.date())
    others = [(party.id, party.name) for party in here if party.id != request.actor.party_id]
    return ForPartyForm(data, choices=others)


def _shown(request: ActingRequest, page: CasePage, **context: object) -> HttpResponse:
    brought = brought_files(request.actor, page.header.id, now=request.now)
    usual = {"party_form": _for_party(request, page), "form": PackageForm(), "brought": brought}
    answer = show(request, "travelling", page, "guidance:travelling", **{**usual, **context})
    answer.status_code = 400 if context else 200
    return answer


@writing_view(roles=ADVISERS, purpose="begeleiding")
def travelling(request: ActingRequest, case_id: int) -> HttpResponse:
    """Make a package for a party, with what that party may see; and see what came along."""
    page = open_file(request, case_id)
    if request.method != "POST":
        return _shown(request, page)
    form = _for_party(request, page, request.POST)
    if not form.is_valid():
        return _shown(request, page, party_form=form)
    packed = make_package(
        actor=request.actor,
        case_id=case_id,
        party_id=form.cleaned_data["party"],
        address=request.build_absolute_uri("/").rstrip("/"),
        now=request.now,
    )
    if isinstance(packed, Refusal):
        form.refuse(packed, "party")
        return _shown(request, page, party_form=form)
    answer = HttpResponse(packed.content, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{packed.name}"'
    return answer


@writing_view(roles=ADVISERS, purpose="begeleiding", methods=("POST",))
def bring(request: ActingRequest, case_id: int) -> HttpResponse:
    """Read a package into this file."""
    page = open_file(request, case_id)
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
            return done(request, gettext("Het pakket is ingelezen."), "guidance:travelling", case_id)
        form.refuse(answer, "package")
        unfit = answer if isinstance(answer, Unfit) else None
    return _shown(request, page, form=form, unfit=unfit)


@writing_view(roles=OPENERS, purpose="begeleiding")
def open_from_package(request: ActingRequest) -> HttpResponse:
    """Open a file for somebody who comes with a package from elsewhere."""
    form = OpenForm(request.POST, request.FILES) if request.method == "POST" else OpenForm()
    unfit = brought = None
    if request.method == "POST" and form.is_valid():
        answer = bring_new(
            actor=request.actor,
            content=form.content(),
            given_through=form.cleaned_data["given_through"],
            sender_key=form.cleaned_data["sender_key"],
            special=form.cleaned_data["special"],
            now=request.now,
        )
        if isinstance(answer, Refusal):
            form.refuse(answer, "package")
            unfit = answer if isinstance(answer, Unfit) else None
        else:
            brought = answer
    context = {"form": form, "unfit": unfit, "made": brought}
    return render(request, "guidance/open_package.html", context, status=400 if form.errors else 200)
