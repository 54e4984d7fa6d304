"""Destroying files whose term has passed, by two people, with a certificate that names nobody."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from overstap.audit.actions import one_deed, record
from overstap.audit.proving import DESTROYED, DESTROYED_LINES
from overstap.audit.redacting import redact_subjects
from overstap.casework.models import Case
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.parties.models import Party, User
from overstap.people.models import Participant
from overstap.privacy.access import access_destruction, account_of, party_of
from overstap.privacy.actions.records import put_on_list, remove_records
from overstap.privacy.cards import certificate_text, destruction_card
from overstap.privacy.holdings import Holding, holdings, label_of, own_accounts
from overstap.privacy.keeping import keeping_of
from overstap.privacy.models import Destruction, DestructionState, DestructionSubject, LegalHold
from overstap.privacy.singles import BY_RECORD, PARTLY, RECORDS, due_singles, erasable_singles
from overstap.privacy.values import DestructionCard
from overstap.sealing.signing import sign

OBJECT, SOURCE = "vernietiging", "avg"
SIGNED_AS = "privacy.certificate"
TERM_PASSED, ON_REQUEST = "termijn", "verzoek"
MOST = 500
"""How many persons one destruction takes, so that a person can look it over and one transaction can hold it."""

OPEN_FILE, HELD, UNKNOWN_TERM, NOT_YET, GONE = "open_dossier", "bewaarplicht", "termijn_onbekend", "te_vroeg", "weg"


def propose(*, actor: Actor, now: dt.datetime) -> DestructionCard | Refusal:
    """Put every person of this party whose terms have all passed on a list for a second person (voorstellen)."""
    with one_deed(actor=actor, verb="vernietiging_voorstellen", now=now):
        party_id = party_of(actor)
        cases = Case.objects.filter(first_responsible_id=party_id, closed_at__isnull=False).order_by("closed_at", "pk")
        ready: dict[int, tuple[str, dt.date]] = {}
        for participant_id in dict.fromkeys(cases.values_list("participant_id", flat=True)):
            found = _due(participant_id, party_id, now)
            if isinstance(found, tuple):
                ready[participant_id] = found
            if len(ready) == MOST:
                break
        if not ready:
            return Refusal(
                "vernietiging.niets",
                N_("Er is geen dossier waarvan de bewaartermijn voorbij is."),
                source=SOURCE,
                remedy=N_("Kijk of voor elk soort dossier een termijn is ingesteld."),
            )
        row = _make(actor, party_id, TERM_PASSED, now)
        DestructionSubject.objects.bulk_create(
            DestructionSubject(destruction=row, participant_number=number, record=record_, due_on=due)
            for number, (record_, due) in ready.items()
        )
        _record(actor, "vernietiging_voorstellen", row, now, personen=len(ready))
    return destruction_card(row)


def propose_records(*, actor: Actor, now: dt.datetime) -> DestructionCard | Refusal:
    """Put the single records of this party whose term has passed on a list, while their persons stay."""
    with one_deed(actor=actor, verb="vernietiging_voorstellen", now=now):
        party = Party.objects.get(pk=party_of(actor))
        found = due_singles(party, now=now, most=MOST)
        if not found:
            return Refusal(
                "vernietiging.geen_stukken",
                N_("Er is geen los stuk waarvan de bewaartermijn voorbij is."),
                source=SOURCE,
                remedy=N_("Kijk of voor elk soort stuk een termijn is ingesteld."),
            )
        row = _make(actor, party.pk, RECORDS, now)
        _record(actor, "vernietiging_voorstellen", row, now, stukken=put_on_list(row, found))
    return destruction_card(row)


def propose_partly(*, actor: Actor, participant_id: int, now: dt.datetime) -> DestructionCard | Refusal:
    """Propose to destroy what a person may have erased while the file stays; nothing of who is held."""
    with transaction.atomic():
        party_id = party_of(actor)
        held = LegalHold.objects.filter(participant_id=participant_id, ended_at__isnull=True).exists()
        found = () if held else erasable_singles(participant_id, party_id, now=now)
        if not found:
            why = _due(participant_id, party_id, now)
            return _stays(why if isinstance(why, str) else NOT_YET)
        row = _make(actor, party_id, PARTLY, now)
        _record(actor, "vernietiging_voorstellen", row, now, stukken=put_on_list(row, found))
    return destruction_card(row)


def propose_for_person(*, actor: Actor, participant_id: int, now: dt.datetime) -> DestructionCard | Refusal:
    """Propose to destroy what is kept of one person, because they asked for it; not what the law lets nobody erase."""
    with transaction.atomic():
        party_id = party_of(actor)
        found = _due(participant_id, party_id, now)
        if isinstance(found, str):
            return _stays(found)
        row = _make(actor, party_id, ON_REQUEST, now)
        DestructionSubject.objects.create(
            destruction=row, participant_number=participant_id, record=found[0], due_on=found[1]
        )
        _record(actor, "vernietiging_voorstellen", row, now, personen=1)
    return destruction_card(row)


def _stays(why: str) -> Refusal:
    return Refusal(
        f"vernietiging.{why}",
        _BECAUSE[why],
        source=SOURCE,
        remedy=N_("Weiger het verzoek op deze grond, of neem de reden eerst weg."),
    )


_BECAUSE = {
    OPEN_FILE: N_("Het dossier is nog open."),
    HELD: N_("Dit dossier mag niet weg: er geldt een bewaarplicht."),
    UNKNOWN_TERM: N_("Voor dit soort dossier is nog geen bewaartermijn ingesteld."),
    NOT_YET: N_("De bewaartermijn is nog niet voorbij."),
    GONE: N_("Deze persoon is er niet meer."),
}


def reject(*, actor: Actor, destruction_id: int, now: dt.datetime) -> DestructionCard | Refusal:
    """Let the files stay (afwijzen), by another than who proposed it."""
    with one_deed(actor=actor, verb="vernietiging_afwijzen", now=now):
        row = access_destruction(actor, destruction_id, for_update=True)
        if (refusal := _refuse_deciding(actor, row)) is not None:
            return refusal
        row.state, row.decided_at, row.decided_by_id = DestructionState.REJECTED, now, actor.user_id
        row.save()
        _record(actor, "vernietiging_afwijzen", row, now)
    return destruction_card(row)


def destroy(*, actor: Actor, destruction_id: int, now: dt.datetime) -> DestructionCard | Refusal:
    """Approve and destroy (vernietigen), by another than who proposed it.

    Everyone is weighed again under the lock: who has an open file again, or a hold, stays and is told as skipped. What
    the books need stays without the person: they know a pseudonym, which belongs to nobody from now on. The lines of
    the trail stay and prove, without name or details.
    """
    with one_deed(actor=actor, verb=DESTROYED, now=now):
        row = access_destruction(actor, destruction_id, for_update=True)
        if (refusal := _refuse_deciding(actor, row)) is not None:
            return refusal
        gone = _without_records(row, now) if row.because in BY_RECORD else _without_people(row, now)
        row.certificate = _certificate(row, actor, gone, now)
        signed = sign(certificate_text(row).encode(), purpose=SIGNED_AS)
        row.signature, row.public_key = signed.signature, signed.public_key
        row.state, row.decided_at, row.decided_by_id = DestructionState.DONE, now, actor.user_id
        row.save()
        record(
            actor=actor,
            verb=DESTROYED,
            object_kind=OBJECT,
            object_id=row.key,
            now=now,
            details={"personen": gone.people, DESTROYED_LINES: gone.told},
        )
    return destruction_card(row)


@dataclass(frozen=True, slots=True)
class _Gone:
    """What went: persons, rows by kind, and the lines of the trail that lost their details."""

    people: int
    counts: dict[str, int]
    lines: int
    told: str


def _without_people(row: Destruction, now: dt.datetime) -> _Gone:
    going = _weigh_again(row, now)
    users = own_accounts(going)
    held = holdings(going)
    counts = {one.label: len(one.keys) for one in held}
    lines, told = redact_subjects(
        subject_ids=going, user_ids=[user.pk for user in users], destruction=str(row.key), now=now
    )
    _remove(held)
    return _Gone(len(going), counts | _remove_users(users), lines, told)


def _without_records(row: Destruction, now: dt.datetime) -> _Gone:
    counts = remove_records(row, now=now)
    lines, told = redact_subjects(subject_ids=[], user_ids=[], destruction=str(row.key), now=now)
    return _Gone(0, counts, lines, told)


def _due(participant_id: int, party_id: int, now: dt.datetime) -> tuple[str, dt.date] | str:
    """The kind of record and the last day of all terms of a person, or why they stay."""
    cases = list(Case.objects.filter(participant_id=participant_id).select_related("first_responsible").order_by("pk"))
    if not cases or not any(case.first_responsible_id == party_id for case in cases):
        return GONE
    if LegalHold.objects.filter(participant_id=participant_id, ended_at__isnull=True).exists():
        return HELD
    if any(case.closed_at is None for case in cases):
        return OPEN_FILE
    kept = [keeping_of(case, now=now) for case in cases]
    if any(one.due_on is None for one in kept):
        return UNKNOWN_TERM
    last = max((one for one in kept if one.due_on), key=lambda one: one.due_on or dt.date.min)
    if last.due_on is None or last.due_on > timezone.localdate(now):
        return NOT_YET
    return last.record, last.due_on


def _weigh_again(row: Destruction, now: dt.datetime) -> list[int]:
    numbers = _numbers(row)
    locked = set(
        Participant.objects.select_for_update().filter(pk__in=numbers).order_by("pk").values_list("pk", flat=True)
    )
    going = []
    for subject in row.subjects.order_by("pk"):
        found = _due(subject.participant_number, row.party_id, now) if subject.participant_number in locked else GONE
        if isinstance(found, str):
            subject.skipped = found
            subject.save(update_fields=["skipped"])
        else:
            going.append(subject.participant_number)
    return going


def _remove(held: Iterable[Holding]) -> None:
    """Delete without asking each other: the foreign keys of both databases are checked when the transaction ends."""
    for one in held:
        rows = one.model._base_manager.filter(pk__in=one.keys)  # noqa: SLF001 (the documented way to all rows)
        rows._raw_delete(rows.db)  # noqa: SLF001 (the public one walks the same tree again, and stops at PROTECT)


def _remove_users(users: Iterable[User]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for user in users:
        pk = user.pk
        try:
            with transaction.atomic():
                user.delete()
        except ProtectedError:
            # Something that stays names the account: it stays as a number, without name or address.
            user.pk, user.name, user.email, user.is_active = pk, "", f"vernietigd-{pk}@vernietigd.invalid", False
            user.set_unusable_password()
            user.save()
        counts[label_of(User)] += 1
    return dict(counts)


def _certificate(row: Destruction, actor: Actor, gone: _Gone, now: dt.datetime) -> dict[str, object]:
    """Kinds and counts, when and by whom; nothing about whom."""
    return {
        "vernietiging": str(row.key),
        "organisatie": row.party.name,
        "reden": row.because,
        "voorgesteld_door": row.proposed_by.name,
        "goedgekeurd_door": actor.name,
        "vernietigd_op": now.isoformat(),
        "personen": gone.people,
        "aantallen": gone.counts,
        "zwartgemaakte_regels": gone.lines,
    }


def _refuse_deciding(actor: Actor, row: Destruction) -> Refusal | None:
    if row.state != DestructionState.PROPOSED:
        return Refusal("vernietiging.besloten", N_("Hierover is al besloten."), remedy=N_("Ververs de pagina."))
    if row.proposed_by_id == actor.user_id:
        return Refusal(
            "vernietiging.tweede",
            N_("U stelde dit zelf voor. Een tweede persoon keurt het goed."),
            source=SOURCE,
            remedy=N_("Vraag een andere privacyfunctionaris van uw organisatie."),
        )
    return None


def _numbers(row: Destruction) -> list[int]:
    return list(row.subjects.order_by("pk").values_list("participant_number", flat=True))


def _make(actor: Actor, party_id: int, because: str, now: dt.datetime) -> Destruction:
    account = account_of(actor)
    return Destruction.objects.create(party_id=party_id, because=because, proposed_at=now, proposed_by_id=account)


def _record(actor: Actor, verb: str, row: Destruction, now: dt.datetime, **details: object) -> None:
    record(actor=actor, verb=verb, object_kind=OBJECT, object_id=row.key, now=now, details=details)
