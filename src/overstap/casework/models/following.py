"""What keeps files from being forgotten: cover for who is away, reminders, and how people look at their list."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from overstap.casework.models.case import NextAction
from overstap.parties.models import Party


class Absence(models.Model):
    """An adviser who is away for some days, and the colleague who does the work (waarneming).

    Both work for `party`; `until_on` is the last day. The files stay those of who is away; `ended_on` is the day of an
    earlier return.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="absences")
    cover = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="covers")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="absences")
    from_on = models.DateField()
    until_on = models.DateField()
    ended_on = models.DateField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        """Order, invariants, look-ups."""

        ordering = ("from_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(user=F("cover")),
                name="absence_other_covers",
                violation_error_message="Wie weg is, kan zichzelf niet waarnemen.",
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name="absence_ends_after_start",
                violation_error_message="De laatste dag ligt niet voor de eerste dag.",
            ),
        )
        indexes = (models.Index(fields=("cover", "until_on"), name="absence_cover"),)

    def __str__(self) -> str:
        """Name both by number."""
        return f"{self.cover_id} voor {self.user_id}"


class SavedView(models.Model):
    """A way of looking at the list of files that someone keeps under a name (bewaarde weergave).

    `chosen` holds the filters and the order as typed. It is of one account at one party: elsewhere it would show other
    files.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    chosen = models.JSONField(default=dict)
    is_default = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    class Meta:
        """Order and invariants."""

        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "party", "name"),
                name="saved_view_name",
                violation_error_message="U hebt al een weergave met deze naam.",
            ),
            models.UniqueConstraint(fields=("user", "party"), condition=Q(is_default=True), name="one_default_view"),
        )

    def __str__(self) -> str:
        """Show the name."""
        return self.name


class Reminder(models.Model):
    """That a person was reminded of a step (herinnering): at most one per step."""

    action = models.OneToOneField(NextAction, on_delete=models.PROTECT, related_name="reminder")
    participant_id = models.BigIntegerField()
    letter_id = models.BigIntegerField(null=True)
    sent_at = models.DateTimeField()

    class Meta:
        """Order and look-ups."""

        ordering = ("sent_at", "id")
        indexes = (models.Index(fields=("participant_id", "sent_at"), name="reminder_person"),)

    def __str__(self) -> str:
        """Name the step by number."""
        return f"herinnering aan stap {self.action_id}"
