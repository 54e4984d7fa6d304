"""What a desk does about a letter that did not arrive: on paper after all, or settled in another way."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from overstap.audit.actions import one_deed
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.correspondence.access import access_letter
from overstap.correspondence.actions.delivering import fail, on_paper
from overstap.correspondence.actions.sending import note
from overstap.correspondence.cards import letter_card
from overstap.correspondence.models import Channel, Letter, LetterState, PostPreference
from overstap.correspondence.readers import address_of
from overstap.correspondence.texts import sorts
from overstap.correspondence.troubles import RETURNED
from overstap.correspondence.values import LetterCard
from overstap.correspondence.writing import from_json

NEW_CODE = Refusal(
    "post.geheim",
    N_("Een brief met een toegangscode gaat niet nog een keer. De code staat alleen op het papier."),
    remedy=N_("Maak een nieuwe brief met een toegangscode. De oude code werkt dan niet meer."),
)
NOT_FAILED = Refusal("post.niet_mislukt", N_("Deze brief staat niet op de lijst van brieven die niet aankwamen."))


def send_on_paper(*, actor: Actor, letter_id: int, now: dt.datetime) -> LetterCard | Refusal:
    """Let a letter that did not arrive go on paper, to the address that is known now."""
    with one_deed(actor=actor, verb="brief_op_papier", now=now):
        row = access_letter(actor, letter_id, now=now, for_update=True)
        if not _waits(row):
            return NOT_FAILED
        if sorts()[row.template].secret:
            return NEW_CODE
        frozen = from_json(row.frozen.reveal())
        wish = PostPreference.objects.filter(participant_id=row.participant_id).first() if row.participant_id else None
        lines = address_of(wish).lines or (frozen.address if row.channel != Channel.PAPER else ())
        if not lines:
            return Refusal(
                "post.geen_adres_bekend",
                N_("Er is geen adres bekend voor deze brief."),
                remedy=N_("Vul het adres in bij hoe de persoon post wil krijgen. Bel de persoon als u het niet weet."),
            )
        return letter_card(on_paper(row, replace(frozen, address=lines), actor=actor, now=now))


def settle(*, actor: Actor, letter_id: int, how: str, now: dt.datetime) -> LetterCard | Refusal:
    """Take a letter from the list of what did not arrive, saying how the person got to know it."""
    with one_deed(actor=actor, verb="brief_afgehandeld", now=now):
        row = access_letter(actor, letter_id, now=now, for_update=True)
        if not _waits(row):
            return NOT_FAILED
        if not how.strip():
            return Refusal(
                "post.hoe",
                N_("Schrijf op hoe de persoon het nieuws kreeg."),
                remedy=N_("Bijvoorbeeld: gebeld op 15 februari."),
            )
        row.settled_at = now
        row.save(update_fields=["settled_at"])
        note(actor, "brief_afgehandeld", row, now, hoe=how.strip()[:200])
        return letter_card(row)


def came_back(*, actor: Actor, letter_id: int, now: dt.datetime) -> LetterCard | Refusal:
    """Note that the postman brought a letter on paper back."""
    with one_deed(actor=actor, verb="brief_retour", now=now):
        row = access_letter(actor, letter_id, now=now, for_update=True)
        if row.state != LetterState.PRINTED:
            return Refusal("post.niet_geprint", N_("Alleen een brief die geprint is, kan terugkomen."))
        fail(key=row.key, trouble=RETURNED, now=now, actor=actor)
        row.refresh_from_db()
        return letter_card(row)


def _waits(row: Letter) -> bool:
    return row.state == LetterState.FAILED and row.settled_at is None
