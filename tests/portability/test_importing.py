"""Reading in a file from elsewhere: proven, checked as a whole, and a file here like any other."""

import dataclasses
import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from overstap.casework import actions as casework
from overstap.casework import queries
from overstap.casework.actions.profile import add_profile_line, confirm_occupation, save_wishes
from overstap.casework.models import Case, CaseFact
from overstap.casework.values import ProfileLine, ProfileWish
from overstap.consent.queries import ConsentCard, consents_of
from overstap.core.actor import Actor
from overstap.core.consent import Item
from overstap.core.decision import NotFoundError
from overstap.correspondence.values import FrozenLetter
from overstap.people.models import Participant
from overstap.portability.exporting import PURPOSE, Packed, make_package
from overstap.portability.format import DATA, READABLE, Manifest, examine, manifest_bytes, pack
from overstap.portability.importing import Unfit, bring_into, bring_new, brought_files, without_special
from overstap.portability.models import BroughtFile
from overstap.sealing.signing import public_keys, sign
from overstap.taxonomy.queries import find
from overstap.taxonomy.values import ConceptKind
from overstap.treasury.models import Commitment
from tests.conftest import START
from tests.factories.arrangements import make_active
from tests.factories.cases import HEALTH, LIKELY, ON_BENEFIT, adviser_elsewhere, adviser_of, given, make_case, refused
from tests.factories.people import make_participant, make_professional, person_actor

pytestmark = pytest.mark.django_db

ELSEWHERE = ("ZWVuLWFuZGVyZS1pbnN0YWxsYXRpZS0wMTIzNDU2Nzg=",)
LATER = START + dt.timedelta(days=3)


def made_elsewhere(make: Callable[[], Packed]) -> tuple[Packed, str]:
    """A package of another installation: what was needed to make it is gone here, and its keys are not ours."""
    with override_settings(SEALING_KEYS=ELSEWHERE), transaction.atomic():
        packed = make()
        key = public_keys(purpose=PURPOSE)[0]
        transaction.set_rollback(True)
    return packed, key


def rich_file() -> Packed:
    scene = make_active()
    line = ProfileLine(
        "werk", "Kok", employer="De Gouden Leeuw", from_month=dt.date(2012, 3, 1), until_month=dt.date(2020, 11, 1)
    )
    given(add_profile_line(actor=scene.person, case_id=scene.case.pk, line=line, now=START))
    given(
        add_profile_line(
            actor=scene.adviser,
            case_id=scene.case.pk,
            line=ProfileLine("taal", "Pools", listening="C1", reading="B2", speaking="C1", writing="B1"),
            now=START,
        )
    )
    return given(make_package(actor=scene.person, case_id=scene.case.pk, now=START))


def read_in(packed: Packed, actor: Actor | None = None, **more: Any) -> Any:
    return bring_new(
        actor=actor or make_professional(), content=packed.content, given_through="in een gesprek", now=LATER, **more
    )


def signed_again(packed: Packed, change: Callable[[dict[str, Any]], None]) -> bytes:
    """The same package with another content, signed by the same installation."""
    verdict = examine(packed.content)
    document = json.loads(verdict.content)
    change(document)
    parts = {DATA: json.dumps(document).encode(), READABLE: packed.readable}
    key = public_keys(purpose=PURPOSE)[0]
    said = dataclasses.replace(verdict.manifest or Manifest("", "", "", key, "", "", "", ()), public_key=key)
    whole = manifest_bytes(said, parts)
    return pack(whole, sign(whole, purpose=PURPOSE).signature, parts)


@pytest.mark.requirement("R-123")
@pytest.mark.requirement("R-124")
def test_a_file_goes_round_between_two_installations() -> None:
    packed, key = made_elsewhere(rich_file)
    before = json.loads(examine(packed.content).content)
    brought = given(read_in(packed, sender_key=key))
    case = Case.objects.get(pk=brought.case_id)
    person = person_actor(case.participant)
    page = queries.case_page(person, case.pk, now=LATER)
    ((row, shown),) = brought_files(person, case.pk, now=LATER)
    again = json.loads(examine(given(make_package(actor=person, case_id=case.pk, now=LATER)).content).content)

    assert row.key_known
    assert again["persoon"] == before["persoon"]
    assert {(one["gegeven"], one["waarde"]) for one in again["gegevens"]} >= {
        (one["gegeven"], one["waarde"]) for one in before["gegevens"] if one["gegeven"] in dict(ANSWERED)
    }
    assert page.profile is not None
    assert {(one.kind, one.name, one.employer, one.source, one.confirmed) for one in page.profile.entries} == {
        ("werk", "Kok", "De Gouden Leeuw", "meegebracht", False),
        ("taal", "Pools", "", "meegebracht", False),
    }
    assert {one.source for one in page.facts if one.fact_id == "huidige_status"} == {"meegebracht"}
    assert shown["toezeggingen"] == before["toezeggingen"]
    assert not Commitment.objects.exists()


