"""What a hand-over needs besides yes or no: a link without account, questions, another receiver, who is silent."""

import datetime as dt

import pytest

from overstap.audit.models import AuditLine
from overstap.casework import actions, queries
from overstap.casework.models import Case, Handover, HandoverState, NextAction
from overstap.casework.targets import targets
from overstap.consent.models import Consent
from overstap.core.actor import Actor, Role
from overstap.core.consent import Item
from overstap.core.decision import NotFoundError
from overstap.correspondence.models import Letter
from overstap.links import actions as links
from overstap.links import queries as linked
from overstap.links.models import SafeLink
from overstap.parties.models import PartyKind
from tests.conftest import START
from tests.factories.cases import (
    admitted_case,
    adviser_elsewhere,
    adviser_of,
    answer,
    given,
    make_case,
    offered,
    refused,
)
from tests.factories.people import make_party, make_professional, person_actor

pytestmark = pytest.mark.django_db

LATER = START + dt.timedelta(days=2)
AFTER_TERM = START + dt.timedelta(days=6)


def step_of(case: Case) -> NextAction:
    return NextAction.objects.get(case=case, done_at__isnull=True)


def asked(now: dt.datetime = START) -> tuple[Case, Actor, int]:
    """A file with a request for help at a party where nobody has an account."""
    case, adviser = admitted_case()
    party = make_party(PartyKind.DESK_PARTNER, "AM26")
    party.email, party.phone = "loket@voorbeeld.nl", "013 1234567"
    party.save()
    handover = given(
        actions.offer_handover(
            actor=adviser,
            case_id=case.pk,
            kind="hulp",
            target="leerwerkloket",
            to_party_id=party.pk,
            because="Wil leren en werken.",
            person_agrees=True,
            agreed_through="in een gesprek",
            now=now,
        )
    )
    return case, adviser, handover.id


def _text(letter: Letter) -> str:
    return letter.frozen.reveal()


def holder(adviser: Actor, handover_id: int, now: dt.datetime = START) -> Actor:
    """Who used the link that was sent, with its code."""
    invitation = given(actions.invite_receiver(actor=adviser, handover_id=handover_id, now=now))
    letter = Letter.objects.filter(template="overdracht_partij").latest("id")
    token = _text(letter).split("/l/")[1].split("/")[0]
    used = links.use_link(token=token, code=invitation.code, now=now)
    return linked.actor_of(given(used))


@pytest.mark.requirement("R-421")
def test_every_target_of_the_register_can_be_chosen_with_its_source() -> None:
    found = {one.id: one for one in targets(START.date())}

    assert set(found) == {
        "gemeente_schulden", "gemeente_wmo", "gemeente_ggz", "gemeente_taal", "onderwijsinstelling", "leerwerkloket",
        "sbb", "arbeidsdeskundige", "sectorarrangement", "zelfstandigenloket", "werkgeversservicepunt",
    }  # fmt: skip
    assert all(one.source and one.nl and one.en for one in found.values())
    assert found["gemeente_schulden"].instrument == "E1"


def test_a_target_that_the_scheme_does_not_know_is_refused() -> None:
    case, adviser = admitted_case()
    other = adviser_elsewhere()
    refusal = refused(
        actions.offer_handover(
            actor=adviser,
            case_id=case.pk,
            kind="hulp",
            target="geen",
            to_party_id=other.party_id or 0,
            because="Wil hulp.",
            person_agrees=True,
            agreed_through="in een gesprek",
            now=START,
        )
    )

    assert refusal.rule == "overdracht.waarvoor"


