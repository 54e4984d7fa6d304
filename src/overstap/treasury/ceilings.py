"""Ceilings per person, counted over all parties: locked together, in the order of their ids, after the commitments."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from overstap.core.decision import Refusal
from overstap.core.ledger import use_ceiling
from overstap.treasury.models import Commitment, PersonCeiling
from overstap.treasury.values import CeilingUse


class Ceilings:
    """What some people used of their ceilings, locked until the transaction ends."""

    def __init__(self, rows: Iterable[PersonCeiling]) -> None:
        self._rows = {(row.person_key, row.code): row for row in rows}

    def count(self, person_key: UUID, ceiling: CeilingUse, amount: int) -> Refusal | None:
        """Count an amount towards a ceiling, or give the refusal that names what is left (R-156)."""
        row = self._rows[person_key, ceiling.code]
        used = use_ceiling(used=row.used_cents, limit=ceiling.limit_cents, amount=amount)
        if isinstance(used, Refusal):
            return used
        row.used_cents, row.limit_cents = used, ceiling.limit_cents
        row.save(update_fields=("used_cents", "limit_cents"))
        return None

    def count_again(self, commitment: Commitment, amount: int) -> Refusal | None:
        """Count an amount of a commitment that was given back by mistake, or tell what is left."""
        if not commitment.ceiling_code:
            return None
        row = self._rows[commitment.person_key, commitment.ceiling_code]
        return self.count(commitment.person_key, CeilingUse(row.code, row.limit_cents), amount)

    def give_back(self, commitment: Commitment, amount: int) -> None:
        """Stop counting an amount of a commitment; nothing happens when it counted towards no ceiling."""
        if not commitment.ceiling_code:
            return
        row = self._rows[commitment.person_key, commitment.ceiling_code]
        row.used_cents -= amount
        row.save(update_fields=("used_cents",))


def open_ceilings(commitments: Iterable[Commitment], extra: tuple[UUID, CeilingUse] | None = None) -> Ceilings:
    """Lock the ceilings that these commitments count towards, and one more, which is made when it is not there yet."""
    wanted = {(row.person_key, row.ceiling_code) for row in commitments if row.ceiling_code}
    if extra is not None:
        person_key, ceiling = extra
        wanted.add((person_key, ceiling.code))
        PersonCeiling.objects.get_or_create(
            person_key=person_key, code=ceiling.code, defaults={"limit_cents": ceiling.limit_cents}
        )
    if not wanted:
        return Ceilings(())
    these = Q()
    for person_key, code in wanted:
        these |= Q(person_key=person_key, code=code)
    return Ceilings(PersonCeiling.objects.select_for_update().filter(these).order_by("id"))


def lock_ceilings(uses: Iterable[tuple[UUID, CeilingUse]]) -> list[PersonCeiling]:
    """Lock the ceilings of many people, in the order of their ids; those that are not there yet are made."""
    limits = {(person_key, use.code): use.limit_cents for person_key, use in uses}
    if not limits:
        return []
    people = sorted({person_key for person_key, _ in limits})
    codes = sorted({code for _, code in limits})
    PersonCeiling.objects.bulk_create(
        [PersonCeiling(person_key=one, code=code, limit_cents=limit) for (one, code), limit in limits.items()],
        ignore_conflicts=True,
    )
    wanted = PersonCeiling.objects.select_for_update().filter(person_key__in=people, code__in=codes)
    return list(wanted.order_by("id"))
