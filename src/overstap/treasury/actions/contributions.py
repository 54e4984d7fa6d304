"""Money beside the ledgers: what prepares the start, and what social partners apply for (R-257, R-258).

All of it is the framework keeper's: no document gives the amounts, so they are entered with their source.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from overstap.audit import actions as audit
from overstap.core.actor import Actor
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.money import euros
from overstap.parties import queries as parties
from overstap.treasury import contribution_rules as rules
from overstap.treasury.actions.frameworks import ONLY_FRAMEWORK_KEEPER, OTHER_CONTENTS, may_set_budgets
from overstap.treasury.books import one_transaction
from overstap.treasury.contribution_cards import (
    ApplicationCard,
    CapacityCard,
    ContributionCard,
    application_card,
    capacity_card,
    contribution_card,
)
from overstap.treasury.models import Capacity, CapacityApplication, PreparationContribution

NO_SOURCE = Refusal("kader.bron", N_("Geef aan in welk besluit dit bedrag staat."))
NO_AMOUNT = Refusal("kader.bedrag", N_("Dit bedrag is niet goed."), remedy=N_("Vul een bedrag in dat klopt."))
NO_REGION = Refusal("bijdrage.regio", N_("Deze regio bestaat niet."), remedy=N_("Kies een regio uit de lijst."))
NO_RECIPIENT = Refusal(
    "bijdrage.ontvanger",
    N_("Deze bijdrage is alleen voor UWV en de centrumgemeente."),
    source="Intentieverklaring: UWV en de centrumgemeenten ontvangen een bijdrage",
)
NO_ORGANISATION = Refusal("aanvraag.organisatie", N_("Vul in welke organisatie de aanvraag deed."))
NO_CAPACITY = Refusal(
    "capaciteit.leeg",
    N_("Vul in wat de mensen doen, hoeveel uur per week en van welke dag tot welke dag."),
)


@one_transaction
def record_contribution(
    *,
    actor: Actor,
    key: UUID,
    year: int,
    region_code: str,
    recipient: str,
    amount_cents: int,
    source: str,
    now: datetime,
) -> ContributionCard | Refusal:
    """Enter what UWV or the centre municipality of a region gets in a year to start preparing (R-257).

    A later entry takes the place of an earlier one, which stays on record. Refuses `kader.rol`, `bijdrage.jaar`,
    `bijdrage.regio`, `bijdrage.ontvanger`, `kader.bedrag`, `kader.bron` and `opdracht.sleutel`.
    """
    refused = may_set_budgets(actor) or rules.not_a_year(year) or _wrong(region_code, recipient, amount_cents, source)
    if refused is not None or actor.user_id is None:
        return refused or ONLY_FRAMEWORK_KEEPER
    row, made = PreparationContribution.objects.get_or_create(
        key=key,
        defaults={
            "year": year,
            "region_code": region_code,
            "recipient": recipient,
            "amount_cents": amount_cents,
            "source": source.strip(),
            "set_at": now,
            "set_by_id": actor.user_id,
        },
    )
    asked = (year, region_code, recipient, amount_cents)
    if not made:
        same = asked == (row.year, row.region_code, row.recipient, row.amount_cents)
        return contribution_card(row) if same else OTHER_CONTENTS
    details = {"jaar": year, "regio": region_code, "ontvanger": recipient, "bedrag_cent": amount_cents}
    _record(actor, "bijdrage_vaststellen", "voorbereidingsbijdrage", key, now, details)
    return contribution_card(row)


def _wrong(region_code: str, recipient: str, amount_cents: int, source: str) -> Refusal | None:
    if region_code not in {card.code for card in parties.regions()}:
        return NO_REGION
    if recipient not in PreparationContribution.Recipient.values:
        return NO_RECIPIENT
    if amount_cents < 0:
        return NO_AMOUNT
    return None if source.strip() else NO_SOURCE


@one_transaction
def register_application(
    *,
    actor: Actor,
    key: UUID,
    organisation: str,
    organisation_kind: str,
    purpose: str,
    asked_cents: int,
    received_on: date,
    now: datetime,
) -> ApplicationCard | Refusal:
    """Register what a union or an employers' organisation applied for at the ministry (aanvraag inschrijven, R-258).

    Refuses `kader.rol`, `aanvraag.organisatie`, `kader.bedrag`, `aanvraag.voorwaarden` (the scheme does not let this
    organisation apply, or not for this), `aanvraag.dag` and `opdracht.sleutel`.
    """
    refused = may_set_budgets(actor)
    if refused is None and (not organisation.strip() or asked_cents <= 0):
        refused = NO_AMOUNT if organisation.strip() else NO_ORGANISATION
    refused = refused or rules.who_may_apply(organisation_kind, purpose, received_on)
    if refused is not None or actor.user_id is None:
        return refused or ONLY_FRAMEWORK_KEEPER
    row, made = CapacityApplication.objects.get_or_create(
        key=key,
        defaults={
            "organisation": organisation.strip(),
            "organisation_kind": organisation_kind,
            "purpose": purpose,
            "asked_cents": asked_cents,
            "received_on": received_on,
            "registered_at": now,
            "registered_by_id": actor.user_id,
        },
    )
    if not made:
        same = (row.organisation, row.purpose, row.asked_cents) == (organisation.strip(), purpose, asked_cents)
        return application_card(row) if same else OTHER_CONTENTS
    _record(actor, "aanvraag_inschrijven", "aanvraag_capaciteit", key, now, {"bedrag_cent": asked_cents})
    return application_card(row)


@one_transaction
def decide_application(
    *, actor: Actor, key: UUID, granted_cents: int, source: str, now: datetime
) -> ApplicationCard | Refusal:
    """Decide on an application: grant an amount, or with nothing reject it (R-258).

    Refuses `kader.rol`, `kader.bron`, `aanvraag.te_veel` (more than was asked) and `aanvraag.stand` (decided already,
    and not so). Raises NotFoundError for an application that does not exist.
    """
    refused = may_set_budgets(actor) or (None if source.strip() else NO_SOURCE)
    if refused is not None:
        return refused
    row = _lock(key)
    state = CapacityApplication.State.GRANTED if granted_cents else CapacityApplication.State.REJECTED
    if row.decided_at is not None:
        same = (row.state, row.granted_cents) == (state, granted_cents)
        return application_card(row) if same else _decided_already(row)
    if not 0 <= granted_cents <= row.asked_cents:
        return Refusal(
            "aanvraag.te_veel",
            N_("De aanvraag is voor %(asked)s. Meer toekennen kan niet."),
            details=(("asked", euros(row.asked_cents)),),
        )
    row.state, row.granted_cents, row.source = state, granted_cents, source.strip()
    row.decided_at, row.decided_by_id = now, actor.user_id
    row.save(update_fields=("state", "granted_cents", "source", "decided_at", "decided_by"))
    _record(actor, f"aanvraag_{state}", "aanvraag_capaciteit", key, now, {"bedrag_cent": granted_cents})
    return application_card(_lock(key))


def _decided_already(row: CapacityApplication) -> Refusal:
    return Refusal(
        "aanvraag.stand",
        N_("Over deze aanvraag is al besloten: %(state)s."),
        remedy=N_("Ververs de pagina. U ziet dan wat er nu kan."),
        details=(("state", row.get_state_display().lower()),),
    )


@one_transaction
def record_capacity(
    *,
    actor: Actor,
    key: UUID,
    application_key: UUID,
    region_code: str,
    task: str,
    hours_per_week: int,
    begins_on: date,
    ends_on: date,
    agreed: Sequence[str],
    now: datetime,
) -> CapacityCard | Refusal:
    """Record who brings which people to a region, once all kinds of parties agree on the roles (R-258).

    Refuses `kader.rol`, `bijdrage.regio`, `capaciteit.leeg`, `aanvraag.voorwaarden` (not granted, or not all agree) and
    `opdracht.sleutel`. Raises NotFoundError for an application that does not exist.
    """
    refused = may_set_budgets(actor)
    if refused is None and region_code not in {card.code for card in parties.regions()}:
        refused = NO_REGION
    if refused is None and not (task.strip() and hours_per_week > 0 and begins_on <= ends_on):
        refused = NO_CAPACITY
    if refused is not None or actor.user_id is None:
        return refused or ONLY_FRAMEWORK_KEEPER
    of = _lock(application_key)
    parties_agreed = sorted(set(agreed) & set(rules.AGREEING))
    refused = rules.not_ready(of.organisation_kind, of.purpose, of.state, len(parties_agreed), now.date())
    if refused is not None:
        return refused
    known = Capacity.objects.select_related("recorded_by").filter(key=key).first()
    if known is not None:
        return capacity_card(known) if known.application_id == of.id and known.task == task.strip() else OTHER_CONTENTS
    row = Capacity(key=key, application=of, region_code=region_code, task=task.strip(), hours_per_week=hours_per_week)
    row.begins_on, row.ends_on, row.agreed = begins_on, ends_on, parties_agreed
    row.recorded_at, row.recorded_by_id = now, actor.user_id
    row.save(force_insert=True)
    details = {"regio": region_code, "uren_per_week": hours_per_week}
    _record(actor, "capaciteit_vastleggen", "capaciteit", key, now, details)
    return capacity_card(row)


def _lock(key: UUID) -> CapacityApplication:
    rows = CapacityApplication.objects.select_for_update(of=("self",)).select_related("registered_by", "decided_by")
    found = rows.filter(key=key).first()
    if found is None:
        raise NotFoundError(f"no application {key}")
    return found


def _record(  # noqa: PLR0917 (what a line of the trail holds, in its order)
    actor: Actor, verb: str, object_kind: str, key: UUID, now: datetime, details: dict[str, object]
) -> None:
    audit.record(actor=actor, verb=verb, object_kind=object_kind, object_id=key, now=now, details=details)
