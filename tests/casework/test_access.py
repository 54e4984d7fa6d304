"""Who may see which part of a file: every kind of actor against every part."""

import datetime as dt

import pytest

from overstap.audit.models import AuditLine, Mode
from overstap.casework import actions, queries
from overstap.casework.access import access_case, sight_of, visible_cases
from overstap.casework.models import Case
from overstap.consent import actions as consent
from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.consent import ORDINARY_ITEMS, Item, Purpose
from overstap.core.decision import NotFoundError
from overstap.parties.models import PartyKind
from tests.conftest import START
from tests.factories.cases import EMPLOYED, adviser_elsewhere, adviser_of, answer, given, make_case, offered
from tests.factories.people import make_participant, make_professional, party_of, person_actor

pytestmark = pytest.mark.django_db

ALL = frozenset(Item)
CONTACT = frozenset({Item.CONTACT})
NOTHING: frozenset[Item] = frozenset()


def actors(case: Case) -> dict[str, tuple[Actor, frozenset[Item]]]:
    """Every kind of actor, with the parts that they may see of a fresh file."""
    party = case.first_responsible
    return {
        "the person": (person_actor(case.participant), ALL),
        "another person": (person_actor(make_participant()), NOTHING),
        "the system": (SYSTEM, ALL),
        "adviser of the responsible party": (adviser_of(case), ORDINARY_ITEMS),
        "coordinator of the responsible party": (adviser_of(case, Role.COORDINATOR), ORDINARY_ITEMS),
        "desk of the responsible party": (adviser_of(case, Role.DESK), ORDINARY_ITEMS),
        "adviser of that party elsewhere": (make_professional(party=party, region="AM12"), NOTHING),
        "cashier of that party": (make_professional(Role.CASHIER, party=party), NOTHING),
        "approver of that party": (make_professional(Role.CASHIER_APPROVER, party=party), NOTHING),
        "adviser of another party": (adviser_elsewhere(), NOTHING),
        "desk of another party": (adviser_elsewhere(PartyKind.MUNICIPALITY, Role.DESK), CONTACT),
        "desk of another region": (make_professional(Role.DESK, region="AM12"), NOTHING),
        "coordinator of another party": (adviser_elsewhere(PartyKind.UNION, Role.COORDINATOR), CONTACT),
        "steering group": (make_professional(Role.STEERING_GROUP, party_kind=PartyKind.UNION), NOTHING),
        "framework keeper": (make_professional(Role.FRAMEWORK_KEEPER, party_kind=PartyKind.MINISTRY), NOTHING),
        "nobody": (Actor(user_id=None, name="", roles=frozenset({Role.PERSON})), NOTHING),
    }


@pytest.mark.requirement("R-125", "R-401", "R-404")
def test_every_kind_of_actor_sees_its_parts_and_no_other() -> None:
    case = make_case()
    expected = actors(case)

    for kind, (actor, items) in expected.items():
        assert sight_of(actor, case, now=START).items == items, kind


@pytest.mark.requirement("R-125")
def test_the_page_gives_only_the_parts_that_are_seen_and_else_is_not_found() -> None:
    case = make_case()
    answer(case, person_actor(case.participant), {"hulpvraag_schulden": True}, tick=True)
    for kind, (actor, items) in actors(case).items():
        if not items:
            with pytest.raises(NotFoundError):
                queries.case_page(actor, case.pk, now=START)
            continue
        page = queries.case_page(actor, case.pk, now=START)
        facts = {card.fact_id for card in page.facts}

        assert (page.contact is not None) == (Item.CONTACT in page.items), kind
        assert bool(facts) == (Item.INTAKE in page.items), kind
        assert ("hulpvraag_schulden" in facts) == (Item.DEBTS in page.items), kind
        assert bool(page.assessments) == (Item.ADVICE in page.items), kind
        assert bool(page.responsibilities) == (page.items != CONTACT), kind


@pytest.mark.requirement("R-401")
def test_every_look_and_every_refused_look_leaves_a_line() -> None:
    case = make_case()
    adviser, stranger = adviser_of(case), adviser_elsewhere()
    queries.case_page(adviser, case.pk, now=START)
    with pytest.raises(NotFoundError):
        queries.case_page(stranger, case.pk, now=START)
    lines = AuditLine.objects.filter(object_kind="dossier", subject_id=case.participant_id).order_by("id")
    looks = [(line.mode, line.actor_user_id, line.purpose) for line in lines.exclude(mode=Mode.WRITE)]

    assert looks == [
        (Mode.READ, adviser.user_id, "begeleiding"),
        (Mode.DENIED, stranger.user_id, "begeleiding"),
    ]


