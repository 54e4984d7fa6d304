"""Applications: first written down, then decided in order."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from overstap.allotment.models.windows import Window
from overstap.core.decision import N_


class ApplicationState(models.TextChoices):
    """How far an application is (stand van een aanvraag)."""

    RECEIVED = "ontvangen", N_("Ontvangen")
    GRANTED = "toegekend", N_("Toegekend")
    FUNDED = "gefinancierd", N_("Toegekend en gefinancierd")
    WAITING = "wachtlijst", N_("Op de wachtlijst")
    OFFERED = "aangeboden", N_("Aangeboden")
    COUNTED = "telt_mee", N_("Telt mee bij de verdeling")
    REFUSED = "afgewezen", N_("Afgewezen")
    WITHDRAWN = "ingetrokken", N_("Ingetrokken")
    DECLINED = "bedankt", N_("Aanbod niet aangenomen")
    LAPSED = "verlopen", N_("Aanbod verlopen")


class Application(models.Model):
    """What someone asks of a window (aanvraag): one append; the number of the row is the number on the receipt.

    Nobody who applies waits for another: the window's row is neither locked nor referred to by the database itself, and
    `key` makes the same application count once. `rank` is the place in the order of arrival, given under the settler's
    lock without gaps. `amount` is what is asked and `granted` what it holds of the window, in the window's unit. Knows
    a person only by pseudonym (`applicant_key`), and of the assessment only what proves it (R-404).
    """

    key = models.UUIDField(unique=True)
    # Every index is written by who applies: the ones below begin with the window already.
    window = models.ForeignKey(
        Window, on_delete=models.PROTECT, related_name="applications", db_constraint=False, db_index=False
    )
    applicant_key = models.UUIDField()
    applicant_kind = models.CharField(max_length=40)
    applicant_name = models.CharField(max_length=160, blank=True)
    amount = models.BigIntegerField()
    granted = models.BigIntegerField()
    receipt = models.JSONField()
    received_at = models.DateTimeField()
    actor_user_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    party_id = models.BigIntegerField(null=True)
    party_name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=ApplicationState)
    rank = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=60, blank=True)
    same_as = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    answer_before = models.DateTimeField(null=True)

    class Meta:
        """Order, invariants, look-ups."""

        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("window", "rank"), name="application_rank_once"),
            models.CheckConstraint(
                condition=Q(amount__gt=0, granted__gte=0),
                name="application_positive",
                violation_error_message="Een aanvraag is groter dan nul.",
            ),
            models.CheckConstraint(
                condition=Q(state="ontvangen", rank__isnull=True) | Q(~Q(state="ontvangen"), rank__isnull=False),
                name="application_decided_has_rank",
                violation_error_message="Wat is besloten, heeft een plaats in de volgorde.",
            ),
            models.CheckConstraint(
                condition=Q(state="aangeboden", answer_before__isnull=False) | ~Q(state="aangeboden"),
                name="application_offer_has_term",
                violation_error_message="Een aanbod heeft een termijn.",
            ),
        )
        indexes = (
            models.Index(fields=("window", "id"), name="application_inbox", condition=Q(rank__isnull=True)),
            models.Index(fields=("window", "applicant_key"), name="application_applicant"),
            models.Index(
                fields=("window", "state", "rank"),
                name="application_queue",
                condition=Q(state__in=("wachtlijst", "aangeboden")),
            ),
        )

    def __str__(self) -> str:
        """Name number and state."""
        return f"{self.pk} {self.state}"
