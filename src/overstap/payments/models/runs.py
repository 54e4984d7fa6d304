"""Payment runs: approved claims gathered, checked and released together, and the file that the bank gets."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from overstap.payments.models.accounts import DebtorAccount, PayeeAccount
from overstap.sealing import SealedTextField


class RunState(models.TextChoices):
    """How far a run is (stand van een betaalopdracht)."""

    MADE = "opgesteld", "Wacht op vrijgave"
    RELEASED = "vrijgegeven", "Vrijgegeven"
    WITHDRAWN = "ingetrokken", "Ingetrokken"


class LineState(models.TextChoices):
    """How far one payment of a run is (stand van een regel)."""

    PLANNED = "klaargezet", "Klaargezet"
    SENT = "verstuurd", "In het bankbestand"
    CONFIRMED = "bevestigd", "Afgeschreven"
    RETURNED = "teruggekomen", "Teruggekomen"
    DROPPED = "vervallen", "Vervallen"


LIVE_STATES = (LineState.PLANNED, LineState.SENT, LineState.CONFIRMED)


class PaymentRun(models.Model):
    """Payments that go out together (betaalopdracht, R-252): made by one cashier, released by another.

    The file is made once, when the run is released, and never again; it is kept sealed, for it names accounts. `key`
    makes the command count once.
    """

    key = models.UUIDField(unique=True)
    state = models.CharField(max_length=12, choices=RunState, default=RunState.MADE)
    execution_on = models.DateField()
    line_count = models.PositiveIntegerField()
    total_cents = models.BigIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    because = models.CharField(max_length=300, blank=True)
    message_id = models.CharField(max_length=35, unique=True, null=True)  # noqa: DJ001 (none until there is a file)
    file = SealedTextField(context="payments.paymentrun.file", null=True)
    file_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        """Order and invariants."""

        ordering = ("-made_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("made_by")),
                name="run_four_eyes",
                violation_error_message="Wie een betaalopdracht opstelt, geeft die niet zelf vrij.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="vrijgegeven", released_by__isnull=False, message_id__isnull=False, file__isnull=False)
                    & ~Q(file_sha256="")
                )
                | (~Q(state="vrijgegeven") & Q(released_by__isnull=True, message_id__isnull=True, file__isnull=True)),
                name="run_released_has_file",
                violation_error_message="Een vrijgegeven opdracht heeft precies één bestand.",
            ),
            models.CheckConstraint(
                condition=Q(line_count__gt=0, total_cents__gt=0),
                name="run_not_empty",
                violation_error_message="In een betaalopdracht staat ten minste één betaling.",
            ),
        )

    def __str__(self) -> str:
        """Name the state."""
        return f"{self.pk} {self.state}"


class RunLine(models.Model):
    """One payment of a run (regel van een betaalopdracht): what, to which account, on which ground (R-261).

    It keeps what was true when it was made, so that a payment that is over stays as it was. A claim stands in at most
    one run that still counts; what came back may be paid again in another.
    """

    key = models.UUIDField(unique=True)
    run = models.ForeignKey(PaymentRun, on_delete=models.PROTECT, related_name="lines")
    claim_key = models.UUIDField()
    state = models.CharField(max_length=12, choices=LineState, default=LineState.PLANNED)
    stream = models.CharField(max_length=40)
    recipient = models.CharField(max_length=160)
    account = models.ForeignKey(PayeeAccount, on_delete=models.PROTECT, related_name="lines")
    debtor = models.ForeignKey(DebtorAccount, on_delete=models.PROTECT, related_name="lines")
    amount_cents = models.BigIntegerField()
    legal_basis = models.CharField(max_length=200)
    evidence = models.CharField(max_length=300)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    end_to_end = models.CharField(max_length=35, unique=True)
    confirmed_on = models.DateField(null=True)
    returned_on = models.DateField(null=True)
    reason_code = models.CharField(max_length=4, blank=True)
    reason_told = models.CharField(max_length=140, blank=True)
    cleared_at = models.DateTimeField(null=True)
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    cleared_because = models.CharField(max_length=300, blank=True)

    class Meta:
        """Order and invariants."""

        ordering = ("run", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("claim_key",),
                condition=Q(state__in=("klaargezet", "verstuurd", "bevestigd")),
                name="claim_in_one_live_run",
                violation_error_message="Deze aanspraak staat al in een betaalopdracht.",
            ),
            models.CheckConstraint(
                condition=Q(amount_cents__gt=0) & ~Q(legal_basis="") & ~Q(evidence=""),
                name="run_line_grounded",
                violation_error_message="Elke betaling heeft een bedrag, een grondslag en een bewijs.",
            ),
            models.CheckConstraint(
                condition=Q(state="teruggekomen", returned_on__isnull=False)
                | (~Q(state="teruggekomen") & Q(returned_on__isnull=True)),
                name="run_line_returned_on",
                violation_error_message="Wat terugkwam, heeft een dag.",
            ),
        )
        indexes = (models.Index(fields=("claim_key",), name="run_line_claim"),)

    def __str__(self) -> str:
        """Name the reference."""
        return self.end_to_end
