"""Funding: of what was registered in a window, so much is paid; the cashier says which, in order (R-220)."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from overstap.allotment import actions, queries
from overstap.allotment.values import ApplicationCard
from overstap.core.actor import Role
from overstap.core.allotment import State
from overstap.core.decision import NotFoundError, Refusal
from overstap.web.forms import HouseForm
from overstap.web.guards import writing_view
from overstap.web.request import ActingRequest
from overstap.web.treasury.opening.deciding import HERE
from overstap.web.treasury.showing import done, show
from overstap.web.windows import words as window_words

AT_ONCE = 50
"""How many registrations stand on one page; the next ones come when these are done."""


class FundingForm(HouseForm):
    """Which registrations are paid."""

    chosen = forms.TypedMultipleChoiceField(
        label=_("Welke registraties worden betaald?"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Kies minstens één registratie."),
            "invalid_choice": _("Een registratie die u koos, staat niet meer in de lijst. Kies opnieuw."),
        },
    )

    def offer(self, cards: tuple[ApplicationCard, ...]) -> None:
        """Let these be chosen."""
        self.fields["chosen"].choices = [  # type: ignore[attr-defined]
            (str(one.key), gettext("Plaats %(rank)s, aanvraag nummer %(number)s") % _numbers(one)) for one in cards
        ]


def _numbers(card: ApplicationCard) -> dict[str, int | None]:
    return {"rank": card.rank, "number": card.number}


@writing_view(roles=frozenset({Role.CASHIER}))
def fund(request: ActingRequest, code: str) -> HttpResponse:
    """Choose registrations that are paid; what the funded ceiling does not reach is refused with the reason."""
    counter = queries.public_counter(code, request.now)
    if counter is None or counter.window.registration_ceiling is None:
        raise NotFoundError(f"no window {code} that registers")
    waiting = _waiting(request, code)
    form = FundingForm(request.POST if request.method == "POST" else None)
    form.offer(waiting)
    refusal: Refusal | None = None
    funded = 0
    if request.method == "POST" and form.is_valid():
        funded, refusal = _fund(request, form.cleaned_data["chosen"], waiting)
        if refusal is None:
            return done(request, _said(funded), HERE, code)
        counter = queries.public_counter(code, request.now)
        form = FundingForm(None)
        waiting = _waiting(request, code)
        form.offer(waiting)
    return show(
        request,
        "opening/fund",
        window=counter.window if counter else None,
        counter=counter,
        form=form,
        refusal=refusal,
        some=_said(funded) if funded else "",
        waiting=waiting,
        left=counter.window.funded_ceiling - counter.held if counter else 0,
        window_words=window_words,
    )


def _waiting(request: ActingRequest, code: str) -> tuple[ApplicationCard, ...]:
    page = queries.window_page(request.actor, code, request.now, state=State.GRANTED, size=AT_ONCE)
    return page.applications


def _fund(
    request: ActingRequest, chosen: list[UUID], waiting: tuple[ApplicationCard, ...]
) -> tuple[int, Refusal | None]:
    """Fund what was chosen, who came first first, until one is refused."""
    funded = 0
    for one in waiting:
        if one.key in chosen:
            answer = actions.fund_application(actor=request.actor, key=one.key, now=request.now)
            if isinstance(answer, Refusal):
                return funded, answer
            funded += 1
    return funded, None


def _said(funded: int) -> str:
    return ngettext("%(n)s registratie wordt betaald.", "%(n)s registraties worden betaald.", funded) % {"n": funded}
