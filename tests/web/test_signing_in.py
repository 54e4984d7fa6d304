"""Signing in: with a code, or with a password and a second step; nothing is told about who exists."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from django.test import Client

from overstap.core.actor import Role
from overstap.parties.models import PartyKind, User
from tests.factories.cases import make_case
from tests.factories.people import make_participant, make_professional, make_user
from tests.web.browsing import sign_in, text_of

PASSWORD = "vier lange woorden samen"


@pytest.fixture(autouse=True)
def no_limit_reached_before() -> None:
    """Each test starts with nobody having tried too often."""
    cache.clear()


def totp(secret: str) -> str:
    """The code that the app on the telephone shows now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def code_in_post() -> str:
    """The code in the latest message."""
    found = re.search(r"^\s{4}(\S+)\s*$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found is not None, mail.outbox[-1].body
    return found.group(1)


def colleague(*roles: Role, second_step: bool = False, **where: Any) -> tuple[User, str]:
    """A professional with a password; with `second_step` the secret of their app as well."""
    user = make_user()
    user.set_password(PASSWORD)
    user.save()
    make_professional(*(roles or (Role.DESK,)), user=user, **where)
    secret = generate_totp_secret()
    if second_step:
        TOTP.activate(user, secret)
        RecoveryCodes.activate(user)
    return user, secret


def log_in(client: Client, user: User, password: str = PASSWORD) -> Any:
    return client.post("/account/inloggen/", {"login": user.email, "password": password})


# --- A person, with a code --------------------------------------------------------------------------


def test_a_person_opens_their_file_with_a_code(client: Client) -> None:
    case = make_case()

    client.post("/account/code/", {"email": case.participant.email})
    landed = client.post("/account/code/invullen/", {"code": code_in_post()}, follow=True)

    assert landed.redirect_chain[-1][0] == "/mijn/"
    assert case.number in text_of(landed)


def test_a_wrong_code_opens_nothing(client: Client) -> None:
    case = make_case()
    client.post("/account/code/", {"email": case.participant.email})

    answer = client.post("/account/code/invullen/", {"code": "AAAAAA"})

    assert answer.status_code == 200
    assert "Er klopt iets niet" in text_of(answer)
    assert client.get("/mijn/").status_code == 302


def test_an_unknown_address_gets_the_same_answer(client: Client) -> None:
    known = make_participant().email

    first = client.post("/account/code/", {"email": known}, follow=True)
    second = Client().post("/account/code/", {"email": "onbekend@voorbeeld.example"}, follow=True)

    assert text_of(first).replace(known, "#") == text_of(second).replace("onbekend@voorbeeld.example", "#")
    assert "Bij dit adres hoort geen dossier" in str(mail.outbox[-1].body)


def test_the_message_is_in_plain_dutch(client: Client) -> None:
    client.post("/account/code/", {"email": make_participant().email})

    assert "Dit is uw code om in te loggen" in str(mail.outbox[-1].body)
    assert "[Overstap] Uw code om in te loggen" in mail.outbox[-1].subject


# --- A professional, with two steps -----------------------------------------------------------------


def test_without_a_second_step_nothing_opens(client: Client) -> None:
    user, _ = colleague()
    log_in(client, user)

    for url in ("/loket/", "/werkplek/", "/regio/"):
        assert client.get(url).headers["Location"] == "/account/tweede-stap/instellen/", url


def test_the_second_step_is_set_up_with_a_code_and_gives_recovery_codes(client: Client) -> None:
    user, _ = colleague()
    log_in(client, user)
    page = client.get("/account/tweede-stap/instellen/").content.decode()
    secret = re.search(r'class="secret">([A-Z2-7]+)<', page)
    assert secret is not None
    assert "<svg" in page
    assert "data:" not in page

    landed = client.post("/account/tweede-stap/instellen/", {"code": totp(secret.group(1))}, follow=True)

    assert "Uw herstelcodes" in text_of(landed)
    assert client.get("/loket/").status_code == 200


def test_a_wrong_code_does_not_set_up_the_second_step(client: Client) -> None:
    user, _ = colleague()
    log_in(client, user)
    client.get("/account/tweede-stap/instellen/")

    answer = client.post("/account/tweede-stap/instellen/", {"code": "000000"})

    assert "Er klopt iets niet" in text_of(answer)
    assert not Authenticator.objects.filter(user=user).exists()


def test_password_alone_is_half_way(client: Client) -> None:
    user, _ = colleague(second_step=True)

    answer = log_in(client, user)

    assert answer.headers["Location"] == "/account/tweede-stap/code/"
    assert client.get("/loket/").status_code == 302


def test_password_and_code_lead_to_the_workplace(client: Client) -> None:
    user, secret = colleague(second_step=True)
    log_in(client, user)

    landed = client.post("/account/tweede-stap/code/", {"code": totp(secret)}, follow=True)

    assert landed.redirect_chain[-1][0] == "/loket/"


def test_a_recovery_code_works_once(client: Client) -> None:
    user, _ = colleague(second_step=True)
    codes = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    log_in(client, user)
    client.post("/account/tweede-stap/code/", {"code": codes[0]})
    assert client.get("/loket/").status_code == 200

    other = Client()
    log_in(other, user)
    other.post("/account/tweede-stap/code/", {"code": codes[0]})

    assert other.get("/loket/").status_code == 302


def test_a_code_by_mail_does_not_pass_the_second_step(client: Client) -> None:
    user, _ = colleague(second_step=True)

    client.post("/account/code/", {"email": user.email})
    answer = client.post("/account/code/invullen/", {"code": code_in_post()})

    assert answer.headers["Location"] == "/account/tweede-stap/code/"


@pytest.mark.parametrize("password", ["fout", "", "x" * 5000])
def test_a_wrong_password_and_an_unknown_account_sound_the_same(client: Client, password: str) -> None:
    user, _ = colleague()

    known = text_of(log_in(client, user, password)).replace(user.email, "#")
    unknown = Client().post("/account/inloggen/", {"login": "niemand@voorbeeld.example", "password": password})

    assert known == text_of(unknown).replace("niemand@voorbeeld.example", "#")
    assert "_auth_user_id" not in client.session


def test_trying_too_often_is_stopped(client: Client) -> None:
    user, _ = colleague()
    for _attempt in range(10):
        log_in(client, user, "fout")

    assert log_in(client, user).status_code == 200
    assert "_auth_user_id" not in client.session


def test_signing_in_gives_a_new_session(client: Client) -> None:
    user, _ = colleague()
    client.post("/aanmelden/situatie/", {"huidige_status": "in_dienst"})
    before = client.session.session_key

    log_in(client, user)

    assert client.session.session_key != before


def test_signing_out_asks_a_form(client: Client) -> None:
    sign_in(client, make_case().participant)

    client.get("/account/uitloggen/")
    assert client.get("/mijn/").status_code == 200
    client.post("/account/uitloggen/")

    assert client.get("/mijn/").status_code == 302


def test_nobody_makes_an_account_by_themselves(client: Client) -> None:
    data = {"email": "nieuw@voorbeeld.example", "password1": PASSWORD, "password2": PASSWORD}

    assert client.get("/account/aanmelden/").headers["Location"] == "/aanmelden/"
    assert client.post("/account/aanmelden/", data).status_code == 405
    assert not User.objects.filter(email="nieuw@voorbeeld.example").exists()


def test_a_new_password_comes_through_the_post(client: Client) -> None:
    user, _ = colleague()
    client.post("/account/wachtwoord/vergeten/", {"email": user.email})
    link = re.search(r"http://testserver(\S+)", str(mail.outbox[-1].body))
    assert link is not None

    form = client.get(link.group(1), follow=True)
    address = form.redirect_chain[-1][0]
    client.post(address, {"password1": "nog vier andere woorden", "password2": "nog vier andere woorden"})

    user.refresh_from_db()
    assert user.check_password("nog vier andere woorden")


def test_where_one_wanted_to_go_is_remembered_but_only_on_this_site(client: Client) -> None:
    case = make_case()
    client.post("/account/code/", {"email": case.participant.email, "next": "https://elders.example/"})

    landed = client.post("/account/code/invullen/", {"code": code_in_post()})

    assert "elders" not in landed.headers["Location"]


# --- Workplaces -------------------------------------------------------------------------------------


def test_who_works_for_two_organisations_chooses(client: Client) -> None:
    user = make_user()
    desk = make_professional(Role.DESK, party_kind=PartyKind.MUNICIPALITY, user=user)
    adviser = make_professional(Role.ADVISER, party_kind=PartyKind.UNION, user=user)
    sign_in(client, desk)
    page = text_of(client.get("/werkplek/"))
    assert desk.party_name in page
    assert adviser.party_name in page
    assert client.get("/loket/").status_code == 403
    place = re.findall(r'name="place"\s+value="(\d+)"', client.get("/werkplek/").content.decode())

    landed = [client.post("/werkplek/", {"place": one}, follow=True).redirect_chain[-1][0] for one in place]

    assert sorted(landed) == ["/begeleiding/", "/loket/"]


def test_the_place_of_someone_else_cannot_be_chosen(client: Client) -> None:
    other = make_professional(Role.CASHIER)
    user, _ = colleague()
    sign_in(client, make_professional(Role.DESK, user=make_user()))
    assert other.user_id != user.pk

    client.post("/werkplek/", {"place": "1"})
    client.post("/werkplek/", {"place": "onzin"})

    assert client.get("/kassa/").status_code in {403, 404}


def test_an_account_without_anything_is_told_so(client: Client) -> None:
    client.force_login(make_user())

    assert "U hebt hier nog geen werkplek" in text_of(client.get("/werkplek/"))
