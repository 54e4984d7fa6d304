"""Keys and what they come to, as the cashier and the framework keeper read them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from overstap.core.actor import Actor
from overstap.core.decision import NotFoundError
from overstap.core.ledger import Position
from overstap.treasury.allotting import shares_of
from overstap.treasury.framework_cards import AllocationCard, KeyCard, allocation_card, key_card
from overstap.treasury.models import Allocation, AllocationKey
from overstap.treasury.queries.positions import positions
from overstap.treasury.values import MONEY_ROLES


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One region in a key (regio in een verdeelsleutel)."""

    region_code: str
    values: tuple[int, ...]
    impact: int


@dataclass(frozen=True, slots=True)
class KeyPage:
    """A version of a key with its regions, and the versions there are (verdeelsleutel)."""

    card: KeyCard
    lines: tuple[KeyLine, ...]
    versions: tuple[KeyCard, ...]


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """What a region has and would get (voorstel per regio), in cents."""

    line: KeyLine
    now: Position
    proposed_cents: int

    @property
    def in_use_cents(self) -> int:
        """What is reserved, committed or paid."""
        return self.now.ceiling - self.now.free

    @property
    def difference_cents(self) -> int:
        """How much more than now."""
        return self.proposed_cents - self.now.ceiling

    @property
    def too_low(self) -> bool:
        """Tell whether the region uses more than it would get."""
        return self.proposed_cents < self.in_use_cents


@dataclass(frozen=True, slots=True)
class Preview:
    """What an amount would come to for every region (voorbeeld van een verdeling)."""

    key: KeyCard
    amount_cents: int
    lines: tuple[PreviewLine, ...]

    @property
    def too_low(self) -> bool:
        """Tell whether some region uses more than it would get, so that this can't be decided."""
        return any(line.too_low for line in self.lines)

    @property
    def now_cents(self) -> int:
        """What all regions together have now."""
        return sum(line.now.ceiling for line in self.lines)


def _keys() -> QuerySet[AllocationKey]:
    return AllocationKey.objects.select_related("made_by").prefetch_related("inputs")


def key_made_by(command: UUID) -> AllocationKey | None:
    """The version that a command made; None when it was not done before."""
    return _keys().filter(key=command).first()


def existing_key(code: str, version: int) -> AllocationKey:
    """A version of a key; raises NotFoundError for one that does not exist."""
    found = _keys().filter(code=code, version=version).first()
    if found is None:
        raise NotFoundError(f"no key {code}@{version}")
    return found


def _seen_key(actor: Actor, code: str, version: int) -> AllocationKey:
    if not actor.has(*MONEY_ROLES):
        raise NotFoundError(f"no key {code}@{version}")
    return existing_key(code, version)


def allocation_keys(actor: Actor) -> tuple[KeyCard, ...]:
    """Every version of every key, the newest of each first; none for who does not keep the money."""
    if not actor.has(*MONEY_ROLES):
        return ()
    return tuple(key_card(row) for row in AllocationKey.objects.select_related("made_by").order_by("code", "-version"))


def key_page(actor: Actor, code: str, version: int) -> KeyPage:
    """A version of a key; raises NotFoundError for one that does not exist and for who does not keep the money."""
    found = _seen_key(actor, code, version)
    versions = AllocationKey.objects.select_related("made_by").filter(code=code).order_by("-version")
    return KeyPage(key_card(found), _lines(found), tuple(key_card(row) for row in versions))


def _lines(row: AllocationKey) -> tuple[KeyLine, ...]:
    return tuple(KeyLine(one.region_code, tuple(one.values), one.impact) for one in row.inputs.all())


def preview_allocation(actor: Actor, *, code: str, version: int, stream: str, year: int, amount_cents: int) -> Preview:
    """What every region would get beside what it has now; nothing is kept. Raises NotFoundError as `key_page` does."""
    found = _seen_key(actor, code, version)
    now = {row.region_code: row.position for row in positions(region_code=None, year=year) if row.stream.code == stream}
    shares = shares_of(found, amount_cents)
    lines = tuple(
        PreviewLine(line, now.get(line.region_code, Position()), shares[line.region_code]) for line in _lines(found)
    )
    return Preview(key_card(found), amount_cents, lines)


def allocations(actor: Actor) -> tuple[AllocationCard, ...]:
    """Every decision that divided money by a key, newest first; none for who does not keep the money."""
    if not actor.has(*MONEY_ROLES):
        return ()
    rows = Allocation.objects.select_related("allocation_key", "stream", "decided_by").order_by("-decided_at", "-id")
    return tuple(allocation_card(row) for row in rows)
