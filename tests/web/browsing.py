"""Signing in and reading pages, the short way."""

import html
import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

from overstap.core.actor import Actor, Role
from overstap.parties.models import User
from overstap.people.models import Participant
from overstap.web.actors import PERSONA
from tests.factories.people import make_professional

HTMX = {"HX-Request": "true"}


def sign_in(client: Client, actor: Actor | Participant) -> Client:
    """Sign in as someone of the demo: no second factor is asked."""
    user_id = actor.user_id
    assert user_id is not None
    client.force_login(User.objects.get(pk=user_id))
    session = client.session
    session[PERSONA] = "proef"
    session.save()
    return client


def as_desk(client: Client, region: str = "AM26") -> Actor:
    """Sign in as someone at the desk of a region."""
    actor = make_professional(Role.DESK, party_kind="gemeente", region=region)
    sign_in(client, actor)
    return actor


def text_of(response: HttpResponse) -> str:
    """The words of a page."""
    body = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(body).split())


def element(response: HttpResponse, element_id: str) -> str:
    """The HTML from the element with this id to the end of that element, tokens against forgery left out."""
    page = response.content.decode()
    start = re.search(rf'<(\w+)[^>]*\bid="{element_id}"', page)
    assert start is not None, f"no element {element_id}"
    tag, depth = start.group(1), 0
    for found in re.finditer(rf"<(/?){tag}\b[^>]*>", page[start.start() :]):
        depth += -1 if found.group(1) else 1
        if depth == 0:
            piece = page[start.start() : start.start() + found.end()]
            return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", piece)
    raise AssertionError(f"element {element_id} has no end")


def follow(client: Client, url: str, data: dict[str, Any]) -> HttpResponse:
    """Send a form and go where it leads."""
    response = client.post(url, data, follow=True)
    assert isinstance(response, HttpResponse)
    return response
