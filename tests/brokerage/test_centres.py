"""A desk for a mass lay-off: when it may open, who takes part, what it costs, and the ordinary files that stay."""

import datetime as dt

import pytest

from overstap.audit.models import AuditLine
from overstap.brokerage import queries
from overstap.brokerage.actions import (
    add_members,
    add_partner,
    choose_session,
    close_centre,
    invite_members,
    open_centre,
    plan_session,
    promise_room,
    record_attendance,
    record_expense,
)
from overstap.brokerage.actions.members import Invited
from overstap.brokerage.models import CentreMember, MobilityCentre
from overstap.casework.models import AccessCode
from overstap.core.actor import SYSTEM, Actor
from overstap.core.brokerage import PartnerKind
from overstap.core.decision import NotFoundError, Refusal
from overstap.correspondence.models import Channel, Letter
from overstap.people.models import Participant
from tests.conftest import START
from tests.factories.brokerage import HOME, centre_fields, coordinator, make_centre, make_member
from tests.factories.cases import make_case
from tests.factories.demand import broker, make_employer
from tests.factories.people import make_participant, person_actor

pytestmark = pytest.mark.django_db

SOON = START + dt.timedelta(days=7)
HALF = 1_000_000_00
"""Half of the two million that all centres share."""


def rules_of(answer: object) -> set[str]:
    assert isinstance(answer, tuple), answer
    return {one.rule for one in answer}


def meeting(centre: MobilityCentre, *, capacity: int = 2, at: dt.datetime = SOON) -> int:
    made = plan_session(
        actor=SYSTEM, centre_id=centre.pk, place="Buurthuis De Ketel", starts_at=at, capacity=capacity, now=START
    )
    assert isinstance(made, int), made
    return made


@pytest.mark.requirement("R-435")
def test_a_bankruptcy_with_180_jobs_opens_a_centre_and_one_of_99_jobs_does_not() -> None:
    actor, employer = broker(), make_employer()
    refused = open_centre(actor=actor, fields=centre_fields(employer, jobs=99), now=START)
    made = open_centre(actor=actor, fields=centre_fields(employer), now=START)
    again = open_centre(actor=actor, fields=centre_fields(employer), now=START)

    assert rules_of(refused) == {"centrum.omvang"}
    assert MobilityCentre.objects.get().pk == made
    assert rules_of(again) == {"centrum.al_open"}
    assert AuditLine.objects.filter(verb="centrum_openen").count() == 1


@pytest.mark.requirement("R-438")
def test_all_that_stands_in_the_way_is_said_at_once() -> None:
    wrong = centre_fields(
        make_employer(), reason="anders", jobs=1, ends_on=START.date() - dt.timedelta(days=1), budget_cents=-1
    )

    answer = open_centre(actor=broker(), fields=wrong, now=START)

    assert rules_of(answer) == {"centrum.acuut", "centrum.omvang", "centrum.tijdelijk", "centrum.geld"}
    assert not MobilityCentre.objects.exists()


@pytest.mark.requirement("R-438")
def test_all_centres_of_two_years_share_two_million_to_the_cent() -> None:
    make_centre(budget_cents=HALF)
    make_centre(budget_cents=HALF - 1)
    over = open_centre(actor=SYSTEM, fields=centre_fields(make_employer(), budget_cents=2), now=START)
    fits = open_centre(actor=SYSTEM, fields=centre_fields(make_employer(), budget_cents=1), now=START)
    later = START.date().replace(year=START.year + 2)
    other_years = centre_fields(
        make_employer(), budget_cents=HALF, starts_on=later, ends_on=later + dt.timedelta(days=9)
    )

    assert rules_of(over) == {"centrum.geld"}
    assert isinstance(fits, int)
    assert isinstance(open_centre(actor=SYSTEM, fields=other_years, now=START), int)


@pytest.mark.requirement("R-436")
def test_the_checklist_asks_for_seven_kinds_of_parties_and_takes_a_province_for_a_municipality() -> None:
    actor, centre = broker(), make_centre()
    for kind in PartnerKind:
        if kind is not PartnerKind.MUNICIPALITY and kind is not PartnerKind.TRAINERS:
            add_partner(actor=actor, centre_id=centre.pk, kind=kind, name=f"Partij {kind}", now=START)
    before = queries.centre(actor, centre.pk)
    add_partner(actor=actor, centre_id=centre.pk, kind=PartnerKind.TRAINERS, name="ROC", now=START)
    twice = add_partner(actor=actor, centre_id=centre.pk, kind=PartnerKind.TRAINERS, name=" ROC ", now=START)
    after = queries.centre(actor, centre.pk)

    assert len(before.checklist) == 7
    assert [one.kinds for one in before.checklist if not one.present] == [(PartnerKind.TRAINERS,)]
    assert (before.complete, after.complete) == (False, True)
    assert isinstance(twice, Refusal)


