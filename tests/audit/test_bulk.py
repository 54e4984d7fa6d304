"""Many lines written from one text are the lines that one by one would have been."""

from __future__ import annotations

import datetime as dt

import pytest

from overstap.audit import actions as audit
from overstap.audit.models import AuditLine
from overstap.core.actor import Actor, Role

NOW = dt.datetime(2021, 3, 1, 9, 30, tzinfo=dt.UTC)
ACTORS = (
    Actor(user_id=7, name='Ø. d\'Été "x"', roles=frozenset({Role.ADVISER}), party_id=3, party_name="UWV"),
    Actor(user_id=None, name="aanvrager", roles=frozenset()),
)
DETAILS = ({"een": 1, "lijst": [1, None, "ja\n"], "waar": True}, {})


@pytest.mark.django_db
def test_lines_that_are_written_together_are_those_that_are_written_alone() -> None:
    for actor, details in zip(ACTORS, DETAILS, strict=True):
        audit.record(actor=actor, verb="doen", object_kind="ding", object_id=1, now=NOW, details=details)
    audit.record_many(
        audit.Deed(actor=actor, verb="doen", object_kind="ding", object_id=1, at=NOW, details=details)
        for actor, details in zip(ACTORS, DETAILS, strict=True)
    )

    alone, together = _contents()[:2], _contents()[2:]

    assert alone == together
    assert together[0]["details"] == DETAILS[0]
    assert len(together) == len(DETAILS)


@pytest.mark.django_db
def test_reads_of_many_persons_are_a_line_each() -> None:
    audit.record_reads(
        actor=ACTORS[0], verb="bekijken", object_kind="ding", subject_ids=(4, 5), purpose="begeleiding", now=NOW
    )

    assert [line["subject_id"] for line in _contents()] == [4, 5]
    assert {line["mode"] for line in _contents()} == {"lezen"}


@pytest.mark.django_db
def test_what_is_no_plain_value_is_refused() -> None:
    deed = audit.Deed(
        actor=ACTORS[1], verb="doen", object_kind="ding", object_id=1, at=NOW, details={"wat": frozenset()}
    )

    with pytest.raises(TypeError, match="not plain JSON"):
        audit.record_many([deed])

    assert not _contents()


def _contents() -> list[dict[str, object]]:
    return [
        {name: value for name, value in row.items() if name not in {"id", "trace_id", "span_id", "took_ms"}}
        for row in AuditLine.objects.filter(object_kind="ding").order_by("id").values()
    ]
