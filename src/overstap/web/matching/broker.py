"""People for a vacancy, without names until they agree; and whom an employer may see."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.mediation import queries
from overstap.mediation.actions import propose_candidate
from overstap.mediation.conditions import CONDITION_WORDS, Condition
from overstap.mediation.ranking import CLASS_WORDS
from overstap.mediation.values import SuitedPerson
from overstap.web.guards import reading_view, writing_view
from overstap.web.matching.words import TONE, TermLine, listed, name_of, term_lines
from overstap.web.request import ActingRequest

BROKERS = frozenset({Role.BROKER, Role.COORDINATOR})
EMPLOYERS = frozenset({Role.EMPLOYER})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate as they are shown (kandidaat)."""

    row: SuitedPerson
    class_words: str
    tone: str
    has: str
    lacks: str
    terms: tuple[TermLine, ...]


@writing_view(roles=BROKERS, purpose="bemiddeling")
def candidates(request: ActingRequest, vacancy_id: int) -> HttpResponse:
    """The best who agreed to be looked for; asking one of them whether they want to be proposed."""
    refusal = None
    if request.method == "POST":
        alias = request.POST.get("kandidaat", "")
        made = propose_candidate(actor=request.actor, vacancy_id=vacancy_id, alias=alias, now=request.now)
        if not isinstance(made, Refusal):
            messages.success(request, _("De vraag is gesteld. U hoort het zodra de persoon ja zegt."))
            return HttpResponseRedirect(reverse("matching:candidates", args=(vacancy_id,)))
        refusal = made
    found = queries.suited_people(request.actor, vacancy_id, now=request.now)
    context = {
        "found": found,
        "lines": [_candidate(one) for one in found.rows],
        "fell_out": [(_(CONDITION_WORDS[Condition(name)]), number) for name, number in found.fell_out],
        "proposed": queries.proposed_people(request.actor, now=request.now, vacancy_id=vacancy_id),
        "refusal": refusal,
    }
    return render(request, "matching/candidates.html", context, status=400 if refusal else 200)


def _candidate(row: SuitedPerson) -> Candidate:
    gaps = row.gaps
    return Candidate(
        row=row,
        class_words=_(CLASS_WORDS[gaps.match_class]),
        tone=TONE[gaps.match_class],
        has=listed(gaps.confirmed),
        lacks=listed(gaps.lacking_essential),
        terms=term_lines(row.terms),
    )


@reading_view(roles=EMPLOYERS, purpose="bemiddeling")
def proposed(request: ActingRequest) -> HttpResponse:
    """Who agreed to be proposed for the vacancies of this employer; nobody else."""
    rows = queries.proposed_people(request.actor, now=request.now)
    told = [(one, ", ".join(name_of(skill) for skill in one.skills)) for one in rows]
    return render(request, "matching/proposed.html", {"rows": told})
