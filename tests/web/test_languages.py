"""A page in English is English from head to foot; dates and amounts are written as its readers write them."""

import html
import re
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from overstap.casework.policy import catalogue as policy
from overstap.core.actor import Role
from overstap.web.translation import texts_in
from tests.factories import treasury
from tests.factories.arrangements import choose, make_composable, make_ready
from tests.factories.people import make_professional
from tests.web.browsing import sign_in
from tests.web.wordscan import english_catalogue

pytestmark = pytest.mark.django_db

DUTCH_MONTHS = re.compile(r"\b\d{1,2} (januari|februari|maart|mei|juni|juli|augustus|oktober|mrt|okt)\b")
ENGLISH_MONTHS = re.compile(r"\b\d{1,2} (January|February|March|May|June|July|August|October|Mar|Oct)\b")
DUTCH_MONEY = re.compile(r"€ \d[\d.]*,\d\d")
ENGLISH_MONEY = re.compile(r"€\d[\d,]*\.\d\d")
# Names that stand on an English page as they are, or that another thing is called too.
NAMES = frozenset({"Nederlands", "Open"})


def spoken_lines(response: HttpResponse) -> list[str]:
    """Each piece of text between two tags, and what is said of an element."""
    page = re.sub(r"<(script|style)\b.*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    # Names of examples and places in documents are there in Dutch only, and are marked as Dutch.
    page = re.sub(r'<(span|ul|p|a|th|td)\b[^>]*\blang="nl"[^>]*>.*?</\1>', "", page, flags=re.DOTALL)
    said = re.findall(r'(?:aria-label|title|placeholder|alt|data-label)="([^"]*)"', page)
    pieces = [*re.split(r"<[^>]+>", page), *said]
    return [line for piece in pieces if (line := " ".join(html.unescape(piece).split()))]


def dutch_texts() -> set[str]:
    """Every Dutch text that reads otherwise in English: of the screens and of the policy files."""
    marked = {str(one.id) for one in english_catalogue() if isinstance(one.id, str) and one.id not in ("", one.string)}
    policy_texts = {text.nl for text in texts_in(policy(), set()) if text.nl != text.en}
    shared = {text.en for text in texts_in(policy(), set())} | {str(one.string) for one in english_catalogue()}
    return (marked | policy_texts) - shared - NAMES


def dutch_on(response: HttpResponse) -> list[str]:
    """The lines of a page that are Dutch texts of the house."""
    known = dutch_texts()
    return [line for line in spoken_lines(response) if line.rstrip(":") in known or line in known]


def in_english(client: Client) -> Client:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def _public(client: Client) -> Iterator[str]:
    yield from map(reverse, ("public:welcome", "public:regions", "public:privacy", "public:accessibility"))
    yield reverse("public:region", args=("AM26",))
    yield reverse("account_login")
    yield from map(reverse, ("catalogue:start", "catalogue:try_many"))
    for page in ("scheme", "try", "compare"):
        yield reverse(f"catalogue:{page}", args=("doelgroep",))


def _person(client: Client) -> Iterator[str]:
    scene = make_ready()
    sign_in(client, scene.case.participant)
    yield from map(reverse, ("mine:start", "mine:plan", "mine:data", "mine:sharing", "mine:log", "mine:stop"))


def _adviser(client: Client) -> Iterator[str]:
    scene = make_composable()
    choose(scene)
    sign_in(client, scene.adviser)
    yield from map(reverse, ("guidance:start", "desk:start", "desk:register"))
    for page in ("case", "advice", "intake", "profile", "handovers", "arrangement", "arrangement_priors"):
        yield reverse(f"guidance:{page}", args=(scene.case.pk,))


def _cashier(client: Client) -> Iterator[str]:
    treasury.budget(1_250_000_00)
    commitment = treasury.committed(amount_cents=250_00)
    claim = treasury.claimed(commitment, amount_cents=50_00)
    sign_in(client, make_professional(Role.CASHIER, Role.CASHIER_APPROVER, party_kind="uwv", region=None))
    yield from map(reverse, ("treasury:start", "treasury:claims", "treasury:payments"))
    yield reverse("treasury:claim", args=(claim.key,))
    yield reverse("treasury:commitment", args=(commitment.key,))


def _steering(client: Client) -> Iterator[str]:
    make_ready()
    sign_in(client, make_professional(Role.STEERING_GROUP, party_kind="ministerie", region=None))
    yield from map(
        reverse,
        ("oversight:start", "oversight:effects", "oversight:reports", "oversight:signals", "oversight:allocation"),
    )


def _coordinator(client: Client) -> Iterator[str]:
    make_ready()
    sign_in(client, make_professional(Role.COORDINATOR, party_kind="gemeente", region="AM26"))
    for page in ("region", "set_up", "seats", "functions", "parties", "desk", "choices"):
        yield reverse(f"oversight:{page}", args=("AM26",))


READERS = (_public, _person, _adviser, _cashier, _steering, _coordinator)
Pages = Callable[[Client], Iterator[str]]


@pytest.mark.parametrize("pages", READERS, ids=lambda pages: pages.__name__.strip("_"))
def test_a_page_in_english_has_no_dutch_and_writes_as_the_english_do(client: Client, pages: Pages) -> None:
    in_english(client)

    for url in pages(client):
        page = client.get(url)
        words = " ".join(spoken_lines(page))

        assert page.status_code == 200, url
        assert '<html lang="en"' in page.content.decode(), url
        assert dutch_on(page) == [], url
        assert DUTCH_MONTHS.findall(words) + DUTCH_MONEY.findall(words) == [], url


@pytest.mark.parametrize("pages", READERS, ids=lambda pages: pages.__name__.strip("_"))
def test_the_same_page_in_dutch_is_dutch(client: Client, pages: Pages) -> None:
    for url in pages(client):
        page = client.get(url)
        words = " ".join(spoken_lines(page))

        assert '<html lang="nl"' in page.content.decode(), url
        # The same search finds plenty here: it can fail on the English page.
        assert len(dutch_on(page)) > 5, url
        assert ENGLISH_MONTHS.findall(words) + ENGLISH_MONEY.findall(words) == [], url


def test_amounts_and_days_are_there_in_both_ways(client: Client) -> None:
    url = list(_cashier(client))[-1]

    dutch = " ".join(spoken_lines(client.get(url)))
    english = " ".join(spoken_lines(in_english(client).get(url)))

    assert "€ 250,00" in dutch
    assert "15 februari 2021" in dutch or "15 feb 2021" in dutch
    assert "€250.00" in english
    assert "15 February 2021" in english or "15 Feb 2021" in english


def test_the_switch_changes_the_language_and_stays(client: Client) -> None:
    client.post(reverse("public:language"), {"language": "en", "next": "/"})

    first, second = client.get(reverse("public:welcome")), client.get(reverse("public:regions"))

    assert '<html lang="en"' in first.content.decode()
    assert '<html lang="en"' in second.content.decode()
    assert "Help when your work ends" in first.content.decode()
