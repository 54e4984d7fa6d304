"""Destroying at the same moment as something else: one outcome, nothing half, and what no lock would come to."""

import datetime as dt
from collections.abc import Callable
from threading import Barrier

import pytest
from django.db import transaction

from overstap.casework import actions as casework
from overstap.casework.actions.messages import write_message
from overstap.casework.models import Case, Handover
from overstap.casework.queries import case_page
from overstap.consent.models import Consent
from overstap.core.actor import Actor, Role
from overstap.core.consent import Purpose
from overstap.core.decision import NotFoundError, Refusal
from overstap.correspondence.models import Message
from overstap.parties.models import Party
from overstap.people.models import Participant
from overstap.privacy import actions
from overstap.privacy.models import Destruction, DestructionSubject, LegalHold
from overstap.privacy.values import DestructionCard
from tests.factories.cases import adviser_elsewhere, adviser_of, make_case, offered
from tests.factories.people import make_professional, person_actor
from tests.races.meeting import meet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

YEAR = dt.timedelta(days=366)


def officer(case: Case) -> Actor:
    return make_professional(Role.PRIVACY_OFFICER, party=Party.objects.get(pk=case.first_responsible_id))


def proposed(now: dt.datetime) -> tuple[Case, DestructionCard, dt.datetime]:
    """A file whose term passed, on a list for a second person."""
    case = make_case(now=now)
    casework.withdraw_participation(actor=person_actor(case.participant), case_id=case.pk, now=now)
    first = officer(case)
    actions.set_term(actor=first, record_id="dossier_afgebroken", months=1, because="Besluit.", now=now)
    card = actions.propose(actor=first, now=now + YEAR)
    assert isinstance(card, DestructionCard), card
    return case, card, now + YEAR


def tried(deed: Callable[[], object]) -> object:
    """What a deed answers, or the word that there is nothing."""
    try:
        return deed()
    except (NotFoundError, Participant.DoesNotExist, Case.DoesNotExist):
        return "niet gevonden"


def test_of_two_officers_who_approve_at_once_one_destroys(now: dt.datetime) -> None:
    case, card, later = proposed(now)
    second, third = officer(case), officer(case)

    answers = meet(
        *(lambda one=one: actions.destroy(actor=one, destruction_id=card.id, now=later) for one in (second, third))
    )

    refused = [one for one in answers if isinstance(one, Refusal)]
    done = [one for one in answers if isinstance(one, DestructionCard)]
    assert (len(done), [one.rule for one in refused]) == (1, ["vernietiging.besloten"])
    assert Destruction.objects.get().certificate["personen"] == 1
    assert not Case.objects.filter(pk=case.pk).exists()


def test_without_a_lock_both_would_have_destroyed(now: dt.datetime) -> None:
    _case, card, _later = proposed(now)
    looked = Barrier(2)

    def approve() -> bool:
        state = Destruction.objects.values_list("state", flat=True).get(pk=card.id)
        looked.wait(30)
        Destruction.objects.filter(pk=card.id).update(state="afgewezen")
        return state == "voorgesteld"

    assert meet(approve, approve) == [True, True]


def test_who_writes_while_a_file_is_destroyed_leaves_nothing_behind(now: dt.datetime) -> None:
    case, card, later = proposed(now)
    second, person = officer(case), person_actor(case.participant)

    def ask() -> object:
        return tried(
            lambda: actions.ask(
                actor=person, participant_id=case.participant_id, right="inzage", asked="", through="mijn", now=later
            )
        )

    def destroy() -> object:
        return tried(lambda: actions.destroy(actor=second, destruction_id=card.id, now=later))

    destroyed, asked = meet(destroy, ask)

    assert isinstance(destroyed, DestructionCard), destroyed
    assert not Participant.objects.filter(pk=case.participant_id).exists()
    assert not case.participant.requests.exists()
    assert asked == "niet gevonden" or not isinstance(asked, Refusal)


