"""Lists of vacancies for people and of people for vacancies: what is shown, to whom, and what is written down of it."""

import datetime as dt

import pytest

from overstap.audit.models import AuditLine
from overstap.casework.actions.profile import add_profile_line
from overstap.casework.values.profile import ProfileLine, ProfileWish
from overstap.consent.actions import withdraw_consent
from overstap.core.actor import Role
from overstap.core.consent import Item
from overstap.core.decision import NotFoundError
from overstap.mediation import actions, queries
from overstap.mediation.conditions import Condition
from overstap.mediation.models import ShownList, ShownMatch
from overstap.mediation.ranking import MatchClass
from overstap.people.models import Participant
from overstap.taxonomy.reading.starter import skill_uri
from tests.conftest import START
from tests.factories.cases import adviser_of, given, refused
from tests.factories.consent import agree
from tests.factories.mediation import let_look_for, make_seeker, make_vacancy
from tests.factories.people import make_participant, make_professional, party_of, person_actor

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R-352")
def test_the_person_gets_vacancies_that_fit_with_why_and_what_they_were_shown_is_kept() -> None:
    case, person = make_seeker(work=["Kok"])
    fitting, other = make_vacancy("kok"), make_vacancy("vrachtwagenchauffeur")

    page = queries.suited_vacancies(person, case.pk, now=START)
    again = queries.suited_vacancies(person, case.pk, now=START + dt.timedelta(minutes=5))
    shown = ShownList.objects.get(case=case)

    assert page.rows[0].vacancy.id == fitting.pk
    assert page.rows[0].gaps.match_class is MatchClass.SUITED
    assert sum(one.value for one in page.rows[0].terms) == pytest.approx(page.rows[0].total)
    assert other.pk not in [one.vacancy.id for one in page.rows[:1]]
    assert [one.vacancy.id for one in again.rows] == [one.vacancy.id for one in page.rows]
    assert (shown.by_person, shown.weights, shown.taxonomy) == (True, page.weights, page.taxonomy)
    assert list(shown.rows.values_list("vacancy_id", flat=True)) == [one.vacancy.id for one in page.rows]


def test_the_adviser_sees_what_fell_out_and_loosens_it_knowingly() -> None:
    case, _person = make_seeker(work=["Kok"])
    adviser = adviser_of(case)
    lorry = make_vacancy("kok", other=[("bewijs", "Rijbewijs C", "")])

    strict = queries.suited_vacancies(adviser, case.pk, now=START)
    loose = queries.suited_vacancies(adviser, case.pk, now=START, loosened={Condition.LICENCE})

    assert strict.rows == ()
    assert [(one.condition, one.number) for one in strict.left_out] == [(Condition.LICENCE, 1)]
    assert [one.vacancy.id for one in loose.rows] == [lorry.pk]
    assert ShownList.objects.get(case=case).conditions["los"] == ["bewijs"]


def test_wishes_of_the_profile_are_hard_conditions() -> None:
    case, person = make_seeker(
        work=["Kok"], wish=ProfileWish(hours_per_week=16, travel_minutes=20, travel_by=("fiets",))
    )
    make_vacancy("kok", hours_least=36, hours_most=40)
    make_vacancy("kok", municipality="Breda", region="AM26", hours_least=12, hours_most=20)
    near = make_vacancy("kok", hours_least=12, hours_most=20)

    page = queries.suited_vacancies(person, case.pk, now=START)

    assert [one.vacancy.id for one in page.rows] == [near.pk]
    assert {one.condition for one in page.left_out} == {Condition.HOURS, Condition.TRAVEL}


@pytest.mark.requirement("R-359")
def test_the_gaps_of_somebody_for_a_vacancy_are_named() -> None:
    case, person = make_seeker("luisteren", "klanten-helpen")
    vacancy = make_vacancy(skills=["luisteren", "klanten-helpen", "kassa"], optional=["voorraad"])

    card = queries.gaps(person, case.pk, vacancy.pk, now=START)
    known = {one.uri for one in card.confirmed}

    assert known == {skill_uri("luisteren"), skill_uri("klanten-helpen")}
    assert {one.uri for one in (*card.lacking_essential, *card.inferred)} >= {skill_uri("kassa")}
    assert card.match_class is MatchClass.BRIDGE
    assert not card.derived


