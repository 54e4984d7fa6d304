"""Consent per item, party and purpose."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from overstap.core.consent import Item, Purpose
from overstap.core.decision import N_
from overstap.parties.models import Party
from overstap.people.models import Participant


class Consent(models.Model):
    """One permission of a person (toestemming): a party may see an item for a purpose, from and until when (R-401).

    Withdrawal fills `withdrawn_at` and works at once; a row is never deleted, so that the past stays answerable.
    A newer consent for the same item, party and purpose ends the older one in the same way and marks it `replaced`.
    """

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="consents")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="consents")
    item = models.CharField(max_length=20, choices=[(item.value, item.value) for item in Item])
    purpose = models.CharField(max_length=20, choices=[(purpose.value, purpose.value) for purpose in Purpose])
    given_at = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    replaced = models.BooleanField(default=False)
    given_through = models.CharField(max_length=120, help_text="How it was given: on line, at the desk, by letter.")

    class Meta:
        """Order, invariants, look-ups."""

        ordering = ("participant", "party", "item", "given_at")
        constraints = (
            models.UniqueConstraint(
                fields=("participant", "party", "item", "purpose"),
                condition=Q(withdrawn_at__isnull=True),
                name="one_open_consent",
                violation_error_message=N_("Deze toestemming staat al aan."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_given",
                violation_error_message=N_("Intrekken kan niet voor het geven."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("given_at")),
                name="consent_ends_after_given",
                violation_error_message=N_("De einddatum moet na vandaag liggen."),
            ),
        )
        indexes = (models.Index(fields=("party", "item", "participant"), name="consent_party_item"),)

    def __str__(self) -> str:
        """Name item and party."""
        return f"{self.item} aan {self.party}"
