"""What a registration must look like to be believed: typing mistakes are caught, nobody is judged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from overstap.core.decision import N_, Refusal

# Bounds of what can be true, not of who may take part: that is for schemes.
YOUNGEST, OLDEST = 12, 110
NAME_LENGTH, LAST_NAME_LENGTH = 80, 120
LANGUAGES = ("nl", "en")

_EMAIL = re.compile(r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$")
_PHONE = re.compile(r"^\+?[0-9][0-9 ()-]{7,18}$")


@dataclass(frozen=True, slots=True)
class Registration:
    """What someone fills in to take part (aanmelding)."""

    first_name: str
    last_name: str
    birth_date: date
    email: str
    phone: str
    language: str


def age_on(birth_date: date, day: date) -> int:
    """The age in whole years on a day; born on 29 February counts from 1 March in other years."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def refuse_registration(filled: Registration, today: date) -> Refusal | None:
    """Say what is wrong with a registration, the first thing first; None when it can be true."""
    return next(_faults(filled, today), None)


def refuse_contact(*, email: str, phone: str, language: str) -> Refusal | None:
    """Say what is wrong with an address, a number or a language; None when a person can be reached with them."""
    return next(_contact_faults(email, phone, language), None)


def _faults(filled: Registration, today: date) -> Iterator[Refusal]:
    if not filled.first_name or not filled.last_name:
        yield Refusal(
            rule="people.name-missing", because=N_("De naam ontbreekt."), remedy=N_("Vul uw voornaam en achternaam in.")
        )
    if len(filled.first_name) > NAME_LENGTH or len(filled.last_name) > LAST_NAME_LENGTH:
        yield Refusal(rule="people.name-long", because=N_("De naam is te lang."), remedy=N_("Maak de naam korter."))
    if filled.birth_date > today:
        yield Refusal(
            rule="people.birth-date-future",
            because=N_("De geboortedatum ligt in de toekomst."),
            remedy=N_("Controleer de geboortedatum."),
        )
    elif not YOUNGEST <= age_on(filled.birth_date, today) <= OLDEST:
        yield Refusal(
            rule="people.birth-date-absurd",
            because=N_("Deze geboortedatum kan niet kloppen."),
            remedy=N_("Controleer vooral het jaar."),
        )
    yield from _contact_faults(filled.email, filled.phone, filled.language)


def _contact_faults(email: str, phone: str, language: str) -> Iterator[Refusal]:
    if not email and not phone:
        yield Refusal(
            rule="people.unreachable",
            because=N_("Zonder e-mailadres of telefoonnummer kunnen we u niet bereiken."),
            remedy=N_("Vul een e-mailadres of een telefoonnummer in."),
        )
    if email and not _EMAIL.match(email):
        yield Refusal(
            rule="people.email",
            because=N_("Dit e-mailadres klopt niet."),
            remedy=N_("Vul een e-mailadres in zoals naam@voorbeeld.nl."),
        )
    if phone and not _PHONE.match(phone):
        yield Refusal(
            rule="people.phone",
            because=N_("Dit telefoonnummer klopt niet."),
            remedy=N_("Vul een nummer in zoals 06 12345678."),
        )
    if language not in LANGUAGES:
        yield Refusal(
            rule="people.language", because=N_("Deze taal kennen we niet."), remedy=N_("Kies Nederlands of Engels.")
        )


CITIZEN_NUMBER_KINDS = frozenset({"uwv", "gemeente"})
"""The kinds of organisation that may use the citizen service number: those with a task in the law (Wabb, Wet SUWI)."""


def refuse_citizen_numbers(party_kind: str) -> Refusal | None:
    """Say why an organisation may not use citizen service numbers; None when the law gives it a ground."""
    if party_kind in CITIZEN_NUMBER_KINDS:
        return None
    return Refusal(
        rule="people.bsn-grond",
        because=N_("Uw organisatie mag geen BSN gebruiken. Daar is geen grond voor in de wet."),
        source="Wet algemene bepalingen burgerservicenummer",
        remedy=N_("Gebruik het dossiernummer."),
    )
