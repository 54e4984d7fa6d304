"""What goes on between parties in the demo: help asked of others, a whole file offered, people who move, an objection.

Everything takes place in files of the union of Joris, so that a visitor finds both sides: whom he asked, and who asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from overstap.casework import actions
from overstap.casework.actions.profile import add_profile_line
from overstap.casework.models import Case, Decision
from overstap.casework.values import ProfileLine
from overstap.core.actor import Actor, Role
from overstap.parties import queries as parties
from overstap.parties.models import Membership
from overstap.site.demo.personas import DOMAIN, REGION
from overstap.site.demo.staff import must, party_ids, persona_actor

TALK = "in het gesprek met de begeleider"
OLD_ENOUGH = timedelta(days=22)
EMPLOYMENT = date(2009, 3, 1), date(2021, 1, 31)


def load_passing_on(now: datetime) -> None:
    """Make it all; each part in a file of its own."""
    files = _files(now)
    _ask_for_help(files, now)
    _offer_a_file(next(files), now)
    _move_away(next(files), now)
    _move_here(now)
    _object(now)
    _fill_profile(now)


def _files(now: datetime) -> Iterator[Case]:
    """Open files of the union in which nothing is handed over yet, the oldest first."""
    joris = persona_actor("joris", now)
    found = Case.objects.filter(
        first_responsible_id=joris.party_id,
        region__code=REGION,
        closed_at__isnull=True,
        opened_at__lte=now - OLD_ENOUGH,
        handovers__isnull=True,
    )
    yield from found.exclude(participant__user__email__endswith=f"@{DOMAIN}").order_by("opened_at", "pk")


def _ask_for_help(files: Iterator[Case], now: datetime) -> None:
    """Debt help that began, a language course after a question, and what came to nothing."""
    murat = persona_actor("murat", now)
    debts = _ask(
        next(files),
        ("Gemeente Tilburg", "gemeente_schulden"),
        "Wil hulp bij brieven en rekeningen.",
        now - timedelta(days=12),
    )
    must(actions.accept_handover(actor=murat, handover_id=debts, now=now - timedelta(days=11)))
    met = now - timedelta(days=8)
    must(actions.record_first_contact(actor=murat, handover_id=debts, contact_on=met.date(), now=met))

    course = _ask(
        next(files), ("Gemeente Tilburg", "gemeente_taal"), "Wil beter Nederlands leren lezen.", now - timedelta(days=6)
    )
    question = "Kan de deelnemer overdag naar een les?"
    asked = must(
        actions.ask_about_handover(actor=murat, handover_id=course, question=question, now=now - timedelta(days=5))
    )
    answer = "Ja, van maandag tot en met donderdag."
    joris = persona_actor("joris", now)
    must(actions.answer_question(actor=joris, question_id=asked, answer=answer, now=now - timedelta(days=4)))
    must(actions.accept_handover(actor=murat, handover_id=course, now=now - timedelta(days=3)))
    _ask_in_vain(files, now)


def _ask_in_vain(files: Iterator[Case], now: datetime) -> None:
    """A refusal with its reason, a silence, and one that still waits for an answer by link."""
    sanne = persona_actor("sanne", now)
    expert = _ask(
        next(files), ("UWV", "arbeidsdeskundige"), "Welke taken passen bij dit werk?", now - timedelta(days=9)
    )
    reason = "De arbeidsdeskundige kijkt pas mee als er een werkplek is. Stuur de vraag dan opnieuw."
    must(actions.refuse_handover(actor=sanne, handover_id=expert, reason=reason, now=now - timedelta(days=7)))

    _ask(next(files), ("SBB", "sbb"), "Welk erkend leerbedrijf heeft plaats?", now - timedelta(days=20))
    actions.return_silent_handovers(now=now - timedelta(days=1))

    waits = _ask(
        next(files),
        ("Leerwerkloketten", "leerwerkloket"),
        "Wil leren en werken in de techniek.",
        now - timedelta(days=1),
    )
    address = "leerwerkloket@loket.overstap.example"
    must(
        actions.invite_receiver(
            actor=persona_actor("joris", now), handover_id=waits, email=address, now=now - timedelta(hours=20)
        )
    )


def _ask(case: Case, asked: tuple[str, str], because: str, at: datetime) -> int:
    """Joris asks a party for help of a kind beside a file; gives the id of the request."""
    party, target = asked
    return must(
        actions.offer_handover(
            actor=persona_actor("joris", at),
            case_id=case.pk,
            kind="hulp",
            to_party_id=party_ids(REGION, at.date())[party],
            because=because,
            person_agrees=True,
            agreed_through=TALK,
            target=target,
            now=at,
        )
    ).id


def _offer_a_file(case: Case, now: datetime) -> None:
    """A benefit began: the whole file waits for an answer of Sanne."""
    must(
        actions.offer_handover(
            actor=persona_actor("joris", now),
            case_id=case.pk,
            kind="dossier",
            to_party_id=party_ids(REGION, now.date())["UWV"],
            because="De WW is begonnen. De gesprekken lopen goed.",
            person_agrees=True,
            agreed_through=TALK,
            now=now - timedelta(days=1),
        )
    )


def _elsewhere() -> str:
    """The code of another region that is open."""
    return next(region.code for region in parties.regions() if region.code != REGION and region.live_on is not None)


def _move_away(case: Case, now: datetime) -> None:
    """Someone moves in two weeks, to a town of another open region."""
    code = _elsewhere()
    names = sorted(parties.municipality_names_in({code}, now.date()))
    town = next(name for name in names if parties.official_municipality(name, now.date()))
    _report(persona_actor("joris", now), case, town, now.date() + timedelta(days=14), now)


def _move_here(now: datetime) -> None:
    """Someone of that region lives in Tilburg from this weekend on, and waits to be taken over."""
    union = persona_actor("joris", now).party_id
    here = Case.objects.filter(region__code=_elsewhere(), first_responsible_id=union, closed_at__isnull=True)
    case = here.order_by("pk").first()
    if case is None:
        return
    place = Membership.objects.filter(
        party_id=case.first_responsible_id, region_id=case.region_id, role=Role.ADVISER
    ).first()
    if place is not None:
        _report(_actor_of(place, now), case, "Tilburg", now.date(), now)


def _actor_of(place: Membership, now: datetime) -> Actor:
    """Who somebody is in that place."""
    return parties.actor_for(place.user_id, place.pk, now)


def _report(actor: Actor, case: Case, town: str, from_on: date, now: datetime) -> None:
    must(
        actions.report_move(
            actor=actor,
            case_id=case.pk,
            municipality=town,
            from_on=from_on,
            agrees=True,
            agreed_through=TALK,
            now=now - timedelta(hours=18),
        )
    )


def _object(now: datetime) -> None:
    """Someone who got no extra help objects by telephone; Fatima asks to correct her education."""
    joris = persona_actor("joris", now)
    decision = (
        Decision.objects.filter(
            case__first_responsible_id=joris.party_id,
            case__region__code=REGION,
            case__closed_at__isnull=True,
            kind="eigen_dienstverlening",
        )
        .order_by("-decided_at", "-pk")
        .first()
    )
    if decision is not None:
        must(
            actions.file_objection(
                actor=joris,
                case_id=decision.case_id,
                kind="bezwaar",
                decision_id=decision.pk,
                text="Ik solliciteer al drie maanden. Ik heb wel een training nodig.",
                received_through="aan de telefoon",
                now=now - timedelta(hours=22),
            )
        )
    case, herself = _fatima()
    must(
        actions.ask_correction(
            actor=herself,
            case_id=case.pk,
            fact_id="hoogste_opleiding",
            state="bekend",
            value="mbo_1",
            because="Ik haalde in 2009 mijn diploma assistent keuken.",
            now=now - timedelta(days=2),
        )
    )


def _fatima() -> tuple[Case, Actor]:
    case = Case.objects.select_related("participant").get(participant__user__email=f"fatima@{DOMAIN}")
    person = case.participant
    return case, Actor(person.user_id, person.full_name, frozenset({Role.PERSON}), participant_id=person.pk)


def _fill_profile(now: datetime) -> None:
    """What Fatima can and did, as she told it herself."""
    case, herself = _fatima()
    lines = (
        ProfileLine(
            "werk",
            "Kok",
            employer="Restaurant Voorbeeld",
            from_month=EMPLOYMENT[0],
            until_month=EMPLOYMENT[1],
            tasks="Koken, bestellen, en twee leerlingen begeleiden.",
        ),
        ProfileLine("opleiding", "Assistent keuken", level="mbo 1", field="horeca", diploma=True, year=2009),
        ProfileLine("taal", "Nederlands", listening="B2", reading="B1", speaking="B1", writing="A2"),
        ProfileLine("taal", "Arabisch", listening="C1", reading="C1", speaking="C1", writing="B2"),
    )
    for line in lines:
        must(add_profile_line(actor=herself, case_id=case.pk, line=line, now=now - timedelta(days=6)))