@pytest.mark.requirement("R-420")
def test_a_receiver_without_account_accepts_asks_and_tells_the_first_talk() -> None:
    case, adviser, handover_id = asked()
    receiver = holder(adviser, handover_id)
    page = queries.handover_by_link(receiver, handover_id, now=LATER)
    question = given(
        actions.ask_about_handover(actor=receiver, handover_id=handover_id, question="Wanneer kan het?", now=LATER)
    )
    assert actions.answer_question(actor=adviser, question_id=question, answer="Elke ochtend.", now=LATER) is None
    given(actions.accept_handover(actor=receiver, handover_id=handover_id, now=LATER))
    talked = given(
        actions.record_first_contact(actor=receiver, handover_id=handover_id, contact_on=LATER.date(), now=LATER)
    )

    assert page.contact is not None
    assert page.contact.name == case.participant.full_name
    assert talked.state == HandoverState.ACCEPTED
    assert talked.first_contact_on == LATER.date()
    assert queries.questions_of((handover_id,))[handover_id][0].answer == "Elke ochtend."
    lines = AuditLine.objects.filter(verb="aanvaarden", subject_id=case.participant_id)
    assert lines.get().actor_user_id is None


def test_neither_the_letter_nor_the_link_tells_who_it_is_about() -> None:
    case, adviser, handover_id = asked()
    given(actions.invite_receiver(actor=adviser, handover_id=handover_id, now=START))
    letter = Letter.objects.get(template="overdracht_partij")

    assert case.participant.last_name not in _text(letter)
    assert "leren" not in _text(letter)
    assert case.participant.last_name not in str(SafeLink.objects.values_list("called", "deed", "object_id"))


def test_the_link_opens_nothing_else(now: dt.datetime) -> None:
    _case, adviser, handover_id = asked()
    other_case, other_adviser, other = asked()
    receiver = holder(adviser, handover_id)

    for attempt in (
        lambda: queries.handover_by_link(receiver, other, now=now),
        lambda: actions.accept_handover(actor=receiver, handover_id=other, now=now),
        lambda: queries.case_page(receiver, other_case.pk, now=now),
        lambda: actions.withdraw_handover(actor=receiver, handover_id=other, now=now),
    ):
        with pytest.raises(NotFoundError):
            attempt()
    assert refused(actions.withdraw_handover(actor=receiver, handover_id=handover_id, now=now)).rule.endswith(".wie")
    uninvited = actions.invite_receiver(actor=receiver, handover_id=handover_id, now=now)
    assert refused(uninvited).rule == "dossier.niet_van_u"
    assert other_adviser.party_id is not None


@pytest.mark.requirement("R-401")
def test_taking_the_permission_back_shuts_the_link_at_once() -> None:
    case, adviser, handover_id = asked()
    receiver = holder(adviser, handover_id)
    Consent.objects.filter(participant=case.participant, party_id=Handover.objects.get().to_party_id).update(
        withdrawn_at=START
    )

    with pytest.raises(NotFoundError):
        queries.handover_by_link(receiver, handover_id, now=LATER)
    with pytest.raises(NotFoundError):
        actions.accept_handover(actor=receiver, handover_id=handover_id, now=LATER)
    assert AuditLine.objects.filter(mode="geweigerd", subject_id=case.participant_id).exists()


def test_saying_no_ends_the_link_and_a_new_invitation_ends_the_old_one() -> None:
    _case, adviser, handover_id = asked()
    holder(adviser, handover_id)
    receiver = holder(adviser, handover_id)
    working = SafeLink.objects.filter(ended_at__isnull=True).count()
    given(actions.refuse_handover(actor=receiver, handover_id=handover_id, reason="Wij zijn vol.", now=LATER))

    assert working == 1
    assert not SafeLink.objects.filter(ended_at__isnull=True).exists()


def test_a_whole_file_is_never_taken_over_by_a_link() -> None:
    case, adviser = admitted_case()
    handover_id = offered(case, adviser, adviser_elsewhere())

    assert refused(actions.invite_receiver(actor=adviser, handover_id=handover_id, now=START)).rule == (
        "overdracht.uitnodigen"
    )


