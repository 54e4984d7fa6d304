"""Requests of persons: asked, established who asks, handled within a term, answered with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from overstap.audit.actions import one_deed, record
from overstap.casework.models import Case
from overstap.casework.safe_links import link_with_notice
from overstap.consent.actions import withdraw_all
from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.moves import Part, advance
from overstap.core.privacy import REQUEST_MOVES, Right
from overstap.correspondence.actions import send
from overstap.correspondence.values import Recipient
from overstap.parties.models import User
from overstap.people.access import access_participant
from overstap.people.models import Participant
from overstap.privacy.access import access_request, account_of, parts_towards
from overstap.privacy.actions.destroying import propose_for_person, propose_partly
from overstap.privacy.cards import number_of, request_card
from overstap.privacy.keeping import later
from overstap.privacy.models import SubjectRequest
from overstap.privacy.outlook import outlook_of
from overstap.privacy.values import RequestCard
from overstap.rules.load_processings import terms_on

OBJECT, PURPOSE, SOURCE = "verzoek", "rechten", "avg"
ONLINE = "mijn"
ON_BEHALF = frozenset({Role.DESK, Role.ADVISER, Role.COORDINATOR})
NEEDS_TEXT = frozenset({Right.RECTIFICATION, Right.OBJECTION})

LETTERS = {
    Right.ACCESS: "inzage_beantwoord",
    Right.PORTABILITY: "inzage_beantwoord",
    Right.RECTIFICATION: "verbetering_beantwoord",
    Right.ERASURE: "wissen_beantwoord",
}
"""The letter with the answer; for the other rights the letter that only says that there is news."""

GRANTED = {"nl": "wij doen wat u vroeg", "en": "we do what you asked"}
PARTLY_GRANTED = {"nl": "wij wissen een deel, en op uw pagina staat wat moet blijven en waarom",
                  "en": "we erase a part, and your page says what must stay and why"}  # fmt: skip
DENIED = {"nl": "wij doen niet wat u vroeg", "en": "we do not do what you asked"}
"""What the letter says, in the language of the reader."""


def ask(
    *, actor: Actor, participant_id: int, right: str, asked: str, through: str, now: dt.datetime
) -> RequestCard | Refusal:
    """Ask something about one's data (verzoek), by the person or at a desk on their behalf.

    The term starts now. Who is signed in as the person is established at once; for another the officer does that.
    Raises NotFoundError for who does not find the person.
    """
    with one_deed(actor=actor, verb="verzoek_doen", now=now):
        person = access_participant(actor, participant_id, purpose=PURPOSE, now=now, for_update=True)
        if not (actor.is_person or actor.has(*ON_BEHALF)):
            raise NotFoundError(participant_id)
        if (refusal := _refuse_asking(person, right, asked, through)) is not None:
            return refusal
        today = timezone.localdate(now)
        row = SubjectRequest.objects.create(
            participant=person,
            party_id=_handling_party(actor, person),
            right=right,
            asked=asked.strip(),
            asked_at=now,
            asked_through=through.strip(),
            asked_by_id=actor.user_id,
            state="vastgesteld" if actor.is_person else REQUEST_MOVES.initial,
            identified_how=ONLINE if actor.is_person else "",
            identified_at=now if actor.is_person else None,
            due_on=later(today, months=terms_on(today).terms["verzoek_maanden"].value),
        )
        _record(actor, "verzoek_doen", row, now, recht=right)
    return request_card(row, actor, now)


def identify(*, actor: Actor, request_id: int, how: str, now: dt.datetime) -> RequestCard | Refusal:
    """Write down how it was established who asks (vaststellen)."""
    with one_deed(actor=actor, verb="vaststellen", now=now):
        row = access_request(actor, request_id, for_update=True)
        if not how.strip():
            return _missing(N_("Schrijf op hoe u vaststelde wie het vraagt."))
        if (refusal := _move(actor, row, "vaststellen")) is not None:
            return refusal
        row.identified_how, row.identified_at = how.strip(), now
        row.save()
        _record(actor, "vaststellen", row, now)
    return request_card(row, actor, now)


def take_request(*, actor: Actor, request_id: int, now: dt.datetime) -> RequestCard | Refusal:
    """Take a request in hand (behandelen)."""
    with one_deed(actor=actor, verb="behandelen", now=now):
        row = access_request(actor, request_id, for_update=True)
        if (refusal := _move(actor, row, "behandelen")) is not None:
            return refusal
        row.assigned_to = User.objects.get(pk=account_of(actor))
        row.save()
        _record(actor, "behandelen", row, now)
    return request_card(row, actor, now)


def extend(*, actor: Actor, request_id: int, because: str, now: dt.datetime) -> RequestCard | Refusal:
    """Take longer, once and with a reason that the person reads (verlengen)."""
    with one_deed(actor=actor, verb="verlengen", now=now):
        row = access_request(actor, request_id, for_update=True)
        if Part.HANDLER not in parts_towards(actor, row):
            raise NotFoundError(request_id)
        if not because.strip():
            return _missing(N_("Schrijf op waarom het langer duurt."))
        today = timezone.localdate(now)
        if row.answered_at is not None or row.extended_because or row.due_on < today:
            return Refusal(
                "verzoek.verlengen",
                N_("Dit verzoek kan niet worden verlengd: dat kan één keer, en voor de termijn voorbij is."),
                source=SOURCE,
                remedy=N_("Geef antwoord op het verzoek."),
            )
        row.due_on = later(row.due_on, months=terms_on(today).terms["verzoek_verlenging_maanden"].value)
        row.extended_because = because.strip()
        row.save()
        _record(actor, "verlengen", row, now, tot=row.due_on.isoformat())
        _tell(actor, row, "nieuws", now)
    return request_card(row, actor, now)


def grant(*, actor: Actor, request_id: int, motivation: str, now: dt.datetime) -> RequestCard | Refusal:
    """Do what was asked (toewijzen), and say so with a reason.

    Access and portability make the file ready on the page of the person; restriction and objection end every
    permission at once; erasure proposes a destruction, which a second person approves: of everything, or while the file
    must stay of what may go now, with an answer that says what stays, why and until when. A correction is made in the
    file itself, before the answer.
    """
    with one_deed(actor=actor, verb="toewijzen", now=now):
        row = access_request(actor, request_id, for_update=True)
        if not motivation.strip():
            return _missing(N_("Een antwoord heeft altijd een uitleg."))
        if (refusal := _move(actor, row, "toewijzen")) is not None:
            return refusal
        _answer(actor, row, motivation, now)
        if row.right in {Right.RESTRICTION, Right.OBJECTION}:
            withdraw_all(actor=SYSTEM, participant_id=row.participant_id, now=now)
        said = GRANTED
        if row.right == Right.ERASURE:
            row.outlook = outlook_of(row.participant_id, row.party_id, now=now)
            row.save(update_fields=["outlook"])
            whole = not row.outlook["blijft"]
            propose = propose_for_person if whole else propose_partly
            proposed = propose(actor=actor, participant_id=row.participant_id, now=now)
            if isinstance(proposed, Refusal):
                transaction.set_rollback(True)
                return proposed
            said = GRANTED if whole else PARTLY_GRANTED
        _record(actor, "toewijzen", row, now, recht=row.right)
        _tell_answer(actor, row, said, now)
    return request_card(row, actor, now)


def deny(*, actor: Actor, request_id: int, ground: str, motivation: str, now: dt.datetime) -> RequestCard | Refusal:
    """Refuse (afwijzen), on a ground of the law and with a reason; the answer says how to object."""
    with one_deed(actor=actor, verb="afwijzen", now=now):
        row = access_request(actor, request_id, for_update=True)
        if terms_on(timezone.localdate(now)).refusal(ground) is None or not motivation.strip():
            return _missing(N_("Een weigering heeft altijd een grond en een uitleg."))
        if (refusal := _move(actor, row, "afwijzen")) is not None:
            return refusal
        row.ground = ground
        _answer(actor, row, motivation, now)
        _record(actor, "afwijzen", row, now, recht=row.right, grond=ground)
        _tell_answer(actor, row, DENIED, now)
    return request_card(row, actor, now)


def take_back_request(*, actor: Actor, request_id: int, now: dt.datetime) -> RequestCard | Refusal:
    """Take a request back, by the person (terugnemen)."""
    with one_deed(actor=actor, verb="terugnemen", now=now):
        row = access_request(actor, request_id, for_update=True)
        if (refusal := _move(actor, row, "terugnemen")) is not None:
            return refusal
        row.answered_at = now
        row.save()
        _record(actor, "terugnemen", row, now)
    return request_card(row, actor, now)


def _refuse_asking(person: Participant, right: str, asked: str, through: str) -> Refusal | None:
    if right not in set(Right) or not through.strip():
        return _missing(N_("Kies wat u vraagt, en hoe het is gevraagd."))
    if right in NEEDS_TEXT and not asked.strip():
        return _missing(N_("Schrijf op wat er niet klopt, of waartegen u bezwaar maakt."))
    if SubjectRequest.objects.filter(participant=person, right=right, answered_at__isnull=True).exists():
        return Refusal(
            "verzoek.loopt",
            N_("Dit verzoek loopt al."),
            source=SOURCE,
            remedy=N_("Wacht op het antwoord, of trek het eerste verzoek in."),
        )
    return None


def _handling_party(actor: Actor, person: Participant) -> int:
    """The first responsible party of the newest file answers; without a file the party of the desk."""
    newest = Case.objects.filter(participant=person).order_by("closed_at", "-opened_at", "-pk")
    ordered = sorted(newest, key=lambda case: (case.closed_at is not None, -case.pk))
    if ordered:
        return ordered[0].first_responsible_id
    if actor.party_id is None:
        raise NotFoundError(person.pk)
    return actor.party_id


def _move(actor: Actor, row: SubjectRequest, name: str) -> Refusal | None:
    state = advance(REQUEST_MOVES, row.state, name, parts=parts_towards(actor, row))
    if isinstance(state, Refusal):
        return state
    row.state = state
    return None


def _answer(actor: Actor, row: SubjectRequest, motivation: str, now: dt.datetime) -> None:
    row.motivation, row.answered_at = motivation.strip(), now
    row.answered_by = User.objects.get(pk=account_of(actor))
    row.save()


def _tell_answer(actor: Actor, row: SubjectRequest, answer: Mapping[str, str], now: dt.datetime) -> None:
    language = "en" if row.participant.language == "en" else "nl"
    _tell(actor, row, LETTERS.get(Right(row.right), "nieuws"), now, answer[language])


def _tell(actor: Actor, row: SubjectRequest, template: str, now: dt.datetime, answer: str = "") -> None:
    """Tell the person; the reason stands on their page, for it may say what no e-mail says."""
    values = {} if template == "nieuws" else {"nummer": number_of(row), "antwoord": answer, "reden": ""}
    send(
        actor=actor,
        template=template,
        to=Recipient(participant_id=row.participant_id),
        values=values,
        about=(OBJECT, row.pk),
        now=now,
        fresh=link_with_notice(row.participant_id, actor=actor, now=now),
    )


def _missing(because: str) -> Refusal:
    return Refusal("verzoek.onvolledig", because, source=SOURCE, remedy=N_("Vul het in en probeer het opnieuw."))


def _record(actor: Actor, verb: str, row: SubjectRequest, now: dt.datetime, **details: object) -> None:
    record(
        actor=actor,
        verb=verb,
        object_kind=OBJECT,
        object_id=row.pk,
        subject_id=row.participant_id,
        purpose=PURPOSE,
        now=now,
        details=details,
    )
