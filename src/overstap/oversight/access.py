"""Who watches over what: a coordinator over their regions, national bodies over the country without small counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError
from overstap.core.moves import Part
from overstap.oversight.models import RegionReport, Signal

if TYPE_CHECKING:
    from django.db.models import QuerySet

NATIONAL_ROLES = (Role.STEERING_GROUP, Role.FRAMEWORK_KEEPER)


def is_national(actor: Actor) -> bool:
    """Tell whether the actor looks at the country."""
    return actor.has(*NATIONAL_ROLES) or actor.is_system


def is_own_region(actor: Actor, region_code: str) -> bool:
    """Tell whether the actor coordinates a region, and so may see its small counts."""
    return actor.has(Role.COORDINATOR) and region_code in actor.region_codes


def require_region(actor: Actor, region_code: str) -> bool:
    """Tell whether small counts are to be hidden; raises NotFoundError for who does not watch over the region."""
    if is_own_region(actor, region_code):
        return False
    if is_national(actor):
        return True
    raise NotFoundError(region_code)


def require_national(actor: Actor) -> None:
    """Raise NotFoundError for who does not watch over the country."""
    if not is_national(actor):
        raise NotFoundError


def visible_reports(actor: Actor) -> QuerySet[RegionReport]:
    """Give the reports that an actor may open: a coordinator those of their regions, a national body all."""
    rows = RegionReport.objects.select_related("region", "submitted_by")
    if actor.has(Role.COORDINATOR) and not is_national(actor):
        return rows.filter(region__code__in=actor.region_codes)
    if is_national(actor):
        return rows
    return rows.none()


def access_report(actor: Actor, report_id: int, *, for_update: bool = False) -> RegionReport:
    """Give a report to who may open it; raises NotFoundError for anyone else."""
    if for_update:
        RegionReport.objects.select_for_update().filter(pk=report_id).order_by("pk").values_list("pk").first()
    row = visible_reports(actor).filter(pk=report_id).first()
    if row is None:
        raise NotFoundError(report_id)
    return row


def access_signal(actor: Actor, signal_id: int, *, for_update: bool = False) -> Signal:
    """Give a signal to the coordinator of its region or to a national body; raises NotFoundError for anyone else."""
    if for_update:
        Signal.objects.select_for_update().filter(pk=signal_id).order_by("pk").values_list("pk").first()
    row = Signal.objects.select_related("region", "raised_by").filter(pk=signal_id).first()
    if row is None or not (is_national(actor) or is_own_region(actor, row.region.code)):
        raise NotFoundError(signal_id)
    return row


def signal_parts(actor: Actor) -> frozenset[Part]:
    """Tell which part an actor plays towards a signal."""
    return frozenset({Part.STEERING}) if actor.has(Role.STEERING_GROUP) else frozenset()
