"""Standing at the counter of the treasury."""

from django.test import Client

from overstap.core.actor import Actor, Role
from overstap.core.ledger import Position
from overstap.treasury import queries
from tests.factories import treasury as make
from tests.factories.people import make_professional
from tests.web.browsing import sign_in

BOARD, CLAIMS, PAYMENTS, DECIDE = "/kassa/", "/kassa/aanspraken/", "/kassa/betalingen/", "/kassa/budget-vaststellen/"


def enter(client: Client, *roles: Role) -> Actor:
    actor = make_professional(*roles, party_kind="uwv", region=None)
    sign_in(client, actor)
    return actor


def position() -> Position:
    return queries.position(stream=make.STREAM, region_code=make.REGION, year=2021)
