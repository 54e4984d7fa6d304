"""Composing an arrangement on the screen: every page, every button, and who may not see it."""

import datetime as dt

import pytest
from django.http import HttpResponse
from django.test import Client

from overstap.arrangements import actions
from overstap.arrangements.models import ArrangementItem
from overstap.core.actor import Role
from overstap.parties.models import PartyKind
from overstap.treasury.models import Claim, Commitment
from tests.conftest import START
from tests.factories.arrangements import (
    LEARNING,
    choose,
    make_active,
    make_admitted,
    make_composable,
    make_open,
    make_ready,
)
from tests.factories.people import make_professional, party_of
from tests.factories.treasury import given
from tests.web.arranging import PAPER, day, enter, reserved, url
from tests.web.browsing import follow, sign_in, text_of

pytestmark = pytest.mark.django_db


def test_a_file_without_an_arrangement_offers_to_begin_one(client: Client) -> None:
    scene = make_admitted()
    enter(client, scene)

    page = client.get(url("arrangement", scene))
    begun = follow(client, url("arrangement_open", scene), {"target": "Zorg", "vacancies": "ja"})

    assert "Begin het arrangement" in text_of(page)
    assert "Zorg" in text_of(begun)
    assert scene.arrangement.target_has_vacancies is True


def test_a_refusal_of_beginning_is_shown_and_keeps_what_was_typed(client: Client) -> None:
    scene = make_open()
    enter(client, scene)

    page = client.post(url("arrangement_open", scene), {"target": "Techniek", "vacancies": ""})

    assert "Dit dossier heeft al een arrangement." in text_of(page)
    assert 'value="Techniek"' in page.content.decode()


@pytest.mark.requirement("R-127")
def test_a_target_without_work_warns_on_the_page(client: Client) -> None:
    scene = make_open()
    enter(client, scene)

    page = follow(client, url("arrangement_target", scene), {"target": "Reisbureau", "vacancies": "nee"})

    assert "In deze richting is nu weinig werk." in text_of(page)


@pytest.mark.requirement("R-135")
def test_the_six_groups_are_recorded_and_half_an_answer_is_refused(client: Client) -> None:
    scene = make_open()
    enter(client, scene)
    half = client.post(url("arrangement_priors", scene), {"sbb_available": "nee", "sbb_explanation": ""})

    page = follow(
        client, url("arrangement_priors", scene), {"sbb_available": "nee", "sbb_explanation": "Gebeld op 12 februari."}
    )

    assert "Schrijf op wat u hebt nagevraagd." in text_of(half)
    assert "Fout:" in half.content.decode()
    assert "Gebeld op 12 februari." in text_of(page)
    assert text_of(page).count("nog niet nagegaan") == 5


def test_help_that_is_already_there_is_added(client: Client) -> None:
    scene = make_open()
    enter(client, scene)
    party = str(scene.case.first_responsible_id)

    wrong = client.post(url("arrangement_add_prior", scene), {"title": "", "providing_party": party, "cost": "veel"})
    page = follow(
        client,
        url("arrangement_add_prior", scene),
        {"title": "Gesprekken", "providing_party": party, "cost": "", "stream": "regulier"},
    )

    assert "Dit is geen bedrag." in text_of(wrong)
    assert "Vul dit in." in text_of(wrong)
    assert "Gesprekken" in text_of(page)


def test_the_page_shows_the_menu_with_fit_money_and_what_lacks(client: Client) -> None:
    scene = make_composable()
    enter(client, scene)

    words = text_of(client.get(url("arrangement", scene)))

    assert "Menukaart" in words
    assert "Kan: vul de gegevens in" in words
    assert "nog € 10.000,00 vrij" in words
    assert "Voor deze deelnemer is nog € 1.000,00 over" in words
    assert "juridische toets loopt nog" in words


def test_the_page_speaks_english_too(client: Client) -> None:
    scene = make_composable()
    choose(scene)
    enter(client, scene)
    client.cookies["django_language"] = "en"

    words = text_of(client.get(url("arrangement", scene)))

    assert "De-siloed budget" in words
    assert "€400.00" in words


def test_an_item_is_taken_out_again(client: Client) -> None:
    scene = make_composable()
    card = choose(scene)
    enter(client, scene)

    page = follow(client, url("item_remove", scene, card.id), {})

    assert "Het geld is weer vrij." in text_of(page)
    assert reserved() == 0


