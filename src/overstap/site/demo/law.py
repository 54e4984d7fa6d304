"""What the demo shows of the law: a request that waits for its answer, and a file that was opened in need."""

from __future__ import annotations

from datetime import datetime, timedelta

from overstap.core.actor import Actor, Role
from overstap.parties.models import Membership, User
from overstap.parties.queries import actor_for
from overstap.people.models import Participant
from overstap.privacy import actions
from overstap.site.demo.personas import DOMAIN
from overstap.site.demo.staff import must


def load_law(now: datetime) -> None:
    """Fatima asks what is kept about her; Murat opened the file of Dennis, and nobody reviewed that yet."""
    fatima, dennis = _person("fatima"), _person("dennis")
    as_herself = Actor(
        user_id=fatima.user_id,
        name=fatima.full_name,
        roles=frozenset({Role.PERSON}),
        participant_id=fatima.pk,
    )
    asked = now - timedelta(days=10)
    must(
        actions.ask(
            actor=as_herself,
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


def _person(slug: str) -> Participant:
    return Participant.objects.select_related("user").get(user__email=f"{slug}@{DOMAIN}")


def _professional(slug: str, now: datetime) -> Actor:
    user = User.objects.get(email=f"{slug}@{DOMAIN}")
    place = Membership.objects.filter(user=user).order_by("pk").first()
    return actor_for(user.pk, place.pk if place else None, now)
