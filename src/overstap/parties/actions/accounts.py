"""Accounts of professionals: kept by their own organisation only (R-045)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from overstap.audit.actions import record
from overstap.core.actor import Actor, Role
from overstap.core.decision import N_, Refusal
from overstap.core.parties import DECLARATION, refuse_role
from overstap.parties.access import access_membership, on_day, party_row, region_row
from overstap.parties.models import Membership, Party, PartyInRegion, Region, User
from overstap.parties.values import AccountCard


def add_membership(
    *,
    actor: Actor,
    party_id: int,
    email: str,
    name: str,
    role: Role,
    region_code: str | None,
    valid_from: date,
    now: datetime,
    valid_until: date | None = None,
) -> AccountCard | Refusal:
    """Give someone a role at a party, in one region or, without region, in every region of that party (R-047).

    Only the account keeper of the same party may (R-045). Makes the account when the address is new: it has no password
    until its owner sets one.
    """
    email = email.strip().lower()
    with transaction.atomic():
        refusal = _refuse_keeper(actor, party_id)
        if refusal is not None:
            return refusal
        party = party_row(party_id)
        region = region_row(region_code) if region_code else None
        refusal = refuse_role(party.kind, role) or _refuse_place(party, region, valid_from, valid_until)
        if refusal is not None:
            return refusal
        found, made = User.objects.get_or_create_account(email=email, name=name.strip())
        user = User.objects.select_for_update().get(id=found.pk)
        refusal = None if made else _refuse_known(actor, user, party, valid_from)
        if refusal is None and _overlapping(user, party, role, region, valid_from).exists():
            refusal = _already()
        if refusal is not None:
            return refusal
        row = Membership.objects.create(
            user=user, party=party, role=role, region=region, valid_from=valid_from, valid_until=valid_until
        )
        details = {"account": user.pk, "rol": role, "regio": region_code, "partij": party.name}
        _record(actor, "add_membership", row, now, details)
    return _card(row)


def end_membership(*, actor: Actor, membership_id: int, until: date, now: datetime) -> AccountCard | Refusal:
    """Let a role end after a day. Raises NotFoundError when it belongs to another organisation (R-045)."""
    with transaction.atomic():
        row = access_membership(actor, membership_id, for_update=True)
        if until < row.valid_from:
            return Refusal(
                rule="parties.ends-before-start",
                because=N_("De laatste dag ligt voor de eerste dag."),
                remedy=N_("Kies een latere datum."),
            )
        row.valid_until = until
        row.save()
        _record(actor, "end_membership", row, now, {"tot_en_met": until.isoformat()})
    return _card(row)


def _refuse_keeper(actor: Actor, party_id: int) -> Refusal | None:
    if actor.is_system or (actor.party_id == party_id and actor.has(Role.ACCOUNT_KEEPER)):
        return None
    return Refusal(
        rule="parties.own-accounts-only",
        because=N_("Elke organisatie beheert alleen de accounts van haar eigen medewerkers."),
        source=DECLARATION,
        remedy=N_("Vraag de accountbeheerder van die organisatie."),
    )


def _refuse_place(party: Party, region: Region | None, start: date, until: date | None) -> Refusal | None:
    if until is not None and until < start:
        return Refusal(
            rule="parties.ends-before-start",
            because=N_("De laatste dag ligt voor de eerste dag."),
            remedy=N_("Kies een latere datum."),
        )
    if region is None or PartyInRegion.objects.filter(on_day(start), party=party, region=region).exists():
        return None
    return Refusal(
        rule="parties.not-in-region",
        because=N_("Deze partij werkt niet in deze regio."),
        source=DECLARATION,
        remedy=N_("Voeg de partij eerst toe aan de regio."),
    )


def _refuse_known(actor: Actor, user: User, party: Party, start: date) -> Refusal | None:
    """An address that is in use elsewhere is not taken over; the sentence does not tell by whom it is used."""
    if actor.is_system or Membership.objects.filter(on_day(start), user=user, party=party).exists():
        return None
    return Refusal(
        rule="parties.address-in-use",
        because=N_("Voor dit e-mailadres kunt u geen account maken."),
        remedy=N_("Gebruik het werkadres van deze medewerker bij uw organisatie."),
    )


def _overlapping(user: User, party: Party, role: Role, region: Region | None, start: date) -> QuerySet[Membership]:
    rows = Membership.objects.filter(user=user, party=party, role=role, region=region)
    return rows.exclude(valid_until__lt=start)


def _already() -> Refusal:
    return Refusal(
        rule="parties.membership-exists",
        because=N_("Deze medewerker heeft deze rol al."),
        remedy=N_("Kies een andere rol of een andere regio."),
    )


def _record(actor: Actor, verb: str, row: Membership, now: datetime, details: Mapping[str, Any]) -> None:
    record(actor=actor, verb=verb, object_kind="membership", object_id=row.pk, now=now, details=details)


def _card(row: Membership) -> AccountCard:
    return AccountCard(
        membership_id=row.pk,
        user_id=row.user.pk,
        name=row.user.name,
        email=row.user.email,
        role=Role(row.role),
        region_name=row.region.name if row.region else "",
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )
