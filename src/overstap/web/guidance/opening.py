"""What every page of a file shares: opening the file once, its tabs, and going back after a deed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from overstap.casework import queries
from overstap.casework.queries import CasePage
from overstap.core.actor import Role
from overstap.core.consent import Item
from overstap.core.decision import NotFoundError, Refusal
from overstap.web.request import ActingRequest

ADVISERS = frozenset({Role.ADVISER, Role.COORDINATOR})

PAGES: tuple[tuple[str, Promise, Item | None], ...] = (
    ("guidance:case", _("Overzicht"), None),
    ("guidance:intake", _("Intake"), Item.INTAKE),
    ("guidance:advice", _("Advies"), Item.ADVICE),
    ("guidance:profile", _("Profiel"), Item.PROFILE),
    ("matching:suited", _("Passend werk"), Item.PROFILE),
    ("guidance:arrangement", _("Arrangement"), Item.ARRANGEMENT),
    ("guidance:windows", _("Loketten"), Item.ARRANGEMENT),
    ("guidance:handovers", _("Overdracht"), None),
    ("guidance:messages", _("Berichten"), Item.CONTACT),
    ("guidance:letters", _("Brieven"), Item.CONTACT),
    ("placing:list", _("Plaatsingen"), Item.OUTCOME),
    ("guidance:outcome", _("Uitkomst"), Item.OUTCOME),
    ("guidance:travelling", _("Meenemen"), None),
    ("guidance:rights", _("Rechten"), None),
)


TO_READ = frozenset({
    "guidance:case", "guidance:intake", "guidance:advice", "guidance:profile", "guidance:arrangement",
    "guidance:outcome",
})  # fmt: skip
"""The pages that show a part of the file; the others are for work that the person agreed to."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a file."""

    label: Promise
    url: str
    current: bool


def open_file(request: ActingRequest, case_id: int, needs: Item | None = None) -> CasePage:
    """Give the file as this reader may see it; the look is logged.

    Raises NotFoundError for anyone else, for a desk that only finds it, and when the part is not shared that the page
    is about (`needs`).
    """
    page = queries.case_page(request.actor, case_id, now=request.now)
    if page.found or (needs is not None and needs not in page.items):
        raise NotFoundError(case_id)
    return page


def may_open(page: CasePage, name: str, item: Item | None) -> bool:
    """Tell whether a page of the file opens: what an emergency opened is there to read, not to work in."""
    if name in TO_READ:
        return item is None or item in page.items
    return bool(page.standing) if item is None else item in page.standing


def tabs(page: CasePage, current: str) -> tuple[Tab, ...]:
    """The pages of the file that this reader may open."""
    return tuple(
        Tab(label, reverse(name, args=(page.header.id,)), current=name == current)
        for name, label, item in PAGES
        if may_open(page, name, item)
    )


def show(request: ActingRequest, template: str, page: CasePage, current: str, **context: Any) -> HttpResponse:
    """Render one page of a file."""
    named = {
        "page": page,
        "header": page.header,
        "tabs": tabs(page, current),
        "moves": {move.name for move in page.moves},
    }
    return render(request, f"guidance/{template}.html", named | context)


def done(request: ActingRequest, sentence: str, name: str, case_id: int) -> HttpResponseRedirect:
    """Say what was done and show where it stands now."""
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse(name, args=(case_id,)))


def refused(answer: object) -> Refusal | None:
    """The refusal in an answer, when it is one."""
    return answer if isinstance(answer, Refusal) else None
