"""The menu for one person: fit, grounds, what is left, and a bounded number of queries."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from overstap.arrangements.drafts import ItemDraft
from overstap.arrangements.queries import offer, preview_item, workbench
from overstap.arrangements.values import Fit, InstrumentOffer, Preview
from overstap.audit.models import AuditLine
from overstap.core.consent import Item
from overstap.core.decision import NotFoundError, Refusal
from overstap.treasury.queries import position
from tests.conftest import START
from tests.factories.arrangements import BASIC, LEARNING, TARGET_GROUP, Scene, choose, make_admitted, make_composable

pytestmark = pytest.mark.django_db

MOST_QUERIES = 17


def by_id(scene: Scene) -> dict[str, InstrumentOffer]:
    found = offer(scene.adviser, scene.case.pk, now=START)
    return {instrument.id: instrument for cluster in found for instrument in cluster.instruments}


def filled(instrument: str = "A1", **other: Any) -> ItemDraft:
    return ItemDraft(
        **(
            {
                "instrument": instrument,
                "title": "Workshop",
                "provider": "Bureau Vooruit",
                "starts_on": dt.date(2021, 3, 1),
                "cost_cents": 500_00,
                "cofinancing_cents": 100_00,
                "answers": BASIC,
            }
            | other
        )
    )


@pytest.mark.requirement("R-141", "R-142", "R-143", "R-144", "R-145", "R-147", "R-149", "R-151", "R-152", "R-154")
def test_the_whole_menu_is_offered_with_its_grounds() -> None:
    scene = make_composable()

    found = by_id(scene)

    assert {
        "A1",
        "A2",
        "A3",
        "A4",
        "B1",
        "B2",
        "C1",
        "C2",
        "C3",
        "D1",
        "D2",
        "D3",
        "D4",
        "E1",
        "E2",
        "E3",
        "F1",
    } <= set(found)
    assert all(instrument.grounds for instrument in found.values())
    assert all(ground.source.nl for instrument in found.values() for ground in instrument.grounds)


@pytest.mark.requirement("R-159")
def test_the_supplementary_card_shows_only_for_its_group() -> None:
    ordinary = make_composable()
    special = make_composable(TARGET_GROUP, also_items=frozenset({Item.HEALTH}))

    assert "G4" not in by_id(ordinary)
    assert "G4" in by_id(special)


def test_an_instrument_shows_what_is_left_in_its_stream_and_for_the_person() -> None:
    scene = make_composable()
    choose(
        scene, instrument="F1", cost_cents=700_00, cofinancing_cents=0, cofinancing_reason="Geen.", motivation="Fiets"
    )

    found = by_id(scene)["F1"]

    assert found.stream is not None
    assert found.stream.free_cents == 9_300_00
    assert found.ceiling is not None
    assert found.ceiling.left_cents == 300_00
    assert found.chosen


def test_before_an_arrangement_is_opened_the_menu_is_there_already() -> None:
    scene = make_admitted()

    bench = workbench(scene.adviser, scene.case.pk, now=START)

    assert bench.page is None
    assert bench.clusters


def test_a_stranger_gets_no_offer() -> None:
    scene = make_composable()

    with pytest.raises(NotFoundError):
        offer(scene.partner, scene.case.pk, now=START)


def test_an_offer_reserves_nothing() -> None:
    scene = make_composable()

    preview_item(scene.adviser, scene.case.pk, draft=filled(), now=START)
    by_id(scene)

    assert position(stream="ontschot_budget", region_code="AM26", year=2021).reserved == 0


def test_looking_at_the_workbench_leaves_one_line() -> None:
    scene = make_composable()
    before = AuditLine.objects.count()

    workbench(scene.adviser, scene.case.pk, now=START)

    assert AuditLine.objects.count() == before + 1


def test_a_preview_says_who_pays_and_what_is_left() -> None:
    scene = make_composable()

    found = preview_item(scene.adviser, scene.case.pk, draft=filled(), now=START)

    assert isinstance(found, Preview)
    assert found.refusal is None
    assert [(payer.stream, payer.cents) for payer in found.payers] == [("", 100_00), ("ontschot_budget", 400_00)]
    assert found.free_after_cents == 9_600_00
    assert [stream.id for stream in found.earlier][:2] == ["jeugd", "sociaal_plan"]


@pytest.mark.requirement("R-202")
def test_a_preview_of_praktijkleren_shows_two_payers() -> None:
    scene = make_composable()
    draft = filled(
        "C2",
        employer="Bakkerij",
        ends_on=dt.date(2021, 11, 30),
        answers=LEARNING,
        cofinancing_cents=0,
        cofinancing_reason="Geen",
    )

    found = preview_item(scene.adviser, scene.case.pk, draft=draft, now=START)

    assert isinstance(found, Preview)
    assert [payer.stream for payer in found.payers] == ["praktijkleren_inkoop", "praktijkleren_werkgeversvergoeding"]


def test_a_preview_warns_when_the_money_does_not_reach() -> None:
    scene = make_composable(cents=300_00)

    found = preview_item(scene.adviser, scene.case.pk, draft=filled(), now=START)

    assert isinstance(found, Preview)
    assert found.refusal is not None
    assert found.refusal.rule == "budget.plafond"


def test_a_preview_of_what_is_not_on_the_menu_is_refused() -> None:
    scene = make_composable()

    assert isinstance(preview_item(scene.adviser, scene.case.pk, draft=filled("Z9"), now=START), Refusal)


def test_a_no_says_which_rule_and_what_would_change_it() -> None:
    scene = make_composable({"hulp_nodig_op_werkplek": False}, also_items=frozenset({Item.HEALTH}))

    found = by_id(scene)["D3"]

    assert found.fit is Fit.NO
    assert found.against[0].source.nl
    assert found.against[0].remedy is not None


def test_what_only_lacks_details_of_the_item_is_possible() -> None:
    scene = make_composable()

    found = by_id(scene)["A1"]

    assert found.fit is Fit.POSSIBLE
    assert found.missing


def test_what_nobody_asked_the_person_yet_is_unknown() -> None:
    scene = make_composable()

    found = by_id(scene)["D3"]

    assert found.fit is Fit.UNKNOWN
    assert [question.fact for question in found.missing if not question.with_item] == ["hulp_nodig_op_werkplek"]


def test_the_whole_menu_takes_a_bounded_number_of_queries() -> None:
    scene = make_composable()
    choose(scene)
    with CaptureQueriesContext(connection) as few:
        workbench(scene.adviser, scene.case.pk, now=START)
    for number in range(4):
        choose(scene, title=f"Workshop {number}", cost_cents=200_00)

    with CaptureQueriesContext(connection) as many:
        workbench(scene.adviser, scene.case.pk, now=START)

    assert len(few) <= MOST_QUERIES
    assert len(many) == len(few)
