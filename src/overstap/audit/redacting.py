"""Making lines black: what says who a person was is destroyed, and the chain goes on proving all the rest."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from overstap.audit.chain import digest_of_ids
from overstap.audit.models import AuditLine, ChainLink, Redaction
from overstap.audit.sealer import seal_lines

BATCH = 500


def redact_subjects(
    *, subject_ids: Collection[int], user_ids: Collection[int], destruction: str, now: datetime
) -> tuple[int, str]:
    """Destroy names and details in the lines about these persons and by them (zwartmaken).

    In the transaction of the caller, who writes the returned hash in the line of the destruction. Of what others did,
    their own name stays: they answer for it. Gives how many lines became black, and the hash over their numbers.
    """
    seal_lines(now=now, everything=True)
    about = Q(subject_id__in=subject_ids)
    own = Q(by_subject=True, subject_id__in=subject_ids) | Q(actor_user_id__in=user_ids)
    done = Redaction.objects.values("line_id")
    lines = AuditLine.objects.filter(about | own).exclude(pk__in=done).order_by("pk")
    own_ids = set(lines.filter(own).values_list("pk", flat=True))
    line_ids = list(lines.values_list("pk", flat=True))
    Redaction.objects.bulk_create(
        [Redaction(line_id=one, destruction=destruction, name_too=one in own_ids, made_at=now) for one in line_ids],
        batch_size=BATCH,
    )
    for start in range(0, len(line_ids), BATCH):
        some = line_ids[start : start + BATCH]
        AuditLine.objects.filter(pk__in=some).update(details={})
        ChainLink.objects.filter(line_id__in=some).update(details_salt=None)
        named = [one for one in some if one in own_ids]
        AuditLine.objects.filter(pk__in=named).update(actor_name="")
        ChainLink.objects.filter(line_id__in=named).update(name_salt=None)
    return len(line_ids), digest_of_ids(line_ids)
