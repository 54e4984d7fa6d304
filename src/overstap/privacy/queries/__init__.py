"""Questions to privacy: requests, terms of keeping, destructions, and everything that is kept about a person."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from overstap.audit.actions import record_read
from overstap.casework.models import Case
from overstap.core.actor import Actor
from overstap.core.decision import NotFoundError
from overstap.parties.models import Party, User
from overstap.people.access import visible
from overstap.privacy.access import access_destruction, access_request, party_of, requests_for
from overstap.privacy.cards import destruction_card, request_card
from overstap.privacy.holdings import as_plain, holdings, label_of, own_accounts, rows_of
from overstap.privacy.keeping import Keeping, choice_of, keeping_of
from overstap.privacy.models import Destruction, DestructionState, LegalHold
from overstap.privacy.singles import BY_RECORD
from overstap.privacy.values import DestructionCard, KindCount, RequestCard, TermRow
from overstap.rules.load_processings import keeping_on
from overstap.rules.model import Text

OWN = "eigen dossier"
NOT_TOLD = frozenset({"password"})


def requests(actor: Actor, now: dt.datetime) -> tuple[RequestCard, ...]:
    """The requests that an actor may see; what is open and due first comes first."""
    cards = (request_card(row, actor, now) for row in requests_for(actor).order_by("due_on", "pk"))
    return tuple(sorted(cards, key=lambda card: (card.answered_at is not None, card.due_on, card.id)))


def request_page(actor: Actor, request_id: int, now: dt.datetime) -> RequestCard:
    """One request; that an officer looked is written down. Raises NotFoundError."""
    row = access_request(actor, request_id)
    if not actor.is_person:
        record_read(
            actor=actor,
            verb="verzoek_bekijken",
            object_kind="verzoek",
            object_id=row.pk,
            subject_id=row.participant_id,
            purpose="rechten",
            now=now,
        )
    return request_card(row, actor, now)


def person_of_request(actor: Actor, request_id: int) -> str:
    """The name of who asks, for who handles it. Raises NotFoundError."""
    return access_request(actor, request_id).participant.full_name


def everything_about_me(actor: Actor, now: dt.datetime) -> dict[str, Any]:
    """All rows about the person themselves, by kind (AVG 15 and 20). Raises NotFoundError for anyone else."""
    if not actor.is_person or actor.participant_id is None:
        raise NotFoundError
    record_read(
        actor=actor,
        verb="alles_meenemen",
        object_kind="participant",
        object_id=actor.participant_id,
        subject_id=actor.participant_id,
        purpose=OWN,
        now=now,
    )
    held = holdings([actor.participant_id])
    return {
        one.label: [
            {name: value for name, value in as_plain(row).items() if name not in NOT_TOLD} for row in rows_of(one)
        ]
        for one in held
        if one.label != "links.safelink"
    }


def keepings_of_me(actor: Actor, now: dt.datetime) -> tuple[Keeping, ...]:
    """Until when the files of the person are kept. Raises NotFoundError for anyone else."""
    if not actor.is_person or actor.participant_id is None:
        raise NotFoundError
    cases = Case.objects.filter(participant_id=actor.participant_id).select_related("first_responsible")
    return tuple(keeping_of(case, now=now) for case in cases.order_by("-opened_at", "-pk"))


def term_rows(actor: Actor, now: dt.datetime) -> tuple[TermRow, ...]:
    """The terms of keeping of the own party, with what it must still set. Raises NotFoundError without a party."""
    party = Party.objects.filter(pk=party_of(actor)).first()
    if party is None:
        raise NotFoundError
    kept = keeping_on(timezone.localdate(now))
    rows = []
    for one in kept.records:
        term, own = kept.term(one.id, party.kind), choice_of(party, one.id, now)
        if term is None:
            continue
        source = Text("; ".join(c.text() for c in term.source), "; ".join(c.text("en") for c in term.source))
        rows.append(
            TermRow(
                record=one.id,
                name=one.name,
                starts=one.starts,
                months=own.months if own else term.months,
                days=None if own else term.days,
                forever=term.forever,
                source=Text(own.because, own.because) if own else source,
                may_set=not term.is_known,
                unset=not term.is_known and own is None,
            )
        )
    return tuple(rows)


def destructions(actor: Actor) -> tuple[DestructionCard, ...]:
    """The destructions of the own party, newest first."""
    rows = Destruction.objects.filter(party_id=party_of(actor)).select_related("party", "proposed_by", "decided_by")
    return tuple(destruction_card(row) for row in rows.order_by("-proposed_at", "-pk"))


def destruction_page(actor: Actor, destruction_id: int) -> DestructionCard:
    """One destruction: what would go, counted by kind, or what went. Raises NotFoundError."""
    row = access_destruction(actor, destruction_id)
    if row.state != DestructionState.PROPOSED:
        return destruction_card(row)
    if row.because in BY_RECORD:
        kinds = Counter(row.records.order_by("pk").values_list("label", flat=True))
        return destruction_card(row, tuple(KindCount(kind, amount) for kind, amount in sorted(kinds.items())))
    numbers = list(row.subjects.order_by("pk").values_list("participant_number", flat=True))
    counts = Counter({one.label: len(one.keys) for one in holdings(numbers)})
    if accounts := own_accounts(numbers):
        counts[label_of(User)] += len(accounts)
    return destruction_card(row, tuple(KindCount(kind, amount) for kind, amount in sorted(counts.items())))


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A file found by its number (gevonden dossier)."""

    case_id: int
    participant_id: int


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A file that must stay (bewaarplicht)."""

    participant_id: int
    number: str
    because: str
    set_at: dt.datetime
    set_by: str


def case_with_number(actor: Actor, number: str, now: dt.datetime) -> FoundCase | None:
    """The file with a number, for a professional who finds its person; None for everyone else."""
    found = Case.objects.filter(number=number.strip().upper(), participant__in=visible(actor, now)).first()
    return FoundCase(found.pk, found.participant_id) if found else None


def person_with_number(actor: Actor, number: str, now: dt.datetime) -> int | None:
    """The person of the file with a number, likewise."""
    found = case_with_number(actor, number, now)
    return found.participant_id if found else None


def own_person_with_number(actor: Actor, number: str) -> int | None:
    """The person of a file that the party of this officer is first responsible for."""
    cases = Case.objects.filter(number=number.strip().upper(), first_responsible_id=party_of(actor))
    return cases.values_list("participant_id", flat=True).first()


def holds(actor: Actor) -> tuple[HoldRow, ...]:
    """The files of the own party that must stay."""
    party_id = party_of(actor)
    rows = LegalHold.objects.filter(ended_at__isnull=True, participant__cases__first_responsible_id=party_id)
    found = {}
    for row in rows.select_related("set_by").order_by("set_at", "pk"):
        case = Case.objects.filter(participant_id=row.participant_id, first_responsible_id=party_id).order_by("pk")
        numbers = ", ".join(case.values_list("number", flat=True))
        found[row.pk] = HoldRow(row.participant_id, numbers, row.because, row.set_at, row.set_by.name)
    return tuple(found.values())
