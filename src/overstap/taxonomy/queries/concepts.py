"""Concepts with their words, and which competences occupations ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from overstap.taxonomy.models import Concept, Label, Mapping, Relation
from overstap.taxonomy.values import (
    ASKED,
    SKILLS,
    STARTER_SCHEME,
    ConceptCard,
    ConceptKind,
    LabelKind,
    Link,
    MappingCard,
    RelationKind,
    SkillCard,
)

MOST_AT_ONCE = 500


def concept(uri: str, *, scheme: str = "", version: str = "") -> ConceptCard | None:
    """The concept with an address: in the version that was kept, else in the one in use; None when it is nowhere."""
    found = Concept.objects.filter(uri=uri)
    if scheme:
        found = found.filter(edition__scheme=scheme)
    if version:
        found = found.filter(edition__version=version)
    row = found.select_related("edition").order_by("-edition__in_use", "-edition__loaded_at", "-edition_id").first()
    return cards([row])[0] if row else None


def concepts(uris: Iterable[str], *, scheme: str = STARTER_SCHEME) -> dict[str, ConceptCard]:
    """Many concepts of the version in use of one list, by their addresses; unknown addresses are left out."""
    wanted = list(dict.fromkeys(uris))
    rows: list[Concept] = []
    for start in range(0, len(wanted), MOST_AT_ONCE):
        some = wanted[start : start + MOST_AT_ONCE]
        rows += _in_use(scheme).filter(uri__in=some)
    return {card.uri: card for card in cards(rows)}


def occupations(scheme: str = STARTER_SCHEME) -> tuple[ConceptCard, ...]:
    """All occupations of the version in use of a list."""
    return cards(_in_use(scheme).filter(kind=ConceptKind.OCCUPATION))


def skills(scheme: str = STARTER_SCHEME) -> tuple[ConceptCard, ...]:
    """All competences and knowledge of the version in use of a list."""
    return cards(_in_use(scheme).filter(kind__in=SKILLS))


def links(scheme: str = STARTER_SCHEME) -> tuple[Link, ...]:
    """Every competence that an occupation asks, in the version in use of a list, for who reckons with all of them."""
    rows = Relation.objects.filter(
        source__edition__scheme=scheme,
        source__edition__in_use=True,
        source__kind=ConceptKind.OCCUPATION,
        kind__in=ASKED,
    )
    told = rows.order_by("id").values_list("source__uri", "target__uri", "kind")
    return tuple(Link(*one) for one in told)


def skills_of(occupation: str, *, scheme: str = "", version: str = "") -> tuple[SkillCard, ...]:
    """The competences that an occupation asks, essential first; empty for an address that is nowhere."""
    found = concept(occupation, scheme=scheme, version=version)
    if found is None:
        return ()
    rows = list(
        Relation.objects.filter(
            source__uri=occupation,
            source__edition__scheme=found.scheme,
            source__edition__version=found.version,
            kind__in=ASKED,
        )
        .select_related("target__edition")
        .order_by("id")
    )
    rows.sort(key=lambda row: ASKED.index(RelationKind(row.kind)))
    told = cards([row.target for row in rows])
    return tuple(SkillCard(card, row.kind) for card, row in zip(told, rows, strict=True))


def asking(skill: str, scheme: str = STARTER_SCHEME) -> tuple[tuple[ConceptCard, str], ...]:
    """The occupations that ask a competence in the version in use of a list, with how much they ask it."""
    rows = list(
        Relation.objects.filter(
            target__uri=skill, target__edition__scheme=scheme, target__edition__in_use=True, kind__in=ASKED
        )
        .select_related("source__edition")
        .order_by("id")
    )
    return tuple((card, row.kind) for card, row in zip(cards([row.source for row in rows]), rows, strict=True))


def mappings_of(uri: str, *, scheme: str = STARTER_SCHEME) -> tuple[MappingCard, ...]:
    """What comes closest in other lists to a concept of the version in use of a list."""
    rows = Mapping.objects.filter(concept__uri=uri, concept__edition__scheme=scheme, concept__edition__in_use=True)
    return tuple(MappingCard(uri, row.scheme, row.uri, row.kind) for row in rows.order_by("id"))


def mapped_from(other_uri: str, *, scheme: str = STARTER_SCHEME) -> tuple[MappingCard, ...]:
    """Which concepts of the version in use of a list say that they are close to an address of another list."""
    rows = Mapping.objects.filter(uri=other_uri, concept__edition__scheme=scheme, concept__edition__in_use=True)
    told = rows.select_related("concept").order_by("id")
    return tuple(MappingCard(row.concept.uri, row.scheme, other_uri, row.kind) for row in told)


def _in_use(scheme: str) -> QuerySet[Concept]:
    return Concept.objects.filter(edition__scheme=scheme, edition__in_use=True).select_related("edition").order_by("id")


def cards(rows: Iterable[Concept]) -> tuple[ConceptCard, ...]:
    """Show concepts whose edition was selected along, with their words and their group."""
    listed = list(rows)
    ids = list({row.pk for row in listed})
    broader: dict[int, int] = {}
    for start in range(0, len(ids), MOST_AT_ONCE):
        some = ids[start : start + MOST_AT_ONCE]
        relations = Relation.objects.filter(source_id__in=some, kind=RelationKind.BROADER).order_by("-id")
        broader.update(relations.values_list("source_id", "target_id"))
    words = _words({*ids, *broader.values()})
    return tuple(_card(row, words, broader.get(row.pk)) for row in listed)


def _words(ids: set[int]) -> dict[int, list[tuple[str, str, str]]]:
    found: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    wanted = sorted(ids)
    for start in range(0, len(wanted), MOST_AT_ONCE):
        rows = Label.objects.filter(concept_id__in=wanted[start : start + MOST_AT_ONCE]).order_by("id")
        for concept_id, language, kind, text in rows.values_list("concept_id", "language", "kind", "text"):
            found[concept_id].append((language, kind, text))
    return found


def _card(row: Concept, words: dict[int, list[tuple[str, str, str]]], group: int | None) -> ConceptCard:
    dutch, english = _preferred(words[row.pk], "nl"), _preferred(words[row.pk], "en")
    above = words[group] if group else []
    return ConceptCard(
        uri=row.uri,
        scheme=row.edition.scheme,
        version=row.edition.version,
        kind=row.kind,
        code=row.code,
        name=dutch or english or row.code or row.uri,
        name_en=english or dutch or row.code or row.uri,
        isco=row.isco,
        also=tuple(text for language, kind, text in words[row.pk] if (language, kind) == ("nl", LabelKind.ALTERNATIVE)),
        group=_preferred(above, "nl") or _preferred(above, "en"),
        group_en=_preferred(above, "en") or _preferred(above, "nl"),
    )


def _preferred(words: list[tuple[str, str, str]], language: str) -> str:
    return next((text for told, kind, text in words if (told, kind) == (language, LabelKind.PREFERRED)), "")
