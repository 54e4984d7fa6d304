"""Two registrations of one person: looked at by two, put together with everything kept, and parted again."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from overstap.audit.models import AuditLine
from overstap.casework import actions as casework
from overstap.casework.models import Case
from overstap.consent.models import Consent
from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.correspondence.models import Letter
from overstap.importing import actions, queries
from overstap.parties.models import PartyKind
from overstap.people.models import CitizenNumber, MergeProposal, Participant
from overstap.people.queries import find_participants, merged_ids, participant_of_user
from tests.conftest import START
from tests.factories.cases import ON_ASSISTANCE, ON_BENEFIT, adviser_of, given, make_case
from tests.factories.people import make_participant, make_professional

pytestmark = pytest.mark.django_db

LATER = START + dt.timedelta(hours=2)


def twins(**more: str) -> tuple[Participant, Participant, MergeProposal]:
    """Two registrations with the same name and birth date, and the proposal that came of it."""
    first = make_participant(first_name="José", last_name="van Dijk")
    second = make_participant(first_name="Jose", last_name="Dijk", **more)
    return first, second, MergeProposal.objects.get()


@pytest.fixture
def desk() -> Actor:
    return make_professional(Role.DESK, party_kind=PartyKind.MUNICIPALITY)


@pytest.fixture
def colleague() -> Actor:
    return make_professional(Role.DESK, party_kind=PartyKind.UWV)


def merge(row: MergeProposal, desk: Actor, colleague: Actor, keep: Participant) -> Refusal | None:
    seen = actions.look_at_pair(actor=desk, proposal_id=row.pk, same=True, keep_id=keep.pk, now=LATER)
    return seen or actions.decide_merge(actor=colleague, proposal_id=row.pk, same=True, now=LATER)


def test_a_single_registration_that_resembles_somebody_gives_a_proposal() -> None:
    first, second, row = twins()

    assert (row.first_id, row.second_id) == (first.pk, second.pk)
    assert row.grounds == ["naam"]
    assert row.state == "voorgesteld"


def test_the_file_and_permissions_go_along_and_the_trail_stays(desk: Actor, colleague: Actor) -> None:
    first, second, row = twins()
    case = make_case(ON_BENEFIT, participant=second)
    consents = set(Consent.objects.filter(participant=second).values_list("pk", flat=True).order_by("pk"))

    assert merge(row, desk, colleague, first) is None

    case.refresh_from_db()
    assert case.participant_id == first.pk
    assert set(Consent.objects.filter(participant=first).values_list("pk", flat=True).order_by("pk")) == consents
    assert merged_ids(first.pk) == (second.pk,)
    assert not Letter.objects.filter(template="samengevoegd").exists()
    assert participant_of_user(second.user_id or 0) == first.pk
    assert AuditLine.objects.filter(subject_id=second.pk, verb="aanmelden").exists()
    found = find_participants(desk, "Dijk", born=first.birth_date, purpose="begeleiding", now=LATER)
    assert [one.id for one in found] == [first.pk]


def test_the_file_that_goes_is_shared_with_nobody_who_saw_only_that_one(desk: Actor, colleague: Actor) -> None:
    first, second, row = twins()
    stays = make_case(ON_BENEFIT, participant=first)
    goes = make_case(ON_ASSISTANCE, participant=second)
    stranger = goes.first_responsible_id

    assert merge(row, desk, colleague, first) is None

    goes.refresh_from_db()
    letter = Letter.objects.get(template="samengevoegd", participant=first)

    assert goes.closed_at is not None
    assert goes.participant_id == stays.participant_id == first.pk
    assert f"Uw nummer is nu {stays.number}. Het nummer {goes.number}" in letter.frozen.reveal()
    assert not Consent.objects.filter(participant=first, party_id=stranger, withdrawn_at__isnull=True).exists()


def test_two_files_on_which_was_worked_are_not_put_together(desk: Actor, colleague: Actor) -> None:
    first, second, row = twins()
    for person in (first, second):
        case = make_case(ON_BENEFIT, participant=person)
        given(casework.take_case(actor=adviser_of(case), case_id=case.pk, now=START))

    refusal = merge(row, desk, colleague, first)

    assert refusal is not None
    assert refusal.rule == "samenvoegen.twee_dossiers"
    assert Case.objects.filter(closed_at__isnull=True).count() == 2


def test_two_citizen_numbers_are_two_people(desk: Actor, colleague: Actor) -> None:
    first, second, row = twins()
    for person, number in ((first, "123456782"), (second, "111222333")):
        CitizenNumber.objects.create(participant=person, number=number, recorded_at=START, recorded_for="UWV")

    refusal = merge(row, desk, colleague, first)

    assert refusal is not None
    assert refusal.rule == "samenvoegen.bsn"


def test_nobody_takes_both_looks_not_even_past_the_program(desk: Actor) -> None:
    first, _second, row = twins()
    assert actions.look_at_pair(actor=desk, proposal_id=row.pk, same=True, keep_id=first.pk, now=LATER) is None

    refusal = actions.decide_merge(actor=desk, proposal_id=row.pk, same=True, now=LATER)

    assert refusal is not None
    assert refusal.rule == "samenvoegen.tweede_blik"
    with pytest.raises(IntegrityError, match="merge_looked_at_by_two"), transaction.atomic():
        MergeProposal.objects.filter(pk=row.pk).update(state="samengevoegd", decided_by=desk.user_id)


def test_a_merge_is_undone_with_everything_back(desk: Actor, colleague: Actor) -> None:
    first, second, row = twins()
    make_case(ON_BENEFIT, participant=first)
    goes = make_case(ON_ASSISTANCE, participant=second)
    before = set(Consent.objects.filter(withdrawn_at__isnull=True).order_by("pk").values_list("pk", "participant_id"))
    assert merge(row, desk, colleague, first) is None

    assert actions.undo_merge(actor=desk, proposal_id=row.pk, now=LATER + dt.timedelta(days=3)) is None

    goes.refresh_from_db()
    assert (goes.participant_id, goes.closed_at) == (second.pk, None)
    after = set(Consent.objects.filter(withdrawn_at__isnull=True).order_by("pk").values_list("pk", "participant_id"))
    assert after == before
    assert goes.actions.filter(done_at__isnull=True).count() == 1


def test_undoing_gives_no_permission_back_when_the_person_changed_theirs_since(desk: Actor, colleague: Actor) -> None:
    first, second, row = twins()
    stays = make_case(ON_BENEFIT, participant=first)
    make_case(ON_ASSISTANCE, participant=second)
    assert merge(row, desk, colleague, first) is None
    Consent.objects.filter(participant=first, withdrawn_at__isnull=True).update(
        withdrawn_at=LATER + dt.timedelta(hours=1)
    )

    assert actions.undo_merge(actor=desk, proposal_id=row.pk, now=LATER + dt.timedelta(days=1)) is None

    assert stays.participant_id == first.pk
    assert not Consent.objects.filter(withdrawn_at__isnull=True).exists()


def test_after_the_term_a_merge_stays(desk: Actor, colleague: Actor) -> None:
    first, _second, row = twins()
    assert merge(row, desk, colleague, first) is None

    refusal = actions.undo_merge(actor=desk, proposal_id=row.pk, now=LATER + dt.timedelta(days=31))

    assert refusal is not None
    assert refusal.rule == "samenvoegen.termijn"


def test_who_may_not_see_both_finds_nothing(desk: Actor) -> None:
    _first, _second, row = twins(municipality="Groningen")

    with pytest.raises(NotFoundError):
        queries.pair(desk, row.pk, now=LATER)
    with pytest.raises(NotFoundError):
        actions.look_at_pair(actor=desk, proposal_id=row.pk, same=False, keep_id=None, now=LATER)
    cashier = make_professional(Role.CASHIER, party_kind=PartyKind.UWV)
    assert queries.pairs(cashier, now=LATER) == ()


def test_a_pair_of_two_people_is_not_proposed_again(desk: Actor) -> None:
    first, second, row = twins()
    assert actions.look_at_pair(actor=desk, proposal_id=row.pk, same=False, keep_id=None, now=LATER) is None

    for person in (first, second):
        person.refresh_from_db()
        assert not person.possible_duplicate
    assert queries.pairs(desk, now=LATER) == ()
