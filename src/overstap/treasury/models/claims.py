"""What is asked on a commitment, and what went out."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from overstap.treasury.models.commitments import Commitment
from overstap.treasury.models.ledger import Entry


class Claim(models.Model):
    """What a recipient asks to be paid on a commitment (aanspraak), with evidence.

    The fee for an employer counts weeks of presence (R-201). `key` makes the command count once. `recipient` is filled
    when another is paid than the commitment names, as with a voucher. The evidence is a reference, and may be a paper
    with its own number and day; `evidence_sha256` is the fingerprint of the file that the cashier keeps elsewhere.
    """

    class EvidenceKind(models.TextChoices):
        """What sort of paper shows that the amount is right (soort bewijs)."""

        INVOICE = "factuur", "Factuur"
        PRESENCE = "presentielijst", "Presentielijst"
        VOUCHER = "voucher", "Voucher met factuur"
        OTHER = "ander", "Ander stuk"

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
    evidence_kind = models.CharField(max_length=14, choices=EvidenceKind, default=EvidenceKind.OTHER)
    evidence_number = models.CharField(max_length=60, blank=True)
    evidence_on = models.DateField(null=True)
    evidence_sha256 = models.CharField(max_length=64, blank=True)
    recipient = models.CharField(max_length=160, blank=True)
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
    """Money that went out (betaling, R-252): prepared by one cashier, released by another.

    When the bank brings it back, `return_entry` undoes it; the claim is then to be paid again, by a new payment.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="payments", related_query_name="payment")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="payment")
    amount_cents = models.BigIntegerField()
    recovered_cents = models.BigIntegerField(default=0)
    return_entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="returned_payment", null=True)
    return_because = models.CharField(max_length=200, blank=True)
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
            models.UniqueConstraint(
                fields=("claim",),
                condition=Q(return_entry__isnull=True),
                name="claim_paid_once",
                violation_error_message="Een aanspraak wordt pas opnieuw betaald als het geld terug is.",
            ),
            models.CheckConstraint(
                condition=Q(return_entry__isnull=True) | Q(recovered_cents=0),
                name="payment_returned_or_recovered",
                violation_error_message="Wat de bank terugbracht, wordt niet ook teruggevorderd.",
            ),
        )

    def __str__(self) -> str:
        """Name the amount."""
        return f"{self.amount_cents}"
