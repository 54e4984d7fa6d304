"""What happens in a file is written to the person, once, with what happens next and by whom."""

import datetime as dt
from typing import Any

import pytest

from overstap.casework import actions
from overstap.casework.models import Case
from overstap.consent.models import Consent
from overstap.core.actor import Role
from overstap.core.consent import Item
from overstap.correspondence.models import Letter
from overstap.correspondence.writing import from_json
from overstap.parties.models import Party, PartyKind
from tests.conftest import START
from tests.factories.cases import ON_BENEFIT, adviser_elsewhere, adviser_of, make_case, offered
from tests.factories.cases import given as given_answer
from tests.factories.people import make_participant, make_professional, person_actor

pytestmark = pytest.mark.django_db


def text_to(case: Case, template: str) -> str:
    """The words of the one letter of a sort about a file."""
    letter = Letter.objects.get(template=template, about_id=str(case.pk), participant=case.participant)
    frozen = from_json(letter.frozen.reveal())
    return " ".join([frozen.subject, *(line for block in frozen.blocks for line in block.lines)])


def test_who_registers_gets_the_number_who_helps_and_before_when() -> None:
    case = make_case()
    told = text_to(case, "aanmelding_ontvangen")
    step = case.actions.get()

    assert case.number in told
    assert str(step.owner_party) in told
    assert f"uiterlijk op {step.due_on.day} " in told


def test_who_stops_gets_one_letter_that_says_that_nothing_follows() -> None:
    case = make_case()
    actions.withdraw_participation(actor=person_actor(case.participant), case_id=case.pk, now=START)

    assert "Dit verandert niets aan uw uitkering." in text_to(case, "gestopt")


def test_a_closed_file_says_why() -> None:
    case = make_case()
    actions.close_case(actor=adviser_of(case), case_id=case.pk, reason="U bent verhuisd naar Gent.", now=START)

    assert "U bent verhuisd naar Gent." in text_to(case, "dossier_gesloten")


def test_a_switch_is_told_in_words_once_a_day() -> None:
    case = make_case()
    person = person_actor(case.participant)
    row = Consent.objects.filter(participant=case.participant, item=Item.PROFILE).get()
    given: dict[str, Any] = {"actor": person, "consent_id": row.pk, "case_id": case.pk}
    actions.withdraw_item(**given, now=START)
    actions.permit_again(**given, now=START + dt.timedelta(hours=1))

    assert "wat u kunt en wilt" in text_to(case, "toestemming_ingetrokken")
    assert "wat u kunt en wilt" in text_to(case, "toestemming_gegeven")


def test_what_is_refused_is_told_to_nobody() -> None:
    case = make_case()
    before = Letter.objects.count()
    actions.close_case(actor=adviser_of(case), case_id=case.pk, reason=" ", now=START)

    assert Letter.objects.count() == before


def test_who_gets_another_first_responsible_party_reads_why_and_before_when() -> None:
    case = make_case()
    adviser, receiver = adviser_of(case), adviser_elsewhere()
    handover_id = offered(case, adviser, receiver)
    given_answer(actions.accept_handover(actor=receiver, handover_id=handover_id, now=START))
    told = text_to(case, "verantwoordelijke_gewijzigd")

    assert f"Vanaf 15 februari 2021 helpt {receiver.party_name} u. Tot die dag was dat {adviser.party_name}." in told
    assert not Letter.objects.filter(template="overdracht_aanvaard").exists()


def test_who_helps_hears_that_another_desk_registered_somebody_without_a_name() -> None:
    desk = make_professional(Role.DESK, party_kind=PartyKind.MUNICIPALITY)
    person = make_participant(email="")
    Party.objects.update(email="post@voorbeeld.nl")
    given_answer(
        actions.register_case(
            actor=desk, participant_id=person.pk, answers=ON_BENEFIT, given_through="balie", now=START
        )
    )
    case = Case.objects.get(participant=person)
    letter = Letter.objects.get(template="doorgegeven_loket")
    told = letter.frozen.reveal()

    assert letter.party_id == case.contact_party_id != desk.party_id
    assert case.number in told
    assert person.last_name not in told


def test_nobody_is_told_of_a_registration_at_the_own_desk() -> None:
    make_case()

    assert not Letter.objects.filter(template__in=("doorgegeven", "doorgegeven_loket")).exists()
