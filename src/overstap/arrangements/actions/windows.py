"""Applying at a window for a person, and answering an offer with them (R-220, R-222).

The application is made as that of someone without an account: who has its key, has it. The key stands in the file, so
that whoever guides the person now can go on with it; who did what stands on the trail of the file.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from overstap.allotment import actions as allotment
from overstap.allotment import queries as allotment_queries
from overstap.arrangements.access import access_window_application, open_case_arrangement, parts_of
from overstap.arrangements.actions.deeds import CLOSED, NOT_RESPONSIBLE, deed, next_step, too_long, undo
from overstap.arrangements.composition import compose
from overstap.arrangements.models import WindowApplication
from overstap.arrangements.queries.windows import application_of_case
from overstap.arrangements.values import Fit
from overstap.arrangements.weighing import Weigher, refusal_of
from overstap.arrangements.window_values import WindowLine, WindowOption
from overstap.arrangements.windows import applied_at, option_of, pseudonym_of
from overstap.casework.access import Sight
from overstap.casework.actions.deeds import log
from overstap.casework.models import Case, NextAction
from overstap.casework.policy import catalogue, local_day
from overstap.casework.telling import tell_person
from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.consent import Item
from overstap.core.decision import N_, Bearing, NotFoundError, Refusal
from overstap.core.moves import Part

ANSWER_OFFER = N_("Het aanbod van een loket beantwoorden met de deelnemer")
AFTER_OFFER = N_("Bespreken hoe het verder gaat na het aanbod van het loket")

NOT_AGREED = Refusal(
    rule="dossierloket.akkoord",
    because=N_("Er staat niet bij hoe de deelnemer het zei. Zonder de deelnemer doet u dit niet."),
    remedy=N_("Vul in hoe de deelnemer het zei: in een gesprek, aan de telefoon of per brief."),
)
APPLIED_ALREADY = Refusal(
    rule="dossierloket.dubbel",
    because=N_("Uit dit dossier loopt al een aanvraag bij dit loket."),
    remedy=N_("Kijk bij de aanvragen van dit dossier hoe het ermee staat."),
)
NO_FIT = Refusal(rule="dossierloket.past_niet", because=N_("Deze regeling past niet bij de deelnemer."))
NO_ADDRESS = Refusal(
    rule="dossierloket.adres",
    because=N_("Wij weten geen e-mailadres van de deelnemer."),
    remedy=N_("Vraag aan zonder bericht aan de deelnemer."),
)


def apply_for_case(
    *,
    actor: Actor,
    case_id: int,
    window: str,
    key: UUID,
    amount: int,
    how: str,
    now: datetime,
    page: str = "",
) -> WindowLine | Refusal:
    """Apply at a window on behalf of the person of a file (aanvragen vanuit een dossier), with their agreement.

    `how` tells how the person agreed. With `page`, the address at which the person can follow the application, they
    get word by e-mail. The same key twice is one application. Refuses `arrangement.niet_van_u`,
    `arrangement.dossier_gesloten`, `dossierloket.akkoord`, `dossierloket.dubbel`, `dossierloket.past_niet` (or the
    ground in the words of the scheme), `dossierloket.adres`, and what the window itself refuses. Raises NotFoundError
    for a file that is foreign and for a window that is not for this person.
    """
    with deed(actor=actor, verb="loket_aanvragen", now=now):
        case, sight = open_case_arrangement(actor, case_id, now=now, for_update=True)
        if WindowApplication.objects.filter(case=case, application_key=key, window=window).exists():
            return application_of_case(actor, case_id, key, now=now)
        refusal = _may_ask(actor, case, how)
        if refusal is not None:
            return refusal
        option = _option(case, sight, window, now)
        refusal = _against(option) or (NO_ADDRESS if page and not _address(case, sight) else None)
        if refusal is not None:
            return refusal
        refused = _apply(actor, case, option, key=key, amount=amount, page=page, now=now)
        if refused is not None:
            return undo(refused)
        agreed = {"agreed_through": how.strip(), "asked_at": now, "asked_by_id": actor.user_id}
        WindowApplication.objects.create(case=case, application_key=key, window=window, **agreed)
        details = {"loket": window, "hoe": how.strip()}
        log(actor=actor, verb="loket_aanvragen", case=case, now=now, details=details)
        return application_of_case(actor, case_id, key, now=now)


def _may_ask(actor: Actor, case: Case, how: str) -> Refusal | None:
    if Part.RESPONSIBLE not in parts_of(actor, case) or actor.user_id is None:
        return NOT_RESPONSIBLE
    if case.closed_at is not None:
        return CLOSED
    return _agreed(how)


def _agreed(how: str) -> Refusal | None:
    if not how.strip():
        return NOT_AGREED
    return too_long(WindowApplication, agreed_through=how.strip())


def _option(case: Case, sight: Sight, window: str, now: datetime) -> WindowOption:
    counter = allotment_queries.public_counter(window, now)
    composition = compose(case, None, sight=sight, now=now)
    weigher = Weigher(catalogue(), region_code=composition.region_code, on=composition.on)
    option = option_of(composition, counter, weigher, applied_at(case)) if counter else None
    if option is None:
        raise NotFoundError(f"no window {window} for file {case.pk}")
    return option


def _against(option: WindowOption) -> Refusal | None:
    """Why applying makes no sense; a scheme that does not know yet stops nobody, the window decides."""
    if option.applied:
        return APPLIED_ALREADY
    if option.fit is not Fit.NO:
        return None
    against = next((ground for ground in option.grounds if ground.bearing is Bearing.SPEAKS_AGAINST), None)
    return refusal_of(against) if against else NO_FIT


def _address(case: Case, sight: Sight) -> str:
    return case.participant.email if Item.CONTACT in sight.items else ""


def _apply(
    actor: Actor, case: Case, option: WindowOption, *, key: UUID, amount: int, page: str, now: datetime
) -> Refusal | None:
    asked: dict[str, Any] = {
        # Who has the key, has the application: no account of an adviser who may be elsewhere tomorrow.
        "actor": Actor(user_id=None, name=actor.party_name, roles=frozenset({Role.PERSON})),
        "key": key,
        "window": option.window.code,
        "applicant_key": pseudonym_of(case, option.kind),
        "applicant_kind": option.kind.value,
        "amount": amount,
        "now": now,
    }
    if page:
        word = allotment.Word(case.participant.email, case.participant.language, page)
        answer = allotment.apply_with_word(word=word, **asked)
    else:
        answer = allotment.apply(**asked)
    return answer if isinstance(answer, Refusal) else None


def answer_for_case(
    *, actor: Actor, case_id: int, key: UUID, accept: bool, how: str, now: datetime
) -> WindowLine | Refusal:
    """Answer an offer as the person said (aanbod beantwoorden met de deelnemer); `how` tells how they said it.

    Refuses `arrangement.niet_van_u`, `dossierloket.akkoord` and what `answer_offer` refuses. Raises NotFoundError.
    """
    with deed(actor=actor, verb="loket_antwoorden", now=now):
        row, _ = access_window_application(actor, case_id, key, now=now, for_update=True)
        refusal = _may_go_on(actor, row, how)
        if refusal is not None:
            return refusal
        answer = allotment.answer_offer(actor=actor, key=key, accept=accept, now=now)
        if isinstance(answer, Refusal):
            return undo(answer)
        return _answered(
            actor, row, verb="loket_antwoorden", how=how, what="aangenomen" if accept else "afgeslagen", now=now
        )


def withdraw_for_case(*, actor: Actor, case_id: int, key: UUID, how: str, now: datetime) -> WindowLine | Refusal:
    """Withdraw an application as the person said (intrekken met de deelnemer).

    Refuses `arrangement.niet_van_u`, `dossierloket.akkoord` and what `withdraw_application` refuses. Raises
    NotFoundError.
    """
    with deed(actor=actor, verb="loket_intrekken", now=now):
        row, _ = access_window_application(actor, case_id, key, now=now, for_update=True)
        refusal = _may_go_on(actor, row, how)
        if refusal is not None:
            return refusal
        answer = allotment.withdraw_application(actor=actor, key=key, now=now)
        if isinstance(answer, Refusal):
            return undo(answer)
        return _answered(actor, row, verb="loket_intrekken", how=how, what="ingetrokken", now=now)


def _may_go_on(actor: Actor, row: WindowApplication, how: str) -> Refusal | None:
    """A file that is closed stops nobody from answering: the term of the window runs on."""
    if Part.RESPONSIBLE not in parts_of(actor, row.case) or actor.user_id is None:
        return NOT_RESPONSIBLE
    return _agreed(how)


def _answered(actor: Actor, row: WindowApplication, *, verb: str, how: str, what: str, now: datetime) -> WindowLine:
    row.answered_through, row.answered_at, row.answered_by_id = how.strip(), now, actor.user_id
    row.save(update_fields=["answered_through", "answered_at", "answered_by"])
    log(actor=actor, verb=verb, case=row.case, now=now, details={"loket": row.window, "antwoord": what})
    if NextAction.objects.filter(case=row.case, done_at__isnull=True, what=ANSWER_OFFER).exists():
        next_step(row.case, AFTER_OFFER, party=row.case.first_responsible, now=now)
    return application_of_case(actor, row.case_id, row.application_key, now=now)


def notice_offers(*, now: datetime) -> int:
    """Make an offer that came in the next step of its file, with the term of the window (aanbod opmerken); once each.

    Safe to repeat. Gives how many files got it.
    """
    open_ones = WindowApplication.objects.filter(offer_noticed_at__isnull=True, case__closed_at__isnull=True)
    keys = list(open_ones.order_by("id").values_list("application_key", flat=True))
    return sum(_notice(key, before, now) for key, before in allotment_queries.offers(keys).items())


def _notice(key: UUID, before: datetime, now: datetime) -> int:
    with transaction.atomic():
        row = WindowApplication.objects.select_for_update(of=("self",)).filter(application_key=key).first()
        if row is None or row.offer_noticed_at is not None:
            return 0
        case = Case.objects.select_related("first_responsible", "region", "participant").get(pk=row.case_id)
        next_step(case, ANSWER_OFFER, party=case.first_responsible, due_on=local_day(before), now=now)
        row.offer_noticed_at = now
        row.save(update_fields=["offer_noticed_at"])
        _tell_offer(case, key, before, now)
    return 1


def _tell_offer(case: Case, key: UUID, before: datetime, now: datetime) -> None:
    """Write to the person that there is a place, and until when."""
    card = allotment_queries.receipt(key, now)
    if card is None:
        return
    name = card.window.name_en if case.participant.language == "en" else card.window.name_nl
    told: dict[str, str | date] = {"waarvoor": name, "uiterlijk": local_day(before)}
    tell_person(case, "plaats_vrij", told, actor=SYSTEM, now=now, once=f"plaats {key}")
