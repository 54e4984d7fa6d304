"""Where someone who applied gets word, and which letters went out."""

from __future__ import annotations

from django.db import models

from overstap.core.decision import N_
from overstap.sealing import SealedTextField


class WindowLetterKind(models.TextChoices):
    """What a letter is about (soort bericht): the value is also the kind of the job that sends it."""

    RECEIPT = "bericht_ontvangst", N_("Bericht: wij hebben uw aanvraag")
    OFFER = "bericht_aanbod", N_("Bericht: er is een plaats vrij")


class Contact(models.Model):
    """Where someone who applied wants to get word (berichtadres): sealed, apart from the application, not for long.

    `key` is that of the application, `page` the address of the page that tells what became of it, as the one who
    applied knows this site. Who did not ask for word has none; when the application is over, it goes (R-404).
    """

    key = models.UUIDField(unique=True)
    email = SealedTextField(context="allotment.contact.email")
    language = models.CharField(max_length=2)
    page = models.CharField(max_length=300)
    made_at = models.DateTimeField()

    class Meta:
        """Order."""

        ordering = ("id",)

    def __str__(self) -> str:
        """Name the application, never the address."""
        return f"berichtadres {self.key}"


class WindowLetter(models.Model):
    """One letter about an application (bericht over een aanvraag): begun at which attempt, and sent.

    Begun is written down before the post gets it. Begun and not sent, at a later attempt, means that nobody knows
    whether it went out: then a person decides.
    """

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=20, choices=WindowLetterKind)
    begun_at = models.DateTimeField(null=True)
    begun_attempt = models.PositiveSmallIntegerField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("contact", "kind")
        constraints = (models.UniqueConstraint(fields=("contact", "kind"), name="letter_once"),)

    def __str__(self) -> str:
        """Name the kind."""
        return self.kind
