"""What the treasury tells: now and on any past day, to whom it may, and nobody's name."""

import dataclasses
import datetime as dt
import uuid

import pytest

from overstap.audit.queries import timeline
from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError
from overstap.core.ledger import Position
from overstap.treasury import actions, queries
from overstap.treasury.models import Budget
from tests.factories import treasury as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]

DAY = dt.timedelta(days=1)


def day(number: int) -> dt.datetime:
    return make.NOW + number * DAY


def stood(number: int, region: str | None = make.REGION) -> Position:
    (row,) = (
        row for row in queries.utilisation(region_code=region, as_of=day(number)) if row.stream.code == make.STREAM
    )
    return row.total


@pytest.fixture
def history() -> None:
    """Day 1 allotted, 2 reserved twice, 3 one bound, 4 the other lapsed, 5 a part paid, 6 the rest released, 7 more."""
    make.budget(1000_00, now=day(1))
    kept = make.reserved(amount_cents=300_00, now=day(2), expires_at=day(30))
    make.reserved(amount_cents=200_00, now=day(2), expires_at=day(4))
    make.given(actions.commit(actor=make.someone(Role.ADVISER), keys=[kept.key], now=day(3)))
    actions.expire_reservations(now=day(4))
    claim = make.approved(kept, amount_cents=120_00, now=day(3))
    make.given(actions.pay_claim(actor=make.someone(Role.CASHIER), claim_key=claim.key, now=day(5)))
    make.given(actions.release(actor=make.someone(Role.ADVISER), key=kept.key, because="Gestopt", now=day(6)))
    make.budget(1500_00, now=day(7))


@pytest.mark.requirement("R-260")
@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, Position()),
        (1, Position(ceiling=1000_00)),
        (2, Position(ceiling=1000_00, reserved=500_00)),
        (3, Position(ceiling=1000_00, reserved=200_00, committed=300_00)),
        (4, Position(ceiling=1000_00, committed=300_00)),
        (5, Position(ceiling=1000_00, committed=180_00, paid=120_00)),
        (6, Position(ceiling=1000_00, paid=120_00)),
        (7, Position(ceiling=1500_00, paid=120_00)),
    ],
)
def test_any_past_day_is_told_from_the_entries(number: int, expected: Position) -> None:
    assert stood(number) == expected


@pytest.mark.usefixtures("history")
def test_what_happens_later_does_not_change_an_earlier_day() -> None:
    before = [stood(number) for number in range(8)]

    make.reserved(amount_cents=900_00, now=day(20))

    assert [stood(number) for number in range(8)] == before


@pytest.mark.usefixtures("history")
def test_an_entry_of_the_very_moment_counts_and_one_of_a_second_later_does_not() -> None:
    (row,) = (
        row
        for row in queries.utilisation(region_code=make.REGION, as_of=day(1) - dt.timedelta(seconds=1))
        if row.budgets or row.stream.code == make.STREAM
    )

    assert row.total == Position()
    assert stood(1).ceiling == 1000_00


@pytest.mark.requirement("R-260")
def test_the_country_is_the_sum_of_its_regions_and_a_year_can_be_chosen() -> None:
    make.budget(1000_00)
    make.budget(500_00, region_code=make.OTHER_REGION)
    make.budget(70_00, year=2022)

    assert stood(0, region=None).ceiling == 1570_00
    (row, *_) = queries.utilisation(region_code=None, as_of=make.NOW, year=2022)
    assert row.total.ceiling == 70_00


def test_the_board_shows_every_stream_with_a_ledger_also_without_money() -> None:
    make.budget(1000_00)

    rows = queries.board(make.keeper(), year=2021)

    assert [row.stream.code for row in rows] == [
        "ontschot_budget",
        "bemensing",
        "impuls_banenafspraak",
        "praktijkleren_inkoop",
        "praktijkleren_werkgeversvergoeding",
    ]
    assert [row.total.ceiling for row in rows] == [1000_00, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("roles", "regions", "seen"),
    [
        ([Role.CASHIER], (), 1500_00),
        ([Role.CASHIER_APPROVER], (make.REGION,), 1500_00),
        ([Role.FRAMEWORK_KEEPER], (), 1500_00),
        ([Role.COORDINATOR], (make.REGION,), 1000_00),
        ([Role.COORDINATOR], (), 0),
        ([Role.ADVISER], (make.REGION,), 0),
        ([Role.DESK], (make.REGION,), 0),
        ([Role.PERSON], (), 0),
    ],
)
def test_who_sees_which_budgets(roles: list[Role], regions: tuple[str, ...], seen: int) -> None:
    make.budget(1000_00)
    make.budget(500_00, region_code=make.OTHER_REGION)
    actor = Actor(user_id=None, name="Iemand", roles=frozenset(roles), region_codes=frozenset(regions))

    assert queries.board(actor, year=2021)[0].total.ceiling == seen


