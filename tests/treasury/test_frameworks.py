"""Who decides on budgets, and what a decision can and cannot be."""

import datetime as dt
import uuid

import pytest

from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.core.ledger import Position
from overstap.treasury import actions, queries
from overstap.treasury.models import Entry, FrameworkDecision, FundingStream
from tests.factories import treasury as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]

FOUR = ["ontschot_budget", "bemensing", "impuls_banenafspraak", "praktijkleren_inkoop"]


def decide(**other: object) -> Position | Refusal:
    asked = {
        "actor": make.keeper(), "stream": make.STREAM, "region_code": make.REGION, "year": 2021, "source": "Besluit 1",
        "amount_cents": 1000_00, "key": uuid.uuid4(), "now": make.NOW,
    }  # fmt: skip
    return actions.set_budget(**(asked | other))


def rule_of(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.rule


@pytest.mark.requirement("R-250")
def test_the_cashier_keeps_four_streams_each_with_a_ledger_of_its_own() -> None:
    assert list(FundingStream.objects.filter(with_cashier=True).values_list("code", flat=True)) == FOUR

    for stream in FOUR:
        make.budget(100_00, stream=stream)

    assert [row.total.ceiling for row in queries.board(make.keeper(), year=2021)[:4]] == [100_00] * 4


@pytest.mark.requirement("R-200")
def test_the_money_for_mbo_programmes_is_with_the_cashier() -> None:
    assert FundingStream.objects.get(code="praktijkleren_inkoop").with_cashier


def test_the_fee_for_employers_has_a_ledger_but_is_none_of_the_four() -> None:
    fee = FundingStream.objects.get(code="praktijkleren_werkgeversvergoeding")

    assert (fee.has_ledger, fee.with_cashier) == (True, False)


def test_regular_means_are_named_and_kept_elsewhere() -> None:
    assert not FundingStream.objects.get(code="regulier").has_ledger
    assert rule_of(decide(stream="regulier")) == "kader.geldstroom"
    assert rule_of(decide(stream="bestaat_niet")) == "kader.geldstroom"


def test_loading_the_streams_again_changes_nothing() -> None:
    before = list(FundingStream.objects.order_by("id").values())

    actions.load_streams(now=make.NOW)

    assert list(FundingStream.objects.order_by("id").values()) == before


@pytest.mark.requirement("R-251")
def test_the_framework_keeper_sets_a_budget() -> None:
    assert decide(amount_cents=2500_00) == Position(ceiling=2500_00)


@pytest.mark.requirement("R-251")
@pytest.mark.parametrize(
    "roles",
    [
        [Role.CASHIER],
        [Role.CASHIER_APPROVER],
        [Role.CASHIER, Role.CASHIER_APPROVER],
        [Role.ADVISER],
        [Role.COORDINATOR],
        [Role.STEERING_GROUP],
        [],
        [Role.FRAMEWORK_KEEPER, Role.CASHIER],
        [Role.FRAMEWORK_KEEPER, Role.CASHIER_APPROVER],
    ],
)
def test_nobody_else_sets_a_budget_and_the_cashier_least_of_all(roles: list[Role]) -> None:
    answer = decide(actor=make.someone(*roles))

    assert rule_of(answer) == "kader.rol"
    assert Entry.objects.count() == 0
    assert queries.position(stream=make.STREAM, region_code=make.REGION, year=2021) == Position()


@pytest.mark.requirement("R-251")
def test_the_framework_keeper_neither_approves_nor_pays() -> None:
    make.budget(1000_00)
    claim = make.approved(make.committed(), amount_cents=50_00)
    waiting = make.claimed(make.committed(), amount_cents=50_00)

    assert rule_of(actions.pay_claim(actor=make.keeper(), claim_key=claim.key, now=make.NOW)) == "betaling.rol"
    assert rule_of(actions.approve_claim(actor=make.keeper(), claim_key=waiting.key, now=make.NOW)) == "aanspraak.rol"


def test_a_budget_is_per_stream_region_and_year() -> None:
    make.budget(100_00)
    make.budget(200_00, region_code=make.OTHER_REGION)
    make.budget(300_00, year=2022)

    found = {
        (row.region_code, row.year): row.position.ceiling
        for y in (2021, 2022)
        for row in queries.positions(region_code=None, year=y)
    }

    assert found == {(make.REGION, 2021): 100_00, (make.OTHER_REGION, 2021): 200_00, (make.REGION, 2022): 300_00}


def test_a_change_is_a_new_entry_and_the_old_one_stays() -> None:
    make.budget(1000_00)
    make.budget(1500_00, source="Besluit 2")
    make.budget(1200_00, source="Besluit 3")

    entries = list(Entry.objects.order_by("id").values_list("kind", "amount_cents", "because"))

    assert entries == [
        ("toewijzen", 1000_00, "Besluit 1"),
        ("toewijzen", 500_00, "Besluit 2"),
        ("intrekken", 300_00, "Besluit 3"),
    ]


def test_the_same_decision_twice_counts_once_also_after_a_later_one() -> None:
    first = uuid.uuid4()
    make.budget(1000_00, key=first)
    make.budget(1500_00)

    again = decide(amount_cents=1000_00, key=first)

    assert again == Position(ceiling=1500_00)
    assert FrameworkDecision.objects.count() == 2


def test_a_decision_that_changes_nothing_still_counts_as_done() -> None:
    confirmed = uuid.uuid4()
    make.budget(1000_00)
    make.budget(1000_00, key=confirmed)
    make.budget(1500_00)

    assert decide(amount_cents=1000_00, key=confirmed) == Position(ceiling=1500_00)


def test_the_same_key_for_another_decision_is_refused() -> None:
    key = uuid.uuid4()
    make.budget(1000_00, key=key)

    assert rule_of(decide(amount_cents=2000_00, key=key)) == "opdracht.sleutel"


def test_a_budget_is_not_lowered_below_what_is_in_use() -> None:
    make.budget(1000_00)
    make.reserved(amount_cents=100_00)
    make.committed(amount_cents=200_00)

    answer = decide(amount_cents=299_99)

    assert rule_of(answer) == "kader.te_laag"
    assert isinstance(answer, Refusal)
    assert "€ 300,00" in answer.sentence()
    assert isinstance(decide(amount_cents=300_00), Position)


@pytest.mark.parametrize(("change", "rule"), [({"amount_cents": -1}, "kader.bedrag"), ({"source": "  "}, "kader.bron")])
def test_a_decision_has_an_amount_and_a_source(change: dict[str, object], rule: str) -> None:
    assert rule_of(decide(**change)) == rule


@pytest.mark.requirement("R-253")
@pytest.mark.parametrize(("year", "millions"), [(2020, 11), (2021, 109), (2022, 75)])
def test_all_regions_and_both_streams_of_the_teams_stay_within_the_national_amount(year: int, millions: int) -> None:
    day = dt.datetime(2021, 1, 4, 12, tzinfo=dt.UTC)
    whole = millions * 1_000_000_00
    make.budget(whole - 100_00, year=year, now=day)
    make.budget(60_00, year=year, region_code=make.OTHER_REGION, now=day)

    answer = decide(stream="bemensing", year=year, amount_cents=40_01, now=day)

    assert rule_of(answer) == "kader.landelijk"
    assert isinstance(answer, Refusal)
    assert "€ 40,00" in answer.sentence()
    assert isinstance(decide(stream="bemensing", year=year, amount_cents=40_00, now=day), Position)


@pytest.mark.requirement("R-170")
@pytest.mark.parametrize(("year", "millions"), [(2020, 2), (2021, 21), (2022, 13)])
def test_the_impulse_for_the_banenafspraak_stays_within_its_national_amount(year: int, millions: int) -> None:
    whole = millions * 1_000_000_00

    assert rule_of(decide(stream="impuls_banenafspraak", year=year, amount_cents=whole + 1)) == "kader.landelijk"
    assert decide(stream="impuls_banenafspraak", year=year, amount_cents=whole) == Position(ceiling=whole)


@pytest.mark.requirement("R-190")
@pytest.mark.parametrize(
    ("stream", "cents"),
    [("praktijkleren_inkoop", 31_500_000_00), ("praktijkleren_werkgeversvergoeding", 27_000_000_00)],
)
def test_practical_learning_has_its_two_amounts_in_2021_and_nothing_after(stream: str, cents: int) -> None:
    assert decide(stream=stream, amount_cents=cents) == Position(ceiling=cents)
    assert rule_of(decide(stream=stream, region_code=make.OTHER_REGION, amount_cents=1)) == "kader.landelijk"
    assert rule_of(decide(stream=stream, year=2022, amount_cents=1)) == "kader.landelijk"
