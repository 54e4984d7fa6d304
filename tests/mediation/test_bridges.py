"""Made suitable: what somebody lacks, which trainings close it, what pays them, and the money that is held at once."""

import datetime as dt
import uuid

import pytest

from overstap.arrangements.drafts import ItemDraft
from overstap.arrangements.models import ArrangementItem
from overstap.arrangements.values import Fit, ItemCard, Money
from overstap.core.decision import NotFoundError, Refusal
from overstap.demand.models import Vacancy
from overstap.mediation.bridges import (
    bridge_page,
    bridge_settings,
    chosen_trainings,
    drafts_of,
    put_in_arrangement,
    take_out_of_arrangement,
)
from overstap.mediation.ranking import MatchClass
from overstap.taxonomy.reading.starter import skill_uri
from tests.conftest import START
from tests.factories.arrangements import BASIC, Scene
from tests.factories.people import make_professional
from tests.factories.training import LACKS, a_scene, make_training

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]


def drafts(scene: Scene, vacancy: Vacancy, *ids: int, instrument: str = "C1") -> tuple[ItemDraft, ...]:
    cards = chosen_trainings(scene.adviser, scene.case.pk, vacancy.pk, ids, now=START)

    assert not isinstance(cards, Refusal)
    base = ItemDraft(
        instrument,
        providing_party_id=scene.case.first_responsible_id,
        cofinancing_reason="Er is niemand die meebetaalt.",
        motivation="Nodig voor deze vacature.",
        answers=BASIC,
        final=True,
        key=uuid.uuid4(),
    )
    return drafts_of(cards, instrument, starts_on=dt.date(2021, 3, 1), like=base)


@pytest.mark.requirement("R-359")
def test_who_covers_six_of_eight_can_be_made_suitable_with_two_gaps_and_trainings_for_them() -> None:
    scene, vacancy = a_scene()
    truck = make_training("heftruck", weeks=1, price_cents=400_00)
    weld = make_training("lassen", weeks=6, price_cents=900_00)
    page = bridge_page(scene.adviser, scene.case.pk, vacancy.pk, now=START)

    assert page.gaps.match_class is MatchClass.BRIDGE
    assert {one.uri for one in page.gaps.lacking_essential} == {skill_uri(code) for code in LACKS}
    assert [{one.id for one in bridge.trainings} for bridge in page.bridges] == [{truck.pk, weld.pk}]
    assert [(one.weeks, one.cents, one.leaves) for one in page.bridges] == [(7, 1300_00, ())]
    assert (page.needs, page.has, page.perhaps) == (8, 6, 0)
    assert page.untaught == ()


def test_the_cheap_and_the_short_way_are_both_told_and_what_nobody_teaches_is_named() -> None:
    scene, vacancy = a_scene()
    cheap = make_training("heftruck", weeks=8, price_cents=100_00)
    quick = make_training("heftruck", weeks=1, price_cents=700_00)
    make_training("heftruck", weeks=9, price_cents=800_00)
    page = bridge_page(scene.adviser, scene.case.pk, vacancy.pk, now=START)

    assert [one.ids for one in page.bridges] == [str(cheap.pk), str(quick.pk)]
    assert [one.uri for one in page.untaught] == [skill_uri("lassen")]


def test_what_is_too_long_too_dear_elsewhere_or_ended_is_no_bridge() -> None:
    scene, vacancy = a_scene()
    bounds = bridge_settings()
    make_training("heftruck", weeks=bounds.weeks + 1)
    make_training("heftruck", price_cents=bounds.cents + 1)
    make_training("heftruck", region="AM01")
    make_training("heftruck", ended_on=START.date() - dt.timedelta(days=1))

    assert scene.case.region.code != "AM01"
    assert bridge_page(scene.adviser, scene.case.pk, vacancy.pk, now=START).bridges == ()


