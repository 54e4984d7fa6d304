"""What a form on a page of matching asks, done through its verb; person and adviser share the same words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from overstap.core.decision import NotFoundError, Refusal
from overstap.mediation import actions
from overstap.mediation.kinds import WishKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from overstap.web.request import ActingRequest


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a form: a sentence to show, and a wish to ask back (kind and value)."""

    sentence: str
    wish: tuple[str, str] | None = None


Outcome = Done | Refusal


def do(request: ActingRequest, case_id: int) -> Outcome:
    """Do what the form asks. Raises NotFoundError for a deed that is not there."""
    deed = DEEDS.get(request.POST.get("daad", ""))
    if deed is None:
        raise NotFoundError(request.POST.get("daad", ""))
    return deed(request, case_id)


def _number(request: ActingRequest, name: str) -> int:
    text = request.POST.get(name, "")
    if not text.isascii() or not text.isdigit() or len(text) > 12:  # noqa: PLR2004 (longer than any number here)
        raise NotFoundError(text)
    return int(text)


def _fits(request: ActingRequest, case_id: int) -> Outcome:
    vacancy = _number(request, "vacature")
    said = actions.give_feedback(actor=request.actor, case_id=case_id, vacancy_id=vacancy, fits=True, now=request.now)
    return said if isinstance(said, Refusal) else Done(_("Bewaard: dit werk past."))


def _does_not_fit(request: ActingRequest, case_id: int) -> Outcome:
    said = actions.give_feedback(
        actor=request.actor,
        case_id=case_id,
        vacancy_id=_number(request, "vacature"),
        fits=False,
        because=request.POST.get("reden", ""),
        text=request.POST.get("uitleg", ""),
        now=request.now,
    )
    if isinstance(said, Refusal):
        return said
    return Done(_("Bewaard: dit werk past niet. Het staat niet meer in de lijst."), said.wish)


def _wish(request: ActingRequest, case_id: int) -> Outcome:
    kind, value = request.POST.get("soort", ""), request.POST.get("waarde", "")
    if kind == WishKind.CANNOT:
        raise NotFoundError(kind)
    made = actions.set_wish(actor=request.actor, case_id=case_id, kind=kind, value=value, now=request.now)
    return made if isinstance(made, Refusal) else Done(_("Bewaard. Wij laten dit werk niet meer zien."))


def _end_wish(request: ActingRequest, case_id: int) -> Outcome:
    actions.end_wish(actor=request.actor, case_id=case_id, wish_id=_number(request, "wens"), now=request.now)
    return Done(_("De wens is weg. Wij kijken weer naar dit werk."))


def _can(request: ActingRequest, case_id: int) -> Outcome:
    uri = request.POST.get("competentie", "")
    can = request.POST.get("antwoord") == "ja"
    made = actions.confirm_skill(actor=request.actor, case_id=case_id, uri=uri, can=can, now=request.now)
    if isinstance(made, Refusal):
        return made
    return Done(_("Dank u. Dit staat nu in uw profiel.") if can else _("Dank u. Wij rekenen hier niet meer op."))


def _propose(request: ActingRequest, case_id: int) -> Outcome:
    made = actions.propose_for_vacancy(
        actor=request.actor, case_id=case_id, vacancy_id=_number(request, "vacature"), now=request.now
    )
    if isinstance(made, Refusal):
        return made
    if request.actor.is_person:
        # Who asks for it themselves has said yes by asking.
        answered = actions.answer_proposal(actor=request.actor, proposal_id=made, agrees=True, now=request.now)
        return answered if isinstance(answered, Refusal) else Done(_("De werkgever ziet nu dat u dit werk wilt."))
    return Done(_("De vraag staat klaar voor de persoon. De werkgever ziet nog niets."))


def _answer(request: ActingRequest, case_id: int) -> Outcome:  # noqa: ARG001 (a proposal knows its own file)
    agrees = request.POST.get("antwoord") == "ja"
    answered = actions.answer_proposal(
        actor=request.actor,
        proposal_id=_number(request, "voorstel"),
        agrees=agrees,
        with_contact=request.POST.get("contact") == "ja",
        now=request.now,
    )
    if isinstance(answered, Refusal):
        return answered
    return Done(_("U zei ja. De werkgever mag u nu zien.") if agrees else _("U zei nee. De werkgever ziet u niet."))


def _take_back(request: ActingRequest, case_id: int) -> Outcome:  # noqa: ARG001 (a proposal knows its own file)
    refusal = actions.take_back_proposal(actor=request.actor, proposal_id=_number(request, "voorstel"), now=request.now)
    return refusal or Done(_("Het voorstel is ingetrokken. De werkgever ziet niets meer."))


def _share(request: ActingRequest, case_id: int) -> Outcome:
    party = _number(request, "partij")
    if request.POST.get("antwoord") == "ja":
        refusal = actions.let_look(actor=request.actor, case_id=case_id, party_id=party, now=request.now)
        return refusal or Done(_("Aan. Deze organisatie mag nu werk voor u zoeken."))
    actions.stop_looking(actor=request.actor, case_id=case_id, party_id=party, now=request.now)
    return Done(_("Uit. Deze organisatie ziet u vanaf nu niet meer."))


DEEDS: dict[str, Callable[[ActingRequest, int], Outcome]] = {
    "past": _fits,
    "past-niet": _does_not_fit,
    "wens": _wish,
    "wens-weg": _end_wish,
    "kan": _can,
    "voorstellen": _propose,
    "antwoord": _answer,
    "intrekken": _take_back,
    "zoeken": _share,
}
