"""What is asked on a commitment, and what went out."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from overstap.treasury.models.commitments import Commitment
from overstap.treasury.models.ledger import Entry


class Claim(models.Model):
    """What a recipient asks to be paid on a commitment (aanspraak), with evidence.

    The fee for an employer counts weeks of presence (R-201). `key` makes the command count once.
    """

    class State(models.TextChoices):
        """How far it is (stand van de aanspraak)."""

        SUBMITTED = "ingediend", "Ingediend"
        APPROVED = "goedgekeurd", "Goedgekeurd"
        REJECTED = "afgewezen", "Afgewezen"
        PAID = "betaald", "Betaald"

    key = models.UUIDField(unique=True)
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="claims")
    amount_cents = models.BigIntegerField()
    weeks_present = models.PositiveSmallIntegerField(null=True)
    evidence = models.CharField(max_length=300)
    legal_basis = models.CharField(max_length=200)
    receipt = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=State, default=State.SUBMITTED)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        """Order and invariants."""

        ordering = ("submitted_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(amount_cents__gt=0),
                name="claim_positive",
                violation_error_message="Een aanspraak is groter dan nul.",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("submitted_by")),
                name="claim_second_person",
                violation_error_message="Wie een aanspraak indient, keurt die niet zelf goed.",
            ),
        )

    def __str__(self) -> str:
        """Name amount and state."""
        return f"{self.amount_cents} {self.state}"


class Payment(models.Model):
    """Money that went out (betaling, R-252): prepared by one cashier, released by another."""

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="payment")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="payment")
    amount_cents = models.BigIntegerField()
    recovered_cents = models.BigIntegerField(default=0)
    paid_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    paid_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Order and invariants."""

        ordering = ("paid_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(approved_by=F("paid_by")),
                name="payment_four_eyes",
                violation_error_message="Goedkeuren en betalen doen twee verschillende mensen.",
            ),
            models.CheckConstraint(
                condition=Q(amount_cents__gt=0, recovered_cents__gte=0, recovered_cents__lte=F("amount_cents")),
                name="payment_amounts",
                violation_error_message="Er komt nooit meer terug dan er is betaald.",
            ),
        )

    def __str__(self) -> str:
        """Name the amount."""
        return f"{self.amount_cents}"
