"""The ledgers. Amounts are whole cents; entries are never changed, only followed by others."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class FundingStream(models.Model):
    """Where money comes from (geldstroom, R-250). A stream of the cashier has ledgers; the others are named but kept elsewhere."""

    code = models.CharField(max_length=40, unique=True)
    name_nl = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    with_cashier = models.BooleanField()

    class Meta:
        """Order."""

        ordering = ("code",)

    def __str__(self) -> str:
        """Show the Dutch name."""
        return self.name_nl


class Budget(models.Model):
    """Money of one stream for one region (or the country: empty code) in one year (budget)."""

    stream = models.ForeignKey(FundingStream, on_delete=models.PROTECT, related_name="budgets")
    region_code = models.CharField(max_length=4, blank=True)
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)

    class Meta:
        """Order and invariants."""

        ordering = ("stream", "region_code", "year")
        constraints = (models.UniqueConstraint(fields=("stream", "region_code", "year"), name="budget_once"),)

    def __str__(self) -> str:
        """Name stream, region and year."""
        return f"{self.stream.code} {self.region_code or 'NL'} {self.year}"


class AccountKind(models.TextChoices):
    """What an account of a budget holds (soort rekening)."""

    FRAMEWORK = "kader", "Kader"
    BUDGET = "budget", "Beschikbaar gesteld"
    COMMITTED = "verplicht", "Verplicht"
    PAID = "betaald", "Betaald"


class Account(models.Model):
    """One account of a budget (rekening) with its running totals in cents, changed with every entry.

    The constraint is the promise: what is reserved plus what is used never exceeds what came in (the ceiling).
    The framework account is the source and alone may go below zero.
    """

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="accounts")
    kind = models.CharField(max_length=10, choices=AccountKind)
    debits_pending_cents = models.BigIntegerField(default=0)
    debits_posted_cents = models.BigIntegerField(default=0)
    credits_pending_cents = models.BigIntegerField(default=0)
    credits_posted_cents = models.BigIntegerField(default=0)

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
                    debits_pending_cents__gte=0, debits_posted_cents__gte=0,
                    credits_pending_cents__gte=0, credits_posted_cents__gte=0,
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
    RESERVE = "reserveren", "Reserveren"
    COMMIT = "verplichten", "Verplichten"
    VOID = "reservering_vervalt", "Reservering vervalt"
    PAY = "betalen", "Betalen"
    RELEASE = "vrijgeven", "Vrijgeven"
    RECOVER = "terugvorderen", "Terugvorderen"


class Commitment(models.Model):
    """Money that is bound to one arrangement item (verplichting, R-252): pins the scheme version and the receipt.

    Knows the person only by pseudonym and the item by key (R-404). `state` follows the entries.
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
    state = models.CharField(max_length=14, choices=State, default=State.RESERVED)
    reserved_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    committed_at = models.DateTimeField(null=True)

    class Meta:
        """Order, invariants, look-ups."""

        ordering = ("reserved_at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="commitment_positive",
                violation_error_message="Een verplichting is groter dan nul."),
        )
        indexes = (
            models.Index(fields=("person_key", "instrument"), name="commitment_person"),
            models.Index(fields=("item_key",), name="commitment_item"),
        )

    def __str__(self) -> str:
        """Name amount and state."""
        return f"{self.amount_cents} {self.state}"


class Entry(models.Model):
    """One movement from one account to another (boeking); immutable. `idempotency_key` makes a command count once.

    A reservation is pending on both accounts until it is committed or voided; the entry that ends it names it in `ends`.
    """

    kind = models.CharField(max_length=20, choices=EntryKind)
    debit = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="debit_entries")
    credit = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="credit_entries")
    amount_cents = models.BigIntegerField()
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="entries", null=True)
    ends = models.OneToOneField("self", on_delete=models.PROTECT, related_name="ended_by", null=True)
    idempotency_key = models.CharField(max_length=120, unique=True)
    at = models.DateTimeField()
    actor_name = models.CharField(max_length=200)
    because = models.CharField(max_length=300)

    class Meta:
        """Order and invariants."""

        ordering = ("at", "id")
        verbose_name_plural = "entries"
        constraints = (
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="entry_positive"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="entry_two_sides"),
        )
        indexes = (models.Index(fields=("debit", "at"), name="entry_debit"), models.Index(fields=("credit", "at"), name="entry_credit"))

    def __str__(self) -> str:
        """Name kind and amount."""
        return f"{self.kind} {self.amount_cents}"


class PersonCeiling(models.Model):
    """What one person used of a ceiling that holds over all parties (persoonsplafond, R-156).

    `limit_cents` comes from the scheme version that applied at the first use.
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
                condition=Q(used_cents__gte=0, used_cents__lte=F("limit_cents")), name="person_never_over_ceiling",
                violation_error_message="Het maximum per persoon is bereikt.",
            ),
        )

    def __str__(self) -> str:
        """Name the ceiling."""
        return self.code


class Claim(models.Model):
    """What a recipient asks to be paid on a commitment (aanspraak), with evidence; the fee for an employer counts weeks (R-201)."""

    class State(models.TextChoices):
        """How far it is (stand van de aanspraak)."""

        SUBMITTED = "ingediend", "Ingediend"
        APPROVED = "goedgekeurd", "Goedgekeurd"
        REJECTED = "afgewezen", "Afgewezen"
        PAID = "betaald", "Betaald"

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
            models.CheckConstraint(condition=Q(amount_cents__gte=0), name="claim_not_negative"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("submitted_by")), name="claim_second_person",
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
    paid_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    paid_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Order and invariants."""

        ordering = ("paid_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(approved_by=F("paid_by")), name="payment_four_eyes",
                violation_error_message="Goedkeuren en betalen doen twee verschillende mensen.",
            ),
        )

    def __str__(self) -> str:
        """Name the amount."""
        return f"{self.amount_cents}"
