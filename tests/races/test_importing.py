"""Reading in beside others: two files at once, undoing while somebody works, two decisions on one pair."""

import datetime as dt

import pytest

from overstap.casework import actions as casework
from overstap.casework.models import Case
from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.importing import actions
from overstap.importing.actions import jobs
from overstap.importing.models import ImportRow
from overstap.people.models import MergeProposal, Participant
from tests.conftest import START
from tests.factories.importing import checked, csv_of, person, read_in
from tests.factories.people import make_participant, make_professional
from tests.races.meeting import meet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

LATER = START + dt.timedelta(hours=1)
PEOPLE = 12


def test_the_same_people_in_two_files_at_once_are_registered_once() -> None:
    data = csv_of(person(number) for number in range(PEOPLE))
    readers = [make_professional(Role.DESK, party_kind=kind) for kind in ("uwv", "gemeente")]
    batches = [checked(actor, data) for actor in readers]
    for actor, batch in zip(readers, batches, strict=True):
        assert actions.start_import(actor=actor, import_id=batch.pk, now=START) is None

    meet(*(lambda key=batch.pk: actions.work(jobs.REGISTER, {"inlezing": key}, now=START) for batch in batches))

    assert Participant.objects.count() == Case.objects.count() == PEOPLE
    states = sorted(ImportRow.objects.order_by("id").values_list("state", flat=True))
    assert states == ["aangemeld"] * PEOPLE + ["twijfel"] * PEOPLE


def test_one_file_that_two_workers_read_in_is_read_in_once() -> None:
    actor = make_professional(Role.DESK)
    batch = checked(actor, csv_of(person(number) for number in range(PEOPLE)))
    assert actions.start_import(actor=actor, import_id=batch.pk, now=START) is None

    meet(*[lambda: actions.work(jobs.REGISTER, {"inlezing": batch.pk}, now=START)] * 2)

    assert Participant.objects.count() == Case.objects.count() == PEOPLE


def test_who_takes_a_file_while_it_is_taken_back_either_keeps_it_or_finds_it_closed() -> None:
    actor = make_professional(Role.DESK)
    batch = read_in(actor, csv_of(person(number) for number in range(4)))
    cases = list(Case.objects.select_related("first_responsible").order_by("id"))
    adviser = make_professional(Role.ADVISER, party=cases[0].first_responsible)
    assert actions.undo_import(actor=actor, import_id=batch.pk, now=LATER) is None

    def take() -> object:
        try:
            return casework.take_case(actor=adviser, case_id=cases[2].pk, now=LATER)
        except LookupError:
            return Refusal("weg", "")

    taken, _ = meet(take, lambda: actions.work(jobs.UNDO, {"inlezing": batch.pk}, now=LATER))

    case = Case.objects.get(pk=cases[2].pk)
    row = ImportRow.objects.get(case=case)
    if isinstance(taken, Refusal):
        assert (row.state, case.closed_at is None) == ("teruggedraaid", False)
    else:
        assert (row.state, case.closed_at is None) == ("gebleven", True)
        assert case.owner_id == adviser.user_id


def test_two_second_looks_at_once_merge_once() -> None:
    for last in ("van Dijk", "Dijk"):
        make_participant(first_name="José", last_name=last)
    row = MergeProposal.objects.get()
    looks = [make_professional(Role.DESK, party_kind=kind) for kind in ("uwv", "gemeente", "vakbond")]
    first = actions.look_at_pair(actor=looks[0], proposal_id=row.pk, same=True, keep_id=row.first_id, now=LATER)
    assert first is None

    answers = meet(
        *(
            lambda actor=actor: actions.decide_merge(actor=actor, proposal_id=row.pk, same=True, now=LATER)
            for actor in looks[1:]
        )
    )

    assert sum(answer is None for answer in answers) == 1
    assert Participant.objects.filter(merged_into__isnull=False).count() == 1
