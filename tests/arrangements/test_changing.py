"""Other dates or another price of what is committed: agreed to by the person, and the money follows at once."""

import datetime as dt

import pytest

from overstap.arrangements import actions
from overstap.arrangements.actions import NewTerms
from overstap.arrangements.models import ArrangementItem, ItemChange, Version
from overstap.audit.models import AuditLine
from overstap.core.decision import NotFoundError, Refusal
from overstap.correspondence.models import Letter
from overstap.treasury import actions as treasury
from overstap.treasury import queries as books
from overstap.treasury.actions import Evidence
from overstap.treasury.models import Commitment
from overstap.treasury.queries import check_invariants
from tests.conftest import START
from tests.factories import treasury as money
from tests.factories.arrangements import Scene, make_active, make_ready
from tests.factories.people import person_actor
from tests.factories.treasury import given, someone

pytestmark = pytest.mark.django_db

LATER = START + dt.timedelta(hours=2)
PAPER = Evidence("factuur", "F-21", dt.date(2021, 2, 12))


def item_of(scene: Scene) -> ArrangementItem:
    return ArrangementItem.objects.get(arrangement=scene.arrangement, instrument="A1")


def terms(**other: object) -> NewTerms:
    """Two months longer, for twice the money."""
    asked = {
        "starts_on": dt.date(2021, 3, 1),
        "ends_on": dt.date(2021, 5, 31),
        "cost_cents": 1000_00,
        "cofinancing_cents": 200_00,
    }
    return NewTerms(**asked | other)  # type: ignore[arg-type]


def change(scene: Scene, **other: object) -> object:
    return actions.change_item(
        actor=other.pop("actor", scene.adviser),  # type: ignore[arg-type]
        item_id=item_of(scene).pk,
        terms=terms(**other),
        because="De groep begint later.",
        now=LATER,
    )


def agree(scene: Scene) -> object:
    return actions.agree(actor=scene.person, arrangement_id=scene.arrangement.pk, now=LATER)


def commitment(scene: Scene) -> Commitment:
    return Commitment.objects.get(key=item_of(scene).commitment_key)


def claim(scene: Scene, cents: int) -> None:
    card = given(
        actions.claim_cost(actor=scene.adviser, item_id=item_of(scene).pk, amount_cents=cents, paper=PAPER, now=LATER)
    )
    given(treasury.approve_claim(actor=someone(money.Role.CASHIER_APPROVER), claim_key=card.key, now=LATER))


@pytest.mark.requirement("R-120")
def test_nothing_changes_before_the_person_agrees_and_then_all_of_it_at_once() -> None:
    scene = make_active()
    given(change(scene))
    waiting = item_of(scene)
    bound = commitment(scene).amount_cents
    given(agree(scene))
    item = item_of(scene)

    assert (waiting.ends_on, waiting.cost_cents, bound) == (dt.date(2021, 3, 31), 500_00, 400_00)
    assert (item.ends_on, item.cost_cents, item.cofinancing_cents) == (dt.date(2021, 5, 31), 1000_00, 200_00)
    assert (commitment(scene).amount_cents, commitment(scene).state) == (800_00, "verplicht")
    assert ItemChange.objects.get().applied_at == LATER
    assert check_invariants() == ()


def test_the_person_reads_the_reason_and_the_cashier_only_that_it_changed() -> None:
    scene = make_active()
    given(change(scene))
    given(agree(scene))
    page = books.commitment_history(someone(money.Role.CASHIER), item_of(scene).commitment_key or scene.case.key)
    letter = Letter.objects.get(template="arrangement_gewijzigd").frozen.reveal()

    assert "De groep begint later." in letter
    assert [entry.kind for entry in page.entries] == ["reserveren", "verplichten", "reserveren", "verplichten"]
    assert page.entries[-1].because == "De data of de kosten van het onderdeel zijn veranderd"
    assert "De groep begint later." not in str(page)
    assert [deed.verb for deed in page.deeds][-1] == "geld_verhogen"
    assert (
        books.commitment_history(
            someone(money.Role.CASHIER), page.card.key, as_of=LATER - dt.timedelta(minutes=1)
        ).card.amount_cents
        == 400_00
    )


