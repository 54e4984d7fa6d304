import datetime as dt
from collections.abc import Mapping

import pytest

from overstap.audit.models import AuditLine
from overstap.casework import actions, queries
from overstap.casework.models import Case, CaseFact, Entrance, NextAction, ResponsibilityPeriod
from overstap.casework.values import Registered
from overstap.consent.models import Consent
from overstap.core.actor import Actor, Role
from overstap.core.consent import ORDINARY_ITEMS, Item
from overstap.core.decision import NotFoundError, Refusal
from overstap.parties.models import Party, PartyKind
from overstap.people.models import Participant
from tests.conftest import AMSTERDAM, START
from tests.factories.cases import (
    EMPLOYED,
    ON_ASSISTANCE,
    ON_BENEFIT,
    adviser_of,
    given,
    make_case,
    refused,
)
from tests.factories.people import make_participant, make_professional, person_actor

pytestmark = pytest.mark.django_db


def register(
    participant: Participant,
    answers: Mapping[str, object] = ON_BENEFIT,
    actor: Actor | None = None,
    now: dt.datetime = START,
    **more: object,
) -> Registered | Refusal:
    return actions.register_case(
        actor=actor or person_actor(participant),
        participant_id=participant.pk,
        answers=answers,
        given_through="online",
        now=now,
        **more,
    )


@pytest.mark.requirement("R-071", "R-072", "R-074", "R-070")
@pytest.mark.parametrize(
    ("answers", "kinds"),
    [
        (EMPLOYED, {PartyKind.UNION}),
        (ON_BENEFIT, {PartyKind.UWV}),
        (ON_ASSISTANCE, {PartyKind.MUNICIPALITY}),
    ],
)
def test_the_situation_of_now_decides_who_is_first_responsible(answers: Mapping[str, object], kinds: set[str]) -> None:
    case = make_case(answers)

    assert case.first_responsible.kind in kinds


@pytest.mark.requirement("R-076")
def test_a_young_employee_under_notice_goes_to_the_social_partners() -> None:
    young = make_participant(birth_date=dt.date(1998, 6, 1))
    case = make_case(EMPLOYED, participant=young)

    assert case.first_responsible.kind == PartyKind.UNION


@pytest.mark.requirement("R-080")
def test_the_place_of_residence_decides_the_region_and_the_municipality() -> None:
    case = make_case(ON_ASSISTANCE, participant=make_participant(municipality="Waalwijk"))

    assert case.region.name == "Midden-Brabant"


@pytest.mark.requirement("R-094")
@pytest.mark.parametrize(
    ("answers", "entrance"),
    [(EMPLOYED, Entrance.THREATENED), (ON_BENEFIT, Entrance.UNEMPLOYMENT), (ON_ASSISTANCE, Entrance.MUNICIPAL)],
)
def test_each_case_has_one_of_three_entrances(answers: Mapping[str, object], entrance: str) -> None:
    assert make_case(answers).entrance == entrance


@pytest.mark.requirement("R-057", "R-093")
def test_a_new_case_has_one_responsible_party_and_the_task_to_check_the_criteria() -> None:
    case = make_case()
    periods = ResponsibilityPeriod.objects.filter(case=case, until_at__isnull=True)
    step = NextAction.objects.get(case=case, done_at__isnull=True)

    assert [period.party_id for period in periods] == [case.first_responsible_id]
    assert step.what == "Criteria nagaan: past de extra hulp?"
    assert step.owner_party_id == case.contact_party_id
    assert step.due_on == dt.date(2021, 2, 20)


@pytest.mark.requirement("R-087", "R-093")
def test_with_a_temporary_contract_the_union_is_responsible_and_uwv_takes_the_initiative() -> None:
    answers = {
        **EMPLOYED,
        "tijdelijk_contract_stopt": True,
        "doelgroep_banenafspraak": False,
        "arbeidsbeperking": False,
    }
    case = make_case(answers, also_items=frozenset({Item.HEALTH}))

    assert case.first_responsible.kind == PartyKind.UNION
    assert case.contact_party.kind == PartyKind.UWV
    assert NextAction.objects.get(case=case, done_at__isnull=True).owner_party_id == case.contact_party_id


def test_the_person_is_told_who_helps_first_and_why() -> None:
    participant = make_participant()
    registered = given(register(participant))

    assert registered.first_responsible.name == "UWV"
    assert "WW" in registered.because_nl
    assert registered.because_en
    assert "Werkdocument" in registered.source
    assert registered.number.startswith("2021-")


@pytest.mark.requirement("R-400", "R-128")
def test_without_agreement_there_is_no_case() -> None:
    participant = make_participant()
    answers = {
        "actor": person_actor(participant),
        "participant_id": participant.pk,
        "answers": ON_BENEFIT,
        "now": START,
    }
    silent = refused(actions.register_case(given_through=" ", **answers))
    unwilling = refused(register(participant, {**ON_BENEFIT, "vrijwillig_akkoord": False}))

    assert silent.rule == unwilling.rule == "aanmelden.vrijwillig"
    assert not Case.objects.filter(participant=participant).exists()


@pytest.mark.requirement("R-400", "R-401")
def test_agreement_lets_the_first_responsible_party_see_the_ordinary_parts_only() -> None:
    case = make_case()
    held = Consent.objects.filter(participant=case.participant, party=case.first_responsible, withdrawn_at__isnull=True)

    assert {row.item for row in held} == set(ORDINARY_ITEMS)
    assert not {Item.HEALTH, Item.DEBTS} & {row.item for row in held}


