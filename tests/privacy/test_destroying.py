"""Destroying: by two people, only what may go, and afterwards nothing tells who it was while the trail still proves."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from overstap.audit.actions import record
from overstap.audit.models import AuditLine
from overstap.audit.proving import verify
from overstap.audit.sealer import seal_lines
from overstap.casework import actions as casework
from overstap.casework.models import Case
from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.correspondence.actions import send
from overstap.correspondence.models import Letter
from overstap.correspondence.values import Recipient
from overstap.links.actions import make_link
from overstap.parties.models import Party, User
from overstap.people.models import Participant
from overstap.privacy import actions, queries
from overstap.privacy.holdings import holdings, kinds_about_people
from overstap.privacy.models import Destruction
from overstap.privacy.values import DestructionCard
from overstap.sealing.signing import Signature, is_signed
from tests.architecture.sources import ROOT
from tests.conftest import START
from tests.factories.cases import adviser_of, make_case
from tests.factories.people import make_participant, make_professional, person_actor

pytestmark = pytest.mark.django_db

FIRST, LAST, EMAIL = "Xanthippe", "Zwartkopstra", "xanthippe.zw@voorbeeld.example"
YEAR = dt.timedelta(days=366)


def closed_case(now: dt.datetime = START) -> Case:
    """A file of UWV that the person stopped before a decision, with a letter and a link."""
    account = User.objects.create_user(EMAIL, f"{FIRST} {LAST}")
    participant = make_participant(first_name=FIRST, last_name=LAST, email=EMAIL)
    participant.user = account
    participant.save()
    case = make_case(participant=participant, now=now)
    person = person_actor(participant)
    adviser = adviser_of(case)
    send(
        actor=adviser,
        template="nieuws",
        to=Recipient(participant_id=participant.pk),
        values={},
        about=("dossier", case.pk),
        now=now,
    )
    make_link(
        actor=adviser,
        deed="lezen",
        object_kind="dossier",
        object_id=case.pk,
        for_whom=EMAIL,
        valid_until=now + YEAR,
        now=now,
        with_code=False,
    )
    casework.withdraw_participation(actor=person, case_id=case.pk, now=now)
    case.refresh_from_db()
    assert case.closed_at is not None
    return case


def officers(case: Case) -> tuple[Actor, Actor]:
    party = Party.objects.get(pk=case.first_responsible_id)
    return make_professional(Role.PRIVACY_OFFICER, party=party), make_professional(Role.PRIVACY_OFFICER, party=party)


def with_term(officer: Actor, record_id: str = "dossier_afgebroken") -> None:
    because = "Besluit van de directie."
    assert actions.set_term(actor=officer, record_id=record_id, months=1, because=because, now=START) is None


def proposed(officer: Actor, now: dt.datetime = START + YEAR) -> DestructionCard:
    card = actions.propose(actor=officer, now=now)
    assert isinstance(card, DestructionCard), card
    return card


def text_columns() -> Iterator[tuple[type[models.Model], str]]:
    """Every column of every table that can hold a text."""
    texts = (models.CharField, models.TextField, models.JSONField)
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, texts):
                yield model, field.attname


def found_anywhere(*texts: str) -> list[str]:
    found = []
    for model, column in text_columns():
        for value in model._default_manager.order_by().values_list(column, flat=True):
            text = value if isinstance(value, str) else json.dumps(value, default=str)
            if any(one.casefold() in text.casefold() for one in texts):
                found.append(f"{model._meta.label}.{column}")
    return found


def test_after_a_destruction_no_table_holds_the_name_or_the_address() -> None:
    case = closed_case()
    first, second = officers(case)
    with_term(first)
    seal_lines(now=START)
    assert found_anywhere(LAST, EMAIL), "the search finds what is there"
    card = proposed(first)

    done = actions.destroy(actor=second, destruction_id=card.id, now=START + YEAR)

    assert isinstance(done, DestructionCard), done
    assert found_anywhere(FIRST, LAST, EMAIL) == []
    assert not Case.objects.filter(pk=case.pk).exists()
    assert not Letter.objects.exists()


def test_the_trail_still_proves_and_tells_what_was_done_without_saying_who() -> None:
    case = closed_case()
    first, second = officers(case)
    with_term(first)
    seal_lines(now=START)
    lines = AuditLine.objects.filter(subject_id=case.participant_id).count()
    card = proposed(first)

    actions.destroy(actor=second, destruction_id=card.id, now=START + YEAR)
    seal_lines(now=START + YEAR)

    proof = verify()
    assert proof.flaws == []
    assert proof.redacted >= lines
    assert AuditLine.objects.filter(subject_id=case.participant_id, verb="aanmelden").exists()


def test_the_certificate_is_signed_and_names_nobody() -> None:
    case = closed_case()
    first, second = officers(case)
    with_term(first)
    card = proposed(first)

    done = actions.destroy(actor=second, destruction_id=card.id, now=START + YEAR)

    assert isinstance(done, DestructionCard)
    signed = Signature(done.public_key, done.signature)
    assert is_signed(done.certificate.encode(), signed)
    assert not is_signed(done.certificate.replace('"personen":1', '"personen":2').encode(), signed)
    assert {"casework.case", "people.participant", "correspondence.letter"} <= {one.kind for one in done.counts}
    assert LAST not in done.certificate
    assert str(case.participant_id) not in json.loads(done.certificate)


def test_what_the_preview_counts_is_what_goes() -> None:
    case = closed_case()
    first, second = officers(case)
    with_term(first)
    card = proposed(first)
    foretold = {one.kind: one.rows for one in queries.destruction_page(second, card.id).counts}

    done = actions.destroy(actor=second, destruction_id=card.id, now=START + YEAR)

    assert isinstance(done, DestructionCard)
    assert {one.kind: one.rows for one in done.counts} == foretold


def test_who_proposed_does_not_approve() -> None:
    case = closed_case()
    first, _ = officers(case)
    with_term(first)
    card = proposed(first)

    answer = actions.destroy(actor=first, destruction_id=card.id, now=START + YEAR)

    assert isinstance(answer, Refusal)
    assert answer.rule == "vernietiging.tweede"
    assert Case.objects.filter(pk=case.pk).exists()


def test_an_officer_of_another_party_finds_nothing() -> None:
    case = closed_case()
    first, _ = officers(case)
    with_term(first)
    card = proposed(first)
    elsewhere = make_professional(Role.PRIVACY_OFFICER, party_kind="vakbond")

    with pytest.raises(NotFoundError):
        actions.destroy(actor=elsewhere, destruction_id=card.id, now=START + YEAR)
    assert isinstance(actions.propose(actor=elsewhere, now=START + YEAR), Refusal)


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.PRIVACY_OFFICER, Role.PERSON}])
def test_no_other_role_proposes(role: Role) -> None:
    case = closed_case()
    kind = {"kassier": "uwv", "kaderhouder": "ministerie"}.get(role.value)
    actor = make_professional(role, party_kind=kind) if kind else make_professional(role, party=case.first_responsible)

    with pytest.raises(NotFoundError):
        actions.propose(actor=actor, now=START + YEAR)


def test_without_a_term_nothing_goes_and_the_page_says_so() -> None:
    case = closed_case()
    first, _ = officers(case)

    answer = actions.propose(actor=first, now=START + 40 * YEAR)

    assert isinstance(answer, Refusal)
    assert "dossier_afgebroken" in {row.record for row in queries.term_rows(first, START) if row.unset}
    assert Case.objects.filter(pk=case.pk).exists()


def test_before_its_day_nothing_goes() -> None:
    case = closed_case()
    first, _ = officers(case)
    with_term(first)

    assert isinstance(actions.propose(actor=first, now=START + dt.timedelta(days=27)), Refusal)
    assert isinstance(actions.propose(actor=first, now=START + dt.timedelta(days=28)), DestructionCard)


def test_a_hold_keeps_a_file_also_when_it_comes_after_the_proposal() -> None:
    case = closed_case()
    first, second = officers(case)
    with_term(first)
    card = proposed(first)
    assert (
        actions.hold(actor=first, participant_id=case.participant_id, because="Rechtszaak.", now=START + YEAR) is None
    )

    done = actions.destroy(actor=second, destruction_id=card.id, now=START + YEAR)

    assert isinstance(done, DestructionCard)
    assert [one.skipped for one in done.subjects] == ["bewaarplicht"]
    assert Case.objects.filter(pk=case.pk).exists()
    assert isinstance(actions.propose(actor=first, now=START + YEAR), Refusal)
    assert actions.release(actor=first, participant_id=case.participant_id, now=START + YEAR) is None
    assert isinstance(actions.propose(actor=first, now=START + YEAR), DestructionCard)


def test_another_person_keeps_everything() -> None:
    other = make_case()
    before = [(one.label, one.keys) for one in holdings([other.participant_id])]
    case = closed_case()
    first, second = officers(case)
    with_term(first)

    actions.destroy(actor=second, destruction_id=proposed(first).id, now=START + YEAR)

    assert [(one.label, one.keys) for one in holdings([other.participant_id])] == before
    assert Destruction.objects.get().certificate["personen"] == 1


def test_a_term_of_a_source_is_no_choice() -> None:
    officer = make_professional(Role.PRIVACY_OFFICER, party_kind="gemeente")

    answer = actions.set_term(actor=officer, record_id="dossier_toegekend", months=1, because="Liever kort.", now=START)

    assert isinstance(answer, Refusal)
    assert answer.rule == "bewaartermijn.bron"


def test_a_table_that_points_to_a_person_is_found_by_itself() -> None:
    kinds = {model._meta.label_lower for model in kinds_about_people()}

    assert {"casework.casefact", "arrangements.arrangementitem", "correspondence.letter", "consent.consent"} <= kinds
    assert not {kind for kind in kinds if kind.startswith(("treasury.", "payments.", "audit.", "parties."))}


def test_lines_of_the_trail_that_name_the_person_in_their_details_lose_them() -> None:
    case = closed_case()
    first, second = officers(case)
    with_term(first)
    record(
        actor=first,
        verb="iets",
        object_kind="participant",
        object_id=case.participant_id,
        subject_id=case.participant_id,
        now=START,
        details={"naam": f"{FIRST} {LAST}"},
    )

    actions.destroy(actor=second, destruction_id=proposed(first).id, now=START + YEAR)

    assert found_anywhere(LAST) == []
    assert Participant.objects.filter(last_name=LAST).count() == 0
    assert isinstance(Participant._meta.get_field("last_name"), models.CharField)


def test_the_page_of_what_is_kept_is_that_of_the_tables() -> None:
    spec = importlib.util.spec_from_file_location("kept_page", ROOT / "scripts" / "kept_page.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)

    assert (ROOT / "docs" / "privacy" / "kept.md").read_text(encoding="utf-8") == script.page()
