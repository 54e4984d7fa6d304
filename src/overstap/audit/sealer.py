"""The sealer (verzegelaar): puts lines in the chain after the fact, so that writing a line stays cheap.

Lines are taken because they have no link yet, not because their number is higher than the last: a transaction that
commits late is sealed in a later round, and a number that was rolled back leaves no gap in the chain.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from overstap.audit.chain import COLUMNS, SALT_BYTES, START, Row, commitment, digest, row_of
from overstap.audit.models import AuditLine, ChainHead, ChainLink, ChainRoot
from overstap.audit.roots import HEAD, Root, publish, roots_folder, sign_root
from overstap.sealing.signing import Signature

# Technical: how many lines one transaction seals, and how far back a round looks for what came late. Once a day the
# whole trail is looked through.
BATCH = 2_000
LOOK_BACK = 50_000
COPIES_MADE_UP = 7


def seal_lines(*, now: datetime, everything: bool = False) -> int:
    """Seal every line that has no link yet; the number of lines (verzegelen). Safe to run several at once."""
    total = 0
    while sealed := _seal_batch(now=now, everything=everything):
        total += sealed
    return total


def keep_head(*, now: datetime, folder: Path | None = None) -> int:
    """Seal what is new and put a signed copy of where the chain stands outside the database; the lines sealed.

    Whoever cuts lines off at the end, with their links, is found by this copy.
    """
    sealed = seal_lines(now=now)
    head = ChainHead.objects.filter(pk=1).first()
    if head is not None and head.place and (sealed or not ((folder or roots_folder()) / HEAD).exists()):
        root = _root(head, day=now.date(), now=now)
        publish(root, sign_root(root), folder, head=True)
    return sealed


def close_day(*, now: datetime, folder: Path | None = None) -> ChainRoot | None:
    """Seal what is left, and sign where the chain stands; None when the day has its root or there is nothing new.

    A copy goes outside the database, where who can write in the database cannot reach it.
    """
    seal_lines(now=now, everything=True)
    with transaction.atomic():
        head = _locked_head()
        day = now.date()
        if head.place == 0 or ChainRoot.objects.filter(day=day).exists():
            return None
        root = _root(head, day=day, now=now)
        signed = sign_root(root)
        row = ChainRoot.objects.create(
            day=day,
            place=root.place,
            highest_line=root.highest_line,
            digest=root.digest,
            signature=signed.signature,
            public_key=signed.public_key,
            made_at=now,
        )
    for kept in ChainRoot.objects.order_by("-day")[:COPIES_MADE_UP]:
        # Also of the days before, where the program stopped between the two.
        publish(root_of(kept), Signature(kept.public_key, kept.signature), folder)
    return row


def root_of(row: ChainRoot) -> Root:
    """A row as the root that was signed."""
    return Root(day=row.day, place=row.place, highest_line=row.highest_line, digest=row.digest, made_at=row.made_at)


def _root(head: ChainHead, *, day: date, now: datetime) -> Root:
    return Root(day=day, place=head.place, highest_line=head.highest_line, digest=bytes(head.digest).hex(), made_at=now)


def unsealed() -> QuerySet[AuditLine]:
    """The lines without a link."""
    linked = ChainLink.objects.filter(line_id=OuterRef("pk")).order_by()
    return AuditLine.objects.filter(~Exists(linked))


def _seal_batch(*, now: datetime, everything: bool) -> int:
    with transaction.atomic():
        head = _locked_head()
        lines = unsealed()
        if not everything:
            lines = lines.filter(pk__gt=head.highest_line - LOOK_BACK)
        rows = [row_of(values) for values in lines.order_by("pk").values_list(*COLUMNS)[:BATCH]]
        if not rows:
            return 0
        links = _links(rows, place=head.place, previous=bytes(head.digest) or START)
        ChainLink.objects.bulk_create(links)
        head.place = links[-1].place
        head.digest = links[-1].digest
        head.highest_line = max(head.highest_line, *(row.line_id for row in rows))
        head.sealed_at = now
        head.save()
    return len(rows)


def _links(rows: Sequence[Row], *, place: int, previous: bytes) -> list[ChainLink]:
    links = []
    for row in rows:
        place += 1
        salts = os.urandom(2 * SALT_BYTES)
        name_salt, details_salt = salts[:SALT_BYTES], salts[SALT_BYTES:]
        name, details = commitment(name_salt, row.name), commitment(details_salt, row.details)
        previous = digest(previous, row, name, details)
        links.append(
            ChainLink(
                place=place,
                line_id=row.line_id,
                name_salt=name_salt,
                name_commitment=name,
                details_salt=details_salt,
                details_commitment=details,
                digest=previous,
            )
        )
    return links


def _locked_head() -> ChainHead:
    """The one head, locked; made by whoever comes first."""
    head = ChainHead.objects.select_for_update().filter(pk=1).first()
    if head is not None:
        return head
    ChainHead.objects.bulk_create([ChainHead(pk=1)], ignore_conflicts=True)
    return ChainHead.objects.select_for_update().get(pk=1)
