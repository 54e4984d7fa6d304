"""A way in without e-mail: a letter with a code, which opens one's own file together with the birth date.

The code stands on paper only. Who finds a letter still has to know the birth date, and gets few tries.
"""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from overstap.audit import actions as audit
from overstap.casework.actions.deeds import deed
from overstap.casework.models import AccessCode, Case
from overstap.casework.policy import Term, local_day, number_of_term
from overstap.casework.queries.access_codes import as_person
from overstap.core.actor import Actor
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.correspondence import actions as post
from overstap.correspondence.access import access_receiver
from overstap.correspondence.models import PostPreference
from overstap.correspondence.readers import address_of
from overstap.correspondence.texts import ENTRANCE
from overstap.correspondence.values import Recipient
from overstap.sealing import fingerprint, fingerprints

if TYPE_CHECKING:
    from overstap.correspondence.values import LetterCard
    from overstap.people.models import Participant

CONTEXT = "casework.accesscode.code"
OBJECT = "toegangscode"
SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH, GROUP = 12, 4
ENTER_PATH = ENTRANCE
SOURCE = N_("Eigen inrichting")

NO_FIT = Refusal(
    rule="toegang.klopt_niet",
    because=N_("De code en de geboortedatum horen niet bij elkaar, of de code werkt niet meer."),
    source=SOURCE,
    remedy=N_("Kijk de code en de datum na. Lukt het niet? Bel het loket. Dan krijgt u een nieuwe brief."),
)
LOCKED = Refusal(
    rule="toegang.geblokkeerd",
    because=N_("De geboortedatum was te vaak fout. Deze code werkt niet meer."),
    source=SOURCE,
    remedy=N_("Bel het loket. Dan krijgt u een nieuwe brief."),
)
OVER = Refusal(
    rule="toegang.verlopen",
    because=N_("Deze code is verlopen."),
    source=SOURCE,
    remedy=N_("Bel het loket. Dan krijgt u een nieuwe brief."),
)


@dataclass(frozen=True, slots=True)
class Entered:
    """That somebody came in with a code (binnengekomen), and how long their own file stays open."""

    code_id: int
    open_for: dt.timedelta


def send_access_code(*, actor: Actor, participant_id: int, now: dt.datetime) -> LetterCard | Refusal:
    """Let a letter with a code go to a person who has no e-mail, or lost the letter before (brief met toegangscode).

    A code that was made before stops working at once, also where somebody is inside with it. Nobody but the person gets
    to know the code: it stands in the print run and nowhere else. Raises NotFoundError for who does not see to their
    post, and for the person: who has no way in can't ask for one here.
    """
    with deed(actor=actor, verb="toegangscode_maken", now=now):
        person = access_receiver(actor, participant_id, now=now, for_update=True)
        if actor.is_person:
            raise NotFoundError(participant_id)
        refusal = _check(person)
        if refusal is not None:
            return refusal
        code, until = new_way_in(actor=actor, participant_id=person.pk, now=now)
        case = Case.objects.filter(participant=person).order_by("closed_at", "-opened_at", "-id").first()
        return post.send(
            actor=actor,
            template="toegangscode",
            to=Recipient(participant_id=person.pk),
            values={"code": code, "geldig_tot": until},
            about=("dossier", case.pk) if case else ("participant", person.pk),
            now=now,
            link=ENTER_PATH,
        )


def new_way_in(*, actor: Actor, participant_id: int, now: dt.datetime) -> tuple[str, dt.date]:
    """Make a code for a letter on paper, in the transaction of the caller; gives it as it is read, and its last day.

    Codes that were made before stop working at once.
    """
    end_access_codes(participant_id, now=now)
    code, until = _new_code(), now + dt.timedelta(days=_number(Term.ACCESS_CODE_VALID, now))
    row = AccessCode.objects.create(
        participant_id=participant_id,
        code_print=fingerprint(code, context=CONTEXT),
        made_at=now,
        made_by_id=actor.user_id,
        valid_until=until,
    )
    _log(actor, "toegangscode_maken", row, now)
    return shown_access_code(code), local_day(until)


def end_access_codes(participant_id: int, *, now: dt.datetime) -> int:
    """Let the codes of a person stop working, in the transaction of the caller; gives how many."""
    return AccessCode.objects.filter(participant_id=participant_id, ended_at__isnull=True).update(ended_at=now)


def enter_with_code(*, code: str, birth_date: dt.date, now: dt.datetime) -> Entered | Refusal:
    """Come in with the code of a letter and the birth date (binnenkomen).

    A wrong birth date is counted under a lock, so that trying many at once gains nothing; after too many the code is
    dead. A code that nobody has, that was replaced, or with another birth date gives one answer, which tells nothing.
    """
    typed = "".join(sign for sign in code.upper() if sign in SIGNS)
    with audit.one_deed(actor=NOBODY, verb="toegangscode_gebruiken", now=now):
        prints = fingerprints(typed, context=CONTEXT)
        rows = AccessCode.objects.select_for_update(of=("self",), no_key=True).select_related("participant")
        row = rows.filter(code_print__in=prints, ended_at__isnull=True).first() if len(typed) == LENGTH else None
        if row is None:
            return NO_FIT
        if row.attempts >= _number(Term.ACCESS_CODE_TRIES, now):
            return LOCKED
        if not hmac.compare_digest(birth_date.isoformat(), row.participant.birth_date.isoformat()):
            return _wrong(row, now)
        if row.valid_until <= now:
            return OVER
        row.attempts, row.last_used_at, row.first_used_at = 0, now, row.first_used_at or now
        row.save(update_fields=["attempts", "last_used_at", "first_used_at"])
        _log(as_person(row.participant), "toegangscode_gebruiken", row, now)
        return Entered(row.pk, dt.timedelta(minutes=_number(Term.ACCESS_CODE_OPEN, now)))


NOBODY = Actor(user_id=None, name="", roles=frozenset())


def shown_access_code(code: str) -> str:
    """Write a code as people read it: in groups of four."""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def _check(person: Participant) -> Refusal | None:
    if not address_of(PostPreference.objects.filter(participant=person).first()).is_known:
        return Refusal(
            rule="toegang.geen_adres",
            because=N_("Er is geen adres bekend waar de brief heen kan."),
            source=SOURCE,
            remedy=N_("Vul eerst het adres in, bij hoe deze persoon post krijgt."),
        )
    return None


def _wrong(row: AccessCode, now: dt.datetime) -> Refusal:
    row.attempts += 1
    row.save(update_fields=["attempts"])
    _log(NOBODY, "toegangscode_fout", row, now)
    return LOCKED if row.attempts >= _number(Term.ACCESS_CODE_TRIES, now) else NO_FIT


def _new_code() -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def _number(term: Term, now: dt.datetime) -> int:
    return number_of_term(term, region_code="", on=local_day(now))


def _log(actor: Actor, verb: str, row: AccessCode, now: dt.datetime) -> None:
    audit.record(actor=actor, verb=verb, object_kind=OBJECT, object_id=row.pk, subject_id=row.participant_id, now=now)