@pytest.mark.requirement("R-437")
def test_people_are_taken_in_together_or_not_at_all() -> None:
    centre, actor = make_centre(), coordinator()
    near, far = make_case(), make_case(participant=make_participant(municipality="Groningen"))

    with pytest.raises(NotFoundError):
        add_members(actor=actor, centre_id=centre.pk, case_ids=[near.pk, far.pk], now=START)
    assert not CentreMember.objects.exists()
    assert add_members(actor=actor, centre_id=centre.pk, case_ids=[near.pk], now=START) == 1
    assert add_members(actor=actor, centre_id=centre.pk, case_ids=[near.pk], now=START) == 0
    assert AuditLine.objects.get(verb="centrum_deelnemer").subject_id == near.participant_id


@pytest.mark.requirement("R-080")
def test_a_party_takes_in_whom_it_brought_in_itself_wherever_they_live() -> None:
    centre, actor = make_centre(), coordinator()
    far = make_case(participant=make_participant(municipality="Groningen"))
    far.referrer_id = actor.party_id
    far.save(update_fields=["referrer"])

    assert add_members(actor=actor, centre_id=centre.pk, case_ids=[far.pk], now=START) == 1


@pytest.mark.requirement("R-437")
def test_everybody_gets_one_page_with_a_code_and_who_has_no_address_waits() -> None:
    centre, actor = make_centre(), coordinator()
    meeting(centre)
    invited, waits = make_member(centre, make_case()), make_member(centre, make_case(), address=False)
    first = invite_members(actor=actor, centre_id=centre.pk, now=START)
    second = invite_members(actor=actor, centre_id=centre.pk, now=START)
    letter = Letter.objects.get(template="centrum_uitnodiging")
    text = letter.frozen.reveal()

    assert (first, second) == (Invited(1, 1), Invited(0, 1))
    assert letter.channel == Channel.PAPER
    assert letter.participant_id == invited.case.participant_id
    assert "Buurthuis De Ketel" in text
    assert centre.employer.name in text
    # The code stands on paper alone: not in what is kept to be read later.
    code = letter.secret.reveal()
    assert code
    assert code not in text
    assert AccessCode.objects.filter(participant_id=invited.case.participant_id, ended_at__isnull=True).count() == 1
    waits.refresh_from_db()
    assert waits.invited_at is None


@pytest.mark.requirement("R-437")
def test_a_person_chooses_a_meeting_changes_it_and_a_full_one_says_so() -> None:
    centre = make_centre()
    small, large = meeting(centre, capacity=1), meeting(centre, capacity=5)
    one, two = make_member(centre, make_case()), make_member(centre, make_case())
    me, other = person_actor(one.case.participant), person_actor(two.case.participant)

    assert choose_session(actor=me, member_id=one.pk, session_id=small, now=START) is None
    assert choose_session(actor=me, member_id=one.pk, session_id=small, now=START) is None
    full = choose_session(actor=other, member_id=two.pk, session_id=small, now=START)
    assert choose_session(actor=me, member_id=one.pk, session_id=large, now=START) is None
    assert choose_session(actor=other, member_id=two.pk, session_id=small, now=START) is None
    assert choose_session(actor=other, member_id=two.pk, session_id=None, now=START) is None
    late = choose_session(actor=other, member_id=two.pk, session_id=large, now=SOON)

    assert isinstance(full, Refusal)
    assert full.rule == "centrum.vol"
    assert isinstance(late, Refusal)
    assert [card.taken for card in queries.centre(SYSTEM, centre.pk).sessions] == [0, 1]
    with pytest.raises(NotFoundError):
        choose_session(actor=me, member_id=two.pk, session_id=large, now=START)


def test_a_meeting_of_another_centre_cannot_be_chosen() -> None:
    one = make_member(make_centre(), make_case())
    elsewhere = meeting(make_centre())

    with pytest.raises(NotFoundError):
        choose_session(actor=SYSTEM, member_id=one.pk, session_id=elsewhere, now=START)


