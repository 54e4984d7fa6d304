"""What happens to a file when the person takes permissions back, one by one or all of a party."""

import datetime as dt

import pytest

from overstap.casework import actions
from overstap.casework.access import sight_of
from overstap.casework.models import Case, Handover, HandoverState, NextAction
from overstap.consent.models import Consent
from overstap.core.consent import Item, Purpose
from overstap.core.decision import NotFoundError
from tests.conftest import START
from tests.factories.cases import (
    EMPLOYED,
    HEALTH,
    admitted_case,
    adviser_elsewhere,
    adviser_of,
    given,
    make_case,
    offered,
    refused,
)
from tests.factories.people import make_professional, person_actor

pytestmark = pytest.mark.django_db

LATER = START + dt.timedelta(days=1)


def open_step(case: Case) -> NextAction:
    return NextAction.objects.get(case=case, done_at__isnull=True)


def consent_of(case: Case, item: Item, purpose: Purpose = Purpose.GUIDANCE) -> int:
    return Consent.objects.get(
        participant=case.participant, party=case.first_responsible, item=item, purpose=purpose, withdrawn_at=None
    ).pk


@pytest.mark.requirement("R-401")
def test_one_part_that_is_switched_off_leaves_the_others_and_the_next_step() -> None:
    case = make_case()
    before = open_step(case).pk
    given(
        actions.withdraw_item(
            actor=person_actor(case.participant),
            case_id=case.pk,
            consent_id=consent_of(case, Item.PROFILE),
            now=LATER,
        )
    )
    items = sight_of(adviser_of(case), case, now=LATER).items

    assert Item.PROFILE not in items
    assert Item.INTAKE in items
    assert open_step(case).pk == before


def test_without_contact_data_the_responsible_party_cannot_guide_and_the_person_chooses() -> None:
    case = make_case()
    given(
        actions.withdraw_item(
            actor=person_actor(case.participant),
            case_id=case.pk,
            consent_id=consent_of(case, Item.CONTACT),
            now=LATER,
        )
    )

    assert open_step(case).by_person


def test_nobody_else_switches_off_and_a_closed_file_does_not_change() -> None:
    case = make_case()
    consent_id = consent_of(case, Item.PROFILE)
    with pytest.raises(NotFoundError):
        actions.withdraw_item(actor=adviser_of(case), case_id=case.pk, consent_id=consent_id, now=LATER)
    actions.withdraw_participation(actor=person_actor(case.participant), case_id=case.pk, now=LATER)
    refusal = actions.withdraw_item(
        actor=person_actor(case.participant), case_id=case.pk, consent_id=consent_id, now=LATER
    )

    assert refused(refusal).rule == "dossier.gesloten"


def test_without_its_contact_point_the_responsible_party_takes_the_initiative() -> None:
    answers = {
        **EMPLOYED,
        "tijdelijk_contract_stopt": True,
        "doelgroep_banenafspraak": False,
        "arbeidsbeperking": False,
    }
    case = make_case(answers, also_items=HEALTH)
    contact = case.contact_party_id
    given(
        actions.withdraw_consent(
            actor=person_actor(case.participant), case_id=case.pk, party_id=contact or 0, now=LATER
        )
    )
    case.refresh_from_db()

    assert contact != case.first_responsible_id
    assert case.contact_party_id == case.first_responsible_id
    assert open_step(case).owner_party_id == case.first_responsible_id


def test_after_a_hand_over_the_former_contact_point_no_longer_sees_the_file() -> None:
    answers = {
        **EMPLOYED,
        "tijdelijk_contract_stopt": True,
        "doelgroep_banenafspraak": False,
        "arbeidsbeperking": False,
    }
    case = make_case(answers, also_items=HEALTH)
    former = make_professional(party=case.contact_party)
    other = adviser_elsewhere()
    seen_before = sight_of(former, case, now=START).items
    given(actions.accept_handover(actor=other, handover_id=offered(case, adviser_of(case), other), now=LATER))
    case.refresh_from_db()

    assert seen_before
    assert not sight_of(former, case, now=LATER).items


def test_help_that_was_accepted_stays_visible_when_the_offer_of_the_file_is_refused() -> None:
    case, adviser = admitted_case()
    other = adviser_elsewhere()
    given(actions.accept_handover(actor=other, handover_id=offered(case, adviser, other, kind="hulp"), now=START))
    given(actions.refuse_handover(actor=other, handover_id=offered(case, adviser, other), reason="Nee.", now=LATER))

    assert sight_of(other, case, now=LATER).items == {Item.CONTACT}


def test_closing_a_file_ends_what_helpers_could_see() -> None:
    case, adviser = admitted_case()
    other, third = adviser_elsewhere(), adviser_elsewhere("vakbond")
    given(actions.accept_handover(actor=other, handover_id=offered(case, adviser, other, kind="hulp"), now=START))
    waiting = offered(case, adviser, third, kind="hulp")
    assert actions.close_case(actor=adviser, case_id=case.pk, reason="Klaar.", now=LATER) is None
    case.refresh_from_db()

    assert Handover.objects.get(pk=waiting).state == HandoverState.WITHDRAWN
    assert not sight_of(other, case, now=LATER).items
    assert not sight_of(third, case, now=LATER).items
    assert sight_of(adviser, case, now=LATER).items


def test_what_is_switched_on_again_gives_the_next_step_back_to_the_responsible_party() -> None:
    case = make_case()
    person, consent_id = person_actor(case.participant), consent_of(case, Item.CONTACT)
    given(actions.withdraw_item(actor=person, case_id=case.pk, consent_id=consent_id, now=START))
    given(actions.permit_again(actor=person, case_id=case.pk, consent_id=consent_id, now=LATER))
    other = make_case()
    with pytest.raises(NotFoundError):
        actions.permit_again(actor=person_actor(other.participant), case_id=other.pk, consent_id=consent_id, now=LATER)

    assert open_step(case).owner_party_id == case.first_responsible_id
    assert Item.CONTACT in sight_of(adviser_of(case), case, now=LATER).items
