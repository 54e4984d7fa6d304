"""Who asks: passed as the first argument of every access, query and action that concerns a protected object."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from overstap.core.decision import N_


class Role(StrEnum):
    """What an actor may do in the house (rol). One person may hold several roles in one party."""

    DESK = "loketmedewerker"
    ADVISER = "begeleider"
    COORDINATOR = "coordinator"
    CASHIER = "kassier"
    CASHIER_APPROVER = "kassier_goedkeurder"
    FRAMEWORK_KEEPER = "kaderhouder"
    STEERING_GROUP = "stuurgroep"
    ACCOUNT_KEEPER = "accountbeheerder"
    PRIVACY_OFFICER = "privacyfunctionaris"
    BROKER = "makelaar"
    EMPLOYER = "werkgever"
    PERSON = "persoon"


FILE_ROLES = frozenset({Role.DESK, Role.ADVISER, Role.COORDINATOR})
"""The roles in which someone may ever open the file of a person; the cashier is none of them (R-404)."""


@dataclass(frozen=True, slots=True)
class OneDeed:
    """The one thing that someone without an account may do (bevoegdheid van een link): a deed to an object."""

    deed: str
    object_kind: str
    object_id: str
    party_id: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who looks or acts (actor).

    A professional acts for exactly one party at a time (`party_id`, `party_kind`) in the regions of that membership.
    A person acts for nobody but `participant_id`. The system acts without a user (imports, nightly work);
    it says so itself, so that a visitor without account or role is never taken for it. Who comes by a safe link has no
    account and no role, but may do what `only` says.
    """

    user_id: int | None
    name: str
    roles: frozenset[Role]
    party_id: int | None = None
    party_name: str = ""
    party_kind: str = ""
    region_codes: frozenset[str] = frozenset()
    participant_id: int | None = None
    is_system: bool = False
    only: OneDeed | None = None

    def may_only(self, deed: str, object_kind: str, object_id: object) -> bool:
        """Tell whether a safe link lets this actor do a deed to an object."""
        only = self.only
        return only is not None and (only.deed, only.object_kind, only.object_id) == (deed, object_kind, str(object_id))

    @property
    def is_person(self) -> bool:
        """Tell whether this is the participant, acting for their own file."""
        return Role.PERSON in self.roles and self.participant_id is not None

    @property
    def serves_people(self) -> bool:
        """Tell whether this professional works with persons and may open files at all."""
        return self.serving_party_id is not None

    @property
    def serving_party_id(self) -> int | None:
        """The party for which this professional may open files; None for everyone else."""
        return self.party_id if self.has(*FILE_ROLES) else None

    def has(self, *roles: Role) -> bool:
        """Tell whether the actor holds at least one of the roles."""
        return not self.roles.isdisjoint(roles)


SYSTEM = Actor(user_id=None, name=N_("systeem"), roles=frozenset(), is_system=True)
