"""Letters as they were sent, and the runs in which those on paper were printed."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from overstap.core.consent import Item
from overstap.core.decision import N_
from overstap.parties.models import Party, Region
from overstap.people.models import Participant
from overstap.sealing.fields import SealedTextField


class Channel(models.TextChoices):
    """How a letter goes (verzendweg)."""

    EMAIL = "email", N_("E-mail")
    MINE = "mijn", N_("Bericht in Mijn dossier")
    PAPER = "brief", N_("Brief op papier")


class LetterState(models.TextChoices):
    """How far a letter is (stand van de brief)."""

    READY = "klaargezet", N_("Staat klaar")
    SENDING = "bezig", N_("Wordt verstuurd")
    SENT = "verstuurd", N_("Verstuurd")
    DELIVERED = "bezorgd", N_("Bezorgd")
    PRINTED = "geprint", N_("Geprint")
    FAILED = "mislukt", N_("Niet aangekomen")


class Letter(models.Model):
    """One letter to a person, a party or an address (brief), kept as it was sent.

    `frozen` holds the whole letter as it was written that day: sender, address, subject, text and form, sealed. A later
    change of a template or a desk never changes it, and the PDF is made from it again. `item` is the part of the file
    that it tells about: who may not see that part does not see the letter (R-125). `attempts` counts begun tries;
    `perhaps_twice` tells that a try broke off between sending and noting, so that it may have gone two times.
    `secret` is what only the paper shows, such as a code, or what only the e-mail holds: the path of a safe link. It is
    put in when the pile or the message is made, and gone once it went.
    `once` makes a letter that is asked for twice one letter. `follows` is the letter that did not arrive.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    template = models.CharField(max_length=60)
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="letters", null=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="letters", null=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="letters", null=True)
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.CharField(max_length=60, blank=True)
    item = models.CharField(max_length=12, default=Item.CONTACT)
    language = models.CharField(max_length=2, default="nl")
    channel = models.CharField(max_length=8, choices=Channel)
    state = models.CharField(max_length=12, choices=LetterState, default=LetterState.READY)
    subject = SealedTextField(context="correspondence.letter.subject")
    frozen = SealedTextField(context="correspondence.letter.frozen")
    email = SealedTextField(context="correspondence.letter.email", default="")
    secret = SealedTextField(context="correspondence.letter.secret", default="")
    once = models.CharField(max_length=120, unique=True, null=True)  # noqa: DJ001 (unique where there is one)
    follows = models.OneToOneField("self", on_delete=models.PROTECT, related_name="followed_by", null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    perhaps_twice = models.BooleanField(default=False)
    trouble = models.CharField(max_length=60, blank=True)
    settled_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        """Order, invariants, look-ups."""

        ordering = ("-made_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="mislukt") | ~Q(trouble=""),
                name="failed_letter_has_trouble",
                violation_error_message=N_("Een brief die niet aankwam heeft een reden."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("verstuurd", "bezorgd", "geprint")) | Q(sent_at__isnull=False),
                name="sent_letter_has_moment",
                violation_error_message=N_("Een verstuurde brief heeft een datum."),
            ),
        )
        indexes = (
            models.Index(fields=("participant", "made_at"), name="letter_of_person"),
            models.Index(fields=("about_kind", "about_id"), name="letter_about"),
            models.Index(fields=("region", "channel", "state"), name="letter_to_print"),
        )

    def __str__(self) -> str:
        """Name the template and the way, never the person."""
        return f"{self.template} ({self.channel})"


class PrintCause(models.TextChoices):
    """Why a run is printed again (reden van opnieuw printen)."""

    JAMMED = "printer", N_("De printer stopte of het papier was slecht")
    LOST = "kwijt", N_("De stapel is kwijtgeraakt")
    ENVELOPE = "envelop", N_("Het adres stond niet goed voor het venster")
    OTHER = "anders", N_("Een andere reden")


class PrintRun(models.Model):
    """The letters on paper of one desk, collected on one day (printronde), and who printed them.

    Printing again is a new run with its `cause` and the run that it repeats.
    """

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="print_runs")
    number = models.PositiveIntegerField()
    on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)
    printed_at = models.DateTimeField(null=True)
    printed_by = models.CharField(max_length=120, blank=True)
    again = models.ForeignKey("self", on_delete=models.PROTECT, related_name="repeats", null=True)
    cause = models.CharField(max_length=12, choices=PrintCause, blank=True)
    explanation = models.CharField(max_length=200, blank=True)

    class Meta:
        """Order and invariants."""

        ordering = ("-made_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=("region", "number"), name="print_run_number"),
            models.CheckConstraint(
                condition=Q(again__isnull=True, cause="") | (Q(again__isnull=False) & ~Q(cause="")),
                name="print_again_has_cause",
                violation_error_message=N_("Opnieuw printen heeft een reden."),
            ),
        )

    def __str__(self) -> str:
        """Name the number within the desk."""
        return f"{self.number}"


class RunLetter(models.Model):
    """A letter in a run, with its place in the pile (brief in de printronde)."""

    run = models.ForeignKey(PrintRun, on_delete=models.PROTECT, related_name="places")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="places")
    place = models.PositiveIntegerField()

    class Meta:
        """Order and invariants."""

        ordering = ("run", "place")
        constraints = (
            models.UniqueConstraint(fields=("run", "letter"), name="letter_once_in_run"),
            models.UniqueConstraint(fields=("run", "place"), name="one_letter_per_place"),
        )

    def __str__(self) -> str:
        """Name the place."""
        return f"{self.place}"