def test_for_others_a_budget_a_commitment_and_a_claim_do_not_exist() -> None:
    make.budget(1000_00)
    commitment = make.committed()
    claim = make.claimed(commitment, amount_cents=50_00)
    budget = Budget.objects.get()
    for actor in (make.someone(Role.ADVISER), make.someone(Role.COORDINATOR, regions=(make.OTHER_REGION,))):
        with pytest.raises(NotFoundError):
            queries.budget_page(actor, budget.id)
        with pytest.raises(NotFoundError):
            queries.commitment_history(actor, commitment.key)
        with pytest.raises(NotFoundError):
            queries.claim(actor, claim.key)

        assert queries.claims_waiting(actor) == ()


def test_a_budget_tells_every_entry_with_what_was_left_after_it() -> None:
    make.budget(1000_00)
    card = make.reserved(amount_cents=300_00)
    make.given(actions.void(actor=make.someone(Role.ADVISER), keys=[card.key], because="Toch niet", now=make.NOW))

    page = queries.budget_page(make.keeper(), Budget.objects.get().id)

    assert [(row.kind, row.after.free) for row in page.entries] == [
        ("toewijzen", 1000_00), ("reserveren", 700_00), ("reservering_vervalt", 1000_00),
    ]  # fmt: skip
    assert [row.source for row in page.decisions] == ["Besluit 1"]
    assert page.row.position == Position(ceiling=1000_00)


@pytest.mark.requirement("R-404")
def test_a_commitment_tells_its_whole_history_and_nobodys_name() -> None:
    make.budget(1000_00)
    person = uuid.uuid4()
    commitment = make.committed(
        person_key=person, amount_cents=100_00, receipt={"outcome": "ja", "inputs": {"depressie": True}}
    )
    claim = make.approved(commitment, amount_cents=60_00)
    make.given(actions.pay_claim(actor=make.someone(Role.CASHIER), claim_key=claim.key, now=make.NOW))

    page = queries.commitment_history(make.someone(Role.CASHIER), commitment.key)

    assert [row.kind for row in page.entries] == ["reserveren", "verplichten", "betalen"]
    assert [row.amount_cents for row in page.payments] == [60_00]
    assert [row.key for row in page.claims] == [claim.key]
    assert page.card.person == str(person)[:8]
    told = str(dataclasses.asdict(page))
    assert str(person) not in told
    assert "depressie" not in told


def test_claims_wait_for_a_decision_then_for_a_payment_then_no_more() -> None:
    make.budget(1000_00)
    actor = make.someone(Role.CASHIER)
    claim = make.claimed(make.committed(), amount_cents=50_00)
    steps = [(len(queries.claims_waiting(actor)), len(queries.payments_waiting(actor)))]
    make.given(actions.approve_claim(actor=make.someone(Role.CASHIER_APPROVER), claim_key=claim.key, now=make.NOW))
    steps.append((len(queries.claims_waiting(actor)), len(queries.payments_waiting(actor))))
    make.given(actions.pay_claim(actor=actor, claim_key=claim.key, now=make.NOW))
    steps.append((len(queries.claims_waiting(actor)), len(queries.payments_waiting(actor))))

    assert steps == [(1, 0), (0, 1), (0, 0)]
    assert [row.amount_cents for row in queries.payments_made(actor, since=make.NOW)] == [50_00]
    assert queries.payments_made(actor, since=day(1)) == ()


def test_the_years_with_a_budget_are_told() -> None:
    make.budget(1_00, year=2022)
    make.budget(1_00, year=2021)
    make.budget(1_00, year=2021, region_code=make.OTHER_REGION)

    assert queries.years(make.keeper()) == (2021, 2022)


def test_unknown_keys_are_left_out_and_unused_ceilings_are_zero() -> None:
    assert queries.commitments_by_keys([uuid.uuid4()]) == {}
    assert queries.ceiling_used(uuid.uuid4(), "maatwerkbudget") == 0
    assert queries.position(stream="nergens", region_code="AM26", year=2021) == Position()


def test_the_trail_tells_who_did_what_with_the_money() -> None:
    make.budget(1000_00)
    commitment = make.committed()

    verbs = [deed.verb for deed in timeline("verplichting", str(commitment.key))]

    assert sorted(verbs) == ["geld_reserveren", "geld_verplichten"]
