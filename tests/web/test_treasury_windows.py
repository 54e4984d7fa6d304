"""The windows in the workplace of the cashier, and what someone does on the page of an application."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from overstap.allotment import actions
from overstap.allotment.models import Application, Way, Window
from overstap.core.actor import Role
from tests.conftest import START
from tests.factories.allotment import applied, window
from tests.web.browsing import follow, text_of
from tests.web.cashier import enter

pytestmark = pytest.mark.django_db

LONG_AGO = dt.datetime(2020, 8, 1, tzinfo=dt.UTC)


def day(name: str, on: dt.date) -> dict[str, str]:
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def url(name: str, row: Window) -> str:
    return reverse(f"treasury:{name}", args=(row.code,))


def filled(places: int, people: int, **other: object) -> Window:
    """A window in which people applied, settled."""
    row = window(funded_ceiling=places, **other)
    for _ in range(people):
        applied(row)
    actions.settle_all(now=START)
    return row


def test_the_cashier_sees_every_window_and_the_order_without_a_name(client: Client) -> None:
    row = filled(2, 3)
    enter(client, Role.CASHIER)

    listed = client.get(reverse("treasury:windows"))
    page = client.get(url("window", row))
    waiting = client.get(url("window", row), {"stand": "wachtlijst"})

    assert "2 plaatsen" in text_of(listed)
    assert [str(one.pk) in text_of(page) for one in Application.objects.all()] == [True] * 3
    assert "Opleider Noord" not in text_of(page)
    assert text_of(waiting).count("Op de wachtlijst") > text_of(waiting).count("Toegekend")


def test_a_past_day_tells_what_was_known_then(client: Client) -> None:
    row = filled(5, 1)
    enter(client, Role.CASHIER)

    page = client.get(url("window", row), day("op", dt.date(2020, 9, 1)))
    wrong = client.get(url("window", row), day("op", dt.date(2999, 1, 1)))

    assert "Verwachting op 1 september 2020" in text_of(page)
    assert "Deze dag moet nog komen." in text_of(wrong)


@pytest.mark.requirement("R-228")
def test_the_framework_keeper_says_when_an_announced_window_opens(client: Client) -> None:
    row = window(opens_at=None)
    enter(client, Role.FRAMEWORK_KEEPER)
    typed = {"key": str(uuid.uuid4()), "source": "Brief"} | day("opens_on", dt.date(2099, 3, 1))

    page = follow(client, url("window_plan", row), typed | day("last_day", dt.date(2099, 3, 31)))

    row.refresh_from_db()
    assert "De datums zijn vastgesteld." in text_of(page)
    assert row.closes_at is not None
    assert row.closes_at.astimezone(dt.UTC).date() == dt.date(2099, 3, 31)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"source": ""}, "Vul dit in."),
        ({"opens_on_day": "31", "opens_on_month": "2"}, "Deze datum bestaat niet."),
        (day("last_day", dt.date(2098, 1, 1)), "Een loket sluit nadat het opengaat."),
    ],
)
def test_wrong_dates_are_told_and_change_nothing(client: Client, changes: dict[str, str], sentence: str) -> None:
    row = window(opens_at=None)
    enter(client, Role.FRAMEWORK_KEEPER)
    typed = {"key": str(uuid.uuid4()), "source": "Brief"} | day("opens_on", dt.date(2099, 3, 1)) | changes

    page = client.post(url("window_plan", row), typed)

    row.refresh_from_db()
    assert sentence in text_of(page)
    assert row.opens_at is None


def test_more_places_go_to_the_waiting_list_and_fewer_than_given_are_refused(client: Client) -> None:
    row = filled(2, 3)
    enter(client, Role.FRAMEWORK_KEEPER)

    less = client.post(url("window_ceiling", row), {"key": str(uuid.uuid4()), "source": "Brief", "funded": "1"})
    more = follow(client, url("window_ceiling", row), {"key": str(uuid.uuid4()), "source": "Brief", "funded": "3"})

    assert "Lager kan niet." in text_of(less)
    assert "Het plafond is vastgesteld." in text_of(more)
    assert sorted(Application.objects.values_list("state", flat=True)) == ["aangeboden", "toegekend", "toegekend"]


@pytest.mark.requirement("R-251")
def test_the_cashier_decides_on_no_window(client: Client) -> None:
    row = window()
    enter(client, Role.CASHIER)

    assert [client.get(url(name, row)).status_code for name in ("window_plan", "window_ceiling", "window_extra")] == [
        403, 403, 403,
    ]  # fmt: skip


def test_an_extra_window_stands_beside_the_first(client: Client) -> None:
    row = window()
    enter(client, Role.FRAMEWORK_KEEPER)
    typed = {
        "key": str(uuid.uuid4()), "source": "Brief", "code": "extra-loket", "name_nl": "Extra", "name_en": "Extra",
        "funded": "7",
    }  # fmt: skip

    page = follow(client, url("window_extra", row), typed)
    twice = client.post(url("window_extra", row), typed | {"key": str(uuid.uuid4())})

    made = Window.objects.get(code="extra-loket")
    assert "Het extra loket staat klaar." in text_of(page)
    assert (made.scheme, made.funded_ceiling, made.opens_at) == (row.scheme, 7, None)
    assert twice.status_code == 400


def test_dividing_gives_everybody_the_same_part(client: Client) -> None:
    row = window(way=Way.SHARED, funded_ceiling=10)
    for _ in range(4):
        applied(row, amount=5)
    enter(client, Role.CASHIER)
    early = client.post(url("window_share", row))
    Window.objects.filter(pk=row.pk).update(closes_at=LONG_AGO + dt.timedelta(days=1))

    shown = client.get(url("window_share", row))
    page = follow(client, url("window_share", row), {})

    assert "Dit loket is nog niet gesloten." in text_of(early)
    assert "20 plaatsen" in text_of(shown)
    assert "Het loket is verdeeld." in text_of(page)
    assert sorted(Application.objects.values_list("granted", flat=True)) == [2, 2, 3, 3]


def made_without_account(client: Client, row: Window, email: str) -> str:
    typed = {"kind": "persoon", "email": email, "key": str(uuid.uuid4()), "amount": "1"}
    return str(client.post(reverse("windows:apply", args=(row.code,)), typed).headers["Location"])


def test_who_gives_a_place_back_lets_the_next_one_have_it(client: Client) -> None:
    row = window(funded_ceiling=1)
    first, second = (made_without_account(client, row, f"{name}@voorbeeld.nl") for name in ("een", "twee"))
    actions.settle_all(now=START)

    waiting = text_of(client.get(second))
    follow(client, first, {"doe": "trek_in"})
    offered = text_of(client.get(second))
    taken = text_of(follow(client, second, {"doe": "neem"}))

    assert "U bent nummer 1 op de wachtlijst." in waiting
    assert "Er is een plaats voor u vrijgekomen." in offered
    assert "U hebt een plaats." in taken
    assert "U hebt de aanvraag ingetrokken." in text_of(client.get(first))


def test_an_answer_without_an_offer_is_refused_in_words(client: Client) -> None:
    row = window()
    where = made_without_account(client, row, "een@voorbeeld.nl")
    actions.settle_all(now=START)

    page = client.post(where, {"doe": "bedank"})

    assert page.status_code == 400
    assert "Er ligt geen aanbod om te beantwoorden." in text_of(page)
    assert Application.objects.get().state == "toegekend"


def test_a_second_application_is_refused_and_names_the_first(client: Client) -> None:
    row = window()
    made_without_account(client, row, "een@voorbeeld.nl")
    second = made_without_account(client, row, "EEN@voorbeeld.nl")
    actions.settle_all(now=START)

    assert "U had in dit loket al een aanvraag." in text_of(client.get(second))


def test_every_application_is_reached_page_by_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("overstap.web.treasury.opening.pages.LINES_PER_PAGE", 2)
    row = filled(3, 5)
    enter(client, Role.CASHIER)

    pages = [client.get(url("window", row), {"pagina": number}) for number in (1, 2, 3)]
    shown = [[one.number for one in page.context["page"].applications] for page in pages]

    assert [number for page in shown for number in page] == sorted(Application.objects.values_list("pk", flat=True))
    assert "Bladzijde 2 van 3, 5 aanvragen" in text_of(pages[1])
    assert f'href="{url("window", row)}?stand=&amp;pagina=3#volgorde"' in pages[1].content.decode()
    last = client.get(url("window", row), {"stand": "wachtlijst"}).context["page"]
    assert (last.total, [one.place for one in last.applications]) == (2, [1, 2])


@pytest.mark.parametrize(
    ("typed", "number"), [("99", 3), ("0", 1), ("-1", 1), ("x", 1), ("9" * 30, 1), ("²", 1), ("", 1)]
)
def test_a_page_that_is_not_there_becomes_one_that_is(
    client: Client, monkeypatch: pytest.MonkeyPatch, typed: str, number: int
) -> None:
    monkeypatch.setattr("overstap.web.treasury.opening.pages.LINES_PER_PAGE", 2)
    row = filled(3, 5)
    enter(client, Role.CASHIER)

    page = client.get(url("window", row), {"pagina": typed})

    assert page.status_code == 200
    assert page.context["page"].number == number


def test_an_application_is_found_by_its_number_and_only_in_its_own_window(client: Client) -> None:
    row, other = filled(3, 3), filled(3, 1)
    wanted = Application.objects.filter(window=row).order_by("pk")[1].pk
    foreign = Application.objects.get(window=other).pk
    enter(client, Role.CASHIER)

    found = client.get(url("window", row), {"nummer": wanted})
    missing = client.get(url("window", row), {"nummer": foreign})

    assert [one.number for one in found.context["page"].applications] == [wanted]
    assert f"In dit loket is er geen aanvraag met nummer {foreign}." in text_of(missing)


@pytest.mark.parametrize("typed", ["", "abc", "-4", "1.5", "9" * 40])
def test_what_is_no_number_is_said_at_the_field(client: Client, typed: str) -> None:
    row = filled(1, 1)
    enter(client, Role.CASHIER)

    page = client.get(url("window", row), {"nummer": typed})

    assert page.status_code == 400
    assert 'aria-invalid="true"' in page.content.decode()
    assert len(page.context["page"].applications) == 1
