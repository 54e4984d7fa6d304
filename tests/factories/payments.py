"""Payments to test with: payees, accounts of ours, runs; each made by the real action."""

import datetime as dt
import uuid
from typing import Any

from overstap.core.actor import Actor, Role
from overstap.payments import actions
from overstap.payments.values import RunCard
from overstap.treasury.values import ClaimCard
from tests.factories import treasury as money
from tests.factories.treasury import NOW, given, someone

OURS = "NL91ABNA0417164300"
THEIRS = "NL69INGB0123456789"
OTHER = "NL20INGB0001234567"
TUESDAY = dt.date(2021, 2, 16)
WHY = "Brief van 3 februari, nagebeld"


def cashier() -> Actor:
    """A cashier."""
    return someone(Role.CASHIER)


def proposal(**other: Any) -> dict[str, Any]:
    """What one proposal of a payee's account asks, to be changed at will."""
    return {
        "actor": cashier(),
        "key": uuid.uuid4(),
        "recipient": "ROC Tilburg",
        "kind": "aanbieder",
        "holder": "ROC Tilburg",
        "iban": THEIRS,
        "because": WHY,
        "now": NOW,
    } | other


def payee(recipient: str = "ROC Tilburg", iban: str = THEIRS, **other: Any) -> uuid.UUID:
    """A payee with a confirmed account; gives the key of that account."""
    asked = proposal(recipient=recipient, holder=recipient, iban=iban, **other)
    given(actions.propose_payee_account(**asked))
    key = asked["key"]
    given(actions.decide_payee_account(actor=cashier(), account_key=key, confirm=True, now=NOW))
    assert isinstance(key, uuid.UUID)
    return key


def debtor(stream: str = money.STREAM, iban: str = OURS, holder: str = "UWV Kassier") -> uuid.UUID:
    """An account of ours for a stream, confirmed; gives its key."""
    key = uuid.uuid4()
    asked = {"actor": money.keeper(), "key": key, "stream": stream, "holder": holder, "iban": iban,
             "because": "Besluit 12", "now": NOW}  # fmt: skip
    given(actions.propose_debtor_account(**asked))
    given(actions.decide_debtor_account(actor=cashier(), account_key=key, confirm=True, now=NOW))
    return key


def ready(*amounts: int, recipient: str = "ROC Tilburg", **other: Any) -> list[ClaimCard]:
    """Approved claims of a known payee, in a stream with money and an account."""
    money.budget(100_000_00)
    payee(recipient)
    debtor()
    return claims(*amounts, recipient=recipient, **other)


def claims(*amounts: int, recipient: str = "ROC Tilburg", **other: Any) -> list[ClaimCard]:
    """Approved claims, each on a commitment of its own."""
    return [
        money.approved(money.committed(amount_cents=cents, recipient=recipient), amount_cents=cents, **other)
        for cents in amounts
    ]


def made(claims: list[ClaimCard], **other: Any) -> RunCard:
    """A run that waits for a second person."""
    card = given(actions.make_run(**asked_run(claims, **other)))
    assert isinstance(card, RunCard)
    return card


def asked_run(claims: list[ClaimCard], **other: Any) -> dict[str, Any]:
    """What making one run asks."""
    return {
        "actor": cashier(),
        "key": uuid.uuid4(),
        "claim_keys": [claim.key for claim in claims],
        "execution_on": TUESDAY,
        "now": NOW,
    } | other


def released(claims: list[ClaimCard], **other: Any) -> RunCard:
    """A run that went to the bank."""
    run = made(claims, **other)
    card = given(actions.release_run(actor=cashier(), run_key=run.key, now=NOW))
    assert isinstance(card, RunCard)
    return card
