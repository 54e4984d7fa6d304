"""Whatever people do to a file and in whatever order, what must always hold keeps holding."""

import datetime as dt
import itertools
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from overstap.casework import actions, queries
from overstap.casework.models import (
    Assessment,
    Case,
    Handover,
    HandoverKind,
    HandoverState,
    NextAction,
    ResponsibilityPeriod,
)
from overstap.consent.models import Consent
from overstap.core.actor import Actor, Role
from overstap.core.consent import Purpose
from overstap.core.decision import NotFoundError
from overstap.parties.models import Party, PartyKind
from tests.conftest import START
from tests.factories.cases import HEALTH, LIKELY, ON_BENEFIT, make_case
from tests.factories.people import make_professional, person_actor

pytestmark = pytest.mark.django_db

KINDS = (PartyKind.UWV, PartyKind.MUNICIPALITY, PartyKind.UNION)


class Play:
    """One file with everyone who may do something to it."""

    def __init__(self) -> None:
        self.case = make_case({**ON_BENEFIT, **LIKELY}, also_items=HEALTH)
        self.person = person_actor(self.case.participant)
        self.advisers = [make_professional(Role.ADVISER, party_kind=kind) for kind in KINDS]
        self.now = START

    def do(self, deed: str, who: int) -> None:
        """Let someone try something; a refusal and a shut door are fine."""
        self.now += dt.timedelta(hours=5)
        actor = [*self.advisers, self.person][who]
        try:
            getattr(self, f"_{deed}")(actor)
        except NotFoundError:
            return

    def _assess(self, actor: Actor) -> None:
        actions.judge_distance(actor=actor, case_id=self.case.pk, distance="groot", now=self.now)
        actions.assess_case(actor=actor, case_id=self.case.pk, now=self.now)

    def _decide(self, actor: Actor) -> None:
        newest = Assessment.objects.filter(case=self.case, scheme="selectie").order_by("-id").first()
        if newest is not None:
            actions.decide(
                actor=actor,
                case_id=self.case.pk,
                assessment_id=newest.pk,
                kind="aanvullende_hulp",
                motivation="Past.",
                now=self.now,
            )

    def _offer(self, actor: Actor, kind: str = HandoverKind.CASE) -> None:
        for other in self.advisers:
            actions.offer_handover(
                actor=actor,
                case_id=self.case.pk,
                kind=kind,
                to_party_id=other.party_id or 0,
                because="Anders.",
                person_agrees=True,
                agreed_through="telefonisch",
                now=self.now,
            )

    def _ask_help(self, actor: Actor) -> None:
        self._offer(actor, HandoverKind.SERVICE)

    def _each(self, deed: Callable[[int], object]) -> None:
        for handover_id in Handover.objects.filter(case=self.case).order_by("id").values_list("id", flat=True):
            deed(handover_id)

    def _accept(self, actor: Actor) -> None:
        self._each(lambda one: actions.accept_handover(actor=actor, handover_id=one, now=self.now))

    def _refuse(self, actor: Actor) -> None:
        self._each(lambda one: actions.refuse_handover(actor=actor, handover_id=one, reason="Nee.", now=self.now))

    def _take_back(self, actor: Actor) -> None:
        self._each(lambda one: actions.withdraw_handover(actor=actor, handover_id=one, now=self.now))

    def _wait(self, _actor: Actor) -> None:
        self.now += dt.timedelta(days=8)
        actions.return_silent_handovers(now=self.now)

    def _withdraw_consent(self, actor: Actor) -> None:
        party = Case.objects.get(pk=self.case.pk).first_responsible_id
        actions.withdraw_consent(actor=actor, case_id=self.case.pk, party_id=party, now=self.now)

    def _withdraw_item(self, actor: Actor) -> None:
        row = Consent.objects.filter(participant=self.case.participant, withdrawn_at=None).order_by("id").first()
        if row is not None:
            actions.withdraw_item(actor=actor, case_id=self.case.pk, consent_id=row.pk, now=self.now)

    def _place(self, actor: Actor) -> None:
        actions.record_outcome(
            actor=actor,
            case_id=self.case.pk,
            old_contract_until=None,
            new_contract_from=self.now.date(),
            employer="Bakker",
            occupation="Bakker",
            hours_per_week=20,
            contract="vast",
            benefit_between=True,
            now=self.now,
        )

    def _close(self, actor: Actor) -> None:
        actions.close_case(actor=actor, case_id=self.case.pk, reason="Klaar.", now=self.now)

    def _stop(self, actor: Actor) -> None:
        if actor is self.person:
            actions.withdraw_participation(actor=actor, case_id=self.case.pk, now=self.now)

    def check(self) -> None:
        """What must always hold."""
        case = Case.objects.get(pk=self.case.pk)
        running = case.closed_at is None
        periods = list(ResponsibilityPeriod.objects.filter(case=case).order_by("from_at", "id"))
        offers = Handover.objects.filter(case=case, state=HandoverState.OFFERED)

        assert NextAction.objects.filter(case=case, done_at__isnull=True).count() == int(running)
        assert [one.party_id for one in periods if one.until_at is None] == [case.first_responsible_id]
        assert all(one.until_at == other.from_at for one, other in itertools.pairwise(periods))
        assert offers.filter(kind=HandoverKind.CASE).count() <= int(running)
        assert running or not offers.exists()
        assert self._see_because_of_a_handover() == self._are_in_a_handover(running=running)
        assert queries.case_page(self.person, case.pk, now=self.now).header.id == case.pk

    def _see_because_of_a_handover(self) -> set[int]:
        rows = Consent.objects.filter(
            participant=self.case.participant, purpose=Purpose.HANDOVER, item="contact", withdrawn_at=None
        )
        return set(rows.order_by("id").values_list("party_id", flat=True))

    def _are_in_a_handover(self, *, running: bool) -> set[int]:
        rows = Handover.objects.filter(case=self.case).order_by("id")
        live = [
            row
            for row in rows
            if row.state == HandoverState.OFFERED
            or (row.state == HandoverState.ACCEPTED and row.kind == HandoverKind.SERVICE)
        ]
        helped = {row.to_party_id for row in live if row.state == HandoverState.OFFERED}
        asked = {row.to_party_id for row in live}
        seen = self._see_because_of_a_handover()
        return helped | (asked & seen) if running else set()


DEEDS = sorted(
    name[1:] for name in vars(Play) if name.startswith("_") and not name.startswith(("__", "_see", "_are", "_each"))
)


@pytest.mark.requirement("R-057", "R-420", "R-401")
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 3)), max_size=14))
def test_one_responsible_party_and_one_next_step_after_every_deed(deeds: list[tuple[str, int]]) -> None:
    play = Play()
    for deed, who in deeds:
        play.do(deed, who)
        play.check()


def test_the_play_knows_every_deed() -> None:
    assert len(DEEDS) == 13
    assert Party.objects.filter(kind__in=KINDS).exists()
