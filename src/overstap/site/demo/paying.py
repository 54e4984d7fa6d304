"""The payments of the demo: accounts, one run that went to the bank, and one payment that came back."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence

from overstap.arrangements import actions as arrangements
from overstap.core.bankdays import next_bank_day
from overstap.core.decision import Refusal
from overstap.payments import actions as payments
from overstap.payments import demo_bank
from overstap.payments import queries as paid
from overstap.site.demo.jobs import do_jobs
from overstap.site.demo.staff import must, persona_actor
from overstap.treasury import actions as treasury
from overstap.treasury import queries as books
from overstap.treasury.queries.recipients import claimable_commitments
from overstap.treasury.values import EMPLOYER_FEE_STREAM, CommitmentCard

# Numbers of a bank that does not exist, with right check digits.
OF_STREAMS = {
    "ontschot_budget": "NL60VOOR0000000001",
    "praktijkleren_inkoop": "NL33VOOR0000000002",
    EMPLOYER_FEE_STREAM: "NL06VOOR0000000003",
    "impuls_banenafspraak": "NL76VOOR0000000004",
}
OF_PAYEES = ("NL49VOOR0000000005", "NL22VOOR0000000006", "NL92VOOR0000000007", "NL65VOOR0000000008")
WENT_OUT = 3
WAITING = 3


def load_payments(now: dt.datetime) -> None:
    """Accounts of ours and of who is paid; a run of last week with one payment that came back; claims that wait."""
    before = now - dt.timedelta(days=6)
    cards = claimable_commitments(persona_actor("peter", now), limit=200)
    ready = [card for card in cards if card.committed_at and card.committed_at < before and card.stream in OF_STREAMS]
    ready = [card for card in ready if card.stream != EMPLOYER_FEE_STREAM]
    _our_accounts({card.stream for card in ready} | {EMPLOYER_FEE_STREAM}, before)
    waiting = books.payments_waiting(persona_actor("peter", now))
    paid_to = [(card.recipient, card.stream) for card in ready[: WENT_OUT + WAITING]]
    paid_to += [(claim.recipient, claim.stream) for claim in waiting]
    _payees({name: "werkgever" if stream == EMPLOYER_FEE_STREAM else "aanbieder" for name, stream in paid_to}, before)
    out = _approved(ready[:WENT_OUT], before, "2021-0")
    _run_of_last_week(out, before)
    _approved(ready[WENT_OUT : WENT_OUT + WAITING], now - dt.timedelta(days=1), "2021-1")


def _our_accounts(streams: Iterable[str], at: dt.datetime) -> None:
    known = {one.code for one in books.framework_choices()}
    for stream in sorted(set(streams) & known):
        key = uuid.uuid4()
        iris, peter = persona_actor("iris", at), persona_actor("peter", at)
        must(payments.propose_debtor_account(
            actor=iris, key=key, stream=stream, holder="Kassier Voorbeeld", iban=OF_STREAMS[stream],
            because="Besluit over de rekeningen", now=at,
        ))  # fmt: skip
        must(payments.decide_debtor_account(actor=peter, account_key=key, confirm=True, now=at))


def _payees(kinds: Mapping[str, str], at: dt.datetime) -> None:
    """Everybody who is to be paid gets an account that two people agreed on."""
    for place, (name, kind) in enumerate(kinds.items()):
        key = uuid.uuid4()
        peter, wilma = persona_actor("peter", at), persona_actor("wilma", at)
        must(payments.propose_payee_account(
            actor=peter, key=key, recipient=name, kind=kind, holder=name, iban=OF_PAYEES[place % len(OF_PAYEES)],
            because="Factuur, nagebeld op het nummer van de website", now=at,
        ))  # fmt: skip
        must(payments.decide_payee_account(actor=wilma, account_key=key, confirm=True, now=at))


def _approved(cards: Sequence[CommitmentCard], at: dt.datetime, series: str) -> list[uuid.UUID]:
    """A bill on each of these commitments, asked by an adviser and approved by the second person."""
    asking, approver = persona_actor("joris", at), persona_actor("wilma", at)
    keys = []
    for number, card in enumerate(cards, 1):
        key = uuid.uuid4()
        bill = f"{series}{number}"
        asked = treasury.submit_claim(
            actor=asking, key=key, commitment_key=card.key, amount_cents=card.claimable_cents,
            evidence=f"Factuur {bill}", paper=treasury.Evidence("factuur", bill, at.date()), now=at,
        )  # fmt: skip
        if not isinstance(asked, Refusal):
            must(treasury.approve_claim(actor=approver, claim_key=key, now=at))
            keys.append(key)
    return keys


def _run_of_last_week(claims: Sequence[uuid.UUID], at: dt.datetime) -> None:
    """One cashier made it, the other released it; the bank paid all but the first."""
    if not claims:
        return
    peter, noor, key = persona_actor("peter", at), persona_actor("noor", at), uuid.uuid4()
    day = next_bank_day(at.date())
    must(payments.make_run(actor=peter, key=key, claim_keys=claims, execution_on=day, now=at))
    released = at + dt.timedelta(hours=1)
    must(payments.release_run(actor=noor, run_key=key, now=released))
    do_jobs((payments.TELL_JOB,), lambda _job: arrangements.tell_payments(run_key=key, now=released), now=released)
    later = at + dt.timedelta(days=(day - at.date()).days)
    for content in demo_bank.answers(day, returned=paid.run(peter, key, today=day).lines[0].end_to_end):
        must(payments.import_statements(actor=peter, content=content, now=later))
