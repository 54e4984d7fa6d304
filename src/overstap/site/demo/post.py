"""What the demo shows of letters: messages with Fatima, Dennis who wants paper, a letter that nobody could bring.

And what was written before the demo begins was sent when it was written, not on the day that somebody starts the demo.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from overstap.background.values import TakenJob
from overstap.casework.actions.messages import write_message
from overstap.casework.models import Case
from overstap.core.actor import SYSTEM, Actor, Role
from overstap.correspondence import actions
from overstap.correspondence.models import Letter
from overstap.correspondence.values import Address, Recipient
from overstap.parties.models import Membership
from overstap.parties.queries import actor_for
from overstap.people.models import Participant
from overstap.site.demo.jobs import do_jobs
from overstap.site.demo.personas import DOMAIN
from overstap.site.demo.staff import must

POSTMAN = timedelta(minutes=1)
"""How long after it was written a letter goes."""

HOME = Address("Korte Heuvel 3", "5038 CN", "Tilburg")


def load_post(now: datetime) -> None:
    """Fatima asks something and gets an answer; Dennis reads on paper in large letters; one letter did not arrive."""
    fatima, dennis = _case("fatima"), _case("dennis")
    asked = now - timedelta(days=3)
    must(write_message(actor=_herself(fatima), case_id=fatima.pk, text="Mag ik eerst een dag meelopen?", now=asked))
    guide = Membership.objects.filter(party=fatima.first_responsible, role=Role.ADVISER, region=fatima.region).first()
    if guide is not None:
        adviser = actor_for(guide.user_id, guide.pk, now)
        answer = "Dat is een goed idee. Ik bel het bedrijf, en u hoort het donderdag van mij."
        must(write_message(actor=adviser, case_id=fatima.pk, text=answer, now=asked + timedelta(days=1)))
    must(
        actions.set_preference(
            actor=SYSTEM,
            participant_id=dennis.participant_id,
            channel="brief",
            language="nl",
            large_print=True,
            address=HOME,
            now=asked,
        )
    )
    _remind(dennis, dennis.participant, now)
    nobody = Letter.objects.filter(region=dennis.region, template="volgende_stap", state="mislukt")
    without = Participant.objects.filter(email="", withdrew_at__isnull=True, cases__region=dennis.region).first()
    if without is not None and not nobody.exists():
        _remind(without.cases.latest("opened_at"), without, now)


def send_what_was_written(now: datetime) -> int:
    """Send every letter written before now, each a minute after it was written; gives how many went."""

    def deliver(job: TakenJob) -> int:
        letter = Letter.objects.get(key=UUID(job.details[actions.DETAIL]))
        return actions.deliver(key=letter.key, attempt=job.attempt, now=min(letter.made_at + POSTMAN, now))

    return do_jobs((actions.JOB,), deliver, now=now)


def _remind(case: Case, person: Participant, now: datetime) -> None:
    step = case.actions.filter(done_at__isnull=True).select_related("owner_party").first()
    if step is None:
        return
    values: dict[str, str | date] = {
        "nummer": case.number,
        "stap": step.what,
        "wie": step.owner_party.name if step.owner_party else person.full_name,
        "uiterlijk": step.due_on,
    }
    must(
        actions.send(
            actor=SYSTEM,
            template="volgende_stap",
            to=Recipient(participant_id=person.pk),
            values=values,
            about=("dossier", case.pk),
            now=now,
        )
    )


def _case(slug: str) -> Case:
    rows = Case.objects.select_related("participant", "region", "first_responsible")
    return rows.filter(participant__user__email=f"{slug}@{DOMAIN}").latest("opened_at")


def _herself(case: Case) -> Actor:
    person = case.participant
    return Actor(person.user_id, person.full_name, frozenset({Role.PERSON}), participant_id=person.pk)
