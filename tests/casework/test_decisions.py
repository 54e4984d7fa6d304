import datetime as dt

import pytest

from overstap.casework import actions, queries
from overstap.casework.models import Assessment, Case, Decision, NextAction
from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError
from tests.conftest import START
from tests.factories.cases import (
    EMPLOYED,
    HEALTH,
    LIKELY,
    ON_BENEFIT,
    admitted_case,
    adviser_elsewhere,
    adviser_of,
    answer,
    assessed,
    given,
    make_case,
    refused,
)
from tests.factories.people import make_participant, person_actor

pytestmark = pytest.mark.django_db

LATER = START + dt.timedelta(hours=1)


def decide(
    case: Case, actor: Actor, assessment_id: int, kind: str = "aanvullende_hulp", motivation: str = "Past."
) -> object:
    return actions.decide(
        actor=actor, case_id=case.pk, assessment_id=assessment_id, kind=kind, motivation=motivation, now=LATER
    )


def likely() -> tuple[Case, Actor]:
    case = make_case({**ON_BENEFIT, **LIKELY}, also_items=HEALTH)
    return case, adviser_of(case)


@pytest.mark.requirement("R-111", "R-007")
def test_advice_comes_with_grounds_sources_and_the_version_it_stands_on() -> None:
    case, adviser = likely()
    card = given(actions.assess_case(actor=adviser, case_id=case.pk, now=START))
    row = Assessment.objects.get(pk=card.id)

    assert card.advice in {"mogelijk", "waarschijnlijk"}
    assert {ground.condition for ground in card.grounds if ground.bearing == "voor"} >= {"sector", "opleiding", "taal"}
    assert all(ground.source and ground.nl and ground.en for ground in card.grounds)
    assert row.receipt["scheme"] == "selectie"
    assert row.receipt["version"] == "2020-12-01"
    assert {one.scheme for one in card.related} == {"doelgroep", "afstand", "contactpunt"}


@pytest.mark.requirement("R-111")
def test_a_person_decides_with_a_motivation_and_the_guidance_starts() -> None:
    case, adviser = admitted_case()
    decision = Decision.objects.get(case=case)
    step = NextAction.objects.get(case=case, done_at__isnull=True)

    assert case.state == "begeleiding"
    assert decision.decided_by_id == adviser.user_id
    assert not decision.deviates
    assert step.what == "Arrangement opstellen met de deelnemer"
    assert queries.may_use_budget(case.pk) is None


@pytest.mark.requirement("R-111")
def test_without_a_motivation_there_is_no_decision() -> None:
    case, adviser = likely()
    refusal = refused(decide(case, adviser, assessed(case, adviser), motivation="  "))

    assert refusal.rule == "besluit.motivering"
    assert not Decision.objects.filter(case=case).exists()


@pytest.mark.requirement("R-111")
def test_deviating_from_the_advice_is_allowed_and_recorded() -> None:
    case, adviser = likely()
    card = given(decide(case, adviser, assessed(case, adviser), kind="eigen_dienstverlening"))
    case.refresh_from_db()

    assert card.deviates
    assert case.state == "eigen_dienstverlening"
    assert queries.figures("AM26", dt.date(2021, 2, 1), dt.date(2021, 3, 1)).deviating == 1


@pytest.mark.requirement("R-111")
def test_who_is_advised_against_can_be_admitted_with_a_reason() -> None:
    unlikely = {
        "wil_ondersteuning": False,
        "verwachte_werkloosheidsduur": 1,
        "sector_laatste_werk": "ict_en_media",
        "hoogste_opleiding": "wo",
        "jaren_laatste_functie": 1,
        "taalniveau_mondeling": "C2",
        "school_verlaten": "niet",
    }
    case = make_case({**ON_BENEFIT, **unlikely})
    adviser = adviser_of(case)
    answer(case, person_actor(case.participant), {"doelgroep_banenafspraak": False}, tick=True)
    assessment_id = assessed(case, adviser)
    card = given(decide(case, adviser, assessment_id, motivation="Mantelzorg maakt zoeken zwaar."))

    assert Assessment.objects.get(pk=assessment_id).outputs["advies"]["waarde"] == "onwaarschijnlijk"
    assert card.deviates


