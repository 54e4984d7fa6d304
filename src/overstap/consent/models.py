"""Consent per item, party and purpose."""

from __future__ import annotations

from django.conf import settings
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


class Verdict(models.TextChoices):
    """What a second professional thought of it afterwards (oordeel over noodtoegang)."""

    RIGHT = "terecht", N_("Terecht")
    WRONG = "onterecht", N_("Niet terecht: misbruik")


class EmergencyAccess(models.Model):
    """A file that was opened without consent because somebody needed help at once (noodtoegang).

    It ends by itself at `valid_until`, opens only `items`, and lets nobody change anything. The person is told, and
    somebody else reviews it before `review_due`.
    """

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="emergencies")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="emergencies")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="emergencies")
    urgency = models.CharField(max_length=40)
    reason = models.TextField()
    items = models.JSONField(default=list)
    opened_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    review_due = models.DateField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="emergency_reviews", null=True
    )
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    review = models.TextField(blank=True)

    class Meta:
        """Order, invariants, look-ups."""

        ordering = ("review_due", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="emergency_has_reason",
                violation_error_message=N_("Noodtoegang heeft altijd een reden."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("opened_at")),
                name="emergency_ends",
                violation_error_message=N_("Noodtoegang duurt niet langer dan is afgesproken."),
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("opened_by")),
                name="emergency_reviewed_by_another",
                violation_error_message=N_("Een ander dan wie het opende kijkt het na."),
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, verdict="", reviewed_by__isnull=True)
                | (Q(reviewed_at__isnull=False, reviewed_by__isnull=False) & ~Q(verdict="") & ~Q(review="")),
                name="emergency_review_whole",
                violation_error_message=N_("Een oordeel heeft een uitleg."),
            ),
        )
        indexes = (models.Index(fields=("participant", "party", "valid_until"), name="emergency_door"),)

    def __str__(self) -> str:
        """Name the need."""
        return self.urgency