ANSWERED = ON_BENEFIT.items()


def chosen_there(occupation: str) -> tuple[Packed, Case]:
    scene = make_active()
    wish = ProfileWish(target_occupation="kok in een restaurant")
    given(save_wishes(actor=scene.person, case_id=scene.case.pk, wish=wish, now=START))
    given(confirm_occupation(actor=scene.person, case_id=scene.case.pk, uri=occupation, now=START))
    packed = given(make_package(actor=scene.person, case_id=scene.case.pk, now=START))
    return packed, scene.case


def cook() -> str:
    return find("kok", ConceptKind.OCCUPATION, 1)[0].concept.uri


@pytest.mark.usefixtures("starter")
def test_the_occupation_that_was_chosen_comes_along_with_its_words() -> None:
    packed, _ = chosen_there(cook())
    brought = given(read_in(packed))
    profile = Case.objects.get(pk=brought.case_id).profile

    assert (profile.target_occupation, profile.occupation_uri) == ("kok in een restaurant", cook())
    assert profile.occupation_name
    assert profile.occupation_edition.startswith("overstap ")


@pytest.mark.usefixtures("starter")
def test_the_readable_copy_tells_which_occupation_was_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    letters: list[FrozenLetter] = []

    def kept(letter: FrozenLetter) -> bytes:
        letters.append(letter)
        return b"%PDF"

    monkeypatch.setattr("overstap.portability.paper.letter_pdf", kept)
    _, case = chosen_there(cook())
    profile = case.profile
    lines = [line for block in letters[0].blocks for line in block.lines]

    assert f"Beroep uit de lijst: {profile.occupation_name} ({profile.occupation_edition})" in lines


@pytest.mark.usefixtures("starter")
def test_an_occupation_that_no_list_here_has_is_left_out_and_its_words_stay() -> None:
    packed, _ = chosen_there(cook())
    foreign = {"adres": "https://elders.example/kok", "lijst": "elders 1", "naam": "Kok"}
    content = signed_again(packed, lambda document: document["profiel"].update(gekozen_beroep=foreign))
    brought = given(bring_new(actor=make_professional(), content=content, given_through="in een gesprek", now=LATER))
    profile = Case.objects.get(pk=brought.case_id).profile

    assert (profile.target_occupation, profile.occupation_uri) == ("kok in een restaurant", "")


def test_an_installation_that_nobody_named_the_key_of_is_read_in_as_not_known() -> None:
    packed, _ = made_elsewhere(rich_file)
    brought = given(read_in(packed))

    assert not BroughtFile.objects.get(case_id=brought.case_id).key_known


def test_a_package_with_another_key_than_the_one_that_was_told_is_refused_with_the_reason() -> None:
    packed, _ = made_elsewhere(rich_file)
    answer = read_in(packed, sender_key="ab" * 32)

    assert isinstance(answer, Unfit)
    assert answer.verdict is not None
    assert [part.name for part in answer.verdict.parts if not part.valid] == ["sleutel"]
    assert not Participant.objects.exists()


def test_everything_that_is_wrong_with_the_content_is_told_at_once() -> None:
    case = make_case()
    packed = given(make_package(actor=person_actor(case.participant), case_id=case.pk, now=START))

    def spoil(document: dict[str, Any]) -> None:
        document["persoon"]["geboortedatum"] = "ooit"
        document["gegevens"][0]["stand"] = 7
        document["onbekend"] = True
        del document["zaak"]["nummer"]

    answer = bring_into(
        actor=person_actor(case.participant), case_id=case.pk, content=signed_again(packed, spoil), now=LATER
    )

    assert isinstance(answer, Unfit)
    assert {problem.where for problem in answer.problems} == {
        "persoon.geboortedatum",
        "gegevens[1].stand",
        "onbekend",
        "zaak.nummer",
    }


