"""Questions about letters with a code: who is inside with one, and how the last one of a person stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from overstap.casework.models import AccessCode
from overstap.casework.policy import Term, local_day, number_of_term
from overstap.core.actor import Actor, Role
from overstap.core.decision import N_
from overstap.correspondence.access import access_receiver
from overstap.correspondence.models import PostPreference
from overstap.correspondence.readers import address_of
from overstap.people.models import Participant


class CodeState(StrEnum):
    """How a code on paper stands (stand van een toegangscode)."""

    WORKS = "werkt"
    LOCKED = "geblokkeerd"
    EXPIRED = "verlopen"


STATE_WORDS = {
    CodeState.WORKS: N_("Werkt"),
    CodeState.LOCKED: N_("Werkt niet meer: te vaak een foute geboortedatum"),
    CodeState.EXPIRED: N_("Verlopen"),
}


@dataclass(frozen=True, slots=True)
class AccessCodeCard:
    """The last letter with a code of a person (toegangscode), for who sees to their post: never the code itself."""

    made_at: dt.datetime
    valid_until: dt.datetime
    last_used_at: dt.datetime | None
    state: CodeState

    @property
    def state_name(self) -> str:
        """How it stands, in words."""
        return STATE_WORDS[self.state]


@dataclass(frozen=True, slots=True)
class AccessCodePage:
    """What an adviser or a desk has to know before a letter with a code goes out."""

    participant_id: int
    name: str
    address: tuple[str, ...]
    last: AccessCodeCard | None


def access_code_page(actor: Actor, participant_id: int, *, now: dt.datetime) -> AccessCodePage:
    """Give how the way in of a person stands. Raises NotFoundError for who does not see to their post."""
    person = access_receiver(actor, participant_id, now=now)
    wish = PostPreference.objects.filter(participant=person).first()
    row = AccessCode.objects.filter(participant=person, ended_at__isnull=True).first()
    return AccessCodePage(person.pk, person.full_name, address_of(wish).lines, _card(row, now) if row else None)


def person_inside(code_id: int, *, now: dt.datetime) -> Actor | None:
    """Give the person who came in with a code, while it works; None once it was replaced, locked or ran out."""
    row = AccessCode.objects.filter(pk=code_id, ended_at__isnull=True).select_related("participant").first()
    if row is None or _state(row, now) is not CodeState.WORKS:
        return None
    return as_person(row.participant)


def as_person(person: Participant) -> Actor:
    """Give the actor of a person without an account, under the registration that stays."""
    stays = person.merged_into_id or person.pk
    return Actor(user_id=None, name=person.full_name, roles=frozenset({Role.PERSON}), participant_id=stays)


def _card(row: AccessCode, now: dt.datetime) -> AccessCodeCard:
    return AccessCodeCard(row.made_at, row.valid_until, row.last_used_at, _state(row, now))


def _state(row: AccessCode, now: dt.datetime) -> CodeState:
    if row.attempts >= number_of_term(Term.ACCESS_CODE_TRIES, region_code="", on=local_day(now)):
        return CodeState.LOCKED
    return CodeState.EXPIRED if row.valid_until <= now else CodeState.WORKS
