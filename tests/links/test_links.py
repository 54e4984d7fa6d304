"""A safe link: what is kept of it, what using it needs, and that a wrong code is counted."""

import datetime as dt

import pytest
from django.db import connection

from overstap.audit.models import AuditLine
from overstap.core.actor import Actor
from overstap.core.decision import Refusal
from overstap.links import actions, policy, queries
from overstap.links.models import SafeLink
from overstap.links.values import LinkCard, LinkState, MadeLink
from tests.factories.people import make_professional

pytestmark = pytest.mark.django_db


def made(
    now: dt.datetime, *, with_code: bool = False, for_whom: str = "taal@voorbeeld.nl", about: int | None = None
) -> MadeLink:
    return actions.make_link(
        actor=make_professional(),
        deed="overdracht_beantwoorden",
        object_kind="overdracht",
        object_id=17,
        for_whom=for_whom,
        called="Taalpunt",
        with_code=with_code,
        now=now,
        subject_id=about,
    )


def wrong(code: str | None) -> str:
    return "000000" if code != "000000" else "111111"


def test_neither_the_address_nor_the_code_nor_the_receiver_is_kept_readable(now: dt.datetime) -> None:
    link = made(now, with_code=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM links_safelink")
        kept = repr(cursor.fetchall())

    assert link.code is not None
    assert link.token not in kept
    assert link.code not in kept
    assert "taal@voorbeeld.nl" not in kept
    assert SafeLink.objects.get().for_whom.reveal() == "taal@voorbeeld.nl"
    assert link.token not in repr(link)


def test_two_links_are_never_alike_and_hold_32_bytes(now: dt.datetime) -> None:
    first, second = made(now), made(now, for_whom="school@voorbeeld.nl")

    assert first.token != second.token
    assert len(first.token) == 43
    assert first.path == f"/l/{first.token}/"


def test_looking_uses_nothing_up_and_using_is_written_down(now: dt.datetime) -> None:
    link = made(now, about=5)
    looked = queries.look(link.token, now)
    before = AuditLine.objects.filter(verb="link_gebruiken").count()
    used = actions.use_link(token=link.token, code="", now=now)

    assert isinstance(looked, LinkCard)
    assert looked.first_used_at is None
    assert before == 0
    assert isinstance(used, LinkCard)
    assert used.first_used_at == now
    line = AuditLine.objects.get(verb="link_gebruiken")
    assert (line.actor_name, line.subject_id, line.actor_user_id) == ("Taalpunt", 5, None)


def test_an_unknown_address_is_nothing(now: dt.datetime) -> None:
    made(now)

    assert queries.look("x" * 43, now) is None
    assert queries.look("", now) is None
    answer = actions.use_link(token="x" * 43, code="", now=now)
    assert answer == actions.UNKNOWN


def test_a_code_is_needed_when_the_link_has_one(now: dt.datetime) -> None:
    link = made(now, with_code=True)

    assert actions.use_link(token=link.token, code="", now=now) == actions.WRONG_CODE
    assert actions.use_link(token=link.token, code=wrong(link.code), now=now) == actions.WRONG_CODE
    spaced = f" {str(link.code)[:3]} {str(link.code)[3:]} "
    assert isinstance(actions.use_link(token=link.token, code=spaced, now=now), LinkCard)


def test_the_code_of_one_link_does_not_open_another(now: dt.datetime) -> None:
    first, second = made(now, with_code=True), made(now, with_code=True, for_whom="b@voorbeeld.nl")
    row = SafeLink.objects.get(pk=second.id)
    row.code_print = SafeLink.objects.get(pk=first.id).code_print
    row.save()

    assert actions.use_link(token=second.token, code=str(first.code), now=now) == actions.WRONG_CODE


def test_after_too_many_wrong_codes_the_right_one_does_not_help(now: dt.datetime) -> None:
    link = made(now, with_code=True)
    answers = [
        actions.use_link(token=link.token, code=wrong(link.code), now=now) for _ in range(policy.attempts_allowed(now))
    ]
    right = actions.use_link(token=link.token, code=str(link.code), now=now)

    assert {answer.rule for answer in answers[:-1] if isinstance(answer, Refusal)} == {"link.code"}
    assert isinstance(answers[-1], Refusal)
    assert answers[-1].rule == "link.geblokkeerd"
    assert right == actions.NOT_WORKING[LinkState.LOCKED]
    assert AuditLine.objects.filter(verb="link_code_fout").count() == policy.attempts_allowed(now)


def test_a_link_stops_at_its_end_and_when_a_newer_one_is_sent(now: dt.datetime) -> None:
    old = made(now)
    new = made(now)
    other = made(now, for_whom="school@voorbeeld.nl")
    later = policy.valid_until(now)

    assert actions.use_link(token=old.token, code="", now=now) == actions.NOT_WORKING[LinkState.ENDED]
    assert isinstance(actions.use_link(token=new.token, code="", now=now), LinkCard)
    assert isinstance(actions.use_link(token=other.token, code="", now=now), LinkCard)
    assert actions.use_link(token=new.token, code="", now=later) == actions.NOT_WORKING[LinkState.EXPIRED]


def test_links_of_an_object_end_together(now: dt.datetime) -> None:
    link = made(now)
    ended = actions.end_links(actor=make_professional(), object_kind="overdracht", object_id=17, now=now)

    assert ended == 1
    assert [card.state for card in queries.links_of("overdracht", 17, now)] == [LinkState.ENDED]
    assert actions.use_link(token=link.token, code="", now=now) == actions.NOT_WORKING[LinkState.ENDED]


def test_who_comes_by_a_link_may_do_one_deed_to_one_object(now: dt.datetime) -> None:
    link = made(now)
    card = queries.look(link.token, now)
    assert card is not None
    actor: Actor = queries.actor_of(card)

    assert actor.may_only("overdracht_beantwoorden", "overdracht", 17)
    assert not actor.may_only("overdracht_beantwoorden", "overdracht", 18)
    assert not actor.may_only("afsluiten", "overdracht", 17)
    assert not make_professional().may_only("overdracht_beantwoorden", "overdracht", 17)
    assert not actor.roles
    assert not actor.serves_people
    assert not actor.is_system
