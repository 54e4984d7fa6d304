"""Reports and signals."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from overstap.parties.models import Region


class RegionReport(models.Model):
    """The two-monthly report of a region (tweemaandelijkse rapportage, R-384, R-260).

    `figures` is frozen when it is submitted: counts, indicators and per stream budget, committed, paid, forecast in
    cents, with the moment that the data stood at.
    """

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="reports")
    period_from = models.DateField()
    period_until = models.DateField()
    due_on = models.DateField()
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    narrative = models.TextField(blank=True)
    figures = models.JSONField(default=dict)

    class Meta:
        """Order and invariants."""

        ordering = ("region", "period_from")
        constraints = (
            models.UniqueConstraint(fields=("region", "period_from"), name="report_once"),
            models.CheckConstraint(condition=Q(period_until__gt=models.F("period_from")), name="report_period"),
        )

    def __str__(self) -> str:
        """Name region and period."""
        return f"{self.region} {self.period_from:%Y-%m}"


class Signal(models.Model):
    """A bottleneck that a region raises with the steering group (knelpunt, R-386)."""

    class State(models.TextChoices):
        """How far it is (stand van het knelpunt)."""

        OPEN = "open", "Open"
        DISCUSSED = "besproken", "Besproken"
        DECIDED = "besloten", "Besloten"

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="signals")
    subject = models.CharField(max_length=160)
    explanation = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    owner = models.CharField(max_length=120)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decision = models.TextField(blank=True)
    agenda_on = models.DateField()

    class Meta:
        """Order."""

        ordering = ("state", "raised_at", "id")

    def __str__(self) -> str:
        """Show the subject."""
        return self.subject
