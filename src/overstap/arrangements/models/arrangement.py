"""The arrangement and its items."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from overstap.casework.models import Case, Handover
from overstap.parties.models import Party


class ArrangementState(models.TextChoices):
    """How far it is (stand van het arrangement)."""

    DRAFT = "concept", "Concept"
    PROPOSED = "voorgesteld", "Voorgesteld aan de deelnemer"
    AGREED = "afgesproken", "Afgesproken met de deelnemer"
    ACTIVE = "actief", "Actief"
    COMPLETED = "afgerond", "Afgerond"
    STOPPED = "gestopt", "Gestopt"


class ProviderGroup(models.TextChoices):
    """The six groups whose provisions come first (voorliggende aanbieders, R-135)."""

    EMPLOYER = "werkgever", "Werkgever"
    SOCIAL_PARTNERS = "sociale_partners", "Sociale partners"
    UWV_OR_MUNICIPALITY = "uwv_gemeente", "UWV of gemeente"
    SCHOOLS = "scholen", "Scholen"
    LEARNING_DESK = "leerwerkloket", "Leerwerkloket"
    SBB = "sbb", "SBB"


class Arrangement(models.Model):
    """The composed help for one person (persoonlijk arrangement, R-055); keeps its key when it travels (R-123)."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="arrangement")
    state = models.CharField(max_length=12, choices=ArrangementState, default=ArrangementState.DRAFT)
    # What it works towards: a sector, a company or an occupation.
    target = models.CharField(max_length=200, blank=True)
    target_has_vacancies = models.BooleanField(null=True)
    made_at = models.DateTimeField()
    # When its content last changed: an answer of another party counts only for the content that it saw.
    changed_at = models.DateTimeField()
    # From when on the person reads along with the draft (samen opstellen, R-120).
    shared_at = models.DateTimeField(null=True)
    proposed_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    agreed_through = models.CharField(max_length=120, blank=True)
    activated_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        """Order and invariants."""

        ordering = ("-made_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=("afgesproken", "actief", "afgerond")) | Q(agreed_at__isnull=False),
                name="agreed_before_active",
                violation_error_message="Een arrangement start pas als de deelnemer akkoord is.",
            ),
        )

    def __str__(self) -> str:
        """Name the file."""
        return f"arrangement {self.case}"


