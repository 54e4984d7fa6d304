"""Changing what is committed when others pay along: the whole split follows, for every payer or for none."""

import datetime as dt
from typing import Any

import pytest

from overstap.arrangements import actions
from overstap.arrangements.actions import NewTerms
from overstap.arrangements.changing_values import ChangePreview
from overstap.arrangements.models import ArrangementItem, ItemChange, ItemShare
from overstap.arrangements.queries import preview_change
from overstap.audit.models import AuditLine
from overstap.core.decision import Refusal
from overstap.treasury import actions as treasury
from overstap.treasury.actions import Evidence
from overstap.treasury.models import Commitment, FundingStream
from overstap.treasury.queries import check_invariants, commitments_by_keys, position
from tests.conftest import START
from tests.factories import treasury as money
from tests.factories.arrangements import BASIC, LEARNING, Scene, make_active
from tests.factories.treasury import given

pytestmark = pytest.mark.django_db

LATER = START + dt.timedelta(hours=2)
PAPER = Evidence("factuur", "F-21", dt.date(2021, 2, 12))
OTHER = "ofonds"
FUND = {"ofonds_beschikbaar": True}
SUBSIDY = "intersectorale_omscholing"
RETRAINING: dict[str, Any] = {
    "kans_of_tekortberoep": True,
    "uit_andere_sector": True,
    "biedt_werkplek": True,
    "scholingsuren": 40,
}


def item_of(scene: Scene) -> ArrangementItem:
    return ArrangementItem.objects.exclude(instrument="").get(arrangement=scene.arrangement)


def terms(**other: Any) -> NewTerms:
    asked: dict[str, Any] = {
        "starts_on": dt.date(2021, 3, 1),
        "ends_on": dt.date(2021, 5, 31),
        "cost_cents": 1000_00,
        "cofinancing_cents": 100_00,
    }
    return NewTerms(**asked | other)


def change(scene: Scene, **other: Any) -> object:
    return actions.change_item(
        actor=scene.adviser, item_id=item_of(scene).pk, terms=terms(**other), because="Meer lessen.", now=LATER
    )


def agree(scene: Scene) -> object:
    return actions.agree(actor=scene.person, arrangement_id=scene.arrangement.pk, now=LATER)


def preview(scene: Scene, **other: Any) -> ChangePreview:
    found = preview_change(scene.adviser, item_of(scene).pk, terms=terms(**other), now=LATER)
    assert isinstance(found, ChangePreview), found
    return found


def refused(answer: object) -> Refusal:
    assert isinstance(answer, Refusal), answer
    return answer


def bound(scene: Scene, year: int = 2021) -> dict[str, int]:
    """What is bound for the item, by stream, in cents."""
    rows = Commitment.objects.filter(item_key=item_of(scene).key, budget__year=year).select_related("budget__stream")
    found: dict[str, int] = {}
    for row in rows:
        found[row.budget.stream.code] = found.get(row.budget.stream.code, 0) + row.amount_cents - row.released_cents
    return {stream: cents for stream, cents in found.items() if cents}


def two_streams(cents: int = 10_000_00) -> Scene:
    """An item of € 500: others 100, the de-siloed budget 250, and 150 a fund of which the cashier keeps the money."""
    FundingStream.objects.filter(code=OTHER).update(has_ledger=True)
    money.budget(cents, stream=OTHER)
    return make_active(cents=cents, facts=BASIC | FUND, shares={OTHER: 150_00})


def claim(scene: Scene, stream: str, cents: int) -> None:
    item = item_of(scene)
    key = item.commitment_key if stream == item.stream else item.shares.get(stream=stream).commitment_key
    assert key is not None
    money.approved(commitments_by_keys([key])[key], amount_cents=cents, now=LATER)


@pytest.mark.requirement("R-254")
def test_the_fund_that_goes_first_pays_more_and_the_own_stream_the_rest() -> None:
    scene = make_active(facts=BASIC | FUND, cofinancing_cents=0, shares={"ofonds": 300_00})
    told = preview(scene, cofinancing_cents=0, shares={"ofonds": 650_00})
    given(change(scene, cofinancing_cents=0, shares={"ofonds": 650_00}))
    waiting = bound(scene)
    given(agree(scene))

    assert [(line.stream, line.before_cents, line.after_cents) for line in told.payers] == [
        ("ontschot_budget", 200_00, 350_00),
        ("ofonds", 300_00, 650_00),
    ]
    assert told.refusal is None
    assert waiting == {"ontschot_budget": 200_00}
    assert bound(scene) == {"ontschot_budget": 350_00}
    assert [(share.stream, share.cents) for share in item_of(scene).parts] == [("ofonds", 650_00)]
    assert check_invariants() == ()