@pytest.mark.requirement("R-112")
def test_someone_with_a_university_degree_can_be_likely() -> None:
    pilot = make_participant(birth_date=dt.date(1963, 3, 1))
    answers = {
        **EMPLOYED,
        "wil_ondersteuning": True,
        "hoogste_opleiding": "wo",
        "jaren_laatste_functie": 25,
        "sector_laatste_werk": "luchtvaart",
    }
    case = make_case(answers, participant=pilot)
    adviser = adviser_of(case)

    assert given(actions.assess_case(actor=adviser, case_id=case.pk, now=START)).advice == "waarschijnlijk"


@pytest.mark.requirement("R-113")
def test_banenafspraak_is_likely_and_can_be_admitted_with_nothing_else_known() -> None:
    case = make_case()
    adviser = adviser_of(case)
    answer(case, person_actor(case.participant), {"doelgroep_banenafspraak": True}, tick=True)
    card = given(actions.assess_case(actor=adviser, case_id=case.pk, now=START))

    assert card.advice == "waarschijnlijk"
    assert given(decide(case, adviser, card.id)).kind == "aanvullende_hulp"


@pytest.mark.requirement("R-096")
def test_without_a_judged_distance_nobody_is_admitted() -> None:
    case, adviser = likely()
    card = given(actions.assess_case(actor=adviser, case_id=case.pk, now=START))

    assert refused(decide(case, adviser, card.id)).rule == "besluit.afstand_onbekend"


@pytest.mark.requirement("R-097")
def test_with_a_limited_distance_there_is_no_money_of_the_team() -> None:
    case, adviser = likely()
    assessment_id = assessed(case, adviser, distance="beperkt")
    refusal = refused(decide(case, adviser, assessment_id))
    own = given(decide(case, adviser, assessment_id, kind="eigen_dienstverlening"))

    assert refusal.rule == "besluit.afstand_beperkt"
    assert refusal.remedy
    assert own.kind == "eigen_dienstverlening"
    assert refused(queries.may_use_budget(case.pk)).rule == "dossier.geen_aanvullende_hulp"


@pytest.mark.requirement("R-098")
def test_with_a_large_distance_the_team_helps() -> None:
    case, adviser = likely()

    assert given(decide(case, adviser, assessed(case, adviser, distance="groot"))).kind == "aanvullende_hulp"


@pytest.mark.requirement("R-095")
def test_a_missing_step_of_the_own_services_warns_and_does_not_stop() -> None:
    case, adviser = likely()
    warned = given(decide(case, adviser, assessed(case, adviser)))
    other, second = likely()
    given(
        actions.record_own_service(
            actor=second,
            case_id=other.pk,
            party_id=second.party_id or 0,
            what="Training solliciteren",
            started_on=dt.date(2021, 2, 1),
            now=START,
        )
    )
    silent = given(decide(other, second, assessed(other, second)))

    assert any("eigen dienstverlening" in sentence for sentence in warned.warnings)
    assert not any("eigen dienstverlening" in sentence for sentence in silent.warnings)


@pytest.mark.requirement("R-079", "R-051")
def test_long_on_benefit_is_refused_until_the_region_chooses_otherwise() -> None:
    answers = {
        "huidige_status": "geen_werk",
        "uitkering": "bijstand",
        "door_corona": False,
        "al_langer_in_uitkering": True,
        "doelgroep_banenafspraak": False,
    }
    case = make_case(answers, also_items=HEALTH)
    adviser = adviser_of(case, Role.ADVISER, Role.COORDINATOR)
    off = refused(decide(case, adviser, assessed(case, adviser)))
    given(
        actions.set_regional_value(
            actor=adviser,
            region_code="AM26",
            scheme_id="doelgroep",
            parameter="gemeente_helpt_ook_langer_in_uitkering",
            value=True,
            valid_from=dt.date(2021, 2, 15),
            because="Besluit van de gemeenten.",
            now=START,
        )
    )
    on = given(decide(case, adviser, assessed(case, adviser, now=LATER)))
    group = Assessment.objects.filter(case=case, scheme="doelgroep").order_by("-id").first()

    assert off.rule == "besluit.doelgroep"
    assert on.kind == "aanvullende_hulp"
    assert group is not None
    assert group.outputs["betaling"]["waarde"] == "regulier"


