"""The windows for everyone: reading, applying without an account, and the page with the number."""

import datetime as dt
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from overstap.allotment import actions
from overstap.allotment.applicants import ApplicantKind, applicant_key_of
from overstap.allotment.models import Application
from tests.conftest import START
from tests.factories.allotment import window
from tests.web.browsing import text_of

pytestmark = pytest.mark.django_db

LONG_AGO = dt.datetime(2020, 8, 1, tzinfo=dt.UTC)


def form(**changes: str) -> dict[str, str]:
    return {"kind": "persoon", "email": "iemand@voorbeeld.nl", "key": str(uuid.uuid4()), "amount": "1"} | changes


def test_a_window_shows_its_counter_and_nobody(client: Client) -> None:
    row = window(funded_ceiling=20)
    client.post(reverse("windows:apply", args=(row.code,)), form())
    actions.settle_all(now=START)

    page = client.get(reverse("windows:one", args=(row.code,)))

    assert "19 plaatsen" in text_of(page)
    assert "iemand@voorbeeld.nl" not in page.content.decode()


def test_who_applies_gets_a_number_and_a_page_that_says_how_far_it_is(client: Client) -> None:
    row = window()

    sent = client.post(reverse("windows:apply", args=(row.code,)), form(), follow=True)
    number = Application.objects.get().pk
    actions.settle_all(now=START)
    later = client.get(sent.redirect_chain[-1][0])

    assert f"Aanvraag nummer {number}" in text_of(sent)
    assert "Wij hebben uw aanvraag." in text_of(sent)
    assert "U hebt een plaats." in text_of(later)
    assert later.headers["X-Robots-Tag"] == "noindex"


def test_sending_the_form_twice_applies_once(client: Client) -> None:
    row = window()
    typed = form()

    first = client.post(reverse("windows:apply", args=(row.code,)), typed)
    second = client.post(reverse("windows:apply", args=(row.code,)), typed)

    assert first.headers["Location"] == second.headers["Location"]
    assert Application.objects.count() == 1


def test_the_address_is_not_kept_and_makes_the_same_applicant(client: Client) -> None:
    row = window()
    client.post(reverse("windows:apply", args=(row.code,)), form(email="Iemand@Voorbeeld.nl"))
    found = Application.objects.get()

    assert found.applicant_key == applicant_key_of(ApplicantKind.PERSON, "iemand@voorbeeld.nl")
    assert "voorbeeld" not in repr(vars(found)).casefold()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": ""}, "Vul dit in."),
        ({"email": "geen adres"}, "geldig e-mailadres"),
        ({"kind": ""}, "Vul dit in."),
        ({"kind": "koning"}, "Kies een van de antwoorden."),
        ({"kind": "werkgever", "company": "12", "name": "Bakkerij"}, "Een KvK-nummer heeft acht cijfers."),
        ({"kind": "werkgever", "company": "12345678", "name": ""}, "Vul dit in."),
        ({"amount": "0"}, "Vul 1 of meer in."),
        ({"amount": "veel"}, "heel getal"),
    ],
)
def test_wrong_input_is_told_where_it_is_wrong_and_kept(client: Client, changes: dict[str, str], sentence: str) -> None:
    row = window()

    page = client.post(reverse("windows:apply", args=(row.code,)), form(**changes))

    assert page.status_code == 400
    assert sentence in text_of(page)
    assert not Application.objects.exists()


@pytest.mark.requirement("R-228")
@pytest.mark.parametrize(
    ("times", "sentence"),
    [
        ({"opens_at": None, "closes_at": None}, "De datum is nog niet bekend."),
        ({"opens_at": START + dt.timedelta(days=900000 // 24)}, "Dit loket is nog niet open."),
        (
            {"opens_at": START - dt.timedelta(days=9), "closes_at": START - dt.timedelta(days=8)},
            "Dit loket is gesloten.",
        ),
    ],
)
def test_a_window_that_is_not_open_takes_nothing_and_says_why(
    client: Client, times: dict[str, dt.datetime | None], sentence: str
) -> None:
    row = window(**times)

    page = client.post(reverse("windows:apply", args=(row.code,)), form())

    assert sentence in text_of(page)
    assert not Application.objects.exists()


def test_the_list_finds_by_a_word_and_says_when_there_is_nothing(client: Client) -> None:
    row = window(name_nl="Ontwikkeladvies", name_en="Development advice")
    where = reverse("windows:every")

    assert row.name_nl in text_of(client.get(where, {"zoek": "advies"}))
    assert "Geen loket gevonden met “tractor”." in text_of(client.get(where, {"zoek": "tractor"}))


def test_applying_takes_few_statements(client: Client, django_assert_max_num_queries: object) -> None:
    row = window()
    where = reverse("windows:apply", args=(row.code,))
    client.post(where, form(email="eerste@voorbeeld.nl"))

    with django_assert_max_num_queries(5):  # type: ignore[operator]
        client.post(where, form())


def test_a_browser_that_sends_no_address_elsewhere_still_says_where_a_form_comes_from(client: Client) -> None:
    row = window()

    sent = client.post(reverse("windows:apply", args=(row.code,)), form(), follow=True)

    assert sent.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.requirement("R-220")
def test_a_career_adviser_registers_each_trajectory_apart(client: Client) -> None:
    row = window(applicants=",loopbaanadviseur,")
    where = reverse("windows:apply", args=(row.code,))
    adviser = {"kind": "loopbaanadviseur", "company": "12345678", "name": "Praktijk Oost"}

    without = client.post(where, form(**adviser))
    for reference in ("2021-1", "2021-2", "2021-1"):
        client.post(where, form(**adviser, reference=reference))
    actions.settle_all(now=START)

    assert "Uw kenmerk voor deze deelnemer" in text_of(without)
    assert list(Application.objects.order_by("id").values_list("state", flat=True)) == [
        "toegekend", "toegekend", "afgewezen",
    ]  # fmt: skip


def test_another_key_opens_nothing(client: Client) -> None:
    assert client.get(reverse("windows:receipt", args=(uuid.uuid4(),))).status_code == 404


def test_the_form_has_a_new_key_each_time(client: Client) -> None:
    where = reverse("windows:apply", args=(window().code,))
    keys = {re.search(r'name="key" value="([^"]+)"', client.get(where).content.decode()) for _ in range(2)}

    assert len({found.group(1) for found in keys if found}) == 2