@pytest.mark.requirement("R-234")
def test_a_scheme_that_pays_half_works_its_part_out_again() -> None:
    course = {
        "instrument": "C1",
        "title": "Cursus",
        "cost_cents": 6000_00,
        "cofinancing_cents": 3000_00,
        "subsidies": (SUBSIDY,),
        "facts": RETRAINING,
    }
    scene = make_active(**course)
    little = refused(change(scene, cost_cents=8000_00, cofinancing_cents=3000_00))
    given(change(scene, cost_cents=8000_00, cofinancing_cents=4000_00))
    given(agree(scene))

    assert little.rule == "intersectorale-omscholing.eigen_deel"
    assert [(share.stream, share.cents) for share in item_of(scene).parts] == [(SUBSIDY, 4000_00)]
    assert item_of(scene).shared_cents == 4000_00
    assert check_invariants() == ()


def test_one_stream_pays_more_and_another_less_in_one_go() -> None:
    scene = two_streams()
    given(change(scene, shares={OTHER: 50_00}))
    given(agree(scene))
    verbs = AuditLine.objects.filter(verb__in=("geld_verhogen", "geld_vrijgeven")).values_list("verb", flat=True)

    assert bound(scene) == {"ontschot_budget": 850_00, OTHER: 50_00}
    assert sorted(verbs) == ["geld_verhogen", "geld_vrijgeven"]
    assert check_invariants() == ()


def test_a_stream_stops_paying_its_money_is_free_and_can_come_back_later() -> None:
    scene = two_streams()
    given(change(scene, shares={}, passed_over_because="Het fonds is op."))
    given(agree(scene))
    without = (bound(scene), ItemShare.objects.count(), position(stream=OTHER, region_code="AM26", year=2021).free)
    given(change(scene, cost_cents=1200_00, shares={OTHER: 300_00}))
    given(agree(scene))

    assert without == ({"ontschot_budget": 900_00}, 0, 10_000_00)
    assert bound(scene) == {"ontschot_budget": 800_00, OTHER: 300_00}
    assert check_invariants() == ()


def test_the_own_stream_may_come_to_nothing_and_pay_again_later() -> None:
    scene = two_streams()
    given(change(scene, cost_cents=500_00, shares={OTHER: 400_00}))
    given(agree(scene))
    nothing = (bound(scene), item_of(scene).commitment_key)
    given(change(scene, cost_cents=600_00, shares={OTHER: 400_00}))
    given(agree(scene))

    assert nothing == ({OTHER: 400_00}, None)
    assert bound(scene) == {OTHER: 400_00, "ontschot_budget": 100_00}
    assert check_invariants() == ()


@pytest.mark.requirement("R-252")
def test_when_one_stream_has_no_room_it_is_named_and_no_stream_changes() -> None:
    scene = two_streams(cents=500_00)
    asked = {"cost_cents": 950_00, "shares": {OTHER: 600_00}}
    told = preview(scene, **asked)
    answer = refused(change(scene, **asked))

    for refusal in (told.refusal, answer):
        assert refusal is not None
        assert refusal.rule == "budget.plafond"
        assert "O&O-fonds" in refusal.sentence()
        assert "€ 350,00 vrij" in refusal.sentence()
        assert "€ 450,00 meer" in refusal.sentence()
    assert bound(scene) == {"ontschot_budget": 250_00, OTHER: 150_00}
    assert not ItemChange.objects.exists()
    assert not AuditLine.objects.filter(verb__in=("geld_verhogen", "geld_vrijgeven")).exists()


def test_room_that_went_in_between_stops_the_agreement_for_every_payer() -> None:
    scene = two_streams(cents=1000_00)
    given(change(scene, cost_cents=1300_00, shares={OTHER: 700_00}))
    make_active(facts=BASIC | FUND, shares={OTHER: 400_00})
    answer = refused(agree(scene))

    assert answer.rule == "budget.plafond"
    assert bound(scene) == {"ontschot_budget": 250_00, OTHER: 150_00}
    assert item_of(scene).cost_cents == 500_00
    assert ItemChange.objects.get().applied_at is None
    assert check_invariants() == ()


