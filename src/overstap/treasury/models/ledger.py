"""The ledgers: streams, budgets, accounts and entries. Entries are never changed, only followed by others."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class FundingStream(models.Model):
    """Where money comes from (geldstroom, R-250).

    `with_cashier` says who keeps it; `has_ledger` says that its money is kept here. The fee for employers has a ledger
    of its own but is none of the cashier's four; regular means are named and kept elsewhere.
    """

    code = models.CharField(max_length=40, unique=True)
    name_nl = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    with_cashier = models.BooleanField()
    has_ledger = models.BooleanField()
    rank = models.PositiveSmallIntegerField()

    class Meta:
        """Order and invariants: what the cashier keeps has a ledger."""

        ordering = ("rank", "code")
        constraints = (
            models.CheckConstraint(condition=Q(with_cashier=False) | Q(has_ledger=True), name="cashier_keeps_ledger"),
        )

    def __str__(self) -> str:
        """Show the Dutch name."""
        return self.name_nl


class Budget(models.Model):
    """Money of one stream for one region (or the country: empty code) in one year (budget)."""

    stream = models.ForeignKey(FundingStream, on_delete=models.PROTECT, related_name="budgets")
    region_code = models.CharField(max_length=4, blank=True)
    year = models.PositiveSmallIntegerField()

    class Meta:
        """Order and invariants."""

        ordering = ("stream__rank", "region_code", "year")
        constraints = (models.UniqueConstraint(fields=("stream", "region_code", "year"), name="budget_once"),)

    def __str__(self) -> str:
        """Name stream, region and year."""
        return f"{self.stream.code} {self.region_code or 'NL'} {self.year}"


class AccountKind(models.TextChoices):
    """What an account of a budget holds (soort rekening)."""

    FRAMEWORK = "kader", "Kader"
    BUDGET = "budget", "Beschikbaar"
    COMMITTED = "verplicht", "Verplicht"
    PAID = "betaald", "Betaald"


class Account(models.Model):
    """One account of a budget (rekening) with its running totals in cents, changed with every entry.

    The constraint is the promise: what is reserved plus what is used never exceeds what came in (the ceiling).
    The framework account is the source and alone may go below zero. `last_at` is the latest moment of an entry: what is
    booked with an earlier clock is checked against every moment since, so that no past day passes its ceiling.
    """

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="accounts")
    kind = models.CharField(max_length=10, choices=AccountKind)
    debits_pending_cents = models.BigIntegerField(default=0)
    debits_posted_cents = models.BigIntegerField(default=0)
    credits_pending_cents = models.BigIntegerField(default=0)
    credits_posted_cents = models.BigIntegerField(default=0)
    last_at = models.DateTimeField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("budget", "kind")
        constraints = (
            models.UniqueConstraint(fields=("budget", "kind"), name="account_once"),
            models.CheckConstraint(
                condition=Q(kind="kader")
                | Q(credits_posted_cents__gte=F("debits_pending_cents") + F("debits_posted_cents")),
                name="never_over_the_ceiling",
                violation_error_message="Het plafond van dit budget is bereikt.",
            ),
            models.CheckConstraint(
                condition=Q(
                    debits_pending_cents__gte=0,
                    debits_posted_cents__gte=0,
                    credits_pending_cents__gte=0,
                    credits_posted_cents__gte=0,
                ),
                name="totals_not_negative",
                violation_error_message="Een totaal kan niet kleiner dan nul zijn.",
            ),
        )

    def __str__(self) -> str:
        """Name budget and kind."""
        return f"{self.budget} {self.kind}"


class EntryKind(models.TextChoices):
    """What an entry does (soort boeking)."""

    ALLOT = "toewijzen", "Toewijzen"
    WITHDRAW = "intrekken", "Intrekken"
    RESERVE = "reserveren", "Reserveren"
    COMMIT = "verplichten", "Verplichten"
    VOID = "reservering_vervalt", "Reservering vervalt"
    PAY = "betalen", "Betalen"
    RELEASE = "vrijgeven", "Vrijgeven"
    RECOVER = "terugvorderen", "Terugvorderen"
    RETURN = "teruggekomen", "Teruggekomen"
    RECOMMIT = "opnieuw_verplichten", "Opnieuw verplichten"
    RETAKE = "toch_betaald", "Toch betaald"


class FrameworkDecision(models.Model):
    """What the framework keeper gave a budget (kaderbesluit, R-251): the amount it has from then on, and the source.

    `key` makes the command count once. The entries that carry it out name it in their idempotency key. A decision about
    several budgets at once is a `reallocation` or an `allocation`, with a row here for each budget.
    """

    key = models.UUIDField(unique=True)
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="decisions")
    amount_cents = models.BigIntegerField()
    source = models.CharField(max_length=200)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200)
    reallocation = models.ForeignKey(
        "treasury.Reallocation", on_delete=models.PROTECT, related_name="decisions", null=True
    )
    allocation = models.ForeignKey("treasury.Allocation", on_delete=models.PROTECT, related_name="decisions", null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("decided_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(amount_cents__gte=0),
                name="decision_not_negative",
                violation_error_message="Een budget is nul of meer.",
            ),
        )

    def __str__(self) -> str:
        """Name the amount."""
        return f"{self.amount_cents}"


class Entry(models.Model):
    """One movement within one budget (boeking); immutable. `idempotency_key` makes a command count once.

    The kind says which account is debited and which is credited (`overstap.core.ledger.MOVEMENTS`). An entry has one
    budget and no account of its own choice, so that a posting from one stream to another cannot be written (R-250).
    A reservation is pending until it is committed or voided; the entry that ends it names it in `ends`. A mistake is
    never edited: an opposite entry follows and names it in `reverses` (tegenboeking). `meant_at` is when it was meant
    for, where it is dated later because that period was closed.
    """

    kind = models.CharField(max_length=20, choices=EntryKind)
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="entries")
    amount_cents = models.BigIntegerField()
    commitment = models.ForeignKey("treasury.Commitment", on_delete=models.PROTECT, related_name="entries", null=True)
    ends = models.OneToOneField("self", on_delete=models.PROTECT, related_name="ended_by", null=True)
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, related_name="reversed_by", null=True)
    idempotency_key = models.CharField(max_length=120, unique=True)
    at = models.DateTimeField()
    meant_at = models.DateTimeField(null=True)
    actor_name = models.CharField(max_length=200)
    because = models.CharField(max_length=300)

    class Meta:
        """Order and invariants."""

        ordering = ("at", "id")
        verbose_name_plural = "entries"
        constraints = (
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="entry_positive"),
            models.CheckConstraint(condition=Q(kind__in=EntryKind.values), name="entry_known_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=("toewijzen", "intrekken"), commitment__isnull=True)
                | Q(~Q(kind__in=("toewijzen", "intrekken")), commitment__isnull=False),
                name="entry_names_commitment",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("verplichten", "reservering_vervalt"), ends__isnull=False)
                | Q(~Q(kind__in=("verplichten", "reservering_vervalt")), ends__isnull=True),
                name="entry_ends_reservation",
            ),
        )
        indexes = (models.Index(fields=("budget", "at"), name="entry_budget"),)

    def __str__(self) -> str:
        """Name kind and amount."""
        return f"{self.kind} {self.amount_cents}"
