"""Print runs: the letters on paper of one desk together, marked as printed by a person."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from overstap.audit.actions import record
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.correspondence.access import access_run, posting_region
from overstap.correspondence.actions.sending import note
from overstap.correspondence.cards import run_card
from overstap.correspondence.models import Channel, Letter, LetterState, PrintCause, PrintRun, RunLetter
from overstap.correspondence.texts import sorts
from overstap.correspondence.values import RunCard
from overstap.parties.models import Region

LARGEST = 250
"""More sheets than this do not fit a printer at once; the rest waits for the next run."""

RUN = "printronde"

ONLY_SECRETS = Refusal(
    "print.codes",
    N_("In deze ronde zitten alleen brieven met een toegangscode. Die printen wij niet nog een keer."),
    remedy=N_("Maak voor deze mensen een nieuwe brief met een code. De oude code werkt dan niet meer."),
)


def make_run(*, actor: Actor, region_code: str, now: dt.datetime) -> RunCard | Refusal:
    """Collect the letters on paper of a desk that wait, the oldest first. Raises NotFoundError for another desk."""
    with transaction.atomic():
        region = posting_region(actor, region_code, for_update=True)
        waiting = Letter.objects.filter(region=region, channel=Channel.PAPER, state=LetterState.READY)
        letters = list(waiting.filter(places__isnull=True).order_by("made_at", "id")[:LARGEST])
        if not letters:
            return Refusal("print.niets", N_("Er wachten geen brieven op papier."))
        run = _new_run(actor, region, letters, now)
    return run_card(run, len(letters))


def mark_printed(*, actor: Actor, run_id: int, now: dt.datetime) -> RunCard | Refusal:
    """Note that a person printed a run; its letters count as sent from now on."""
    with transaction.atomic():
        run = access_run(actor, run_id, for_update=True)
        places = list(run.places.select_related("letter"))
        if run.printed_at is not None:
            return Refusal("print.al_geprint", N_("Deze printronde is al als geprint gemerkt."))
        run.printed_at, run.printed_by = now, actor.name[:120]
        run.save(update_fields=["printed_at", "printed_by"])
        for place in places:
            letter = place.letter
            if letter.state == LetterState.READY:
                letter.state, letter.sent_at, letter.secret = LetterState.PRINTED, now, ""
                letter.save(update_fields=["state", "sent_at", "secret"])
                note(actor, "brief_geprint", letter, now, printronde=str(run.number))
        _record(actor, "geprint", run, now)
    return run_card(run, len(places))


def print_again(*, actor: Actor, run_id: int, cause: str, explanation: str, now: dt.datetime) -> RunCard | Refusal:
    """Make the same run again, with the reason; nothing about the first one changes.

    A letter with a code that was printed before stays out: its code is gone, and the person gets a new one.
    """
    with transaction.atomic():
        before = access_run(actor, run_id, for_update=True)
        region = posting_region(actor, before.region.code, for_update=True)
        if cause not in PrintCause.values or (cause == PrintCause.OTHER and not explanation.strip()):
            return Refusal(
                "print.reden",
                N_("Opnieuw printen heeft een reden."),
                remedy=N_("Kies een reden. Bij een andere reden schrijft u op welke."),
            )
        letters = [place.letter for place in before.places.select_related("letter").order_by("place")]
        letters = [letter for letter in letters if not sorts()[letter.template].secret or letter.secret.reveal()]
        if not letters:
            return ONLY_SECRETS
        run = _new_run(actor, region, letters, now, again=before, cause=cause, explanation=explanation.strip()[:200])
    return run_card(run, len(letters))


def _new_run(
    actor: Actor,
    region: Region,
    letters: list[Letter],
    now: dt.datetime,
    *,
    again: PrintRun | None = None,
    cause: str = "",
    explanation: str = "",
) -> PrintRun:
    last = PrintRun.objects.filter(region=region).order_by("-number").values_list("number", flat=True).first()
    run = PrintRun.objects.create(
        region=region,
        number=(last or 0) + 1,
        on=timezone.localdate(now),
        made_at=now,
        made_by=actor.name[:120],
        again=again,
        cause=cause,
        explanation=explanation,
    )
    RunLetter.objects.bulk_create(
        RunLetter(run=run, letter=letter, place=place) for place, letter in enumerate(letters, start=1)
    )
    _record(actor, "printronde_opnieuw" if again else "printronde", run, now)
    return run


def _record(actor: Actor, verb: str, run: PrintRun, now: dt.datetime) -> None:
    record(
        actor=actor,
        verb=verb,
        object_kind=RUN,
        object_id=run.pk,
        now=now,
        details={"nummer": run.number, "regio": run.region.code, "reden": run.cause},
    )
