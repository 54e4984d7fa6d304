"""Accounts, seats, functions and desks of the demo."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TypeVar

from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.decision import Refusal
from overstap.parties import actions, queries
from overstap.parties.demo_accounts import demo_accounts
from overstap.parties.values import RegionCard
from overstap.site.demo.personas import DOMAIN, PROFESSIONALS, REGION

Value = TypeVar("Value")

FROM = date(2020, 11, 1)
"""The day on which everybody of the demo starts."""

SEATS = (
    ("kwartiermaker", "Gemeente {centre}", "Henk Verhoeven"),
    ("coordinator", "Gemeente {centre}", "Henk Verhoeven"),
    ("wethouder", "Gemeente {centre}", "Margriet Dekkers"),
    ("werkgevers", "VNO-NCW", "Lieke Claassen"),
    ("vakbonden", "FNV", "Joris van Dam"),
    ("regiomanager_uwv", "UWV", "Bert Hulshof"),
    ("onderwijs", "MBO Raad", "Tessa Goossens"),
    ("sbb", "SBB", "Frank Denissen"),
    ("deskundige_banenafspraak", "UWV", "Olga Peeters"),
)

FUNCTIONS = (
    ("makelaar", "VNO-NCW"),
    ("loopbaanbegeleiding", "FNV"),
    ("bemiddeling", "UWV"),
    ("arrangementen", "UWV"),
    ("schakel_diensten", "Gemeente {centre}"),
    ("schakel_onderwijs", "SBB"),
    ("schakel_sectoren", "MKB-Nederland"),
    ("arbeidsdeskundige", "UWV"),
)


class UnexpectedRefusalError(Exception):
    """A rule said no to something that the demo counts on: a rule or the demo has changed."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"{refusal.rule}: {refusal.sentence()}")


def must(answer: Value | Refusal) -> Value:
    """Give the value of an action that the demo counts on. Raises UnexpectedRefusalError with the reason otherwise."""
    if isinstance(answer, Refusal):
        raise UnexpectedRefusalError(answer)
    return answer


def party_ids(region_code: str, on: date) -> dict[str, int]:
    """The parties of a region by name."""
    return {card.name: card.id for card in queries.parties_in_region(region_code, on)}


def hire(now: datetime) -> None:
    """Give every persona an account and a membership."""
    known = {card.name: card.id for card in queries.parties()}
    for persona in PROFESSIONALS:
        for role in persona.roles:
            for region in persona.regions or (None,):
                must(
                    actions.add_membership(
                        actor=SYSTEM,
                        party_id=known[persona.party],
                        email=persona.email,
                        name=persona.name,
                        role=role,
                        region_code=region,
                        valid_from=FROM,
                        now=now,
                    )
                )


def advisers_everywhere(now: datetime) -> None:
    """Give the other regions somebody who works there, so that files there have an owner."""
    union = next(card.id for card in queries.parties() if card.name == "FNV")
    for region in queries.regions():
        if region.code == REGION:
            continue
        must(
            actions.add_membership(
                actor=SYSTEM,
                party_id=union,
                email=f"begeleider-{region.code.lower()}@{DOMAIN.replace('demo', 'deelnemers')}",
                name=f"Begeleider {region.name}",
                role=Role.ADVISER,
                region_code=region.code,
                valid_from=FROM,
                now=now,
            )
        )


def open_regions(today: date, now: datetime) -> None:
    """Open the regions whose phase has come; the others are being set up or planned."""
    for region in queries.regions():
        if region.planned_from > today + timedelta(days=31):
            continue
        _fill(region, now)
        must(actions.start_set_up(actor=SYSTEM, region_code=region.code, now=now))
        if region.planned_from + timedelta(days=14) <= today:
            live_on = region.planned_from + timedelta(days=14)
            must(
                actions.record_agreement(
                    actor=SYSTEM, region_code=region.code, agreement_on=live_on - timedelta(days=7), now=now
                )
            )
            must(actions.open_region(actor=SYSTEM, region_code=region.code, live_on=live_on, now=now))


def _fill(region: RegionCard, now: datetime) -> None:
    code, centre = region.code, region.centre_municipality
    here = party_ids(code, FROM)
    for seat, party, name in SEATS:
        party_id = here.get(party.format(centre=centre))
        if party_id is not None:
            shown = name if code == REGION else f"{name.split()[0]} ({code})"
            must(
                actions.fill_seat(
                    actor=SYSTEM, region_code=code, seat=seat, party_id=party_id, name=shown, valid_from=FROM, now=now
                )
            )
    for function, party in FUNCTIONS:
        party_id = here.get(party.format(centre=centre))
        if party_id is not None:
            must(
                actions.set_function_owner(
                    actor=SYSTEM,
                    region_code=code,
                    function=function,
                    party_id=party_id,
                    agreed_party_ids=(party_id,),
                    now=now,
                )
            )
    number = code.removeprefix("AM")
    must(
        actions.set_desk(
            actor=SYSTEM,
            region_code=code,
            name=f"Loket {region.name}",
            address=f"Voorbeeldplein {int(number)}, {centre or 'Voorbeeldstad'}",
            phone=f"0800 000 00 {number}",
            email=f"loket-{code.lower()}@{DOMAIN}".replace("@demo", "@loket"),
            opening_hours="Maandag tot en met vrijdag, 9.00 tot 17.00 uur",
            digital_from=FROM,
            physical_from=None,
            now=now,
        )
    )


def persona_actor(slug: str, now: datetime) -> Actor:
    """The actor that a persona is."""
    account = next(found for found in demo_accounts(now) if found.key == slug)
    return queries.actor_for(account.user_id, None, now)
