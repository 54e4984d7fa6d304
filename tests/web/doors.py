"""A world with every kind of object in it, and everyone who should find its doors shut."""

import datetime as dt
import tomllib
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from overstap.arrangements import actions as arrangements
from overstap.audit.models import AuditLine
from overstap.casework import actions as casework
from overstap.casework.models import Assessment, CaseFact
from overstap.consent.models import Consent, EmergencyAccess
from overstap.core.actor import Actor, Role
from overstap.correspondence import actions as post
from overstap.correspondence.models import PrintRun, RunLetter
from overstap.correspondence.values import Recipient
from overstap.oversight.actions import plan_reports, raise_signal
from overstap.oversight.models import RegionReport
from overstap.parties.models import Membership, Party, PartyKind, Region, SeatHolder, User
from overstap.privacy import actions as privacy
from overstap.privacy.models import Destruction
from overstap.treasury.models import Budget, Commitment
from tests.architecture.addresses import Address, addresses
from tests.architecture.sources import ROOT
from tests.conftest import START
from tests.factories.agreeing import invite
from tests.factories.allotment import window
from tests.factories.arrangements import Scene, make_active, make_case
from tests.factories.cases import given, offered
from tests.factories.people import make_participant, make_party, make_professional, make_user, party_of, person_actor
from tests.factories.treasury import invoice

HERE, ELSEWHERE = "AM26", "AM12"

TABLE: dict[str, dict[str, Any]] = tomllib.loads(
    (ROOT / "tests/architecture/url_roles.toml").read_text(encoding="utf-8")
)
"""Who may open what; its arguments stand in for parts of an address that name no row."""

NOT_OURS = frozenset({AuditLine, Session})
"""What a visit may leave behind: the line of who looked or tried, and the session of the visitor."""

OPEN_TO_ALL = frozenset(
    {
        "demand:reading_example",
        "mine:leave_out",
        "windows:one",
        "windows:apply",
        "windows:receipt",
        "links:link",
        "processing:one",
        "logo",
        "demand:public",
        "demand:posting",
        "training:detail",
    }
)
"""Addresses whose number names no protected object: a party is public, and one only leaves it out of one's own file.

A safe link is opened by its address alone, and a button. A window is there for everyone; an application that was made
without an account is opened by its key alone, and names nobody. The register of processing is public,
and the logo of a region stands on every page. An open vacancy and a training are there for everyone.
"""

OF_OTHERS = frozenset({"guidance:delete_view", "guidance:back"})
"""Addresses of this workplace that name a view or an absence of a colleague, and no file."""

OF_MANY = ("desk:import_", "desk:pair")
"""Addresses of a file that a party reads in, or of two files that may be one person: a number of no one person."""

PERSONAL = ("guidance", "desk")


@dataclass(frozen=True)
class World:
    """A file in full swing, the numbers of everything in it, and the file of somebody else."""

    scene: Scene
    numbers: dict[str, Any]
    helper: Actor

    def arguments(self, address: Address) -> dict[str, Any]:
        """The arguments that make an address about this file."""
        usual = TABLE[address.name].get("args", {})
        found = {name: self.numbers.get(name, usual.get(name)) for name in address.arguments if name != "key"}
        if "key" in address.arguments:
            found["key"] = self.numbers["commitment" if address.name == "treasury:commitment" else "claim"]
        if address.name.startswith("guidance:window_"):
            at_window = {"key": self.numbers["application"], "code": self.numbers["window"]}
            found |= {name: value for name, value in at_window.items() if name in address.arguments}
        return found

    def url(self, address: Address, **changes: Any) -> str:
        """The address about this file."""
        return reverse(address.name, kwargs=self.arguments(address) | changes)


