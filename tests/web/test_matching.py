"""Work on the screen: for the person, the adviser, the broker and the employer."""

import pytest
from django.test import Client
from django.urls import reverse

from overstap.core.actor import Role
from overstap.mediation import queries
from overstap.mediation.models import Feedback, Proposal, SearchWish, ShownList
from tests.conftest import START
from tests.factories.cases import adviser_of, answer
from tests.factories.mediation import let_look_for, make_seeker, make_vacancy
from tests.factories.people import make_professional, party_of
from tests.web.browsing import follow, sign_in, text_of

pytestmark = pytest.mark.django_db
WORK = "/mijn/werk/"


@pytest.mark.requirement("R-352")
def test_the_person_reads_why_work_fits_in_one_sentence_and_looking_is_written_down(client: Client) -> None:
    case, _person = make_seeker(work=["Kok"])
    vacancy = make_vacancy()
    sign_in(client, case.participant)
    page = text_of(client.get(WORK))

    assert vacancy.title in page
    assert "Dit kunt u al:" in page
    assert "Geschikt" in page
    assert "Een lijst beslist niets." in page
    assert ShownList.objects.get(case=case).by_person


def test_the_person_reads_english(client: Client) -> None:
    case, _person = make_seeker("luisteren")
    make_vacancy(skills=["luisteren"])
    sign_in(client, case.participant)
    client.cookies["django_language"] = "en"

    assert "Listening well" in text_of(client.get(WORK))


def test_not_for_me_because_takes_the_vacancy_away_and_asks_whether_that_always_holds(client: Client) -> None:
    case, _person = make_seeker(work=["Kok"])
    vacancy = make_vacancy()
    sign_in(client, case.participant)
    silent = client.post(WORK, {"daad": "past-niet", "vacature": vacancy.pk, "uitleg": "Te heet"})
    said = follow(client, WORK, {"daad": "past-niet", "vacature": vacancy.pk, "reden": "beroep"})

    assert silent.status_code == 400
    assert "niet waarom" in text_of(silent)
    assert 'value="Te heet"' in silent.content.decode()
    assert Feedback.objects.get().because == "beroep"
    assert "Geldt dit altijd?" in text_of(said)
    assert not SearchWish.objects.exists()

    always = follow(client, WORK, {"daad": "wens", "soort": "beroep", "waarde": vacancy.occupation_uri})
    wish = SearchWish.objects.get()
    gone = follow(client, WORK, {"daad": "wens-weg", "wens": wish.pk})

    assert "Geen werk als Kok" in text_of(always)
    assert "Geen werk als Kok" not in text_of(gone)


def test_one_question_at_a_time_about_what_we_suppose(client: Client) -> None:
    case, person = make_seeker("klanten-helpen", "luisteren")
    make_vacancy("verkoopmedewerker")
    sign_in(client, case.participant)
    first = queries.suited_vacancies(person, case.pk, now=START).unconfirmed[0]
    before = text_of(client.get(WORK))
    after = follow(client, WORK, {"daad": "kan", "competentie": first.uri, "antwoord": "ja"})

    assert before.count("Kunt u dit?") == 1
    assert first.nl in before
    assert "Dit staat nu in uw profiel." in text_of(after)


@pytest.mark.requirement("R-408")
def test_from_the_proposal_of_the_adviser_to_the_yes_of_the_person_to_the_page_of_the_employer(client: Client) -> None:
    case, _person = make_seeker(work=["Kok"])
    vacancy = make_vacancy(party=party_of("werkgever"))
    employer = make_professional(Role.EMPLOYER, party=party_of("werkgever"))
    name = case.participant.full_name
    suited = reverse("matching:suited", args=(case.pk,))
    sign_in(client, adviser_of(case))
    follow(client, suited, {"daad": "voorstellen", "vacature": vacancy.pk})
    sign_in(client, employer)
    unseen = text_of(client.get("/werkgever/kandidaten/"))
    sign_in(client, case.participant)
    asked = text_of(client.get(WORK))
    proposal = Proposal.objects.get()
    follow(client, WORK, {"daad": "antwoord", "voorstel": proposal.pk, "antwoord": "ja"})
    sign_in(client, employer)
    seen = text_of(client.get("/werkgever/kandidaten/"))
    sign_in(client, case.participant)
    follow(client, WORK, {"daad": "intrekken", "voorstel": proposal.pk})
    sign_in(client, employer)

    assert name not in unseen
    assert "Wilt u dit werk?" in asked
    assert name in seen
    assert case.participant.phone not in seen
    assert name not in text_of(client.get("/werkgever/kandidaten/"))


