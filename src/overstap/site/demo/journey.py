"""One invented person on the way from lay-off to job, step by step, through the actions of the product."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from overstap.arrangements import actions as arrangements
from overstap.casework import actions as casework
from overstap.casework.queries import Registered
from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.decision import Refusal
from overstap.people import actions as people
from overstap.placement import actions as placing
from overstap.placement.values import PlacementFields
from overstap.site.demo import answers
from overstap.site.demo.population import Invented
from overstap.site.demo.staff import must
from overstap.taxonomy.reading.starter import occupation_uri

FOUND = "orderpicker"
"""The work that people of the demo find, by code of our own list."""

TALK = "in het gesprek met de begeleider"

PRIOR = (
    ("werkgever", True, "De werkgever betaalt een gesprek met een loopbaanadviseur."),
    ("sociale_partners", True, "De bond geeft een training solliciteren."),
    ("uwv_gemeente", False, "Geen passende gewone hulp voor deze situatie."),
    ("scholen", False, "De scholen hebben nu geen passend aanbod."),
    ("leerwerkloket", False, "Het leerwerkloket heeft nu geen passende plek."),
    ("sbb", False, "Bij SBB is nu geen leerbaan in deze richting."),
)


@dataclass(slots=True)
class Journey:
    """Walks one person up to a stage; every step takes place some days after the one before."""

    invented: Invented
    municipality: str
    staff: dict[int, Actor]
    at: datetime
    today: date
    registered: Registered | None = None
    arrangement_id: int = 0
    items: dict[str, int] = field(default_factory=dict)
    last_day: date | None = None

    def later(self, days: int) -> None:
        """Let some days pass, but never past the day that the demo plays."""
        latest = self.at.replace(year=self.today.year, month=self.today.month, day=self.today.day) - timedelta(hours=1)
        self.at = min(self.at + timedelta(days=days), max(latest, self.at))

    @property
    def registration(self) -> Registered:
        """What came of registering. Raises RuntimeError before that."""
        if self.registered is None:
            raise RuntimeError("not registered yet")
        return self.registered

    @property
    def case_id(self) -> int:
        """The file; known after registering."""
        return self.registration.case_id

    @property
    def adviser(self) -> Actor | None:
        """Somebody of the first responsible party who can do the work; None when the demo has nobody there."""
        return self.staff.get(self.registration.first_responsible.id)

    def register(self, **facts: Any) -> Registered:
        """Come to the digital desk."""
        who = self.invented
        participant = must(
            people.register_participant(
                actor=SYSTEM,
                first_name=who.first_name,
                last_name=who.last_name,
                birth_date=who.birth_date,
                email=who.email,
                phone=who.phone,
                municipality=self.municipality,
                language="nl",
                now=self.at,
            )
        )
        person = Actor(user_id=None, name=who.full_name, roles=frozenset({Role.PERSON}), participant_id=participant.id)
        given = facts or answers.situation(who.draw, self.at.date())
        routing = {key: value for key, value in given.items() if value is not None}
        self.last_day = routing.get("laatste_werkdag") or routing.get("baan_verloren_op")
        self.registered = must(
            casework.register_case(
                actor=person,
                participant_id=participant.id,
                answers=routing,
                given_through="via de website",
                now=self.at,
            )
        )
        return self.registered

    def intake(self, facts: dict[str, Any] | None = None, *, part: bool = False) -> None:
        """Answer the questions of the intake, with an adviser."""
        actor = self._adviser()
        must(casework.take_case(actor=actor, case_id=self.case_id, now=self.at))
        given = facts or answers.rest(self.invented.draw)
        if part:
            given = dict(list(given.items())[:3])
        for fact_id, value in given.items():
            must(
                casework.record_answer(
                    actor=actor,
                    case_id=self.case_id,
                    fact_id=fact_id,
                    state="bekend",
                    value=value,
                    tick=True,
                    given_through=TALK,
                    now=self.at,
                )
            )

    def assess(self, distance: str) -> int:
        """Judge the distance and make the advice; gives the id of the assessment."""
        actor = self._adviser()
        must(
            casework.record_answer(
                actor=actor,
                case_id=self.case_id,
                fact_id="afstand_oordeel",
                state="bekend",
                value=distance,
                now=self.at,
            )
        )
        must(
            casework.record_own_service(
                actor=actor,
                case_id=self.case_id,
                party_id=actor.party_id or 0,
                what="Eerste gesprek en hulp bij het cv",
                started_on=self.at.date(),
                now=self.at,
            )
        )
        return must(casework.assess_case(actor=actor, case_id=self.case_id, now=self.at)).id

    def decide(self, assessment_id: int, kind: str, motivation: str) -> bool:
        """Decide, as a person, with a motivation; False when the rules do not allow this decision for this person."""
        answer = casework.decide(
            actor=self._adviser(),
            case_id=self.case_id,
            assessment_id=assessment_id,
            kind=kind,
            motivation=motivation,
            now=self.at,
        )
        return not isinstance(answer, Refusal)

    def profile(self, occupation: str, sector: str, competences: tuple[str, ...]) -> None:
        """Write down what someone can and wants."""
        actor = self._adviser()
        must(
            casework.save_profile(
                actor=actor,
                case_id=self.case_id,
                wishes="Vast werk, liefst overdag.",
                limits="Niet verder dan een uur reizen.",
                hours_per_week=32,
                travel_minutes=60,
                target_occupation=occupation,
                target_sector=sector,
                now=self.at,
            )
        )
        for name in competences:
            must(
                casework.add_profile_entry(
                    actor=actor, case_id=self.case_id, kind="competentie", name=name, now=self.at
                )
            )

    def compose(self, target: str) -> None:
        """Open the arrangement and record what already exists."""
        actor = self._adviser()
        opened = must(
            arrangements.open_arrangement(
                actor=actor, case_id=self.case_id, target=target, target_has_vacancies=True, now=self.at
            )
        )
        self.arrangement_id = opened.id
        for group, available, explanation in PRIOR:
            must(
                arrangements.record_prior_check(
                    actor=actor,
                    arrangement_id=self.arrangement_id,
                    group=group,
                    available=available,
                    explanation=explanation,
                    now=self.at,
                )
            )
        must(
            arrangements.add_prior_item(
                actor=actor,
                arrangement_id=self.arrangement_id,
                title="Training solliciteren van de bond",
                providing_party_id=actor.party_id or 0,
                motivation="Dit is er al en past.",
                now=self.at,
            )
        )

    def choose(self, instrument: str, **details: Any) -> None:
        """Put an instrument in the arrangement."""
        actor = self._adviser()
        item = must(
            arrangements.choose_instrument(
                actor=actor,
                arrangement_id=self.arrangement_id,
                instrument=instrument,
                providing_party_id=actor.party_id or 0,
                now=self.at,
                **details,
            )
        )
        self.items[instrument] = item.id

    def agree(self) -> None:
        """Propose to the person, who agrees in the talk."""
        actor = self._adviser()
        must(arrangements.propose(actor=actor, arrangement_id=self.arrangement_id, now=self.at))
        must(arrangements.agree(actor=actor, arrangement_id=self.arrangement_id, how=TALK, now=self.at))

    def coordinate_and_start(self, partner: Actor) -> None:
        """Let another party look and agree, and start."""
        actor = self._adviser()
        asked = must(
            arrangements.ask_coordination(
                actor=actor,
                arrangement_id=self.arrangement_id,
                party_id=partner.party_id or 0,
                person_agrees=True,
                how=TALK,
                now=self.at,
            )
        )
        self.later(2)
        must(arrangements.answer_coordination(actor=partner, coordination_id=asked, agreed=True, now=self.at))
        must(arrangements.activate(actor=actor, arrangement_id=self.arrangement_id, now=self.at))

    def place(self, *, direct: bool) -> None:
        """Agree on new work that somebody found, and let it begin; not yet when the old work still goes on."""
        last = self.last_day
        after = last + timedelta(days=1) if last else self.at.date()
        starts_on = after if direct else max(after, self.at.date())
        work = must(
            placing.agree_placement(
                actor=self._adviser(),
                case_id=self.case_id,
                fields=PlacementFields(
                    vacancy_id=None,
                    employer_name="Voorbeeldbedrijf Midden-Brabant",
                    occupation_uri=occupation_uri(FOUND),
                    contract="tijdelijk",
                    hours_per_week=32,
                    starts_on=starts_on,
                    through="zelf_gevonden",
                ),
                now=self.at,
            )
        )
        if starts_on >= self.today:
            return
        self.later(max(0, (starts_on - self.at.date()).days))
        must(placing.start_placement(actor=self._adviser(), placement_id=work, on=starts_on, now=self.at))

    def _adviser(self) -> Actor:
        actor = self.adviser
        if actor is None:
            raise RuntimeError("nobody of the demo works for the first responsible party")
        return actor
