"""Finding occupations and competences while somebody types, in the versions that are in use."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from overstap.core.likeness import fold
from overstap.taxonomy.finding import WordIndex
from overstap.taxonomy.models import Concept, Edition, Label
from overstap.taxonomy.queries.concepts import cards
from overstap.taxonomy.values import SKILLS, STARTER_SCHEME, ConceptCard, ConceptKind, Found, LabelKind

MOST_INDEXES = 8
LANGUAGES = ("nl", "en")
# A word of the program's own list goes before the same word of another: what belongs to it is known.
BEHIND_OWN = 0.98


@dataclass(frozen=True, slots=True)
class _Index:
    """The words of one version and one sort of concept, with whose they are."""

    concepts: tuple[int, ...]
    labels: tuple[str, ...]
    words: WordIndex


class _Kept:
    """The indexes of this process: each is made when it is first asked, and made again when its version changed."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.found: OrderedDict[tuple[int, str, str, str], _Index] = OrderedDict()

    def get(self, edition_id: int, fingerprint: str, kind: str, language: str) -> _Index:
        key = (edition_id, fingerprint, kind, language)
        with self.lock:
            if key not in self.found:
                self.found[key] = _build(edition_id, kind, language)
                while len(self.found) > MOST_INDEXES:
                    self.found.popitem(last=False)
            self.found.move_to_end(key)
            return self.found[key]


_kept = _Kept()


def find(
    text: str, kind: str = ConceptKind.OCCUPATION, limit: int = 8, *, language: str = "nl", scheme: str = ""
) -> tuple[Found, ...]:
    """The concepts that come nearest to what somebody typed, the nearest first; typing slips are forgiven.

    `kind` is beroep or competentie (which includes kennis). Without a `scheme` every list that is in use is searched,
    and a word that two lists share is given once. Nothing is ever chosen here: a person confirms.
    """
    rows = Edition.objects.filter(in_use=True, **({"scheme": scheme} if scheme else {})).order_by("id")
    found: list[tuple[float, int, str]] = []
    for edition_id, fingerprint, name in rows.values_list("id", "fingerprint", "scheme"):
        index = _kept.get(edition_id, fingerprint, kind, language)
        weight = 1.0 if name == STARTER_SCHEME else BEHIND_OWN
        found += [
            (hit.score * weight, index.concepts[hit.concept], index.labels[hit.label])
            for hit in index.words.find(text, limit)
        ]
    found.sort(key=lambda one: (-one[0], one[1]))
    return _shown(found, limit)


def _shown(found: list[tuple[float, int, str]], limit: int) -> tuple[Found, ...]:
    best = found[: 2 * limit]
    there = Concept.objects.filter(pk__in=[one for _, one, _ in best]).select_related("edition").order_by("id")
    rows = {row.pk: row for row in there}
    told = cards([rows[one] for _, one, _ in best])
    shown: dict[str, Found] = {}
    for card, (score, _, by) in zip(told, best, strict=True):
        shown.setdefault(fold(card.name), Found(card, by, round(min(score, 1.0), 4)))
    return tuple(shown.values())[:limit]


def is_known(uri: str, *, kind: str, scheme: str = "") -> bool:
    """Whether an address is one of the version in use, of this sort: what a form sends is looked up, not believed."""
    kinds = SKILLS if kind == ConceptKind.COMPETENCE else (kind,)
    found = Concept.objects.filter(uri=uri, edition__in_use=True, kind__in=kinds)
    return (found.filter(edition__scheme=scheme) if scheme else found).exists()


def occupation_named_by(uri: str) -> ConceptCard | None:
    """The occupation with an address in a version in use; None for any other address."""
    there = Concept.objects.filter(uri=uri, edition__in_use=True, kind=ConceptKind.OCCUPATION).select_related("edition")
    row = there.order_by("id").first()
    return cards([row])[0] if row else None


def occupations_of_group(isco: str) -> tuple[str, ...]:
    """The addresses of the occupations in use that a unit group of ISCO-08 holds, by its four digits."""
    rows = Concept.objects.filter(isco=isco, edition__in_use=True, kind=ConceptKind.OCCUPATION)
    return tuple(dict.fromkeys(rows.order_by("edition_id", "id").values_list("uri", flat=True)))


def _build(edition_id: int, kind: str, language: str) -> _Index:
    """Read the words: in the language that was asked, else those that a concept has."""
    kinds = SKILLS if kind == ConceptKind.COMPETENCE else (kind,)
    rows = Label.objects.filter(concept__edition_id=edition_id, concept__kind__in=kinds, language__in=LANGUAGES)
    rows = rows.exclude(kind=LabelKind.HIDDEN, text="").order_by("concept_id", "id")
    words: dict[int, dict[str, list[str]]] = {}
    for concept_id, told, text in rows.values_list("concept_id", "language", "text").iterator():
        words.setdefault(concept_id, {}).setdefault(told, []).append(text)
    concepts: list[int] = []
    labels: list[tuple[int, str]] = []
    for concept_id, by_language in words.items():
        chosen = by_language.get(language) or next(iter(by_language.values()))
        labels += [(len(concepts), text) for text in chosen]
        concepts.append(concept_id)
    return _Index(tuple(concepts), tuple(text for _, text in labels), WordIndex(labels))
