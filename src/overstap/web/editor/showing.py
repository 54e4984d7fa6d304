"""What every page of the editor shares: who may come here, the steps of a draft, and going on after a deed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from overstap.casework.policy import catalogue
from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.publication import queries
from overstap.publication.checking import FACTS_ONLY
from overstap.publication.values import DraftCard, DraftPage, Overtaken
from overstap.rules import Catalogue, SchemeVersion
from overstap.web.editor.comparing import line_changes
from overstap.web.request import ActingRequest

KEEPERS = frozenset({Role.FRAMEWORK_KEEPER})

GOOD_REQUEST = 200

STEPS: tuple[tuple[str, Promise], ...] = (
    ("policy:draft", _("Overzicht")),
    ("policy:names", _("Naam en teksten")),
    ("policy:validity", _("Geldigheid")),
    ("policy:parameters", _("Parameters")),
    ("policy:conditions", _("Voorwaarden")),
    ("policy:amount", _("Bedrag en begrippen")),
    ("policy:limits", _("Grenzen en termijnen")),
    ("policy:outputs", _("Uitkomsten en weging")),
    ("policy:questions", _("Vragen en bronnen")),
    ("policy:cases", _("Voorbeelden")),
    ("policy:text", _("Tekst van het bestand")),
    ("policy:check", _("Controle voor publicatie")),
)


STEPS_OF_QUESTIONS = frozenset({"policy:draft", "policy:questions", "policy:text", "policy:check"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a draft as a line of navigation (stap)."""

    name: str
    label: Promise
    url: str
    current: bool


def steps_of(request: ActingRequest, draft: DraftCard) -> tuple[Step, ...]:
    """The steps of a draft."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    return tuple(
        Step(name, label, reverse(name, args=[draft.id]), current=here == name or here.startswith(f"{name}_"))
        for name, label in STEPS
        if draft.scheme_id != FACTS_ONLY or name in STEPS_OF_QUESTIONS
    )


def show(request: ActingRequest, template: str, *, status: int = GOOD_REQUEST, **context: Any) -> HttpResponse:
    """Render a page of this workplace; a wrong form or a refusal answers that the request was not good."""
    form = context.get("form")
    if status == GOOD_REQUEST and (context.get("refusal") or (form is not None and form.errors)):
        status = 400
    page = context.get("page")
    if isinstance(page, DraftPage):
        context |= {"draft": page.card, "steps": steps_of(request, page.card), "name": name_of(page.card.scheme_id)}
    return render(request, f"editor/{template}.html", context, status=status)


def done(request: ActingRequest, sentence: str, name: str, *args: object) -> HttpResponseRedirect:
    """Say what was done and show where it stands now."""
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse(name, args=args))


def page_of(request: ActingRequest, draft_id: int) -> DraftPage:
    """The draft that a screen is about."""
    return queries.draft_page(request.actor, draft_id)


def seen_revision(request: ActingRequest, page: DraftPage) -> int:
    """Which text the reader saw when the form was opened; the one of now when the form does not say."""
    sent = request.POST.get("revision", "")
    return int(sent) if sent.isdigit() else page.card.revision


def overtaken(request: ActingRequest, page: DraftPage, answer: Overtaken) -> HttpResponse:
    """Show both texts, after somebody else was first."""
    changes = line_changes(answer.theirs, answer.mine)
    return show(request, "overtaken", status=409, page=page, answer=answer, changes=changes)


def refused(answer: object) -> Refusal | None:
    """The refusal in an answer, when it is one."""
    return answer if isinstance(answer, Refusal) else None


def name_of(scheme_id: str) -> str | SchemeVersion:
    """The newest version of a scheme, for its name; its id when there is none yet."""
    versions = catalogue().versions.get(scheme_id, ())
    return versions[-1] if versions else scheme_id


def version_from(files: Catalogue, scheme_id: str, first_day: str) -> SchemeVersion:
    """A version by its first day. Raises NotFoundError."""
    for version in files.versions.get(scheme_id, ()):
        if version.valid_from.isoformat() == first_day:
            return version
    raise NotFoundError(scheme_id)


def parse_day(text: str) -> dt.date | None:
    """A day as it stands in a file; None when it is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
