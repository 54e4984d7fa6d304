"""What the browser, the cache, the history and the log get to see; and a demo that never meets real files."""

import json
import logging
import re
import uuid
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client, override_settings
from django.urls import reverse
from waitress.adjustments import Adjustments

from overstap.cli.serving import _behind
from overstap.core.actor import Role
from overstap.parties.demo_accounts import DOMAIN
from overstap.parties.models import Installation, User
from overstap.people.models import Participant
from overstap.treasury.models import Claim
from tests.architecture.addresses import addresses
from tests.architecture.sources import ROOT
from tests.factories.arrangements import make_active
from tests.factories.cases import adviser_of, make_case
from tests.factories.people import make_participant, make_professional, make_user
from tests.web.arranging import PAPER
from tests.web.browsing import sign_in, text_of

pytestmark = pytest.mark.django_db

TEMPLATES = sorted((ROOT / "src/overstap/web/templates").rglob("*.html"))


# --- The browser -------------------------------------------------------------------------------------


def test_no_page_may_be_kept_by_a_browser_or_a_cache_on_the_way(client: Client) -> None:
    case = make_case()
    visitor = [client.get(url) for url in ("/start/", "/aanmelden/situatie/", "/regio/AM26/", "/account/inloggen/")]
    sign_in(client, case.participant)
    own = [client.get(url) for url in ("/mijn/", "/mijn/gegevens/bestand/", "/mijn/logboek/", "/start/", "/niets/")]
    sign_in(client, adviser_of(case))
    file = client.get(reverse("guidance:case", args=[case.pk]))

    for answer in (*visitor, *own, file):
        assert "no-store" in answer.headers["Cache-Control"], answer.request["PATH_INFO"]
        assert "private" in answer.headers["Cache-Control"], answer.request["PATH_INFO"]


def test_every_page_is_sent_with_a_strict_policy(client: Client) -> None:
    for url in ("/start/", "/account/inloggen/", "/niets/", "/demo/"):
        headers = client.get(url).headers
        policy = headers["Content-Security-Policy"]

        assert "default-src 'none'" in policy, url
        assert "frame-ancestors 'none'" in policy, url
        assert "base-uri 'none'" in policy, url
        assert "unsafe" not in policy, url
        assert "http" not in policy, url
        assert headers["X-Content-Type-Options"] == "nosniff", url
        assert headers["Referrer-Policy"] == "same-origin", url


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_script_or_style_of_its_own(template: Path) -> None:
    text = template.read_text(encoding="utf-8")

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|hx-on|hx-vals=.js:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text)


def test_every_form_that_is_posted_carries_a_token() -> None:
    bare = [
        template.name
        for template in TEMPLATES
        for form in re.findall(r"<form\b.*?</form>", template.read_text(encoding="utf-8"), re.DOTALL)
        if re.search(r'method="post"', form) and "csrf_token" not in form
    ]

    assert bare == []


def test_a_form_without_a_token_changes_nothing() -> None:
    case = make_case()
    client = Client(enforce_csrf_checks=True)
    sign_in(client, case.participant)

    for url in (
        "/mijn/stoppen/",
        "/werkplek/",
        "/account/uitloggen/",
        "/demo/wissel/",
        "/taal/",
        "/aanmelden/situatie/",
        "/regelingen/doelgroep/proberen/",
    ):
        assert client.post(url, {"sure": "on"}).status_code == HTTPStatus.FORBIDDEN, url

    case.refresh_from_db()
    assert case.closed_at is None


def test_no_view_of_ours_is_without_the_check_on_forged_forms() -> None:
    exempt = [address.name for address in addresses() if getattr(address.view, "csrf_exempt", False)]

    assert exempt == []


def test_cookies_are_closed_to_scripts_and_other_sites(client: Client) -> None:
    make_professional(user=make_user("Anneke Smit", f"anneke@{DOMAIN}"))
    client.get("/account/inloggen/")
    client.post("/demo/persoon/anneke/")

    for name in ("sessionid", "csrftoken"):
        assert client.cookies[name]["httponly"], name
        assert client.cookies[name]["samesite"] == "Lax", name
    assert configured.SESSION_COOKIE_AGE <= 8 * 60 * 60


@pytest.mark.parametrize("host", ["elders.example", "elders.example:80", "localhost.elders.example"])
def test_a_strange_host_gets_nothing(host: str, client: Client) -> None:
    answer = client.get("/start/", headers={"host": host})

    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "elders" not in answer.content.decode()


