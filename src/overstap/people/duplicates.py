"""Who resembles whom among the people that are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from overstap.core.likeness import Features, Likeness, keys_of, likeness
from overstap.people.models import Participant
from overstap.people.models.citizen import CONTEXT
from overstap.sealing.seals import fingerprint, fingerprints

READ_AT_ONCE = 5000
DAYS_AT_ONCE = 200
_COLUMNS = ("id", "first_name", "last_name", "birth_date", "email", "phone", "citizen_number__print")


@dataclass(frozen=True, slots=True)
class Twin:
    """Someone known who may be the same person (mogelijk dezelfde): who, and why, the strongest ground first."""

    participant_id: int
    grounds: tuple[Likeness, ...]


class Known:
    """People filed by what can make them alike (bekenden)."""

    def __init__(self) -> None:
        self._filed: dict[tuple[str, object], list[tuple[int, Features]]] = defaultdict(list)

    def add(self, key: int, features: Features) -> None:
        """File someone."""
        for place in keys_of(features):
            self._filed[place].append((key, features))

    def twins(self, features: Features) -> tuple[Twin, ...]:
        """Everyone who may be the same person."""
        found: dict[int, tuple[Likeness, ...]] = {}
        for place in keys_of(features):
            for key, other in self._filed.get(place, ()):
                if key not in found:
                    found[key] = likeness(features, other)
        return tuple(Twin(key, grounds) for key, grounds in sorted(found.items()) if grounds)


def number_print(number: str) -> str:
    """By what a citizen service number is compared: its fingerprint, never the number."""
    return fingerprint(number, context=CONTEXT)


def known_among(wanted: Iterable[Features], numbers: Iterable[str] = ()) -> Known:
    """Everyone known who can be alike to one of the wanted, read in one go; nobody sees them by this.

    `numbers` are citizen service numbers; a number that was sealed with an older key is found as well.
    """
    places = {place for one in wanted for place in keys_of(one)}
    older = {old: number_print(number) for number in numbers for old in fingerprints(number, context=CONTEXT)}
    known = Known()
    for key, features in _features(live()):
        current = replace(features, number=older.get(features.number, features.number)) if older else features
        if not places.isdisjoint(keys_of(current)):
            known.add(key, current)
    return known


def same_people(days: Iterable[date], numbers: Iterable[str]) -> Known:
    """Everyone known who was born on one of these days or has one of these numbers: for a last look under a lock."""
    known = Known()
    born = sorted(set(days))
    for start in range(0, len(born), DAYS_AT_ONCE):
        for key, features in _features(live().filter(birth_date__in=born[start : start + DAYS_AT_ONCE])):
            known.add(key, features)
    prints = [each for number in numbers for each in fingerprints(number, context=CONTEXT)]
    if prints:
        for key, features in _features(live().filter(Q(citizen_number__print__in=prints))):
            known.add(key, features)
    return known


def nearest(wanted: Features) -> Known:
    """Everyone known who was born on the same day or has the same address: for one person at a desk."""
    known = Known()
    days = [day for kind, day in keys_of(wanted) if kind == "dag"]
    near = Q(birth_date__in=days)
    if wanted.email:
        near |= Q(email=wanted.email)
    for key, features in _features(live().filter(near)):
        known.add(key, features)
    return known


def live() -> QuerySet[Participant]:
    """Who takes part, under the registration that stays."""
    return Participant.objects.filter(withdrew_at__isnull=True, merged_into__isnull=True)


def _features(rows: QuerySet[Participant]) -> Iterator[tuple[int, Features]]:
    read = rows.order_by("id").values_list(*_COLUMNS).iterator(chunk_size=READ_AT_ONCE)
    for key, first, last, born, email, phone, number in read:
        yield (
            key,
            Features.of(
                first_name=first, last_name=last, birth_date=born, email=email, phone=phone, number=number or ""
            ),
        )