@pytest.mark.requirement("R-125")
def test_a_refused_action_leaves_a_line_too() -> None:
    case = make_case()
    stranger = adviser_elsewhere()
    with pytest.raises(NotFoundError):
        actions.take_case(actor=stranger, case_id=case.pk, now=START)

    assert AuditLine.objects.filter(mode=Mode.DENIED, verb="oppakken", actor_user_id=stranger.user_id).count() == 1


def test_a_file_that_does_not_exist_is_told_the_same_as_a_foreign_one() -> None:
    with pytest.raises(NotFoundError):
        queries.case_page(adviser_of(make_case()), 999_999, now=START)


@pytest.mark.requirement("R-401")
def test_taking_consent_back_works_at_once_and_the_person_chooses_who_goes_on() -> None:
    case = make_case()
    adviser, person = adviser_of(case), person_actor(case.participant)
    ended = actions.withdraw_consent(actor=person, case_id=case.pk, party_id=case.first_responsible_id, now=START)
    page = queries.person_page(person, START)

    assert ended == len(ORDINARY_ITEMS)
    assert sight_of(adviser, case, now=START).items == NOTHING
    assert list(visible_cases(adviser, now=START)) == []
    assert page.case is not None
    assert page.case.header.next_step is not None
    assert page.case.header.next_step.by_person


def test_only_the_person_takes_consent_back() -> None:
    case = make_case()
    with pytest.raises(NotFoundError):
        actions.withdraw_consent(actor=adviser_of(case), case_id=case.pk, party_id=case.first_responsible_id, now=START)


@pytest.mark.requirement("R-401")
@pytest.mark.parametrize("item", sorted(ORDINARY_ITEMS))
@pytest.mark.parametrize("purpose", sorted(Purpose))
def test_a_permission_opens_one_part_for_one_purpose_until_its_end(item: Item, purpose: Purpose) -> None:
    case = make_case()
    other = adviser_elsewhere()
    consent.give_consent(
        actor=person_actor(case.participant),
        participant_id=case.participant_id,
        party_id=other.party_id or 0,
        items={item},
        purpose=purpose,
        valid_until=START + dt.timedelta(days=7),
        given_through="online",
        now=START,
    )
    later = START + dt.timedelta(days=7)

    assert sight_of(other, case, now=START).items == {item}
    assert sight_of(other, case, now=START, purpose=purpose).items == {item}
    assert all(not sight_of(other, case, now=START, purpose=one).items for one in set(Purpose) - {purpose})
    assert sight_of(other, case, now=later).items == NOTHING


def test_the_receiver_of_an_offer_sees_what_the_person_agreed_to_and_for_that_purpose() -> None:
    case = make_case()
    other = adviser_elsewhere()
    offered(case, adviser_of(case), other, kind="hulp")
    page = queries.case_page(other, case.pk, now=START)

    assert page.items == CONTACT
    assert page.purpose == Purpose.HANDOVER
    assert len(page.handovers) == 1
    assert page.timeline == ()


@pytest.mark.requirement("R-401", "R-404")
def test_health_and_debts_are_not_told_through_the_reasons_of_an_advice() -> None:
    case = make_case()
    person, adviser = person_actor(case.participant), adviser_of(case)
    answer(case, person, {"doelgroep_banenafspraak": True, "banenafspraak_via": "wajong"}, tick=True)
    actions.assess_case(actor=adviser, case_id=case.pk, now=START)
    open_page = queries.case_page(adviser, case.pk, now=START)
    health = [row.id for row in consent.withdraw_all(actor=person, participant_id=case.participant_id, now=START)]
    for party_id in (case.first_responsible_id,):
        consent.give_consent(
            actor=person,
            participant_id=case.participant_id,
            party_id=party_id,
            items=ORDINARY_ITEMS,
            purpose=Purpose.GUIDANCE,
            valid_until=None,
            given_through="online",
            now=START + dt.timedelta(minutes=1),
        )
    closed_page = queries.case_page(adviser, case.pk, now=START + dt.timedelta(minutes=2))

    assert health
    assert "banenafspraak" in {ground.condition for one in open_page.assessments for ground in one.grounds}
    assert "banenafspraak" not in {ground.condition for one in closed_page.assessments for ground in one.grounds}
    assert "banenafspraak" in {output.value for one in open_page.assessments for output in one.outputs}
    assert "banenafspraak" not in {output.value for one in closed_page.assessments for output in one.outputs}
    assert "doelgroep_banenafspraak" not in {card.fact_id for card in closed_page.facts}