def test_an_advice_from_before_a_newer_answer_cannot_be_decided_on() -> None:
    case, adviser = likely()
    assessment_id = assessed(case, adviser)
    answer(case, adviser, {"hoogste_opleiding": "wo"}, now=START + dt.timedelta(minutes=5))

    assert refused(decide(case, adviser, assessment_id)).rule == "besluit.verouderd"


def test_an_older_advice_and_one_of_another_file_cannot_be_decided_on() -> None:
    case, adviser = likely()
    old = assessed(case, adviser)
    other, _second = likely()
    new = assessed(case, adviser, now=START + dt.timedelta(minutes=5))
    refusal = refused(decide(case, adviser, old))
    with pytest.raises(NotFoundError):
        decide(other, adviser_of(other), new)

    assert refusal.rule == "besluit.verouderd"


@pytest.mark.requirement("R-111")
def test_neither_the_person_nor_a_desk_nor_another_party_decides() -> None:
    case, adviser = likely()
    assessment_id = assessed(case, adviser)
    for actor in (person_actor(case.participant), adviser_of(case, Role.DESK)):
        assert refused(decide(case, actor, assessment_id)).rule.startswith("dossier.toelaten")
    with pytest.raises(NotFoundError):
        decide(case, adviser_elsewhere(), assessment_id)

    assert not Decision.objects.filter(case=case).exists()


@pytest.mark.requirement("R-007", "R-011")
def test_a_region_that_changes_a_weight_leaves_earlier_advice_as_it_was() -> None:
    case, adviser = likely()
    coordinator = adviser_of(case, Role.COORDINATOR)
    before = given(actions.assess_case(actor=adviser, case_id=case.pk, now=START))
    given(
        actions.set_regional_value(
            actor=coordinator,
            region_code="AM26",
            scheme_id="selectie",
            parameter="waarschijnlijk_vanaf",
            value=99,
            valid_from=dt.date(2021, 2, 16),
            because="Werk in uitvoering.",
            now=START,
        )
    )
    tomorrow = START + dt.timedelta(days=1)
    after = given(actions.assess_case(actor=adviser, case_id=case.pk, now=tomorrow))
    page = queries.case_page(adviser, case.pk, now=tomorrow)
    shown = next(one for one in page.assessments if one.id == before.id)

    assert (before.advice, after.advice) == ("waarschijnlijk", "mogelijk")
    assert shown.advice == "waarschijnlijk"


def test_what_is_national_cannot_be_set_by_a_region_and_nobody_sets_it_for_another() -> None:
    case, _adviser = likely()
    coordinator = adviser_of(case, Role.COORDINATOR)
    values = {
        "scheme_id": "selectie",
        "value": 5,
        "valid_from": dt.date(2021, 2, 15),
        "because": "Omdat.",
        "now": START,
    }
    national = actions.set_regional_value(actor=coordinator, region_code="AM26", parameter="jong_onder", **values)
    unknown = actions.set_regional_value(actor=coordinator, region_code="AM26", parameter="onzin", **values)
    with pytest.raises(NotFoundError):
        actions.set_regional_value(actor=coordinator, region_code="AM12", parameter="gewicht_taal", **values)

    assert refused(national).rule == refused(unknown).rule == "regionale_waarde.niet_vrij"


@pytest.mark.requirement("R-103", "R-114")
def test_a_result_of_another_partys_tool_is_kept_with_name_version_and_date() -> None:
    case, adviser = likely()
    diagnosis = {"case_id": case.pk, "tool": "Werkverkenner", "result": "52", "now": START}
    given(actions.add_diagnosis(actor=adviser, tool_version="2.0", taken_on=dt.date(2021, 2, 10), **diagnosis))
    without_version = actions.add_diagnosis(actor=adviser, tool_version=" ", taken_on=dt.date(2021, 2, 10), **diagnosis)
    tomorrow = actions.add_diagnosis(actor=adviser, tool_version="2", taken_on=dt.date(2021, 2, 16), **diagnosis)
    card = queries.case_page(adviser, case.pk, now=START).diagnoses[0]

    assert (card.tool, card.tool_version, card.taken_on) == ("Werkverkenner", "2.0", dt.date(2021, 2, 10))
    assert refused(without_version).rule == "diagnose.volledig"
    assert refused(tomorrow).rule == "diagnose.toekomst"
