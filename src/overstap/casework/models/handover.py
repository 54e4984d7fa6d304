"""Files and requests that pass from one party to another."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from overstap.casework.models.case import Case
from overstap.parties.models import Party


class HandoverKind(models.TextChoices):
    """Whether the whole file moves or help is asked beside it (soort overdracht)."""

    CASE = "dossier", "Overdracht van het dossier"
    SERVICE = "hulp", "Warme overdracht voor hulp"


class HandoverState(models.TextChoices):
    """How far a hand-over is (stand van de overdracht)."""

    OFFERED = "aangeboden", "Aangeboden"
    ACCEPTED = "aanvaard", "Aanvaard"
    REFUSED = "geweigerd", "Geweigerd"
    WITHDRAWN = "ingetrokken", "Ingetrokken"
    RETURNED = "teruggekeerd", "Teruggekeerd na stilte"


class Handover(models.Model):
    """A two-sided hand-over ((warme) overdracht, R-123, R-420).

    It is offered, then accepted or refused with a reason; silence returns it to the sender. `items` are the parts of
    the file that the person agreed to share with the receiver and `agreed_through` how they said so;
    `sender_keeps_sight` is their wish that the sender may go on looking after the file has moved.

    `target` is what the help is for, an answer of the scheme in the role of hand-overs (R-421). `suggested_party` is
    where a receiver who refused says that it belongs, `corrects` the offer that went to the wrong receiver, and
    `escalated_at` since when the coordinator of the region sees that nobody answered.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handovers")
    kind = models.CharField(max_length=8, choices=HandoverKind)
    instrument = models.CharField(max_length=8, blank=True)
    from_party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="handovers_out")
    to_party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="handovers_in")
    state = models.CharField(max_length=12, choices=HandoverState, default=HandoverState.OFFERED)
    because = models.TextField()
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer_due = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    first_contact_on = models.DateField(null=True)
    items = models.JSONField(default=list)
    agreed_through = models.CharField(max_length=120)
    sender_keeps_sight = models.BooleanField(default=False)
    target = models.CharField(max_length=40, blank=True)
    suggested_party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="suggested_for", null=True)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, related_name="corrected_by", null=True)
    escalated_at = models.DateTimeField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("-offered_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(kind="dossier", state="aangeboden"),
                name="one_open_case_handover",
                violation_error_message="Er loopt al een overdracht van dit dossier.",
            ),
            models.CheckConstraint(
                condition=~Q(state="geweigerd") | ~Q(answer=""),
                name="refusal_has_reason",
                violation_error_message="Een weigering heeft altijd een reden.",
            ),
        )
        indexes = (
            models.Index(fields=("state", "answer_due"), name="handover_waiting"),
            models.Index(fields=("to_party", "offered_at"), name="handover_of_receiver"),
        )

    def __str__(self) -> str:
        """Name both sides."""
        return f"{self.from_party} > {self.to_party}"


class HandoverQuestion(models.Model):
    """A question of the receiver about a hand-over, and the answer of the sender (vraag bij een overdracht).

    Both sides read it; it holds nothing of health or debts, which the form says.
    """

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="questions")
    question = models.TextField()
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("asked_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(question=""),
                name="handover_question_asked",
                violation_error_message="Een vraag is niet leeg.",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="handover_question_answered",
                violation_error_message="Een antwoord heeft tekst en een moment.",
            ),
        )

    def __str__(self) -> str:
        """Say of which hand-over, not what was asked."""
        return f"vraag bij overdracht {self.handover_id}"
