"""Taking back people who were registered by mistake: they stop taking part, and an account nobody used is gone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from overstap.core.actor import Actor
from overstap.parties.models import User
from overstap.people.actions.numbers import forget_citizen_number
from overstap.people.models import CitizenNumber, MergeProposal, MergeState, Participant
from overstap.people.models.merging import OPEN_STATES


def take_back_participants(*, actor: Actor, participant_ids: Collection[int], now: datetime) -> None:
    """Let people who were registered by mistake stop, in the transaction of the caller; their rows stay as history.

    Their citizen service number is thrown away, their accounts only when nobody ever signed in with them, so that
    the same address can be registered again. Open proposals about them are dropped.
    """
    keys = sorted(participant_ids)
    numbered = CitizenNumber.objects.filter(participant_id__in=keys).order_by("id")
    for key in list(numbered.values_list("participant_id", flat=True)):
        forget_citizen_number(actor=actor, participant_id=key, now=now)
    accounts = list(
        Participant.objects.filter(pk__in=keys, user__isnull=False, user__last_login__isnull=True)
        .order_by("id")
        .values_list("user_id", flat=True)
    )
    Participant.objects.filter(pk__in=keys).update(withdrew_at=now)
    Participant.objects.filter(user_id__in=accounts).update(user=None)
    open_ones = MergeProposal.objects.filter(state__in=OPEN_STATES)
    for side in ("first_id__in", "second_id__in"):
        open_ones.filter(**{side: keys}).update(state=MergeState.DIFFERENT, decided_at=now)
    _throw_away(accounts)


def _throw_away(accounts: Collection[int]) -> None:
    """Accounts that never signed in; one that something still points at stays, closed."""
    try:
        with transaction.atomic():
            User.objects.filter(pk__in=accounts, memberships__isnull=True).delete()
    except ProtectedError:
        User.objects.filter(pk__in=accounts, memberships__isnull=True).update(is_active=False)
