"""Which lists of occupations and competences there are, from where and when, and which version is in use."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from overstap.core.actor import Role
from overstap.core.decision import NotFoundError
from overstap.taxonomy.actions import use_edition
from overstap.taxonomy.queries import edition, editions
from overstap.taxonomy.values import EditionCard
from overstap.web.guards import reading_view, writing_view
from overstap.web.oversight.opening import OVERSEERS, STEERING, done, refused, show
from overstap.web.request import ActingRequest

HERE = "oversight:taxonomy"

KINDS: dict[str, Promise] = {
    "beroep": _("beroepen"),
    "beroepsgroep": _("groepen van beroepen"),
    "sector": _("sectoren"),
    "competentie": _("competenties"),
    "kennis": pgettext_lazy("soort begrip", "kennis"),
    "groep": _("groepen van competenties"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A version as the page shows it."""

    card: EditionCard
    counts: tuple[tuple[Promise, int], ...]


@reading_view(roles=OVERSEERS)
def lists(request: ActingRequest) -> HttpResponse:
    """Every version, by list; the one in use first."""
    lines = tuple(
        Line(one, tuple((KINDS[kind], number) for kind, number in one.counts if kind in KINDS)) for one in editions()
    )
    return show(request, "taxonomy", editions=lines, may_choose=request.actor.has(Role.STEERING_GROUP))


@writing_view(roles=STEERING)
def use(request: ActingRequest, edition_id: int) -> HttpResponse:
    """Ask first, then take a version in use."""
    card = edition(edition_id)
    if card is None:
        raise NotFoundError(edition_id)
    if request.method == "POST":
        answer = use_edition(actor=request.actor, edition_id=edition_id, now=request.now)
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("Deze uitgave is nu in gebruik."), HERE)
        return show(request, "use_taxonomy", card=card, refusal=refusal, status=400)
    return show(request, "use_taxonomy", card=card)
