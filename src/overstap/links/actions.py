"""Making a safe link, using it and ending it."""

from __future__ import annotations

import datetime as dt
import hmac
import secrets

from django.db import transaction
from django.db.models import QuerySet

from overstap.audit import actions as audit
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.links import policy
from overstap.links.access import code_print, code_prints, link_card, link_row, state_of, token_print
from overstap.links.models import SafeLink
from overstap.links.queries import actor_of
from overstap.links.values import LinkCard, LinkState, MadeLink

__all__ = ["actor_of", "birth_code", "end_links", "make_link", "use_link"]

OBJECT = "veilige_link"
TOKEN_BYTES = 32
CODE_SIGNS = 6

UNKNOWN = Refusal(
    "link.onbekend",
    N_("Deze link werkt niet."),
    remedy=N_("Controleer of u het hele adres hebt overgenomen. Vraag anders een nieuwe link aan wie u hem stuurde."),
)
WRONG_CODE = Refusal(
    "link.code",
    N_("Deze code klopt niet."),
    remedy=N_("De code heeft zes cijfers. U kreeg hem op een andere manier dan de link."),
)
WRONG_BIRTH_DATE = Refusal(
    "link.geboortedatum",
    N_("Deze geboortedatum past niet bij de link."),
    remedy=N_("Kijk de dag, de maand en het jaar na. Lukt het niet? Bel het loket."),
)
NOT_WORKING = {
    LinkState.EXPIRED: Refusal(
        "link.verlopen",
        N_("Deze link is verlopen."),
        remedy=N_("Vraag een nieuwe link aan wie u hem stuurde."),
    ),
    LinkState.LOCKED: Refusal(
        "link.geblokkeerd",
        N_("Er is te vaak een verkeerde code ingevuld. De link werkt niet meer."),
        remedy=N_("Vraag een nieuwe link aan wie u hem stuurde."),
    ),
    LinkState.ENDED: Refusal(
        "link.beeindigd",
        N_("Deze link is niet meer nodig en werkt niet meer."),
        remedy=N_("Hebt u nog een vraag? Neem contact op met wie u de link stuurde."),
    ),
}


def make_link(
    *,
    actor: Actor,
    deed: str,
    object_kind: str,
    object_id: object,
    for_whom: str,
    now: dt.datetime,
    valid_until: dt.datetime | None = None,
    with_code: bool = False,
    birth_date: dt.date | None = None,
    called: str = "",
    party_id: int | None = None,
    subject_id: int | None = None,
) -> MadeLink:
    """Make an address with which someone without an account may do one deed to one object.

    `for_whom` is to whom it is sent, kept sealed; `called` is its name for the trail. Without `valid_until` the scheme
    `termijnen` says how long. A code goes another way than the address; with `birth_date` it is that date, which the
    receiver knows and nobody sends. Earlier links for this deed, object and receiver end.
    """
    token, code, known = _drawn(with_code=with_code, birth_date=birth_date)
    thing = {"deed": deed, "object_kind": object_kind, "object_id": str(object_id)}
    with transaction.atomic():
        _end(SafeLink.objects.filter(for_whom_print__of=for_whom, **thing), now)
        row = SafeLink.objects.create(
            token_print=token_print(token),
            code_print=code_print(token, known) if known else "",
            by_birth_date=birth_date is not None,
            **thing,
            for_whom=for_whom,
            called=called or for_whom,
            party_id=party_id,
            subject_id=subject_id,
            made_by_id=actor.user_id,
            made_at=now,
            valid_until=valid_until or policy.valid_until(now),
        )
        _log(actor, "link_maken", row, now)
    return MadeLink(row.pk, token, f"/l/{token}/", code, row.valid_until)


def use_link(*, token: str, code: str, now: dt.datetime) -> LinkCard | Refusal:
    """Use a link: with its code if it has one. A wrong code is counted; after too many the link is locked.

    The count is kept under a lock on the row, so that trying many codes at once gains nothing. A link may be used again
    until it ends: what it lets someone do guards itself. A good code ends the count of wrong ones.
    """
    with transaction.atomic():
        row = link_row(token, lock=True)
        if row is None:
            return UNKNOWN
        found = state_of(row, now)
        if found is not LinkState.WORKS:
            return NOT_WORKING[found]
        if not _fits(row, token, code):
            return _wrong(row, now)
        row.attempts = 0
        row.first_used_at = row.first_used_at or now
        row.save(update_fields=["attempts", "first_used_at"])
        _log(actor_of(link_card(row, now)), "link_gebruiken", row, now)
        return link_card(row, now)


def end_links(
    *, actor: Actor, object_kind: str, object_id: object, now: dt.datetime, deed: str = "", party_id: int | None = None
) -> int:
    """End the links for an object, of one deed or one party if named; gives how many stopped working."""
    rows = SafeLink.objects.filter(object_kind=object_kind, object_id=str(object_id))
    with transaction.atomic():
        rows = rows.filter(deed=deed) if deed else rows
        ended = _end(rows if party_id is None else rows.filter(party_id=party_id), now)
        for row in ended:
            _log(actor, "link_beeindigen", row, now)
    return len(ended)


def _end(rows: QuerySet[SafeLink], now: dt.datetime) -> list[SafeLink]:
    ended = list(rows.filter(ended_at__isnull=True).select_for_update(no_key=True).order_by("id"))
    for row in ended:
        row.ended_at = now
        row.save(update_fields=["ended_at"])
    return ended


def birth_code(day: dt.date) -> str:
    """A birth date in the form in which it is the code of a link."""
    return f"{day.day:02}{day.month:02}{day.year:04}"


def _drawn(*, with_code: bool, birth_date: dt.date | None) -> tuple[str, str | None, str]:
    """An address, the code that has to be told if there is one, and what the link asks; empty when it asks nothing."""
    code = _new_code() if with_code and birth_date is None else None
    return secrets.token_urlsafe(TOKEN_BYTES), code, birth_code(birth_date) if birth_date is not None else code or ""


def _new_code() -> str:
    return "".join(secrets.choice("0123456789") for _ in range(CODE_SIGNS))


def _fits(row: SafeLink, token: str, code: str) -> bool:
    if not row.code_print:
        return True
    typed = "".join(code.split())
    # Compared as a whole, whatever was typed, so that the time tells nothing.
    return any([hmac.compare_digest(row.code_print, tried) for tried in code_prints(token, typed)])  # noqa: C419


def _wrong(row: SafeLink, now: dt.datetime) -> Refusal:
    row.attempts += 1
    row.save(update_fields=["attempts"])
    _log(actor_of(link_card(row, now)), "link_code_fout", row, now)
    if state_of(row, now) is LinkState.LOCKED:
        return NOT_WORKING[LinkState.LOCKED]
    return WRONG_BIRTH_DATE if row.by_birth_date else WRONG_CODE


def _log(actor: Actor, verb: str, row: SafeLink, now: dt.datetime) -> None:
    audit.record(
        actor=actor,
        verb=verb,
        object_kind=OBJECT,
        object_id=row.pk,
        subject_id=row.subject_id,
        now=now,
        details={"waarvoor": row.deed, "soort": row.object_kind, "object": row.object_id},
    )
