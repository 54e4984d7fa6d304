"""How a person wants to get letters."""

from __future__ import annotations

from django.db import models

from overstap.core.decision import N_
from overstap.correspondence.models.letter import Channel
from overstap.people.models import Participant
from overstap.sealing.fields import SealedTextField


class PostPreference(models.Model):
    """How a person wants to get letters (postvoorkeur): by which way, how large, and where the postman comes.

    Who chose nothing gets e-mail when there is an address, otherwise a letter on paper. The language is that of the
    participant.
    """

    participant = models.OneToOneField(Participant, on_delete=models.PROTECT, related_name="post_preference")
    channel = models.CharField(max_length=8, choices=Channel, blank=True)
    large_print = models.BooleanField(default=False)
    street = SealedTextField(context="correspondence.preference.street", default="")
    postcode = SealedTextField(context="correspondence.preference.postcode", default="")
    town = models.CharField(max_length=80, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        """What the rows mean together."""

        verbose_name = N_("postvoorkeur")

    def __str__(self) -> str:
        """Name the way."""
        return self.channel