@pytest.mark.parametrize(
    "wanted", ["https://elders.example/", "//elders.example/", "/\\elders.example", "javascript:alert(1)"]
)
def test_no_form_leads_away_from_this_site(wanted: str, client: Client) -> None:
    language = client.post("/taal/", {"language": "en", "next": wanted})
    asked = client.get("/mijn/", {"next": wanted})

    assert "elders" not in language.headers["Location"]
    assert "javascript" not in language.headers["Location"]
    assert asked.headers["Location"].startswith("/account/inloggen/?next=/mijn/")


def test_a_mistake_of_ours_tells_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("geheim-van-de-zaak")

    monkeypatch.setattr("overstap.web.public.places.parties.regions", fail)
    answer = client.get("/regio/", {"gemeente": "Tilburg"})

    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "geheim" not in answer.content.decode()
    assert "Traceback" not in answer.content.decode()
    assert configured.DEBUG is False


# --- Names in addresses and logs ---------------------------------------------------------------------


def test_a_name_that_is_looked_for_stands_in_no_address(client: Client) -> None:
    case = make_case()
    other = make_case()
    sign_in(client, adviser_of(case))
    name = case.participant.last_name

    found = client.post("/begeleiding/", {"tekst": name, "stand": ""})
    by_address = text_of(client.get("/begeleiding/", {"tekst": name}))

    assert case.number in text_of(found)
    assert other.number not in text_of(found)
    assert {case.number, other.number} <= set(re.findall(r"\d{4}-\d{6}", by_address))


def test_no_form_with_names_is_sent_by_address() -> None:
    by_address = {
        template.parent.name + "/" + template.name
        for template in TEMPLATES
        if re.search(r'<form[^>]*method="get"', template.read_text(encoding="utf-8"))
    }

    # Places, years, weights of regions, schemes, questions, windows, days, competences: nothing in these tells of a
    # person.
    assert by_address <= {
        "budgeting/_package.html",
        "catalogue/_scheme_side.html",
        "catalogue/compare.html",
        "catalogue/overview.html",
        "editor/questions.html",
        "editor/start.html",
        "keeping/allocate.html",
        "keeping/lines.html",
        "keeping/periods.html",
        "opening/one.html",
        "oversight/allocation.html",
        "oversight/placements.html",
        "paying/recipient.html",
        "demand/employers.html",
        "demand/vacancies.html",
        "demand/vacancy_occupation.html",
        "groups/occupation.html",
        "public/careers.html",
        "training/catalogue.html",
        "training/search.html",
        "public/regions.html",
        "treasury/budget.html",
        "treasury/commitment.html",
        "treasury/export.html",
        "treasury/start.html",
        "treasury/stream.html",
        "windows/every.html",
        "components/occupation_choice.html",
        "mine/competences.html",
    }