class PriorCheck(models.Model):
    """Whether a group of providers has something that comes first (voorliggende voorziening, R-135)."""

    arrangement = models.ForeignKey(Arrangement, on_delete=models.PROTECT, related_name="prior_checks")
    group = models.CharField(max_length=20, choices=ProviderGroup)
    available = models.BooleanField()
    explanation = models.CharField(max_length=400)
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Order and invariants."""

        ordering = ("arrangement", "group")
        constraints = (models.UniqueConstraint(fields=("arrangement", "group"), name="prior_check_once"),)

    def __str__(self) -> str:
        """Name the group."""
        return self.get_group_display()


class ItemStage(models.TextChoices):
    """How far an item is (stand van het onderdeel)."""

    CHOSEN = "gekozen", "Gekozen"
    COMMITTED = "toegezegd", "Toegezegd"
    RUNNING = "loopt", "Loopt"
    COMPLETED = "afgerond", "Afgerond"
    STOPPED = "gestopt", "Gestopt"
    REMOVED = "verwijderd", "Verwijderd"


class ItemKind(models.TextChoices):
    """Whether it comes first or on top (soort onderdeel, R-121)."""

    PRIOR = "voorliggend", "Voorliggend"
    ADDITIONAL = "aanvullend", "Aanvullend"


class EvidenceKind(models.TextChoices):
    """What shows that an item was finished (soort bewijs)."""

    DIPLOMA = "diploma", "Diploma"
    CERTIFICATE = "certificaat", "Certificaat"
    PRACTICE_STATEMENT = "praktijkverklaring", "Praktijkverklaring"
    ATTENDANCE = "presentielijst", "Presentielijst"
    REPORT = "eindverslag", "Eindverslag"
    OTHER = "ander", "Ander bewijs"


class ArrangementItem(models.Model):
    """One instrument in an arrangement with its provider, dates and money (onderdeel van een arrangement).

    `key` is how the treasury knows it; `stream` is a stream id of the scheme files; `scheme`, `scheme_version`
    and `receipt` pin the assessment that it stands on (R-007); `start_receipt` is the same assessment at the
    start, when everything was known. The stream pays `cost_cents` less `cofinancing_cents` and `shared_cents`, which
    is the sum of what other streams pay (`ItemShare`). `facts` are the
    answers about this item, `motivation` says why it is needed and `passed_over_because` why money that goes
    first is not used (R-254). `bought_by` is the kind of party that composed it; `reviews_due` are ISO dates.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    arrangement = models.ForeignKey(Arrangement, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=12, choices=ItemKind)
    instrument = models.CharField(max_length=8, blank=True)
    title = models.CharField(max_length=160)
    scheme = models.CharField(max_length=60, blank=True)
    scheme_version = models.DateField(null=True)
    stage = models.CharField(max_length=12, choices=ItemStage, default=ItemStage.CHOSEN)
    providing_party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="items")
    provider = models.CharField(max_length=160, blank=True)
    employer = models.CharField(max_length=160, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    cost_cents = models.BigIntegerField(default=0)
    stream = models.CharField(max_length=40, blank=True)
    cofinancing_cents = models.BigIntegerField(default=0)
    cofinancing_reason = models.CharField(max_length=300, blank=True)
    shared_cents = models.BigIntegerField(default=0)
    facts = models.JSONField(default=dict)
    receipt = models.JSONField(default=dict)
    start_receipt = models.JSONField(default=dict)
    grounds = models.JSONField(default=list)
    reviews_due = models.JSONField(default=list)
    bought_by = models.CharField(max_length=30, blank=True)
    ceiling_code = models.CharField(max_length=40, blank=True)
    ceiling_cents = models.BigIntegerField(null=True)
    motivation = models.CharField(max_length=400, blank=True)
    passed_over_because = models.CharField(max_length=400, blank=True)
    commitment_key = models.UUIDField(null=True)
    fee_cents = models.BigIntegerField(default=0)
    fee_stream = models.CharField(max_length=40, blank=True)
    fee_scheme = models.CharField(max_length=60, blank=True)
    fee_scheme_version = models.DateField(null=True)
    fee_receipt = models.JSONField(default=dict)
    fee_commitment_key = models.UUIDField(null=True)
    handover = models.OneToOneField(Handover, on_delete=models.PROTECT, related_name="item", null=True)
    added_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    stopped_reason = models.CharField(max_length=300, blank=True)
    # What shows that it was finished: sort, number or mark, and day of the paper.
    evidence_kind = models.CharField(max_length=24, choices=EvidenceKind, blank=True)
    evidence_number = models.CharField(max_length=60, blank=True)
    evidence_on = models.DateField(null=True)
    # The next action when somebody chose one; else it follows from how far the item is.
    step_what = models.CharField(max_length=160, blank=True)
    step_party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="item_steps", null=True)
    step_side = models.CharField(max_length=12, blank=True)
    step_before = models.DateField(null=True)
    # What other streams would pay while a change is worked out: kept in memory alone, until it is written as shares.
    parts_meant: list[ItemShare] | None = None

    class Meta:
        """Order and invariants."""

        ordering = ("arrangement", "kind", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(cost_cents__gte=0, cofinancing_cents__gte=0, shared_cents__gte=0, fee_cents__gte=0),
                name="item_cost_not_negative",
                violation_error_message="Kosten zijn nul of meer.",
            ),
            models.CheckConstraint(
                condition=Q(cost_cents__gte=models.F("cofinancing_cents") + models.F("shared_cents")),
                name="item_parts_within_cost",
                violation_error_message="Wat anderen betalen, is samen hoger dan de kosten.",
            ),
            models.CheckConstraint(
                condition=Q(kind="aanvullend") | Q(commitment_key__isnull=True, fee_commitment_key__isnull=True),
                name="prior_item_takes_no_team_money",
                violation_error_message="Een voorliggende voorziening kost het team geen geld.",
            ),
            models.CheckConstraint(
                condition=Q(handover__isnull=True) | Q(commitment_key__isnull=True, fee_commitment_key__isnull=True),
                name="handover_is_never_paid",
                violation_error_message="Een warme overdracht is nooit een betaling.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=False, ends_on__gte=models.F("starts_on")),
                name="item_ends_after_start",
                violation_error_message="De einddatum ligt voor de startdatum.",
            ),
            models.CheckConstraint(
                condition=Q(step_what="", step_before__isnull=True) | (~Q(step_what="") & Q(step_before__isnull=False)),
                name="item_step_has_a_day",
                violation_error_message="Bij een volgende stap hoort een dag.",
            ),
        )

    def __str__(self) -> str:
        """Show the title."""
        return self.title

    @property
    def parts(self) -> list[ItemShare]:
        """What other streams pay; most items have none, and then nothing is asked of the database."""
        if self.parts_meant is not None:
            return self.parts_meant
        return list(self.shares.all()) if self.shared_cents else []