@pytest.mark.parametrize("wrong", ["", "geen adres"])
def test_without_an_address_nobody_is_invited(wrong: str) -> None:
    _case, adviser, handover_id = asked()
    Handover.objects.get().to_party.__class__.objects.update(email="")

    answered = actions.invite_receiver(actor=adviser, handover_id=handover_id, email=wrong, now=START)

    assert refused(answered).rule == "overdracht.adres"
    assert not SafeLink.objects.exists()


# --- The wrong receiver ------------------------------------------------------------------------------


@pytest.mark.requirement("R-420", "R-401")
def test_an_offer_to_the_wrong_party_goes_on_to_another_and_the_wrong_one_sees_nothing() -> None:
    case, adviser = admitted_case()
    wrong, right = adviser_elsewhere(), adviser_elsewhere(PartyKind.UNION)
    first = offered(case, adviser, wrong)
    second = given(
        actions.redirect_handover(
            actor=adviser,
            handover_id=first,
            to_party_id=right.party_id or 0,
            person_agrees=True,
            agreed_through="door de telefoon",
            now=LATER,
        )
    )

    assert Handover.objects.get(pk=first).state == HandoverState.WITHDRAWN
    assert second.corrects
    assert second.answer_due == LATER.date() + dt.timedelta(days=5)
    assert queries.open_handovers(wrong, LATER).incoming == ()
    assert [card.id for card in queries.open_handovers(right, LATER).incoming] == [second.id]
    assert step_of(case).owner_party_id == right.party_id
    with pytest.raises(NotFoundError):
        actions.accept_handover(actor=wrong, handover_id=first, now=LATER)


def test_going_on_needs_a_new_agreement_and_the_sender() -> None:
    case, adviser = admitted_case()
    wrong, right = adviser_elsewhere(), adviser_elsewhere(PartyKind.UNION)
    first = offered(case, adviser, wrong)

    def go_on(actor: Actor, *, agrees: bool) -> object:
        return actions.redirect_handover(
            actor=actor,
            handover_id=first,
            to_party_id=right.party_id or 0,
            person_agrees=agrees,
            agreed_through="aan tafel",
            now=LATER,
        )

    silent, other = go_on(adviser, agrees=False), go_on(wrong, agrees=True)

    assert refused(silent).rule == "overdracht.akkoord"
    assert refused(other).rule == "dossier.niet_van_u"
    assert Handover.objects.get().state == HandoverState.OFFERED


def test_who_refuses_can_say_where_it_belongs() -> None:
    case, adviser = admitted_case()
    wrong, right = adviser_elsewhere(), adviser_elsewhere(PartyKind.UNION)
    first = offered(case, adviser, wrong, kind="hulp")
    card = given(
        actions.refuse_handover(
            actor=wrong, handover_id=first, reason="Niet voor ons.", suggested_party_id=right.party_id, now=LATER
        )
    )

    assert card.suggested_party is not None
    assert card.suggested_party.id == right.party_id


# --- Silence -----------------------------------------------------------------------------------------


@pytest.mark.requirement("R-420")
def test_silence_reaches_the_coordinator_with_a_telephone_number_and_no_name() -> None:
    case, adviser, handover_id = asked()
    coordinator = make_professional(Role.COORDINATOR, party_kind=PartyKind.MUNICIPALITY)
    before = queries.silent_handovers(coordinator, START)
    returned = actions.return_silent_handovers(now=AFTER_TERM)
    found = queries.silent_handovers(coordinator, AFTER_TERM)

    assert before == ()
    assert returned == (handover_id,)
    assert [(one.id, one.to_phone, one.name, one.returned) for one in found] == [(handover_id, "013 1234567", "", True)]
    assert step_of(case).owner_party_id == adviser.party_id
    assert Letter.objects.filter(template="overdracht_stil", participant_id=case.participant_id).count() == 1


