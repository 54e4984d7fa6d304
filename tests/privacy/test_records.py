"""Single records go at their term while the person stays; the books, the decisions and the trail lose nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.apps import apps

from overstap.audit.proving import verify
from overstap.audit.sealer import seal_lines
from overstap.casework import actions as casework
from overstap.casework.actions.messages import write_message
from overstap.casework.models import Case, LabourProfile, ProfileStatement
from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.correspondence.models import Message
from overstap.parties.models import Party
from overstap.privacy import actions, queries
from overstap.privacy.models import Destruction, DestructionRecord
from overstap.privacy.values import DestructionCard, RequestCard
from tests.conftest import START
from tests.factories.arrangements import make_active
from tests.factories.cases import adviser_of, make_case
from tests.factories.people import make_professional, person_actor

pytestmark = pytest.mark.django_db

YEAR = dt.timedelta(days=366)
BOOKS = ("treasury", "payments", "allotment", "arrangements", "audit")


def said(case: Case, text: str, now: dt.datetime = START) -> None:
    written = write_message(actor=person_actor(case.participant), case_id=case.pk, text=text, now=now)
    assert not isinstance(written, Refusal), written


def wished(case: Case, wishes: str, now: dt.datetime) -> None:
    saved = casework.save_profile(
        actor=adviser_of(case), case_id=case.pk, wishes=wishes, limits="", hours_per_week=None, travel_minutes=None,
        target_occupation="", target_sector="", now=now,
    )  # fmt: skip
    assert not isinstance(saved, Refusal), saved


def officers(case: Case) -> tuple[Actor, Actor]:
    party = Party.objects.get(pk=case.first_responsible_id)
    return make_professional(Role.PRIVACY_OFFICER, party=party), make_professional(Role.PRIVACY_OFFICER, party=party)


def with_terms(officer: Actor, *records: str, months: int = 6) -> None:
    for record in records:
        done = actions.set_term(actor=officer, record_id=record, months=months, because="Besluit.", now=START)
        assert done is None


def proposed(officer: Actor, now: dt.datetime = START + YEAR) -> DestructionCard:
    card = actions.propose_records(actor=officer, now=now)
    assert isinstance(card, DestructionCard), card
    return card


def counted(*labels: str) -> dict[str, int]:
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.app_label in labels and model._meta.label not in {"audit.AuditLine", "audit.ChainLink"}
    }


@pytest.mark.requirement("R-401")
def test_what_is_past_its_term_goes_and_what_is_younger_stays_with_the_person() -> None:
    case = make_case()
    first, second = officers(case)
    with_terms(first, "bericht", "profielgeschiedenis")
    said(case, "Oud bericht.")
    wished(case, "In de zorg", START)
    wished(case, "In de bouw", START + dt.timedelta(days=1))
    said(case, "Nieuw bericht.", START + YEAR - dt.timedelta(days=10))
    card = proposed(first)
    foretold = {one.kind: one.rows for one in queries.destruction_page(second, card.id).counts}

    done = actions.destroy(actor=second, destruction_id=card.id, now=START + YEAR)

    assert isinstance(done, DestructionCard), done
    assert [one.text.reveal() for one in Message.objects.all()] == ["Nieuw bericht."]
    assert not ProfileStatement.objects.filter(superseded_at__isnull=False).exists()
    assert LabourProfile.objects.get(case=case).wishes == "In de bouw"
    assert {one.kind: one.rows for one in done.counts} == foretold
    assert foretold["correspondence.message"] == 1
    assert Case.objects.get(pk=case.pk).closed_at is None
    assert "Oud bericht" not in done.certificate
    assert done.signature


def test_the_books_and_the_trail_lose_nothing() -> None:
    scene = make_active()
    first, second = officers(scene.case)
    with_terms(first, "bericht", "profielgeschiedenis", "rechtenverzoek")
    said(scene.case, "Oud bericht.")
    seal_lines(now=START)
    before = counted(*BOOKS)
    card = proposed(first)

    actions.destroy(actor=second, destruction_id=card.id, now=START + YEAR)
    seal_lines(now=START + YEAR)

    assert counted(*BOOKS) == before
    assert before["treasury.Commitment"] > 0
    assert not Message.objects.exists()
    assert verify().flaws == []


def test_without_a_term_or_with_a_hold_nothing_goes() -> None:
    case = make_case()
    first, second = officers(case)
    said(case, "Oud bericht.")
    unset = actions.propose_records(actor=first, now=START + 40 * YEAR)
    with_terms(first, "bericht")
    card = proposed(first)
    assert actions.hold(actor=first, participant_id=case.participant_id, because="Zaak.", now=START + YEAR) is None

    done = actions.destroy(actor=second, destruction_id=card.id, now=START + YEAR)

    assert isinstance(unset, Refusal)
    assert isinstance(done, DestructionCard)
    assert list(DestructionRecord.objects.values_list("skipped", flat=True)) == ["bewaarplicht"]
    assert Message.objects.count() == 1
    assert isinstance(actions.propose_records(actor=first, now=START + YEAR), Refusal)


def test_a_term_that_became_longer_keeps_what_was_proposed() -> None:
    case = make_case()
    first, second = officers(case)
    said(case, "Oud bericht.")
    with_terms(first, "bericht")
    card = proposed(first)
    later = START + dt.timedelta(days=300)
    longer = actions.set_term(actor=first, record_id="bericht", months=24, because="Langer.", now=later)

    actions.destroy(actor=second, destruction_id=card.id, now=START + YEAR)

    assert longer is None
    assert Message.objects.count() == 1


def test_two_people_and_the_own_party_alone() -> None:
    case = make_case()
    first, _ = officers(case)
    said(case, "Oud bericht.")
    with_terms(first, "bericht")
    card = proposed(first)
    elsewhere = make_professional(Role.PRIVACY_OFFICER, party_kind="vakbond")

    own = actions.destroy(actor=first, destruction_id=card.id, now=START + YEAR)
    with pytest.raises(NotFoundError):
        actions.destroy(actor=elsewhere, destruction_id=card.id, now=START + YEAR)

    assert isinstance(own, Refusal)
    assert Message.objects.count() == 1


def asked_to_erase(case: Case, officer: Actor, now: dt.datetime) -> int:
    person = person_actor(case.participant)
    card = actions.ask(
        actor=person, participant_id=case.participant_id, right="wissing", asked="", through="mijn", now=now
    )
    assert isinstance(card, RequestCard), card
    assert isinstance(actions.take_request(actor=officer, request_id=card.id, now=now), RequestCard)
    return card.id


@pytest.mark.requirement("R-401")
def test_an_erasure_while_the_file_is_open_says_what_goes_and_what_stays_and_takes_away_what_may() -> None:
    case = make_case()
    first, second = officers(case)
    said(case, "Een bericht.")
    request_id = asked_to_erase(case, first, START)
    before = queries.request_page(first, request_id, START).outlook

    granted = actions.grant(actor=first, request_id=request_id, motivation="Berichten gaan weg.", now=START)
    assert isinstance(granted, RequestCard), granted
    row = Destruction.objects.get()
    still = Message.objects.count()
    done = actions.destroy(actor=second, destruction_id=row.pk, now=START)

    told = queries.request_page(person_actor(case.participant), request_id, START).outlook
    assert before == told
    assert told is not None
    assert [(line.name.nl, line.amount) for line in told.going] == [("Bericht tussen deelnemer en begeleider", 1)]
    assert [bool(line.reason) for line in told.staying] == [True]
    assert (row.because, still, Message.objects.count()) == ("deels", 1, 0)
    assert isinstance(done, DestructionCard)
    assert Case.objects.filter(pk=case.pk).exists()


def test_an_erasure_of_which_nothing_may_go_is_refused_with_the_reason() -> None:
    case = make_case()
    first, _ = officers(case)
    said(case, "Een bericht.")
    actions.hold(actor=first, participant_id=case.participant_id, because="Rechtszaak.", now=START)
    request_id = asked_to_erase(case, first, START)

    answer = actions.grant(actor=first, request_id=request_id, motivation="Ja.", now=START)

    assert isinstance(answer, Refusal)
    assert answer.rule == "vernietiging.bewaarplicht"
    assert Message.objects.count() == 1
    assert queries.request_page(first, request_id, START).answered_at is None
