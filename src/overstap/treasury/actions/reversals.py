"""Reversing: a mistake is undone by an opposite entry that names it, asked by one person and done by a second."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from overstap.audit import actions as audit
from overstap.core.actor import Actor, Role
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.ledger import CASHIER_SOURCE
from overstap.treasury import books, frames
from overstap.treasury.actions import undoing
from overstap.treasury.actions.commitments import lock_commitments
from overstap.treasury.actions.frameworks import (
    OTHER_CONTENTS,
    fits_nationally,
    may_set_budgets,
    post_difference,
    write_decision,
)
from overstap.treasury.books import Books, Stamp
from overstap.treasury.models import Entry, EntryKind, ReversalRequest
from overstap.treasury.queries.reversals import ReversalCard, obstacle, reversal_card

FRAMEWORK_KINDS = frozenset({EntryKind.ALLOT.value, EntryKind.WITHDRAW.value})

_WITH_EVERYTHING = ("entry__budget__stream", "entry__commitment", "asked_by", "decided_by", "opposite")

ONLY_CASHIER = Refusal("tegenboeken.rol", N_("Alleen de kassier vraagt een tegenboeking."), source=CASHIER_SOURCE)
ONLY_APPROVER = Refusal(
    "tegenboeken.rol",
    N_("Alleen een goedkeurder van de kassier beslist over een tegenboeking."),
    source=CASHIER_SOURCE,
)
SECOND_PERSON = Refusal(
    "tegenboeken.tweede_persoon",
    N_("U vroeg deze tegenboeking zelf. Iemand anders beslist erover."),
    source=CASHIER_SOURCE,
    remedy=N_("Vraag een collega om te beslissen."),
)
NO_REASON = Refusal(
    "tegenboeken.reden",
    N_("Zonder reden boeken wij niet tegen."),
    remedy=N_("Schrijf op wat er fout ging, of waarom u het verzoek afwijst."),
)
ASKED_ALREADY = Refusal(
    "tegenboeken.gevraagd",
    N_("Voor deze boeking is al een tegenboeking gevraagd."),
    remedy=N_("Kijk bij de tegenboekingen die wachten op een besluit."),
)


@dataclass(frozen=True, slots=True)
class _Locked:
    """The request with everything it touches, locked."""

    books: Books
    row: ReversalRequest
    entry: Entry


@books.one_transaction
def ask_reversal(*, actor: Actor, key: UUID, entry_id: int, because: str, now: datetime) -> ReversalCard | Refusal:
    """Ask that an entry is undone (tegenboeking vragen); a second person does it with `reverse_entry`.

    What the framework keeper decided is asked by the framework keeper, everything else by the cashier (R-251). Refuses
    `kader.rol` or `tegenboeken.rol`, `tegenboeken.reden`, `tegenboeken.gevraagd`, `opdracht.sleutel` and what
    `queries.obstacle` says. Asking twice asks once. Raises NotFoundError for an entry that does not exist.
    """
    entry = _entry(entry_id)
    refused = _may_ask(actor, entry) or (None if because.strip() else NO_REASON)
    if refused is not None or actor.user_id is None:
        return refused or ONLY_CASHIER
    books.open_books([entry.budget_id])
    known = ReversalRequest.objects.select_related(*_WITH_EVERYTHING).filter(key=key).first()
    if known is not None:
        return reversal_card(known) if known.entry_id == entry_id else OTHER_CONTENTS
    refused = obstacle(entry)
    if refused is not None:
        return refused
    if entry.reversal_requests.filter(state=ReversalRequest.State.ASKED).exists():
        return ASKED_ALREADY
    row = ReversalRequest.objects.create(
        key=key, entry=entry, because=because.strip(), asked_at=now, asked_by_id=actor.user_id
    )
    _record(actor, "tegenboeking_vragen", row, now)
    return reversal_card(_read(key))


def _may_ask(actor: Actor, entry: Entry) -> Refusal | None:
    if entry.kind in FRAMEWORK_KINDS:
        return may_set_budgets(actor)
    return None if actor.has(Role.CASHIER) else ONLY_CASHIER


def _may_decide(actor: Actor, entry: Entry) -> Refusal | None:
    if entry.kind in FRAMEWORK_KINDS:
        return may_set_budgets(actor)
    return None if actor.has(Role.CASHIER_APPROVER) else ONLY_APPROVER


@books.one_transaction
def reverse_entry(*, actor: Actor, key: UUID, now: datetime) -> ReversalCard | Refusal:
    """Undo the entry of a request by an opposite one that names it (tegenboeken), as a second person.

    The commitment, the claim, the payment and what counts towards a ceiling per person follow. Refuses as
    `ask_reversal` does, and `tegenboeken.tweede_persoon`, `tegenboeken.stand`, `budget.plafond` or `persoon.plafond`
    (the money was used again). Doing it twice does it once.
    """
    locked = _lock(key, now)
    refused = _may_still_decide(actor, locked, ReversalRequest.State.DONE)
    if refused is not None or locked.row.state != ReversalRequest.State.ASKED:
        return refused or reversal_card(locked.row)
    refused = obstacle(locked.entry)
    if refused is not None:
        return refused
    stamp = Stamp(actor, locked.row.because, now)
    if locked.entry.kind in FRAMEWORK_KINDS:
        opposite = _undo_decision(locked, stamp)
    else:
        opposite = undoing.undo(locked.books, locked.entry, stamp)
    if isinstance(opposite, Refusal):
        return opposite
    return _close(actor, locked.row, ReversalRequest.State.DONE, "", now, opposite)


@books.one_transaction
def reject_reversal(*, actor: Actor, key: UUID, because: str, now: datetime) -> ReversalCard | Refusal:
    """Decide that an entry stays (tegenboeking afwijzen), with a reason. Refuses as `reverse_entry` does."""
    if not because.strip():
        return NO_REASON
    locked = _lock(key, now)
    refused = _may_still_decide(actor, locked, ReversalRequest.State.REJECTED)
    if refused is not None or locked.row.state != ReversalRequest.State.ASKED:
        return refused or reversal_card(locked.row)
    return _close(actor, locked.row, ReversalRequest.State.REJECTED, because, now, None)


def _undo_decision(locked: _Locked, stamp: Stamp) -> Entry | Refusal:
    budget = locked.entry.budget
    sign = -1 if locked.entry.kind == EntryKind.ALLOT else 1
    amount = locked.books.position(budget.id).ceiling + sign * locked.entry.amount_cents
    refused = fits_nationally(budget.stream.code, budget.year, amount, stamp, [budget.id]) or post_difference(
        locked.books, budget.id, amount, undoing.key_of(locked.entry), stamp, reverses=locked.entry
    )
    if refused is not None:
        return refused
    write_decision(budget, amount, uuid5(locked.row.key, "tegenboeking"), stamp)
    return Entry.objects.get(reverses=locked.entry)


def _close(  # noqa: PLR0917 (what is written down, in order)
    actor: Actor, row: ReversalRequest, state: str, answer: str, now: datetime, opposite: Entry | None
) -> ReversalCard:
    row.state, row.answer, row.opposite = state, answer.strip(), opposite
    row.decided_at, row.decided_by_id = now, actor.user_id
    row.save(update_fields=("state", "answer", "opposite", "decided_at", "decided_by"))
    _record(actor, "tegenboeken" if opposite else "tegenboeking_afwijzen", row, now)
    return reversal_card(_read(row.key))


def _lock(key: UUID, now: datetime) -> _Locked:
    found = ReversalRequest.objects.select_related("entry__budget__stream", "entry__commitment").filter(key=key).first()
    if found is None:
        raise NotFoundError(f"no reversal {key}")
    entry = found.entry
    if entry.commitment is not None:
        opened, _rows = lock_commitments([entry.commitment.key])
    else:
        frames.locked_streams({entry.budget.stream.code}, entry.budget.year, now.date())
        opened = books.open_books([entry.budget_id])
    locked = ReversalRequest.objects.select_for_update(of=("self",)).select_related(*_WITH_EVERYTHING)
    return _Locked(opened, locked.get(key=key), _entry(entry.id))


def _may_still_decide(actor: Actor, locked: _Locked, to: str) -> Refusal | None:
    refused = _may_decide(actor, locked.entry)
    if refused is not None:
        return refused
    if locked.row.asked_by_id == actor.user_id:
        return SECOND_PERSON
    if locked.row.state in {ReversalRequest.State.ASKED, to}:
        return None
    return Refusal(
        "tegenboeken.stand",
        N_("Over deze tegenboeking is al beslist: %(state)s."),
        remedy=N_("Ververs de pagina. U ziet dan wat er nu kan."),
        details=(("state", locked.row.get_state_display().lower()),),
    )


def _entry(entry_id: int) -> Entry:
    found = Entry.objects.select_related("budget__stream", "commitment").filter(id=entry_id).first()
    if found is None:
        raise NotFoundError(f"no entry {entry_id}")
    return found


def _read(key: UUID) -> ReversalRequest:
    return ReversalRequest.objects.select_related(*_WITH_EVERYTHING).get(key=key)


def _record(actor: Actor, verb: str, row: ReversalRequest, now: datetime) -> None:
    details = {"boeking": row.entry_id, "soort": row.entry.kind, "bedrag_cent": row.entry.amount_cents}
    audit.record(actor=actor, verb=verb, object_kind="tegenboeking", object_id=row.key, now=now, details=details)
