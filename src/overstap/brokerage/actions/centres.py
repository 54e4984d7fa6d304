"""Opening and closing a desk for many, who takes part in it, what regions promise, and what is paid from its money."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from overstap.audit.actions import record
from overstap.brokerage.access import BROKERS, access_centre
from overstap.brokerage.models import CentreExpense, CentrePartner, CentrePromise, MobilityCentre
from overstap.brokerage.settings import centre_terms
from overstap.core.actor import Actor
from overstap.core.brokerage import CENTRE_CLOSED, CentrePlan, PartnerKind, in_same_years, refuse_centre
from overstap.core.centres import ALREADY_OPEN, PARTNER_TWICE, refuse_expense
from overstap.core.decision import NotFoundError, Refusal
from overstap.demand.access import access_employer
from overstap.parties.models import Region

OBJECT = "mobiliteitscentrum"


@dataclass(frozen=True, slots=True)
class CentreFields:
    """What is told of a centre that is to open (melding van een centrum, R-435, R-438); money in cents."""

    employer_id: int
    region_code: str
    reason: str
    jobs: int
    starts_on: dt.date
    ends_on: dt.date
    budget_cents: int

    @property
    def plan(self) -> CentrePlan:
        """What the rules look at."""
        return CentrePlan(self.reason, self.jobs, self.starts_on, self.ends_on, self.budget_cents)


def open_centre(*, actor: Actor, fields: CentreFields, now: dt.datetime) -> int | tuple[Refusal, ...]:
    """Open a centre (R-435, R-438); gives its id, or everything that stands in the way at once.

    The money of all centres in the same years stays below what there is, also when two open at the same moment. Raises
    NotFoundError for another region and for an employer that the actor does not see.
    """
    if not (actor.is_system or (actor.has(*BROKERS) and fields.region_code in actor.region_codes)):
        raise NotFoundError(fields.region_code)
    with transaction.atomic():
        employer = access_employer(actor, fields.employer_id)
        region = Region.objects.filter(code=fields.region_code).first()
        if region is None:
            raise NotFoundError(fields.region_code)
        terms = centre_terms(region.code, timezone.localdate(now))
        refusals = refuse_centre(
            fields.plan, terms, granted_cents=granted_cents(fields.starts_on, years=terms.years, lock=True)
        )
        if MobilityCentre.objects.filter(employer=employer, region=region, closed_at__isnull=True).exists():
            refusals = (ALREADY_OPEN, *refusals)
        if refusals:
            return refusals
        row = MobilityCentre.objects.create(
            employer=employer,
            region=region,
            reason=fields.reason,
            jobs=fields.jobs,
            starts_on=fields.starts_on,
            ends_on=fields.ends_on,
            budget_cents=fields.budget_cents,
            opened_at=now,
            opened_by_id=actor.user_id,
        )
        told = {"werkgever": employer.name, "banen": row.jobs, "bedrag": row.budget_cents}
        record(actor=actor, verb="centrum_openen", object_kind=OBJECT, object_id=row.pk, now=now, details=told)
    return row.pk


def granted_cents(starts_on: dt.date, *, years: int, lock: bool = False) -> int:
    """What centres that may draw on the same years were given, in cents; with `lock` whoever gives money queues."""
    if lock:
        # Every region is a row that is always there: whoever opens a centre, anywhere, takes the same one first.
        Region.objects.select_for_update().order_by("pk").values_list("pk").first()
    rows = MobilityCentre.objects.order_by("pk").values_list("starts_on", "budget_cents")
    return sum(cents for day, cents in rows if in_same_years(day, starts_on, years))


def close_centre(*, actor: Actor, centre_id: int, now: dt.datetime) -> Refusal | None:
    """Close a centre: from then on everybody in it keeps an ordinary file, at the party that was first responsible."""
    with transaction.atomic():
        row = access_centre(actor, centre_id, for_update=True)
        if row.closed_at is not None:
            return CENTRE_CLOSED
        row.closed_at = now
        row.save(update_fields=["closed_at"])
        told = {"deelnemers": row.members.count()}
        record(actor=actor, verb="centrum_sluiten", object_kind=OBJECT, object_id=row.pk, now=now, details=told)
    return None


def add_partner(*, actor: Actor, centre_id: int, kind: PartnerKind, name: str, now: dt.datetime) -> int | Refusal:
    """Write down that a party takes part (R-436); gives its id."""
    with transaction.atomic():
        row = access_centre(actor, centre_id, for_update=True)
        if row.closed_at is not None:
            return CENTRE_CLOSED
        plain = name.strip()
        if CentrePartner.objects.filter(centre=row, kind=kind, name=plain).exists():
            return PARTNER_TWICE
        made = CentrePartner.objects.create(centre=row, kind=kind, name=plain, since=timezone.localdate(now))
        told = {"soort": str(kind), "partij": plain}
        record(actor=actor, verb="centrum_partij", object_kind=OBJECT, object_id=row.pk, now=now, details=told)
    return made.pk


def promise_room(
    *, actor: Actor, centre_id: int, region_code: str, people_per_week: int, now: dt.datetime
) -> Refusal | None:
    """Write down how many people of a centre a region takes on per week; nought takes the promise back."""
    with transaction.atomic():
        row = access_centre(actor, centre_id, for_update=True)
        region = Region.objects.filter(code=region_code).first()
        if region is None:
            raise NotFoundError(region_code)
        if row.closed_at is not None:
            return CENTRE_CLOSED
        values = {"people_per_week": people_per_week, "promised_at": now}
        CentrePromise.objects.update_or_create(centre=row, region=region, defaults=values)
        told = {"regio": region.code, "per_week": people_per_week}
        record(actor=actor, verb="centrum_ruimte", object_kind=OBJECT, object_id=row.pk, now=now, details=told)
    return None


def record_expense(
    *, actor: Actor, centre_id: int, what: str, cents: int, on: dt.date, now: dt.datetime
) -> int | Refusal:
    """Write down what was paid from the money of a centre, never more than it has (R-438); gives its id."""
    with transaction.atomic():
        row = access_centre(actor, centre_id, for_update=True)
        if row.closed_at is not None:
            return CENTRE_CLOSED
        spent = CentreExpense.objects.filter(centre=row).aggregate(all=Sum("cents"))["all"] or 0
        refusal = refuse_expense(cents=cents, left=row.budget_cents - spent)
        if refusal is not None:
            return refusal
        made = CentreExpense.objects.create(centre=row, what=what.strip(), cents=cents, on=on, recorded_at=now)
        told = {"wat": made.what, "bedrag": cents}
        record(actor=actor, verb="centrum_uitgave", object_kind=OBJECT, object_id=row.pk, now=now, details=told)
    return made.pk
