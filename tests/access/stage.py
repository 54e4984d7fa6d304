"""One file with everything in it, everyone who might look at it, and one object behind every door."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from overstap.arrangements.access_guest import GUEST, READ_ALONG
from overstap.arrangements.models import Guest, Side
from overstap.casework import actions as casework
from overstap.casework.access import ANSWER_BY_LINK
from overstap.casework.actions.messages import write_message
from overstap.casework.models import Case, Handover
from overstap.consent.emergencies import open_in_emergency
from overstap.core.actor import SYSTEM, Actor, OneDeed, Role
from overstap.core.consent import Item, Purpose
from overstap.parties.models import Party, PartyKind
from tests.conftest import START
from tests.factories.arrangements import Scene
from tests.factories.cases import given
from tests.factories.consent import agree
from tests.factories.people import make_participant, make_party, make_professional, make_user, person_actor
from tests.web.doors import ELSEWHERE, HERE, World, make_world

DEBT_FACT, HEALTH_FACT = "hulpvraag_schulden", "arbeidsbeperking"


@dataclass
class Stage:
    """The file, the ids of what hangs on it, and everyone by the name that the table gives them."""

    world: World
    cast: dict[str, Actor] = field(default_factory=dict)
    numbers: dict[str, Any] = field(default_factory=dict)

    @property
    def scene(self) -> Scene:
        """The file with its arrangement and the people around it."""
        return self.world.scene

    @property
    def case(self) -> Case:
        """The file."""
        return self.scene.case


def make_stage() -> Stage:
    """Fill a file with everything that a file can hold, and let everyone in that a person may let in."""
    world = make_world()
    stage = Stage(world, numbers=dict(world.numbers))
    _fill(stage)
    _share(stage)
    stage.cast |= _everyone(stage)
    stage.cast["guest"] = _reads_along(stage)
    return stage


def _reads_along(stage: Stage) -> Actor:
    """The employer of the item, who reads along by a safe link."""
    there = Guest.objects.filter(item_id=stage.numbers["item_id"], side=Side.EMPLOYER, ended_at__isnull=True).first()
    guest = there or Guest.objects.create(
        item_id=stage.numbers["item_id"], side=Side.EMPLOYER, organisation="Bakkerij Zon", name="Gerrit de Groot",
        email="gerrit@voorbeeld.example", allowed_through="in een gesprek", invited_at=START,
        invited_by_id=stage.scene.adviser.user_id,
    )  # fmt: skip
    stage.numbers["guest"] = guest.pk
    return Actor(None, guest.name, frozenset(), only=OneDeed(READ_ALONG, GUEST, str(guest.pk)))


def _fill(stage: Stage) -> None:
    scene, case_id = stage.scene, stage.case.pk
    person, adviser = scene.person, scene.adviser
    for fact_id, value in ((DEBT_FACT, True), (HEALTH_FACT, True)):
        refusal = casework.record_answer(
            actor=person, case_id=case_id, fact_id=fact_id, state="bekend", value=value, tick=True, now=START
        )
        assert refusal is None, refusal
    given(
        casework.add_diagnosis(
            actor=adviser, case_id=case_id, tool="Werkverkenner", tool_version="2.0", taken_on=START.date(),
            result="Kans op werk: redelijk.", now=START,
        )
    )  # fmt: skip
    given(
        casework.record_own_service(
            actor=adviser, case_id=case_id, party_id=stage.case.first_responsible_id, what="Gesprekken",
            started_on=START.date(), now=START,
        )
    )  # fmt: skip
    given(
        casework.save_profile(
            actor=adviser, case_id=case_id, wishes="Werk in de buurt.", limits="Geen nachtdienst.", hours_per_week=32,
            travel_minutes=45, target_occupation="Bakker", target_sector="", now=START,
        )
    )  # fmt: skip
    given(write_message(actor=adviser, case_id=case_id, text="Hoe gaat het?", now=START))
    given(
        casework.record_outcome(
            actor=adviser, case_id=case_id, old_contract_until=None, new_contract_from=dt.date(2021, 4, 1),
            employer="Bakkerij Zon", occupation="Bakker", hours_per_week=32, contract="tijdelijk",
            benefit_between=True, now=START,
        )
    )  # fmt: skip


def _share(stage: Stage) -> None:
    """What the person lets others see, besides what came with the file itself."""
    participant = stage.case.participant
    matcher = make_professional(party=make_party(PartyKind.SUPPORT))
    agree(participant, matcher, (Item.PROFILE,), Purpose.MATCHING)
    debt_help = make_professional(party=make_party(PartyKind.MUNICIPALITY))
    agree(participant, debt_help, (Item.CONTACT, Item.DEBTS))
    job_coach = make_professional(party=make_party(PartyKind.SUPPORT))
    agree(participant, job_coach, (Item.HEALTH,))
    lapsed = make_professional(party=make_party(PartyKind.SUPPORT))
    week = dt.timedelta(days=7)
    agree(participant, lapsed, (Item.CONTACT, Item.PROFILE), valid_until=START - week, now=START - 2 * week)
    urgent = make_professional(party=make_party(PartyKind.MUNICIPALITY))
    given(
        open_in_emergency(
            actor=urgent, participant_id=participant.pk, urgency="gezondheid_in_gevaar", reason="112 belde.", now=START
        )
    )
    stage.cast |= {
        "matcher": matcher,
        "debt_help": debt_help,
        "job_coach": job_coach,
        "lapsed": lapsed,
        "emergency": urgent,
        "emergency_colleague": make_professional(party=_party(urgent)),
    }


def _everyone(stage: Stage) -> dict[str, Actor]:
    scene, first = stage.scene, stage.case.first_responsible
    handover = Handover.objects.select_related("to_party").get(pk=stage.numbers["handover_id"])
    link = OneDeed(ANSWER_BY_LINK, "overdracht", str(handover.pk), handover.to_party_id)

    def stranger(*roles: Role, region: str | None = HERE, kind: str = PartyKind.MUNICIPALITY) -> Actor:
        return make_professional(*roles, party=make_party(kind, region or HERE), region=region)

    return {
        "person": scene.person,
        "other_person": person_actor(make_participant()),
        "adviser": make_professional(party=first),
        "desk": make_professional(Role.DESK, party=first),
        "coordinator": make_professional(Role.COORDINATOR, party=first),
        "same_party_elsewhere": make_professional(party=first, region=ELSEWHERE),
        "helper": stage.world.helper,
        "helper_desk": make_professional(Role.DESK, party=handover.to_party),
        "partner": scene.partner,
        "by_link": Actor(None, "Via een link", frozenset(), party_name=handover.to_party.name, only=link),
        "stranger_adviser": stranger(Role.ADVISER),
        "stranger_union": stranger(Role.ADVISER, kind=PartyKind.UNION),
        "stranger_desk": stranger(Role.DESK),
        "stranger_coordinator": stranger(Role.COORDINATOR),
        "everything_elsewhere": stranger(Role.ADVISER, Role.DESK, Role.COORDINATOR, region=ELSEWHERE),
        "cashier": make_professional(Role.CASHIER, party=first),
        "approver": make_professional(Role.CASHIER_APPROVER, party=first),
        "framework_keeper": stranger(Role.FRAMEWORK_KEEPER, region=None, kind=PartyKind.MINISTRY),
        "steering_group": stranger(Role.STEERING_GROUP, region=None, kind=PartyKind.UNION),
        "account_keeper": make_professional(Role.ACCOUNT_KEEPER, party=first),
        "privacy_officer": make_professional(Role.PRIVACY_OFFICER, party=first),
        "without_role": Actor(make_user().pk, "Niemand", frozenset()),
        "system": SYSTEM,
    }


def _party(actor: Actor) -> Party:
    return Party.objects.get(pk=actor.party_id)