def test_what_lacks_is_listed_when_one_proposes_too_early(client: Client) -> None:
    scene = make_open()
    enter(client, scene)

    page = follow(client, url("arrangement_propose", scene), {})

    words = text_of(page)
    assert "Dit arrangement kan nog niet naar de deelnemer." in words
    assert "Er staat nog niets in dit arrangement." in words


def test_from_proposal_to_start_on_the_screen(client: Client) -> None:
    scene = make_composable()
    choose(scene)
    enter(client, scene)
    follow(client, url("arrangement_propose", scene), {})
    partner = str(scene.partner.party_id)
    early = follow(client, url("arrangement_activate", scene), {})
    follow(client, url("arrangement_ask", scene), {"party": partner, "person_agrees": "on", "how": "Gesprek"})
    sign_in(client, scene.partner)
    question = scene.arrangement.coordinations.get()
    follow(client, url("arrangement_answer", scene, question.pk), {"agreed": "ja", "remark": ""})
    enter(client, scene)
    follow(client, url("arrangement_agree", scene), {"how": "In het gesprek van vandaag"})

    page = follow(client, url("arrangement_activate", scene), {})

    assert "Dit kan nu niet" in text_of(early)
    assert "Het arrangement is gestart." in text_of(page)
    assert scene.arrangement.state == "actief"


def test_a_no_without_a_reason_is_refused(client: Client) -> None:
    scene = make_composable()
    given(
        actions.ask_coordination(
            actor=scene.adviser,
            arrangement_id=scene.arrangement.pk,
            party_id=scene.partner.party_id or 0,
            person_agrees=True,
            how="Gesprek",
            now=START,
        )
    )
    sign_in(client, scene.partner)

    page = client.post(
        url("arrangement_answer", scene, scene.arrangement.coordinations.get().pk), {"agreed": "nee", "remark": " "}
    )

    assert "Schrijf op wat er anders moet." in text_of(page)


def test_who_looks_along_gets_no_menu_and_no_buttons_and_no_grounds(client: Client) -> None:
    scene = make_ready()
    sign_in(client, scene.partner)

    words = text_of(client.get(url("arrangement", scene)))

    assert "Workshop solliciteren" in words
    assert "Menukaart" not in words
    assert "Start het arrangement" not in words
    assert "Waarom dit kan" not in words


def test_one_asks_for_coordination_with_consent(client: Client) -> None:
    scene = make_composable()
    enter(client, scene)

    page = client.post(url("arrangement_ask", scene), {"party": str(scene.partner.party_id), "how": ""})

    assert "De deelnemer heeft nog niet gezegd" in text_of(page)


def test_an_item_runs_and_ends_on_the_screen(client: Client) -> None:
    scene = make_active()
    item = scene.arrangement.items.get(instrument="A1")
    enter(client, scene)
    running = follow(client, url("item_start", scene, item.pk), {})
    statement = client.get(url("item_statement", scene, item.pk))
    claim = follow(
        client,
        url("item_cost", scene, item.pk),
        {"amount": "250", **PAPER, "key": "6f1c7c1e-4a0e-4f4e-9d9c-0c0d2a5b9e11"},
    )

    bare = client.post(url("item_complete", scene, item.pk), {"kind": ""})
    proof = {"kind": "certificaat", "number": "C-7"} | day("on", dt.date(2021, 2, 12))
    page = follow(client, url("item_complete", scene, item.pk), proof)

    assert bare.status_code == 200
    assert "Vul dit in." in text_of(bare)
    assert "C-7" in text_of(page)
    assert "Het onderdeel loopt." in text_of(running)
    assert "nog juridisch getoetst" in text_of(statement)
    assert "De aanvraag ligt nu bij de kassier." in text_of(claim)
    assert "Het onderdeel is afgerond." in text_of(page)


def test_the_same_claim_twice_counts_once(client: Client) -> None:
    scene = make_active()
    item = scene.arrangement.items.get(instrument="A1")
    enter(client, scene)
    asked = {"amount": "250", **PAPER, "key": "6f1c7c1e-4a0e-4f4e-9d9c-0c0d2a5b9e11"}

    follow(client, url("item_cost", scene, item.pk), asked)
    follow(client, url("item_cost", scene, item.pk), asked)

    assert Claim.objects.count() == 1