def make_world() -> World:
    """Make a file with an arrangement that runs, a request for help, a claim, a profile and a report of its region."""
    scene = make_active()
    case, adviser = scene.case, scene.adviser
    helper = make_professional(party_kind=PartyKind.MUNICIPALITY)
    item = scene.arrangement.items.filter(commitment_key__isnull=False).order_by("id").get()
    claim = given(
        arrangements.claim_cost(
            actor=adviser, item_id=item.pk, amount_cents=100_00, paper=invoice("17"), now=START, key=uuid.uuid4()
        )
    )
    numbers = {
        "case_id": case.pk,
        "handover_id": offered(case, adviser, helper, kind="hulp"),
        "item_id": item.pk,
        "coordination_id": scene.arrangement.coordinations.order_by("id").first().pk,
        "assessment_id": Assessment.objects.filter(case=case, scheme="selectie").latest("id").pk,
        "entry_id": given(
            casework.add_profile_entry(
                actor=adviser, case_id=case.pk, kind="competentie", name="Plannen", level="", now=START
            )
        ),
        "instrument": "A1",
        "claim": claim.key,
        "commitment": Commitment.objects.get(key=item.commitment_key).key,
        "budget_id": Budget.objects.filter(region_code=HERE).order_by("id").first().pk,
        "consent_id": Consent.objects.filter(participant_id=case.participant_id).order_by("id").first().pk,
        "party_id": adviser.party_id,
        "membership_id": Membership.objects.filter(user_id=adviser.user_id).order_by("id").first().pk,
        "code": HERE,
        "function": "loopbaanbegeleiding",
    }
    told = _overseen() | _at_window(scene) | _in_the_post(scene) | _by_law(scene) | _rights(scene) | _together(scene)
    return World(scene, numbers | told, helper)


def _together(scene: Scene) -> dict[str, Any]:
    """Someone who reads along with an item, and a reaction of the person."""
    item = scene.arrangement.items.filter(commitment_key__isnull=False).order_by("id").get()
    remark = given(
        arrangements.write_remark(
            actor=scene.person, arrangement_id=scene.arrangement.pk, item_id=item.pk, text="Liever later.", now=START
        )
    )
    return {"guest_id": invite(scene, item.pk).pk, "remark_id": remark, "number": 1}


def _rights(scene: Scene) -> dict[str, Any]:
    """A move that lies ahead, a complaint and a request for correction."""
    case, person = scene.case, person_actor(scene.case.participant)
    move = given(
        casework.report_move(
            actor=person,
            case_id=case.pk,
            municipality="Utrecht",
            from_on=START.date() + dt.timedelta(days=60),
            agrees=True,
            agreed_through="zelf",
            now=START,
        )
    )
    complaint = given(
        casework.file_objection(actor=person, case_id=case.pk, kind="klacht", text="Niemand belt.", now=START)
    )
    fact = CaseFact.objects.filter(case=case, fact_id="huidige_status", superseded_at=None).get()
    wanted = "zelfstandig" if fact.value != "zelfstandig" else "geen_werk"
    correction = given(
        casework.ask_correction(
            actor=person,
            case_id=case.pk,
            fact_id=fact.fact_id,
            state="bekend",
            value=wanted,
            because="Dit klopt niet.",
            now=START,
        )
    )
    return {
        "passing_id": move.id,
        "objection_id": complaint.id,
        "correction_id": correction.id,
        "fact_id": fact.fact_id,
    }


def _by_law(scene: Scene) -> dict[str, Any]:
    """A request about the data, an emergency access and a destruction, all of the party that helps the person."""
    person = scene.case.participant
    request = given(
        privacy.ask(
            actor=person_actor(person), participant_id=person.pk, right="inzage", asked="", through="online", now=START
        )
    )
    party, account = Party.objects.get(pk=scene.adviser.party_id), User.objects.get(pk=scene.adviser.user_id)
    emergency = EmergencyAccess.objects.create(
        participant=person,
        party=party,
        opened_by=account,
        urgency="gezondheid_in_gevaar",
        reason="Nood.",
        items=["contact"],
        opened_at=START,
        valid_until=START + dt.timedelta(hours=24),
        review_due=START.date(),
    )
    destruction = Destruction.objects.create(party=party, because="termijn", proposed_at=START, proposed_by=account)
    return {"request_id": request.id, "emergency_id": emergency.pk, "destruction_id": destruction.pk}


