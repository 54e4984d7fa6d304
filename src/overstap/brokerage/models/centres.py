"""Temporary desks for many people of one company: who takes part, when one meets, what it costs. No person is here."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from overstap.core.brokerage import CentreReason, PartnerKind
from overstap.core.decision import N_
from overstap.demand.models import Employer
from overstap.parties.models import Region


class MobilityCentre(models.Model):
    """A temporary desk when many lose their work at once (mobiliteitscentrum, R-435, R-438)."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="mobility_centres")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="mobility_centres")
    reason = models.CharField(max_length=14, choices=[(one.value, one.value) for one in CentreReason])
    jobs = models.PositiveIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    budget_cents = models.BigIntegerField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("-starts_on", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("employer", "region"),
                condition=Q(closed_at__isnull=True),
                name="one_open_centre",
                violation_error_message=N_("Er is al een centrum open voor dit bedrijf in deze regio."),
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="centre_ends_after_start"),
            models.CheckConstraint(condition=Q(budget_cents__gte=0), name="centre_budget_not_below_nothing"),
        )

    def __str__(self) -> str:
        """Name the employer and the region."""
        return f"{self.employer}, {self.region}"


class CentrePartner(models.Model):
    """A party that takes part in a centre (partij in het centrum, R-436)."""

    centre = models.ForeignKey(MobilityCentre, on_delete=models.PROTECT, related_name="partners")
    kind = models.CharField(max_length=18, choices=[(one.value, one.value) for one in PartnerKind])
    name = models.CharField(max_length=120)
    since = models.DateField()

    class Meta:
        """Order and invariants."""

        ordering = ("kind", "name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("centre", "kind", "name"),
                name="partner_once",
                violation_error_message=N_("Deze partij doet al mee."),
            ),
        )

    def __str__(self) -> str:
        """Name it."""
        return self.name


class CentreSession(models.Model):
    """A meeting for a group (bijeenkomst, R-437): where, when, for how many, and how many came."""

    centre = models.ForeignKey(MobilityCentre, on_delete=models.PROTECT, related_name="sessions")
    place = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    capacity = models.PositiveIntegerField()
    attended = models.PositiveIntegerField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("starts_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(attended__isnull=True) | Q(attended__lte=F("capacity")), name="session_not_over_full"
            ),
        )

    def __str__(self) -> str:
        """Name the place."""
        return self.place


class CentrePromise(models.Model):
    """How many people a region takes on per week (toegezegde ruimte): people live in more regions than one (R-080)."""

    centre = models.ForeignKey(MobilityCentre, on_delete=models.PROTECT, related_name="promises")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    people_per_week = models.PositiveIntegerField()
    promised_at = models.DateTimeField()

    class Meta:
        """Order and invariants."""

        ordering = ("region__name", "id")
        constraints = (models.UniqueConstraint(fields=("centre", "region"), name="promise_once_per_region"),)

    def __str__(self) -> str:
        """Name the region and the number."""
        return f"{self.region}: {self.people_per_week}"


class CentreExpense(models.Model):
    """What was paid from the money of a centre (uitgave van een centrum, R-438), in cents."""

    centre = models.ForeignKey(MobilityCentre, on_delete=models.PROTECT, related_name="expenses")
    what = models.CharField(max_length=120)
    cents = models.BigIntegerField()
    on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        """Order and invariants."""

        ordering = ("on", "id")
        constraints = (models.CheckConstraint(condition=Q(cents__gte=1), name="expense_of_something"),)

    def __str__(self) -> str:
        """Say for what."""
        return self.what