@pytest.mark.requirement("R-438")
def test_no_more_is_paid_than_the_centre_has() -> None:
    actor, centre = broker(), make_centre(budget_cents=1_000_00)

    def pay(cents: int) -> int | Refusal:
        return record_expense(
            actor=actor, centre_id=centre.pk, what="Zaalhuur", cents=cents, on=START.date(), now=START
        )

    assert isinstance(pay(400_00), int)
    over = pay(600_01)
    assert isinstance(over, Refusal)
    assert "600,00" in dict(over.details)["over"]
    assert isinstance(pay(600_00), int)
    assert isinstance(pay(0), Refusal)
    page = queries.centre(actor, centre.pk)
    assert (page.spent_cents, page.left_cents) == (1_000_00, 0)


@pytest.mark.requirement("R-080")
def test_room_is_asked_of_every_region_where_somebody_lives() -> None:
    actor, centre = broker(), make_centre()
    for place in ("Tilburg", "Tilburg", "Groningen"):
        make_member(centre, make_case(participant=make_participant(municipality=place)))
    promise_room(actor=actor, centre_id=centre.pk, region_code=HOME, people_per_week=1, now=START)
    rooms = {one.region_code: one for one in queries.centre(actor, centre.pk).rooms}

    assert (rooms[HOME].people, rooms[HOME].people_per_week, rooms[HOME].weeks) == (2, 1, 2)
    other = next(one for code, one in rooms.items() if code != HOME)
    assert (other.people, other.weeks) == (1, None)


@pytest.mark.requirement("R-437")
def test_the_funnel_follows_people_from_their_job_to_the_next() -> None:
    centre, actor = make_centre(), coordinator()
    session = meeting(centre)
    rows = [make_member(centre, make_case()) for _ in range(3)]
    invite_members(actor=actor, centre_id=centre.pk, now=START)
    choose_session(actor=person_actor(rows[0].case.participant), member_id=rows[0].pk, session_id=session, now=START)
    wrong = record_attendance(actor=actor, session_id=session, attended=3, now=SOON)
    record_attendance(actor=actor, session_id=session, attended=1, now=SOON)
    steps = {one.code: one.count for one in queries.centre(actor, centre.pk).funnel}

    assert isinstance(wrong, Refusal)
    assert (steps["banen"], steps["aangemeld"], steps["uitgenodigd"]) == (180, 3, 3)
    assert (steps["plaats_gekozen"], steps["aanwezig"], steps["geplaatst"]) == (1, 1, 0)


@pytest.mark.requirement("R-438")
def test_a_closed_centre_leaves_ordinary_files_and_takes_nothing_more() -> None:
    actor, centre = coordinator(), make_centre()
    row = make_member(centre, make_case())
    before = (row.case.state, row.case.first_responsible_id, row.case.closed_at)
    close_centre(actor=actor, centre_id=centre.pk, now=SOON)
    row.case.refresh_from_db()

    assert (row.case.state, row.case.first_responsible_id, row.case.closed_at) == before
    for answer in (
        close_centre(actor=actor, centre_id=centre.pk, now=SOON),
        invite_members(actor=actor, centre_id=centre.pk, now=SOON),
        add_members(actor=actor, centre_id=centre.pk, case_ids=[row.case_id], now=SOON),
        add_partner(actor=actor, centre_id=centre.pk, kind=PartnerKind.COMPANY, name="X", now=SOON),
        promise_room(actor=actor, centre_id=centre.pk, region_code=HOME, people_per_week=1, now=SOON),
        record_expense(actor=actor, centre_id=centre.pk, what="X", cents=1, on=SOON.date(), now=SOON),
        plan_session(actor=actor, centre_id=centre.pk, place="X", starts_at=SOON, capacity=1, now=SOON),
    ):
        assert isinstance(answer, Refusal)
        assert answer.rule == "centrum.gesloten"


@pytest.mark.parametrize("stranger", ["elsewhere", "person"])
def test_a_centre_is_not_there_for_others(stranger: str) -> None:
    centre = make_centre()
    row = make_member(centre, make_case())
    actor: Actor = broker("AM07") if stranger == "elsewhere" else person_actor(row.case.participant)

    for knock in (
        lambda: queries.centre(actor, centre.pk),
        lambda: close_centre(actor=actor, centre_id=centre.pk, now=START),
        lambda: invite_members(actor=actor, centre_id=centre.pk, now=START),
        lambda: open_centre(actor=actor, fields=centre_fields(make_employer()), now=START),
    ):
        with pytest.raises(NotFoundError):
            knock()
    assert queries.centres(actor) == ()
    assert Participant.objects.exists()
