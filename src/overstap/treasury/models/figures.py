"""What is kept beside the entries so that a past day is answered at once, and what the forecast warned for."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from overstap.treasury.models.ledger import Budget


class DayEnd(models.Model):
    """How a budget stood at the end of a day in the Netherlands (dagstand), for each day on which it moved.

    Written in the same transaction and under the same locks as the entry (`overstap.treasury.days`), and proven from
    the entries by `check_invariants`. `taken` counts every reservation so far, whatever became of it.
    """

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="day_ends")
    day = models.DateField()
    ceiling_cents = models.BigIntegerField(default=0)
    reserved_cents = models.BigIntegerField(default=0)
    committed_cents = models.BigIntegerField(default=0)
    paid_cents = models.BigIntegerField(default=0)
    taken = models.BigIntegerField(default=0)
    taken_cents = models.BigIntegerField(default=0)

    class Meta:
        """Order and invariants: no day ends over its ceiling."""

        ordering = ("budget", "day")
        constraints = (
            models.UniqueConstraint(fields=("budget", "day"), name="day_end_once"),
            models.CheckConstraint(
                condition=Q(ceiling_cents__gte=F("reserved_cents") + F("committed_cents") + F("paid_cents")),
                name="day_end_under_ceiling",
                violation_error_message="Het plafond van dit budget is bereikt.",
            ),
            models.CheckConstraint(
                condition=Q(reserved_cents__gte=0, committed_cents__gte=0, paid_cents__gte=0, taken__gte=0),
                name="day_end_not_negative",
                violation_error_message="Een stand kan niet kleiner dan nul zijn.",
            ),
        )

    def __str__(self) -> str:
        """Name budget and day."""
        return f"{self.budget_id} {self.day}"


class Alarm(models.Model):
    """A warning that a budget runs out (waarschuwing), from the nightly forecast; open until it holds no longer.

    `early_on`, `likely_on` and `late_on` are the days that the forecast gave when it warned last; empty when the
    budget is as good as empty already or when the day lies after the year.
    """

    class Kind(models.TextChoices):
        """What is warned for (soort waarschuwing)."""

        NEARLY_USED = "bijna_op", "Bijna op"
        TOO_EARLY = "te_vroeg_op", "Te vroeg op"

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="alarms")
    kind = models.CharField(max_length=12, choices=Kind)
    raised_at = models.DateTimeField()
    told_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    used_percent = models.PositiveSmallIntegerField()
    early_on = models.DateField(null=True)
    likely_on = models.DateField(null=True)
    late_on = models.DateField(null=True)

    class Meta:
        """Order and invariants: one open warning of a kind per budget."""

        ordering = ("raised_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("budget", "kind"), condition=Q(ended_at__isnull=True), name="alarm_once"),
            models.CheckConstraint(condition=Q(kind__in=("bijna_op", "te_vroeg_op")), name="alarm_known_kind"),
        )

    def __str__(self) -> str:
        """Name the kind."""
        return self.kind
