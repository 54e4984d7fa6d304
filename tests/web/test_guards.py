"""The guard around every view: who may see it, and that reading never writes."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from overstap.audit.models import AuditLine, Mode
from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.decision import NotFoundError
from overstap.parties.models import Party
from overstap.parties.queries import installation
from overstap.web.guards import WriteInReadingViewError, only_reading, reading_view, writing_view
from overstap.web.request import NOBODY
from tests.conftest import START
from tests.factories.people import make_actor, make_user

DESK = frozenset({Role.DESK})


def request(method: str = "GET", actor: Actor = NOBODY) -> Any:
    """A request as the middleware leaves it."""
    made: Any = getattr(RequestFactory(), method.lower())("/")
    made.user = make_user() if actor is not NOBODY else AnonymousUser()
    made.actor = actor
    made.installation = installation()
    return made


def write_something(_request: HttpRequest) -> HttpResponse:
    Party.objects.create(name="Geschreven", kind="privaat")
    return HttpResponse("klaar")


def test_a_reading_view_cannot_write() -> None:
    view = reading_view(roles="public")(write_something)

    with pytest.raises(WriteInReadingViewError), transaction.atomic():
        view(request())

    assert not Party.objects.filter(name="Geschreven").exists()


def test_the_same_view_writes_when_it_says_so_and_is_sent_a_form() -> None:
    view = writing_view(roles="public")(write_something)

    view(request("POST"))

    assert Party.objects.filter(name="Geschreven").exists()


def test_showing_the_form_of_a_writing_view_cannot_write_either() -> None:
    view = writing_view(roles="public")(write_something)

    with pytest.raises(WriteInReadingViewError), transaction.atomic():
        view(request("GET"))


@pytest.mark.requirement("R-401")
def test_a_reading_view_may_write_down_that_someone_looked() -> None:
    def look(_request: HttpRequest) -> HttpResponse:
        AuditLine.objects.create(at=START, mode=Mode.READ, verb="kijken", object_kind="proef", object_id="1")
        return HttpResponse(Party.objects.count())

    reading_view(roles="public")(look)(request())

    assert AuditLine.objects.filter(verb="kijken").count() == 1


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE parties_party SET name = 'x'",
        "DELETE FROM audit_auditline",
        "INSERT INTO parties_party (name) VALUES ('x')",
        "SELECT 1; DELETE FROM parties_party",
        "  insert into parties_installation (id) values (2)",
        "DROP TABLE parties_party",
    ],
)
def test_no_writing_sql_passes(sql: str) -> None:
    with pytest.raises(WriteInReadingViewError), only_reading(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_questions_pass() -> None:
    with only_reading(), connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM parties_party")
        found = cursor.fetchone()

    assert found[0] > 0


def test_the_wrong_role_is_refused_and_the_right_one_let_in() -> None:
    view = reading_view(roles=DESK)(lambda _request: HttpResponse("binnen"))

    assert view(request(actor=make_actor(Role.DESK))).status_code == 200
    with pytest.raises(PermissionDenied):
        view(request(actor=make_actor(Role.CASHIER)))


def test_who_is_not_signed_in_is_asked_to() -> None:
    answer = reading_view(roles=DESK)(lambda _request: HttpResponse("binnen"))(request())

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/inloggen/")


def test_what_is_foreign_does_not_exist() -> None:
    def foreign(_request: HttpRequest) -> HttpResponse:
        raise NotFoundError

    with pytest.raises(Http404):
        reading_view(roles="public")(foreign)(request())


def test_a_page_for_the_demo_does_not_exist_outside_it(settings: Any) -> None:
    view = reading_view(roles="public", demo_only=True)(lambda _request: HttpResponse("demo"))
    assert view(request()).status_code == 200

    settings.DEMO = False

    with pytest.raises(Http404):
        view(request())


def test_a_page_of_someone_is_kept_by_nobody() -> None:
    answer = reading_view(roles="signed_in")(lambda _request: HttpResponse("van mij"))(request(actor=SYSTEM))

    assert "no-store" in answer.headers["Cache-Control"]
