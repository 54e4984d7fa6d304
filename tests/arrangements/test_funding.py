"""The split of a cost: money that goes first pays first, a scheme pays its part, and the rest comes last."""

import datetime as dt
from typing import Any

import pytest

from overstap.arrangements import actions
from overstap.arrangements.actions.money import reserve_for
from overstap.arrangements.drafts import ItemDraft
from overstap.arrangements.models import ArrangementItem, ItemShare
from overstap.arrangements.queries import preview_item
from overstap.arrangements.values import ItemCard, MissingAnswers, Preview
from overstap.core.decision import Refusal
from overstap.treasury.models import Commitment
from overstap.treasury.queries import check_invariants, position
from tests.conftest import START
from tests.factories.arrangements import BASIC, Scene, agree_all, asked, choose, make_composable
from tests.factories.treasury import given

pytestmark = pytest.mark.django_db

FUND = {"ofonds_beschikbaar": True}
RETRAINING: dict[str, Any] = {
    "kans_of_tekortberoep": True,
    "uit_andere_sector": True,
    "biedt_werkplek": True,
    "uren_les": 40,
}
SUBSIDY = "intersectorale_omscholing"


def stand(stream: str = "ontschot_budget") -> Any:
    return position(stream=stream, region_code="AM26", year=2021)


def refused(scene: Scene, **other: Any) -> Refusal:
    answer = actions.choose_instrument(**asked(scene, **other))
    assert isinstance(answer, Refusal), answer
    return answer


def preview(scene: Scene, **draft: Any) -> Preview:
    answers = BASIC | draft.pop("answers", {})
    wanted = {"instrument": "A1", "title": "Workshop", "cost_cents": 500_00, "answers": answers} | draft
    found = preview_item(scene.adviser, scene.case.pk, draft=ItemDraft(**wanted), now=START)
    assert isinstance(found, Preview), found
    return found


@pytest.mark.requirement("R-254")
def test_skipping_a_fund_that_goes_first_needs_a_reason() -> None:
    scene = make_composable()

    assert refused(scene, facts=FUND).rule == "financieringsvolgorde.volgorde"
    assert isinstance(choose(scene, facts=FUND, passed_over_because="Het fonds is op."), ItemCard)


@pytest.mark.requirement("R-034", "R-254")
def test_a_fund_that_goes_first_pays_its_part_and_the_rest_comes_from_the_de_siloed_budget() -> None:
    scene = make_composable()

    card = choose(scene, facts=FUND, cofinancing_cents=0, shares={"ofonds": 300_00})

    assert [(share.stream, share.cents) for share in card.shares] == [("ofonds", 300_00)]
    assert (card.cost_cents, card.charge_cents) == (500_00, 200_00)
    assert stand().reserved == 200_00
    share = ItemShare.objects.get()
    assert (share.scheme, share.commitment_key) == ("financieringsvolgorde", None)
    assert share.receipt["scheme"] == "financieringsvolgorde"


def test_what_a_fund_pays_counts_as_cofinancing() -> None:
    scene = make_composable()

    assert refused(scene, cofinancing_cents=0).rule == "ontschot-budget.cofinanciering"
    assert choose(scene, facts=FUND, cofinancing_cents=0, shares={"ofonds": 50_00}).cofinancing_cents == 0


@pytest.mark.requirement("R-255")
def test_youth_funds_come_first_for_a_vulnerable_school_leaver() -> None:
    scene = make_composable({"school_verlaten": "vso", "hoogste_opleiding": "praktijkonderwijs_vso"})
    youth = {"jeugdmiddelen_beschikbaar": True}

    assert refused(scene, facts=youth).rule == "financieringsvolgorde.jeugd_gaat_voor"

    card = choose(scene, facts=youth, shares={"jeugd": 400_00})

    assert [share.stream for share in card.shares] == ["jeugd"]
    assert (card.charge_cents, stand().reserved) == (0, 0)


def test_money_that_is_not_there_cannot_pay() -> None:
    scene = make_composable()

    assert refused(scene, shares={"ofonds": 100_00}).rule == "onderdeel.geld_is_er_niet"


def test_money_that_comes_later_or_is_unknown_cannot_pay() -> None:
    scene = make_composable()

    for stream in ("ontschot_budget", "bemensing", "loterij"):
        assert refused(scene, shares={stream: 100_00}).rule == "onderdeel.geldstroom"


def test_parts_that_are_more_than_the_cost_are_refused_and_nothing_is_reserved() -> None:
    scene = make_composable()

    answer = refused(scene, facts=FUND, shares={"ofonds": 400_01})

    assert answer.rule == "onderdeel.delen_te_veel"
    assert stand().reserved == 0
    assert not ArrangementItem.objects.filter(instrument="A1").exists()