def test_no_log_line_holds_what_somebody_typed(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    case = make_case()
    sign_in(client, adviser_of(case))
    with caplog.at_level(logging.DEBUG):
        client.post("/loket/zoeken/", {"name": "Zoekterm", "born_day": "1", "born_month": "1", "born_year": "1980"})
        client.post("/begeleiding/", {"tekst": "Zoekterm"})
        client.post("/regelingen/doelgroep/proberen/", {"fact_id": "leeftijd", "answer": "Zoekterm"})
        client.get(reverse("guidance:case", args=[999_999]))

    ours = [line for line in caplog.messages if not line.startswith("(")]
    assert not [line for line in ours if "Zoekterm" in line or case.participant.last_name in line]


# --- The demo ----------------------------------------------------------------------------------------


def real_files() -> None:
    """The switch of the demo is on, but the database is a real one."""
    Installation.objects.update(demo_date=None)


def test_the_switch_of_the_demo_opens_nothing_over_real_files(client: Client) -> None:
    user = make_user("Anneke Smit", f"anneke@{DOMAIN}")
    adviser = make_professional(Role.ADVISER, user=user)
    real_files()

    for address in ("/demo/", "/demo/post/", "/demo/klok/"):
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND, address
    for address in ("/demo/persoon/anneke/", "/demo/wissel/", "/demo/klok/"):
        answer = client.post(address, {"persona": "anneke", "leap": "dag"})
        assert answer.status_code == HTTPStatus.NOT_FOUND, address
    assert "_auth_user_id" not in client.session
    assert Installation.objects.get().demo_date is None
    sign_in(client, adviser)
    assert client.get("/begeleiding/").headers["Location"] == reverse("mfa_activate_totp")


@override_settings(DEMO=False)
def test_every_workplace_asks_professionals_for_a_second_step(client: Client) -> None:
    sign_in(client, make_professional(*(role for role in Role if role is not Role.PERSON)))
    setting_up = reverse("mfa_activate_totp")

    open_ = [
        address.name
        for address in addresses()
        if address.is_ours and not address.arguments and address.name not in {"public:language", "account_signup"}
        for answer in (client.get(reverse(address.name)), client.post(reverse(address.name)))
        if answer.headers.get("Location") != setting_up
    ]

    assert open_ == []


# --- Coming in ---------------------------------------------------------------------------------------


def test_the_answer_to_a_registration_does_not_tell_whose_address_is_known(client: Client) -> None:
    known = make_participant(email="bekend@voorbeeld.example")
    answers = [_register(Client(), email) for email in (known.email, "nieuw@voorbeeld.example")]
    first, second = (re.sub(r"\d{4}-\d{6}|\w+@voorbeeld\.example", "…", text_of(answer)) for answer in answers)

    assert first == second
    assert Participant.objects.filter(email=known.email).count() == 2
    assert User.objects.filter(email=known.email).count() == 1


def _register(client: Client, email: str) -> Any:
    pages = {
        "situatie": {"huidige_status": "in_dienst"},
        "baan": {"dienstverband_opgezegd": "ja", "tijdelijk_contract_stopt": "nee"},
        "woonplaats": {"municipality": "Tilburg", "preferred": ""},
        "naam": {
            "first_name": "Sam", "last_name": "Vos", "birth_date_day": "1",
            "birth_date_month": "5", "birth_date_year": "1980",
        },
        "bereikbaar": {"email": email, "phone": "", "language": "nl"},
        "akkoord": {"agreed": "on"},
    }  # fmt: skip
    url = "/aanmelden/situatie/"
    for _ in range(12):
        filled = {name: value for page in pages.values() for name, value in page.items()}
        answer = client.post(url, filled)
        assert answer.status_code == HTTPStatus.FOUND, text_of(answer)
        url = answer.headers["Location"]
        if url == "/aanmelden/klaar/":
            return client.get(url)
    raise AssertionError(url)


def test_only_the_named_proxy_is_believed() -> None:
    behind = _behind("10.0.0.1")

    assert _behind("") == {}
    assert behind.keys() <= dict(Adjustments._params).keys()
    assert behind["trusted_proxy"] == "10.0.0.1"
    assert behind["trusted_proxy_headers"] == {"x-forwarded-for", "x-forwarded-proto"}


# --- Money -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "amount",
    ["-10", "0", "NaN", "Infinity", "1e9", "10; DROP TABLE", "99999999999999999999", "9999999999", ""],
)
def test_no_strange_amount_is_asked(amount: str, client: Client) -> None:
    scene = make_active()
    sign_in(client, scene.adviser)
    item = scene.arrangement.items.get(commitment_key__isnull=False)

    answer = client.post(
        reverse("guidance:item_cost", args=[scene.case.pk, item.pk]),
        {"amount": amount, **PAPER, "key": str(uuid.uuid4())},
    )

    assert answer.status_code in {HTTPStatus.OK, HTTPStatus.BAD_REQUEST}
    assert not Claim.objects.exists()


@pytest.mark.requirement("R-252")
def test_pressing_twice_asks_once(client: Client) -> None:
    scene = make_active()
    sign_in(client, scene.adviser)
    item = scene.arrangement.items.get(commitment_key__isnull=False)
    url = reverse("guidance:item_cost", args=[scene.case.pk, item.pk])
    form = {"amount": "10", **PAPER, "key": str(uuid.uuid4())}

    first, second = client.post(url, form), client.post(url, form)

    assert (first.status_code, second.status_code) == (302, 302)
    assert Claim.objects.count() == 1


def test_the_download_of_a_person_holds_nobody_else(client: Client) -> None:
    case, other = make_case(), make_case()
    sign_in(client, case.participant)

    answer = client.get("/mijn/gegevens/bestand/")

    assert json.loads(answer.content)["deelnemer"]["id"] == case.participant_id
    assert other.participant.last_name not in answer.content.decode()
    assert other.number not in answer.content.decode()
