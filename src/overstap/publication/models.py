"""Drafts of schemes, who wrote at them, and what was published."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from overstap.core.decision import N_
from overstap.core.publication import DRAFT_MOVES
from overstap.publication.values import LONGEST_NOTE


class PublicationBook(models.Model):
    """The one row that whoever publishes locks (publicatieboek), so that versions are put in order one by one."""

    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        """Name it."""
        return "publicatieboek"


class Draft(models.Model):
    """A scheme file in the making (concept): its whole text, which is counted up with every change.

    `base_from` and `base_hash` name the version that it started from. `revision` is what a writer must have seen to
    write over it.
    """

    scheme_id = models.CharField(max_length=80, blank=True)
    base_from = models.DateField(null=True)
    base_hash = models.CharField(max_length=64, blank=True)
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    revision = models.PositiveIntegerField(default=1)
    state = models.CharField(
        max_length=20, choices=[(one.id, one.label) for one in DRAFT_MOVES.states], default=DRAFT_MOVES.initial
    )
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="changed_drafts")

    class Meta:
        """Order and invariants."""

        ordering = ("-changed_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[one.id for one in DRAFT_MOVES.states]),
                name="draft_state_known",
                violation_error_message=N_("Deze stand van een concept bestaat niet."),
            ),
        )

    def __str__(self) -> str:
        """Name scheme and number."""
        return f"{self.scheme_id} (concept {self.pk})"


class Contribution(models.Model):
    """Who wrote at a draft (bijdrage): one row per person, which stays when somebody else writes on."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="contributions")
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contributions")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        """Order and invariants."""

        ordering = ("draft", "first_at", "id")
        constraints = (models.UniqueConstraint(fields=("draft", "writer"), name="contribution_once"),)

    def __str__(self) -> str:
        """Name who and what."""
        return f"{self.writer} aan {self.draft}"


class Published(models.Model):
    """What every publication keeps (gepubliceerd): the text, its hash, who wrote it, who put it in force, and why.

    A row is never changed: the database refuses that by itself. The text stands here as well, so that a file that was
    lost or half written can always be written again.
    """

    content = models.TextField()
    file_hash = models.CharField(max_length=64)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="authored_%(class)ss")
    writers = models.JSONField(default=list, help_text="The names of everyone who wrote at it.")
    publisher = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="%(class)ss")
    published_at = models.DateTimeField()
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)

    class Meta:
        """Only a form for others."""

        abstract = True


def _by_another(name: str) -> models.CheckConstraint:
    """Nobody publishes alone."""
    return models.CheckConstraint(
        condition=~Q(author=F("publisher")),
        name=name,
        violation_error_message=N_("Wie schreef, kan niet zelf publiceren."),
    )


class Publication(Published):
    """A version of a scheme that was put in force here (publicatie)."""

    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="publication")
    scheme_id = models.CharField(max_length=80)
    valid_from = models.DateField()

    class Meta:
        """Order and invariants: one file per day of a scheme, and never by one person alone."""

        ordering = ("-published_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("scheme_id", "valid_from"),
                name="published_once",
                violation_error_message=N_("Van deze regeling is al een versie met deze begindatum gepubliceerd."),
            ),
            _by_another("published_by_another"),
        )

    def __str__(self) -> str:
        """Name scheme and first day."""
        return f"{self.scheme_id} vanaf {self.valid_from}"


class FactPublication(Published):
    """Questions that were changed or added here (publicatie van vragen), read in the order of their numbers."""

    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="fact_publication")
    number = models.PositiveIntegerField(unique=True)
    facts = models.JSONField(default=list, help_text="The ids of the questions.")

    class Meta:
        """Order and invariants: never by one person alone."""

        ordering = ("-number",)
        constraints = (_by_another("facts_published_by_another"),)

    def __str__(self) -> str:
        """Name the number."""
        return f"vragen {self.number}"
