"""Readers along and their links to test with: made by the real actions."""

import datetime as dt
from dataclasses import replace
from typing import Any

from overstap.arrangements import actions
from overstap.arrangements.actions import GuestFields
from overstap.arrangements.agreeing_values import GuestPage, Invitation
from overstap.arrangements.models import Agreement, Guest
from overstap.arrangements.queries import guest_page
from overstap.core.actor import Actor
from overstap.links.queries import actor_of, look
from tests.conftest import START
from tests.factories.arrangements import Scene, choose, make_composable
from tests.factories.treasury import given


def make_drafted(**other: Any) -> tuple[Scene, int]:
    """A draft with one ordinary item; gives the item too."""
    scene = make_composable()
    return scene, choose(scene, **other).id


def fields(**other: Any) -> GuestFields:
    """An employer who reads along."""
    return replace(GuestFields("werkgever", "Bakkerij Bos", "Anja Bos", "anja@bos.test"), **other)


def invite(scene: Scene, item_id: int, **other: Any) -> Guest:
    """Let somebody read along with an item."""
    invitation = given(
        actions.invite_guest(
            actor=scene.adviser,
            item_id=item_id,
            guest=fields(**other),
            person_agrees=True,
            how="In het gesprek",
            now=START,
        )
    )
    assert isinstance(invitation, Invitation)
    return Guest.objects.get(pk=invitation.guest_id)


def linked(guest: Guest, *, now: dt.datetime = START) -> Actor:
    """Who comes by the link of a guest, after the code."""
    guest.refresh_from_db()
    card = look(guest.path.reveal().removeprefix("/l/").strip("/"), now)
    assert card is not None
    return actor_of(card)


def page_for(guest: Guest) -> GuestPage:
    """What a guest sees."""
    return guest_page(linked(guest), guest.pk, now=START)


def answer(guest: Guest, *, agreed: bool = True, **other: Any) -> Agreement:
    """Let a guest answer the last question."""
    question = page_for(guest).questions[-1]
    asked: dict[str, Any] = {
        "actor": linked(guest),
        "guest_id": guest.pk,
        "agreement_id": question.id,
        "digest": question.digest,
        "agreed": agreed,
        "name": "Anja Bos",
        "remark": "" if agreed else "De uren kloppen niet.",
        "now": START,
    }
    row = given(actions.answer_as_guest(**(asked | other)))
    assert isinstance(row, Agreement)
    return row