@pytest.mark.parametrize(("stream", "named"), [(OTHER, "O&O-fonds"), ("ontschot_budget", "Ontschot budget")])
def test_no_payer_goes_below_what_was_paid_or_asked_of_it(stream: str, named: str) -> None:
    scene = two_streams()
    claim(scene, stream, 120_00)
    less = {"shares": {OTHER: 100_00}} if stream == OTHER else {"cost_cents": 350_00}
    told = preview(scene, **less)
    answer = refused(change(scene, **less))

    for refusal in (told.refusal, answer):
        assert refusal is not None
        assert refusal.rule == "verplichting.al_gevraagd"
        assert named in refusal.sentence()
        assert "€ 120,00" in refusal.sentence()
    assert bound(scene) == {"ontschot_budget": 250_00, OTHER: 150_00}


def test_a_start_in_another_year_takes_the_money_from_that_year() -> None:
    scene = two_streams()
    for stream in ("ontschot_budget", OTHER):
        money.budget(2000_00, stream=stream, year=2022)
    asked = {"starts_on": dt.date(2022, 1, 10), "ends_on": dt.date(2022, 3, 10)}
    told = preview(scene, **asked)
    given(change(scene, **asked))
    given(agree(scene))

    assert told.refusal is None
    assert bound(scene) == {}
    assert bound(scene, 2022) == {"ontschot_budget": 750_00, OTHER: 150_00}
    assert check_invariants() == ()


def test_a_year_without_budget_is_refused_by_name_and_what_was_paid_keeps_its_year() -> None:
    scene = two_streams()
    asked = {"starts_on": dt.date(2022, 1, 10), "ends_on": dt.date(2022, 3, 10)}
    absent = refused(change(scene, **asked))
    claim(scene, OTHER, 100_00)
    paid = refused(change(scene, **asked))

    assert absent.rule == "budget.ontbreekt"
    assert "Ontschot budget" in absent.sentence()
    assert paid.rule == "wijziging.ander_jaar"
    assert bound(scene) == {"ontschot_budget": 250_00, OTHER: 150_00}


@pytest.mark.requirement("R-201")
def test_the_fee_of_the_employer_follows_what_its_scheme_says_now() -> None:
    scene = make_active(instrument="C2", employer="Bakkerij", ends_on=dt.date(2021, 11, 30), facts=LEARNING)
    item = item_of(scene)
    whole, key = item.fee_cents, item.fee_commitment_key
    assert key is not None
    given(
        treasury.release(
            actor=scene.adviser, key=key, amount_cents=whole - 500_00, command=item.key, because="Minder", now=LATER
        )
    )
    ArrangementItem.objects.filter(pk=item.pk).update(fee_cents=500_00)
    given(change(scene, ends_on=dt.date(2021, 11, 30), cost_cents=600_00))
    waiting = bound(scene)["praktijkleren_werkgeversvergoeding"]
    given(agree(scene))

    assert (waiting, bound(scene)["praktijkleren_werkgeversvergoeding"]) == (500_00, whole)
    assert item_of(scene).fee_cents == whole
    assert check_invariants() == ()


def test_another_split_than_the_person_read_is_not_carried_out() -> None:
    scene = two_streams()
    given(change(scene, shares={OTHER: 200_00}))
    ItemChange.objects.update(split={"eigen": 1_00, "delen": {}, "vergoeding": 0})
    answer = refused(agree(scene))

    assert answer.rule == "wijziging.delen_veranderd"
    assert bound(scene) == {"ontschot_budget": 250_00, OTHER: 150_00}


def test_a_change_that_was_proposed_before_the_split_was_kept_leaves_the_parts_as_they_are() -> None:
    scene = two_streams()
    given(change(scene))
    ItemChange.objects.update(asked={}, split={})
    given(agree(scene))

    assert bound(scene) == {"ontschot_budget": 750_00, OTHER: 150_00}


def test_skipping_money_that_goes_first_needs_its_reason_again() -> None:
    scene = make_active(facts=BASIC | FUND, cofinancing_cents=50_00, shares={"ofonds": 300_00})
    without = refused(change(scene, shares={}))
    given(change(scene, shares={}, passed_over_because="Het fonds is op."))
    given(agree(scene))

    assert without.rule == "financieringsvolgorde.volgorde"
    assert item_of(scene).passed_over_because == "Het fonds is op."
    assert bound(scene) == {"ontschot_budget": 900_00}