def test_nobody_else_asks_for_the_gaps_or_the_list_of_somebody() -> None:
    case, _person = make_seeker(work=["Kok"])
    vacancy = make_vacancy()
    stranger = person_actor(make_participant())
    broker = make_professional(Role.BROKER, party=case.first_responsible)

    for actor in (stranger, broker, make_professional(Role.EMPLOYER), make_professional(Role.CASHIER)):
        with pytest.raises(NotFoundError):
            queries.gaps(actor, case.pk, vacancy.pk, now=START)
        with pytest.raises(NotFoundError):
            queries.suited_vacancies(actor, case.pk, now=START)


def test_a_refused_vacancy_leaves_the_list_and_returns_when_taken_back() -> None:
    case, person = make_seeker(work=["Kok"])
    vacancy = make_vacancy()
    said = given(
        actions.give_feedback(
            actor=person, case_id=case.pk, vacancy_id=vacancy.pk, fits=False, because="beroep", now=START
        )
    )
    gone = queries.suited_vacancies(person, case.pk, now=START)
    actions.take_back_feedback(actor=person, case_id=case.pk, vacancy_id=vacancy.pk, now=START)
    back = queries.suited_vacancies(person, case.pk, now=START)

    assert said.wish == ("beroep", vacancy.occupation_uri)
    assert gone.rows == ()
    assert [one.vacancy.id for one in back.rows] == [vacancy.pk]


def test_a_reason_becomes_a_condition_only_when_confirmed_and_can_be_let_go() -> None:
    case, person = make_seeker(work=["Kok"])
    first, second = make_vacancy(), make_vacancy()
    said = given(
        actions.give_feedback(
            actor=person, case_id=case.pk, vacancy_id=first.pk, fits=False, because="beroep", now=START
        )
    )

    assert said.wish is not None
    assert [one.vacancy.id for one in queries.suited_vacancies(person, case.pk, now=START).rows] == [second.pk]

    wish = given(actions.set_wish(actor=person, case_id=case.pk, kind=said.wish[0], value=said.wish[1], now=START))
    crossed = queries.suited_vacancies(person, case.pk, now=START)
    actions.end_wish(actor=person, case_id=case.pk, wish_id=wish, now=START)

    assert crossed.rows == ()
    assert len(queries.suited_vacancies(person, case.pk, now=START).rows) == 1


def test_a_no_without_a_reason_and_an_unknown_wish_are_refused() -> None:
    case, person = make_seeker(work=["Kok"])
    vacancy = make_vacancy()
    silent = actions.give_feedback(actor=person, case_id=case.pk, vacancy_id=vacancy.pk, fits=False, now=START)
    endless = actions.give_feedback(
        actor=person, case_id=case.pk, vacancy_id=vacancy.pk, fits=False, because="loon", text="a" * 301, now=START
    )

    assert refused(silent).rule == "passend.reden"
    assert refused(endless).rule == "passend.lang"
    assert refused(actions.set_wish(actor=person, case_id=case.pk, kind="leeftijd", value="50", now=START)).rule == (
        "zoekwens.onbekend"
    )


def test_what_we_suppose_is_asked_back_and_the_answer_counts_at_once() -> None:
    case, person = make_seeker("klanten-helpen", "luisteren")
    make_vacancy("verkoopmedewerker")
    page = queries.suited_vacancies(person, case.pk, now=START)
    first, second = page.unconfirmed[0], page.unconfirmed[1]
    given(actions.confirm_skill(actor=person, case_id=case.pk, uri=first.uri, can=True, now=START))
    given(actions.confirm_skill(actor=person, case_id=case.pk, uri=second.uri, can=False, now=START))
    after = queries.suited_vacancies(person, case.pk, now=START)

    assert first.uri in {one.uri for one in after.rows[0].gaps.confirmed}
    assert not {first.uri, second.uri} & {one.uri for one in after.unconfirmed}
    assert second.uri in {
        one.uri for one in (*after.rows[0].gaps.lacking_essential, *after.rows[0].gaps.lacking_optional)
    }


