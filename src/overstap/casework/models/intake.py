"""What is known of the person, what the schemes say of it and what a professional decided."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from overstap.casework.models.case import Case
from overstap.parties.models import Party, Region


class FactState(models.TextChoices):
    """What is known of a fact (stand van een gegeven); an unasked fact has no row."""

    KNOWN = "bekend", "Bekend"
    NOT_APPLICABLE = "nvt", "Niet van toepassing"
    REFUSED = "geweigerd", "Wil niet zeggen"


class FactSource(models.TextChoices):
    """Who supplied a fact (herkomst)."""

    PERSON = "persoon", "De persoon zelf"
    PROFESSIONAL = "begeleider", "De begeleider"
    REGISTER = "register", "Een register"
    BROUGHT = "meegebracht", "Meegebracht uit een ander dossier"


class CaseFact(models.Model):
    """One fact about the person as the scheme files know it (gegeven): value, source, date; older ones stay.

    `value` is what the fact dictionary prescribes: integer, boolean, cents, ISO date or the id of an
    enumeration value.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="facts")
    fact_id = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=FactState)
    value = models.JSONField(null=True)
    source = models.CharField(max_length=12, choices=FactSource)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("recorded_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "fact_id"), condition=Q(superseded_at__isnull=True), name="one_current_fact"
            ),
        )

    def __str__(self) -> str:
        """Name the fact, not its value."""
        return self.fact_id


class Assessment(models.Model):
    """The outcome of one scheme for one file on one date (beoordeling): advice, never a decision (R-111).

    `outputs` maps an output to its settled value or bounds; `grounds` is a list of
    {condition, bearing, nl, en, source}; `receipt` says what it stands on.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assessments")
    scheme = models.CharField(max_length=60)
    scheme_version = models.DateField()
    outcome = models.CharField(max_length=10)
    outputs = models.JSONField(default=dict)
    grounds = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    receipt = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        """Order."""

        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        """Name scheme and outcome."""
        return f"{self.scheme}@{self.scheme_version}: {self.outcome}"


class DecisionKind(models.TextChoices):
    """What a person decided on the advice (besluit)."""

    ADMITTED = "aanvullende_hulp", "Aanvullende hulp van het team"
    OWN_SERVICE = "eigen_dienstverlening", "Hulp uit de eigen dienstverlening"


class Decision(models.Model):
    """What a professional decided on an advice, and why (besluit, R-111); deviating is allowed and recorded.

    `basis` is what was known at that moment: the assessments of the round, the diagnoses and the warnings that were
    shown. It never changes, whatever is learnt later.
    """

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="decision")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=24, choices=DecisionKind)
    deviates = models.BooleanField()
    motivation = models.TextField()
    basis = models.JSONField(default=dict)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        """Order and invariants."""

        ordering = ("-decided_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(motivation=""),
                name="decision_motivated",
                violation_error_message="Een besluit heeft altijd een motivering.",
            ),
        )

    def __str__(self) -> str:
        """Name the decision."""
        return self.get_kind_display()


class Diagnosis(models.Model):
    """The result of a diagnosis tool of some party, with name, version and date (diagnose, R-103, R-114)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="diagnoses")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="diagnoses")
    tool = models.CharField(max_length=120)
    tool_version = models.CharField(max_length=40)
    taken_on = models.DateField()
    result = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, default=None
    )

    class Meta:
        """Order."""

        ordering = ("-taken_on", "-id")

    def __str__(self) -> str:
        """Name the tool."""
        return f"{self.tool} {self.tool_version}"


class RegionalValue(models.Model):
    """What a region chose for a parameter that a scheme leaves to regions (regionale waarde, R-079, R-106).

    `value` is what the scheme file prescribes: integer, boolean, cents or a list of enumeration ids; the newest
    row that has begun counts.
    """

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="scheme_values")
    scheme = models.CharField(max_length=60)
    parameter = models.CharField(max_length=60)
    value = models.JSONField()
    valid_from = models.DateField()
    because = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Order and invariants."""

        ordering = ("region", "scheme", "parameter", "valid_from", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("region", "scheme", "parameter", "valid_from"), name="regional_value_once_per_start"
            ),
        )

    def __str__(self) -> str:
        """Name the parameter."""
        return f"{self.scheme}.{self.parameter}"
