import datetime as dt

import pytest

from overstap.casework import actions, queries
from overstap.casework.access import sight_of
from overstap.casework.models import Case, Handover, HandoverState, NextAction, ResponsibilityPeriod
from overstap.core.actor import Actor, Role
from overstap.core.consent import ORDINARY_ITEMS, Item, Purpose
from overstap.core.decision import NotFoundError
from overstap.parties.models import Party, PartyKind
from tests.conftest import START
from tests.factories.cases import admitted_case, adviser_elsewhere, adviser_of, given, make_case, offered, refused
from tests.factories.people import make_professional, person_actor

pytestmark = pytest.mark.django_db

LATER = START + dt.timedelta(days=1)
NOTHING: frozenset[Item] = frozenset()


def open_step(case: Case) -> NextAction:
    return NextAction.objects.get(case=case, done_at__isnull=True)


def accept(actor: Actor, handover_id: int, now: dt.datetime = LATER) -> object:
    return actions.accept_handover(actor=actor, handover_id=handover_id, now=now)


@pytest.mark.requirement("R-123", "R-420")
def test_an_offer_asks_the_other_party_to_answer_before_a_day() -> None:
    case = make_case()
    other = adviser_elsewhere()
    handover = Handover.objects.get(pk=offered(case, adviser_of(case), other))
    step = open_step(case)

    assert handover.state == HandoverState.OFFERED
    assert handover.answer_due == dt.date(2021, 2, 20)
    assert (step.what, step.owner_party_id, step.due_on) == (
        "Antwoorden op de overdracht",
        other.party_id,
        handover.answer_due,
    )


@pytest.mark.requirement("R-123", "R-057", "R-078")
def test_accepting_moves_responsibility_owner_and_sight_together() -> None:
    case, adviser = admitted_case()
    other = adviser_elsewhere()
    given(accept(other, offered(case, adviser, other)))
    case.refresh_from_db()
    periods = list(ResponsibilityPeriod.objects.filter(case=case).order_by("from_at", "id"))

    assert (case.first_responsible_id, case.owner_id) == (other.party_id, other.user_id)
    assert case.state == "begeleiding"
    assert [(one.party_id, one.until_at) for one in periods] == [(adviser.party_id, LATER), (other.party_id, None)]
    assert sight_of(other, case, now=LATER, purpose=Purpose.GUIDANCE).items == ORDINARY_ITEMS
    assert sight_of(adviser, case, now=LATER).items == NOTHING
    assert open_step(case).owner_party_id == other.party_id


def test_the_person_may_let_the_sender_keep_looking() -> None:
    case = make_case()
    adviser, other = adviser_of(case), adviser_elsewhere()
    given(accept(other, offered(case, adviser, other, sender_keeps_sight=True)))

    assert sight_of(adviser, case, now=LATER).items == ORDINARY_ITEMS


@pytest.mark.requirement("R-420", "R-401")
def test_without_the_agreement_of_the_person_nothing_is_offered() -> None:
    case = make_case()
    other = adviser_elsewhere()
    refusal = refused(
        actions.offer_handover(
            actor=adviser_of(case),
            case_id=case.pk,
            kind="dossier",
            to_party_id=other.party_id or 0,
            because="Bijstand.",
            person_agrees=False,
            agreed_through="",
            now=START,
        )
    )

    assert refusal.rule == "overdracht.akkoord"
    assert sight_of(other, case, now=START).items == NOTHING


def test_nobody_shares_more_than_they_see() -> None:
    case = make_case()
    other = adviser_elsewhere()
    refusal = refused(
        actions.offer_handover(
            actor=adviser_of(case),
            case_id=case.pk,
            kind="hulp",
            to_party_id=other.party_id or 0,
            because="Schulden.",
            person_agrees=True,
            agreed_through="telefonisch",
            items=frozenset({Item.DEBTS}),
            now=START,
        )
    )

    assert refusal.rule == "overdracht.meer_dan_u_ziet"


