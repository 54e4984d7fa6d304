"""Moving house: the file goes along to the region of residence, and nobody can refuse or keep it (R-080, R-123)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.casework.access import access_passing, open_case, parts_of
from overstap.casework.actions.deeds import deed, log, too_long
from overstap.casework.actions.passing_on import MOVE_SOURCE, carry_out, close_passing, residence_of, tell_of_move
from overstap.casework.actions.steps import CLOSED, NOT_RESPONSIBLE
from overstap.casework.cards import passing_card
from overstap.casework.consents import end_permissions, permit
from overstap.casework.models import Case, Passing, PassingKind, PassingState
from overstap.casework.policy import Term, due, local_day, number_of_term
from overstap.casework.proposing import route_in
from overstap.casework.steps import TAKE_OVER_MOVE, TALK_AFTER_NO_MOVE, set_step
from overstap.core.actor import SYSTEM
from overstap.core.consent import ORDINARY_ITEMS, Item, Purpose
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.moves import PASSING_MOVES, Part, advance
from overstap.parties import queries as parties
from overstap.parties.models import Party, Region

if TYPE_CHECKING:
    from overstap.casework.access import Sight
    from overstap.casework.proposing import Route
    from overstap.casework.values import PassingCard
    from overstap.core.actor import Actor

REPORTING = frozenset({Part.PERSON, Part.RESPONSIBLE, Part.CONTACT})
SAYS_EN = "You move to {}. That is why the region {} helps you further."
SAYS_NL = N_("U verhuist naar %(gemeente)s. Daarom helpt de regio %(regio)s u verder.")


def report_move(
    *,
    actor: Actor,
    case_id: int,
    municipality: str,
    from_on: dt.date,
    agrees: bool,
    agreed_through: str,
    now: dt.datetime,
) -> PassingCard | Refusal:
    """Report that the person lives elsewhere from a day on, also ahead (R-080).

    Who becomes first responsible there follows from the routing scheme. Both desks and the person are told. The
    receiver takes it over from that day; when nobody answers it goes by itself after the term. A move within the region
    that changes nobody is noted at once. The arrangement and its commitments stay as they are (R-124).
    """
    with deed(actor=actor, verb="verhuizing_melden", now=now):
        case, sight = open_case(actor, case_id, now=now, for_update=True)
        if case.closed_at is not None:
            return CLOSED
        if not parts_of(actor, case) & REPORTING:
            return NOT_RESPONSIBLE
        found = _destination(case, municipality, from_on, local_day(now))
        if isinstance(found, Refusal):
            return found
        place, region, route = found
        refusal = _check_agreement(agrees=agrees, through=agreed_through)
        if refusal is not None:
            return refusal
        row = _proposed(case, sight, region, route, place=place, from_on=from_on, now=now)
        row.agreed_through, row.proposed_by_id = agreed_through.strip(), actor.user_id
        refusal = too_long(row)
        if refusal is not None:
            return refusal
        row.save(force_insert=True)
        log(actor=actor, verb="verhuizing_melden", case=case, now=now, details=_told(row))
        _start(row, case, actor, now)
        return passing_card(row, case, sight.items, actor, now=now)


def take_over_move(*, actor: Actor, passing_id: int, now: dt.datetime) -> PassingCard | Refusal:
    """Take a file over in the new region, from the day of the move; the receiver cannot refuse it."""
    with deed(actor=actor, verb="overgang_uitvoeren", now=now):
        row, case, parts = access_passing(actor, passing_id, now=now, for_update=True)
        moved = advance(PASSING_MOVES, row.state, "overgang_uitvoeren", parts=parts)
        if isinstance(moved, Refusal):
            return moved
        if local_day(now) < row.from_on:
            return Refusal(
                rule="verhuizing.nog_niet",
                because=N_("De verhuizing is nog niet. Tot die dag helpt de oude regio."),
                source=MOVE_SOURCE,
                remedy=N_("Maak alvast een afspraak. Neem het dossier over vanaf de dag van de verhuizing."),
            )
        other = _rerouted(row, case, actor, now)
        if other is not None and row.to_party_id != actor.party_id:
            return other
        carry_out(row, case, actor=actor, now=now)
        return passing_card(row, case, frozenset(Item(item) for item in row.items), actor, now=now)


def withdraw_move(*, actor: Actor, passing_id: int, now: dt.datetime) -> PassingCard | Refusal:
    """Note that a move does not take place; the new region sees nothing any more."""
    with deed(actor=actor, verb="overgang_intrekken", now=now):
        row, case, parts = access_passing(actor, passing_id, now=now, for_update=True)
        moved = advance(PASSING_MOVES, row.state, "overgang_intrekken", parts=parts)
        if isinstance(moved, Refusal):
            return moved
        close_passing(row, PassingState(moved), actor=actor, now=now)
        if row.to_party_id != case.first_responsible_id:
            end_permissions(case, row.to_party_id, {Purpose.HANDOVER}, actor=actor, now=now)
        if case.actions.filter(done_at__isnull=True, what=TAKE_OVER_MOVE).exists():
            set_step(case, TALK_AFTER_NO_MOVE, party=case.first_responsible, term=Term.CHECK_CRITERIA, now=now)
        log(actor=actor, verb="overgang_intrekken", case=case, now=now, details=_told(row))
        return passing_card(row, case, frozenset(Item(item) for item in row.items), actor, now=now)


def complete_moves(*, now: dt.datetime) -> tuple[int, ...]:
    """Let every file go along of which the term after the move has passed without an answer; gives their ids."""
    today = local_day(now)
    waiting = Passing.objects.filter(kind=PassingKind.MOVE, state=PassingState.PROPOSED, from_on__lte=today)
    found = list(waiting.order_by("from_on", "id").values_list("id", flat=True))
    return tuple(passing_id for passing_id in found if _late(passing_id, now))


def _late(passing_id: int, now: dt.datetime) -> bool:
    with deed(actor=SYSTEM, verb="overgang_uitvoeren", now=now):
        try:
            row, case, _parts = access_passing(SYSTEM, passing_id, now=now, for_update=True)
        except NotFoundError:
            return False
        if row.state != PassingState.PROPOSED:
            return False
        changes_nobody = row.to_party_id == row.from_party_id and row.to_region_id == row.from_region_id
        if not changes_nobody and local_day(now) <= due(Term.MOVE, region_code=row.to_region.code, on=row.from_on):
            return False
        _rerouted(row, case, SYSTEM, now)
        carry_out(row, case, actor=SYSTEM, now=now)
        return True


def _destination(
    case: Case, municipality: str, from_on: dt.date, today: dt.date
) -> tuple[str, Region, Route] | Refusal:
    lives = residence_of(case)
    latest = today + dt.timedelta(days=number_of_term(Term.MOVE_AHEAD, region_code=case.region.code, on=today))
    place = parties.official_municipality(municipality, max(from_on, today))
    region = parties.region_of(place, max(from_on, today)) if place else None
    if place is None or region is None:
        return Refusal(
            rule="verhuizing.gemeente",
            because=N_("Deze gemeente kennen we niet."),
            source=MOVE_SOURCE,
            remedy=N_("Kies de gemeente waar u gaat wonen uit de lijst."),
        )
    if place == lives.municipality:
        return Refusal(rule="verhuizing.zelfde", because=N_("Dit is de gemeente die wij al kennen."))
    if not lives.from_on <= from_on <= latest:
        return Refusal(
            rule="verhuizing.datum",
            because=N_("De dag van de verhuizing ligt te ver terug of te ver vooruit."),
            source=MOVE_SOURCE,
            remedy=N_("Kies een dag na de vorige verhuizing en niet verder dan een half jaar vooruit."),
        )
    if Passing.objects.filter(case=case, kind=PassingKind.MOVE, state=PassingState.PROPOSED).exists():
        return Refusal(
            rule="verhuizing.loopt_al",
            because=N_("Er is al een verhuizing gemeld."),
            remedy=N_("Trek die eerst in, of wacht tot het dossier is overgenomen."),
        )
    route = route_in(case, region_code=region.code, municipality=place, on=max(from_on, today))
    if route is None:
        return Refusal(
            rule="verhuizing.geen_partij",
            because=N_("In %(regio)s is nog geen partij die dit dossier kan aannemen. De oude regio helpt door."),
            source=MOVE_SOURCE,
            remedy=N_("Neem contact op met de coördinator van de nieuwe regio."),
            details=(("regio", region.name),),
        )
    return place, Region.objects.get(code=region.code), route


def _check_agreement(*, agrees: bool, through: str) -> Refusal | None:
    if agrees and through.strip():
        return None
    return Refusal(
        rule="verhuizing.akkoord",
        because=N_("De nieuwe regio ziet het dossier pas als de deelnemer dat goed vindt."),
        source=MOVE_SOURCE,
        remedy=N_("Bespreek de verhuizing met de deelnemer en leg vast hoe die akkoord gaf."),
    )


def _proposed(
    case: Case, sight: Sight, region: Region, route: Route, *, place: str, from_on: dt.date, now: dt.datetime
) -> Passing:
    gone = {"gemeente": place, "regio": region.name}
    return Passing(
        case=case,
        kind=PassingKind.MOVE,
        from_party=case.first_responsible,
        to_party=Party.objects.get(pk=route.party.id),
        from_region=case.region,
        to_region=region,
        municipality=place,
        from_on=from_on,
        because_nl=f"{SAYS_NL % gone} {route.because_nl}".strip(),
        because_en=f"{SAYS_EN.format(place, region.name)} {route.because_en}".strip(),
        source=MOVE_SOURCE,
        items=sorted(ORDINARY_ITEMS & sight.items),
        proposed_at=now,
    )


def _start(row: Passing, case: Case, actor: Actor, now: dt.datetime) -> None:
    """Tell both sides and the person; what changes nobody, and is not ahead, is carried out at once."""
    today = local_day(now)
    if row.to_party_id == row.from_party_id and row.to_region_id == row.from_region_id:
        if row.from_on <= today:
            carry_out(row, case, actor=actor, now=now)
        return
    shared = frozenset(Item(item) for item in row.items)
    permit(case, row.to_party_id, shared, Purpose.HANDOVER, actor=actor, through=row.agreed_through, now=now)
    if row.from_on <= today:
        set_step(case, TAKE_OVER_MOVE, party=row.to_party, term=Term.MOVE, now=now)
    tell_of_move(row, case, actor=actor, now=now)


def _rerouted(row: Passing, case: Case, actor: Actor, now: dt.datetime) -> Refusal | None:
    """Look once more who is responsible there: the situation may have changed since the move was reported."""
    route = route_in(case, region_code=row.to_region.code, municipality=row.municipality, on=local_day(now))
    if route is None or route.party.id == row.to_party_id:
        return None
    end_permissions(case, row.to_party_id, {Purpose.HANDOVER}, actor=actor, now=now)
    row.to_party = Party.objects.get(pk=route.party.id)
    row.save(update_fields=["to_party"])
    shared = frozenset(Item(item) for item in row.items)
    permit(case, row.to_party_id, shared, Purpose.HANDOVER, actor=actor, through=row.agreed_through, now=now)
    return Refusal(
        rule="verhuizing.andere_partij",
        because=N_("De situatie is veranderd. Nu is %(partij)s in de nieuwe regio eerstverantwoordelijk."),
        source=MOVE_SOURCE,
        remedy=N_("U hoeft niets te doen: %(partij)s ziet het dossier nu staan."),
        details=(("partij", row.to_party.name),),
    )


def _told(row: Passing) -> dict[str, str]:
    return {"van": row.from_region.name, "naar": row.to_region.name, "vanaf": row.from_on.isoformat()}
