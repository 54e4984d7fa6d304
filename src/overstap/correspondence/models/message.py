"""Messages between a person and those who help them, inside the file."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from overstap.core.decision import N_
from overstap.parties.models import Party
from overstap.people.models import Participant
from overstap.sealing.fields import SealedTextField


class Side(models.TextChoices):
    """Who wrote (kant)."""

    PERSON = "persoon", N_("De persoon zelf")
    PARTY = "partij", N_("Een organisatie")


class Message(models.Model):
    """One message in the thread of a file (bericht): a text without attachments, sealed, never changed or removed.

    `about_kind` and `about_id` name the file. A party reads the thread while the person lets it see how to reach them.
    """

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="messages")
    about_kind = models.CharField(max_length=40)
    about_id = models.CharField(max_length=60)
    side = models.CharField(max_length=8, choices=Side)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="messages", null=True)
    name = models.CharField(max_length=200)
    text = SealedTextField(context="correspondence.message.text")
    written_at = models.DateTimeField()
    answer_before = models.DateField(null=True)

    class Meta:
        """Order, invariants, look-ups."""

        ordering = ("written_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(side="persoon", party__isnull=True) | Q(side="partij", party__isnull=False),
                name="message_of_one_side",
                violation_error_message=N_("Een bericht is van de persoon of van een organisatie."),
            ),
        )
        indexes = (models.Index(fields=("about_kind", "about_id", "written_at"), name="message_thread"),)

    def __str__(self) -> str:
        """Name the side, never the text."""
        return self.side
