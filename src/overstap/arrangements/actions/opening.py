"""Opening an arrangement, saying what it works towards, and recording what already exists."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack

from overstap.arrangements.access import access_arrangement, open_case_arrangement, parts_of
from overstap.arrangements.actions.deeds import (
    CLOSED,
    NOT_RESPONSIBLE,
    account,
    check_composing,
    deed,
    known_party,
    log,
    too_long,
    touch,
)
from overstap.arrangements.cards import arrangement_card
from overstap.arrangements.drafts import PriorFields
from overstap.arrangements.models import Arrangement, ArrangementItem, ItemKind, PriorCheck, ProviderGroup
from overstap.arrangements.values import ArrangementCard
from overstap.casework.models import Case, Decision, DecisionKind
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.core.moves import Part

NOT_ADMITTED = Refusal(
    rule="arrangement.niet_toegelaten",
    because=N_("Er is nog geen besluit om aanvullende hulp te geven."),
    source=N_("Werkdocument, Aanbod in kaart"),
    remedy=N_("Maak eerst de beoordeling af en neem een besluit."),
)
EXISTS = Refusal(
    rule="arrangement.bestaat",
    because=N_("Dit dossier heeft al een arrangement."),
    remedy=N_("Ga verder met het arrangement dat er is. Het reist met de deelnemer mee."),
)
LONGEST_TARGET = 200


def open_arrangement(
    *, actor: Actor, case_id: int, target: str = "", target_has_vacancies: bool | None = None, now: datetime
) -> ArrangementCard | Refusal:
    """Open the personal arrangement of a file (R-055); one per file, after the decision to give extra help.

    `target` is the sector, company or occupation that it works towards; it may still be empty in a draft.
    Refuses `arrangement.niet_toegelaten` and `arrangement.bestaat`.
    """
    with deed(actor=actor, verb="arrangement_openen", now=now):
        case, _ = open_case_arrangement(actor, case_id, now=now, for_update=True)
        refusal = _may_open(actor, case)
        if refusal is not None:
            return refusal
        arrangement = Arrangement.objects.create(
            case=case,
            target=target.strip()[:LONGEST_TARGET],
            target_has_vacancies=target_has_vacancies,
            made_at=now,
            changed_at=now,
        )
        log(actor=actor, verb="arrangement_openen", arrangement=arrangement, now=now)
        return arrangement_card(arrangement)


def _may_open(actor: Actor, case: Case) -> Refusal | None:
    if Part.RESPONSIBLE not in parts_of(actor, case):
        return NOT_RESPONSIBLE
    if case.closed_at is not None:
        return CLOSED
    decision = Decision.objects.filter(case=case).order_by("-decided_at", "-id").first()
    if decision is None or decision.kind != DecisionKind.ADMITTED:
        return NOT_ADMITTED
    return EXISTS if Arrangement.objects.filter(case=case).exists() else None


def set_target(
    *, actor: Actor, arrangement_id: int, target: str, target_has_vacancies: bool | None, now: datetime
) -> ArrangementCard | Refusal:
    """Say what the arrangement works towards and whether there is work in it (R-055, R-127)."""
    with deed(actor=actor, verb="arrangement_doel", now=now):
        arrangement, _ = access_arrangement(actor, arrangement_id, now=now, for_update=True)
        refusal = check_composing(actor, arrangement)
        if refusal is not None:
            return refusal
        arrangement.target, arrangement.target_has_vacancies = target.strip()[:LONGEST_TARGET], target_has_vacancies
        arrangement.save(update_fields=["target", "target_has_vacancies"])
        touch(arrangement, now)
        log(actor=actor, verb="arrangement_doel", arrangement=arrangement, now=now)
        return arrangement_card(arrangement)


def record_prior_check(
    *, actor: Actor, arrangement_id: int, group: str, available: bool, explanation: str, now: datetime
) -> int | Refusal:
    """Record whether a group of providers has something that comes first, and what was found (R-135).

    Gives the id of the check. Answering again replaces the answer; the trail keeps the earlier one.
    """
    with deed(actor=actor, verb="voorliggend_nagaan", now=now):
        arrangement, _ = access_arrangement(actor, arrangement_id, now=now, for_update=True)
        refusal = (
            check_composing(actor, arrangement)
            or _check_prior(group, explanation)
            or too_long(PriorCheck, explanation=explanation)
        )
        if refusal is not None:
            return refusal
        before = PriorCheck.objects.filter(arrangement=arrangement, group=group).first()
        row, _ = PriorCheck.objects.update_or_create(
            arrangement=arrangement,
            group=group,
            defaults={
                "available": available,
                "explanation": explanation.strip(),
                "checked_at": now,
                "checked_by_id": account(actor),
            },
        )
        if before is None or before.available != available:
            touch(arrangement, now)
        details = {"groep": group, "beschikbaar": available}
        log(actor=actor, verb="voorliggend_nagaan", arrangement=arrangement, now=now, details=details)
        return row.pk


def _check_prior(group: str, explanation: str) -> Refusal | None:
    if group not in ProviderGroup.values:
        return Refusal(rule="voorliggend.groep", because=N_("Deze groep van aanbieders bestaat niet."))
    if not explanation.strip():
        return Refusal(
            rule="voorliggend.toelichting",
            because=N_("Schrijf op wat u bij deze groep hebt nagevraagd en wat het antwoord was."),
            source=N_("Bijlage 1, Voorwaarden ontschot budget, voorwaarde 5"),
        )
    return None


def add_prior_item(*, actor: Actor, arrangement_id: int, now: datetime, **given: Unpack[PriorFields]) -> int | Refusal:
    """Put help in the arrangement that is already there (voorliggende voorziening, R-121); gives the id of the item.

    It takes no money of the team: `cost_cents` and `stream` only tell what it costs and who pays that.
    """
    with deed(actor=actor, verb="voorliggend_toevoegen", now=now):
        arrangement, _ = access_arrangement(actor, arrangement_id, now=now, for_update=True)
        refusal = check_composing(actor, arrangement) or _check_prior_item(given)
        if refusal is not None:
            return refusal
        party = known_party(given["providing_party_id"])
        if isinstance(party, Refusal):
            return party
        item = ArrangementItem.objects.create(
            arrangement=arrangement,
            kind=ItemKind.PRIOR,
            title=given["title"].strip(),
            providing_party=party,
            provider=given.get("provider", "").strip(),
            starts_on=given.get("starts_on"),
            ends_on=given.get("ends_on"),
            cost_cents=given.get("cost_cents", 0),
            stream=given.get("stream", ""),
            motivation=given.get("motivation", "").strip(),
            added_at=now,
        )
        touch(arrangement, now)
        log(actor=actor, verb="voorliggend_toevoegen", arrangement=arrangement, now=now, details={"onderdeel": item.pk})
        return item.pk


def _check_prior_item(given: PriorFields) -> Refusal | None:
    if not given["title"].strip():
        return NO_TITLE
    texts = {name: given.get(name, "") for name in ("title", "provider", "motivation", "stream")}
    return check_dates(given.get("starts_on"), given.get("ends_on")) or too_long(
        ArrangementItem, **{name: str(text) for name, text in texts.items()}
    )


NO_TITLE = Refusal(rule="onderdeel.naam", because=N_("Geef het onderdeel een naam."))


def check_dates(starts_on: date | None, ends_on: date | None) -> Refusal | None:
    """Say what is wrong with the dates of an item: an end without a start, or before it."""
    if ends_on is not None and (starts_on is None or ends_on < starts_on):
        return Refusal(
            rule="onderdeel.data",
            because=N_("De einddatum ligt voor de startdatum, of de startdatum ontbreekt."),
            remedy=N_("Vul een startdatum in die niet na de einddatum ligt."),
        )
    return None
