"""Asking people of a group for work that was kept for them: free to say no, and never more than there are places."""

import datetime as dt

import pytest

from overstap.brokerage import queries
from overstap.brokerage.actions import answer_invitation, invite_people, let_invitations_lapse, start_invited
from overstap.brokerage.models import CentreMember, Coupling, CouplingInvitation
from overstap.casework.models import Outcome
from overstap.core.actor import SYSTEM
from overstap.core.centres import InvitationState
from overstap.core.decision import NotFoundError, Refusal
from overstap.correspondence.models import Letter
from overstap.parties.models import PartyKind
from overstap.placement.queries import placements_of
from tests.conftest import START
from tests.factories.brokerage import coordinator, make_centre, make_coupling, make_member
from tests.factories.cases import adviser_of, make_case
from tests.factories.demand import broker, make_employer
from tests.factories.people import party_of, person_actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]

LATER = START + dt.timedelta(days=11)


def scene(people: int = 2, *, takes_part: int = 3) -> tuple[Coupling, list[CentreMember]]:
    employer = make_employer()
    centre = make_centre(employer=employer)
    return make_coupling(employer, people=people), [make_member(centre, make_case()) for _ in range(takes_part)]


def ask(coupling: Coupling, *rows: CentreMember) -> int | Refusal:
    return invite_people(actor=SYSTEM, coupling_id=coupling.pk, member_ids=[row.pk for row in rows], now=START)


def only(row: CentreMember) -> CouplingInvitation:
    return CouplingInvitation.objects.get(case=row.case)


