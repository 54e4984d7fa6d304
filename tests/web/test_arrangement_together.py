"""A plan made together on the screen: the draft, who reads along by link and code, versions, papers."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from overstap.arrangements import actions
from overstap.arrangements.models import Agreement, Guest, ItemRemark, Version
from overstap.core.actor import Actor
from overstap.correspondence.models import Letter
from tests.conftest import START
from tests.factories.agreeing import invite, make_drafted
from tests.factories.arrangements import Scene, choose, coordinate, make_active, make_composable
from tests.factories.treasury import given
from tests.web.arranging import day, url
from tests.web.browsing import follow, sign_in, text_of

pytestmark = pytest.mark.django_db

INVITATION = {
    "side": "werkgever", "organisation": "Bakkerij Bos", "name": "Anja Bos", "email": "anja@bos.test",
    "language": "nl", "person_agrees": "on", "how": "In het gesprek", "with_name": "on",
}  # fmt: skip
TRAINING = {"hours": "24", "learned": "B1-K1-W1 Deeg maken\nB1-K1-W2 Bakken", "mentor": "Anja", "teacher": "Kees"} | (
    day("starts_on", dt.date(2021, 3, 1)) | day("ends_on", dt.date(2021, 6, 30))
)


def code_in(page: str) -> str:
    found = re.search(r"\b(\d{6})\b", page.split("Geef deze code zelf door")[1])
    assert found is not None
    return found[1]


def invited(client: Client, scene: Scene, item: int, **other: str) -> tuple[Guest, str]:
    """Let someone read along through the screen; gives the guest and the code that stands there once."""
    sign_in(client, scene.adviser)
    page = client.post(url("item_invite", scene, item), INVITATION | other)
    guest = Guest.objects.latest("id")
    return guest, code_in(text_of(page))


def opened(guest: Guest, code: str) -> tuple[Client, str]:
    """A browser without an account in which the link was used."""
    path = guest.path.reveal()
    browser = Client()
    browser.post(path, {"doe": "openen", "code": code})
    return browser, path


def hidden(page: str, name: str) -> str:
    """The value of a hidden field; of the last form that has it."""
    return re.findall(rf'name="{name}" value="([^"]*)"', page)[-1]


def test_the_adviser_shares_the_draft_and_the_person_reacts(client: Client) -> None:
    scene, item = make_drafted()
    person = sign_in(Client(), scene.case.participant)
    before = text_of(person.get("/mijn/plan/"))
    follow(sign_in(client, scene.adviser), url("arrangement_share", scene), {})

    shown = text_of(person.get("/mijn/plan/"))
    empty = person.post("/mijn/plan/akkoord/", {"doe": "reactie", "onderdeel": str(item), "text": " "})
    person.post("/mijn/plan/akkoord/", {"doe": "reactie", "onderdeel": str(item), "text": "Liever in mei."})

    remark = ItemRemark.objects.get()
    page = follow(client, url("remark_answer", scene, remark.pk), {"taken_over": "nee", "answer": "Vol in mei."})
    assert "Workshop solliciteren" not in before
    assert "Workshop solliciteren" in shown
    assert empty.status_code == 400
    assert "Liever in mei." in text_of(page)
    assert "Vol in mei." in text_of(person.get("/mijn/plan/"))


def test_an_employer_agrees_with_link_and_code_and_sees_only_the_own_item(client: Client) -> None:
    scene, item = make_drafted()
    choose(scene, title="Schuldhulp thuis", provider="Kredietbank")
    guest, code = invited(client, scene, item)
    given(actions.propose(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START))
    browser, path = opened(guest, code)
    page = browser.get(path).content.decode()

    wrong = browser.post(path, {"doe": "akkoord", "vraag": hidden(page, "vraag"), "sha256": "x", "name": "Anja Bos"})
    done = browser.post(
        path,
        {"doe": "akkoord", "vraag": hidden(page, "vraag"), "sha256": hidden(page, "sha256"), "name": "Anja Bos"},
        follow=True,
    )

    assert "Workshop solliciteren" in page
    assert "Schuldhulp" not in page
    assert "Kredietbank" not in page
    assert wrong.status_code == 400
    assert "De afspraak is net veranderd." in text_of(wrong)
    assert "U bent akkoord." in text_of(done)
    row = Agreement.objects.get(guest=guest)
    assert (row.agreed, row.way, row.name) == (True, "link_code", "Anja Bos, Bakkerij Bos")


def test_looking_at_the_page_of_a_link_agrees_to_nothing(client: Client) -> None:
    scene, item = make_drafted()
    guest, code = invited(client, scene, item)
    given(actions.propose(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START))
    browser, path = opened(guest, code)

    for _ in range(3):
        browser.get(path)
    Client().get(path)

    assert Agreement.objects.get(guest=guest).agreed is None
    assert "Workshop" not in text_of(Client().get(path))


def test_wrong_codes_lock_the_link_and_a_new_one_works(client: Client) -> None:
    scene, item = make_drafted()
    guest, code = invited(client, scene, item)
    path = guest.path.reveal()
    other = "000000" if code != "000000" else "111111"
    tries = [Client().post(path, {"doe": "openen", "code": other}) for _ in range(10)]

    late = Client().post(path, {"doe": "openen", "code": code})
    page = client.post(url("guest_again", scene, guest.pk))
    guest.refresh_from_db()
    browser, fresh = opened(guest, code_in(text_of(page)))

    assert tries[0].status_code == 400
    assert late.status_code == 410
    assert "Workshop solliciteren" in text_of(browser.get(fresh))


def test_the_person_without_account_agrees_by_link_and_code(client: Client) -> None:
    scene, _ = make_drafted()
    sign_in(client, scene.adviser)
    given(actions.propose(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START))
    code = code_in(text_of(client.post(url("arrangement_plan_link", scene))))
    # The link stands apart from the letter, sealed, until the e-mail went.
    kept = Letter.objects.filter(template="arrangement_voorstel").latest("id").secret.reveal()
    found = re.search(r"/l/[\w-]+/", f"/{kept}")
    assert found is not None
    browser, path = Client(), found[0]
    browser.post(path, {"doe": "openen", "code": code})
    page = browser.get(path).content.decode()
    browser.post(path, {"doe": "akkoord", "sha256": hidden(page, "sha256")})

    row = Agreement.objects.get(side="persoon")
    assert (row.agreed, row.way) == (True, "link_code")
    assert scene.arrangement.state == "afgesproken"


@pytest.mark.requirement("R-126")
def test_training_agreement_by_three_and_papers_to_take_along(client: Client) -> None:
    scene = make_active()
    item = scene.arrangement.items.get(instrument="A1").pk
    early = client_of(scene.adviser).post(url("item_training", scene, item), TRAINING)
    guests = [invited(client, scene, item), invited(client, scene, item, side="aanbieder", organisation="ROC")]
    made = follow(client, url("item_training", scene, item), TRAINING)
    blocked = follow(client, url("item_start", scene, item), {})
    for guest, code in guests:
        browser, path = opened(guest, code)
        page = browser.get(path).content.decode()
        browser.post(path, {"doe": "akkoord", "vraag": hidden(page, "vraag"), "sha256": hidden(page, "sha256"),
                            "name": "Wij"})  # fmt: skip
        assert browser.get(path + "?papier=leerovereenkomst").content[:4] == b"%PDF"
    person = sign_in(Client(), scene.case.participant)
    version = Version.objects.get(kind="leerovereenkomst")
    person.post("/mijn/plan/akkoord/", {"doe": "leerovereenkomst", "antwoord": "ja", "versie": str(version.pk),
                                        "sha256": version.digest})  # fmt: skip
    started = follow(client, url("item_start", scene, item), {})

    assert "drie partijen" in text_of(early)
    assert "De leerovereenkomst ligt klaar" in text_of(made)
    assert "Nog niet iedereen is akkoord met de leerovereenkomst." in text_of(blocked)
    assert "Het onderdeel loopt." in text_of(started)
    for address in (f"/mijn/plan/onderdeel/{item}/leerovereenkomst/", f"/mijn/plan/onderdeel/{item}/verklaring/"):
        paper = person.get(address)
        assert paper.content[:4] == b"%PDF"
        assert paper.headers["Content-Type"] == "application/pdf"


def client_of(actor: Actor) -> Client:
    return sign_in(Client(), actor)


def test_a_change_is_proposed_with_its_reason_and_shown_before_the_yes(client: Client) -> None:
    scene = make_active()
    sign_in(client, scene.adviser)
    choose(scene, title="Cursus lassen", motivation="Er is werk voor lassers.")
    empty = client.post(url("arrangement_change", scene), {"because": ""})
    follow(client, url("arrangement_change", scene), {"because": "Het doel is anders."})
    person = sign_in(Client(), scene.case.participant)
    asked = person.get("/mijn/plan/").content.decode()
    person.post("/mijn/plan/akkoord/", {"doe": "akkoord", "sha256": hidden(asked, "sha256")})

    shown = text_of(person.get("/mijn/plan/versie/2/"))
    first = text_of(client.get(url("arrangement_version", scene, 1)))

    assert "Vul dit in." in text_of(empty)
    for words in (asked, shown):
        assert "Het doel is anders." in words
        assert "Cursus lassen" in words
    assert "Cursus lassen" not in first
    assert "gold eerder" in text_of(client.get(url("arrangement", scene)))


def test_a_wrong_address_is_corrected_on_the_screen(client: Client) -> None:
    scene, item = make_drafted()
    guest, _ = invited(client, scene, item)
    wrong = client.post(url("guest_correct", scene, guest.pk), {"name": "Anja Bos", "email": "anja"})
    page = client.post(url("guest_correct", scene, guest.pk), {"name": "Anja Bos", "email": "anja@bos2.test"})

    guest.refresh_from_db()
    assert "e-mailadres" in text_of(wrong)
    assert code_in(text_of(page))
    assert guest.email.reveal() == "anja@bos2.test"


def test_every_item_shows_its_next_action(client: Client) -> None:
    scene = make_active()
    item = scene.arrangement.items.get(instrument="A1").pk
    sign_in(client, scene.adviser)
    usual = text_of(client.get(url("arrangement", scene)))
    chosen = follow(
        client,
        url("item_step", scene, item),
        {"what": "Rooster sturen", "who": "deelnemer"} | day("before", dt.date(2021, 3, 3)),
    )

    assert "Volgende stap: Beginnen." in usual
    assert "Rooster sturen. Door de deelnemer, uiterlijk 3 maart 2021" in text_of(chosen)
    assert "Rooster sturen. Door uzelf" in text_of(sign_in(Client(), scene.case.participant).get("/mijn/plan/"))


def test_the_person_ends_reading_along_and_not_for_another(client: Client) -> None:
    scene, item = make_drafted()
    guest, code = invited(client, scene, item)
    browser, path = opened(guest, code)
    stranger = sign_in(Client(), make_composable().case.participant)

    foreign = stranger.post("/mijn/plan/akkoord/", {"doe": "meelezen_uit", "meelezer": str(guest.pk)})
    sign_in(Client(), scene.case.participant).post(
        "/mijn/plan/akkoord/", {"doe": "meelezen_uit", "meelezer": str(guest.pk)}
    )

    assert foreign.status_code == 404
    assert browser.get(path).status_code == 410


@pytest.mark.parametrize("address", ["plan_statement", "plan_training"])
def test_papers_of_another_are_not_found(address: str) -> None:
    scene = make_active()
    item = scene.arrangement.items.get(instrument="A1").pk
    given(actions.start_item(actor=scene.adviser, item_id=item, now=START))
    stranger = sign_in(Client(), make_composable().case.participant)

    assert stranger.get(reverse(f"mine:{address}", args=(item,))).status_code == 404


def test_who_looks_along_learns_no_address_and_no_name(client: Client) -> None:
    scene = make_active()
    coordinate(scene)
    item = scene.arrangement.items.get(instrument="A1").pk
    invite(scene, item, with_name=True)
    given(
        actions.write_remark(
            actor=scene.person, arrangement_id=scene.arrangement.pk, item_id=item, text="Geheim", now=START
        )
    )
    sign_in(client, scene.partner)

    for address in (url("arrangement", scene), url("arrangement_version", scene, 1)):
        page = text_of(client.get(address))
        assert "akkoord" in page
        assert scene.case.participant.last_name not in page
        assert "anja@bos.test" not in page
        assert "Geheim" not in page
