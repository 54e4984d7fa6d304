"""Reading in what the bank says: payments are confirmed, returns booked, and what nobody knows becomes work."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from overstap.audit import actions as audit
from overstap.core.actor import Actor, Role
from overstap.core.decision import N_, Refusal
from overstap.payments import camt
from overstap.payments.access import access_statement_line
from overstap.payments.camt import BookedLine, ReadStatement
from overstap.payments.matching import Found, Matcher
from overstap.payments.models import (
    AccountState,
    BankStatement,
    DebtorAccount,
    LineState,
    RunLine,
    StatementLine,
    StatementLineState,
)
from overstap.payments.queries.statements import StatementCard, WorkLine, statement_cards, work_line
from overstap.payments.values import CASHIER_WORK
from overstap.treasury import actions as treasury
from overstap.treasury.books import one_transaction

ROLE = Refusal("afschrift.rol", N_("Alleen de kassier leest afschriften in."), source=CASHIER_WORK)
NO_REASON = Refusal("afschrift.reden", N_("Schrijf op wat deze regel is en wat u ermee deed."))
NOT_OPEN = Refusal(
    "afschrift.afgehandeld",
    N_("Deze regel is al afgehandeld."),
    remedy=N_("Ververs de pagina. U ziet dan wat er nu kan."),
)
UNKNOWN_ACCOUNT = N_("Afschrift %(name)s: rekening %(account)s is niet van de kassier.")
OTHER_CONTENTS = N_("Afschrift %(name)s is al ingelezen, met andere gegevens.")


@dataclass(frozen=True, slots=True)
class ImportRefusal(Refusal):
    """Why a file was not read in: every problem, of which the refusal itself is the first."""

    problems: tuple[Refusal, ...] = field(default=())


@one_transaction
def import_statements(*, actor: Actor, content: bytes, now: datetime) -> tuple[StatementCard, ...] | Refusal:
    """Read in a file of the bank (afschrift inlezen): all of it or nothing; the same statement twice is one.

    Refuses `afschrift.rol`, and as an `ImportRefusal` everything that is wrong with the file, together.
    """
    if not actor.has(Role.CASHIER) or actor.user_id is None:
        return ROLE
    found = camt.read(content)
    statements = [one for one in found if isinstance(one, ReadStatement)]
    wrong = [one for one in found if isinstance(one, Refusal)] or _not_ours(statements)
    if wrong:
        first = wrong[0]
        return ImportRefusal(first.rule, first.because, first.source, first.remedy, first.details, tuple(wrong))
    rows = [_import(actor, one, now) for one in sorted(statements, key=lambda one: (one.iban, one.closing_on))]
    return statement_cards(rows)


def _not_ours(statements: Sequence[ReadStatement]) -> list[Refusal]:
    """Statements of an account that is not ours, or that were read in before with other contents."""
    held = (AccountState.CONFIRMED, AccountState.REPLACED)
    # The lock makes two who read in the same file wait for each other.
    accounts = DebtorAccount.objects.select_for_update().filter(state__in=held).order_by("id")
    ours = {row.iban.reveal() for row in accounts}
    wrong = []
    for one in statements:
        if one.iban not in ours:
            details = (("name", one.statement_id), ("account", f"…{one.iban[-4:]}"))
            wrong.append(Refusal("afschrift.vreemd", UNKNOWN_ACCOUNT, details=details))
        known = _known(one)
        if known is not None and known.fingerprint != one.fingerprint:
            wrong.append(Refusal("afschrift.anders", OTHER_CONTENTS, details=(("name", one.statement_id),)))
    return wrong


def _known(one: ReadStatement) -> BankStatement | None:
    return BankStatement.objects.filter(iban_print__of=one.iban, statement_id=one.statement_id).first()


def _import(actor: Actor, one: ReadStatement, now: datetime) -> BankStatement:
    known = _known(one)
    if known is not None:
        return known
    row = BankStatement(
        key=uuid.uuid4(),
        iban=one.iban,
        statement_id=one.statement_id,
        fingerprint=one.fingerprint,
        opening_on=one.opening_on,
        closing_on=one.closing_on,
        opening_cents=one.opening_cents,
        movement_cents=one.closing_cents - one.opening_cents,
        closing_cents=one.closing_cents,
        imported_at=now,
    )
    row.imported_by_id = actor.user_id or 0
    row.save(force_insert=True)
    matcher = Matcher(one.iban, one.lines)
    # What went out first: a payment may go out and come back on one statement, in any order.
    ordered = sorted(enumerate(one.lines, 1), key=lambda placed: placed[1].amount_cents > 0)
    kept = [_keep(actor, row, place, line, found=matcher.find(line), now=now) for place, line in ordered]
    StatementLine.objects.bulk_create(kept)
    details = {"regels": len(kept), "uitzoeken": sum(1 for line in kept if line.state == StatementLineState.OPEN)}
    audit.record(
        actor=actor, verb="afschrift_inlezen", object_kind="afschrift", object_id=row.key, now=now, details=details
    )
    return row


def _keep(
    actor: Actor, statement: BankStatement, place: int, line: BookedLine, *, found: Found, now: datetime
) -> StatementLine:
    state, said = found.state, found.said
    if state == StatementLineState.RETURNED and _bring_back(actor, found.lines[0], line, now) is not None:
        state, said = StatementLineState.OPEN, "terug_dubbel"
    if state == StatementLineState.MATCHED:
        for one in found.lines:
            one.state, one.confirmed_on = LineState.CONFIRMED, line.booked_on
            one.save(update_fields=("state", "confirmed_on"))
    kept = StatementLine(
        key=uuid.uuid4(),
        statement=statement,
        place=place,
        booked_on=line.booked_on,
        amount_cents=line.amount_cents,
        end_to_end=line.end_to_end,
        message_id=line.message_id,
        batch_id=line.batch_id,
        is_return=line.is_return,
        reason_code=line.reason_code,
        counterparty=line.counterparty,
        remittance=line.remittance,
        state=state,
        found=said,
        expected_cents=found.expected_cents,
    )
    kept.run_id = found.lines[0].run_id if found.lines else None
    kept.run_line_id = found.lines[0].pk if len(found.lines) == 1 else None
    return kept


def _bring_back(actor: Actor, one: RunLine, line: BookedLine, now: datetime) -> Refusal | None:
    """Book what came back; it was out, so whether the bank told that before does not matter."""
    because = f"{line.reason_code or 'MS03'} {one.end_to_end}"
    answer = treasury.return_payments(actor=actor, returns=[treasury.BankReturn(one.claim_key, because)], now=now)
    if isinstance(answer, Refusal):
        return answer
    one.state, one.returned_on = LineState.RETURNED, line.booked_on
    one.reason_code, one.reason_told = line.reason_code or "MS03", line.remittance
    one.save(update_fields=("state", "returned_on", "reason_code", "reason_told"))
    return None


@one_transaction
def settle_line(*, actor: Actor, line_key: UUID, because: str, now: datetime) -> WorkLine | Refusal:
    """Write down what an unknown line was (afhandelen), so that it is no longer work.

    Refuses `afschrift.rol`, `afschrift.reden` and `afschrift.afgehandeld`. The same words twice change nothing.
    """
    if not actor.has(Role.CASHIER):
        return ROLE
    if not because.strip():
        return NO_REASON
    row = access_statement_line(actor, line_key, for_update=True)
    again = row.state == StatementLineState.SETTLED and row.settled_because == because.strip()
    if row.state != StatementLineState.OPEN:
        return work_line(row) if again else NOT_OPEN
    row.state, row.settled_at, row.settled_by_id = StatementLineState.SETTLED, now, actor.user_id
    row.settled_because = because.strip()
    row.save(update_fields=("state", "settled_at", "settled_by", "settled_because"))
    audit.record(
        actor=actor, verb="afschriftregel_afhandelen", object_kind="afschriftregel", object_id=row.key, now=now
    )
    return work_line(access_statement_line(actor, line_key))


@one_transaction
def link_line(*, actor: Actor, line_key: UUID, end_to_end: str, now: datetime) -> WorkLine | Refusal:
    """Say by hand which payment an unknown line is (koppelen): only one that waits, and only of exactly that amount.

    Refuses `afschrift.rol`, `afschrift.afgehandeld`, `afschrift.betaling` (no payment with that reference waits) and
    `afschrift.bedrag` (another amount).
    """
    if not actor.has(Role.CASHIER):
        return ROLE
    row = access_statement_line(actor, line_key, for_update=True)
    if row.state != StatementLineState.OPEN:
        return NOT_OPEN
    asked = end_to_end.strip().upper()
    line = RunLine.objects.select_for_update().filter(end_to_end=asked, state=LineState.SENT).first()
    if line is None:
        return Refusal(
            "afschrift.betaling",
            N_("Er wacht geen betaling met dit kenmerk op de bank."),
            remedy=N_("Zoek het kenmerk op in de betaalopdracht."),
        )
    if row.amount_cents != -line.amount_cents:
        return Refusal("afschrift.bedrag_anders", N_("Het bedrag is anders dan dat van deze betaling."))
    line.state, line.confirmed_on = LineState.CONFIRMED, row.booked_on
    line.save(update_fields=("state", "confirmed_on"))
    row.state, row.run_id, row.run_line_id = StatementLineState.MATCHED, line.run_id, line.pk
    row.save(update_fields=("state", "run", "run_line"))
    audit.record(actor=actor, verb="afschriftregel_koppelen", object_kind="afschriftregel", object_id=row.key, now=now)
    return work_line(access_statement_line(actor, line_key))
