"""The ledgers. Amounts are whole cents; entries are never changed, only followed by others."""

from __future__ import annotations

from django.conf import settings
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


class FrameworkDecision(models.Model):
    """What the framework keeper gave a budget (kaderbesluit, R-251): the amount it has from then on, and the source.

    `key` makes the command count once. The entries that carry it out name it in their idempotency key.
    """

    key = models.UUIDField(unique=True)
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="decisions")
    amount_cents = models.BigIntegerField()
    source = models.CharField(max_length=200)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200)

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


class Entry(models.Model):
    """One movement within one budget (boeking); immutable. `idempotency_key` makes a command count once.

    The kind says which account is debited and which is credited (`overstap.core.ledger.MOVEMENTS`). An entry has one
    budget and no account of its own choice, so that a posting from one stream to another cannot be written (R-250).
    A reservation is pending until it is committed or voided; the entry that ends it names it in `ends`.
    """

    kind = models.CharField(max_length=20, choices=EntryKind)
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="entries")
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
