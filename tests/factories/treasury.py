"""Money to test with: people of the cashier, budgets, reservations, claims; each made by the real action."""

import datetime as dt
import uuid
from itertools import count
from typing import Any

from overstap.core.actor import Actor, Role
from overstap.core.decision import Refusal
from overstap.core.ledger import Position
from overstap.parties.models import User
from overstap.treasury import actions
from overstap.treasury.values import EMPLOYER_FEE_SCHEME, EMPLOYER_FEE_STREAM, ClaimCard, CommitmentCard

REGION = "AM26"
OTHER_REGION = "AM29"
STREAM = "ontschot_budget"
YEAR = 2021
NOW = dt.datetime(2021, 2, 15, 9, 0, tzinfo=dt.UTC)

_numbers = count(1)


def someone(*roles: Role, regions: tuple[str, ...] = ()) -> Actor:
    """A new account that acts with these roles."""
    number = next(_numbers)
    user = User.objects.create_user(
        email=f"geld{number}-{uuid.uuid4().hex[:8]}@example.org", name=f"Medewerker {number}"
    )
    return Actor(
        user_id=user.id,
        name=user.name,
        roles=frozenset(roles),
        party_name="Een partij",
        region_codes=frozenset(regions),
    )


def keeper() -> Actor:
    """The framework keeper of the ministry."""
    return someone(Role.FRAMEWORK_KEEPER)


def given(answer: Any) -> Any:
    """The answer, which is no refusal."""
    assert not isinstance(answer, Refusal), answer
    return answer


def budget(cents: int, **other: Any) -> Position:
    """Give a region money of a stream."""
    asked = {"stream": STREAM, "region_code": REGION, "year": YEAR, "source": "Besluit 1", "now": NOW} | other
    asked.setdefault("actor", None)
    asked["actor"] = asked["actor"] or keeper()
    return given(
        actions.set_budget(
            amount_cents=cents, key=other.get("key", uuid.uuid4()), **{k: v for k, v in asked.items() if k != "key"}
        )
    )


def order(**other: Any) -> dict[str, Any]:
    """What one reservation asks, to be changed at will; a new key and a new person unless given."""
    return {
        "actor": Actor(user_id=None, name="Joke Bos", roles=frozenset({Role.ADVISER})),
        "key": uuid.uuid4(),
        "stream": STREAM,
        "region_code": REGION,
        "year": YEAR,
        "person_key": uuid.uuid4(),
        "item_key": uuid.uuid4(),
        "instrument": "C1",
        "scheme": "ontschot-budget",
        "scheme_version": dt.date(2020, 12, 1),
        "receipt": {"scheme": "ontschot-budget", "outcome": "ja", "inputs": {"problematische_schulden": True}},
        "recipient": "ROC Tilburg",
        "amount_cents": 100_00,
        "ceiling": None,
        "expires_at": NOW + dt.timedelta(days=14),
        "now": NOW,
    } | other


def fee_order(**other: Any) -> dict[str, Any]:
    """A reservation for the fee of an employer."""
    fee = {
        "stream": EMPLOYER_FEE_STREAM,
        "scheme": EMPLOYER_FEE_SCHEME,
        "scheme_version": dt.date(2021, 1, 1),
        "instrument": "C3",
        "recipient": "Bakkerij Aan de Vaart",
    }
    return order(**(fee | other))


def reserved(**other: Any) -> CommitmentCard:
    """A reservation."""
    card = given(actions.reserve(**order(**other)))
    assert isinstance(card, CommitmentCard)
    return card


def committed(**other: Any) -> CommitmentCard:
    """A commitment."""
    card = reserved(**other)
    found = given(actions.commit(actor=order()["actor"], keys=[card.key], now=other.get("now", NOW)))[0]
    assert isinstance(found, CommitmentCard)
    return found


def invoice(number: str = "2021-17") -> actions.Evidence:
    """A bill, as the paper behind a claim."""
    return actions.Evidence("factuur", number, dt.date(2021, 1, 4))


def presence() -> actions.Evidence:
    """A list of who was there, as the paper behind a claim."""
    return actions.Evidence("presentielijst", "week 5", dt.date(2021, 2, 5))


def claimed(commitment: CommitmentCard, **other: Any) -> ClaimCard:
    """A claim on a commitment, submitted by a new adviser unless given."""
    asked = {
        "actor": other.get("actor") or someone(Role.ADVISER),
        "key": uuid.uuid4(),
        "commitment_key": commitment.key,
        "evidence": "Factuur 2021-17",
        "now": max(NOW, commitment.committed_at or NOW),
    } | other
    card = given(actions.submit_claim(**asked))
    assert isinstance(card, ClaimCard)
    return card


def approved(commitment: CommitmentCard, **other: Any) -> ClaimCard:
    """An approved claim on a commitment."""
    card = claimed(commitment, **other)
    found = given(actions.approve_claim(actor=someone(Role.CASHIER_APPROVER), claim_key=card.key, now=NOW))
    assert isinstance(found, ClaimCard)
    return found