@pytest.mark.requirement("R-420")
def test_refusing_needs_a_reason_and_returns_the_file_to_the_sender() -> None:
    case = make_case()
    adviser, other = adviser_of(case), adviser_elsewhere()
    handover_id = offered(case, adviser, other)
    without = actions.refuse_handover(actor=other, handover_id=handover_id, reason=" ", now=LATER)
    card = given(actions.refuse_handover(actor=other, handover_id=handover_id, reason="Woont elders.", now=LATER))
    case.refresh_from_db()

    assert refused(without).rule == "overdracht.reden"
    assert card.answer == "Woont elders."
    assert case.first_responsible_id == adviser.party_id
    assert open_step(case).owner_party_id == adviser.party_id
    assert sight_of(other, case, now=LATER).items == NOTHING


@pytest.mark.requirement("R-420")
def test_silence_returns_the_file_after_the_term_and_only_once() -> None:
    case = make_case()
    adviser, other = adviser_of(case), adviser_elsewhere()
    handover_id = offered(case, adviser, other)
    on_the_last_day = actions.return_silent_handovers(now=START + dt.timedelta(days=5))
    after = actions.return_silent_handovers(now=START + dt.timedelta(days=6))
    again = actions.return_silent_handovers(now=START + dt.timedelta(days=6))
    step = open_step(case)

    assert (on_the_last_day, after, again) == ((), (handover_id,), ())
    assert Handover.objects.get(pk=handover_id).state == HandoverState.RETURNED
    assert step.owner_party_id == adviser.party_id
    assert "teruggekeerd" in step.what
    assert sight_of(other, case, now=START + dt.timedelta(days=6)).items == NOTHING


def test_who_answers_after_the_return_or_twice_is_refused() -> None:
    case = make_case()
    adviser, other = adviser_of(case), adviser_elsewhere()
    handover_id = offered(case, adviser, other)
    given(accept(other, handover_id))
    again = accept(other, handover_id)
    case_two = make_case()
    late = offered(case_two, adviser_of(case_two), other)
    actions.return_silent_handovers(now=START + dt.timedelta(days=6))

    assert refused(again).rule == "overdracht.aanvaarden"
    with pytest.raises(NotFoundError):
        accept(other, late, START + dt.timedelta(days=6))


@pytest.mark.parametrize("part", ["sender", "person", "other"])
def test_an_offer_is_taken_back_by_the_sender_or_the_person_only(part: str) -> None:
    case = make_case()
    adviser, other = adviser_of(case), adviser_elsewhere()
    handover_id = offered(case, adviser, other)
    actor = {"sender": adviser, "person": person_actor(case.participant), "other": other}[part]
    answer = actions.withdraw_handover(actor=actor, handover_id=handover_id, now=LATER)

    if part == "other":
        assert refused(answer).rule == "overdracht.intrekken.wie"
    else:
        assert given(answer).state == HandoverState.WITHDRAWN
        assert sight_of(other, case, now=LATER).items == NOTHING


def test_only_the_receiver_answers() -> None:
    case = make_case()
    adviser, other = adviser_of(case), adviser_elsewhere()
    handover_id = offered(case, adviser, other)
    desk = make_professional(Role.DESK, party=Party.objects.get(pk=other.party_id))
    for actor in (adviser, person_actor(case.participant), desk):
        assert refused(accept(actor, handover_id)).rule == "overdracht.aanvaarden.wie"
    with pytest.raises(NotFoundError):
        accept(adviser_elsewhere(PartyKind.UNION), handover_id)

    assert Handover.objects.get(pk=handover_id).state == HandoverState.OFFERED


@pytest.mark.requirement("R-420", "R-077")
def test_help_beside_the_file_leaves_the_responsibility_and_records_the_first_contact() -> None:
    case = make_case()
    adviser, other = adviser_of(case), adviser_elsewhere()
    before = open_step(case)
    handover_id = offered(case, adviser, other, kind="hulp", instrument="F1")
    given(accept(other, handover_id))
    early = actions.record_first_contact(
        actor=other, handover_id=handover_id, contact_on=dt.date(2021, 2, 14), now=LATER
    )
    by_sender = actions.record_first_contact(
        actor=adviser, handover_id=handover_id, contact_on=dt.date(2021, 2, 16), now=LATER
    )
    card = given(
        actions.record_first_contact(actor=other, handover_id=handover_id, contact_on=dt.date(2021, 2, 16), now=LATER)
    )
    case.refresh_from_db()

    assert case.first_responsible_id == adviser.party_id
    assert open_step(case).pk == before.pk
    assert refused(early).rule == "overdracht.contactdatum"
    assert refused(by_sender).rule == "overdracht.eerste_contact"
    assert card.first_contact_on == dt.date(2021, 2, 16)


