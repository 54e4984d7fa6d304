"""Whom we pay and from which account: an account number is proposed by one person and confirmed by another."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from overstap.sealing import FingerprintField, SealedTextField


class AccountState(models.TextChoices):
    """How far an account number is (stand van een rekening)."""

    PROPOSED = "voorgesteld", "Wacht op een tweede persoon"
    CONFIRMED = "bevestigd", "Bevestigd"
    REJECTED = "afgewezen", "Afgewezen"
    REPLACED = "vervangen", "Vervangen"


class BankAccount(models.Model):
    """An account number that two people agreed on (bankrekening).

    A changed number is a classic fraud, so it is never edited; what was paid keeps the row it was paid to. The number
    is kept sealed, each kind of account for itself.
    """

    key = models.UUIDField(unique=True)
    holder = models.CharField(max_length=70)
    iban = SealedTextField(context="payments.bankaccount.iban")
    iban_print = FingerprintField(of="iban", context="payments.iban")
    because = models.CharField(max_length=300)
    state = models.CharField(max_length=12, choices=AccountState, default=AccountState.PROPOSED)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        """Shared by the accounts of payees and our own."""

        abstract = True

    def __str__(self) -> str:
        """Name the state, never the number."""
        return f"{self.holder} {self.state}"


class Payee(models.Model):
    """Someone we pay (begunstigde): a provider, an employer, an institution, under the name that commitments use."""

    class Kind(models.TextChoices):
        """What sort of recipient (soort begunstigde)."""

        PROVIDER = "aanbieder", "Aanbieder van scholing of hulp"
        EMPLOYER = "werkgever", "Werkgever"
        INSTITUTION = "instelling", "Instelling of gemeente"

    key = models.UUIDField(unique=True)
    recipient = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    created_at = models.DateTimeField()

    class Meta:
        """Order."""

        ordering = ("recipient",)

    def __str__(self) -> str:
        """Show the name."""
        return self.recipient


class PayeeAccount(BankAccount):
    """An account number of a payee (rekening van een begunstigde)."""

    iban = SealedTextField(context="payments.payeeaccount.iban")
    payee = models.ForeignKey(Payee, on_delete=models.PROTECT, related_name="accounts")

    class Meta:
        """Order and invariants."""

        ordering = ("payee", "proposed_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")) | Q(state="afgewezen"),
                name="payee_account_second_person",
                violation_error_message="Wie een rekening voorstelt, bevestigt die niet zelf.",
            ),
            models.CheckConstraint(
                condition=Q(state="voorgesteld", decided_by__isnull=True)
                | (~Q(state="voorgesteld") & Q(decided_by__isnull=False)),
                name="payee_account_decided",
                violation_error_message="Een rekening is pas bevestigd als iemand dat heeft gedaan.",
            ),
            models.UniqueConstraint(fields=("payee",), condition=Q(state="bevestigd"), name="payee_one_account"),
            models.UniqueConstraint(fields=("payee",), condition=Q(state="voorgesteld"), name="payee_one_proposal"),
        )


class DebtorAccount(BankAccount):
    """Our own account from which a funding stream pays (rekening van de kassier), an installation setting."""

    iban = SealedTextField(context="payments.debtoraccount.iban")
    stream = models.CharField(max_length=40)

    class Meta:
        """Order and invariants."""

        ordering = ("stream", "proposed_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")) | Q(state="afgewezen"),
                name="debtor_account_second_person",
                violation_error_message="Wie een rekening voorstelt, bevestigt die niet zelf.",
            ),
            models.CheckConstraint(
                condition=Q(state="voorgesteld", decided_by__isnull=True)
                | (~Q(state="voorgesteld") & Q(decided_by__isnull=False)),
                name="debtor_account_decided",
                violation_error_message="Een rekening is pas bevestigd als iemand dat heeft gedaan.",
            ),
            models.UniqueConstraint(fields=("stream",), condition=Q(state="bevestigd"), name="debtor_one_account"),
            models.UniqueConstraint(fields=("stream",), condition=Q(state="voorgesteld"), name="debtor_one_proposal"),
        )