@pytest.mark.requirement("R-234")
def test_a_fifty_percent_scheme_pays_its_half_when_the_employer_pays_the_other() -> None:
    scene = make_composable()
    course = {"instrument": "C1", "cost_cents": 6000_00, "subsidies": (SUBSIDY,), "answers": BASIC | RETRAINING}

    whole = preview(scene, **course, cofinancing_cents=3000_00)
    little = preview(scene, **course, cofinancing_cents=2000_00)

    assert [(one.id, one.cents) for one in whole.sharing] == [(SUBSIDY, 3000_00)]
    assert sum(payer.cents for payer in whole.payers) == 6000_00
    assert little.refusal is not None
    assert little.refusal.rule == "intersectorale-omscholing.eigen_deel"


def test_a_scheme_that_pays_a_part_asks_its_own_questions() -> None:
    scene = make_composable()

    found = preview(scene, instrument="C1", cost_cents=6000_00, cofinancing_cents=3000_00, subsidies=(SUBSIDY,))

    assert {"kans_of_tekortberoep", "uit_andere_sector", "biedt_werkplek"} <= {q.fact for q in found.offer.missing}


def test_a_subsidy_that_is_not_for_this_instrument_is_refused() -> None:
    scene = make_composable()

    assert refused(scene, subsidies=(SUBSIDY,)).rule == "onderdeel.geldstroom"


def test_the_preview_shows_the_order_and_what_each_pays() -> None:
    scene = make_composable()

    found = preview(scene, cofinancing_cents=0, answers=FUND, shares={"ofonds": 300_00})
    by_id = {stream.id: stream for stream in found.earlier}

    assert list(by_id) == ["jeugd", "sociaal_plan", "regulier", "scholingsbudget_ww", "ofonds",
                           "praktijkleren_inkoop", "extra_bbl"]  # fmt: skip
    assert (by_id["ofonds"].goes_first, by_id["ofonds"].cents, by_id["jeugd"].goes_first) == (True, 300_00, False)
    assert not found.skips
    assert [(payer.stream, payer.cents) for payer in found.payers] == [
        ("ofonds", 300_00),
        ("ontschot_budget", 200_00),
    ]


def test_what_nobody_asked_yet_is_unknown_and_not_absent() -> None:
    scene = make_composable()
    unasked = {name: value for name, value in BASIC.items() if name != "ofonds_beschikbaar"}

    found = preview_item(
        scene.adviser, scene.case.pk, draft=ItemDraft("A1", cost_cents=500_00, answers=unasked), now=START
    )

    assert isinstance(found, Preview)
    assert {stream.id: stream.goes_first for stream in found.earlier}["ofonds"] is None


def with_part_of_practical_learning(scene: Scene, cents: int) -> ArrangementItem:
    """An item of which another stream of the cashier pays a part, as a later order of funds may say."""
    card = choose(scene)
    item = scene.item(card.id)
    given(actions.remove_item(actor=scene.adviser, item_id=item.pk, now=START))
    item.refresh_from_db()
    item.stage, item.shared_cents = "gekozen", cents
    item.save()
    ItemShare.objects.create(item=item, stream="praktijkleren_inkoop", cents=cents, scheme="financieringsvolgorde")
    return item


def test_two_streams_of_the_cashier_are_two_commitments_in_one_go() -> None:
    scene = make_composable()
    item = with_part_of_practical_learning(scene, 150_00)

    assert reserve_for(scene.adviser, scene.case, [item], now=START) is None

    item.save()
    assert (stand().reserved, stand("praktijkleren_inkoop").reserved) == (250_00, 150_00)
    assert Commitment.objects.filter(state="gereserveerd", item_key=item.key).count() == 2
    assert check_invariants() == ()


def test_when_one_part_does_not_fit_no_part_is_reserved() -> None:
    scene = make_composable(cents=300_00)
    before = Commitment.objects.count()

    answer = actions.choose_instrument(**asked(scene, cost_cents=900_00, facts=FUND, shares={"ofonds": 100_00}))

    assert isinstance(answer, Refusal)
    assert answer.rule == "budget.plafond"
    assert (stand().reserved, Commitment.objects.count(), ItemShare.objects.count()) == (0, before, 0)


def test_the_parts_stay_when_the_arrangement_starts() -> None:
    scene = make_composable()
    card = choose(scene, facts=FUND, cofinancing_cents=0, shares={"ofonds": 300_00})
    agree_all(scene)

    given(actions.activate(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START + dt.timedelta(hours=1)))

    assert scene.item(card.id).stage == "toegezegd"
    assert stand().committed == 200_00


def test_open_questions_still_come_first() -> None:
    scene = make_composable()

    assert isinstance(
        actions.choose_instrument(**asked(scene, facts=dict.fromkeys(BASIC), shares={"ofonds": 1_00})), MissingAnswers
    )