def test_what_an_adviser_typed_is_not_sure_until_the_person_says_so() -> None:
    case, person = make_seeker(work=["Kok"])
    agree(Participant.objects.get(pk=case.participant_id), adviser_of(case), (Item.PROFILE,))
    adviser = adviser_of(case)
    given(
        add_profile_line(
            actor=adviser, case_id=case.pk, line=ProfileLine(kind="competentie", name="kassa", code="kassa"), now=START
        )
    )
    vacancy = make_vacancy(skills=["kassa"])
    card = queries.gaps(person, case.pk, vacancy.pk, now=START)

    assert [one.uri for one in card.inferred] == [skill_uri("kassa")]
    assert card.confirmed == ()


@pytest.mark.requirement("R-408")
def test_a_broker_sees_nobody_who_did_not_agree_and_no_names_of_who_did() -> None:
    case, _person = make_seeker(work=["Kok"])
    vacancy = make_vacancy()
    broker = make_professional(Role.BROKER, party=party_of("gemeente"))
    before = queries.suited_people(broker, vacancy.pk, now=START)
    let_look_for(case, party_of("gemeente"))
    after = queries.suited_people(broker, vacancy.pk, now=START)
    read = AuditLine.objects.filter(verb="kandidaten_bekijken", subject_id=case.participant_id)

    assert before.rows == ()
    assert (after.agreed, len(after.rows)) == (1, 1)
    assert after.rows[0].name == ""
    assert len(after.rows[0].alias) == 6
    assert read.count() == 1


@pytest.mark.requirement("R-405", "R-408")
def test_who_withdraws_is_gone_from_the_lists_at_once() -> None:
    case, person = make_seeker(work=["Kok"])
    party = party_of("gemeente")
    vacancy = make_vacancy(party=party_of("werkgever"))
    broker = make_professional(Role.BROKER, party=party)
    employer = make_professional(Role.EMPLOYER, party=party_of("werkgever"))
    consent = let_look_for(case, party)
    alias = queries.suited_people(broker, vacancy.pk, now=START).rows[0].alias
    proposal = given(actions.propose_candidate(actor=broker, vacancy_id=vacancy.pk, alias=alias, now=START))
    given(actions.answer_proposal(actor=person, proposal_id=proposal, agrees=True, now=START))
    seen = queries.proposed_people(employer, now=START)
    withdraw_consent(actor=person, participant_id=case.participant_id, consent_id=consent, now=START)

    assert [one.name for one in seen] == [case.participant.full_name]
    assert queries.suited_people(broker, vacancy.pk, now=START).rows == ()
    assert queries.proposed_people(employer, now=START) == ()
    assert queries.proposed_people(broker, now=START) == ()
    assert not queries.may_be_looked_for(case.pk, START)
    with pytest.raises(NotFoundError):
        actions.propose_candidate(actor=broker, vacancy_id=vacancy.pk, alias=alias, now=START)


