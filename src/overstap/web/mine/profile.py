"""The person's own profile: work, education, what they can, languages and wishes, filled in by themselves."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from overstap.casework import queries
from overstap.casework.actions import profile as actions
from overstap.casework.competences import search
from overstap.casework.queries.profile import profile_history
from overstap.casework.values import CasePage, ProfileEntryCard, ProfileLine
from overstap.core.decision import NotFoundError, Refusal
from overstap.web.concepts import occupation_choice
from overstap.web.guards import reading_view, writing_view
from overstap.web.mine.now import PERSON
from overstap.web.profiles import FIELD_OF_RULE, FORMS, KINDS, line_form, sections, wishes_form
from overstap.web.request import ActingRequest

OTHERS = frozenset({"begeleider", "document", "partij", "register", "meegebracht"})


def _case(request: ActingRequest) -> CasePage:
    page = queries.person_page(request.actor, request.now).case
    if page is None:
        raise NotFoundError
    return page


def _line(page: CasePage, entry_id: int) -> ProfileEntryCard:
    found = next((one for one in page.profile.entries if one.id == entry_id), None) if page.profile else None
    if found is None:
        raise NotFoundError(entry_id)
    return found


@reading_view(roles=PERSON)
def show(request: ActingRequest) -> HttpResponse:
    """The whole profile, with where everything comes from."""
    page = _case(request)
    context = {"profile": page.profile, "sections": sections(page.profile), "others": OTHERS}
    return render(request, "mine/profile.html", context)


@reading_view(roles=PERSON)
def history(request: ActingRequest) -> HttpResponse:
    """What the profile said before."""
    page = _case(request)
    found = profile_history(request.actor, page.header.id, now=request.now)
    return render(request, "mine/profile_history.html", {"history": found, "kinds": KINDS})


@writing_view(roles=PERSON)
def wishes(request: ActingRequest) -> HttpResponse:
    """What the person wants, and what work may not ask."""
    page = _case(request)
    form = wishes_form(page.profile, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = actions.save_wishes(actor=request.actor, case_id=page.header.id, wish=form.wish(), now=request.now)
        if not isinstance(answer, Refusal):
            messages.success(request, _("Uw wensen zijn bewaard."))
            return redirect("mine:profile")
        form.refuse(answer, FIELD_OF_RULE.get(answer.rule))
    return render(request, "mine/profile_wishes.html", {"form": form}, status=400 if form.errors else 200)


@writing_view(roles=PERSON)
def occupation(request: ActingRequest) -> HttpResponse:
    """The occupation of the list that the person means; their own words stay as they are."""
    page = _case(request)
    context = occupation_choice(request, page.profile)
    if request.method == "POST" and not context["error"]:
        actions.confirm_occupation(actor=request.actor, case_id=page.header.id, uri=context["chosen"], now=request.now)
        messages.success(request, _("Uw keuze is bewaard."))
        return redirect("mine:profile")
    return render(request, "mine/occupation.html", context, status=400 if context["error"] else 200)


@writing_view(roles=PERSON)
def add(request: ActingRequest, kind: str) -> HttpResponse:
    """Add a line."""
    if kind not in FORMS:
        raise Http404
    page = _case(request)
    form = line_form(kind, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = actions.add_profile_line(
            actor=request.actor, case_id=page.header.id, line=form.line(kind), now=request.now
        )
        if not isinstance(answer, Refusal):
            messages.success(request, _("Toegevoegd aan uw profiel."))
            return redirect("mine:profile")
        form.refuse(answer)
    context = {"form": form, "title": KINDS[kind][0], "kind": kind}
    return render(request, "mine/profile_line.html", context, status=400 if form.errors else 200)


@writing_view(roles=PERSON)
def change(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Change a line; as it was it stays in the history."""
    page = _case(request)
    card = _line(page, entry_id)
    form = line_form(card.kind, request.POST if request.method == "POST" else None, card=card)
    if request.method == "POST" and form.is_valid():
        answer = actions.change_profile_line(
            actor=request.actor,
            case_id=page.header.id,
            entry_id=entry_id,
            line=form.line(card.kind),
            now=request.now,
        )
        if not isinstance(answer, Refusal):
            messages.success(request, _("Veranderd. Wat er stond, blijft te zien bij “eerder”."))
            return redirect("mine:profile")
        form.refuse(answer)
    context = {"form": form, "title": KINDS[card.kind][0], "kind": card.kind, "card": card}
    return render(request, "mine/profile_line.html", context, status=400 if form.errors else 200)


@writing_view(roles=PERSON, methods=("POST",))
def remove(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Take a line off."""
    page = _case(request)
    actions.remove_profile_entry(
        actor=request.actor, case_id=page.header.id, entry_id=_line(page, entry_id).id, now=request.now
    )
    messages.success(request, _("Weggehaald uit uw profiel."))
    return redirect("mine:profile")


@writing_view(roles=PERSON, methods=("POST",))
def confirm(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Say that what somebody else wrote is right."""
    page = _case(request)
    actions.confirm_profile_entry(
        actor=request.actor, case_id=page.header.id, entry_id=_line(page, entry_id).id, now=request.now
    )
    messages.success(request, _("U zegt dat dit klopt."))
    return redirect("mine:profile")


@writing_view(roles=PERSON)
def competences(request: ActingRequest) -> HttpResponse:
    """The list of competences to choose from, found while typing; works without a script as well."""
    page = _case(request)
    text = request.GET.get("zoek", "")[:80]
    have = {one.code for one in page.profile.entries if one.code} if page.profile else set()
    if request.method == "POST":
        line = ProfileLine("competentie", "-", code=request.POST.get("code", "")[:80])
        known = {one.code for one in search("")}
        if line.code not in known:
            raise NotFoundError
        if line.code not in have:
            actions.add_profile_line(actor=request.actor, case_id=page.header.id, line=line, now=request.now)
        messages.success(request, _("Toegevoegd aan uw profiel."))
        return redirect("mine:profile")
    return render(request, "mine/competences.html", {"found": search(text), "text": text, "have": have})