def test_only_a_coordinator_of_the_region_sees_what_fell_silent() -> None:
    asked()
    actions.return_silent_handovers(now=AFTER_TERM)

    for other in (
        make_professional(Role.ADVISER, party_kind=PartyKind.MUNICIPALITY),
        make_professional(Role.COORDINATOR, party_kind=PartyKind.MUNICIPALITY, region="AM12"),
        make_professional(Role.DESK),
    ):
        assert queries.silent_handovers(other, AFTER_TERM) == ()


def test_help_without_a_first_talk_in_time_is_silence_too() -> None:
    _case, adviser, handover_id = asked()
    receiver = holder(adviser, handover_id)
    given(actions.accept_handover(actor=receiver, handover_id=handover_id, now=LATER))
    coordinator = make_professional(Role.COORDINATOR, party_kind=PartyKind.MUNICIPALITY)

    assert queries.silent_handovers(coordinator, LATER + dt.timedelta(days=5)) == ()
    late = queries.silent_handovers(coordinator, LATER + dt.timedelta(days=6))
    assert [(one.id, one.returned) for one in late] == [(handover_id, False)]


# --- How fast a receiver answers ---------------------------------------------------------------------


def test_the_average_answer_time_is_shown_from_five_answers_and_silence_counts() -> None:
    other = adviser_elsewhere()
    for number in range(5):
        case, adviser = admitted_case()
        handover_id = offered(case, adviser, other, kind="hulp")
        if number < 4:
            given(actions.accept_handover(actor=other, handover_id=handover_id, now=LATER))
            assert queries.answer_times((other.party_id or 0,), now=LATER) == {}
    actions.return_silent_handovers(now=AFTER_TERM)
    found = queries.answer_times((other.party_id or 0,), now=AFTER_TERM)[other.party_id or 0]

    assert (found.days, found.count, found.months) == (3, 5, 6)
    assert queries.answer_times((other.party_id or 0,), now=START + dt.timedelta(days=200)) == {}


# --- A signal of debts -------------------------------------------------------------------------------


@pytest.mark.requirement("R-346", "R-347")
def test_a_signal_of_debts_asks_to_offer_help_the_same_day_and_the_person_decides() -> None:
    case = make_case()
    adviser = adviser_of(case)
    answer(case, adviser, {"hulpvraag_schulden": True}, tick=True)
    signal = step_of(case)
    declined = actions.decline_debt_help(actor=adviser, case_id=case.pk, now=START)

    assert signal.what == "Vandaag hulp bij schulden aanbieden"
    assert signal.due_on == START.date()
    assert declined is None
    assert step_of(case).what == "Intake afmaken"
    assert not Handover.objects.exists()


@pytest.mark.requirement("R-346")
def test_offering_help_with_debts_answers_the_signal() -> None:
    case = make_case()
    adviser = adviser_of(case)
    other = adviser_elsewhere()
    answer(case, adviser, {"hulpvraag_schulden": True}, tick=True)
    offered(case, adviser, other, kind="hulp", target="gemeente_schulden")

    assert step_of(case).what == "Intake afmaken"
    assert Handover.objects.get().instrument == "E1"
    assert Handover.objects.get().items == [Item.CONTACT]


def test_no_to_help_with_debts_is_no_signal() -> None:
    case = make_case()
    answer(case, adviser_of(case), {"hulpvraag_schulden": False}, tick=True)

    assert step_of(case).what == "Intake afmaken"


def test_the_person_may_say_themselves_that_they_do_not_want_it_and_a_stranger_may_not() -> None:
    case = make_case()
    answer(case, adviser_of(case), {"hulpvraag_schulden": True}, tick=True)

    with pytest.raises(NotFoundError):
        actions.decline_debt_help(actor=adviser_elsewhere(), case_id=case.pk, now=START)
    assert actions.decline_debt_help(actor=person_actor(case.participant), case_id=case.pk, now=START) is None
    assert step_of(case).what == "Intake afmaken"
