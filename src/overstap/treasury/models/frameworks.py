"""What the framework keeper decides about many budgets: keys, allocations, reallocations; and what stands beside them.

All of it is written once. Amounts are whole cents.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from overstap.treasury.models.ledger import Budget, FundingStream


class AllocationKey(models.Model):
    """How an amount is divided over the regions (verdeelsleutel, R-251, R-391): data with a source and a version.

    `measures` is a list of pairs of a name and a weight; the numbers of a region stand in the same order. A version is
    never changed: who corrects a number makes the next one.
    """

    key = models.UUIDField(unique=True)
    code = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=200)
    measures = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Order and invariants."""

        ordering = ("code", "-version")
        constraints = (models.UniqueConstraint(fields=("code", "version"), name="key_version_once"),)

    def __str__(self) -> str:
        """Name key and version."""
        return f"{self.code}@{self.version}"


class AllocationInput(models.Model):
    """What one region weighs in a key (regio in een verdeelsleutel).

    `values` are whole numbers in the order of the measures; `impact` is how hard the crisis hits the region, where 100
    is as hard as the country as a whole (R-391).
    """

    allocation_key = models.ForeignKey(AllocationKey, on_delete=models.PROTECT, related_name="inputs")
    region_code = models.CharField(max_length=4)
    values = models.JSONField()
    impact = models.PositiveIntegerField()

    class Meta:
        """Order and invariants."""

        ordering = ("region_code",)
        constraints = (models.UniqueConstraint(fields=("allocation_key", "region_code"), name="key_region_once"),)

    def __str__(self) -> str:
        """Name the region."""
        return self.region_code


class Allocation(models.Model):
    """One decision that sets the budgets of all regions of a stream in a year by a key (verdeelbesluit, R-251)."""

    key = models.UUIDField(unique=True)
    allocation_key = models.ForeignKey(AllocationKey, on_delete=models.PROTECT, related_name="allocations")
    stream = models.ForeignKey(FundingStream, on_delete=models.PROTECT, related_name="allocations")
    year = models.PositiveSmallIntegerField()
    amount_cents = models.BigIntegerField()
    source = models.CharField(max_length=200)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Order and invariants."""

        ordering = ("decided_at", "id")
        constraints = (models.CheckConstraint(condition=Q(amount_cents__gte=0), name="allocation_not_negative"),)

    def __str__(self) -> str:
        """Name stream, year and amount."""
        return f"{self.stream_id} {self.year} {self.amount_cents}"


class Reallocation(models.Model):
    """Money that is left over goes to another budget (herverdeling, R-262): proposed, decided, and then booked.

    `figures` is how both budgets stood when it was proposed. `source` is the decision of the framework keeper.
    """

    class State(models.TextChoices):
        """How far it is (stand van de herverdeling)."""

        PROPOSED = "voorgesteld", "Voorgesteld"
        DECIDED = "besloten", "Besloten"
        REJECTED = "afgewezen", "Afgewezen"

    key = models.UUIDField(unique=True)
    from_budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="reallocations_out")
    to_budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="reallocations_in")
    amount_cents = models.BigIntegerField()
    because = models.CharField(max_length=300)
    figures = models.JSONField()
    state = models.CharField(max_length=12, choices=State, default=State.PROPOSED)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        """Order and invariants."""

        ordering = ("-proposed_at", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="reallocation_positive"),
            models.CheckConstraint(condition=~Q(from_budget=F("to_budget")), name="reallocation_between_two"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="reallocation_second_person",
                violation_error_message="Wie een herverdeling voorstelt, besluit er niet zelf over.",
            ),
            models.CheckConstraint(
                condition=Q(state="voorgesteld", decided_at__isnull=True)
                | (~Q(state="voorgesteld") & Q(decided_at__isnull=False) & ~Q(source="")),
                name="reallocation_decision_on_record",
            ),
        )

    def __str__(self) -> str:
        """Name amount and state."""
        return f"{self.amount_cents} {self.state}"


class PreparationContribution(models.Model):
    """What UWV or the centre municipality gets in a year to start preparing (voorbereidingsbijdrage, R-257).

    No document gives the amount, so the framework keeper enters it with its source. The latest row of a region, year
    and recipient holds; earlier ones stay.
    """

    class Recipient(models.TextChoices):
        """Who gets it (ontvanger)."""

        UWV = "uwv", "UWV"
        CENTRE = "centrumgemeente", "Centrumgemeente"

    key = models.UUIDField(unique=True)
    year = models.PositiveSmallIntegerField()
    region_code = models.CharField(max_length=4)
    recipient = models.CharField(max_length=16, choices=Recipient)
    amount_cents = models.BigIntegerField()
    source = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Order and invariants."""

        ordering = ("year", "region_code", "recipient", "id")
        constraints = (models.CheckConstraint(condition=Q(amount_cents__gte=0), name="contribution_not_negative"),)
        indexes = (models.Index(fields=("year", "region_code"), name="contribution_region"),)

    def __str__(self) -> str:
        """Name region, year and recipient."""
        return f"{self.region_code} {self.year} {self.recipient}"


class CapacityApplication(models.Model):
    """What a social partner asks the ministry for organising and staffing (aanvraag van een sociale partner, R-258)."""

    class State(models.TextChoices):
        """How far it is (stand van de aanvraag)."""

        SUBMITTED = "ingediend", "Ingediend"
        GRANTED = "toegekend", "Toegekend"
        REJECTED = "afgewezen", "Afgewezen"

    key = models.UUIDField(unique=True)
    organisation = models.CharField(max_length=160)
    organisation_kind = models.CharField(max_length=24)
    purpose = models.CharField(max_length=24)
    asked_cents = models.BigIntegerField()
    received_on = models.DateField()
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.SUBMITTED)
    granted_cents = models.BigIntegerField(default=0)
    source = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("registered_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(asked_cents__gt=0, granted_cents__gte=0, granted_cents__lte=F("asked_cents")),
                name="application_amounts",
            ),
            models.CheckConstraint(
                condition=Q(state="ingediend", decided_at__isnull=True)
                | (~Q(state="ingediend") & Q(decided_at__isnull=False) & ~Q(source="")),
                name="application_decision_on_record",
            ),
        )

    def __str__(self) -> str:
        """Name organisation and state."""
        return f"{self.organisation} {self.state}"


class Capacity(models.Model):
    """Who brings which people to a region after a grant (capaciteitsafspraak, R-258).

    `agreed` names the kinds of parties that agree on the division of roles.
    """

    key = models.UUIDField(unique=True)
    application = models.ForeignKey(CapacityApplication, on_delete=models.PROTECT, related_name="capacities")
    region_code = models.CharField(max_length=4)
    task = models.CharField(max_length=160)
    hours_per_week = models.PositiveSmallIntegerField()
    begins_on = models.DateField()
    ends_on = models.DateField()
    agreed = models.JSONField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Order and invariants."""

        ordering = ("region_code", "begins_on", "id")
        verbose_name_plural = "capacities"
        constraints = (
            models.CheckConstraint(condition=Q(hours_per_week__gt=0), name="capacity_has_hours"),
            models.CheckConstraint(condition=Q(begins_on__lte=F("ends_on")), name="capacity_has_days"),
        )

    def __str__(self) -> str:
        """Name region and task."""
        return f"{self.region_code} {self.task}"
