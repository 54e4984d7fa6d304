"""Registering a person: who helps first follows from residence and situation, and the person is told why."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.casework.actions.answers import store_answer, tick_needed
from overstap.casework.actions.deeds import deed, log, too_long
from overstap.casework.assessing import assess_facts, record_assessment
from overstap.casework.consents import permit
from overstap.casework.discretion import party_told
from overstap.casework.facts import AGE, AGREED, age, check_answer
from overstap.casework.models import (
    Case,
    CaseSequence,
    Entrance,
    FactSource,
    FactState,
    Residence,
    ResponsibilityPeriod,
)
from overstap.casework.policy import KIND_OF_INITIATIVE, Term, Use, catalogue, item_of, local_day, scheme_for
from overstap.casework.remembering import remembered
from overstap.casework.steps import CHECK_CRITERIA, set_step
from overstap.casework.telling import tell_desk, tell_party, tell_person
from overstap.casework.values import PartyRef, Registered
from overstap.consent.models import Consent
from overstap.core.consent import ORDINARY_ITEMS, Item, Purpose
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.numbering import case_number
from overstap.parties import queries as parties
from overstap.parties.models import Party, Region
from overstap.people.access import visible
from overstap.people.actions import mark_returned
from overstap.people.models import Participant
from overstap.rules import NOT_APPLICABLE, Known
from overstap.rules.values import Absent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from overstap.casework.assessing import Answer
    from overstap.casework.values import NextStep
    from overstap.core.actor import Actor
    from overstap.parties.values import PartyCard, RegionCard
    from overstap.rules import FactValue
    from overstap.rules.values import Plain

FIRST_CONTACT_ITEMS = frozenset({Item.CONTACT, Item.INTAKE, Item.ADVICE})
"""What a contact point that is not responsible itself needs to look whether the extra help fits (R-093)."""

ROUTING_PLACE = "Werkdocument, Categorieën werkzoekenden"


def register_case(
    *,
    actor: Actor,
    participant_id: int,
    answers: Mapping[str, Plain | Absent],
    given_through: str,
    now: dt.datetime,
    preferred_party_id: int | None = None,
    referrer_party_id: int | None = None,
    also_items: frozenset[Item] = frozenset(),
) -> Registered | Refusal:
    """Open the file of a person who wants to take part (R-102, R-400), and route it.

    Residence decides the region (R-080), the situation of now the first responsible party (R-070..R-076) and the
    contact point that takes the initiative (R-085..R-093). `answers` are by fact id: a plain value, not applicable or
    refused; `given_through` says how the person agreed; `also_items` are health or debts when the person ticked them.
    Raises NotFoundError for a participant that is not the actor's to register.
    """
    with deed(actor=actor, verb="aanmelden", now=now):
        participant = _participant(actor, participant_id, now)
        today = local_day(now)
        refusal = _check(participant, answers, given_through, also_items)
        if refusal is not None:
            return refusal
        region = parties.region_of(participant.municipality, today)
        if region is None:
            return unknown_residence(participant)
        facts = known_facts(participant, answers, actor, today)
        route = choose_route(facts, region, participant, preferred_party_id, today)
        if isinstance(route, Refusal):
            return route
        mark_returned(actor=actor, participant_id=participant.pk, now=now)
        case = _open(participant, region, route, referrer_party_id, now)
        _store(case, actor, answers, route, now)
        _permit(case, actor, also_items, given_through, now)
        step = set_step(case, CHECK_CRITERIA, party=case.contact_party, term=Term.CHECK_CRITERIA, now=now)
        log(actor=actor, verb="aanmelden", case=case, now=now, details={"eerstverantwoordelijke": route.party.name})
        tell_about(case, step, actor, now)
        return _registered(case, region, route, step)


def tell_about(case: Case, step: NextStep, actor: Actor, now: dt.datetime) -> None:
    """Tell the person who helps and before when; a desk of another party or region passes them on, warm (R-102)."""
    helper = case.contact_party or case.first_responsible
    passed_on = actor.serves_people and (helper.pk != actor.party_id or case.region.code not in actor.region_codes)
    told: dict[str, str | dt.date] = {"uiterlijk": step.due_on}
    if passed_on:
        told["naar"] = party_told(helper, actor).name
    else:
        told["verantwoordelijke"] = step.who or case.first_responsible.name
    template = "doorgegeven" if passed_on else "aanmelding_ontvangen"
    tell_person(case, template, told, actor=actor, now=now, once=f"aanmelding {case.pk}")
    if passed_on:
        _tell_receiver(case, helper.pk, step, actor, now)


def _tell_receiver(case: Case, helper_id: int, step: NextStep, actor: Actor, now: dt.datetime) -> None:
    """Tell who helps now that somebody was registered elsewhere: the party, and the desk when it is another region."""
    told: dict[str, str | dt.date | int] = {"van": actor.party_name or actor.name, "uiterlijk": step.due_on}
    once = f"doorgegeven {case.pk}"
    if helper_id != actor.party_id:
        tell_party(helper_id, case, "doorgegeven_loket", told, actor=actor, now=now, once=once)
    if case.region.code not in actor.region_codes:
        tell_desk(case.region.code, case, "doorgegeven_loket", told, actor=actor, now=now, once=once)


class ChosenRoute:
    """Who helps first and why, before anything is written."""

    def __init__(self, routing: Answer, contact: Answer, distance: Answer, party: PartyCard, first: PartyCard) -> None:
        self.routing, self.contact_answer, self.distance = routing, contact, distance
        self.party, self.contact = party, first
        said = routing.said("eerstverantwoordelijke")
        self.because_nl, self.because_en = said.nl, said.en
        self.source = said.source
        entrance = distance.output("ingang")
        self.entrance = Entrance(entrance) if entrance else Entrance.MUNICIPAL


def _participant(actor: Actor, participant_id: int, now: dt.datetime) -> Participant:
    row = Participant.objects.select_for_update().filter(pk=participant_id).first()
    if row is None or not _may_register(actor, row, now):
        raise NotFoundError(participant_id)
    return row


def _registered(case: Case, region: RegionCard, route: ChosenRoute, step: NextStep) -> Registered:
    return Registered(
        case_id=case.pk,
        number=case.number,
        region_code=region.code,
        region_name=region.name,
        first_responsible=PartyRef(route.party.id, route.party.name),
        contact_party=PartyRef(route.contact.id, route.contact.name),
        because_nl=route.because_nl,
        because_en=route.because_en,
        source=route.source,
        next_step=step,
    )


def _may_register(actor: Actor, participant: Participant, now: dt.datetime) -> bool:
    """Whoever may see the person may; a new person may walk in at any desk (R-102), also outside their own region."""
    if visible(actor, now).filter(pk=participant.pk).exists():
        return True
    return actor.serves_people and not Case.objects.filter(participant=participant).exists()


def _check(
    participant: Participant, answers: Mapping[str, Plain | Absent], given_through: str, also_items: frozenset[Item]
) -> Refusal | None:
    if not given_through.strip() or answers.get(AGREED) is False:
        return Refusal(
            rule="aanmelden.vrijwillig",
            because=N_("Meedoen is vrijwillig. Zonder akkoord van de persoon openen wij geen dossier."),
            source="Intentieverklaring, Inzet en acties op regionaal niveau",
            remedy=N_("Vraag de persoon of die hulp wil en leg vast hoe die dat zei."),
        )
    refusal = too_long(Consent(given_through=given_through.strip()))
    if refusal is not None:
        return refusal
    if Case.objects.filter(participant=participant, closed_at__isnull=True).exists():
        return Refusal(
            rule="aanmelden.dubbel",
            because=N_("Deze persoon heeft al een open dossier."),
            remedy=N_("Zoek het dossier op bij het loket of vraag de persoon om in te loggen."),
        )
    return check_answers(answers, also_items)


def check_answers(answers: Mapping[str, Plain | Absent], also_items: frozenset[Item]) -> Refusal | None:
    """Tell what of the answers cannot be taken."""
    for fact_id, given in answers.items():
        state, value = state_of(given)
        refusal = check_answer(fact_id, state, value)
        if refusal is not None:
            return refusal
        item = item_of(catalogue().facts[fact_id])
        if item is not Item.INTAKE and item not in also_items and state != FactState.REFUSED:
            return tick_needed(catalogue().facts[fact_id].label.nl)
    return None


def state_of(given: Plain | Absent) -> tuple[FactState, Plain | None]:
    """Give the state and the value of an answer as a caller writes it: a plain value, not applicable or refused."""
    if isinstance(given, Absent):
        return (FactState.NOT_APPLICABLE if given is NOT_APPLICABLE else FactState.REFUSED), None
    return FactState.KNOWN, given


def known_facts(
    participant: Participant, answers: Mapping[str, Plain | Absent], actor: Actor, today: dt.date
) -> dict[str, FactValue]:
    """Give what is known at a registration: the answers, that the person agreed, and their age."""
    source = FactSource.PERSON if actor.is_person else FactSource.PROFESSIONAL
    facts: dict[str, FactValue] = {
        name: given if isinstance(given, Absent) else Known(given, source=source) for name, given in answers.items()
    }
    facts[AGREED] = Known(True, source=source)
    facts[AGE] = Known(age(participant.birth_date, today), source="geboortedatum")
    return facts


def choose_route(
    facts: dict[str, FactValue],
    region: RegionCard,
    participant: Participant,
    preferred_party_id: int | None,
    today: dt.date,
) -> ChosenRoute | Refusal:
    """Choose who helps first, by the routing scheme of the day; a refusal that says what must be answered first."""
    routing = assess_facts(scheme_for(Use.ROUTING), facts, region_code=region.code, on=today)
    kind = routing.output("eerstverantwoordelijke")
    if routing.version is None:
        return Refusal(
            rule="aanmelden.niet_in_werking",
            because=N_("De afspraken over de extra hulp gelden op deze dag nog niet of niet meer."),
            source="Intentieverklaring, Slotbepalingen",
        )
    if kind is None:
        return Refusal(
            rule="routering.onbekend",
            because=N_("Wij weten nog niet wie u het eerst helpt. Beantwoord eerst: %(vragen)s."),
            source=ROUTING_PLACE,
            details=(("vragen", ", ".join(missing.label_nl for missing in routing.missing)),),
        )
    party = _stands_for(kind, region, participant, preferred_party_id, today)
    if party is None:
        return Refusal(
            rule="routering.geen_partij",
            because=N_("In %(regio)s is nog geen partij die dit dossier kan aannemen."),
            source=ROUTING_PLACE,
            remedy=N_("Neem contact op met de coördinator van de regio."),
            details=(("regio", region.name),),
        )
    contact = assess_facts(scheme_for(Use.CONTACT), facts, region_code=region.code, on=today)
    distance = assess_facts(scheme_for(Use.DISTANCE), facts, region_code=region.code, on=today)
    initiative = KIND_OF_INITIATIVE.get(contact.output("initiatief") or "", kind)
    first = party if initiative == kind else _stands_for(initiative, region, participant, preferred_party_id, today)
    return ChosenRoute(routing, contact, distance, party, first or party)


def _stands_for(
    kind: str, region: RegionCard, participant: Participant, preferred_party_id: int | None, today: dt.date
) -> PartyCard | None:
    place = participant.municipality
    return remembered(
        ("staat_voor", region.code, kind, place, preferred_party_id, today),
        lambda: parties.first_responsible_party(region.code, kind, place, today, preferred_party_id=preferred_party_id),
    )


def _open(
    participant: Participant, region: RegionCard, route: ChosenRoute, referrer_party_id: int | None, now: dt.datetime
) -> Case:
    case = Case.objects.create(
        number=_number(local_day(now).year),
        participant=participant,
        region=Region.objects.get(code=region.code),
        entrance=route.entrance,
        first_responsible=Party.objects.get(pk=route.party.id),
        contact_party=Party.objects.get(pk=route.contact.id),
        referrer_id=referrer_party_id,
        opened_at=now,
        step_due_on=local_day(now),
    )
    Residence.objects.create(
        case=case,
        municipality=participant.municipality,
        region=case.region,
        from_on=local_day(now),
        recorded_at=now,
    )
    ResponsibilityPeriod.objects.create(
        case=case, party_id=route.party.id, from_at=now, because=route.because_nl, source=route.source
    )
    return case


def _number(year: int) -> str:
    CaseSequence.objects.get_or_create(year=year)
    row = CaseSequence.objects.select_for_update().get(year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return case_number(year, row.last)


def _store(
    case: Case, actor: Actor, answers: Mapping[str, Plain | Absent], route: ChosenRoute, now: dt.datetime
) -> None:
    for fact_id, given in {**answers, AGREED: True}.items():
        state, value = state_of(given)
        store_answer(case, actor=actor, fact_id=fact_id, state=state, value=value, now=now)
    for answer in (route.routing, route.contact_answer):
        record_assessment(case, answer, now=now)


def _permit(case: Case, actor: Actor, also_items: frozenset[Item], through: str, now: dt.datetime) -> None:
    special = also_items & {Item.HEALTH, Item.DEBTS}
    permit(
        case,
        case.first_responsible_id,
        ORDINARY_ITEMS | special,
        Purpose.GUIDANCE,
        actor=actor,
        through=through,
        now=now,
    )
    if case.contact_party_id is not None and case.contact_party_id != case.first_responsible_id:
        permit(
            case,
            case.contact_party_id,
            FIRST_CONTACT_ITEMS | special,
            Purpose.GUIDANCE,
            actor=actor,
            through=through,
            now=now,
        )


def unknown_residence(participant: Participant) -> Refusal:
    """Say that the municipality belongs to no region on this day."""
    return Refusal(
        rule="aanmelden.woonplaats",
        because=N_("De gemeente “%(gemeente)s” kennen wij niet."),
        source="Werkdocument: de woonplaats bepaalt de regio",
        remedy=N_("Kies de gemeente waar de persoon woont."),
        details=(("gemeente", participant.municipality),),
    )