def test_a_sensitive_answer_needs_its_own_tick_and_is_kept_with_it() -> None:
    participant = make_participant()
    answers = {**ON_BENEFIT, "arbeidsbeperking": True}
    refusal = refused(register(participant, answers))
    registered = given(register(participant, answers, also_items=frozenset({Item.HEALTH})))

    assert refusal.rule == "intake.aparte_toestemming"
    assert CaseFact.objects.filter(case_id=registered.case_id, fact_id="arbeidsbeperking").exists()
    assert Consent.objects.filter(participant=participant, item=Item.HEALTH, withdrawn_at__isnull=True).exists()


@pytest.mark.requirement("R-102")
def test_whoever_walks_in_at_the_wrong_desk_is_not_sent_away() -> None:
    participant = make_participant()
    desk = make_professional(Role.DESK, party_kind=PartyKind.MUNICIPALITY)
    registered = given(register(participant, ON_BENEFIT, actor=desk))

    assert registered.first_responsible.name == "UWV"
    assert registered.region_code == "AM26"


@pytest.mark.requirement("R-102", "R-080")
def test_a_desk_in_another_region_may_register_someone_new() -> None:
    participant = make_participant()
    elsewhere = make_professional(Role.DESK, region="AM12")

    assert given(register(participant, actor=elsewhere)).region_code == "AM26"


@pytest.mark.requirement("R-077")
def test_who_brought_the_person_in_is_kept_apart_from_who_is_responsible() -> None:
    union = Party.objects.filter(kind=PartyKind.UNION).order_by("id").first()
    case = make_case(referrer_party_id=union.pk)

    assert case.referrer == union
    assert case.first_responsible.kind == PartyKind.UWV


def test_a_person_can_prefer_their_own_union() -> None:
    own = make_professional(party_kind=PartyKind.UNION)
    unions = Party.objects.filter(kind=PartyKind.UNION, regions__region__code="AM26").distinct().order_by("-id")
    case = make_case(EMPLOYED, preferred_party_id=unions[0].pk)

    assert own.party_kind == PartyKind.UNION
    assert case.first_responsible == unions[0]


def test_a_second_open_case_is_refused_and_after_closing_it_is_possible() -> None:
    case = make_case()
    again = refused(register(case.participant))
    given_back = actions.withdraw_participation(actor=person_actor(case.participant), case_id=case.pk, now=START)
    later = given(register(case.participant, now=START + dt.timedelta(days=1)))

    assert again.rule == "aanmelden.dubbel"
    assert given_back is None
    assert later.number > case.number


def test_without_the_situation_the_routing_is_refused_and_names_what_is_missing() -> None:
    refusal = refused(register(make_participant(), {"door_corona": True}))

    assert refusal.rule == "routering.onbekend"
    assert "Situatie" in refusal.sentence()


@pytest.mark.requirement("R-008")
def test_before_the_declaration_is_in_force_nobody_can_be_registered() -> None:
    early = dt.datetime(2020, 11, 30, 12, tzinfo=AMSTERDAM)
    in_force = dt.datetime(2020, 12, 1, 12, tzinfo=AMSTERDAM)
    participant = make_participant(now=early)

    assert refused(register(participant, now=early)).rule == "aanmelden.niet_in_werking"
    assert given(register(participant, now=in_force)).number.startswith("2020-")


@pytest.mark.parametrize(
    "answers", [{"leeftijd": 20}, {"bestaat_niet": 1}, {"huidige_status": "piraat"}, {"weken_aanwezig": 4}]
)
def test_an_answer_that_does_not_fit_is_refused(answers: dict[str, object]) -> None:
    refusal = refused(register(make_participant(), {**ON_BENEFIT, **answers}))

    assert refusal.rule in {"intake.vraag", "intake.antwoord"}


def test_nobody_registers_another_person() -> None:
    victim, other = make_participant(), make_participant()
    for actor in (
        person_actor(other),
        make_professional(Role.CASHIER),
        make_professional(Role.STEERING_GROUP, party_kind=PartyKind.UNION),
    ):
        with pytest.raises(NotFoundError):
            register(victim, actor=actor)

    assert not Case.objects.filter(participant=victim).exists()


def test_registration_leaves_a_line_in_the_trail() -> None:
    case = make_case()
    line = AuditLine.objects.get(verb="aanmelden", object_id=str(case.pk))

    assert line.subject_id == case.participant_id
    assert line.by_subject


def test_numbers_are_given_out_per_year_in_order() -> None:
    first, second = make_case(), make_case()
    year_later = make_case(now=START + dt.timedelta(days=365))

    assert first.number < second.number < year_later.number
    assert year_later.number == "2022-000001"


@pytest.mark.requirement("R-083")
def test_a_group_of_attention_is_counted_and_is_never_refused() -> None:
    answers = {"huidige_status": "zelfstandig", "uitkering": "tozo", "door_corona": True}
    case = make_case(answers)
    counted = queries.figures("AM26", dt.date(2021, 2, 1), dt.date(2021, 3, 1))

    assert case.first_responsible.kind == PartyKind.MUNICIPALITY
    assert counted.groups["zelfstandige"] == 1
    assert adviser_of(case).party_id == case.first_responsible_id
