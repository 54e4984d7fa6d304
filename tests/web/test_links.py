"""The page of a safe link: a GET never acts, a code is asked, and nothing leaks."""

import datetime as dt

import pytest
from django.http import HttpResponse
from django.shortcuts import render
from django.test import Client

from overstap.audit.models import AuditLine
from overstap.core.actor import Actor
from overstap.links import actions
from overstap.links.models import SafeLink
from overstap.links.values import LinkCard, MadeLink
from overstap.web.links import deeds, pages
from overstap.web.request import ActingRequest
from tests.conftest import START
from tests.factories.people import make_professional
from tests.web.browsing import text_of
from tests.web.doors import contents

pytestmark = pytest.mark.django_db


def inside(request: ActingRequest, card: LinkCard, actor: Actor, path: str) -> HttpResponse:
    """A page that says who acts."""
    return render(request, "404.html", {"detail": path}, status=200) if actor.only else HttpResponse(status=500)


@pytest.fixture(autouse=True)
def _a_deed(monkeypatch: pytest.MonkeyPatch) -> None:
    """One deed that only this test knows."""
    monkeypatch.setattr(pages, "DEEDS", {"proef": deeds.LinkedDeed("Vraag van het mobiliteitsteam", inside)})


def made(*, with_code: bool = False, now: dt.datetime = START) -> MadeLink:
    return actions.make_link(
        actor=make_professional(),
        deed="proef",
        object_kind="proef",
        object_id=1,
        for_whom="a@voorbeeld.nl",
        called="Taalpunt",
        with_code=with_code,
        now=now,
    )


def test_a_mail_scanner_uses_nothing_up(client: Client) -> None:
    link = made()
    before = contents()
    answers = [client.get(link.path) for _ in range(3)] + [client.head(link.path)]

    assert {answer.status_code for answer in answers} == {200}
    assert contents() == before
    assert SafeLink.objects.get().first_used_at is None
    assert "Vraag van het mobiliteitsteam" in text_of(answers[0])
    assert answers[0].headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answers[0].headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in answers[0].headers["Cache-Control"]


def test_the_button_opens_it_in_this_browser_only(client: Client) -> None:
    link = made()
    opened = client.post(link.path, {"doe": "openen"})

    assert opened.status_code == 302
    assert opened.headers["Location"] == link.path
    assert SafeLink.objects.get().first_used_at is not None
    assert "Open deze pagina" not in text_of(client.get(link.path))
    assert "Open deze pagina" in text_of(Client().get(link.path))


def test_a_wrong_code_says_so_and_keeps_it_shut(client: Client) -> None:
    link = made(with_code=True)
    empty = client.post(link.path, {"doe": "openen", "code": ""})
    other = client.post(link.path, {"doe": "openen", "code": "0" if link.code != "0" else "1"})
    after = client.get(link.path)

    assert empty.status_code == 400
    assert "Vul dit in." in text_of(empty)
    assert other.status_code == 400
    assert "Deze code klopt niet." in text_of(other)
    assert "Open deze pagina" in text_of(after)
    assert AuditLine.objects.filter(verb="link_code_fout").count() == 1


def test_the_right_code_opens_it(client: Client) -> None:
    link = made(with_code=True)

    assert client.post(link.path, {"doe": "openen", "code": link.code}).status_code == 302
    assert client.get(link.path).status_code == 200
    assert "Code van zes cijfers" not in text_of(client.get(link.path))


def test_what_does_not_work_says_what_to_do(client: Client) -> None:
    link = made()
    actions.end_links(actor=make_professional(), object_kind="proef", object_id=1, now=START)
    gone, unknown = client.get(link.path), client.get(f"/l/{'x' * 43}/")

    assert gone.status_code == 410
    assert "niet meer nodig" in text_of(gone)
    assert unknown.status_code == 404
    assert "Deze link werkt niet" in text_of(unknown)


def test_an_open_page_shuts_when_the_link_ends(client: Client) -> None:
    link = made()
    client.post(link.path, {"doe": "openen"})
    actions.end_links(actor=make_professional(), object_kind="proef", object_id=1, now=START)

    assert client.get(link.path).status_code == 410


def test_a_deed_posted_before_the_button_does_nothing(client: Client) -> None:
    link = made()
    before = contents()
    answer = client.post(link.path, {"doe": "aanvaarden"})

    assert answer.status_code == 200
    assert "Open deze pagina" in text_of(answer)
    assert contents() == before
