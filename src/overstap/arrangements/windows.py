"""The windows that one person can apply to: as whom, and what the scheme of each says."""

from __future__ import annotations

from uuid import UUID

from overstap.allotment import queries as allotment
from overstap.allotment.applicants import ApplicantKind, applicant_key_of
from overstap.allotment.values import CounterCard, WindowCard
from overstap.arrangements.composition import Composition
from overstap.arrangements.models import WindowApplication
from overstap.arrangements.values import Fit, GroundLine
from overstap.arrangements.weighing import Weigher, grounds_of
from overstap.arrangements.window_values import RUNNING, WindowOption
from overstap.casework.models import Case
from overstap.casework.policy import catalogue
from overstap.rules import Outcome

FOR_A_PERSON = (ApplicantKind.PERSON, ApplicantKind.CAREER_ADVISER)
"""As whom an adviser applies for someone: as the person, or as adviser who registers their trajectory (R-220)."""
FITS = {Outcome.JA: Fit.YES, Outcome.NEE: Fit.NO, Outcome.ONBEKEND: Fit.UNKNOWN}


def kind_at(window: WindowCard) -> ApplicantKind | None:
    """As whom an adviser applies for a person at a window; None when it is not for persons."""
    return next((kind for kind in FOR_A_PERSON if not window.applicants or kind.value in window.applicants), None)


def pseudonym_of(case: Case, kind: ApplicantKind) -> UUID:
    """The pseudonym of the person at the windows.

    As a person it is the one of their address, when it is known: then an application of their own counts as the first.
    """
    person = case.participant
    own = person.email if kind is ApplicantKind.PERSON and person.email else str(person.key)
    return applicant_key_of(kind, own)


def option_of(
    composition: Composition, counter: CounterCard, weigher: Weigher, applied: frozenset[str]
) -> WindowOption | None:
    """What a window means for one person; None when it is not for persons or not for this region."""
    window = counter.window
    kind = kind_at(window)
    if kind is None or window.region_code not in {"", composition.region_code}:
        return None
    fit, grounds = _fit(composition, window, weigher)
    return WindowOption(counter=counter, kind=kind, fit=fit, grounds=grounds, applied=window.code in applied)


def _fit(composition: Composition, window: WindowCard, weigher: Weigher) -> tuple[Fit, tuple[GroundLine, ...]]:
    if window.scheme not in catalogue().versions:
        return Fit.UNKNOWN, ()
    found = weigher.assess_one(window.scheme, composition.case_facts)
    if found is None:
        return Fit.UNKNOWN, ()
    return FITS[found.outcome], grounds_of(found)


def applied_at(case: Case) -> frozenset[str]:
    """The windows at which this person has an application from this file that is still running."""
    rows = list(WindowApplication.objects.filter(case=case).values_list("application_key", "window"))
    states = allotment.states_of([key for key, _ in rows])
    return frozenset(window for key, window in rows if states.get(key) in RUNNING)
