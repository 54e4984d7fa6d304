"""Lists of occupations and competences, in versions that stand side by side; no version overwrites another."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from overstap.core.decision import N_
from overstap.taxonomy.values import ConceptKind, LabelKind, MappingKind, RelationKind

LONGEST_URI = 250


class Edition(models.Model):
    """One version of a list of occupations and competences (uitgave).

    `scheme` is the short name of the list, the same for all its versions; of each list at most one version is in use.
    `fingerprint` is the hash of what was read, so that reading the same once more changes nothing.
    """

    scheme = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    version = models.CharField(max_length=40)
    languages = models.JSONField(default=list)
    source = models.CharField(max_length=300, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True)
    fingerprint = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    in_use = models.BooleanField(default=False)

    class Meta:
        """Order and invariants."""

        ordering = ("scheme", "version", "id")
        constraints = (
            models.UniqueConstraint(fields=("scheme", "version"), name="taxonomy_edition_once"),
            models.UniqueConstraint(
                fields=("scheme",),
                condition=Q(in_use=True),
                name="taxonomy_one_in_use",
                violation_error_message=N_("Van elke lijst is er één uitgave in gebruik."),
            ),
        )

    def __str__(self) -> str:
        """Name the list and its version."""
        return f"{self.name} {self.version}"


class Concept(models.Model):
    """One occupation, competence or group in one version of a list (begrip); its words stand in its labels.

    `isco` is the unit group of ISCO-08 where the list gives one.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="concepts")
    uri = models.CharField(max_length=LONGEST_URI)
    code = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in ConceptKind])
    isco = models.CharField(max_length=4, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        """Order, invariants, look-ups."""

        ordering = ("edition", "id")
        constraints = (models.UniqueConstraint(fields=("edition", "uri"), name="taxonomy_concept_once"),)
        indexes = (models.Index(fields=("edition", "kind"), name="taxonomy_concept_kind"),)

    def __str__(self) -> str:
        """Give its address."""
        return self.uri


class Label(models.Model):
    """What a concept is called in one language (benaming)."""

    concept = models.ForeignKey(Concept, on_delete=models.PROTECT, related_name="labels")
    language = models.CharField(max_length=5)
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in LabelKind])
    text = models.CharField(max_length=400)

    class Meta:
        """Order and invariants."""

        ordering = ("concept", "id")
        constraints = (
            models.UniqueConstraint(fields=("concept", "language", "kind", "text"), name="taxonomy_label_once"),
            models.UniqueConstraint(
                fields=("concept", "language"),
                condition=Q(kind="voorkeur"),
                name="taxonomy_one_preferred",
                violation_error_message=N_("Een begrip heeft per taal één voorkeursnaam."),
            ),
        )

    def __str__(self) -> str:
        """Give the word."""
        return self.text


class Relation(models.Model):
    """How two concepts of one version belong together (verband): an occupation asks a competence, or one is broader.

    `source` asks `target`, or `target` is the broader one.
    """

    source = models.ForeignKey(Concept, on_delete=models.PROTECT, related_name="relations")
    target = models.ForeignKey(Concept, on_delete=models.PROTECT, related_name="related_from")
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in RelationKind])

    class Meta:
        """Order and invariants."""

        ordering = ("source", "id")
        constraints = (models.UniqueConstraint(fields=("source", "target", "kind"), name="taxonomy_relation_once"),)

    def __str__(self) -> str:
        """Name the kind."""
        return self.kind


class Mapping(models.Model):
    """What comes closest to a concept in another list (koppeling), by address: that list need not be there.

    `kind` is read from the concept to the other: `breder` says that the other is broader.
    """

    concept = models.ForeignKey(Concept, on_delete=models.PROTECT, related_name="mappings")
    scheme = models.CharField(max_length=20)
    uri = models.CharField(max_length=LONGEST_URI)
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in MappingKind])

    class Meta:
        """Order, invariants, look-ups."""

        ordering = ("concept", "id")
        constraints = (models.UniqueConstraint(fields=("concept", "scheme", "uri", "kind"), name="taxonomy_map_once"),)
        indexes = (models.Index(fields=("scheme", "uri"), name="taxonomy_map_other"),)

    def __str__(self) -> str:
        """Name the other."""
        return self.uri
