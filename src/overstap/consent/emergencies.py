"""Emergency access (noodtoegang): opened with a reason, ends by itself, told to the person, reviewed by another."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from overstap.audit.actions import one_deed, record
from overstap.consent.models import EmergencyAccess, Verdict
from overstap.consent.queries import permissions_of
from overstap.core.actor import Actor, Role
from overstap.core.consent import Item, Purpose, shared_items
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.parties.models import Party
from overstap.people.access import visible
from overstap.rules.load_processings import terms_on
from overstap.rules.processings import Urgency

PURPOSE = "noodtoegang"
OBJECT = "noodtoegang"
OPENING = frozenset({Role.ADVISER, Role.COORDINATOR})
REVIEWING = frozenset({Role.COORDINATOR, Role.PRIVACY_OFFICER})
SOURCE = "avg"


@dataclass(frozen=True, slots=True)
class EmergencyCard:
    """One emergency access for a list (noodtoegang); `overdue` when nobody reviewed it in time."""

    id: int
    participant_id: int
    party_name: str
    opened_by: str
    opened_by_id: int
    urgency: str
    reason: str
    items: tuple[str, ...]
    opened_at: dt.datetime
    valid_until: dt.datetime
    review_due: dt.date
    reviewed_at: dt.datetime | None
    reviewed_by: str
    verdict: str
    verdict_name: str
    review: str
    is_open: bool
    overdue: bool


def open_in_emergency(
    *, actor: Actor, participant_id: int, urgency: str, reason: str, now: dt.datetime
) -> EmergencyCard | Refusal:
    """Open the parts of a file that a need covers, for a while, without consent.

    Only for who finds the person already: in the regions of their workplace, in a guiding role. What the person shares
    with their party stays as it is; the need opens what it covers besides, and never health or debts that it does not
    cover. Raises NotFoundError for a person that they cannot find.
    """
    terms = terms_on(timezone.localdate(now))
    need = terms.urgency(urgency)
    with one_deed(actor=actor, verb="noodtoegang_openen", now=now):
        person = visible(actor, now).filter(pk=participant_id).first() if actor.has(*OPENING) else None
        if person is None or actor.party_id is None or actor.user_id is None:
            raise NotFoundError(participant_id)
        if need is None or not reason.strip():
            return Refusal(
                "noodtoegang.reden",
                N_("Noodtoegang heeft een nood en een reden."),
                source=SOURCE,
                remedy=N_("Kies de nood en schrijf op waarom u nu moet kijken."),
            )
        if (refusal := _refuse_opening(actor, person.pk, need, now)) is not None:
            return refusal
        row = EmergencyAccess.objects.create(
            participant=person,
            party=Party.objects.get(pk=actor.party_id),
            opened_by_id=actor.user_id,
            urgency=need.id,
            reason=reason.strip(),
            items=sorted(need.items),
            opened_at=now,
            valid_until=now + dt.timedelta(hours=terms.terms["noodtoegang_uren"].value),
            review_due=timezone.localdate(now) + dt.timedelta(days=terms.terms["noodtoegang_nakijken_dagen"].value),
        )
        _record(actor, "noodtoegang_openen", row, now, nood=need.id, onderdelen=sorted(need.items))
    return _card(row, now)


def review_emergency(
    *, actor: Actor, emergency_id: int, verdict: str, review: str, now: dt.datetime
) -> EmergencyCard | Refusal:
    """Say afterwards whether it was right; never by who opened it. Abuse ends what still stands at once.

    Raises NotFoundError for who reviews nothing, or not at this party.
    """
    with one_deed(actor=actor, verb="noodtoegang_nakijken", now=now):
        row = _reviewable(actor).select_for_update(of=("self",)).filter(pk=emergency_id).first()
        if row is None:
            raise NotFoundError(emergency_id)
        if (refusal := _refuse_review(actor, row, verdict, review)) is not None:
            return refusal
        row.verdict, row.review = verdict, review.strip()
        row.reviewed_at, row.reviewed_by_id = now, actor.user_id
        if verdict == Verdict.WRONG and row.valid_until > now and row.ended_at is None:
            row.ended_at = now
        row.save()
        _record(actor, "noodtoegang_nakijken", row, now, oordeel=verdict)
    return _card(row, now)


def end_emergency(*, actor: Actor, emergency_id: int, now: dt.datetime) -> EmergencyCard:
    """End it before its time, by who opened it. Raises NotFoundError for anyone else."""
    with one_deed(actor=actor, verb="noodtoegang_stoppen", now=now):
        rows = EmergencyAccess.objects.select_for_update(of=("self",)).select_related("party", "opened_by")
        row = (
            None if actor.user_id is None else rows.filter(_open(now), pk=emergency_id, opened_by=actor.user_id).first()
        )
        if row is None:
            raise NotFoundError(emergency_id)
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        _record(actor, "noodtoegang_stoppen", row, now)
    return _card(row, now)


def emergency_items(actor: Actor, participant_id: int, now: dt.datetime) -> frozenset[Item]:
    """The parts that this professional, and no colleague, may see now because of an emergency."""
    if actor.user_id is None or actor.party_id is None or not actor.has(*OPENING):
        return frozenset()
    rows = EmergencyAccess.objects.filter(
        _open(now), participant_id=participant_id, opened_by_id=actor.user_id, party_id=actor.party_id
    )
    return frozenset(Item(item) for items in rows.order_by("pk").values_list("items", flat=True) for item in items)


def emergencies(actor: Actor, now: dt.datetime) -> tuple[EmergencyCard, ...]:
    """Those that this actor may review, what is not reviewed first. Raises NotFoundError for who reviews nothing."""
    rows = _reviewable(actor).order_by("reviewed_at", "review_due", "pk")
    cards = tuple(_card(row, now) for row in rows)
    return tuple(sorted(cards, key=lambda card: (card.reviewed_at is not None, card.review_due, card.id)))


def emergency(actor: Actor, emergency_id: int, now: dt.datetime) -> EmergencyCard:
    """One that this actor may review. Raises NotFoundError."""
    row = _reviewable(actor).filter(pk=emergency_id).first()
    if row is None:
        raise NotFoundError(emergency_id)
    return _card(row, now)


def own_emergency(actor: Actor, participant_id: int, now: dt.datetime) -> EmergencyCard | None:
    """The access that this professional holds now to this person from this workplace, if any."""
    if actor.user_id is None or actor.party_id is None:
        return None
    rows = EmergencyAccess.objects.filter(
        _open(now), participant_id=participant_id, opened_by_id=actor.user_id, party_id=actor.party_id
    )
    row = rows.select_related("party", "opened_by", "reviewed_by").order_by("pk").first()
    return _card(row, now) if row else None


def emergencies_of(actor: Actor, now: dt.datetime) -> tuple[EmergencyCard, ...]:
    """For a person: who opened their file without consent, why, and what was thought of it afterwards."""
    if not actor.is_person or actor.participant_id is None:
        raise NotFoundError
    rows = EmergencyAccess.objects.filter(participant_id=actor.participant_id).order_by("-opened_at", "-pk")
    return tuple(_card(row, now) for row in rows.select_related("party", "opened_by", "reviewed_by"))


def _reviewable(actor: Actor) -> QuerySet[EmergencyAccess]:
    if actor.party_id is None or not actor.has(*REVIEWING):
        raise NotFoundError
    rows = EmergencyAccess.objects.select_related("party", "opened_by", "reviewed_by")
    return rows.filter(party_id=actor.party_id)


def _refuse_opening(actor: Actor, participant_id: int, need: Urgency, now: dt.datetime) -> Refusal | None:
    if EmergencyAccess.objects.filter(_open(now), participant_id=participant_id, opened_by_id=actor.user_id).exists():
        return Refusal(
            "noodtoegang.loopt",
            N_("U hebt al noodtoegang tot dit dossier."),
            remedy=N_("Ga naar het dossier. Is er een andere nood? Stop dan eerst deze noodtoegang."),
        )
    shared = shared_items(
        permissions_of(participant_id), party_id=actor.party_id or 0, purpose=Purpose.GUIDANCE, now=now
    )
    if {Item(item) for item in need.items} <= shared:
        return Refusal(
            "noodtoegang.niet_nodig",
            N_("De deelnemer deelt al met uw organisatie wat voor deze nood nodig is."),
            remedy=N_("Ga naar het dossier. Noodtoegang is niet nodig."),
        )
    return None


def _refuse_review(actor: Actor, row: EmergencyAccess, verdict: str, review: str) -> Refusal | None:
    if row.opened_by_id == actor.user_id:
        return Refusal(
            "noodtoegang.zelf",
            N_("U opende dit dossier zelf. Een ander kijkt het na."),
            source=SOURCE,
            remedy=N_("Vraag een coördinator of de privacyfunctionaris."),
        )
    if row.reviewed_at is not None:
        return Refusal("noodtoegang.nagekeken", N_("Dit is al nagekeken."), remedy=N_("Ververs de pagina."))
    if verdict not in Verdict.values or not review.strip():
        return Refusal(
            "noodtoegang.oordeel",
            N_("Een oordeel heeft een uitleg."),
            source=SOURCE,
            remedy=N_("Kies een oordeel en schrijf op waarom."),
        )
    return None


def _open(now: dt.datetime) -> Q:
    return Q(opened_at__lte=now, valid_until__gt=now) & (Q(ended_at__isnull=True) | Q(ended_at__gt=now))


def _record(actor: Actor, verb: str, row: EmergencyAccess, now: dt.datetime, **details: object) -> None:
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


def _card(row: EmergencyAccess, now: dt.datetime) -> EmergencyCard:
    ended = row.ended_at is not None and row.ended_at <= now
    return EmergencyCard(
        id=row.pk,
        participant_id=row.participant_id,
        party_name=row.party.name,
        opened_by=str(row.opened_by.name),
        opened_by_id=row.opened_by_id,
        urgency=row.urgency,
        reason=row.reason,
        items=tuple(row.items),
        opened_at=row.opened_at,
        valid_until=row.valid_until,
        review_due=row.review_due,
        reviewed_at=row.reviewed_at,
        reviewed_by=str(row.reviewed_by.name) if row.reviewed_by else "",
        verdict=row.verdict,
        verdict_name=row.get_verdict_display() if row.verdict else "",
        review=row.review,
        is_open=row.opened_at <= now < row.valid_until and not ended,
        overdue=row.reviewed_at is None and row.review_due < timezone.localdate(now),
    )
