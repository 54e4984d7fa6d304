"""The labour-market profile, as whoever guides the person fills it in."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.casework.actions import profile as actions
from overstap.casework.competences import competences
from overstap.casework.queries import CasePage
from overstap.casework.queries.profile import profile_history
from overstap.casework.values import ProfileEntryCard
from overstap.core.consent import Item
from overstap.core.decision import NotFoundError
from overstap.web.concepts import occupation_choice
from overstap.web.forms import HouseForm
from overstap.web.guards import reading_view, writing_view
from overstap.web.guidance.opening import ADVISERS, done, open_file, refused, show
from overstap.web.profiles import FIELD_OF_RULE, FORMS, KINDS, SOURCES, line_form, sections, wishes_form
from overstap.web.request import ActingRequest


class OriginForm(HouseForm):
    """How the adviser knows it."""

    source = forms.ChoiceField(label=_("Hoe weet u dit?"), choices=SOURCES, required=False)
    source_note = forms.CharField(label=_("Welk document of welke organisatie?"), required=False, max_length=160)


class SeenForm(HouseForm):
    """What the adviser saw with their own eyes."""

    saw = forms.CharField(label=_("Wat zag u?"), max_length=160, help_text=_("Bijvoorbeeld: diploma gezien."))


def _opened(request: ActingRequest, case_id: int) -> CasePage:
    return open_file(request, case_id, Item.PROFILE)


def _line(page: CasePage, entry_id: int) -> ProfileEntryCard:
    found = next((one for one in page.profile.entries if one.id == entry_id), None) if page.profile else None
    if found is None:
        raise NotFoundError(entry_id)
    return found


@writing_view(roles=ADVISERS, purpose="begeleiding")
def profile(request: ActingRequest, case_id: int) -> HttpResponse:
    """What someone can and wants."""
    page = _opened(request, case_id)
    data = request.POST if request.method == "POST" else None
    form, origin = wishes_form(page.profile, data), OriginForm(data, prefix="bron")
    if request.method == "POST" and form.is_valid() and origin.is_valid():
        answer = actions.save_wishes(
            actor=request.actor, case_id=case_id, wish=form.wish(), now=request.now, **origin.cleaned_data
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("Het profiel is opgeslagen."), "guidance:profile", case_id)
        form.refuse(refusal, FIELD_OF_RULE.get(refusal.rule))
    statements = page.profile.statements if page.profile else ()
    context = {"form": form, "origin": origin, "sections": sections(page.profile), "statements": statements}
    return show(request, "profile", page, "guidance:profile", **context)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def occupation(request: ActingRequest, case_id: int) -> HttpResponse:
    """The occupation of the list that is meant with what was typed."""
    page = _opened(request, case_id)
    context = occupation_choice(request, page.profile)
    if request.method == "POST" and not context["error"]:
        answer = actions.confirm_occupation(
            actor=request.actor, case_id=case_id, uri=context["chosen"], now=request.now
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De keuze is bewaard."), "guidance:profile", case_id)
        context["error"] = gettext(refusal.because)
    return show(request, "profile_occupation", page, "guidance:profile", **context)


@reading_view(roles=ADVISERS, purpose="begeleiding")
def history(request: ActingRequest, case_id: int) -> HttpResponse:
    """What the profile said before."""
    page = _opened(request, case_id)
    found = profile_history(request.actor, case_id, now=request.now)
    return show(request, "profile_history", page, "guidance:profile", history=found)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def add_line(request: ActingRequest, case_id: int, kind: str) -> HttpResponse:
    """Add a line of one sort."""
    if kind not in FORMS:
        raise Http404
    page = _opened(request, case_id)
    form = line_form(kind, request.POST if request.method == "POST" else None, professional=True)
    if request.method == "POST" and form.is_valid():
        answer = actions.add_profile_line(actor=request.actor, case_id=case_id, line=form.line(kind), now=request.now)
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De regel is toegevoegd."), "guidance:profile", case_id)
        form.refuse(refusal)
    return _show_line(request, page, form, kind)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def change_line(request: ActingRequest, case_id: int, entry_id: int) -> HttpResponse:
    """Change a line; as it was it stays in the history."""
    page = _opened(request, case_id)
    card = _line(page, entry_id)
    form = line_form(card.kind, request.POST if request.method == "POST" else None, card=card, professional=True)
    if request.method == "POST" and form.is_valid():
        answer = actions.change_profile_line(
            actor=request.actor, case_id=case_id, entry_id=entry_id, line=form.line(card.kind), now=request.now
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De regel is veranderd."), "guidance:profile", case_id)
        form.refuse(refusal)
    return _show_line(request, page, form, card.kind)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def seen(request: ActingRequest, case_id: int, entry_id: int) -> HttpResponse:
    """Keep what the adviser saw, for instance a diploma."""
    page = _opened(request, case_id)
    card = _line(page, entry_id)
    form = SeenForm(request.POST if request.method == "POST" else None, initial={"saw": card.checked})
    if request.method == "POST" and form.is_valid():
        answer = actions.check_profile_line(
            actor=request.actor, case_id=case_id, entry_id=entry_id, now=request.now, **form.cleaned_data
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("Vastgelegd wat u zag."), "guidance:profile", case_id)
        form.refuse(refusal)
    return show(request, "profile_line", page, "guidance:profile", form=form, heading=card.name)


@writing_view(roles=ADVISERS, purpose="begeleiding", methods=("POST",))
def remove_entry(request: ActingRequest, case_id: int, entry_id: int) -> HttpResponse:
    """Take a line out of the profile."""
    actions.remove_profile_entry(actor=request.actor, case_id=case_id, entry_id=entry_id, now=request.now)
    return done(request, gettext("De regel is weggehaald."), "guidance:profile", case_id)


def _show_line(request: ActingRequest, page: CasePage, form: HouseForm, kind: str) -> HttpResponse:
    names = [one.nl for one in competences()] if kind == "competentie" else []
    if names:
        form.fields["name"].widget.attrs["list"] = "competenties"
    heading = KINDS[kind][0]
    return show(request, "profile_line", page, "guidance:profile", form=form, heading=heading, names=names)
