"""Freezing what is agreed: a version, whom it asks, and signing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from overstap.arrangements.composition import Composition
from overstap.arrangements.freezing import content_of, found
from overstap.arrangements.letters import tell_guest
from overstap.arrangements.models import Agreement, Arrangement, Guest, Side, Version, VersionKind, Way
from overstap.arrangements.terms import Term, due
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.core.versions import digest_of, part_for, written

LONGEST_BECAUSE = 400
LONGEST_REMARK = 400

ALREADY = Refusal(rule="akkoord.al_gegeven", because=N_("Hier is al op geantwoord."))
CHANGED = Refusal(
    rule="akkoord.veranderd",
    because=N_("De afspraak is net veranderd."),
    source=N_("Werkdocument, Arrangement inzetten"),
    remedy=N_("Lees de nieuwe versie voordat u akkoord gaat."),
)


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose answer it is and by which way it came (ondertekenaar)."""

    name: str
    way: Way
    told: str
    user_id: int | None


def standing_version(arrangement: Arrangement) -> Version | None:
    """Give the newest version of an arrangement that was not taken back."""
    rows = Version.objects.filter(arrangement=arrangement, kind=VersionKind.ARRANGEMENT, withdrawn_at__isnull=True)
    return rows.order_by("-number").first()


def open_version(arrangement: Arrangement) -> Version | None:
    """Give the version that waits for the person, if there is one."""
    version = standing_version(arrangement)
    waiting = version is not None and version.agreements.filter(side=Side.PERSON, answered_at__isnull=True).exists()
    return version if waiting else None


def make_version(actor: Actor, composition: Composition, *, because: str, now: datetime) -> Version:
    """Freeze the arrangement as it is now and ask those whom it touches; what was open before is taken back."""
    arrangement = composition.arrangement
    if arrangement is None:
        raise ValueError("there is nothing to freeze")
    withdraw_open(arrangement, now)
    content = written(content_of(arrangement, composition.live, composition.priors))
    rows = Version.objects.filter(arrangement=arrangement, kind=VersionKind.ARRANGEMENT)
    version = Version.objects.create(
        arrangement=arrangement,
        kind=VersionKind.ARRANGEMENT,
        number=(rows.aggregate(last=Max("number"))["last"] or 0) + 1,
        content=content,
        digest=digest_of(content),
        because=because.strip()[:LONGEST_BECAUSE],
        made_at=now,
        made_by_id=actor.user_id,
    )
    ask(version, Side.PERSON, version.digest, now)
    ask_guests(actor, version, live_guests(item.pk for item in composition.live), now)
    return version


def withdraw_open(arrangement: Arrangement, now: datetime) -> None:
    """Take the version back that still waits for the person: what it says is no longer what is meant."""
    version = open_version(arrangement)
    if version is not None:
        version.withdrawn_at = now
        version.save(update_fields=["withdrawn_at"])


def live_guests(item_ids: Iterable[int]) -> QuerySet[Guest]:
    """Give who reads along with some items now."""
    return Guest.objects.filter(item_id__in=list(item_ids), ended_at__isnull=True).select_related("item").order_by("id")


def ask_guests(actor: Actor, version: Version, guests: Iterable[Guest], now: datetime, *, tell: bool = True) -> None:
    """Ask the guests for whom something changed; whoever agreed to exactly this part before is left in peace."""
    content = json.loads(version.content)
    for guest in guests:
        item = found(content, guest.item.key)
        if item is None:
            continue
        digest = digest_of(part_for(item, guest.side))
        if not agreed_before(guest, digest):
            row = ask(version, Side(guest.side), digest, now, guest=guest)
            if tell:
                case = version.arrangement.case
                tell_guest(guest, case, "meelezen", row.due_on, actor=actor, now=now, once=f"meelezen {row.pk}")


def agreed_before(guest: Guest, digest: str) -> bool:
    """Tell whether this side agreed to exactly this part of the item, by whoever then spoke for it."""
    rows = Agreement.objects.filter(item_id=guest.item_id, side=guest.side, guest__organisation=guest.organisation)
    return rows.filter(digest=digest, agreed=True).exists()


def ask(version: Version, side: Side, digest: str, now: datetime, *, guest: Guest | None = None) -> Agreement:
    """Put the question to one side; asking again gives the question that is there."""
    region = version.arrangement.case.region.code
    item_id = guest.item_id if guest is not None else version.item_id
    row, _ = Agreement.objects.get_or_create(
        version=version,
        side=side,
        item_id=item_id,
        defaults={
            "digest": digest,
            "guest": guest,
            "asked_at": now,
            "due_on": due(Term.AGREE, region_code=region, now=now),
        },
    )
    if guest is not None and row.guest_id != guest.pk and row.answered_at is None:
        row.guest = guest
        row.save(update_fields=["guest"])
    return row


def sign(row: Agreement, *, agreed: bool, by: Signer, remark: str = "", now: datetime) -> Refusal | None:
    """Keep an answer with its time, name and way; an answer that is there stays as it is.

    The caller holds the lock of the arrangement, so that two answers at once come one after the other.
    """
    if row.answered_at is not None:
        return ALREADY
    row.answered_at, row.agreed = now, agreed
    row.name, row.way, row.way_told, row.recorded_by_id = by.name, by.way, by.told, by.user_id
    row.remark = remark.strip()[:LONGEST_REMARK]
    row.save(update_fields=["answered_at", "agreed", "name", "way", "way_told", "recorded_by", "remark"])
    return None


def content_now(composition: Composition) -> dict[str, Any]:
    """Give what would be frozen now."""
    if composition.arrangement is None:
        raise ValueError("there is nothing to freeze")
    return content_of(composition.arrangement, composition.live, composition.priors)