def test_what_pays_is_judged_for_this_person_with_its_reasons() -> None:
    scene, vacancy = a_scene()
    make_training("heftruck", "lassen")
    bridge = bridge_page(scene.adviser, scene.case.pk, vacancy.pk, now=START).bridges[0]
    payers = {one.instrument: one for one in bridge.payers}

    assert set(payers) == {"C1", "C2"}
    assert payers["C1"].fit is not Fit.NO
    assert payers["C1"].first.offer.grounds
    assert payers["C1"].first.offer.stream is not None


@pytest.mark.requirement("R-359")
def test_one_deed_puts_all_trainings_in_the_arrangement_with_their_money_held_and_one_takes_them_out() -> None:
    scene, vacancy = a_scene()
    first = make_training("heftruck", weeks=1, price_cents=400_00)
    second = make_training("lassen", weeks=6, price_cents=900_00)
    items = put_in_arrangement(
        actor=scene.adviser,
        arrangement_id=scene.arrangement.pk,
        drafts=drafts(scene, vacancy, first.pk, second.pk),
        now=START,
    )

    assert not isinstance(items, Refusal), items
    assert [(one.title, one.cost_cents, one.money) for one in items] == [
        (first.name, 400_00, Money.RESERVED),
        (second.name, 900_00, Money.RESERVED),
    ]
    assert all(one.expires_at is not None for one in items)
    assert (items[0].ends_on, items[1].starts_on) == (dt.date(2021, 3, 7), dt.date(2021, 3, 8))
    assert take_out_of_arrangement(actor=scene.adviser, item_ids=[one.id for one in items], now=START) == 2
    assert not ArrangementItem.objects.filter(kind="aanvullend", stage="gekozen").exists()


def test_when_the_money_of_the_second_is_gone_the_first_is_not_put_in_either() -> None:
    scene, vacancy = a_scene(cents=1000_00)
    first = make_training("heftruck", weeks=1, price_cents=400_00)
    second = make_training("lassen", weeks=6, price_cents=900_00)
    before = ArrangementItem.objects.count()
    answer = put_in_arrangement(
        actor=scene.adviser,
        arrangement_id=scene.arrangement.pk,
        drafts=drafts(scene, vacancy, first.pk, second.pk),
        now=START,
    )

    assert isinstance(answer, Refusal)
    assert ArrangementItem.objects.count() == before


def test_sending_the_same_form_twice_puts_them_in_once() -> None:
    scene, vacancy = a_scene()
    told = drafts(scene, vacancy, make_training("heftruck").pk)

    def once() -> tuple[ItemCard, ...] | Refusal:
        return put_in_arrangement(actor=scene.adviser, arrangement_id=scene.arrangement.pk, drafts=told, now=START)

    one, other = once(), once()

    assert not isinstance(one, Refusal)
    assert not isinstance(other, Refusal)
    assert [item.id for item in one] == [item.id for item in other]


def test_a_training_that_closes_nothing_or_ended_meanwhile_is_refused() -> None:
    scene, vacancy = a_scene()
    other = make_training("kassa")
    gone = make_training("heftruck", ended_on=START.date() - dt.timedelta(days=1))

    for ids in ((other.pk,), (gone.pk,), (0,), ()):
        answer = chosen_trainings(scene.adviser, scene.case.pk, vacancy.pk, ids, now=START)

        assert isinstance(answer, Refusal)


def test_a_stranger_sees_no_bridge_and_puts_nothing_in() -> None:
    scene, vacancy = a_scene()
    told = drafts(scene, vacancy, make_training("heftruck").pk)
    stranger = make_professional(party_kind="vakbond", region="AM01")

    with pytest.raises(NotFoundError):
        bridge_page(stranger, scene.case.pk, vacancy.pk, now=START)
    with pytest.raises(NotFoundError):
        put_in_arrangement(actor=stranger, arrangement_id=scene.arrangement.pk, drafts=told, now=START)