@pytest.mark.requirement("R-408")
def test_an_employer_sees_only_who_said_yes_for_their_own_vacancy() -> None:
    case, person = make_seeker(work=["Kok"])
    adviser = adviser_of(case)
    mine, theirs = party_of("werkgever"), make_professional(Role.EMPLOYER, party_kind="sociale_partner").party_id
    vacancy = make_vacancy(party=mine)
    employer = make_professional(Role.EMPLOYER, party=mine)
    other = make_professional(Role.EMPLOYER, party_kind="uwv")
    proposal = given(actions.propose_for_vacancy(actor=adviser, case_id=case.pk, vacancy_id=vacancy.pk, now=START))
    asked = queries.proposed_people(employer, now=START)
    for_them = refused(actions.answer_proposal(actor=adviser, proposal_id=proposal, agrees=True, now=START))
    given(actions.answer_proposal(actor=person, proposal_id=proposal, agrees=True, with_contact=True, now=START))
    seen = queries.proposed_people(employer, now=START)

    assert asked == ()
    assert for_them.rule == "voorstel.zelf"
    assert [(one.name, one.phone) for one in seen] == [(case.participant.full_name, case.participant.phone)]
    assert queries.proposed_people(other, now=START) == ()
    assert theirs != mine.pk

    given(actions.answer_proposal(actor=person, proposal_id=proposal, agrees=False, now=START))

    assert queries.proposed_people(employer, now=START) == ()
    assert (
        refused(actions.propose_for_vacancy(actor=adviser, case_id=case.pk, vacancy_id=vacancy.pk, now=START)).rule
        == "voorstel.nee"
    )


def test_a_yes_without_contact_shows_no_phone() -> None:
    case, person = make_seeker(work=["Kok"])
    vacancy = make_vacancy(party=party_of("werkgever"))
    employer = make_professional(Role.EMPLOYER, party=party_of("werkgever"))
    proposal = given(actions.propose_for_vacancy(actor=person, case_id=case.pk, vacancy_id=vacancy.pk, now=START))
    given(actions.answer_proposal(actor=person, proposal_id=proposal, agrees=True, now=START))

    assert [(one.phone, one.email) for one in queries.proposed_people(employer, now=START)] == [("", "")]


def test_a_taken_back_proposal_cannot_be_answered() -> None:
    case, person = make_seeker(work=["Kok"])
    vacancy = make_vacancy()
    adviser = adviser_of(case)
    proposal = given(actions.propose_for_vacancy(actor=adviser, case_id=case.pk, vacancy_id=vacancy.pk, now=START))
    twice = actions.propose_for_vacancy(actor=adviser, case_id=case.pk, vacancy_id=vacancy.pk, now=START)
    actions.take_back_proposal(actor=adviser, proposal_id=proposal, now=START)
    late = actions.answer_proposal(actor=person, proposal_id=proposal, agrees=True, now=START)

    assert refused(twice).rule == "voorstel.dubbel"
    assert refused(late).rule == "voorstel.klaar"


def test_the_switch_of_the_person_lets_a_party_look_and_stops_it() -> None:
    case, person = make_seeker(work=["Kok"])
    party = party_of("gemeente")
    vacancy = make_vacancy()
    broker = make_professional(Role.BROKER, party=party)

    assert actions.let_look(actor=person, case_id=case.pk, party_id=party.pk, now=START) is None
    assert len(queries.suited_people(broker, vacancy.pk, now=START).rows) == 1

    actions.stop_looking(actor=person, case_id=case.pk, party_id=party.pk, now=START)

    assert queries.suited_people(broker, vacancy.pk, now=START).rows == ()
    with pytest.raises(NotFoundError):
        actions.let_look(actor=adviser_of(case), case_id=case.pk, party_id=party.pk, now=START)


def test_how_many_others_saw_a_vacancy_is_told_without_the_one_who_looks() -> None:
    first, someone = make_seeker(work=["Kok"])
    second, other = make_seeker(work=["Kok"])
    make_vacancy()
    queries.suited_vacancies(someone, first.pk, now=START)
    page = queries.suited_vacancies(other, second.pk, now=START)

    assert page.rows[0].shown_to_others == 1
    assert ShownMatch.objects.count() == 2


def test_a_vacancy_that_nobody_confirmed_for_too_long_is_on_no_list() -> None:
    case, person = make_seeker(work=["Kok"])
    make_vacancy(now=START - dt.timedelta(days=90))
    young = make_vacancy(now=START - dt.timedelta(days=89))
    page = queries.suited_vacancies(person, case.pk, now=START)

    assert [(one.vacancy.id, one.days_old) for one in page.rows] == [(young.pk, 89)]
    assert page.rows[0].total < page.rows[0].score
