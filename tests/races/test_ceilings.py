"""Many at once at the same money: never over a ceiling, never twice, never waiting in a circle.

The negative control runs the same code without its lock, and passes the ceiling: so these races do meet.
"""

import datetime as dt
import uuid
from contextlib import nullcontext
from functools import partial
from threading import Barrier

import pytest

from overstap.core.actor import Actor, Role
from overstap.core.decision import Refusal
from overstap.core.ledger import Position
from overstap.treasury import actions, books, queries
from overstap.treasury.models import Account, Claim, Entry, Payment
from overstap.treasury.values import CeilingUse, CommitmentCard
from tests.factories import treasury as make
from tests.races.meeting import PATIENCE_SECONDS, meet

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

ADVISER = Actor(user_id=None, name="Begeleider", roles=frozenset({Role.ADVISER}))
MANY = 12


def standing(region: str = make.REGION) -> Position:
    return queries.position(stream=make.STREAM, region_code=region, year=make.YEAR)


def rules_of(answers: list[object]) -> set[str]:
    return {answer.rule for answer in answers if isinstance(answer, Refusal)}


@pytest.mark.requirement("R-252")
def test_many_reservations_at_once_stop_exactly_at_the_ceiling() -> None:
    make.budget(500_00)

    answers = meet(*[partial(actions.reserve, **make.order(amount_cents=100_00)) for _ in range(MANY)])

    assert sum(isinstance(answer, CommitmentCard) for answer in answers) == 5
    assert rules_of(answers) == {"budget.plafond"}
    assert standing() == Position(ceiling=500_00, reserved=500_00)
    assert queries.check_invariants() == ()


def test_negative_control_the_same_code_without_its_lock_passes_the_ceiling(monkeypatch: pytest.MonkeyPatch) -> None:
    make.budget(100_00)
    all_have_read = Barrier(MANY)

    def without_lock(budget_ids: set[int]) -> list[Account]:
        rows = list(Account.objects.filter(budget_id__in=set(budget_ids)).order_by("id"))
        all_have_read.wait(PATIENCE_SECONDS)
        return rows

    monkeypatch.setattr(books, "begin", nullcontext)
    monkeypatch.setattr(books, "locked_accounts", without_lock)
    # The ends of the days have a ceiling of their own in the database, which would catch even this.
    monkeypatch.setattr(books, "note", lambda *_args, **_kwargs: None)

    answers = meet(*[partial(actions.reserve, **make.order(amount_cents=100_00)) for _ in range(MANY)])

    assert sum(isinstance(answer, CommitmentCard) for answer in answers) > 1
    assert {"no ceiling passed", "totals = entries"} <= {problem.invariant for problem in queries.check_invariants()}


@pytest.mark.requirement("R-156")
def test_one_person_at_several_desks_at_once_gets_no_more_than_the_ceiling() -> None:
    make.budget(100_000_00)
    make.budget(100_000_00, region_code=make.OTHER_REGION)
    person = uuid.uuid4()
    orders = [
        make.order(
            person_key=person,
            amount_cents=300_00,
            ceiling=CeilingUse("maatwerkbudget", 1000_00),
            region_code=make.REGION if number % 2 else make.OTHER_REGION,
        )
        for number in range(MANY)
    ]

    answers = meet(*[partial(actions.reserve, **order) for order in orders])

    assert sum(isinstance(answer, CommitmentCard) for answer in answers) == 3
    assert rules_of(answers) == {"persoon.plafond"}
    assert queries.ceiling_used(person, "maatwerkbudget") == 900_00
    assert queries.check_invariants() == ()


def test_the_same_reservation_sent_many_times_at_once_counts_once() -> None:
    make.budget(1000_00)
    order = make.order(amount_cents=100_00, ceiling=CeilingUse("maatwerkbudget", 1000_00))

    answers = meet(*[partial(actions.reserve, **order)] * MANY)

    assert len(set(answers)) == 1
    assert standing().reserved == 100_00
    assert Entry.objects.filter(kind="reserveren").count() == 1
    assert queries.check_invariants() == ()