def test_an_adviser_can_lock_the_row_that_they_may_see() -> None:
    case = make_case()

    assert access_case(adviser_of(case), case.pk, now=START, for_update=True).pk == case.pk


# --- A desk that only finds the file -----------------------------------------------------------------


def with_union(step: str = "") -> tuple[Case, Actor]:
    """A file that a union guides, with its adviser; `step` is a next step in the words of the adviser."""
    case = make_case(EMPLOYED)
    adviser = adviser_of(case)
    assert case.first_responsible.kind == PartyKind.UNION
    given(actions.take_case(actor=adviser, case_id=case.pk, now=START))
    if step:
        given(
            actions.set_next_action(
                actor=adviser,
                case_id=case.pk,
                what=step,
                owner_party_id=adviser.party_id,
                due_on=START.date(),
                now=START,
            )
        )
    return case, adviser


@pytest.mark.requirement("R-125", "R-404")
@pytest.mark.parametrize("role", [Role.DESK, Role.COORDINATOR])
def test_which_union_helps_someone_is_told_to_no_party_without_consent(role: Role) -> None:
    case, adviser = with_union("Praten over schulden")
    stranger = make_professional(role, party_kind=PartyKind.MUNICIPALITY)
    seen = repr(
        (queries.case_page(stranger, case.pk, now=START), queries.desk_rows(stranger, START, [case.participant_id]))
    )

    assert case.number in seen
    assert case.first_responsible.name not in seen
    assert f"id={case.first_responsible_id}," not in seen
    assert f"{case.first_responsible_id}" not in repr(queries.case_page(stranger, case.pk, now=START).header.next_step)
    assert adviser.name not in seen
    assert "schulden" not in seen


def test_an_employers_organisation_has_the_same_name_there_so_that_nothing_follows_from_it() -> None:
    case, _adviser = with_union()
    stranger = make_professional(Role.DESK, party_kind=PartyKind.MUNICIPALITY)
    told = queries.case_page(stranger, case.pk, now=START).header.first_responsible
    case.first_responsible = party_of(PartyKind.EMPLOYERS)
    case.save()

    assert queries.case_page(stranger, case.pk, now=START).header.first_responsible == told


def test_a_party_that_the_file_is_shared_with_reads_the_name_of_the_union() -> None:
    case, adviser = with_union()
    other = make_professional(Role.ADVISER, Role.DESK, party_kind=PartyKind.MUNICIPALITY)
    offered(case, adviser, other)

    assert queries.case_page(other, case.pk, now=START).header.first_responsible.id == adviser.party_id
    assert [row.first_responsible.id for row in queries.desk_page(other, START, queries.TODAY).rows] == [
        adviser.party_id
    ]


@pytest.mark.requirement("R-401")
def test_a_coordinator_whose_party_lost_the_consent_reads_no_history_and_changes_nothing() -> None:
    case = make_case()
    coordinator = adviser_of(case, Role.COORDINATOR, Role.ADVISER)
    person = person_actor(case.participant)
    actions.withdraw_consent(actor=person, case_id=case.pk, party_id=case.first_responsible_id, now=START)
    page = queries.case_page(coordinator, case.pk, now=START)

    assert page.items == CONTACT
    assert (page.timeline, page.responsibilities, page.handovers, page.moves) == ((), (), (), ())
    with pytest.raises(NotFoundError):
        actions.close_case(actor=coordinator, case_id=case.pk, reason="Klaar", now=START)
    with pytest.raises(NotFoundError):
        actions.take_case(actor=coordinator, case_id=case.pk, now=START)
    assert Case.objects.get(pk=case.pk).closed_at is None


@pytest.mark.requirement("R-125")
def test_who_looks_along_with_the_arrangement_reads_no_history_of_responsibility() -> None:
    case = make_case()
    partner = adviser_elsewhere()
    assert partner.party_id is not None
    consent.give_consent(
        actor=person_actor(case.participant),
        participant_id=case.participant_id,
        party_id=partner.party_id,
        items=[Item.ARRANGEMENT],
        purpose=Purpose.COORDINATION,
        valid_until=None,
        given_through="online",
        now=START,
    )
    page = queries.case_page(partner, case.pk, now=START)

    assert page.items == {Item.ARRANGEMENT}
    assert page.contact is None
    assert (page.timeline, page.responsibilities, page.handovers, page.facts, page.assessments) == ((),) * 5
