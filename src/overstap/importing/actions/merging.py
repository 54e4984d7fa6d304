"""Putting two registrations of one person together: proposed, looked at by one, done by another, undone within a term.

Nothing is rewritten or erased. Files and permissions go along with the person who stays; the other registration keeps
its own row, key, commitments and trail, and points at the one that stays.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from overstap.arrangements.models import Arrangement
from overstap.audit.actions import one_deed, record
from overstap.casework import policy
from overstap.casework.actions.taking_back import cases_handed_over, is_untouched, lock_cases
from overstap.casework.models import Case, CaseState, NextAction
from overstap.casework.telling import tell_person
from overstap.consent.models import Consent
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.importing.access import access_pair
from overstap.people.models import CitizenNumber, MergeProposal, MergeState, Participant
from overstap.people.models.merging import OPEN_STATES

UNDO_DAYS = "samenvoegen_terugdraaien"
OBJECT = "samenvoegen"
MERGED_REASON = N_("Deze persoon had twee dossiers. Verder in het andere dossier.")

NOT_NOW = Refusal(
    "samenvoegen.stand",
    N_("Over deze twee aanmeldingen is al iets besloten."),
    remedy=N_("Bekijk de lijst opnieuw."),
)
SECOND_LOOK = Refusal(
    "samenvoegen.tweede_blik",
    N_("U keek zelf al naar deze twee. De tweede blik is van een ander."),
    remedy=N_("Vraag een collega om ook te kijken."),
)


def look_at_pair(
    *, actor: Actor, proposal_id: int, same: bool, keep_id: int | None, now: dt.datetime
) -> Refusal | None:
    """Take the first look: they are two people, or one, of whom `keep_id` is the registration that stays.

    Raises NotFoundError for who may not see both.
    """
    with one_deed(actor=actor, verb="samenvoegen_bekijken", now=now):
        row = access_pair(actor, proposal_id, now=now, for_update=True)
        if row.state != MergeState.PROPOSED or actor.user_id is None:
            return NOT_NOW
        if not same:
            _two_people(row, actor, now)
            return None
        pair = _pair(row, keep_id)
        refusal = _refuse(pair)
        if refusal is not None:
            return refusal
        row.state, row.keep, row.seen_by_id, row.seen_at = MergeState.SEEN, pair.keep, actor.user_id, now
        row.save()
        _log(actor, "samenvoegen_bekijken", row, now)
        return None


def decide_merge(*, actor: Actor, proposal_id: int, same: bool, now: dt.datetime) -> Refusal | None:
    """Take the second look, as somebody else than who took the first: put them together, or say they are two people."""
    with one_deed(actor=actor, verb="samenvoegen", now=now):
        row = access_pair(actor, proposal_id, now=now, for_update=True)
        if row.state != MergeState.SEEN or actor.user_id is None:
            return NOT_NOW
        if row.seen_by_id == actor.user_id:
            return SECOND_LOOK
        if not same:
            _two_people(row, actor, now)
            return None
        pair = _pair(row, row.keep_id)
        refusal = _refuse(pair)
        if refusal is not None:
            return refusal
        row.moved = _merge(pair, now)
        row.state, row.decided_by_id, row.decided_at = MergeState.MERGED, actor.user_id, now
        today = policy.local_day(now)
        row.undo_until = today + dt.timedelta(
            days=policy.number(policy.scheme_for(policy.Use.TERMS), UNDO_DAYS, region_code="", on=today)
        )
        row.save()
        _unmark(pair)
        _tell(pair, row, actor, now)
        _log(actor, "samenvoegen", row, now)
        return None


def undo_merge(*, actor: Actor, proposal_id: int, now: dt.datetime) -> Refusal | None:
    """Part two registrations again, until the day that was set; what was done since stays with the one that stayed.

    Permissions that ended with the merge come back only when the person changed none of theirs since.
    """
    with one_deed(actor=actor, verb="samenvoegen_terug", now=now):
        row = access_pair(actor, proposal_id, now=now, for_update=True)
        if row.state != MergeState.MERGED or row.keep_id is None or actor.user_id is None:
            return NOT_NOW
        if row.undo_until is None or policy.local_day(now) > row.undo_until:
            return Refusal(
                "samenvoegen.termijn",
                N_("Terugdraaien kon tot en met %(dag)s."),
                remedy=N_("Meld de persoon zo nodig opnieuw aan."),
                details=(("dag", f"{row.undo_until:%d-%m-%Y}" if row.undo_until else ""),),
            )
        pair = _pair(row, row.keep_id)
        refusal = _part(pair, row, now)
        if refusal is not None:
            return refusal
        row.state, row.undone_by_id, row.undone_at = MergeState.UNDONE, actor.user_id, now
        row.save()
        _log(actor, "samenvoegen_terug", row, now)
        return None


@dataclass(slots=True)
class _Pair:
    """Two registrations with their files, locked: the one that stays and the one that goes along."""

    keep: Participant
    other: Participant
    cases: dict[int, Case] = field(default_factory=dict)

    def open_case(self, person: Participant) -> Case | None:
        """The open file of one of them."""
        rows = self.cases.values()
        return next((case for case in rows if case.participant_id == person.pk and case.closed_at is None), None)


def _pair(row: MergeProposal, keep_id: int | None) -> _Pair:
    """Lock both people and all their files, always in the same order."""
    locked = Participant.objects.select_for_update(of=("self",)).filter(pk__in=(row.first_id, row.second_id))
    people = {one.pk: one for one in locked.order_by("pk")}
    if keep_id not in people:
        keep_id = row.first_id
    other_id = row.second_id if keep_id == row.first_id else row.first_id
    keys = Case.objects.filter(participant_id__in=sorted(people)).order_by("pk").values_list("pk", flat=True)
    return _Pair(people[keep_id], people[other_id], lock_cases(list(keys)))


def _refuse(pair: _Pair) -> Refusal | None:
    if pair.keep.merged_into_id is not None or pair.other.merged_into_id is not None:
        return NOT_NOW
    if CitizenNumber.objects.filter(participant__in=(pair.keep, pair.other)).count() > 1:
        return Refusal(
            "samenvoegen.bsn",
            N_("Deze twee hebben elk een eigen burgerservicenummer. Dan zijn het twee mensen."),
            remedy=N_("Klopt een van de nummers niet? Laat dat eerst wissen."),
        )
    goes = pair.open_case(pair.other)
    if goes is None or pair.open_case(pair.keep) is None:
        return None
    busy = cases_handed_over([goes.pk]) or Arrangement.objects.filter(case=goes).exists()
    if busy or not is_untouched(goes):
        return Refusal(
            "samenvoegen.twee_dossiers",
            N_("Beide mensen hebben een open dossier waaraan is gewerkt."),
            remedy=N_("Kies de andere aanmelding om te blijven, of sluit eerst het dossier dat weg kan."),
        )
    return None


def _two_people(row: MergeProposal, actor: Actor, now: dt.datetime) -> None:
    row.state, row.decided_by_id, row.decided_at = MergeState.DIFFERENT, actor.user_id, now
    row.save()
    for person in (row.first, row.second):
        _unmark_one(person)
    _log(actor, "samenvoegen_verschillend", row, now)


def _merge(pair: _Pair, now: dt.datetime) -> dict[str, Any]:
    keep, other = pair.keep, pair.other
    closed = None
    open_one = pair.open_case(other)
    if open_one is not None and pair.open_case(keep) is not None:
        closed = _close(open_one, now)
    ended = _end_doubles(keep, other, everything=closed is not None, now=now)
    moved: dict[str, Any] = {
        "dossiers": [case.pk for case in pair.cases.values() if case.participant_id == other.pk],
        "toestemmingen": list(Consent.objects.filter(participant=other).order_by("pk").values_list("pk", flat=True)),
        "beeindigd": ended,
        "gesloten": closed,
        "account": None,
        "bsn": bool(CitizenNumber.objects.filter(participant=other).update(participant=keep)),
    }
    Case.objects.filter(pk__in=moved["dossiers"]).update(participant=keep)
    Consent.objects.filter(pk__in=moved["toestemmingen"]).update(participant=keep)
    if keep.user_id is None and other.user_id is not None:
        moved["account"] = other.user_id
        other.user, account = None, other.user
        other.save(update_fields=["user"])
        keep.user = account
        keep.save(update_fields=["user"])
    other.merged_into = keep
    other.save(update_fields=["merged_into"])
    return moved


def _tell(pair: _Pair, row: MergeProposal, actor: Actor, now: dt.datetime) -> None:
    """Tell the person which of two numbers is theirs from now on; who had one number keeps it and hears nothing."""
    closed = row.moved["gesloten"]
    stays = pair.open_case(pair.keep)
    if closed is not None and stays is not None:
        told = {"ander_nummer": pair.cases[closed["dossier"]].number}
        tell_person(stays, "samengevoegd", told, actor=actor, now=now, once=f"samengevoegd {row.pk}")


def _close(case: Case, now: dt.datetime) -> dict[str, Any]:
    steps = NextAction.objects.filter(case=case, done_at__isnull=True)
    kept = {"dossier": case.pk, "stand": case.state, "stappen": list(steps.order_by("pk").values_list("pk", flat=True))}
    steps.update(done_at=now)
    case.state, case.closed_at, case.closing_reason = CaseState.CLOSED, now, MERGED_REASON
    case.save(update_fields=["state", "closed_at", "closing_reason"])
    return kept


def _end_doubles(keep: Participant, other: Participant, *, everything: bool, now: dt.datetime) -> list[int]:
    """End the permissions that stand twice, or all when the file goes: a party sees no file it had no ground for."""
    standing = Consent.objects.filter(participant=other, withdrawn_at__isnull=True).order_by("pk")
    held = set(
        Consent.objects.filter(participant=keep, withdrawn_at__isnull=True)
        .order_by("pk")
        .values_list("party_id", "item", "purpose")
    )
    ended = [one.pk for one in standing if everything or (one.party_id, one.item, one.purpose) in held]
    Consent.objects.filter(pk__in=ended).update(withdrawn_at=now, replaced=True)
    return ended


def _part(pair: _Pair, row: MergeProposal, now: dt.datetime) -> Refusal | None:
    keep, other, moved = pair.keep, pair.other, row.moved
    closed = moved.get("gesloten")
    going = [case for case in pair.cases.values() if case.pk in set(moved["dossiers"])]
    changed = Consent.objects.filter(participant=keep).exclude(pk__in=moved["beeindigd"])
    since = changed.filter(Q(given_at__gt=row.decided_at) | Q(withdrawn_at__gt=row.decided_at)).exists()
    Case.objects.filter(pk__in=[case.pk for case in going]).update(participant=other)
    Consent.objects.filter(pk__in=moved["toestemmingen"]).update(participant=other)
    if not since:
        Consent.objects.filter(pk__in=moved["beeindigd"]).update(withdrawn_at=None, replaced=False)
    if closed is not None:
        Case.objects.filter(pk=closed["dossier"]).update(state=closed["stand"], closed_at=None, closing_reason="")
        NextAction.objects.filter(pk__in=closed["stappen"]).update(done_at=None)
    if moved.get("bsn"):
        CitizenNumber.objects.filter(participant=keep).update(participant=other)
    if moved.get("account") and keep.user_id == moved["account"]:
        account, keep.user = keep.user, None
        keep.save(update_fields=["user"])
        other.user = account
    other.merged_into, other.withdrew_at = None, None if keep.withdrew_at is None else max(other.takes_part_since, now)
    other.save(update_fields=["user", "merged_into", "withdrew_at"])
    return None


def _unmark(pair: _Pair) -> None:
    for person in (pair.keep, pair.other):
        _unmark_one(person)


def _unmark_one(person: Participant) -> None:
    """No longer a possible duplicate when nothing about this person is open any more."""
    about = Q(first=person) | Q(second=person)
    if not MergeProposal.objects.filter(about, state__in=OPEN_STATES).exists():
        Participant.objects.filter(pk=person.pk).update(possible_duplicate=False)


def _log(actor: Actor, verb: str, row: MergeProposal, now: dt.datetime) -> None:
    for subject in (row.first_id, row.second_id):
        record(
            actor=actor,
            verb=verb,
            object_kind=OBJECT,
            object_id=row.pk,
            subject_id=subject,
            purpose="begeleiding",
            now=now,
            details={"stand": row.state},
        )
