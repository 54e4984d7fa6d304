"""Reversals: what was asked and done, and what stands in the way of undoing an entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from overstap.core.actor import Actor
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.treasury.access import visible_budgets
from overstap.treasury.days import day_of
from overstap.treasury.framework_cards import BudgetName, budget_name
from overstap.treasury.models import Commitment, Entry, EntryKind, ReversalRequest

_FRAMEWORK = (EntryKind.ALLOT, EntryKind.WITHDRAW)
_BUILDS_ON: dict[str, tuple[EntryKind, ...]] = {
    EntryKind.ALLOT: _FRAMEWORK,
    EntryKind.WITHDRAW: _FRAMEWORK,
    EntryKind.COMMIT: (EntryKind.PAY, EntryKind.RELEASE, EntryKind.RECOVER),
    EntryKind.PAY: (EntryKind.RECOVER,),
    EntryKind.RELEASE: (),
    EntryKind.RECOVER: (),
}
"""Which later entries stand on an entry, by its kind; what is not named here is not reversed."""

WRONG_KIND = Refusal(
    "tegenboeken.soort",
    N_("Deze boeking wordt niet tegengeboekt."),
    remedy=N_("Een reservering laat u vervallen. Wat al vervallen of teruggeboekt is, doet u opnieuw."),
)
DONE_ALREADY = Refusal(
    "tegenboeken.al_gedaan",
    N_("Deze boeking is al tegengeboekt."),
    remedy=N_("Was dat fout? Doe dan de handeling opnieuw."),
)
TOGETHER = Refusal(
    "tegenboeken.samen",
    N_("Deze boeking hoort bij een besluit over meer budgetten. Een ervan terugdraaien verandert het totaal."),
    remedy=N_("Neem een nieuw besluit over dezelfde budgetten samen."),
)
CLAIMED = Refusal(
    "tegenboeken.aanspraak",
    N_("Op deze verplichting is geld gevraagd. Dan gaat de verplichting niet terug."),
    remedy=N_("Wijs de aanspraak eerst af, of geef alleen vrij wat niemand vroeg."),
)


@dataclass(frozen=True, slots=True)
class ReversalCard:
    """A request to undo an entry (verzoek om een tegenboeking)."""

    key: UUID
    entry_id: int
    kind: str
    amount_cents: int
    entry_at: datetime
    budget: BudgetName
    because: str
    state: str
    asked_at: datetime
    asked_by: str
    asked_by_id: int
    decided_at: datetime | None
    decided_by: str
    answer: str
    opposite_id: int | None

    @property
    def of_framework(self) -> bool:
        """Tell whether the framework keeper decided the entry, so that only the framework keeper undoes it (R-251)."""
        return self.kind in _FRAMEWORK


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry with what can be done about it (boeking): `obstacle` is why it can't be undone now."""

    entry_id: int
    kind: str
    amount_cents: int
    at: datetime
    meant_at: datetime | None
    because: str
    actor: str
    budget: BudgetName
    commitment_key: UUID | None
    recipient: str
    reverses_id: int | None
    undone_by_id: int | None
    obstacle: Refusal | None
    requests: tuple[ReversalCard, ...]

    @property
    def of_framework(self) -> bool:
        """Tell whether the framework keeper decided this, so that only the framework keeper undoes it (R-251)."""
        return self.kind in _FRAMEWORK


def obstacle(entry: Entry) -> Refusal | None:
    """Why an entry can't be undone as it stands, apart from money that was used again; None when it can.

    Gives `tegenboeken.soort`, `tegenboeken.al_gedaan`, `tegenboeken.samen`, `tegenboeken.aanspraak`, or
    `tegenboeken.volgorde` with the entry that has to be undone first.
    """
    if entry.kind not in _BUILDS_ON or entry.reverses_id is not None:
        return WRONG_KIND
    if Entry.objects.filter(reverses=entry).exists():
        return DONE_ALREADY
    if entry.idempotency_key.startswith(("herverdelen:", "verdelen:")):
        return TOGETHER
    later = _building_on(entry).order_by("-id").first()
    if later is not None:
        return Refusal(
            "tegenboeken.volgorde",
            N_("Boeking %(number)s van %(day)s bouwt op deze boeking."),
            remedy=N_("Boek die eerst tegen."),
            details=(("number", str(later.id)), ("day", day_of(later.at).strftime("%d-%m-%Y"))),
        )
    claimed = Commitment.objects.filter(entries=entry, claimed_cents__gt=0)
    return CLAIMED if entry.kind == EntryKind.COMMIT and claimed.exists() else None


