"""What the schemes say about money beside the ledgers: preparation, and what social partners apply for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from overstap.core.decision import N_, Bearing, Refusal
from overstap.rules import FactValue, Known, assess, load_catalogue
from overstap.treasury.policy import FeeRefusal

PREPARATION_SCHEME = "voorbereidingsbijdrage"
APPLICATION_SCHEME = "aanvraag-sociale-partners"
AGREEING = ("vakbond", "werkgeversorganisatie", "uwv", "gemeente")
"""The kinds of parties that agree in a region on who does what (R-258)."""

KIND, PURPOSE, STATE, AGREED = (
    "soort_organisatie",
    "doel_sociale_partners",
    "stand_aanvraag_szw",
    "partijen_eens_over_rollen",
)


def contribution_years() -> tuple[int, ...]:
    """The years in which there is a preparation contribution, by the validity of its scheme (R-257)."""
    versions = load_catalogue().all_versions(PREPARATION_SCHEME)
    last = [version.valid_until.year for version in versions if version.valid_until is not None]
    first = min(version.valid_from.year for version in versions)
    return tuple(range(first, max(last, default=first) + 1))


def not_a_year(year: int) -> Refusal | None:
    """Why there is no contribution in a year; None when there is."""
    years = contribution_years()
    if year in years:
        return None
    return Refusal(
        "bijdrage.jaar",
        N_("Voor %(year)s is er geen bijdrage. Die was er voor %(first)s tot en met %(last)s."),
        source="Intentieverklaring: bijdrage om voorbereidingen te starten",
        details=(("year", str(year)), ("first", str(years[0])), ("last", str(years[-1]))),
    )


def who_may_apply(kind: str, purpose: str, on: date) -> Refusal | None:
    """Why an organisation can't apply for this; None when it can (R-258)."""
    return _against({KIND: Known(kind), PURPOSE: Known(purpose)}, on)


def not_ready(kind: str, purpose: str, state: str, agreed: int, on: date) -> Refusal | None:
    """Why people and hours can't be recorded yet: no grant, or the parties do not all agree; None when they can."""
    facts = {KIND: Known(kind), PURPOSE: Known(purpose), STATE: Known(state), AGREED: Known(agreed)}
    return _against(facts, on)


def choices_of(fact: str, among: tuple[str, ...] = ()) -> tuple[tuple[str, str, str], ...]:
    """The answers to a fact of the dictionary with their names in both languages; optionally some of them."""
    found = load_catalogue().facts[fact].choices
    return tuple((one.id, one.label.nl, one.label.en) for one in found if not among or one.id in among)


def _against(facts: Mapping[str, FactValue], on: date) -> Refusal | None:
    found = assess(load_catalogue(), APPLICATION_SCHEME, facts, on)
    if found.version is None:
        return Refusal("aanvraag.dag", N_("Op deze dag kan deze aanvraag niet."))
    against = [ground for ground in found.grounds if ground.bearing is Bearing.SPEAKS_AGAINST]
    if not against:
        return None
    ground = against[0]
    return FeeRefusal(
        "aanvraag.voorwaarden",
        ground.text.nl,
        source=ground.source.nl,
        remedy=ground.remedy.nl if ground.remedy else "",
        because_en=ground.text.en,
        remedy_en=ground.remedy.en if ground.remedy else "",
    )
