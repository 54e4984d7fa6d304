"""What happens by itself, and how often: the night round, and what cannot wait for the night."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from overstap.allotment import queries as windows
from overstap.allotment.actions import forget_addresses, let_offers_lapse, load_windows, release_places
from overstap.allotment.values import Problem as ProblemOfWindows
from overstap.arrangements.actions import notice_offers, remind_guests
from overstap.arrangements.queries import open_demand
from overstap.audit.proving import verify
from overstap.audit.sealer import close_day, keep_head
from overstap.brokerage.actions import let_invitations_lapse
from overstap.casework.actions import (
    complete_moves,
    forget_drafts,
    notice_changes,
    resume_late_clocks,
    return_silent_handovers,
    send_reminders,
)
from overstap.casework.queries import check_steps
from overstap.core.decision import N_
from overstap.demand.actions import freshen
from overstap.importing.actions import forget_old_imports
from overstap.mediation.actions import clear_shown_lists, match_open_regions
from overstap.oversight.actions.reports import plan_reports
from overstap.payments import queries as payments
from overstap.payments.values import Problem as ProblemOfPayments
from overstap.placement.actions import call_free_places, let_silence_pass, release_closed
from overstap.treasury import queries as treasury
from overstap.treasury.actions import expire_reservations, sound_alarms
from overstap.treasury.values import Problem as ProblemOfBooks

# Technical, not policy: terms themselves come from the schemes; this says how soon after a term something is done.
DAILY = dt.timedelta(days=1)
OFTEN = dt.timedelta(minutes=5)
SOON = dt.timedelta(minutes=1)


class DutyError(Exception):
    """A duty found something that people must look at; the sentence holds counts and names of accounts only."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Work that comes back by itself (vaste klus): safe to repeat, and it catches up with what was missed.

    `do` gets the moment of the site (in a demo the day that it plays) and tells how many things it did. `title` is for
    screens, `said` for the command line.
    """

    kind: str
    title: str
    said: str
    every: dt.timedelta
    do: Callable[[dt.datetime], int]


def _freshen(now: dt.datetime) -> int:
    done = freshen(now=now)
    return done.asked + done.went_off


def _check_books(_now: dt.datetime) -> int:
    return _nothing_wrong(treasury.check_invariants())


def _check_windows(_now: dt.datetime) -> int:
    return _nothing_wrong(windows.check_invariants())


def _check_payments(_now: dt.datetime) -> int:
    return _nothing_wrong(payments.check_invariants())


def _check_steps(_now: dt.datetime) -> int:
    if problems := check_steps():
        raise DutyError(f"{len(problems)}x; {problems[0].number}")
    return 0


def _nothing_wrong(problems: Sequence[ProblemOfBooks | ProblemOfWindows | ProblemOfPayments]) -> int:
    if problems:
        raise DutyError(f"{len(problems)}x; {problems[0].invariant}: {problems[0].where}")
    return 0


def _check_trail(_now: dt.datetime) -> int:
    flaws = verify().flaws
    if flaws:
        raise DutyError(f"{len(flaws)}x; {flaws[0].what}: {flaws[0].line_id or flaws[0].place}")
    return 0


DUTIES = (
    Duty("spoor_verzegelen", N_("Het spoor verzegelen"), "Lines sealed", SOON, lambda now: keep_head(now=now)),
    Duty(
        "spoor_afsluiten",
        N_("De dag van het spoor ondertekenen"),
        "Days of the trail signed",
        DAILY,
        lambda now: int(close_day(now=now) is not None),
    ),
    Duty(
        "overdrachten_terug",
        N_("Overdrachten zonder antwoord teruggeven"),
        "Hand-overs returned",
        DAILY,
        lambda now: len(return_silent_handovers(now=now)),
    ),
    Duty(
        "verhuizingen_over",
        N_("Dossiers laten meegaan met een verhuizing"),
        "Files that moved",
        DAILY,
        lambda now: len(complete_moves(now=now)),
    ),
    Duty(
        "situaties_nagaan",
        N_("Nagaan of een andere organisatie aan de beurt is"),
        "Changes proposed",
        DAILY,
        lambda now: len(notice_changes(now=now)),
    ),
    Duty(
        "termijnen_hervatten",
        N_("Termijnen weer laten lopen"),
        "Terms running again",
        DAILY,
        lambda now: len(resume_late_clocks(now=now)),
    ),
    Duty(
        "aanmeldingen_wissen",
        N_("Onderbroken aanmeldingen wissen"),
        "Interrupted registrations erased",
        DAILY,
        lambda now: forget_drafts(now=now),
    ),
    Duty(
        "herinneringen",
        N_("Deelnemers herinneren aan hun stap"),
        "Reminders sent",
        DAILY,
        lambda now: send_reminders(now=now),
    ),
    Duty(
        "meelezers_herinneren",
        N_("Werkgevers en aanbieders herinneren aan hun akkoord"),
        "Readers along reminded",
        DAILY,
        lambda now: remind_guests(now=now),
    ),
    Duty(
        "reserveringen_vrij",
        N_("Verlopen reserveringen vrijgeven"),
        "Reservations expired",
        OFTEN,
        lambda now: expire_reservations(now=now),
    ),
    Duty(
        "aanbod_vervalt",
        N_("Aanbod zonder antwoord laten vervallen"),
        "Offers lapsed",
        OFTEN,
        lambda now: let_offers_lapse(now=now),
    ),
    Duty(
        "open_hiring_stil",
        N_("Bij open hiring de plaats doorgeven van wie niet antwoordde"),
        "Turns passed on",
        OFTEN,
        lambda now: let_silence_pass(now=now),
    ),
    Duty(
        "open_hiring_beurt",
        N_("Bij open hiring vrije plaatsen geven aan wie eerst kwam"),
        "Turns given",
        OFTEN,
        lambda now: call_free_places(now=now),
    ),
    Duty(
        "uitnodigingen_stil",
        N_("Plaatsen bij een ander bedrijf vrijgeven van wie niet antwoordde"),
        "Invitations lapsed",
        DAILY,
        lambda now: let_invitations_lapse(now=now),
    ),
    Duty(
        "plaatsing_vrijgeven",
        N_("Plaatsen vrijgeven van dossiers die sloten voor het werk begon"),
        "Places of closed files released",
        DAILY,
        lambda now: release_closed(now=now),
    ),
    Duty(
        "plaatsen_aanbieden",
        N_("Vrijgekomen plaatsen aanbieden aan de wachtlijst"),
        "Places offered",
        OFTEN,
        lambda now: release_places(now=now),
    ),
    Duty(
        "aanbod_in_dossiers",
        N_("Een aanbod van een loket in het dossier zetten"),
        "Offers put in files",
        OFTEN,
        lambda now: notice_offers(now=now),
    ),
    Duty(
        "loketten_bijwerken",
        N_("Loketten uit de regelingen overnemen"),
        "Windows taken over",
        DAILY,
        lambda now: load_windows(now=now),
    ),
    Duty(
        "berichtadressen_wissen",
        N_("E-mailadressen wissen van aanvragen die voorbij zijn"),
        "Addresses forgotten",
        DAILY,
        lambda now: forget_addresses(now=now),
    ),
    Duty(
        "budgetten_vooruit",
        N_("Waarschuwen voor budgetten die op raken"),
        "Warnings of budgets",
        DAILY,
        lambda now: sound_alarms(now=now, waiting=open_demand(now)),
    ),
    Duty(
        "ingelezen_bestanden_wissen",
        N_("Bestanden met mensen wissen die niet meer nodig zijn"),
        "Files with people thrown away",
        DAILY,
        lambda now: forget_old_imports(now=now),
    ),
    Duty(
        "vacatures_nagaan",
        N_("Vragen of vacatures er nog zijn, en oude eraf halen"),
        "Vacancies asked about or taken off",
        DAILY,
        _freshen,
    ),
    Duty(
        "lijsten_doorrekenen",
        N_("Uitrekenen welk werk bij mensen past, en welke vacatures druk zijn"),
        "Places on lists of work",
        DAILY,
        lambda now: match_open_regions(now=now),
    ),
    Duty(
        "getoonde_lijsten_wissen",
        N_("Getoonde lijsten wissen die niet meer nodig zijn"),
        "Shown lists thrown away",
        DAILY,
        lambda now: clear_shown_lists(now=now),
    ),
    Duty("rapportages", N_("Rapportages klaarzetten"), "Reports planned", DAILY, lambda now: plan_reports(now=now)),
)
CHECKS = (
    Duty(
        "stappen_nagaan",
        N_("Nagaan of elk dossier één volgende stap heeft"),
        "Files without a step",
        DAILY,
        _check_steps,
    ),
    Duty("boeken_nagaan", N_("De boeken nagaan"), "Mistakes in the books", DAILY, _check_books),
    Duty("loketten_nagaan", N_("De loketten nagaan"), "Mistakes in the windows", DAILY, _check_windows),
    Duty("betalingen_nagaan", N_("De betalingen nagaan"), "Mistakes in the payments", DAILY, _check_payments),
    Duty("spoor_nagaan", N_("Het spoor nagaan"), "Flaws in the trail", DAILY, _check_trail),
)


def let_night_pass(*, now: dt.datetime) -> tuple[tuple[Duty, int], ...]:
    """Do everything that comes back by itself, once; safe to repeat (nachtwerk)."""
    return tuple((duty, duty.do(now)) for duty in DUTIES)