@pytest.mark.requirement("R-099")
def test_a_referral_to_the_learning_desk_is_recorded_as_second_ring() -> None:
    case = make_case()
    school = make_professional(party_kind=PartyKind.EDUCATION)
    handover_id = offered(case, adviser_of(case), school, kind="hulp")
    card = next(
        one
        for one in queries.case_page(person_actor(case.participant), case.pk, now=START).handovers
        if one.id == handover_id
    )

    assert card.second_ring


def test_a_school_cannot_become_first_responsible() -> None:
    case = make_case()
    school = make_professional(party_kind=PartyKind.EDUCATION)
    refusal = refused(
        actions.offer_handover(
            actor=adviser_of(case),
            case_id=case.pk,
            kind="dossier",
            to_party_id=school.party_id or 0,
            because="Leren.",
            person_agrees=True,
            agreed_through="telefonisch",
            now=START,
        )
    )

    assert refusal.rule == "parties.first-responsible-kind"


def test_a_party_of_another_region_and_a_second_offer_are_refused() -> None:
    case = make_case()
    adviser, other = adviser_of(case), adviser_elsewhere()
    far = make_professional(party_kind=PartyKind.MUNICIPALITY, region="AM12")
    offer = {
        "actor": adviser,
        "case_id": case.pk,
        "kind": "dossier",
        "because": "Bijstand.",
        "person_agrees": True,
        "agreed_through": "telefonisch",
        "now": START,
    }
    elsewhere = actions.offer_handover(to_party_id=far.party_id or 0, **offer)
    to_itself = actions.offer_handover(to_party_id=adviser.party_id or 0, **offer)
    offered(case, adviser, other)
    second = actions.offer_handover(to_party_id=other.party_id or 0, **offer)

    assert refused(elsewhere).rule == "overdracht.ontvanger"
    assert refused(to_itself).rule == "overdracht.zelf"
    assert refused(second).rule == "overdracht.loopt_al"


@pytest.mark.requirement("R-401")
def test_taking_consent_back_from_the_receiver_takes_the_offer_back() -> None:
    case = make_case()
    adviser, other = adviser_of(case), adviser_elsewhere()
    handover_id = offered(case, adviser, other)
    given(
        actions.withdraw_consent(
            actor=person_actor(case.participant), case_id=case.pk, party_id=other.party_id or 0, now=LATER
        )
    )

    assert Handover.objects.get(pk=handover_id).state == HandoverState.WITHDRAWN
    assert open_step(case).owner_party_id == adviser.party_id


def test_after_taking_consent_back_the_person_offers_the_file_to_another_party() -> None:
    case = make_case()
    person, other = person_actor(case.participant), adviser_elsewhere()
    given(actions.withdraw_consent(actor=person, case_id=case.pk, party_id=case.first_responsible_id, now=START))
    given(accept(other, offered(case, person, other)))
    case.refresh_from_db()

    assert case.first_responsible_id == other.party_id
    assert ResponsibilityPeriod.objects.filter(case=case, until_at__isnull=True).count() == 1


def test_each_side_sees_its_hand_overs_and_nothing_without_permission() -> None:
    case = make_case()
    adviser, other = adviser_of(case), adviser_elsewhere()
    handover_id = offered(case, adviser, other)
    incoming = queries.open_handovers(other, START).incoming
    outgoing = queries.open_handovers(adviser, START).outgoing
    actions.withdraw_consent(
        actor=person_actor(case.participant), case_id=case.pk, party_id=case.first_responsible_id, now=LATER
    )
    blind = queries.open_handovers(adviser, LATER).outgoing

    assert [(card.id, bool(card.name)) for card in incoming] == [(handover_id, True)]
    assert [(card.id, bool(card.name)) for card in outgoing] == [(handover_id, True)]
    assert blind == ()
    assert queries.open_handovers(adviser_elsewhere(PartyKind.UNION), START) == queries.Handovers((), (), ())
