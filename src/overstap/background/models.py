"""What has to be done, and who is there to do it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Job(models.Model):
    """One piece of work for later (klus), written in the transaction of the deed that asks for it.

    `key` makes it once. Nobody is ever "busy" with it by a state that a crash could leave behind: who does it holds a
    lease that runs out by itself. `details` and `outcome` hold keys and counts, never anything about a person, and
    `trouble` the kind of an error, never its text.
    """

    class State(models.TextChoices):
        """How far it is (stand van de klus)."""

        WAITING = "wacht", "Wacht"
        DONE = "klaar", "Klaar"
        FAILED = "mislukt", "Mislukt"

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120, unique=True)
    details = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    leased_by = models.CharField(max_length=80, blank=True)
    outcome = models.JSONField(default=dict)
    trouble = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Order, invariants, look-ups."""

        ordering = ("due_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(state="wacht", ended_at__isnull=True)
                | (Q(ended_at__isnull=False, leased_until__isnull=True) & ~Q(state="wacht")),
                name="job_ended_or_waiting",
                violation_error_message="Een klus wacht, of is klaar en van niemand meer.",
            ),
        )
        indexes = (models.Index(fields=("state", "due_at"), name="job_due"),)

    def __str__(self) -> str:
        """Name kind and state."""
        return f"{self.kind} {self.state}"


class Presence(models.Model):
    """A worker that was seen (aanwezigheid): process and task, and when it last said so."""

    worker = models.CharField(max_length=80)
    task = models.CharField(max_length=40)
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        """Order and invariants."""

        ordering = ("worker", "task")
        constraints = (models.UniqueConstraint(fields=("worker", "task"), name="presence_once"),)

    def __str__(self) -> str:
        """Name the worker and its task."""
        return f"{self.worker} {self.task}"
