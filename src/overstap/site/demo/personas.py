"""The invented professionals of the demo: one click and you are that person."""

from __future__ import annotations

from dataclasses import dataclass

from overstap.core.actor import Role

DOMAIN = "demo.overstap.example"
REGION = "AM26"
"""Midden-Brabant: the populated region."""


@dataclass(frozen=True, slots=True)
class Persona:
    """Someone whom a visitor of the demo can be: account, party by name, roles, regions.

    Without regions the membership holds wherever the party works.
    """

    slug: str
    name: str
    party: str
    roles: tuple[Role, ...]
    regions: tuple[str, ...] = (REGION,)

    @property
    def email(self) -> str:
        """The address of the account; the domain exists nowhere."""
        return f"{self.slug}@{DOMAIN}"


PROFESSIONALS = (
    Persona("anneke", "Anneke Smit", "Gemeente Tilburg", (Role.DESK,)),
    Persona("joris", "Joris van Dam", "FNV", (Role.ADVISER, Role.DESK)),
    Persona("sanne", "Sanne Bakker", "UWV", (Role.ADVISER,)),
    Persona("murat", "Murat Yildiz", "Gemeente Tilburg", (Role.ADVISER,)),
    Persona("lieke", "Lieke Claassen", "VNO-NCW", (Role.ADVISER,)),
    Persona("els", "Els Vermeer", "VNO-NCW", (Role.BROKER,)),
    Persona("rik", "Rik Jansen", "De Voorbeeldkeuken (demonstratie)", (Role.EMPLOYER,), ()),
    Persona("henk", "Henk Verhoeven", "Gemeente Tilburg", (Role.COORDINATOR, Role.ACCOUNT_KEEPER)),
    Persona("yasmin", "Yasmin Bouali", "FNV", (Role.PRIVACY_OFFICER,)),
    Persona("tom", "Tom de Ruiter", "FNV", (Role.PRIVACY_OFFICER,)),
    Persona("peter", "Peter Koning", "UWV", (Role.CASHIER,), ()),
    Persona("noor", "Noor Jacobs", "UWV", (Role.CASHIER,), ()),
    Persona("wilma", "Wilma Vos", "UWV", (Role.CASHIER_APPROVER,), ()),
    Persona("iris", "Iris de Graaf", "Ministerie van SZW", (Role.FRAMEWORK_KEEPER,), ()),
    Persona("bas", "Bas Hendriks", "Ministerie van SZW", (Role.FRAMEWORK_KEEPER,), ()),
    Persona("carla", "Carla Mulder", "Ministerie van SZW", (Role.STEERING_GROUP,), ()),
)

PARTICIPANTS = {"fatima": ("Fatima", "Haddou"), "dennis": ("Dennis", "Jansen")}
"""Participants whom a visitor can be as well, by slug."""
