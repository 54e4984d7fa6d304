"""Money that is bound, and what one person used of a ceiling."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from overstap.treasury.models.ledger import Budget


class Commitment(models.Model):
    """Money that is bound to one arrangement item (verplichting, R-252): pins the scheme version and the receipt.

    Knows the person only by pseudonym and the item by key, and of the receipt only what proves it (R-404). `state`,
    `paid_cents` and `released_cents` follow the entries, `claimed_cents` the claims that were not rejected.
    """

    class State(models.TextChoices):
        """How far it is (stand van de verplichting)."""

        RESERVED = "gereserveerd", "Gereserveerd"
        COMMITTED = "verplicht", "Verplicht"
        VOIDED = "vervallen", "Vervallen"
        RELEASED = "vrijgegeven", "Vrijgegeven"

    key = models.UUIDField(unique=True)
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="commitments")
    person_key = models.UUIDField()
    item_key = models.UUIDField()
    instrument = models.CharField(max_length=8)
    scheme = models.CharField(max_length=60)
    scheme_version = models.DateField()
    receipt = models.JSONField()
    recipient = models.CharField(max_length=160)
    amount_cents = models.BigIntegerField()
    claimed_cents = models.BigIntegerField(default=0)
    paid_cents = models.BigIntegerField(default=0)
    released_cents = models.BigIntegerField(default=0)
    ceiling_code = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=14, choices=State, default=State.RESERVED)
    reserved_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    committed_at = models.DateTimeField(null=True)

    class Meta:
        """Order, invariants, look-ups."""

        ordering = ("reserved_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(amount_cents__gt=0),
                name="commitment_positive",
                violation_error_message="Een verplichting is groter dan nul.",
            ),
            models.CheckConstraint(
                condition=Q(paid_cents__gte=0, released_cents__gte=0, claimed_cents__gte=F("paid_cents"))
                & Q(amount_cents__gte=F("claimed_cents") + F("released_cents")),
                name="commitment_never_overclaimed",
                violation_error_message="Op een verplichting gaat nooit meer uit dan er is vastgelegd.",
            ),
        )
        indexes = (
            models.Index(fields=("person_key", "instrument"), name="commitment_person"),
            models.Index(fields=("item_key",), name="commitment_item"),
            models.Index(fields=("state", "expires_at"), name="commitment_expiry"),
        )

    def __str__(self) -> str:
        """Name amount and state."""
        return f"{self.amount_cents} {self.state}"


class PersonCeiling(models.Model):
    """What one person used of a ceiling that holds over all parties (persoonsplafond, R-156).

    `limit_cents` comes from the scheme version that applied at the last use.
    """

    person_key = models.UUIDField()
    code = models.CharField(max_length=40)
    limit_cents = models.BigIntegerField()
    used_cents = models.BigIntegerField(default=0)

    class Meta:
        """Invariants."""

        constraints = (
            models.UniqueConstraint(fields=("person_key", "code"), name="ceiling_once"),
            models.CheckConstraint(
                condition=Q(used_cents__gte=0, used_cents__lte=F("limit_cents")),
                name="person_never_over_ceiling",
                violation_error_message="Het maximum per persoon is bereikt.",
            ),
        )

    def __str__(self) -> str:
        """Name the ceiling."""
        return self.code
