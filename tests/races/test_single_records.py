"""Destroying single records while somebody works with them: one outcome, nothing half, and without the lock."""

import datetime as dt
from collections.abc import Callable
from threading import Barrier

import pytest
from django.db import transaction

from overstap.casework.models import Case
from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.importing.actions import undo_import
from overstap.importing.models import Import, ImportRow, ImportState, RowState
from overstap.parties.models import Party
from overstap.portability.importing import brought_files
from overstap.portability.models import BroughtFile
from overstap.privacy import actions
from overstap.privacy.models import DestructionRecord
from overstap.privacy.values import DestructionCard
from tests.factories.cases import make_case
from tests.factories.people import make_professional, person_actor
from tests.races.meeting import PATIENCE_SECONDS, meet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

YEAR = dt.timedelta(days=366)
TRIES = 4


def officer(case: Case) -> Actor:
    return make_professional(Role.PRIVACY_OFFICER, party=Party.objects.get(pk=case.first_responsible_id))


def on_a_list(case: Case, record: str, now: dt.datetime) -> Callable[[], object]:
    """What the second person does, after the first put what is past its term on a list."""
    first, second = officer(case), officer(case)
    actions.set_term(actor=first, record_id=record, months=6, because="Besluit.", now=now)
    card = actions.propose_records(actor=first, now=now + YEAR)
    assert isinstance(card, DestructionCard), card
    return lambda: actions.destroy(actor=second, destruction_id=card.id, now=now + YEAR)


def read_in(case: Case, reader: Actor, now: dt.datetime) -> Import:
    batch = Import.objects.create(
        party_id=case.first_responsible_id, made_by_id=reader.user_id, made_at=now, state=ImportState.DONE,
        name="lijst.csv", kind="csv", regions=sorted(reader.region_codes),
    )  # fmt: skip
    ImportRow.objects.create(batch=batch, number=1, case=case, participant=case.participant, state=RowState.REGISTERED)
    return batch


def test_who_takes_a_file_back_and_who_destroys_its_rows_never_meet_half_way(now: dt.datetime) -> None:
    for _ in range(TRIES):
        case = make_case(now=now)
        reader = make_professional(Role.DESK, party=Party.objects.get(pk=case.first_responsible_id))
        batch = read_in(case, reader, now)
        destroy = on_a_list(case, "invoerbestand", now)

        taken_back, done = meet(
            lambda batch=batch, reader=reader: undo_import(actor=reader, import_id=batch.pk, now=now + YEAR), destroy
        )

        batch.refresh_from_db()
        left = ImportRow.objects.filter(batch=batch).count()
        skipped = DestructionRecord.objects.filter(number__isnull=False).order_by("-pk")[0].skipped
        assert isinstance(done, DestructionCard)
        if isinstance(taken_back, Refusal):
            assert (taken_back.rule, left, skipped, batch.state) == ("inlezen.niets_terug", 0, "", "klaar")
        else:
            assert (left, skipped, batch.state) == (1, "weg", "terugdraaien")


def test_without_the_lock_a_file_would_be_taken_back_of_which_the_rows_are_gone(now: dt.datetime) -> None:
    case = make_case(now=now)
    reader = make_professional(Role.DESK, party=Party.objects.get(pk=case.first_responsible_id))
    batch = read_in(case, reader, now)
    looked = Barrier(2)

    def take_back() -> bool:
        there = ImportRow.objects.filter(batch=batch, state=RowState.REGISTERED).exists()
        looked.wait(PATIENCE_SECONDS)
        with transaction.atomic():
            Import.objects.filter(pk=batch.pk).update(state=ImportState.UNDOING)
        return there

    def destroy() -> bool:
        quiet = Import.objects.filter(pk=batch.pk, state=ImportState.DONE).exists()
        looked.wait(PATIENCE_SECONDS)
        with transaction.atomic():
            ImportRow.objects.filter(batch=batch).delete()
        return quiet

    assert meet(take_back, destroy) == [True, True]
    assert Import.objects.get(pk=batch.pk).state == ImportState.UNDOING
    assert not ImportRow.objects.filter(batch=batch).exists()


def test_who_opens_a_brought_package_reads_all_of_it_or_nothing_and_who_holds_it_is_in_time_or_too_late(
    now: dt.datetime,
) -> None:
    for number in range(TRIES):
        case = make_case(now=now)
        BroughtFile.objects.create(
            case=case, package=f"pakket-{number}", number="2020-000007", installation="Elders", public_key="ab",
            key_known=True, made_at=now, document={"zaak": {"nummer": "7"}}, imported_at=now,
        )  # fmt: skip
        destroy, guard = on_a_list(case, "meegebracht_dossier", now), officer(case)
        person = person_actor(case.participant)

        def read(case: Case = case, person: Actor = person) -> object:
            try:
                return [shown for _, shown in brought_files(person, case.pk, now=now)]
            except NotFoundError:
                return "niet gevonden"

        def hold(case: Case = case, guard: Actor = guard) -> object:
            return actions.hold(actor=guard, participant_id=case.participant_id, because="Zaak.", now=now + YEAR)

        seen, held, done = meet(read, hold, destroy)

        there = BroughtFile.objects.filter(case=case).exists()
        skipped = DestructionRecord.objects.order_by("-pk")[0].skipped
        assert seen in ([], [{"zaak": {"nummer": "7"}}])
        assert held is None
        assert isinstance(done, DestructionCard)
        assert (there, skipped) in {(True, "bewaarplicht"), (False, "")}
        actions.release(actor=guard, participant_id=case.participant_id, now=now + YEAR)
        BroughtFile.objects.filter(case=case).delete()
