"""Which versions of which lists are there, and which are in use."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Count

from overstap.taxonomy.models import Concept, Edition, Label, Mapping, Relation
from overstap.taxonomy.values import EditionCard


def editions(scheme: str = "") -> tuple[EditionCard, ...]:
    """Every version with how much is in it, by list; those of one list when it is named."""
    rows = Edition.objects.filter(scheme=scheme) if scheme else Edition.objects.all()
    counts: dict[int, list[tuple[str, int]]] = defaultdict(list)
    told = Concept.objects.values("edition_id", "kind").annotate(number=Count("id")).order_by("edition_id", "kind")
    for edition_id, kind, number in told.values_list("edition_id", "kind", "number"):
        counts[edition_id].append((kind, number))
    labels = _per_edition(Label, "concept__edition_id")
    relations = _per_edition(Relation, "source__edition_id")
    mappings = _per_edition(Mapping, "concept__edition_id")
    return tuple(
        EditionCard(
            id=row.pk,
            scheme=row.scheme,
            name=row.name,
            version=row.version,
            languages=tuple(row.languages),
            source=row.source,
            licence=row.licence,
            published_on=row.published_on,
            loaded_at=row.loaded_at,
            in_use=row.in_use,
            counts=tuple(counts[row.pk]),
            labels=labels.get(row.pk, 0),
            relations=relations.get(row.pk, 0),
            mappings=mappings.get(row.pk, 0),
        )
        for row in rows.order_by("scheme", "-in_use", "-loaded_at", "id")
    )


def edition(edition_id: int) -> EditionCard | None:
    """One version; None when it is not there."""
    return next((one for one in editions() if one.id == edition_id), None)


def _per_edition(table: type[Label | Relation | Mapping], path: str) -> dict[int, int]:
    rows = table._default_manager.values(path).annotate(number=Count("id")).order_by(path)  # noqa: SLF001
    return dict(rows.values_list(path, "number"))
