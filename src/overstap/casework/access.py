"""The only door to a file: who may see which part of it, for which purpose."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from overstap.casework.colleagues import regions_of
from overstap.casework.models import Case, Correction, Handover, Objection, Passing, PassingState, Residence
from overstap.casework.policy import catalogue, item_of
from overstap.consent.access import in_force
from overstap.consent.emergencies import PURPOSE as EMERGENCY
from overstap.consent.emergencies import emergency_items
from overstap.consent.models import Consent
from overstap.consent.queries import permissions_of
from overstap.core.actor import Actor, Role
from overstap.core.consent import Item, Purpose, shared_items
from overstap.core.decision import ForeignError, NotFoundError
from overstap.core.moves import Part

if TYPE_CHECKING:
    from django.db.models import QuerySet

GUIDING_ROLES = frozenset({Role.ADVISER, Role.COORDINATOR})
FINDING_ROLES = frozenset({Role.DESK, Role.COORDINATOR})

ANSWERING = frozenset({Part.PERSON, Part.RESPONSIBLE, Part.CONTACT})
"""Who answers the questions of the intake."""

ANSWER_BY_LINK = "overdracht_beantwoorden"
"""What a receiver without an account may do with a safe link."""

WIDEST_FIRST = (Purpose.GUIDANCE, Purpose.HANDOVER, Purpose.COORDINATION, Purpose.MATCHING)


class ForeignCaseError(ForeignError):
    """The file, or the part of it that was asked for, exists but not for this actor."""

    def __init__(self, case_id: int, participant_id: int, purpose: str) -> None:
        super().__init__("dossier", case_id, subject_id=participant_id, purpose=purpose, verb="dossier_openen")


@dataclass(frozen=True, slots=True)
class Sight:
    """What an actor may see of a file and for what purpose (inzage).

    `found` tells that nobody shared the file with this actor: a desk finds it, to help the person on (R-102).
    `urgent` holds the items that are open without consent, for a need that is reviewed afterwards.
    """

    items: frozenset[Item]
    purpose: Purpose
    found: bool = False
    urgent: frozenset[Item] = frozenset()

    @property
    def standing(self) -> frozenset[Item]:
        """The items that this actor sees because the person shared them, and may so work with."""
        return self.items - self.urgent

    @property
    def emergency(self) -> bool:
        """Tell whether any part is open without consent."""
        return bool(self.urgent)

    @property
    def unshared(self) -> bool:
        """Tell whether the person shared nothing with this actor: they change nothing and read no union by its name."""
        return self.found or not self.standing

    @property
    def told(self) -> str:
        """For what the trail says that the file was opened."""
        return EMERGENCY if self.emergency else self.purpose.value


def access_case(
    actor: Actor, case_id: int, *, now: dt.datetime, purpose: Purpose | None = None, for_update: bool = False
) -> Case:
    """Give a file to someone who may see at least one part of it.

    Raises NotFoundError (as `ForeignCaseError` when it exists) for anyone else. `purpose` is what the actor needs it
    for; without one it is the widest purpose that their party has permission for. The read itself is logged by the
    query or action that opens the door.
    """
    return open_case(actor, case_id, now=now, purpose=purpose, for_update=for_update)[0]


def open_case(
    actor: Actor, case_id: int, *, now: dt.datetime, purpose: Purpose | None = None, for_update: bool = False
) -> tuple[Case, Sight]:
    """Give a file together with what the actor may see of it; raises as `access_case` does."""
    if for_update:
        lock_case(case_id)
    rows = Case.objects.select_related(
        "participant", "region", "first_responsible", "contact_party", "owner", "referrer"
    )
    case = rows.filter(pk=case_id).first()
    if case is None:
        raise NotFoundError(case_id)
    sight = sight_of(actor, case, now=now, purpose=purpose)
    if for_update:
        sight = replace(sight, items=sight.standing, urgent=frozenset())
    # Who only found a file, or opened a part in an emergency, changes nothing: for that the person must have shared it.
    if not sight.items or (for_update and sight.unshared):
        raise ForeignCaseError(case_id, case.participant_id, sight.purpose)
    return case, sight


def lock_case(case_id: int) -> None:
    """Queue for a file until the end of the transaction.

    Alone, before it is fetched with its parties: PostgreSQL drops a row from a join when it waited for the row and the
    joined column changed meanwhile, so that whoever came second would be told that the file does not exist.
    """
    Case.objects.select_for_update().filter(pk=case_id).order_by("pk").values_list("pk").first()


def access_handover(
    actor: Actor, handover_id: int, *, now: dt.datetime, for_update: bool = False
) -> tuple[Handover, Case, Sight]:
    """Give a hand-over with its file; locks the file first, so that all who change a file queue for the same row.

    Who comes by a safe link gets in through this one hand-over, with the items that were agreed and still stand. Raises
    NotFoundError for anyone who may not see the file.
    """
    found = Handover.objects.filter(pk=handover_id).values_list("case_id", flat=True).first()
    if found is None:
        raise NotFoundError(handover_id)
    if actor.only is not None:
        return _by_link(actor, handover_id, found, now=now, for_update=for_update)
    case, sight = open_case(actor, found, now=now, for_update=for_update)
    handover = Handover.objects.select_related("from_party", "to_party").get(pk=handover_id)
    return handover, case, sight


def _by_link(
    actor: Actor, handover_id: int, case_id: int, *, now: dt.datetime, for_update: bool
) -> tuple[Handover, Case, Sight]:
    if for_update:
        lock_case(case_id)
    row = Handover.objects.select_related("from_party", "to_party").get(pk=handover_id)
    rows = Case.objects.select_related("participant", "region", "first_responsible", "contact_party", "owner")
    case = rows.get(pk=case_id)
    agreed = {Item(item) for item in row.items}
    shared = shared_items(
        permissions_of(case.participant_id), party_id=row.to_party_id, purpose=Purpose.HANDOVER, now=now
    )
    if case.closed_at is not None or not handover_parts(actor, case, row) or not agreed & shared:
        raise ForeignCaseError(case_id, case.participant_id, Purpose.HANDOVER)
    return row, case, Sight(frozenset(agreed & shared), Purpose.HANDOVER)


def access_passing(
    actor: Actor, passing_id: int, *, now: dt.datetime, for_update: bool = False
) -> tuple[Passing, Case, frozenset[Part]]:
    """Give a proposal to pass a file on, with the file and the parts that the actor plays; locks the file first.

    The receiver of a move works in another region than the file and gets in through the proposal alone, while it is
    open. Raises NotFoundError for everyone else who may not see the file.
    """
    found = Passing.objects.filter(pk=passing_id).values_list("case_id", flat=True).first()
    if found is None:
        raise NotFoundError(passing_id)
    if for_update:
        lock_case(found)
    rows = Passing.objects.select_related("from_party", "to_party", "from_region", "to_region")
    row = rows.get(pk=passing_id)
    case = Case.objects.select_related("participant", "region", "first_responsible", "contact_party").get(pk=found)
    parts = passing_parts(actor, case, row)
    if not parts - {Part.SENDER}:
        # Also who offered the file needs the permission that there is now.
        _case, sight = open_case(actor, found, now=now, for_update=for_update)
        if sight.unshared:
            raise ForeignCaseError(found, case.participant_id, sight.purpose)
    return row, case, parts


def passing_parts(actor: Actor, case: Case, row: Passing) -> frozenset[Part]:
    """Tell which parts an actor plays towards a proposal to pass a file on."""
    if actor.is_system:
        return frozenset({Part.SYSTEM})
    parts = set(parts_of(actor, case) & {Part.PERSON})
    if row.state == PassingState.PROPOSED and actor.has(*GUIDING_ROLES):
        if actor.party_id == row.to_party_id and row.to_region.code in actor.region_codes:
            parts.add(Part.RECEIVER)
        if Part.RESPONSIBLE in parts_of(actor, case):
            parts.add(Part.SENDER)
    return frozenset(parts)


def access_objection(
    actor: Actor, objection_id: int, *, now: dt.datetime, for_update: bool = False
) -> tuple[Objection, Case, Sight]:
    """Give an objection or complaint with its file; locks the file first. Raises NotFoundError as `open_case` does."""
    found = Objection.objects.filter(pk=objection_id).values_list("case_id", flat=True).first()
    if found is None:
        raise NotFoundError(objection_id)
    case, sight = open_case(actor, found, now=now, for_update=for_update)
    if sight.unshared or Item.ADVICE not in sight.standing:
        raise ForeignCaseError(found, case.participant_id, sight.purpose)
    rows = Objection.objects.select_related("decision", "decision__decided_by", "decision__assessment", "handler")
    return rows.select_related("handling_party", "new_decision").get(pk=objection_id), case, sight


def objection_parts(actor: Actor, case: Case, row: Objection) -> frozenset[Part]:
    """Tell which parts an actor plays towards an objection: who decided, or is complained about, does not handle it."""
    parts = set(parts_of(actor, case) & {Part.PERSON})
    guides = actor.has(*GUIDING_ROLES) and case.region.code in actor.region_codes
    involved = row.decision.decided_by_id if row.decision else case.owner_id
    if guides and actor.user_id not in {None, involved, row.filed_by_id}:
        parts.add(Part.SECOND)
    if guides and row.handler_id is not None and actor.user_id == row.handler_id:
        parts.add(Part.HANDLER)
    return frozenset(parts)


def access_correction(
    actor: Actor, correction_id: int, *, now: dt.datetime, for_update: bool = False
) -> tuple[Correction, Case, Sight]:
    """Give a request for correction with its file, to who may see the part that it is about; locks the file first."""
    found = Correction.objects.filter(pk=correction_id).values_list("case_id", "fact_id").first()
    if found is None:
        raise NotFoundError(correction_id)
    case, sight = open_case(actor, found[0], now=now, for_update=for_update)
    fact = catalogue().facts.get(found[1])
    if sight.unshared or (item_of(fact) if fact else Item.INTAKE) not in sight.standing:
        raise ForeignCaseError(case.pk, case.participant_id, sight.purpose)
    return Correction.objects.select_related("old", "new").get(pk=correction_id), case, sight


def correction_parts(actor: Actor, case: Case) -> frozenset[Part]:
    """Tell which parts an actor plays towards a request for correction."""
    return parts_of(actor, case) & {Part.PERSON, Part.RESPONSIBLE}


def sight_of(actor: Actor, case: Case, *, now: dt.datetime, purpose: Purpose | None = None) -> Sight:
    """Tell what an actor may see of a file: the person everything, a party what the person permits, a desk how to call.

    A professional works in the regions of their seat and in a role that helps people: a cashier sees no file (R-404).
    """
    wanted = purpose or Purpose.GUIDANCE
    if actor.is_person:
        own = actor.participant_id == case.participant_id
        return Sight(frozenset(Item) if own else frozenset(), wanted)
    if actor.is_system:
        return Sight(frozenset(Item), wanted)
    here = case.region.code in actor.region_codes
    if not actor.serves_people or actor.party_id is None or not (here or _lived_with(actor, case)):
        return Sight(frozenset(), wanted)
    permissions = permissions_of(case.participant_id)
    urgent = emergency_items(actor, case.participant_id, now) if here else frozenset()
    for candidate in (purpose,) if purpose else WIDEST_FIRST:
        items = shared_items(permissions, party_id=actor.party_id, purpose=candidate, now=now)
        if items:
            return Sight(items | urgent, candidate, urgent=urgent - items)
    if urgent:
        return Sight(urgent, wanted, urgent=urgent)
    finding = here and actor.has(*FINDING_ROLES) and case.closed_at is None
    return Sight(frozenset({Item.CONTACT}) if finding else frozenset(), wanted, found=finding)


def _lived_with(actor: Actor, case: Case) -> bool:
    """Help that started where the person lived before goes on: a permission that still stands there counts (R-124)."""
    return Residence.objects.filter(case=case, region__code__in=actor.region_codes).exists()


def special_permitted(case: Case, item: Item, *, now: dt.datetime) -> bool:
    """Tell whether the first responsible party has a standing permission for a sensitive part of the file."""
    rows = Consent.objects.filter(in_force(now), participant_id=case.participant_id, party_id=case.first_responsible_id)
    return rows.filter(item=item, purpose=Purpose.GUIDANCE).exists()


def parts_of(actor: Actor, case: Case) -> frozenset[Part]:
    """Tell which parts an actor plays towards a file; roles of the same party differ: a desk does not decide."""
    parts: set[Part] = set()
    if actor.is_person and actor.participant_id == case.participant_id:
        parts.add(Part.PERSON)
    if actor.party_id is None or case.region.code not in actor.region_codes:
        return frozenset(parts)
    if actor.party_id == case.first_responsible_id:
        if actor.has(*GUIDING_ROLES):
            parts.add(Part.RESPONSIBLE)
        if actor.serves_people:
            parts.add(Part.CONTACT)
    if actor.party_id == case.contact_party_id and actor.serves_people:
        parts.add(Part.CONTACT)
    return frozenset(parts)


def handover_parts(actor: Actor, case: Case, handover: Handover) -> frozenset[Part]:
    """Tell which parts an actor plays towards a hand-over."""
    parts = set(parts_of(actor, case)) & {Part.PERSON}
    if actor.may_only(ANSWER_BY_LINK, "overdracht", handover.pk) and actor.only is not None:
        return frozenset({Part.RECEIVER} if actor.only.party_id == handover.to_party_id else ())
    if actor.party_id is not None and case.region.code in actor.region_codes and actor.has(*GUIDING_ROLES):
        if actor.party_id == handover.to_party_id:
            parts.add(Part.RECEIVER)
        if actor.party_id == handover.from_party_id:
            parts.add(Part.SENDER)
    return frozenset(parts)


def visible_cases(actor: Actor, *, now: dt.datetime) -> QuerySet[Case]:
    """Give the files of which a professional's party may see how to reach the person, in the regions of their seat."""
    if not actor.serves_people or actor.party_id is None:
        return Case.objects.none()
    permitted = Consent.objects.filter(
        in_force(now), party_id=actor.party_id, item=Item.CONTACT, participant_id=OuterRef("participant_id")
    )
    return Case.objects.filter(Exists(permitted), region_id__in=regions_of(actor))
