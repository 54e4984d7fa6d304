"""The verbs of consent: a person gives it and takes it back; taking back works at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from overstap.audit.actions import one_deed, record
from overstap.consent.access import access_person, held_items
from overstap.consent.models import Consent
from overstap.consent.queries import ConsentCard, consent_card
from overstap.core.actor import Actor
from overstap.core.consent import Item, Purpose
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.parties.access import party_row
from overstap.parties.models import Party
from overstap.people.models import Participant

SOURCE = "werkdocument-2020"


def give_consent(
    *,
    actor: Actor,
    participant_id: int,
    party_id: int,
    items: Collection[Item],
    purpose: Purpose,
    valid_until: datetime | None,
    given_through: str,
    now: datetime,
    through_file: bool = False,
) -> tuple[ConsentCard, ...] | Refusal:
    """Let a party see items of a person for one purpose, from now until a moment or until further notice (R-401).

    By the person, or by a professional who heard it from the person: `given_through` says how. A professional shares no
    more than their own party sees. A consent that already stands for the same item, party and purpose is replaced, so
    that the newest word counts. `through_file` says that the caller went through the door of the file. Raises
    NotFoundError for whose party does not work with the person in their region, or for an unknown party.
    """
    if (refusal := _refuse_giving(items, valid_until, given_through, now)) is not None:
        return refusal
    with one_deed(actor=actor, verb="give_consent", now=now):
        person = access_person(actor, participant_id, now=now, through_file=through_file)
        party = party_row(party_id)
        refusal = _refuse_person(actor, person, items, now)
        if refusal is not None:
            return refusal
        through = given_through.strip()
        same = {"purpose": purpose, "given_at": now, "valid_until": valid_until, "given_through": through}
        rows = [Consent(participant=person, party=party, item=item, **same) for item in sorted(set(items))]
        _end_earlier(rows, now)
        Consent.objects.bulk_create(rows)
        _record(actor, "give_consent", person, party, now, purpose, _told(party, rows))
    return tuple(consent_card(row, now) for row in rows)


def withdraw_consent(*, actor: Actor, participant_id: int, consent_id: int, now: datetime) -> ConsentCard:
    """Take back one consent; from this moment on the party sees the item no more (R-401).

    Taking back twice changes nothing: the first moment counts. Raises NotFoundError for a consent of someone else.
    """
    with one_deed(actor=actor, verb="withdraw_consent", now=now):
        person = access_person(actor, participant_id, now=now)
        row = (
            Consent.objects.select_for_update(of=("self",))
            .filter(id=consent_id, participant=person)
            .select_related("party")
            .first()
        )
        if row is None:
            raise NotFoundError
        if row.withdrawn_at is None:
            row.withdrawn_at = _end(row, now)
            row.save()
            details = {"partij": row.party.name, "onderdelen": [row.item]}
            _record(actor, "withdraw_consent", person, row.party, now, Purpose(row.purpose), details)
    return consent_card(row, now)


def withdraw_all(
    *, actor: Actor, participant_id: int, now: datetime, party_id: int | None = None
) -> tuple[ConsentCard, ...]:
    """Take back every consent that still stands, of all parties or of one (R-128); the answer holds what stopped."""
    with one_deed(actor=actor, verb="withdraw_all", now=now):
        person = access_person(actor, participant_id, now=now)
        rows = Consent.objects.select_for_update(of=("self",)).filter(participant=person, withdrawn_at__isnull=True)
        if party_id is not None:
            rows = rows.filter(party_id=party_id)
        stopped = list(rows.select_related("party").order_by("id"))
        for row in stopped:
            row.withdrawn_at = _end(row, now)
        Consent.objects.bulk_update(stopped, ["withdrawn_at"])
        for party in {row.party.pk: row.party for row in stopped}.values():
            items = sorted({row.item for row in stopped if row.party_id == party.pk})
            _record(actor, "withdraw_all", person, party, now, "", {"partij": party.name, "onderdelen": items})
    return tuple(consent_card(row, now) for row in stopped)


def _refuse_giving(
    items: Collection[Item], valid_until: datetime | None, given_through: str, now: datetime
) -> Refusal | None:
    if not items:
        return Refusal(
            rule="consent.no-items",
            because=N_("U koos geen gegevens om te delen."),
            source=SOURCE,
            remedy=N_("Kies wat deze partij mag zien."),
        )
    if valid_until is not None and valid_until <= now:
        return Refusal(
            rule="consent.ends-before-now",
            because=N_("De einddatum van de toestemming is al voorbij."),
            source=SOURCE,
            remedy=N_("Kies een latere einddatum, of laat die leeg."),
        )
    if not given_through.strip():
        return Refusal(
            rule="consent.how",
            because=N_("Er staat niet bij hoe de deelnemer toestemming gaf."),
            source=SOURCE,
            remedy=N_("Vul in hoe de deelnemer het zei: online, aan het loket of per brief."),
        )
    return None


def _refuse_person(actor: Actor, person: Participant, items: Collection[Item], now: datetime) -> Refusal | None:
    if person.withdrew_at is not None:
        return _stopped()
    if actor.is_person or actor.is_system or set(items) <= held_items(actor, person.pk, now):
        return None
    return Refusal(
        rule="consent.more-than-you-see",
        because=N_("U kunt alleen gegevens delen die u zelf mag zien."),
        source=SOURCE,
        remedy=N_("Vraag de deelnemer om zelf toestemming te geven voor de andere gegevens."),
    )


def _stopped() -> Refusal:
    return Refusal(
        rule="consent.stopped",
        because=N_("Deze deelnemer doet niet meer mee. Nieuwe toestemming kan niet."),
        source=SOURCE,
        remedy=N_("Meld de deelnemer eerst opnieuw aan."),
    )


def _told(party: Party, rows: list[Consent]) -> Mapping[str, object]:
    until, how = rows[0].valid_until, rows[0].given_through
    return {
        "partij": party.name,
        "onderdelen": [row.item for row in rows],
        "tot": until.isoformat() if until else None,
        "gegeven": how,
    }


def _end(row: Consent, now: datetime) -> datetime:
    """The moment at which a consent stops: now, and never before it was given (the clock of a demo can go back)."""
    return max(row.given_at, now)


def _end_earlier(rows: list[Consent], now: datetime) -> None:
    """Make room for newer consents: what still holds stops now, what ran out stopped at its own end."""
    newest = rows[0]
    open_rows = Consent.objects.filter(
        participant=newest.participant,
        party=newest.party,
        purpose=newest.purpose,
        item__in=[row.item for row in rows],
        withdrawn_at__isnull=True,
    )
    for row in open_rows.order_by("id"):
        ran_out = row.valid_until is not None and row.valid_until <= now
        row.withdrawn_at = row.valid_until if ran_out else _end(row, now)
        row.replaced = True
        row.save()


def _record(  # noqa: PLR0917 - the same seven in every verb
    actor: Actor,
    verb: str,
    person: Participant,
    party: Party,
    now: datetime,
    purpose: str,
    details: Mapping[str, object],
) -> None:
    record(
        actor=actor,
        verb=verb,
        object_kind="consent",
        object_id=f"{person.pk}:{party.pk}",
        subject_id=person.pk,
        purpose=purpose,
        now=now,
        details=details,
    )
