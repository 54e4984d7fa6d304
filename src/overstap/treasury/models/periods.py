"""Periods that are closed: how every budget stood at the end, and a fingerprint of the entries behind it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from overstap.treasury.models.ledger import Budget

LAST_MONTH = 12


class Period(models.Model):
    """One month of the books (periode): one person asks to close it, a second one closes it, and it stays closed.

    The database refuses any change of a closed period. `fingerprint` is over the standings of all budgets, and with
    them over every entry up to `ends_at`.
    """

    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    entry_count = models.PositiveIntegerField(default=0)
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        """Order and invariants."""

        ordering = ("year", "month")
        constraints = (
            models.UniqueConstraint(fields=("year", "month"), name="period_once"),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=LAST_MONTH), name="period_month"),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="period_has_length"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(closed_by=F("asked_by"))),
                name="period_second_person",
                violation_error_message="Een periode sluit u niet alleen: iemand anders bevestigt het.",
            ),
        )

    def __str__(self) -> str:
        """Name the month."""
        return f"{self.year}-{self.month:02}"


class PeriodStanding(models.Model):
    """How a budget stood when a period was closed (slotstand), in cents; written once.

    `fingerprint` chains every entry of the budget, in order, from the first one to the end of this period.
    """

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="standings")
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="standings")
    ceiling_cents = models.BigIntegerField()
    reserved_cents = models.BigIntegerField()
    committed_cents = models.BigIntegerField()
    paid_cents = models.BigIntegerField()
    entry_count = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)

    class Meta:
        """Order and invariants."""

        ordering = ("period", "budget")
        constraints = (
            models.UniqueConstraint(fields=("period", "budget"), name="standing_once"),
            models.CheckConstraint(
                condition=Q(reserved_cents__gte=0, committed_cents__gte=0, paid_cents__gte=0)
                & Q(ceiling_cents__gte=F("reserved_cents") + F("committed_cents") + F("paid_cents")),
                name="standing_within_ceiling",
            ),
        )

    def __str__(self) -> str:
        """Name period and budget."""
        return f"{self.period} {self.budget}"


class BookYear(models.Model):
    """A calendar year of the books (boekjaar): closed after its months, by two people, and never changed.

    `open_cents` is what its budgets still owe or hold for somebody and carry into the next year; `free_cents` what was
    left over. `fingerprint` is over these and over the fingerprint of the last month.
    """

    year = models.PositiveSmallIntegerField(unique=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    open_cents = models.BigIntegerField(default=0)
    free_cents = models.BigIntegerField(default=0)
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        """Order and invariants."""

        ordering = ("year",)
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, fingerprint="")
                | (
                    Q(closed_at__isnull=False, closed_by__isnull=False)
                    & ~Q(closed_by=F("asked_by"))
                    & ~Q(fingerprint="")
                ),
                name="book_year_second_person",
                violation_error_message="Een boekjaar sluit u niet alleen: iemand anders bevestigt het.",
            ),
        )

    def __str__(self) -> str:
        """Name the year."""
        return str(self.year)


class ReversalRequest(models.Model):
    """A request to undo an entry (verzoek om een tegenboeking): asked by one, carried out by a second person.

    `opposite` is the entry that undid it. An entry has at most one request that is open or carried out.
    """

    class State(models.TextChoices):
        """How far it is (stand van het verzoek)."""

        ASKED = "gevraagd", "Gevraagd"
        DONE = "uitgevoerd", "Uitgevoerd"
        REJECTED = "afgewezen", "Afgewezen"

    key = models.UUIDField(unique=True)
    entry = models.ForeignKey("treasury.Entry", on_delete=models.PROTECT, related_name="reversal_requests")
    because = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    answer = models.CharField(max_length=300, blank=True)
    opposite = models.OneToOneField("treasury.Entry", on_delete=models.PROTECT, related_name="reversal", null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("asked_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("entry",), condition=Q(state__in=("gevraagd", "uitgevoerd")), name="reversal_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="reversal_second_person",
                violation_error_message="Wie een tegenboeking vraagt, voert die niet zelf uit.",
            ),
            models.CheckConstraint(
                condition=Q(state="uitgevoerd", opposite__isnull=False)
                | (~Q(state="uitgevoerd") & Q(opposite__isnull=True)),
                name="reversal_has_entry",
            ),
        )

    def __str__(self) -> str:
        """Name entry and state."""
        return f"{self.entry_id} {self.state}"
