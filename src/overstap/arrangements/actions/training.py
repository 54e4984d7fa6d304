"""The training agreement of one item: person, employer and provider agree to the same text, each by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max

from overstap.arrangements.access import access_item, item_parts, parts_of
from overstap.arrangements.access_guest import in_person
from overstap.arrangements.actions.deeds import CLOSED, NOT_RESPONSIBLE, deed, log, undo
from overstap.arrangements.actions.versioning import CHANGED, LONGEST_BECAUSE, Signer, ask, sign
from overstap.arrangements.drafts import TrainingTerms
from overstap.arrangements.letters import tell_guest, tell_person
from overstap.arrangements.models import (
    Agreement,
    ArrangementItem,
    Guest,
    ItemStage,
    Side,
    Version,
    VersionKind,
    Way,
)
from overstap.arrangements.standing import standing_training
from overstap.casework.policy import local_day, most_hours_per_week
from overstap.core.actor import Actor
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.moves import Part
from overstap.core.versions import digest_of, written

SOURCE = N_("Kamerbrief november 2020, Praktijkleren in het mbo")
BOTH_SIDES = frozenset({Side.EMPLOYER.value, Side.PROVIDER.value})
LIVE = frozenset({ItemStage.CHOSEN, ItemStage.COMMITTED, ItemStage.RUNNING})
NO_GUESTS = Refusal(
    rule="leerovereenkomst.partijen",
    because=N_("Een leerovereenkomst heeft drie partijen: de deelnemer, de werkgever en wie de opleiding geeft."),
    source=SOURCE,
    remedy=N_("Laat eerst de werkgever en de aanbieder meelezen, met de naam van de deelnemer."),
)
NOT_WHOLE = Refusal(
    rule="leerovereenkomst.inhoud",
    because=N_("Vul in van wanneer tot wanneer, hoeveel uur per week en wat de deelnemer leert."),
    source=SOURCE,
)
NOT_SIGNED = Refusal(
    rule="leerovereenkomst.akkoord",
    because=N_("Nog niet iedereen is akkoord met de leerovereenkomst."),
    source=SOURCE,
    remedy=N_("Wacht tot de deelnemer, de werkgever en de aanbieder akkoord zijn. U kunt hun de link nog eens sturen."),
)
ENDED_ITEM = Refusal(rule="leerovereenkomst.onderdeel", because=N_("Dit onderdeel is al klaar of gestopt."))


def make_training_agreement(
    *, actor: Actor, item_id: int, terms: TrainingTerms, because: str = "", now: datetime
) -> Version | Refusal:
    """Write the training agreement of an item (leerovereenkomst) and ask its three parties to agree.

    It holds the parties, the days, the hours and what is learned, and is frozen with its SHA-256. A new text asks all
    three again; the same text asks nobody.
    """
    with deed(actor=actor, verb="leerovereenkomst_maken", now=now):
        item, _ = access_item(actor, item_id, now=now, for_update=True)
        guests = {guest.side: guest for guest in Guest.objects.filter(item=item, ended_at__isnull=True)}
        refusal = _may_make(actor, item, terms, guests, most_hours_per_week(local_day(now)))
        if refusal is not None:
            return refusal
        content = written(_content(item, terms, guests))
        earlier = standing_training(item)
        if earlier is not None and earlier.digest == digest_of(content):
            return earlier
        version = _freeze(actor, item, content, because, now)
        for guest in guests.values():
            row = ask(version, Side(guest.side), version.digest, now, guest=guest)
            tell_guest(guest, item.arrangement.case, "meelezen", row.due_on, actor=actor, now=now)
        row = ask(version, Side.PERSON, version.digest, now)
        tell_person(item.arrangement.case, "leerovereenkomst", {"uiterlijk": row.due_on}, actor=actor, now=now)
        details = {"onderdeel": item.pk, "versie": version.number, "sha256": version.digest}
        log(actor=actor, verb="leerovereenkomst_maken", arrangement=item.arrangement, now=now, details=details)
        return version


def _freeze(actor: Actor, item: ArrangementItem, content: str, because: str, now: datetime) -> Version:
    rows = Version.objects.filter(item=item, kind=VersionKind.TRAINING)
    number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    rows.filter(withdrawn_at__isnull=True).update(withdrawn_at=now)
    return Version.objects.create(
        arrangement=item.arrangement,
        item=item,
        kind=VersionKind.TRAINING,
        number=number,
        content=content,
        digest=digest_of(content),
        because=because.strip()[:LONGEST_BECAUSE],
        made_at=now,
        made_by_id=actor.user_id,
    )


def _may_make(
    actor: Actor, item: ArrangementItem, terms: TrainingTerms, guests: Mapping[str, Guest], most_hours: int
) -> Refusal | None:
    if Part.RESPONSIBLE not in item_parts(actor, item, item.arrangement.case) or actor.user_id is None:
        return NOT_RESPONSIBLE
    if item.arrangement.case.closed_at is not None:
        return CLOSED
    if item.stage not in LIVE:
        return ENDED_ITEM
    if set(guests) != BOTH_SIDES or not all(guest.with_name for guest in guests.values()):
        return NO_GUESTS
    whole = terms.learned and 0 < terms.hours_per_week <= most_hours and terms.starts_on <= terms.ends_on
    return None if whole else NOT_WHOLE


def _content(item: ArrangementItem, terms: TrainingTerms, guests: Mapping[str, Guest]) -> dict[str, Any]:
    employer, provider = guests[Side.EMPLOYER], guests[Side.PROVIDER]
    return {
        "soort": "leerovereenkomst",
        "sleutel": str(item.key),
        "titel": item.title,
        "deelnemer": item.arrangement.case.participant.full_name,
        "werkgever": employer.organisation,
        "werkgever_namens": employer.name,
        "aanbieder": provider.organisation,
        "aanbieder_namens": provider.name,
        "begint": terms.starts_on.isoformat(),
        "eindigt": terms.ends_on.isoformat(),
        "uren_per_week": terms.hours_per_week,
        "wat_wordt_geleerd": list(terms.learned),
        "begeleider_werkgever": terms.mentor,
        "begeleider_aanbieder": terms.teacher,
        "organisatie": item.arrangement.case.first_responsible.name,
    }


def all_signed(item: ArrangementItem) -> Refusal | None:
    """Refuse to start an item whose training agreement still lacks an agreement; most items have none."""
    version = standing_training(item)
    if version is None or not version.agreements.exclude(agreed=True).exists():
        return None
    return NOT_SIGNED


def answer_training(
    *,
    actor: Actor,
    version_id: int,
    agreed: bool,
    digest: str,
    remark: str = "",
    how: str = "",
    now: datetime,
) -> Agreement | Refusal:
    """Answer a training agreement as the person (leerovereenkomst beantwoorden), or note how the person did."""
    with deed(actor=actor, verb="leerovereenkomst_beantwoorden", now=now):
        found = Version.objects.filter(pk=version_id, kind=VersionKind.TRAINING).first()
        if found is None or found.item_id is None:
            raise NotFoundError(version_id)
        by_link, actor = actor.only is not None, in_person(actor, found.arrangement_id)
        item, _ = access_item(actor, found.item_id, now=now, for_update=True)
        signer = _signer(actor, item, how, by_link=by_link)
        if isinstance(signer, Refusal):
            return signer
        version = Version.objects.get(pk=found.pk)
        if version.withdrawn_at is not None or version.digest != digest:
            return CHANGED
        row = Agreement.objects.get(version=version, side=Side.PERSON)
        refusal = sign(row, agreed=agreed, by=signer, remark=remark, now=now)
        if refusal is not None:
            return undo(refusal)
        details = {"onderdeel": item.pk, "versie": version.number, "sha256": digest, "akkoord": agreed}
        log(actor=actor, verb="leerovereenkomst_beantwoorden", arrangement=item.arrangement, now=now, details=details)
        return row


def _signer(actor: Actor, item: ArrangementItem, how: str, *, by_link: bool) -> Signer | Refusal:
    parts = parts_of(actor, item.arrangement.case)
    if Part.PERSON in parts:
        way = Way.BY_CODE if by_link else Way.ON_LINE
        return Signer(item.arrangement.case.participant.full_name, way, way.label, actor.user_id)
    if Part.RESPONSIBLE not in parts or actor.user_id is None:
        return NOT_RESPONSIBLE
    if not how.strip():
        return Refusal(
            rule="arrangement.hoe",
            because=N_("Er staat niet bij hoe de deelnemer akkoord gaf."),
            remedy=N_("Vul in hoe de deelnemer het zei: in een gesprek, aan de telefoon of per brief."),
        )
    return Signer(actor.name, Way.RECORDED, how.strip()[:120], actor.user_id)