@pytest.mark.requirement("R-125")
def test_health_comes_along_only_when_the_person_ticks_it() -> None:
    def with_health() -> Packed:
        case = make_case({**ON_BENEFIT, **LIKELY}, also_items=HEALTH)
        return given(make_package(actor=person_actor(case.participant), case_id=case.pk, now=START))

    packed, _ = made_elsewhere(with_health)
    sensitive = {one["gegeven"] for one in json.loads(examine(packed.content).content)["gegevens"]} - {
        one["gegeven"] for one in without_special(json.loads(examine(packed.content).content))["gegevens"]
    }
    plain = given(read_in(packed))
    kept = BroughtFile.objects.get(case_id=plain.case_id).document
    held = set(CaseFact.objects.filter(case_id=plain.case_id).values_list("fact_id", flat=True))
    Participant.objects.filter(cases=plain.case_id).update(first_name="Eerder")
    ticked = given(read_in(packed, special=True))
    held_too = set(CaseFact.objects.filter(case_id=ticked.case_id).values_list("fact_id", flat=True))

    assert sensitive
    assert not sensitive & held
    assert not any(one["onderdeel"] in {"gezondheid", "schulden"} for one in kept["gegevens"])
    assert not any(one["bewijs"] for one in kept["beoordelingen"])
    assert sensitive <= held_too
    assert ticked.possible_duplicate


def test_the_person_brings_a_package_into_a_file_of_their_own() -> None:
    packed, _ = made_elsewhere(rich_file)
    born = dt.date.fromisoformat(json.loads(examine(packed.content).content)["persoon"]["geboortedatum"])
    case = make_case(participant=make_participant(birth_date=born))
    person = person_actor(case.participant)
    brought = given(bring_into(actor=person, case_id=case.pk, content=packed.content, now=LATER))
    twice = bring_into(actor=person, case_id=case.pk, content=packed.content, now=LATER)
    profile = queries.case_page(person, case.pk, now=LATER).profile
    other = make_case(participant=make_participant(birth_date=dt.date(1999, 9, 9)))
    of_another = bring_into(actor=person_actor(other.participant), case_id=other.pk, content=packed.content, now=LATER)

    assert brought.lines == 2
    assert refused(twice).rule == "pakket.dubbel"
    assert refused(of_another).rule == "pakket.ander_mens"
    assert profile is not None
    assert {(one.name, one.confirmed) for one in profile.entries} == {("Kok", True), ("Pools", False)}


def test_what_was_answered_here_stays() -> None:
    packed, _ = made_elsewhere(rich_file)
    born = dt.date.fromisoformat(json.loads(examine(packed.content).content)["persoon"]["geboortedatum"])
    case = make_case({**ON_BENEFIT, "wil_ondersteuning": False}, participant=make_participant(birth_date=born))
    given(bring_into(actor=adviser_of(case), case_id=case.pk, content=packed.content, now=LATER))
    fact = CaseFact.objects.get(case=case, fact_id="wil_ondersteuning", superseded_at__isnull=True)

    assert (fact.value, fact.source) == (False, "persoon")


def test_only_who_may_see_the_file_reads_a_package_into_it() -> None:
    packed, _ = made_elsewhere(rich_file)
    case = make_case()
    for stranger in (adviser_elsewhere(), person_actor(make_case().participant)):
        with pytest.raises(NotFoundError):
            bring_into(actor=stranger, case_id=case.pk, content=packed.content, now=LATER)
        with pytest.raises(NotFoundError):
            brought_files(stranger, case.pk, now=LATER)

    assert refused(read_in(packed, person_actor(case.participant))).rule == "pakket.niet_van_u"


def test_what_came_along_is_shown_by_part() -> None:
    packed, _ = made_elsewhere(rich_file)
    brought = given(read_in(packed))
    case = Case.objects.get(pk=brought.case_id)
    adviser = adviser_of(case)
    ((_, before),) = brought_files(adviser, case.pk, now=LATER)
    person = person_actor(case.participant)
    for card in queries_of_consents(person, case):
        if card.item in {Item.ARRANGEMENT, Item.PROFILE}:
            given(casework.withdraw_item(actor=person, consent_id=card.id, case_id=case.pk, now=LATER))
    ((_, after),) = brought_files(adviser, case.pk, now=LATER)

    assert {"toezeggingen", "profiel"} <= set(before)
    assert not {"toezeggingen", "arrangement", "profiel", "toestemmingen", "inzage"} & set(after)


def queries_of_consents(person: Actor, case: Case) -> list[ConsentCard]:
    return [card for card in consents_of(person, case.participant_id, LATER) if card.in_force]