def test_less_money_is_free_at_once_and_what_was_claimed_stays() -> None:
    scene = make_active()
    claim(scene, 100_00)
    given(change(scene, cost_cents=300_00, cofinancing_cents=100_00, ends_on=dt.date(2021, 3, 15)))
    given(agree(scene))
    row = commitment(scene)

    assert (row.amount_cents, row.released_cents, row.claimed_cents) == (400_00, 200_00, 100_00)
    assert check_invariants() == ()


def test_less_than_what_was_claimed_is_refused_before_the_person_is_asked() -> None:
    scene = make_active()
    claim(scene, 300_00)
    refused = change(scene, cost_cents=300_00, cofinancing_cents=100_00)

    assert isinstance(refused, Refusal)
    assert refused.rule == "verplichting.al_gevraagd"
    assert not ItemChange.objects.exists()
    assert Version.objects.count() == 1


def test_more_than_the_budget_holds_is_refused_clearly_and_leaves_no_trace() -> None:
    scene = make_active(cents=500_00)
    refused = change(scene)

    assert isinstance(refused, Refusal)
    assert refused.rule == "budget.plafond"
    assert item_of(scene).cost_cents == 500_00
    assert not AuditLine.objects.filter(verb__in=("onderdeel_wijzigen", "geld_verhogen")).exists()
    assert check_invariants() == ()


def test_room_that_was_used_meanwhile_stops_the_agreement_and_all_of_it() -> None:
    scene = make_active(cents=900_00)
    given(change(scene))
    other = make_active(cents=900_00)
    refused = agree(scene)

    assert other.case.pk != scene.case.pk
    assert isinstance(refused, Refusal)
    assert refused.rule == "budget.plafond"
    assert item_of(scene).ends_on == dt.date(2021, 3, 31)
    assert ItemChange.objects.get().applied_at is None
    assert check_invariants() == ()


def test_who_says_no_keeps_what_was_agreed() -> None:
    scene = make_active()
    given(change(scene))
    given(
        actions.disagree(actor=scene.person, arrangement_id=scene.arrangement.pk, remark="Dan ben ik weg.", now=LATER)
    )

    assert item_of(scene).ends_on == dt.date(2021, 3, 31)
    assert commitment(scene).amount_cents == 400_00


@pytest.mark.parametrize(
    ("other", "rule"),
    [
        ({"ends_on": dt.date(2021, 3, 31), "cost_cents": 500_00, "cofinancing_cents": 100_00}, "wijziging.niets"),
        ({"ends_on": dt.date(2021, 2, 1)}, "onderdeel.data"),
        ({"cost_cents": 100_00}, "wijziging.delen"),
    ],
)
def test_what_cannot_be_is_refused(other: dict[str, object], rule: str) -> None:
    refused = change(make_active(), **other)

    assert isinstance(refused, Refusal)
    assert refused.rule == rule


def test_the_start_of_what_has_begun_stays() -> None:
    scene = make_active()
    given(actions.start_item(actor=scene.adviser, item_id=item_of(scene).pk, now=LATER))
    refused = change(scene, starts_on=dt.date(2021, 3, 8))

    assert isinstance(refused, Refusal)
    assert refused.rule == "wijziging.begonnen"


def test_an_item_that_was_only_chosen_is_chosen_again_instead() -> None:
    refused = change(make_ready())

    assert isinstance(refused, Refusal)
    assert refused.rule in {"wijziging.stand", "arrangement.niet_aanpassen"} or refused.rule.startswith("arrangement.")


def test_a_stranger_changes_nothing() -> None:
    scene = make_active()
    stranger = make_active()
    with pytest.raises(NotFoundError):
        change(scene, actor=person_actor(stranger.case.participant))

    assert isinstance(change(scene, actor=scene.partner), Refusal)
    assert not ItemChange.objects.exists()
