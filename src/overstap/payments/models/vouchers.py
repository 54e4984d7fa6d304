"""Vouchers: a number in somebody's hand, good for one bill."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Voucher(models.Model):
    """A right to training that a person hands over to a provider (voucher, R-439): good once, for one commitment.

    `number` cannot be guessed and names nobody. It is redeemed with the bill of the provider, which becomes a claim.
    """

    number = models.CharField(max_length=20, unique=True)
    commitment_key = models.UUIDField(unique=True)
    limit_cents = models.BigIntegerField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    redeemed_at = models.DateTimeField(null=True)
    redeemed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    claim_key = models.UUIDField(unique=True, null=True)
    provider = models.CharField(max_length=160, blank=True)
    billed_cents = models.BigIntegerField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("-issued_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(redeemed_at__isnull=True, claim_key__isnull=True, billed_cents__isnull=True)
                | (
                    Q(redeemed_at__isnull=False, claim_key__isnull=False, billed_cents__gt=0)
                    & Q(billed_cents__lte=F("limit_cents"))
                    & ~Q(provider="")
                ),
                name="voucher_redeemed_once",
                violation_error_message="Een voucher is één keer goed, tot ten hoogste zijn waarde.",
            ),
        )

    def __str__(self) -> str:
        """Show the number."""
        return self.number
