"""The chain over the trail: whatever is done to a line, a link or a root is found, and the line is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from overstap.audit import actions as audit
from overstap.audit.models import AuditLine, ChainHead, ChainLink, ChainRoot, Redaction
from overstap.audit.protecting import lifted
from overstap.audit.proving import Flaw, verify
from overstap.audit.redacting import redact_subjects
from overstap.audit.sealer import close_day, keep_head, seal_lines
from overstap.core.actor import Actor, Role

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2021, 3, 1, 9, 30, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
ADVISER = Actor(user_id=7, name="Ø. d'Été", roles=frozenset({Role.ADVISER}), party_id=3, party_name="UWV")
PERSON = Actor(user_id=9, name="Sam de Vries", roles=frozenset({Role.PERSON}), participant_id=42)


def write(count: int = 1, *, actor: Actor = ADVISER, subject_id: int | None = None) -> list[int]:
    for number in range(count):
        audit.record(
            actor=actor,
            verb="doen",
            object_kind="ding",
            object_id=number,
            now=NOW,
            subject_id=subject_id,
            details={"naar": "Tilburg", "lijst": [1, None, "ja\n"], "waar": True},
        )
    return list(AuditLine.objects.order_by("-pk").values_list("pk", flat=True)[:count])[::-1]


def flaws(folder: Path | None = None) -> list[tuple[str, int | None]]:
    return [(flaw.what, flaw.line_id) for flaw in verify(folder=folder).flaws]


def test_a_trail_that_nobody_touched_is_proven() -> None:
    lines = write(5)
    seal_lines(now=NOW)

    proof = verify()

    assert proof.flaws == []
    assert proof.proven == AuditLine.objects.count() >= len(lines)
    assert proof.waiting == 0


def test_sealing_again_seals_nothing_twice_and_goes_on_where_it_was() -> None:
    write(3)
    seal_lines(now=NOW)
    write(2)

    assert seal_lines(now=NOW) == 2
    assert seal_lines(now=NOW) == 0
    assert verify().flaws == []


def test_a_number_that_was_rolled_back_leaves_no_gap() -> None:
    write(1)
    with transaction.atomic():
        write(1)
        transaction.set_rollback(True)
    write(1)
    seal_lines(now=NOW)

    assert verify().flaws == []
    assert list(ChainLink.objects.order_by("place").values_list("place", flat=True))[-1] == ChainLink.objects.count()


def test_a_line_that_commits_late_does_not_escape() -> None:
    first, second = write(2)
    early = AuditLine.objects.get(pk=first)
    with lifted():
        early.delete()
    seal_lines(now=NOW)
    early.pk = first
    early.save(force_insert=True)

    assert seal_lines(now=NOW) == 1
    assert verify().flaws == []
    assert ChainLink.objects.get(line_id=first).place > ChainLink.objects.get(line_id=second).place


def change(line: int) -> None:
    AuditLine.objects.filter(pk=line).update(verb="iets_anders")


def change_name(line: int) -> None:
    AuditLine.objects.filter(pk=line).update(actor_name="Een ander")


def change_details(line: int) -> None:
    AuditLine.objects.filter(pk=line).update(details={"naar": "Breda"})


def change_subject(line: int) -> None:
    AuditLine.objects.filter(pk=line).update(subject_id=77)


def change_moment(line: int) -> None:
    AuditLine.objects.filter(pk=line).update(at=NOW + DAY)


def remove(line: int) -> None:
    AuditLine.objects.filter(pk=line).delete()


def swap(line: int) -> None:
    mine, other = ChainLink.objects.get(line_id=line), ChainLink.objects.get(line_id=line + 1)
    ChainLink.objects.filter(pk=mine.pk).update(line_id=-1)
    ChainLink.objects.filter(pk=other.pk).update(line_id=line)
    ChainLink.objects.filter(pk=mine.pk).update(line_id=line + 1)


def blacken(line: int) -> None:
    AuditLine.objects.filter(pk=line).update(details={})
    ChainLink.objects.filter(line_id=line).update(details_salt=None)


@pytest.mark.parametrize(
    ("fault", "what"),
    [
        (change, "changed"),
        (change_name, "changed"),
        (change_details, "changed"),
        (change_subject, "changed"),
        (change_moment, "changed"),
        (remove, "removed"),
        (swap, "changed"),
        (blacken, "changed"),
    ],
)
def test_a_planted_fault_is_found_and_its_line_named(fault: Callable[[int], None], what: str) -> None:
    line = write(5)[2]
    seal_lines(now=NOW)
    with lifted():
        fault(line)

    assert (what, line) in flaws()


def test_a_line_removed_with_its_link_leaves_a_hole() -> None:
    line = write(5)[2]
    seal_lines(now=NOW)
    with lifted():
        AuditLine.objects.filter(pk=line).delete()
        ChainLink.objects.filter(line_id=line).delete()

    assert "link_removed" in {what for what, _ in flaws()}


def test_a_chain_that_was_calculated_again_differs_from_its_root(tmp_path: Path) -> None:
    line = write(3)[1]
    close_day(now=NOW, folder=tmp_path)
    with lifted():
        AuditLine.objects.filter(pk=line).update(verb="iets_anders")
        ChainLink.objects.all().delete()
        ChainHead.objects.all().delete()
        seal_lines(now=NOW, everything=True)

    assert {what for what, _ in flaws(tmp_path)} == {"root_differs"}


def test_a_root_that_was_calculated_again_is_not_signed(tmp_path: Path) -> None:
    write(3)
    close_day(now=NOW, folder=tmp_path)
    with lifted():
        ChainRoot.objects.update(digest="00" * 32)

    assert ("root_forged", None) in flaws()


def test_a_tail_that_was_cut_off_is_found_by_the_copy_outside(tmp_path: Path) -> None:
    lines = write(5)
    keep_head(now=NOW, folder=tmp_path)
    with lifted():
        ChainLink.objects.filter(line_id__gte=lines[3]).delete()
        AuditLine.objects.filter(pk__gte=lines[3]).delete()
        last = ChainLink.objects.order_by("-place")[0]
        ChainHead.objects.update(place=last.place, digest=last.digest, highest_line=last.line_id)

    assert flaws() == []
    assert [what for what, _ in flaws(tmp_path)] == ["truncated"]


def test_a_tail_cut_off_without_the_head_is_found_without_a_copy() -> None:
    lines = write(3)
    seal_lines(now=NOW)
    with lifted():
        ChainLink.objects.filter(line_id__gte=lines[2]).delete()
        AuditLine.objects.filter(pk__gte=lines[2]).delete()

    assert [what for what, _ in flaws()] == ["truncated"]


def test_a_line_put_in_on_an_old_number_is_found(tmp_path: Path) -> None:
    first, second, *_ = write(3)
    gap = AuditLine.objects.get(pk=second)
    with lifted():
        gap.delete()
    close_day(now=NOW, folder=tmp_path)
    write(1)
    close_day(now=NOW + DAY, folder=tmp_path)
    gap.pk, gap.verb = second, "verzonnen"
    gap.save(force_insert=True)

    assert flaws(tmp_path) == [("inserted", second)]
    seal_lines(now=NOW + DAY, everything=True)
    assert flaws(tmp_path) == [("inserted", second)]
    assert first < second


def test_the_database_itself_refuses_to_change_or_remove() -> None:
    line = write(1)[0]
    seal_lines(now=NOW)
    for refused in (
        lambda: AuditLine.objects.filter(pk=line).update(verb="x"),
        lambda: AuditLine.objects.filter(pk=line).update(details={}),
        lambda: AuditLine.objects.filter(pk=line).delete(),
        lambda: ChainLink.objects.filter(line_id=line).update(digest=b"x"),
        lambda: ChainLink.objects.filter(line_id=line).delete(),
    ):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            refused()

    assert verify().flaws == []


def test_a_trigger_that_is_gone_is_told() -> None:
    table = " ON audit_auditline" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER audit_auditline_no_update{table}")

    assert [flaw.what for flaw in verify().flaws] == ["trigger_missing"]


def destroy(now: dt.datetime = NOW) -> int:
    count, told = redact_subjects(subject_ids=[42], user_ids=[9], destruction="d-1", now=now)
    audit.record(
        actor=ADVISER,
        verb="vernietigen",
        object_kind="vernietiging",
        object_id="d-1",
        now=now,
        details={"regels": told},
    )
    return count


def test_after_a_destruction_no_line_tells_who_and_the_chain_still_proves() -> None:
    write(2, actor=PERSON, subject_id=42)
    other = write(2, subject_id=42)
    stays = write(1, subject_id=43)
    seal_lines(now=NOW)

    assert destroy() == 4
    seal_lines(now=NOW)

    proof = verify()
    assert proof.flaws == []
    assert proof.redacted == 4
    assert not AuditLine.objects.filter(actor_name=PERSON.name).exists()
    assert set(AuditLine.objects.filter(pk__in=other).values_list("actor_name", flat=True)) == {ADVISER.name}
    assert AuditLine.objects.get(pk=stays[0]).details["naar"] == "Tilburg"
    assert not ChainLink.objects.filter(line_id__in=other).exclude(details_salt=None).exists()


def test_who_makes_one_line_more_black_is_found() -> None:
    write(2, subject_id=42)
    extra = write(1, subject_id=43)[0]
    destroy()
    seal_lines(now=NOW)
    Redaction.objects.create(line_id=extra, destruction="d-1", name_too=False, made_at=NOW)
    AuditLine.objects.filter(pk=extra).update(details={})
    ChainLink.objects.filter(line_id=extra).update(details_salt=None)

    assert [flaw.what for flaw in verify().flaws] == ["redaction_unknown"]


def test_a_flaw_says_where(tmp_path: Path) -> None:
    line = write(2)[0]
    seal_lines(now=NOW)
    with lifted():
        change(line)

    found = verify().flaws[0]

    assert isinstance(found, Flaw)
    assert (found.line_id, found.place) == (line, ChainLink.objects.get(line_id=line).place)
