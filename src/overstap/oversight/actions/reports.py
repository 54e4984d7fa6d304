"""Planning the two-monthly reports and handing them in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from overstap.audit import actions as audit
from overstap.core.actor import SYSTEM
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.reporting import report_periods
from overstap.oversight.access import access_report, is_own_region
from overstap.oversight.cards import report_row
from overstap.oversight.figures import live_figures, to_json
from overstap.oversight.models import RegionReport
from overstap.oversight.planning import months_between_reports
from overstap.parties.models import Region

if TYPE_CHECKING:
    from overstap.core.actor import Actor
    from overstap.oversight.values import ReportRow

SOURCE = "Intentieverklaring, Inzet en acties op regionaal niveau"


def plan_reports(*, now: dt.datetime) -> int:
    """Plan the reports of every live region for the periods that have begun (R-384); gives how many were new.

    A region that was closed reports until the period in which it closed. Doing it twice plans nothing twice.
    """
    today = timezone.localdate(now)
    months = months_between_reports(today)
    made = 0
    for region in Region.objects.filter(live_on__isnull=False, live_on__lte=today).order_by("code"):
        until = min(today, region.closed_on or today)
        for period in report_periods(region.live_on or today, every_months=months, until=until):
            made += _plan(region, period.start, period.until, now)
    return made


def submit_report(*, actor: Actor, report_id: int, narrative: str, now: dt.datetime) -> ReportRow | Refusal:
    """Hand a report in: the figures are frozen as they stand, with the moment that they stood at (R-384, R-260).

    Only by the coordinator of the region, after the period has ended, and once. Raises NotFoundError for anyone else.
    """
    with transaction.atomic():
        row = access_report(actor, report_id, for_update=True)
        if not is_own_region(actor, row.region.code) or actor.user_id is None:
            raise NotFoundError(report_id)
        refusal = _check(row, narrative, timezone.localdate(now))
        if refusal is not None:
            return refusal
        row.figures = to_json(live_figures(row.region.code, row.period_from, row.period_until, now=now))
        row.narrative, row.submitted_at, row.submitted_by_id = narrative.strip(), now, actor.user_id
        row.save(update_fields=["figures", "narrative", "submitted_at", "submitted_by"])
        audit.record(
            actor=actor,
            verb="rapportage_indienen",
            object_kind="rapportage",
            object_id=row.pk,
            now=now,
            details={"regio": row.region.code, "vanaf": row.period_from.isoformat()},
        )
        return report_row(row, now)


def _plan(region: Region, start: dt.date, until: dt.date, now: dt.datetime) -> bool:
    with transaction.atomic():
        row, made = RegionReport.objects.get_or_create(
            region=region, period_from=start, defaults={"period_until": until, "due_on": until}
        )
        if made:
            audit.record(
                actor=SYSTEM,
                verb="rapportage_plannen",
                object_kind="rapportage",
                object_id=row.pk,
                now=now,
                details={"regio": region.code, "uiterlijk": until.isoformat()},
            )
    return made


def _check(row: RegionReport, narrative: str, today: dt.date) -> Refusal | None:
    if row.submitted_at is not None:
        return Refusal(
            rule="rapportage.ingediend",
            because=N_("Deze rapportage is al ingediend. De cijfers liggen vast."),
            source=SOURCE,
        )
    if today < row.period_until:
        return Refusal(
            rule="rapportage.te_vroeg",
            because=N_("De periode van deze rapportage loopt nog, tot %(dag)s."),
            source=SOURCE,
            remedy=N_("Dien de rapportage in als de periode voorbij is."),
            details=(("dag", f"{row.period_until:%d-%m-%Y}"),),
        )
    if not narrative.strip():
        return Refusal(
            rule="rapportage.toelichting",
            because=N_("De toelichting is leeg."),
            source=SOURCE,
            remedy=N_("Beschrijf kort hoe de samenwerking ging en wat de hulp opleverde."),
        )
    return None