@pytest.mark.requirement("R-201")
def test_the_fee_for_the_employer_is_asked_by_weeks(client: Client) -> None:
    scene = make_active(instrument="C2", employer="Bakkerij", ends_on=dt.date(2021, 11, 30), facts=LEARNING)
    item = scene.arrangement.items.get(instrument="C2")
    enter(client, scene)
    form = client.get(url("item_fee", scene, item.pk))
    sent = {"weeks_present": "1", **PAPER, "key": "6f1c7c1e-4a0e-4f4e-9d9c-0c0d2a5b9e11"}
    wrong = client.post(url("item_fee", scene, item.pk), {"weeks_present": "twaalf"})
    early = client.post(url("item_fee", scene, item.pk), sent | {"weeks_present": "12"})

    follow(client, url("item_fee", scene, item.pk), sent)

    assert "ten hoogste € 2.025,00" in text_of(form)
    assert "Vul een heel getal in" in text_of(wrong)
    assert "Weken die sinds de start zijn begonnen: 1." in text_of(early)
    assert Claim.objects.get().amount_cents == 67_50


def test_stopping_asks_for_a_reason(client: Client) -> None:
    scene = make_active()
    item = scene.arrangement.items.get(instrument="A1")
    enter(client, scene)
    wrong = client.post(url("item_stop", scene, item.pk), {"reason": ""})
    follow(client, url("item_stop", scene, item.pk), {"reason": "Nieuwe baan"})

    page = follow(client, url("arrangement_stop", scene), {"reason": "Werk gevonden"})

    assert "Vul dit in." in text_of(wrong)
    assert "Het arrangement is gestopt." in text_of(page)


def test_taking_back_and_completing_have_their_buttons(client: Client) -> None:
    scene = make_ready()
    enter(client, scene)

    back = follow(client, url("arrangement_take_back", scene), {})
    too_early = follow(client, url("arrangement_complete", scene), {})

    assert "Het voorstel is teruggenomen." in text_of(back)
    assert "Dit kan nu niet" in text_of(too_early)


def test_a_reservation_that_ran_out_shows_and_is_made_again(client: Client) -> None:
    scene = make_composable()
    card = choose(scene)
    Commitment.objects.update(expires_at=START - dt.timedelta(hours=1))
    enter(client, scene)
    before = client.get(url("arrangement", scene))

    page = follow(client, url("item_reserve", scene, card.id), {})

    assert "reservering verlopen" in text_of(before)
    assert "Het geld is opnieuw gereserveerd." in text_of(page)


def test_a_review_is_recorded(client: Client) -> None:
    scene = make_active()
    item = scene.arrangement.items.get(instrument="A1")
    ArrangementItem.objects.filter(pk=item.pk).update(reviews_due=["2021-05-01"])
    enter(client, scene)

    page = follow(
        client,
        url("item_review", scene, item.pk),
        {"due_on": "2021-05-01", "can_move_on": "nee", "finding": "Nog niet klaar voor gewoon werk."},
    )

    assert "De toets is vastgelegd." in text_of(page)
    assert "Nog niet klaar voor gewoon werk." in text_of(page)


def test_a_stranger_finds_nothing(client: Client) -> None:
    scene = make_composable()
    card = choose(scene)
    sign_in(client, make_professional(Role.ADVISER, party=party_of(PartyKind.EMPLOYERS)))

    answers = [
        client.get(url("arrangement", scene)),
        client.get(url("arrangement_choose", scene, "A1")),
        client.post(url("item_remove", scene, card.id)),
        client.post(url("arrangement_propose", scene)),
    ]

    assert {answer.status_code for answer in answers} == {404}


def test_an_item_of_another_file_is_not_found_here(client: Client) -> None:
    scene, other = make_composable(), make_composable()
    card = choose(other)
    enter(client, scene)

    answer = client.post(url("item_remove", scene, card.id))

    assert answer.status_code == 404
    assert other.item(card.id).stage == "gekozen"


def test_every_form_shows_without_sending_anything(client: Client) -> None:
    scene = make_active()
    item = scene.arrangement.items.get(instrument="A1")
    enter(client, scene)
    names = ("target", "priors", "add_prior", "agree", "ask", "stop")
    pages: list[HttpResponse] = [client.get(url(f"arrangement_{name}", scene)) for name in names]
    pages += [client.get(url(f"item_{name}", scene, item.pk)) for name in ("stop", "review", "fee", "cost")]

    assert {page.status_code for page in pages} == {200}
    assert all("<h1" in page.content.decode() for page in pages)