def _in_the_post(scene: Scene) -> dict[str, Any]:
    """A letter about the file that nobody can bring, and a print run of the desk of its region."""
    person = scene.case.participant
    values = {"nummer": scene.case.number, "stap": "Intake", "wie": "u", "uiterlijk": START.date()}
    letter = given(
        post.send(
            actor=scene.adviser,
            template="volgende_stap",
            to=Recipient(participant_id=person.pk),
            values=values,
            about=("dossier", scene.case.pk),
            now=START,
        )
    )
    run = PrintRun.objects.create(
        region=scene.case.region, number=900, on=START.date(), made_at=START, made_by=scene.adviser.name
    )
    RunLetter.objects.create(run=run, letter_id=letter.id, place=1)
    return {"letter_id": letter.id, "run_id": run.pk, "participant_id": person.pk}


def _at_window(scene: Scene) -> dict[str, Any]:
    """A window at which the person applied, with the key of the application."""
    row, key = window(applicants=",loopbaanadviseur,", scheme="onbekend"), uuid.uuid4()
    given(
        arrangements.apply_for_case(
            actor=scene.adviser, case_id=scene.case.pk, window=row.code, key=key, amount=1, how="Gezegd", now=START
        )
    )
    return {"window": row.code, "application": key}


def _overseen() -> dict[str, Any]:
    """A report, a signal and a seat of the region."""
    region = Region.objects.get(code=HERE)
    region.live_on = region.live_on or START.date() - dt.timedelta(days=30)
    region.save()
    plan_reports(now=START)
    coordinator = make_professional(Role.COORDINATOR, party_kind=PartyKind.MUNICIPALITY)
    signal = given(
        raise_signal(
            actor=coordinator,
            region_code=HERE,
            subject="Te weinig plekken",
            explanation="Er is een rij.",
            owner="De gemeente",
            now=START,
        )
    )
    seat = SeatHolder.objects.create(
        region=region,
        seat="wethouder",
        party=party_of(PartyKind.MUNICIPALITY),
        name="Wil de Wit",
        valid_from=dt.date(2020, 1, 1),
    )
    return {
        "report_id": RegionReport.objects.filter(region=region).order_by("id").first().pk,
        "signal_id": signal.id,
        "seat_id": seat.pk,
    }


def own_file() -> tuple[Scene, Actor]:
    """Another file with an arrangement that runs, and its adviser: of the same party as the file of the world."""
    scene = make_active()
    return scene, scene.adviser


# --- Who comes to the door ---------------------------------------------------------------------------


def withdrawn(world: World) -> Actor:
    """The adviser of the file, after the person took every permission of that party back."""
    scene = world.scene
    given(
        casework.withdraw_consent(
            actor=scene.person, case_id=scene.case.pk, party_id=scene.case.first_responsible_id, now=START
        )
    )
    return make_professional(Role.ADVISER, Role.COORDINATOR, Role.DESK, party=scene.case.first_responsible)


def ended(world: World) -> Actor:
    """Someone of the responsible party whose membership ended yesterday."""
    actor = make_professional(party=world.scene.case.first_responsible)
    Membership.objects.filter(user_id=actor.user_id).update(valid_until=START.date() - dt.timedelta(days=1))
    return actor


def closed_account(world: World) -> Actor:
    """Someone of the responsible party whose account was closed while they were signed in."""
    return make_professional(party=world.scene.case.first_responsible)


def without_role(_world: World) -> Actor:
    """An account that works nowhere and is nobody's participant."""
    return Actor(user_id=make_user().pk, name="Niemand", roles=frozenset())


def of(*roles: Role, kind: str = PartyKind.MUNICIPALITY, region: str | None = HERE) -> Callable[[World], Actor]:
    """A professional of a party that has nothing to do with the file."""
    if region is None:
        return lambda _world: make_professional(*roles, party_kind=kind, region=None)
    return lambda _world: make_professional(*roles, party=make_party(kind, region), region=region)


