"""The switch of the person: may this party look for work for me (R-408)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from overstap.consent.actions import give_consent, withdraw_consent
from overstap.core.consent import Item, Purpose
from overstap.core.decision import NotFoundError, Refusal
from overstap.mediation.queries.standing import brokering_parties

if TYPE_CHECKING:
    import datetime as dt

    from overstap.core.actor import Actor


def let_look(*, actor: Actor, case_id: int, party_id: int, now: dt.datetime) -> Refusal | None:
    """Let a party of the region look for work with the profile, until further notice. Only the person does.

    Raises NotFoundError for anyone else and for a party that does not work in the region.
    """
    if not actor.is_person or actor.participant_id is None:
        raise NotFoundError(case_id)
    if party_id not in {one.party_id for one in brokering_parties(actor, case_id, now=now)}:
        raise NotFoundError(party_id)
    given = give_consent(
        actor=actor,
        participant_id=actor.participant_id,
        party_id=party_id,
        items=(Item.PROFILE,),
        purpose=Purpose.MATCHING,
        valid_until=None,
        given_through="online",
        now=now,
    )
    return given if isinstance(given, Refusal) else None


def stop_looking(*, actor: Actor, case_id: int, party_id: int, now: dt.datetime) -> None:
    """Stop a party from looking: from this moment on the person is on no list of theirs, nor with an employer (R-405).

    Stopping what does not look changes nothing.
    """
    if not actor.is_person or actor.participant_id is None:
        raise NotFoundError(case_id)
    for one in brokering_parties(actor, case_id, now=now):
        if one.party_id == party_id and one.consent_id is not None:
            withdraw_consent(actor=actor, participant_id=actor.participant_id, consent_id=one.consent_id, now=now)
