"""What the bank says: its statements, and for each booked line what it turned out to be."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from overstap.payments.models.runs import PaymentRun, RunLine
from overstap.sealing import FingerprintField, SealedTextField


class BankStatement(models.Model):
    """One statement of the bank (afschrift, camt.053): opening plus movements is closing; read in once."""

    key = models.UUIDField(unique=True)
    iban = SealedTextField(context="payments.bankstatement.iban")
    iban_print = FingerprintField(of="iban", context="payments.iban")
    statement_id = models.CharField(max_length=35)
    fingerprint = models.CharField(max_length=64)
    opening_on = models.DateField()
    closing_on = models.DateField()
    opening_cents = models.BigIntegerField()
    movement_cents = models.BigIntegerField()
    closing_cents = models.BigIntegerField()
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Order and invariants."""

        ordering = ("-closing_on", "-id")
        constraints = (
            models.UniqueConstraint(fields=("iban_print", "statement_id"), name="statement_once"),
            models.CheckConstraint(
                condition=Q(closing_cents=F("opening_cents") + F("movement_cents")),
                name="statement_adds_up",
                violation_error_message="Beginsaldo en bewegingen samen zijn het eindsaldo.",
            ),
        )

    def __str__(self) -> str:
        """Name the statement."""
        return self.statement_id


class StatementLineState(models.TextChoices):
    """What became of a line of a statement (stand van een afschriftregel)."""

    MATCHED = "gekoppeld", "Gekoppeld"
    RETURNED = "teruggekomen", "Teruggekomen"
    OPEN = "open", "Zoekt u nog uit"
    SETTLED = "afgehandeld", "Afgehandeld"


class StatementLine(models.Model):
    """One booked line of a statement (afschriftregel): money out is negative; what nobody knows is work (R-252)."""

    key = models.UUIDField(unique=True)
    statement = models.ForeignKey(BankStatement, on_delete=models.PROTECT, related_name="lines")
    place = models.PositiveIntegerField()
    booked_on = models.DateField()
    amount_cents = models.BigIntegerField()
    end_to_end = models.CharField(max_length=35, blank=True)
    message_id = models.CharField(max_length=35, blank=True)
    batch_id = models.CharField(max_length=35, blank=True)
    is_return = models.BooleanField(default=False)
    reason_code = models.CharField(max_length=4, blank=True)
    counterparty = models.CharField(max_length=140, blank=True)
    remittance = models.CharField(max_length=140, blank=True)
    state = models.CharField(max_length=12, choices=StatementLineState)
    found = models.CharField(max_length=40, blank=True)
    expected_cents = models.BigIntegerField(null=True)
    run = models.ForeignKey(PaymentRun, on_delete=models.PROTECT, related_name="statement_lines", null=True)
    run_line = models.ForeignKey(RunLine, on_delete=models.PROTECT, related_name="statement_lines", null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    settled_because = models.CharField(max_length=300, blank=True)

    class Meta:
        """Order and invariants."""

        ordering = ("statement", "place")
        constraints = (
            models.UniqueConstraint(fields=("statement", "place"), name="statement_line_place"),
            models.CheckConstraint(
                condition=~Q(state="afgehandeld") | (Q(settled_by__isnull=False) & ~Q(settled_because="")),
                name="statement_line_settled",
                violation_error_message="Wie een regel afhandelt, schrijft op waarom.",
            ),
        )
        indexes = (models.Index(fields=("state",), name="statement_line_state"),)

    def __str__(self) -> str:
        """Name place and state."""
        return f"{self.place} {self.state}"
