"""What is stored of portability: that a package was made, and what came with a file from elsewhere."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from overstap.casework.models import Case
from overstap.parties.models import Party


class SigningKey(models.Model):
    """A public key with which packages are signed (openbare sleutel), since when. It is nothing to keep secret."""

    public_key = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        """Name the key."""
        return self.public_key[:16]


class Package(models.Model):
    """That a package was made of a file (pakket): for the person, or for a party with the parts it may have."""

    key = models.UUIDField(unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="packages")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", null=True)
    items = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        """Order."""

        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        """Name the package."""
        return str(self.key)


class BroughtFile(models.Model):
    """What came along with a file from another installation (meegebracht dossier), as it was signed there.

    `document` is shown by part, as the person permits; nothing of it is booked or counted. `key_known` tells that
    whoever read it in had the key of the sender another way.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="brought")
    package = models.CharField(max_length=64)
    number = models.CharField(max_length=40)
    installation = models.CharField(max_length=200)
    address = models.CharField(max_length=200, blank=True)
    public_key = models.CharField(max_length=64)
    key_known = models.BooleanField()
    made_at = models.DateTimeField()
    document = models.JSONField()
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("-imported_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "package"),
                name="package_brought_once",
                violation_error_message="Dit pakket is al in dit dossier gelezen.",
            ),
        )

    def __str__(self) -> str:
        """Name where it comes from."""
        return f"{self.number} ({self.installation})"
