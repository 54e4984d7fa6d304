"""Vacancies on screen: for brokers and employers to keep, for everyone to read."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from overstap.core.decision import NotFoundError, Refusal
from overstap.core.demand import RequirementKind
from overstap.demand import queries
from overstap.demand.actions import change_vacancy, close_vacancy, confirm_vacancy, offer_vacancy, open_vacancy
from overstap.demand.job_posting import job_posting_text
from overstap.demand.lists import regulated_for
from overstap.demand.values import VacancyCard
from overstap.placement.queries import started_at
from overstap.taxonomy.queries import concepts, find, occupation_named_by, skills_of
from overstap.taxonomy.values import ConceptKind, SkillCard
from overstap.web.concepts import LONGEST, MOST_FOUND
from overstap.web.demand.employers import KEEPERS, by_broker
from overstap.web.demand.forms import FIELD_OF, VacancyForm, first_shown, shown_of
from overstap.web.demand.words import words
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest

DEEDS = {"bevestigen": confirm_vacancy, "sluiten": close_vacancy, "openen": open_vacancy}


@reading_view(roles=KEEPERS)
def start(request: ActingRequest) -> HttpResponse:
    """The vacancies of the reader; those that must be confirmed are told first."""
    given = request.GET
    page = int(number) if (number := given.get("bladzijde", "1")).isdecimal() else 1
    text, state = given.get("zoek", "").strip()[:LONGEST], given.get("stand", "")
    today = request.now.date()
    context = {
        "found": queries.vacancies(request.actor, on=today, state=state, text=text, page=page),
        "text": text,
        "state": state,
        "words": words(),
        "brokering": by_broker(request),
    }
    return render(request, "demand/vacancies.html", context)


@writing_view(roles=KEEPERS)
def add(request: ActingRequest, employer_id: int) -> HttpResponse:
    """A new vacancy of an employer: first the occupation, then the rest."""
    employer = queries.employer(request.actor, employer_id)
    uri = request.GET.get("beroep", "") or request.POST.get("beroep", "")
    if not uri:
        text = request.GET.get("zoek", "").strip()[:LONGEST]
        language = "en" if (get_language() or "nl").startswith("en") else "nl"
        found = find(text, ConceptKind.OCCUPATION, MOST_FOUND, language=language) if text else ()
        return render(request, "demand/vacancy_occupation.html", {"card": employer, "text": text, "found": found})
    occupation, skills = _asked(uri)
    data = request.POST if request.method == "POST" else None
    first = first_shown(skills) | {"title": occupation}
    form = VacancyForm(data, initial=first, sites=employer.sites, skills=skills)
    if request.method == "POST" and form.is_valid():
        made = offer_vacancy(
            actor=request.actor,
            employer_id=employer_id,
            fields=form.vacancy(uri),
            opened="openen" in request.POST,
            now=request.now,
        )
        if isinstance(made, int):
            messages.success(request, _("De vacature staat erin."))
            return redirect("demand:vacancy", made)
        _refuse(form, made)
    context = {"form": form, "card": employer, "occupation": occupation, "occupation_uri": uri, "uri": uri, "new": True}
    context["regulated"] = regulated_for(uri)
    return render(request, "demand/vacancy_form.html", context, status=400 if form.errors else 200)


@writing_view(roles=KEEPERS)
def change(request: ActingRequest, vacancy_id: int) -> HttpResponse:
    """Change a vacancy."""
    card = queries.vacancy(request.actor, vacancy_id, on=request.now.date())
    employer = queries.employer(request.actor, card.employer_id)
    _name, skills = _asked(card.occupation_uri)
    asked = [one.concept_uri for one in card.requirements if one.kind == RequirementKind.COMPETENCE]
    skills = (*skills, *_further(asked, skills))
    data = request.POST if request.method == "POST" else None
    form = VacancyForm(data, initial=shown_of(card), sites=employer.sites, skills=skills)
    if request.method == "POST" and form.is_valid():
        made = change_vacancy(
            actor=request.actor, vacancy_id=vacancy_id, fields=form.vacancy(card.occupation_uri), now=request.now
        )
        if isinstance(made, int):
            messages.success(request, _("De vacature is bewaard."))
            return redirect("demand:vacancy", vacancy_id)
        _refuse(form, made)
    context = {"form": form, "card": employer, "vacancy": card, "occupation": card.occupation_name}
    context |= {"occupation_uri": card.occupation_uri, "regulated": regulated_for(card.occupation_uri)}
    return render(request, "demand/vacancy_form.html", context, status=400 if form.errors else 200)


@reading_view(roles=KEEPERS)
def vacancy(request: ActingRequest, vacancy_id: int) -> HttpResponse:
    """One vacancy with everything that is known of it."""
    return _show(request, vacancy_id)


@writing_view(roles=KEEPERS, methods=("POST",))
def turn(request: ActingRequest, vacancy_id: int, deed: str) -> HttpResponse:
    """Say that a vacancy stands, take it off, or open it."""
    if deed not in DEEDS:
        raise Http404
    refusal = DEEDS[deed](actor=request.actor, vacancy_id=vacancy_id, now=request.now)
    if refusal is not None:
        return _show(request, vacancy_id, refusal)
    messages.success(request, _("Dat is vastgelegd."))
    return redirect("demand:vacancy", vacancy_id)


def _show(request: ActingRequest, vacancy_id: int, refusal: Refusal | None = None) -> HttpResponse:
    today = request.now.date()
    card = queries.vacancy(request.actor, vacancy_id, on=today)
    tension = queries.tensions([card.occupation_uri], card.site.region_code, today).get(card.occupation_uri)
    context = {
        "card": card,
        "tension": tension,
        "refusal": refusal,
        "brokering": by_broker(request),
        "begun": started_at(request.actor, [vacancy_id]).get(vacancy_id, 0),
        "words": words(),
    }
    return render(request, "demand/vacancy.html", context, status=400 if refusal else 200)


@reading_view(roles="public")
def public(request: ActingRequest, vacancy_id: int) -> HttpResponse:
    """A vacancy for everyone; what does not stand open is not found."""
    card = _open(request, vacancy_id)
    return render(request, "demand/public.html", {"card": card, "words": words()})


@reading_view(roles="public")
def posting(request: ActingRequest, vacancy_id: int) -> HttpResponse:
    """The same vacancy as a JobPosting of schema.org, for programs."""
    card = _open(request, vacancy_id)
    address = request.build_absolute_uri(f"/vacatures/{vacancy_id}/")
    return HttpResponse(job_posting_text(card, address), content_type="application/ld+json")


def _open(request: ActingRequest, vacancy_id: int) -> VacancyCard:
    card = queries.public_vacancy(vacancy_id, on=request.now.date())
    if card is None:
        raise NotFoundError(vacancy_id)
    return card


def _asked(uri: str) -> tuple[str, tuple[SkillCard, ...]]:
    """What an occupation is called and asks. Raises NotFoundError for an address of no occupation in use."""
    found = occupation_named_by(uri)
    if found is None:
        raise NotFoundError(uri)
    return found.name, skills_of(uri)


def _further(asked: list[str], skills: tuple[SkillCard, ...]) -> list[SkillCard]:
    """What a vacancy asks besides what its occupation asks: changing something else must not lose it."""
    known = {one.concept.uri for one in skills}
    return [SkillCard(one, "handig") for uri, one in concepts(asked).items() if uri not in known]


def _refuse(form: VacancyForm, refusals: tuple[Refusal, ...]) -> None:
    for refusal in refusals:
        form.refuse(refusal, FIELD_OF.get(refusal.rule))