def test_the_same_key_in_two_regions_at_once_holds_in_one() -> None:
    make.budget(1000_00)
    make.budget(1000_00, region_code=make.OTHER_REGION)
    here = make.order(amount_cents=100_00)
    there = here | {"region_code": make.OTHER_REGION}

    answers = meet(*[partial(actions.reserve, **order) for order in [here, there] * 4])

    assert len({answer for answer in answers if isinstance(answer, CommitmentCard)}) == 1
    assert rules_of(answers) == {"opdracht.sleutel"}
    assert standing().reserved + standing(make.OTHER_REGION).reserved == 100_00
    assert queries.check_invariants() == ()


def test_binding_lapsing_and_giving_back_at_once_leave_one_outcome() -> None:
    make.budget(1000_00)
    key = make.reserved(amount_cents=100_00, expires_at=make.NOW + dt.timedelta(hours=1)).key
    later = make.NOW + dt.timedelta(hours=2)

    meet(
        *[
            partial(actions.commit, actor=ADVISER, keys=[key], now=make.NOW),
            partial(actions.void, actor=ADVISER, keys=[key], because="Toch niet", now=make.NOW),
            partial(actions.expire_reservations, now=later),
            partial(actions.release, actor=ADVISER, key=key, because="Niet nodig", now=make.NOW),
        ]
        * 3
    )

    state = queries.commitments_by_keys([key])[key].state
    assert state in {"verplicht", "vervallen", "vrijgegeven"}
    assert standing().committed == (100_00 if state == "verplicht" else 0)
    assert queries.check_invariants() == ()


def test_several_budgets_are_bound_in_opposite_order_without_waiting_in_a_circle() -> None:
    make.budget(100_000_00)
    make.budget(100_000_00, region_code=make.OTHER_REGION)
    person = uuid.uuid4()
    ceiling = CeilingUse("maatwerkbudget", 10_000_00)
    pairs = [
        [make.reserved(person_key=person, ceiling=ceiling, region_code=region).key for region in (first, second)]
        for number in range(MANY)
        for first, second in [[make.REGION, make.OTHER_REGION][:: 1 if number % 2 else -1]]
    ]

    answers = meet(
        *[
            partial(actions.commit, actor=ADVISER, keys=keys, now=make.NOW)
            if number % 3
            else partial(actions.void, actor=ADVISER, keys=keys, because="Toch niet", now=make.NOW)
            for number, keys in enumerate(pairs)
        ]
    )

    assert rules_of(answers) == set()
    assert standing().committed == standing(make.OTHER_REGION).committed == 8 * 100_00
    assert queries.check_invariants() == ()


def test_two_claims_at_once_share_what_was_bound() -> None:
    make.budget(1000_00)
    commitment = make.committed(amount_cents=100_00)
    asked = {"actor": make.someone(Role.ADVISER), "commitment_key": commitment.key, "evidence": "Factuur",
             "amount_cents": 30_00, "now": make.NOW}  # fmt: skip

    answers = meet(*[partial(actions.submit_claim, **asked, key=uuid.uuid4()) for _ in range(MANY)])

    assert Claim.objects.count() == 3
    assert rules_of(answers) == {"aanspraak.te_veel"}
    assert queries.check_invariants() == ()


def test_several_cashiers_pay_one_claim_once() -> None:
    make.budget(1000_00)
    claim = make.approved(make.committed(amount_cents=100_00), amount_cents=100_00)
    cashiers = [make.someone(Role.CASHIER) for _ in range(6)]

    answers = meet(
        *[partial(actions.pay_claim, actor=cashier, claim_key=claim.key, now=make.NOW) for cashier in cashiers]
    )

    assert len(set(answers)) == 1
    assert Payment.objects.count() == 1
    assert standing().paid == 100_00
    assert queries.check_invariants() == ()


@pytest.mark.requirement("R-190")
def test_regions_that_get_a_budget_at_once_share_the_national_amount() -> None:
    keepers = [make.keeper() for _ in range(6)]

    answers = meet(*[
            partial(
                actions.set_budget, actor=keeper, stream="praktijkleren_inkoop", region_code=f"AM{number:02d}",
                year=2021, amount_cents=10_000_000_00, source="Besluit", key=uuid.uuid4(), now=make.NOW,
            )
            for number, keeper in enumerate(keepers, 1)
        ]
    )  # fmt: skip

    assert sum(isinstance(answer, Position) for answer in answers) == 3
    assert rules_of(answers) == {"kader.landelijk"}
    assert queries.check_invariants() == ()
