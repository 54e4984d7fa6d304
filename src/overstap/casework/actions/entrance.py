"""The digital desk without an account: keeping an interrupted registration, taking it up again, and not too often.

Numbers of tries are kept in the database, so that they hold over all processes; of an address only a fingerprint.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from overstap.casework.models import PublicTry, RegistrationDraft
from overstap.casework.policy import Term, local_day, number_of_term
from overstap.core.actor import SYSTEM
from overstap.core.decision import N_, Refusal
from overstap.correspondence import actions as post
from overstap.correspondence.values import Recipient
from overstap.sealing import fingerprint, fingerprints

if TYPE_CHECKING:
    from collections.abc import Mapping

CODE_CONTEXT = "casework.registrationdraft.code"
WHO_CONTEXT = "casework.publictry.who"
CODE_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 12
STRETCH = dt.timedelta(hours=1)
ANYWHERE = ""
RESUME_PATH = "/aanmelden/verder/"


class Trying(StrEnum):
    """What is counted (soort poging); the name of its bounds in the scheme of terms."""

    REGISTER = "aanmeldingen"
    KEEP = "bewaren"
    CODE = "codes"
    ENTER = "toegang"


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A registration that was just kept (bewaarde aanmelding): the only moment at which its code can be read."""

    id: int
    code: str = field(repr=False)
    valid_until: dt.datetime


def count_try(*, kind: Trying, address: str, now: dt.datetime) -> Refusal | None:
    """Count one try from an internet address; refuses when there were too many this hour, from there or altogether.

    Its own transaction: a try counts also when what was tried is rolled back.
    """
    stretch = now.replace(minute=0, second=0, microsecond=0)
    here = fingerprint(address, context=WHO_CONTEXT) if address else "onbekend"
    for who, bound in ((here, f"{kind}_per_adres"), ("", f"{kind}_samen")):
        if _count(kind, who, stretch) > number_of_term(bound, region_code=ANYWHERE, on=local_day(now)):
            return Refusal(
                rule="digitaal_loket.te_vaak",
                because=N_("Dit is het afgelopen uur te vaak geprobeerd. Wij houden het even tegen."),
                source="Eigen inrichting",
                remedy=N_("Probeer het over een uur opnieuw, of bel het loket. Daar kan het meteen."),
            )
    return None


def keep_draft(
    *, content: Mapping[str, object], name: str, email: str, language: str, now: dt.datetime, code: str = ""
) -> KeptDraft | Refusal:
    """Keep an interrupted registration, sealed and for a few days; the code goes by e-mail when there is an address.

    With the code of a draft that was kept before, that one is replaced. Nobody's name or address stands in the trail.
    """
    days = number_of_term(Term.KEEP_DRAFT, region_code=ANYWHERE, on=local_day(now))
    until = now + dt.timedelta(days=days)
    with transaction.atomic():
        row = _found(code, now) or RegistrationDraft(made_at=now)
        code = _plain(code) if row.pk else _new_code()
        row.content = json.dumps(dict(content), ensure_ascii=False)
        row.code_print = fingerprint(code, context=CODE_CONTEXT)
        row.changed_at, row.valid_until = now, until
        row.save()
        kept = KeptDraft(row.pk, shown_code(code), until)
        if email:
            sent = post.send(
                actor=SYSTEM,
                template="aanmelding_bewaard",
                to=Recipient(name=name or email, email=email, language=language),
                values={"code": kept.code, "geldig_tot": local_day(until)},
                about=("aanmelding", row.pk),
                now=now,
                link=RESUME_PATH,
            )
            if isinstance(sent, Refusal):
                return sent
    return kept


def open_draft(*, code: str, now: dt.datetime) -> dict[str, object] | Refusal:
    """Give back what was kept, to who has the code; it stays until it is sent or its days are over."""
    row = _found(code, now)
    if row is None:
        return Refusal(
            rule="digitaal_loket.code",
            because=N_("Deze code kennen wij niet. Misschien is hij verlopen."),
            source="Eigen inrichting",
            remedy=N_("Kijk de code na. Lukt het niet? Begin opnieuw, of bel het loket."),
        )
    found = json.loads(row.content.reveal())
    return found if isinstance(found, dict) else {}


def drop_draft(*, code: str, now: dt.datetime) -> None:
    """Wipe a draft: the registration was sent, or the person wants it gone."""
    row = _found(code, now)
    if row is not None:
        row.delete()


def forget_drafts(*, now: dt.datetime) -> int:
    """Wipe every draft of which the days are over, and the counts of hours that passed; gives how many drafts."""
    PublicTry.objects.filter(stretch__lt=now - 2 * STRETCH).delete()
    return RegistrationDraft.objects.filter(valid_until__lt=now).delete()[0]


def shown_code(code: str) -> str:
    """Write a code as people read it: in groups of four."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _count(kind: Trying, who: str, stretch: dt.datetime) -> int:
    with transaction.atomic():
        row, _made = PublicTry.objects.get_or_create(kind=kind, who=who, stretch=stretch)
        PublicTry.objects.filter(pk=row.pk).update(count=F("count") + 1)
        return PublicTry.objects.values_list("count", flat=True).get(pk=row.pk)


def _plain(code: str) -> str:
    return "".join(sign for sign in code.upper() if sign in CODE_SIGNS)


def _new_code() -> str:
    return "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))


def _found(code: str, now: dt.datetime) -> RegistrationDraft | None:
    typed = _plain(code)
    if len(typed) != CODE_LENGTH:
        return None
    prints = fingerprints(typed, context=CODE_CONTEXT)
    return RegistrationDraft.objects.filter(code_print__in=prints, valid_until__gte=now).first()
