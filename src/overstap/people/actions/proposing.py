"""Proposing that two registrations are one person; deciding that is for people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from overstap.core.likeness import Likeness
from overstap.people.models import MergeProposal, MergeState, Participant

CHUNK = 200


@dataclass(frozen=True, slots=True)
class Pair:
    """Two registrations that may be one person, and why (paar); the lowest key first."""

    first: int
    second: int
    grounds: tuple[Likeness, ...]

    @classmethod
    def of(cls, one: int, other: int, grounds: Iterable[Likeness]) -> Pair:
        """Put the two in order."""
        return cls(min(one, other), max(one, other), tuple(grounds))


def propose_pairs(pairs: Iterable[Pair], *, now: datetime) -> int:
    """Put pairs on the list of possible duplicates and mark both; gives how many are new.

    A pair of which somebody said that they are two people is not proposed again. The caller holds the transaction.
    """
    wanted = {(pair.first, pair.second): pair for pair in pairs if pair.first != pair.second}
    keys = sorted(wanted)
    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK]
        known = MergeProposal.objects.filter(first_id__in=[one for one, _ in part]).exclude(state=MergeState.UNDONE)
        seen = set(known.order_by("id").values_list("first_id", "second_id"))
        wanted = {key: pair for key, pair in wanted.items() if key not in seen}
    MergeProposal.objects.bulk_create(
        [
            MergeProposal(first_id=pair.first, second_id=pair.second, grounds=list(pair.grounds), proposed_at=now)
            for _, pair in sorted(wanted.items())
        ],
        ignore_conflicts=True,
    )
    marked = sorted({key for pair in wanted for key in pair})
    for start in range(0, len(marked), CHUNK):
        rows = Participant.objects.filter(Q(pk__in=marked[start : start + CHUNK]), possible_duplicate=False)
        rows.update(possible_duplicate=True)
    return len(wanted)