def _building_on(entry: Entry) -> QuerySet[Entry]:
    """The later entries that stand on this one and are not undone themselves."""
    later = Entry.objects.filter(
        kind__in=_BUILDS_ON[entry.kind],
        budget_id=entry.budget_id,
        commitment=entry.commitment,
        id__gt=entry.id,
        reverses__isnull=True,
        reversed_by__isnull=True,
    )
    if entry.kind == EntryKind.PAY:
        claim_key = entry.idempotency_key.split(":")[1]
        return later.filter(idempotency_key__startswith=f"terugvorderen:{claim_key}")
    return later


def recovered_claim(entry: Entry) -> UUID:
    """The key of the claim whose payment a recovery brought back."""
    return UUID(entry.idempotency_key.split(":")[1])


_WITH_EVERYTHING = ("entry__budget__stream", "asked_by", "decided_by")


def reversal_card(row: ReversalRequest) -> ReversalCard:
    """Make the card; `row` comes with its entry, budget, stream and both people."""
    return ReversalCard(
        key=row.key,
        entry_id=row.entry_id,
        kind=row.entry.kind,
        amount_cents=row.entry.amount_cents,
        entry_at=row.entry.at,
        budget=budget_name(row.entry.budget),
        because=row.because,
        state=row.state,
        asked_at=row.asked_at,
        asked_by=row.asked_by.name,
        asked_by_id=row.asked_by_id,
        decided_at=row.decided_at,
        decided_by=row.decided_by.name if row.decided_by else "",
        answer=row.answer,
        opposite_id=row.opposite_id,
    )


def reversals_waiting(actor: Actor) -> tuple[ReversalCard, ...]:
    """The reversals that nobody decided on yet, oldest first."""
    rows = ReversalRequest.objects.select_related(*_WITH_EVERYTHING)
    waiting = rows.filter(state=ReversalRequest.State.ASKED, entry__budget__in=visible_budgets(actor))
    return tuple(reversal_card(row) for row in waiting.order_by("asked_at", "id"))


def reversal(actor: Actor, key: UUID) -> ReversalCard:
    """One request; raises NotFoundError for anyone who may not see its budget."""
    rows = ReversalRequest.objects.select_related(*_WITH_EVERYTHING)
    found = rows.filter(key=key, entry__budget__in=visible_budgets(actor)).first()
    if found is None:
        raise NotFoundError(f"no reversal {key}")
    return reversal_card(found)


def entry_page(actor: Actor, entry_id: int) -> EntryPage:
    """One entry; raises NotFoundError for anyone who may not see its budget."""
    rows = Entry.objects.select_related("budget__stream", "commitment").filter(budget__in=visible_budgets(actor))
    entry = rows.filter(id=entry_id).first()
    if entry is None:
        raise NotFoundError(f"no entry {entry_id}")
    requests = ReversalRequest.objects.select_related(*_WITH_EVERYTHING).filter(entry=entry).order_by("-id")
    return EntryPage(
        entry_id=entry.id,
        kind=entry.kind,
        amount_cents=entry.amount_cents,
        at=entry.at,
        meant_at=entry.meant_at,
        because=entry.because,
        actor=entry.actor_name,
        budget=budget_name(entry.budget),
        commitment_key=entry.commitment.key if entry.commitment else None,
        recipient=entry.commitment.recipient if entry.commitment else "",
        reverses_id=entry.reverses_id,
        undone_by_id=Entry.objects.filter(reverses=entry).values_list("id", flat=True).first(),
        obstacle=obstacle(entry),
        requests=tuple(reversal_card(row) for row in requests),
    )
