"""What the demo shows of the law: a request that waits for its answer, a file that was opened in need, files to go."""

from __future__ import annotations

from datetime import datetime, timedelta

from overstap.casework import actions as casework
from overstap.core.actor import Actor, Role
from overstap.parties.models import Membership, User
from overstap.parties.queries import actor_for
from overstap.people.models import Participant
from overstap.privacy import actions
from overstap.site.demo.journey import Journey
from overstap.site.demo.personas import DOMAIN
from overstap.site.demo.population import invent
from overstap.site.demo.staff import must, persona_actor

STOPPED = 3
BROKEN_OFF = "dossier_afgebroken"


def load_law(now: datetime) -> None:
    """Fatima asks what is kept about her; Murat opened the file of Dennis; some stopped long ago."""
    fatima, dennis = _person("fatima"), _person("dennis")
    asked = now - timedelta(days=10)
    must(
        actions.ask(
            actor=_herself(fatima),
            participant_id=fatima.pk,
            right="inzage",
            asked="Ik wil weten wat er over mijn opleiding staat.",
            through="online",
            now=asked,
        )
    )
    must(
        actions.open_file(
            actor=_professional("murat", now),
            participant_id=dennis.pk,
            urgency="dreigende_uithuiszetting",
            reason="De woningcorporatie belde: morgen is de ontruiming. Ik kreeg hem niet te pakken.",
            now=now - timedelta(days=3),
        )
    )
    _load_stopped(now)


def _load_stopped(now: datetime) -> None:
    """A few people stopped in December, before anything was decided; the union keeps such a file for a month."""
    for one in invent(STOPPED, today=now.date(), salt="gestopt"):
        at = now - timedelta(days=one.draw.randint(60, 68))
        journey = Journey(one, "Tilburg", {}, at=at, today=now.date())
        journey.register(huidige_status="in_dienst", dienstverband_opgezegd=True)
        journey.later(5)
        person = Participant.objects.get(cases__pk=journey.case_id)
        must(casework.withdraw_participation(actor=_herself(person), case_id=journey.case_id, now=journey.at))
    must(
        actions.set_term(
            actor=persona_actor("tom", now),
            record_id=BROKEN_OFF,
            months=1,
            because="Besluit van de directie van 7 december 2020",
            now=now - timedelta(days=20),
        )
    )


def _herself(person: Participant) -> Actor:
    return Actor(
        user_id=person.user_id,
        name=person.full_name,
        roles=frozenset({Role.PERSON}),
        participant_id=person.pk,
    )


def _person(slug: str) -> Participant:
    return Participant.objects.select_related("user").get(user__email=f"{slug}@{DOMAIN}")


def _professional(slug: str, now: datetime) -> Actor:
    user = User.objects.get(email=f"{slug}@{DOMAIN}")
    place = Membership.objects.filter(user=user).order_by("pk").first()
    return actor_for(user.pk, place.pk if place else None, now)
