"""What can be done with employers and vacancies; each a single transaction with a line in the trail."""

from overstap.demand.actions.employers import add_site, change_employer, register_employer
from overstap.demand.actions.national import end_agreement, make_agreement
from overstap.demand.actions.places import give_back_places, take_places
from overstap.demand.actions.reading import take_over_tension, take_over_vacancies
from overstap.demand.actions.vacancies import (
    change_vacancy,
    close_vacancy,
    confirm_vacancy,
    freshen,
    offer_vacancy,
    open_vacancy,
)

__all__ = [
    "add_site",
    "change_employer",
    "change_vacancy",
    "close_vacancy",
    "confirm_vacancy",
    "end_agreement",
    "freshen",
    "give_back_places",
    "make_agreement",
    "offer_vacancy",
    "open_vacancy",
    "register_employer",
    "take_over_tension",
    "take_over_vacancies",
    "take_places",
]
