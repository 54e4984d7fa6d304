"""Refusals about money that say which stream they are about, so that people know where there is no room."""

from __future__ import annotations

from dataclasses import replace

from overstap.core.decision import N_, Refusal
from overstap.core.ledger import CASHIER_SOURCE
from overstap.core.money import euros

NO_ROOM = N_("In de geldstroom “%(stream)s” is nog %(left)s vrij. Deze wijziging vraagt daar %(asked)s meer.")
NO_ROOM_REMEDY = N_(
    "Er is niets veranderd. Maak het bedrag lager, laat een ander meer betalen, "
    "of vraag de kassier wanneer er weer geld vrijkomt in deze geldstroom."
)
ABSENT = N_("Voor de geldstroom “%(stream)s” is er in deze regio voor %(year)s geen budget.")


def name_stream(refusal: Refusal, stream: str) -> Refusal:
    """Say in a refusal about one budget which stream it is of; `stream` is its Dutch name."""
    told = {"budget.plafond": (NO_ROOM, NO_ROOM_REMEDY), "budget.ontbreekt": (ABSENT, refusal.remedy)}.get(refusal.rule)
    if told is None:
        return refusal
    return replace(refusal, because=told[0], remedy=told[1], details=(("stream", stream), *refusal.details))


def already_asked(stream: str, claimed_cents: int, size_cents: int) -> Refusal | None:
    """Refuse less for a payer than was paid or claimed already; `stream` is its Dutch name, amounts in cents."""
    if size_cents >= claimed_cents:
        return None
    return Refusal(
        rule="verplichting.al_gevraagd",
        because=N_("Uit de geldstroom “%(stream)s” is al %(claimed)s betaald of gevraagd. Minder kan niet meer."),
        source=CASHIER_SOURCE,
        remedy=N_("Laat deze geldstroom ten minste dat bedrag betalen, of vraag de kassier om geld terug te halen."),
        details=(("stream", stream), ("claimed", euros(claimed_cents))),
    )