def rule_of(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.rule


@pytest.mark.requirement("R-358")
def test_a_no_frees_the_place_for_somebody_else_and_changes_nothing_in_the_file() -> None:
    coupling, (one, two, three) = scene()
    before = (one.case.state, one.case.first_responsible_id, one.case.step_due_on)

    assert ask(coupling, one, two) == 2
    assert rule_of(ask(coupling, three)) == "uitnodiging.te_veel"
    me = person_actor(one.case.participant)
    assert answer_invitation(actor=me, invitation_id=only(one).pk, agrees=False, now=START) is None
    assert ask(coupling, three) == 1
    one.case.refresh_from_db()
    assert (one.case.state, one.case.first_responsible_id, one.case.step_due_on) == before
    assert Letter.objects.filter(template="koppeling_uitnodiging").count() == 3


@pytest.mark.requirement("R-358", "R-400")
def test_nobody_starts_without_a_yes_of_their_own_and_the_coupling_counts_who_did() -> None:
    coupling, (one, two, _) = scene()
    ask(coupling, one, two)
    start = {"actor": coordinator(one.case.first_responsible), "on": START.date(), "hours_per_week": 32, "now": START}
    early = start_invited(invitation_id=only(one).pk, **start)
    for row in (one, two):
        me = person_actor(row.case.participant)
        assert answer_invitation(actor=me, invitation_id=only(row).pk, agrees=True, now=START) is None
        assert start_invited(invitation_id=only(row).pk, **start) is None
    coupling.refresh_from_db()

    assert rule_of(early) == "uitnodiging.geen_ja"
    assert [len(placements_of(SYSTEM, row.case_id, now=START)) for row in (one, two)] == [1, 1]
    assert Outcome.objects.filter(case__in=[one.case_id, two.case_id]).count() == 2
    assert (coupling.placed, coupling.state) == (2, "afgerond")
    me = person_actor(one.case.participant)
    assert rule_of(answer_invitation(actor=me, invitation_id=only(one).pk, agrees=False, now=START)) == (
        "uitnodiging.voorbij"
    )


@pytest.mark.requirement("R-400")
def test_an_answer_may_change_until_the_start() -> None:
    coupling, (one, *_) = scene()
    ask(coupling, one)
    me = person_actor(one.case.participant)
    for agrees, state in ((True, InvitationState.YES), (True, InvitationState.YES), (False, InvitationState.NO)):
        assert answer_invitation(actor=me, invitation_id=only(one).pk, agrees=agrees, now=START) is None
        assert only(one).state == state


def test_after_a_no_the_place_may_be_gone_so_the_person_calls() -> None:
    coupling, (one, *_) = scene()
    ask(coupling, one)
    me = person_actor(one.case.participant)
    answer_invitation(actor=me, invitation_id=only(one).pk, agrees=False, now=START)

    again = answer_invitation(actor=me, invitation_id=only(one).pk, agrees=True, now=START)

    assert rule_of(again) == "uitnodiging.voorbij"


@pytest.mark.requirement("R-358")
def test_silence_gives_the_place_back_after_the_term() -> None:
    coupling, (one, two, three) = scene()
    ask(coupling, one, two)
    early = let_invitations_lapse(now=START + dt.timedelta(days=10))
    lapsed = let_invitations_lapse(now=LATER)
    again = let_invitations_lapse(now=LATER)

    assert (early, lapsed, again) == (0, 2, 0)
    assert only(one).state == InvitationState.SILENT
    assert ask(coupling, three) == 1


@pytest.mark.requirement("R-125")
def test_others_ask_nobody_answer_nothing_and_see_no_names() -> None:
    coupling, (one, two, _) = scene()
    ask(coupling, one)
    other = person_actor(two.case.participant)

    with pytest.raises(NotFoundError):
        answer_invitation(actor=other, invitation_id=only(one).pk, agrees=True, now=START)
    with pytest.raises(NotFoundError):
        invite_people(actor=broker(), coupling_id=coupling.pk, member_ids=[two.pk], now=START)
    with pytest.raises(NotFoundError):
        invite_people(actor=coordinator(), coupling_id=coupling.pk + 1, member_ids=[two.pk], now=START)
    assert queries.invitable(broker(), coupling.pk, now=START) == ()
    assert [card.number for card in queries.invitations_of_coupling(broker(), coupling.pk, now=START)] == [
        one.case.number
    ]
    with pytest.raises(NotFoundError):
        queries.own_invitations(other, one.case_id, now=START)


def test_somebody_of_another_company_is_not_asked() -> None:
    coupling, _ = scene()
    elsewhere = make_member(make_centre(), make_case())

    with pytest.raises(NotFoundError):
        ask(coupling, elsewhere)


def test_who_guides_people_of_the_company_sees_whom_they_can_ask() -> None:
    coupling, (one, two, _) = scene(takes_part=3)
    ask(coupling, one)
    party = one.case.first_responsible
    actor = coordinator(party)

    found = queries.invitable(actor, coupling.pk, now=START)

    assert two.case.number in {card.number for card in found}
    assert one.case.number not in {card.number for card in found}
    assert adviser_of(two.case).party_id == party.pk


@pytest.mark.requirement("R-004")
def test_who_is_first_responsible_writes_down_the_first_day_when_another_party_runs_the_centre() -> None:
    coupling, (one, *_) = scene()
    ask(coupling, one)
    answer_invitation(actor=person_actor(one.case.participant), invitation_id=only(one).pk, agrees=True, now=START)
    elsewhere = coordinator(party_of(PartyKind.UNION))

    refusal = start_invited(actor=elsewhere, invitation_id=only(one).pk, on=START.date(), hours_per_week=32, now=START)

    one.case.refresh_from_db()
    assert refusal is None
    assert [card.state for card in placements_of(SYSTEM, one.case_id, now=START)] == ["afgesproken"]
    assert not Outcome.objects.filter(case=one.case_id).exists()
    assert one.case.actions.latest("pk").what == "Vastleggen dat het nieuwe werk begon"


def test_work_that_cannot_be_starts_nothing() -> None:
    coupling, (one, *_) = scene()
    ask(coupling, one)
    answer_invitation(actor=person_actor(one.case.participant), invitation_id=only(one).pk, agrees=True, now=START)

    refusal = start_invited(
        actor=coordinator(one.case.first_responsible),
        invitation_id=only(one).pk,
        on=START.date(),
        hours_per_week=100,
        now=START,
    )

    coupling.refresh_from_db()
    assert isinstance(refusal, Refusal)
    assert only(one).state == InvitationState.YES
    assert coupling.placed == 0
    assert placements_of(SYSTEM, one.case_id, now=START) == ()
