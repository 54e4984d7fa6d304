"""Whatever people do to an arrangement and in whatever order: the money always agrees with the content."""

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from overstap.arrangements import actions
from overstap.arrangements.models import ArrangementItem, ItemStage
from overstap.core.actor import Actor
from overstap.core.decision import NotFoundError
from overstap.treasury import actions as treasury
from overstap.treasury.queries import check_invariants, commitments_by_keys, position
from tests.conftest import START
from tests.factories.arrangements import asked, give_budgets, make_open
from tests.factories.treasury import invoice

pytestmark = pytest.mark.django_db

MONEY = 1_500_00
BOUND = {ItemStage.COMMITTED, ItemStage.RUNNING, ItemStage.COMPLETED}


class Play:
    """One arrangement with everyone who may do something to it, and too little money for everything."""

    def __init__(self) -> None:
        self.scene = make_open()
        give_budgets(MONEY)
        self.plan = self.scene.arrangement.pk
        self.now = START

    def do(self, deed: str, who: int) -> None:
        """Let someone try something; a refusal and a shut door are fine."""
        self.now += dt.timedelta(minutes=25)
        actor = (self.scene.adviser, self.scene.person, self.scene.partner)[who]
        try:
            getattr(self, f"_{deed}")(actor)
        except NotFoundError:
            return

    def _check(self, actor: Actor) -> None:
        for group in ("werkgever", "sociale_partners", "uwv_gemeente", "scholen", "leerwerkloket", "sbb"):
            actions.record_prior_check(
                actor=actor, arrangement_id=self.plan, group=group, available=False, explanation="Nee.", now=self.now
            )

    def _choose(self, actor: Actor) -> None:
        actions.choose_instrument(**asked(self.scene) | {"actor": actor, "now": self.now})

    def _choose_custom(self, actor: Actor) -> None:
        custom = asked(self.scene, instrument="F1", motivation="Fiets", cost_cents=600_00, cofinancing_cents=0)
        actions.choose_instrument(**custom | {"cofinancing_reason": "Geen.", "actor": actor, "now": self.now})

    def _propose(self, actor: Actor) -> None:
        actions.propose(actor=actor, arrangement_id=self.plan, now=self.now)

    def _agree(self, actor: Actor) -> None:
        actions.agree(actor=actor, arrangement_id=self.plan, how="Gesprek", now=self.now)

    def _coordinate(self, actor: Actor) -> None:
        partner = self.scene.partner
        asking = actions.ask_coordination(
            actor=actor,
            arrangement_id=self.plan,
            party_id=partner.party_id or 0,
            person_agrees=True,
            how="Gesprek",
            now=self.now,
        )
        if isinstance(asking, int):
            actions.answer_coordination(actor=partner, coordination_id=asking, agreed=True, now=self.now)

    def _activate(self, actor: Actor) -> None:
        actions.activate(actor=actor, arrangement_id=self.plan, now=self.now)

    def _take_back(self, actor: Actor) -> None:
        actions.take_back(actor=actor, arrangement_id=self.plan, now=self.now)

    def _stop(self, actor: Actor) -> None:
        actions.stop_arrangement(actor=actor, arrangement_id=self.plan, because="Klaar", now=self.now)

    def _first(self, act: Callable[[int], object], *stages: str) -> None:
        item = ArrangementItem.objects.filter(arrangement=self.plan, stage__in=stages).order_by("id").first()
        if item is not None:
            act(item.pk)

    def _remove(self, actor: Actor) -> None:
        self._first(lambda pk: actions.remove_item(actor=actor, item_id=pk, now=self.now), "gekozen")

    def _reserve_again(self, actor: Actor) -> None:
        self._first(lambda pk: actions.reserve_again(actor=actor, item_id=pk, now=self.now), "gekozen")

    def _start_item(self, actor: Actor) -> None:
        self._first(lambda pk: actions.start_item(actor=actor, item_id=pk, now=self.now), "toegezegd")

    def _stop_item(self, actor: Actor) -> None:
        self._first(
            lambda pk: actions.stop_item(actor=actor, item_id=pk, because="Nee", now=self.now), "toegezegd", "loopt"
        )

    def _claim(self, actor: Actor) -> None:
        self._first(
            lambda pk: actions.claim_cost(
                actor=actor, item_id=pk, amount_cents=50_00, paper=invoice(), key=uuid.uuid4(), now=self.now
            ),
            "loopt",
        )

    def _sweep(self, _actor: Actor) -> None:
        treasury.expire_reservations(now=self.now)

    def check(self) -> None:
        """Hold the books against the arrangement."""
        assert check_invariants() == ()
        items = list(ArrangementItem.objects.filter(arrangement=self.plan, commitment_key__isnull=False).order_by("id"))
        cards = commitments_by_keys([item.commitment_key for item in items if item.commitment_key])
        for item in items:
            card = cards[item.commitment_key]
            bound = card.state == "verplicht"
            assert bound is (item.stage in BOUND) or item.stage == ItemStage.STOPPED, (item.stage, card.state)
            assert not bound or item.agreed_at is not None
            assert card.state != "gereserveerd" or item.stage == ItemStage.CHOSEN
        committed = sum(card.amount_cents - card.released_cents for card in cards.values() if card.state == "verplicht")
        stand = position(stream="ontschot_budget", region_code="AM26", year=2021)
        assert stand.committed + stand.paid == committed
        assert stand.reserved + committed <= MONEY


DEEDS = sorted(name[1:] for name in vars(Play) if name.startswith("_") and not name.startswith(("__", "_first")))


@pytest.mark.requirement("R-120", "R-122")
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 2)), max_size=8), st.booleans())
def test_the_money_agrees_with_the_content_after_every_deed(deeds: list[tuple[str, int]], far: bool) -> None:
    # Examples share the database of one test: each leaves it as it found it.
    with transaction.atomic():
        play = Play()
        for deed in ("check", "choose", "propose", "coordinate", "agree", "activate", "choose")[: 7 if far else 2]:
            play.do(deed, 0)
        for deed, who in deeds:
            play.do(deed, who)
            play.check()
        transaction.set_rollback(True)


def test_the_play_knows_every_deed_and_gets_far() -> None:
    play = Play()
    for deed in ("check", "choose", "propose", "coordinate", "agree", "activate", "start_item", "claim"):
        play.do(deed, 0)

    play.check()
    assert len(DEEDS) == 15
    assert play.scene.arrangement.state == "actief"
