"""Payment runs: made by one cashier, released by another; then the money is booked and the file made, once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone

from overstap.audit import actions as audit
from overstap.background.actions import enqueue
from overstap.core.actor import Actor, Role
from overstap.core.decision import N_, Refusal
from overstap.core.sepa import reference, return_reason
from overstap.payments import pain
from overstap.payments.access import access_run, access_run_line
from overstap.payments.models import LineState, PaymentRun, RunLine, RunState
from overstap.payments.queries.payable import IN_A_RUN, NOT_APPROVED, Payable, judge
from overstap.payments.queries.runs import (
    LINE_WITH,
    NOT_WAITING,
    ROLE,
    day_refusal,
    release_obstacles,
    run_card_of,
)
from overstap.payments.values import RunCard, RunLineCard, run_line_card
from overstap.sealing import Secret
from overstap.treasury import actions as treasury
from overstap.treasury import queries as books
from overstap.treasury.books import one_transaction

TELL_JOB, RUN_DETAIL = "betalingen_vertellen", "opdracht"
"""The job that tells the people whose plan is being paid; who does it knows them, the cashier does not."""

NOTHING = Refusal(
    "betaalopdracht.leeg", N_("U koos nog geen aanspraak."), remedy=N_("Vink ten minste één aanspraak aan.")
)
OTHER_CONTENTS = Refusal(
    "betaalopdracht.sleutel",
    N_("Deze opdracht is al verwerkt, met andere gegevens."),
    remedy=N_("Open het formulier opnieuw en vul het nog een keer in."),
)
NO_EXPLANATION = Refusal("betaalopdracht.uitleg", N_("Schrijf op waarom deze betaling opnieuw mag."))
NOT_RETURNED = Refusal("betaalopdracht.niet_terug", N_("Deze betaling is niet teruggekomen."))
OTHER_ACCOUNT = Refusal(
    "betaalopdracht.andere_rekening",
    N_("Naar deze rekening kan het bedrag niet nog een keer."),
    remedy=N_("Leg een ander rekeningnummer vast en laat een collega het bevestigen."),
)
NO_REASON = Refusal("betaalopdracht.reden", N_("Schrijf op waarom u de opdracht intrekt."))


@one_transaction
def make_run(
    *, actor: Actor, key: UUID, claim_keys: Sequence[UUID], execution_on: date, now: datetime
) -> RunCard | Refusal:
    """Gather approved claims into a run (betaalopdracht opstellen): all of them or none; nothing is booked yet.

    `key` makes the command count once. Refuses `betaalopdracht.rol`, `.leeg`, `.datum`, `.bankdag`, `.stand`,
    `.dubbel`, `.begunstigde`, `.bevestigen`, `.rekening`, `.grondslag`, `.teruggekomen` and `.sleutel`.
    """
    if not actor.has(Role.CASHIER) or actor.user_id is None:
        return ROLE
    asked = list(dict.fromkeys(claim_keys))
    known = PaymentRun.objects.filter(key=key).defer("file").select_related("made_by", "released_by").first()
    if known is not None:
        same = set(known.lines.order_by("id").values_list("claim_key", flat=True)) == set(asked)
        return run_card_of(known) if same and known.execution_on == execution_on else OTHER_CONTENTS
    refused = day_refusal(execution_on, timezone.localdate(now)) or (None if asked else NOTHING)
    if refused is not None:
        return refused
    claims = books.claims_by_keys(asked)
    if len(claims) != len(asked):
        return NOT_APPROVED
    payables = judge(claims[one] for one in asked)
    in_the_way = next((one.obstacle for one in payables if one.obstacle is not None), None)
    return in_the_way or _make(actor, key, payables, execution_on, now)


def _make(actor: Actor, key: UUID, payables: Sequence[Payable], on: date, now: datetime) -> RunCard | Refusal:
    total = sum(one.claim.amount_cents for one in payables)
    try:
        with transaction.atomic():
            run = PaymentRun(key=key, execution_on=on, line_count=len(payables), total_cents=total, made_at=now)
            run.made_by_id = actor.user_id or 0
            run.save(force_insert=True)
            RunLine.objects.bulk_create(_line(run, one) for one in payables)
    except IntegrityError:
        # Somebody else gathered one of these claims, or used this key, at the same moment.
        return IN_A_RUN
    _record(actor, "betaalopdracht_opstellen", run, now)
    return run_card_of(run)


def _line(run: PaymentRun, one: Payable) -> RunLine:
    claim = one.claim
    line = RunLine(
        key=uuid5(run.key, claim.key.hex),
        run=run,
        claim_key=claim.key,
        stream=claim.stream,
        recipient=claim.recipient,
        amount_cents=claim.amount_cents,
        legal_basis=claim.legal_basis,
        evidence=claim.evidence,
        end_to_end=reference(claim.key.hex[:16], one.attempt),
    )
    line.account_id, line.debtor_id = one.account_id or 0, one.debtor_id or 0
    line.approved_by_id = claim.decided_by_id or 0
    return line


@one_transaction
def release_run(*, actor: Actor, run_key: UUID, now: datetime) -> RunCard | Refusal:
    """Release a run (vrijgeven): every payment is booked and the file is made, all of it or nothing, and only once.

    By another than who made the run or approved a claim in it. The same person twice changes nothing. Refuses
    `betaalopdracht.rol`, `.besloten`, `.eigen`, `.goedkeurder`, `.te_laat`, `.rekening_veranderd`,
    `.aanspraak_veranderd`, and what `treasury.pay_claims` refuses.
    """
    run = access_run(actor, run_key, for_update=True)
    if run.state == RunState.RELEASED and run.released_by_id == actor.user_id:
        return run_card_of(run)
    if run.state != RunState.MADE:
        return NOT_WAITING
    lines = list(RunLine.objects.select_related(*LINE_WITH, "account__payee").filter(run=run).order_by("id"))
    obstacles = release_obstacles(actor, run, lines, timezone.localdate(now))
    if obstacles:
        return obstacles[0]
    paid = treasury.pay_claims(actor=actor, claim_keys=[line.claim_key for line in lines], now=now)
    return paid if isinstance(paid, Refusal) else _released(actor, run, lines, now)


def _released(actor: Actor, run: PaymentRun, lines: Sequence[RunLine], now: datetime) -> RunCard:
    run.message_id = reference("OVS", f"{run.pk:06d}", run.key.hex[:12])
    content = _file(run, lines, now)
    run.file, run.file_sha256 = Secret(content.decode()), hashlib.sha256(content).hexdigest()
    run.state, run.released_at, run.released_by_id = RunState.RELEASED, now, actor.user_id
    run.save(update_fields=("message_id", "file", "file_sha256", "state", "released_at", "released_by"))
    RunLine.objects.filter(run=run).update(state=LineState.SENT)
    _record(actor, "betaalopdracht_vrijgeven", run, now)
    enqueue(kind=TELL_JOB, key=f"{TELL_JOB} {run.key}", details={RUN_DETAIL: str(run.key)}, now=now)
    return run_card_of(access_run(actor, run.key))


def _file(run: PaymentRun, lines: Iterable[RunLine], now: datetime) -> bytes:
    rows = list(lines)
    papers = books.claims_by_keys(line.claim_key for line in rows)
    head = pain.Initiation(
        message_id=run.message_id or "",
        made_at=timezone.localtime(now).replace(microsecond=0),
        initiator=rows[0].debtor.holder,
        execution_on=run.execution_on,
    )
    return pain.write(
        head,
        (
            pain.Transfer(
                debtor_name=line.debtor.holder,
                debtor_iban=line.debtor.iban.reveal(),
                end_to_end=line.end_to_end,
                amount_cents=line.amount_cents,
                payee_name=line.account.holder,
                payee_iban=line.account.iban.reveal(),
                remittance=f"{line.end_to_end} {papers[line.claim_key].evidence_number}",
            )
            for line in rows
        ),
    )


@one_transaction
def withdraw_run(*, actor: Actor, run_key: UUID, because: str, now: datetime) -> RunCard | Refusal:
    """Withdraw a run that waits (intrekken): its claims can go in another.

    Refuses `betaalopdracht.rol`, `.reden` and `.besloten` (released already: then only the bank can stop it).
    """
    if not actor.has(Role.CASHIER):
        return ROLE
    if not because.strip():
        return NO_REASON
    run = access_run(actor, run_key, for_update=True)
    if run.state == RunState.WITHDRAWN:
        return run_card_of(run)
    if run.state != RunState.MADE:
        return NOT_WAITING
    run.state, run.withdrawn_at, run.withdrawn_by_id = RunState.WITHDRAWN, now, actor.user_id
    run.because = because.strip()
    run.save(update_fields=("state", "withdrawn_at", "withdrawn_by", "because"))
    RunLine.objects.filter(run=run).update(state=LineState.DROPPED)
    _record(actor, "betaalopdracht_intrekken", run, now)
    return run_card_of(run)


@one_transaction
def clear_return(*, actor: Actor, line_key: UUID, because: str, now: datetime) -> RunLineCard | Refusal:
    """Write down why a payment that came back may go to the same account again (vrijmaken).

    Refuses `betaalopdracht.rol`, `.uitleg`, `.niet_terug` (nothing came back) and `.andere_rekening` (the account is
    what is wrong: only another one helps).
    """
    if not actor.has(Role.CASHIER):
        return ROLE
    if not because.strip():
        return NO_EXPLANATION
    line = access_run_line(actor, line_key, for_update=True)
    if line.state != LineState.RETURNED:
        return NOT_RETURNED
    if return_reason(line.reason_code).new_account:
        return OTHER_ACCOUNT
    line.cleared_at, line.cleared_by_id, line.cleared_because = now, actor.user_id, because.strip()
    line.save(update_fields=("cleared_at", "cleared_by", "cleared_because"))
    audit.record(actor=actor, verb="terugkomst_uitzoeken", object_kind="betaling", object_id=line.key, now=now)
    return run_line_card(access_run_line(actor, line_key))


def _record(actor: Actor, verb: str, run: PaymentRun, now: datetime) -> None:
    details = {"bedrag_cent": run.total_cents, "betalingen": run.line_count}
    audit.record(actor=actor, verb=verb, object_kind="betaalopdracht", object_id=run.key, now=now, details=details)