@pytest.mark.requirement("R-405")
def test_the_switch_of_the_person_decides_what_a_broker_sees_without_a_name(client: Client) -> None:
    case, _person = make_seeker(work=["Kok"])
    party = party_of("gemeente")
    broker = make_professional(Role.BROKER, party=party)
    here = reverse("matching:candidates", args=(make_vacancy().pk,))
    sign_in(client, case.participant)
    follow(client, WORK, {"daad": "zoeken", "partij": party.pk, "antwoord": "ja"})
    sign_in(client, broker)
    seen = text_of(client.get(here))
    sign_in(client, case.participant)
    follow(client, WORK, {"daad": "zoeken", "partij": party.pk, "antwoord": "nee"})
    sign_in(client, broker)
    gone = text_of(client.get(here))

    assert "Kandidaat " in seen
    assert case.participant.last_name not in seen
    assert "Er is niemand die past" in gone


def test_a_broker_asks_a_candidate_without_a_name_and_reads_the_name_after_a_yes(client: Client) -> None:
    case, _person = make_seeker(work=["Kok"])
    party = party_of("gemeente")
    broker = make_professional(Role.BROKER, party=party)
    let_look_for(case, party)
    vacancy = make_vacancy()
    here = reverse("matching:candidates", args=(vacancy.pk,))
    alias = queries.suited_people(broker, vacancy.pk, now=START).rows[0].alias
    sign_in(client, broker)
    asked = follow(client, here, {"kandidaat": alias})
    twice = client.post(here, {"kandidaat": alias})
    wrong = client.post(here, {"kandidaat": "ABCDEF"})
    sign_in(client, case.participant)
    follow(client, WORK, {"daad": "antwoord", "voorstel": Proposal.objects.get().pk, "antwoord": "ja"})
    sign_in(client, broker)

    assert "Gevraagd, nog geen antwoord." in text_of(asked)
    assert (twice.status_code, wrong.status_code) == (400, 404)
    assert case.participant.full_name in text_of(client.get(here))


def test_the_adviser_reads_what_fell_out_every_term_and_loosens_one_condition(client: Client) -> None:
    case, _person = make_seeker(work=["Kok"])
    vacancy = make_vacancy(other=[("bewijs", "Rijbewijs C", "")])
    sign_in(client, adviser_of(case))
    here = reverse("matching:suited", args=(case.pk,))
    strict, loose = text_of(client.get(here)), text_of(client.get(here + "?los=bewijs&los=niets"))

    assert "1 vacature: rijbewijs of certificaat" in strict
    assert "Alleen hierdoor: 1." in strict
    assert vacancy.title not in strict
    assert vacancy.title in loose
    assert "losgelaten" in loose
    assert "Samen:" in loose


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"daad": "alles"},
        {"daad": "past", "vacature": "0"},
        {"daad": "past", "vacature": "1;2"},
        {"daad": "past", "vacature": "9" * 30},
        {"daad": "antwoord", "voorstel": "99", "antwoord": "ja"},
        {"daad": "kan", "competentie": "urn:niets", "antwoord": "ja"},
        {"daad": "wens", "soort": "kan_niet", "waarde": "urn:niets"},
        {"daad": "zoeken", "partij": "999999", "antwoord": "ja"},
    ],
)
def test_a_form_that_somebody_made_up_changes_nothing(client: Client, form: dict[str, str]) -> None:
    case, _person = make_seeker(work=["Kok"])
    sign_in(client, case.participant)

    assert client.post(WORK, form).status_code == 404
    assert not SearchWish.objects.exists()
    assert not Feedback.objects.exists()


def test_who_has_no_profile_yet_is_led_to_it(client: Client) -> None:
    case, _person = make_seeker()
    make_vacancy()
    sign_in(client, case.participant)
    page = client.get(WORK)

    assert "Wij weten nog niet wat u kunt." in text_of(page)
    assert reverse("mine:competences") in page.content.decode()


def test_who_oversees_reads_that_one_person_is_too_few_to_tell_of(client: Client) -> None:
    case, _person = make_seeker(work=["Kok"])
    party = party_of("gemeente")
    answer(case, adviser_of(case), {"hoogste_opleiding": "mbo_2"})
    let_look_for(case, party)
    queries.suited_people(make_professional(Role.BROKER, party=party), make_vacancy().pk, now=START)
    sign_in(client, make_professional(Role.COORDINATOR, party=party))
    page = text_of(client.get("/toezicht/passend-werk/"))

    assert "1 getoonde lijst" in page
    assert "te weinig mensen om te tonen" in page
    assert "Mbo 2" in page
    assert "mbo_2" not in page
    assert "%" not in page