def test_a_hold_at_the_same_moment_keeps_the_file_or_comes_too_late(now: dt.datetime) -> None:
    case, card, later = proposed(now)
    second, third = officer(case), officer(case)

    def hold() -> object:
        return tried(
            lambda: actions.hold(actor=third, participant_id=case.participant_id, because="Rechtszaak.", now=later)
        )

    destroyed, held = meet(lambda: actions.destroy(actor=second, destruction_id=card.id, now=later), hold)

    assert isinstance(destroyed, DestructionCard), destroyed
    stays = Case.objects.filter(pk=case.pk).exists()
    assert stays is (held is None)
    assert stays is LegalHold.objects.exists()
    assert DestructionSubject.objects.get().skipped == ("bewaarplicht" if stays else "")


def test_without_a_lock_a_hold_would_stand_on_a_file_that_goes(now: dt.datetime) -> None:
    case, _card, later = proposed(now)
    looked = Barrier(2)
    second = officer(case)

    def weigh() -> bool:
        free = not LegalHold.objects.filter(participant_id=case.participant_id).exists()
        looked.wait(30)
        return free

    def hold() -> bool:
        looked.wait(30)
        with transaction.atomic():
            LegalHold.objects.create(
                participant_id=case.participant_id, because="Zaak.", set_at=later, set_by_id=second.user_id
            )
        return True

    assert meet(weigh, hold) == [True, True]
    assert LegalHold.objects.count() == 1


def test_a_permission_taken_back_while_a_hand_over_is_accepted_leaves_no_sight(now: dt.datetime) -> None:
    case = make_case(now=now)
    adviser, helper, person = adviser_of(case), adviser_elsewhere(), person_actor(case.participant)
    number = offered(case, adviser, helper, kind="hulp")
    assert helper.party_id is not None

    def accept() -> object:
        return tried(lambda: casework.accept_handover(actor=helper, handover_id=number, now=now))

    def withdraw() -> object:
        return tried(
            lambda: casework.withdraw_consent(actor=person, party_id=helper.party_id or 0, case_id=case.pk, now=now)
        )

    accepted, withdrawn = meet(accept, withdraw)

    assert withdrawn != "niet gevonden"
    standing = Consent.objects.filter(party_id=helper.party_id, withdrawn_at__isnull=True)
    assert not standing.exists(), accepted
    assert tried(lambda: case_page(helper, case.pk, now=now)) == "niet gevonden"
    assert Handover.objects.get(pk=number).state != "aangeboden"


def test_without_a_lock_the_receiver_would_see_what_was_taken_back(now: dt.datetime) -> None:
    case = make_case(now=now)
    helper = adviser_elsewhere()
    offered(case, adviser_of(case), helper, kind="hulp")
    rows = Consent.objects.filter(party_id=helper.party_id, participant_id=case.participant_id)
    looked = Barrier(2)

    def accept() -> bool:
        agreed = sorted(rows.filter(withdrawn_at__isnull=True).values_list("item", flat=True))
        looked.wait(30)
        looked.wait(30)
        Consent.objects.bulk_create(
            Consent(
                participant_id=case.participant_id, party_id=helper.party_id, item=item, purpose=Purpose.GUIDANCE,
                given_at=now, given_through="overdracht",
            )
            for item in agreed
        )  # fmt: skip
        return bool(agreed)

    def withdraw() -> bool:
        looked.wait(30)
        rows.update(withdrawn_at=now)
        looked.wait(30)
        return True

    assert meet(accept, withdraw) == [True, True]
    assert rows.filter(withdrawn_at__isnull=True).exists()


def test_a_message_while_single_records_go_is_kept(now: dt.datetime) -> None:
    case = make_case(now=now)
    first, second, person = officer(case), officer(case), person_actor(case.participant)
    write_message(actor=person, case_id=case.pk, text="Oud.", now=now)
    actions.set_term(actor=first, record_id="bericht", months=1, because="Besluit.", now=now)
    card = actions.propose_records(actor=first, now=now + YEAR)
    assert isinstance(card, DestructionCard), card

    meet(
        lambda: tried(lambda: actions.destroy(actor=second, destruction_id=card.id, now=now + YEAR)),
        lambda: tried(lambda: write_message(actor=person, case_id=case.pk, text="Nieuw.", now=now + YEAR)),
    )

    assert [one.text.reveal() for one in Message.objects.all()] == ["Nieuw."]