class ItemShare(models.Model):
    """What another stream than its own pays of an item (deel van de kosten, R-254), in cents.

    `scheme`, `scheme_version` and `receipt` pin what it stands on: the scheme that works out the part, or the order of
    funds. `commitment_key` is set when the cashier keeps the stream: then the part is reserved and bound like the rest.
    """

    item = models.ForeignKey(ArrangementItem, on_delete=models.PROTECT, related_name="shares")
    stream = models.CharField(max_length=40)
    cents = models.BigIntegerField()
    scheme = models.CharField(max_length=60, blank=True)
    scheme_version = models.DateField(null=True)
    receipt = models.JSONField(default=dict)
    commitment_key = models.UUIDField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("item", "id")
        constraints = (
            models.UniqueConstraint(fields=("item", "stream"), name="share_once_per_stream"),
            models.CheckConstraint(
                condition=Q(cents__gt=0),
                name="share_positive",
                violation_error_message="Een deel van de kosten is groter dan nul.",
            ),
        )

    def __str__(self) -> str:
        """Name stream and amount."""
        return f"{self.stream} {self.cents}"


class ItemReview(models.Model):
    """A moment at which was looked whether someone can move on to regular work (toetsmoment, R-178)."""

    item = models.ForeignKey(ArrangementItem, on_delete=models.PROTECT, related_name="reviews")
    due_on = models.DateField()
    held_on = models.DateField()
    can_move_on = models.BooleanField()
    finding = models.CharField(max_length=400)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Order and invariants."""

        ordering = ("item", "due_on")
        constraints = (models.UniqueConstraint(fields=("item", "due_on"), name="review_once_per_date"),)

    def __str__(self) -> str:
        """Say when."""
        return f"toets {self.due_on:%d-%m-%Y}"


class Coordination(models.Model):
    """Another party looked at the arrangement and agreed or commented (afstemming, R-122, R-137)."""

    arrangement = models.ForeignKey(Arrangement, on_delete=models.PROTECT, related_name="coordinations")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="coordinations")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    agreed = models.BooleanField(null=True)
    remark = models.TextField(blank=True)

    class Meta:
        """Order and invariants."""

        ordering = ("asked_at", "id")
        constraints = (models.UniqueConstraint(fields=("arrangement", "party"), name="coordination_once_per_party"),)

    def __str__(self) -> str:
        """Name the party."""
        return f"afstemming met {self.party}"


class WindowApplication(models.Model):
    """That a person applied at a window through the adviser (aanvraag vanuit een dossier, R-220).

    The tie stands here: a window knows an application by its key and no file. `agreed_through` is how the person said
    yes to applying, `answered_through` how they answered an offer or withdrew.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="window_applications")
    application_key = models.UUIDField(unique=True)
    window = models.CharField(max_length=60)
    agreed_through = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_through = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    offer_noticed_at = models.DateTimeField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("-asked_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(agreed_through=""),
                name="window_application_agreed",
                violation_error_message="Zonder akkoord van de deelnemer is er geen aanvraag.",
            ),
        )

    def __str__(self) -> str:
        """Name the file and the window."""
        return f"{self.case} {self.window}"
