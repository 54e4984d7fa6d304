"""What the person can do about a decision or a fact: object, complain, have it corrected."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from overstap.casework.models.case import Case
from overstap.casework.models.intake import CaseFact, Decision, FactState
from overstap.parties.models import Party


class ObjectionKind(models.TextChoices):
    """Against a decision, or about how someone was treated (soort)."""

    OBJECTION = "bezwaar", "Bezwaar tegen een besluit"
    COMPLAINT = "klacht", "Klacht over de behandeling"


class ObjectionState(models.TextChoices):
    """How far it is (stand)."""

    FILED = "ingediend", "Ingediend"
    TAKEN = "in_behandeling", "In behandeling"
    UPHELD = "gegrond", "Gegrond"
    DISMISSED = "ongegrond", "Ongegrond"
    WITHDRAWN = "ingetrokken", "Ingetrokken"


class Objection(models.Model):
    """An objection against a decision or a complaint (bezwaar of klacht), by the person or on their behalf.

    Someone else handles it than who decided. `late` tells that it came after the term; `late_because` is why, and the
    handler weighs that: lateness alone never ends it. When it is upheld, `new_decision` is what was decided instead.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="objections")
    kind = models.CharField(max_length=8, choices=ObjectionKind)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="objections", null=True)
    text = models.TextField()
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on_behalf = models.CharField(max_length=200, blank=True)
    received_through = models.CharField(max_length=120)
    late = models.BooleanField(default=False)
    late_because = models.TextField(blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=14, choices=ObjectionState, default=ObjectionState.FILED)
    handler = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    handling_party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", null=True)
    taken_at = models.DateTimeField(null=True)
    motivation = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True)
    new_decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, related_name="instead_after", null=True, default=None
    )

    class Meta:
        """Order and invariants."""

        ordering = ("-filed_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("decision",),
                condition=Q(state__in=("ingediend", "in_behandeling")),
                name="one_open_objection",
                violation_error_message="Er loopt al een bezwaar tegen dit besluit.",
            ),
            models.CheckConstraint(
                condition=Q(kind="bezwaar", decision__isnull=False) | Q(kind="klacht"),
                name="objection_has_decision",
                violation_error_message="Een bezwaar gaat over een besluit.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("gegrond", "ongegrond")) | ~Q(motivation=""),
                name="objection_motivated",
                violation_error_message="Een beslissing op bezwaar heeft altijd een motivering.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("in_behandeling", "gegrond", "ongegrond")) | Q(handler__isnull=False),
                name="objection_has_handler",
                violation_error_message="Iemand behandelt het bezwaar.",
            ),
        )
        indexes = (models.Index(fields=("state", "due_on"), name="objection_due"),)

    def __str__(self) -> str:
        """Name the kind, never the text."""
        return f"{self.get_kind_display()} {self.filed_at:%d-%m-%Y}"


class CorrectionState(models.TextChoices):
    """How far it is (stand)."""

    ASKED = "gevraagd", "Gevraagd"
    GRANTED = "toegewezen", "Verbeterd"
    REFUSED = "afgewezen", "Niet verbeterd"
    WITHDRAWN = "ingetrokken", "Ingetrokken"


class Correction(models.Model):
    """A request to correct an answer of the file (correctieverzoek); the old answer stays as history.

    `old` is the row that was wrong and `new` the one that took its place; `changes_advice` tells that the advice would
    be another with the corrected answer, so that a new assessment is proposed.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="corrections")
    fact_id = models.CharField(max_length=60)
    old = models.ForeignKey(CaseFact, on_delete=models.PROTECT, related_name="+")
    wanted_state = models.CharField(max_length=10, choices=FactState)
    wanted_value = models.JSONField(null=True)
    because = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=12, choices=CorrectionState, default=CorrectionState.ASKED)
    answer = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    new = models.ForeignKey(CaseFact, on_delete=models.PROTECT, related_name="+", null=True)
    changes_advice = models.BooleanField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("-asked_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "fact_id"),
                condition=Q(state="gevraagd"),
                name="one_open_correction",
                violation_error_message="Er loopt al een verzoek over dit antwoord.",
            ),
            models.CheckConstraint(
                condition=~Q(state="afgewezen") | ~Q(answer=""),
                name="correction_refusal_motivated",
                violation_error_message="Wie een correctie afwijst, zegt waarom.",
            ),
        )

    def __str__(self) -> str:
        """Name the fact, not its value."""
        return self.fact_id


class ClockStop(models.Model):
    """A term that stands still (opschorting), with the reason that a rule allows; days that it stood are added to it.

    Of a next step or of an objection, of which exactly one is named.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clock_stops")
    action = models.ForeignKey(
        "casework.NextAction", on_delete=models.PROTECT, related_name="stops", null=True, default=None
    )
    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="stops", null=True, default=None)
    term = models.CharField(max_length=40)
    reason = models.CharField(max_length=40)
    explanation = models.TextField()
    from_on = models.DateField()
    last_on = models.DateField()
    until_on = models.DateField(null=True)
    due_before = models.DateField()
    stopped_at = models.DateTimeField()
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    scheme_version = models.DateField()

    class Meta:
        """Order and invariants."""

        ordering = ("-stopped_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("action",), condition=Q(until_on__isnull=True), name="one_open_stop_of_action"
            ),
            models.UniqueConstraint(
                fields=("objection",), condition=Q(until_on__isnull=True), name="one_open_stop_of_objection"
            ),
            models.CheckConstraint(
                condition=Q(action__isnull=False, objection__isnull=True)
                | Q(action__isnull=True, objection__isnull=False),
                name="stop_of_one_clock",
            ),
            models.CheckConstraint(condition=~Q(explanation=""), name="stop_explained"),
            models.CheckConstraint(condition=Q(last_on__gte=F("from_on")), name="stop_ends_after_start"),
        )

    def __str__(self) -> str:
        """Name the term and the reason."""
        return f"{self.term}: {self.reason}"
