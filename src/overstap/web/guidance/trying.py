"""Trying other answers with the facts of a file: a copy in the browser of the adviser, never back into the file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from overstap.casework import queries
from overstap.casework.policy import catalogue
from overstap.core.consent import Item
from overstap.web.catalogue.answers import Answers, keep_answers
from overstap.web.catalogue.asking import is_sensitive
from overstap.web.guards import writing_view
from overstap.web.guidance.opening import ADVISERS, open_file
from overstap.web.request import ActingRequest


@writing_view(roles=ADVISERS, purpose="begeleiding", methods=("POST",))
def try_out(request: ActingRequest, case_id: int) -> HttpResponse:
    """Copy the facts that this reader may see to the try-out; what is sensitive stays in the file.

    The look is logged as any other look at the file.
    """
    page = open_file(request, case_id, Item.INTAKE)
    known = queries.facts_for_rules(case_id, on=request.now.date(), items=page.items)
    facts = catalogue().facts
    copied = {name: state for name, state in known.items() if name in facts and not is_sensitive(facts[name])}
    response = redirect("catalogue:try_many")
    if keep_answers(response, Answers(copied)):
        messages.info(
            request,
            gettext(
                "U werkt met een kopie van de antwoorden uit het dossier, zonder wat gevoelig is. Wat u hier verandert,"
                " komt niet in het dossier."
            ),
        )
    return response
