"""What is stored of reading in: the file as long as it is needed, what became of each row, and remembered columns."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from overstap.casework.models import Case
from overstap.core.decision import N_
from overstap.parties.models import Party
from overstap.people.models import Participant
from overstap.sealing.fields import SealedTextField
from overstap.sealing.seals import Secret


class ImportState(models.TextChoices):
    """How far reading in is (stand van het inlezen)."""

    UPLOADED = "bestand", N_("Kolommen kiezen")
    CHECKING = "controleren", N_("Wordt gecontroleerd")
    CHECKED = "gecontroleerd", N_("Gecontroleerd")
    RUNNING = "bezig", N_("Wordt ingelezen")
    STOPPED = "gestopt", N_("Gestopt")
    DONE = "klaar", N_("Ingelezen")
    UNDOING = "terugdraaien", N_("Wordt teruggedraaid")
    UNDONE = "teruggedraaid", N_("Teruggedraaid")
    DISCARDED = "weggegooid", N_("Weggegooid")


class Import(models.Model):
    """One file with people that a party reads in (inlezing).

    `file` is kept sealed until it is read in or thrown away. `reading` says how it was read (encoding, delimiter,
    sheet, row of the headings), `mapping` which column is which fact, `general` what holds for everyone in it and who
    says that they agreed. `regions` are those in which whoever reads it in works: colleagues elsewhere do not see it.
    `found` counts what the check saw; `turn` numbers the jobs.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="imports")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="imports")
    made_at = models.DateTimeField()
    state = models.CharField(max_length=14, choices=ImportState, default=ImportState.UPLOADED)
    regions = models.JSONField(default=list)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=4)
    file = SealedTextField[Secret | str | None, Secret | None](context="importing.import.file", null=True)
    reading = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    general = models.JSONField(default=dict)
    found = models.JSONField(default=dict)
    turn = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Order, invariants, look-ups."""

        ordering = ("-made_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(file__isnull=True) | ~Q(state__in=("klaar", "terugdraaien", "teruggedraaid", "weggegooid")),
                name="import_keeps_no_file",
                violation_error_message=N_("Een bestand dat is ingelezen, wordt niet bewaard."),
            ),
        )
        indexes = (models.Index(fields=("party", "made_at"), name="import_party"),)

    def __str__(self) -> str:
        """Name the number, never the file."""
        return f"inlezing {self.pk}"


class RowState(models.TextChoices):
    """What became of a row (stand van de regel)."""

    GOOD = "goed", N_("Kan worden ingelezen")
    WRONG = "fout", N_("Klopt niet")
    DOUBTFUL = "twijfel", N_("Mogelijk al bekend")
    SKIPPED = "overgeslagen", N_("Overgeslagen")
    REGISTERED = "aangemeld", N_("Aangemeld")
    UNDONE = "teruggedraaid", N_("Teruggedraaid")
    STAYED = "gebleven", N_("Gebleven")


class ImportRow(models.Model):
    """One row of a file (regel): what was read, what is wrong with it, whom it resembles, and what became of it.

    `content` is sealed and thrown away as soon as the person is registered. `problems` name column and kind, never the
    value. `twins` name rows of the file and participants that may be the same person.
    """

    batch = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()
    content = SealedTextField[Secret | str | None, Secret | None](context="importing.row.content", null=True)
    state = models.CharField(max_length=14, choices=RowState)
    problems = models.JSONField(default=list)
    twins = models.JSONField(default=list)
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="import_rows", null=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="import_rows", null=True)
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        """Order, invariants, look-ups."""

        ordering = ("batch", "number")
        constraints = (
            models.UniqueConstraint(fields=("batch", "number"), name="import_row_once"),
            models.CheckConstraint(
                condition=~Q(state__in=("aangemeld", "teruggedraaid", "gebleven")) | Q(case__isnull=False),
                name="import_row_registered_has_case",
                violation_error_message=N_("Een aangemelde regel hoort bij een dossier."),
            ),
        )
        indexes = (models.Index(fields=("batch", "state", "number"), name="import_row_state"),)

    def __str__(self) -> str:
        """Name the place."""
        return f"regel {self.number}"


class ColumnMemory(models.Model):
    """How a party read a file with these headings the last time (onthouden kolommen); headings are kept as a hash."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="column_memories")
    headings = models.CharField(max_length=64)
    mapping = models.JSONField()
    used_at = models.DateTimeField()

    class Meta:
        """Invariants."""

        constraints = (models.UniqueConstraint(fields=("party", "headings"), name="column_memory_once"),)

    def __str__(self) -> str:
        """Name the party."""
        return f"kolommen van {self.party}"