STRANGERS: dict[str, Callable[[World], Actor]] = {
    "adviser of another party": of(Role.ADVISER),
    "adviser of a union": of(Role.ADVISER, kind=PartyKind.UNION),
    "desk of another party": of(Role.DESK),
    "coordinator of another party": of(Role.COORDINATOR),
    "coordinator of another region": of(Role.COORDINATOR, region=ELSEWHERE),
    "everything in another region": of(Role.ADVISER, Role.DESK, Role.COORDINATOR, region=ELSEWHERE),
    "the same party in another region": lambda world: make_professional(
        party=world.scene.case.first_responsible, region=ELSEWHERE
    ),
    "cashier": of(Role.CASHIER, kind=PartyKind.UWV, region=None),
    "approver": of(Role.CASHIER_APPROVER, kind=PartyKind.UWV, region=None),
    "framework keeper": of(Role.FRAMEWORK_KEEPER, kind=PartyKind.MINISTRY, region=None),
    "steering group": of(Role.STEERING_GROUP, kind=PartyKind.UNION, region=None),
    "account keeper": of(Role.ACCOUNT_KEEPER),
    "another person": lambda _world: person_actor(make_participant()),
    "another person with a file": lambda _world: make_case().person,
    "account without a role": without_role,
    "after taking consent back": withdrawn,
    "after the membership ended": ended,
}


def numbered() -> list[Address]:
    """Every address that names an object by its number or key; the rest shows only what is one's own."""
    return [
        address
        for address in addresses()
        if address.is_ours
        and address.arguments - {"step"}
        and not address.name.startswith(("catalogue:", "demo:", "public:"))
        and address.name not in OPEN_TO_ALL
    ]


def about_a_person(found: Iterable[Address]) -> list[Address]:
    """The addresses under which the file of a person is opened."""
    return [
        address
        for address in found
        if address.name.split(":")[0] in PERSONAL
        and address.name not in OF_OTHERS
        and not address.name.startswith(OF_MANY)
    ]


def knocks(client: Client, address: Address, url: str) -> Iterator[tuple[str, Any]]:
    """Ask for an address in every way that it answers to."""
    yield "GET", client.get(url)
    if address.view.writes:
        yield "POST", client.post(url, FILLED_IN)


FILLED_IN = {
    "what": "Bellen", "who": "partij", "due_on_day": "1", "due_on_month": "3", "due_on_year": "2021",
    "reason": "Klaar", "because": "Omdat", "how": "in een gesprek", "motivation": "Omdat het helpt",
    "kind": "dossier", "person_agrees": "on", "agreed": "ja", "remark": "Goed zo", "target": "Zorg",
    "amount": "10", "paper_kind": "factuur", "paper_number": "1",
    "key": "0d9e7c44-41a3-4a5f-9c55-6f4f6b0e8a11", "decision": "goedkeuren",
    "regel-kind": "competentie", "regel-name": "Typen", "name": "Iemand", "title": "Iets", "doe": "kies",
    "employer": "Bakkerij", "occupation": "Bakker", "hours_per_week": "32", "contract": "vast",
    "narrative": "Alles ging goed.", "until_day": "1", "until_month": "6", "until_year": "2021",
    "contact-on_day": "15", "contact-on_month": "2", "contact-on_year": "2021",
    "on_day": "15", "on_month": "2", "on_year": "2021",
    "paper_on_day": "15", "paper_on_month": "2", "paper_on_year": "2021",
}  # fmt: skip
"""Answers to the questions of most forms, so that a door and not an empty form keeps someone out."""


def contents() -> dict[str, list[Any]]:
    """Everything that is kept, but what every visit leaves behind."""
    return {
        model._meta.label: sorted(model._default_manager.values_list(), key=repr)
        for model in apps.get_models()
        if model not in NOT_OURS and model is not User
    } | {"accounts": sorted(User.objects.values_list("id", "email", "is_active"))}
