"""Writing a file as `dossier.json` says it: for the person all of it, for a party the parts with a standing ground."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from overstap.arrangements.models import Version
from overstap.arrangements.queries import arrangement_page
from overstap.audit.queries import who_looked
from overstap.casework.assessing import hidden_facts
from overstap.casework.models import Assessment
from overstap.consent.queries import consents_of
from overstap.core.consent import Item
from overstap.core.decision import NotFoundError
from overstap.correspondence.queries import own_letters
from overstap.portability.schema import KIND, VERSION
from overstap.treasury.queries import commitments_by_keys

if TYPE_CHECKING:
    from overstap.arrangements.values import ArrangementPage
    from overstap.casework.models import Case
    from overstap.casework.values import CasePage, ProfileCard, ProfileEntryCard
    from overstap.core.actor import Actor

Rows = list[dict[str, Any]]
LOOKS = 2000


def document_of(
    actor: Actor, case: Case, page: CasePage, *, installation: str, holder: str, now: dt.datetime
) -> dict[str, Any]:
    """The file as data. `page` holds no more than the reader may have; what is only the person's is for the person."""
    items = page.items
    made: dict[str, Any] = {
        "soort": KIND,
        "versie": VERSION,
        "gemaakt_op": now.isoformat(),
        "installatie": installation,
        "voor": holder,
        "onderdelen": sorted(item.value for item in items),
        "zaak": _case(page),
    }
    if Item.CONTACT in items:
        made["persoon"] = _person(case)
    if items & {Item.INTAKE, Item.HEALTH, Item.DEBTS}:
        made["gegevens"] = _facts(page)
    if page.profile is not None:
        made["profiel"] = _profile(page.profile)
    if Item.ADVICE in items:
        made |= _advice(case, page)
    if Item.ARRANGEMENT in items:
        made |= _arrangement(actor, case, now, versions=Item.CONTACT in items)
    if page.outcome is not None:
        made["uitkomst"] = _outcome(page)
    if actor.is_person:
        made |= _own(actor, case, page, now)
    return made


def written(document: dict[str, Any]) -> bytes:
    """The document as it is signed."""
    return (json.dumps(document, ensure_ascii=False, indent=2, sort_keys=False) + "\n").encode()


def _time(moment: dt.datetime | dt.date | None) -> str | None:
    return moment.isoformat() if moment else None


def _case(page: CasePage) -> dict[str, Any]:
    head = page.header
    return {
        "nummer": head.number,
        "regio": head.region_code,
        "stand": head.state_label,
        "geopend_op": _time(head.opened_at),
        "eerstverantwoordelijke": head.first_responsible.name,
    }


def _person(case: Case) -> dict[str, Any]:
    row = case.participant
    return {
        "voornaam": row.first_name,
        "achternaam": row.last_name,
        "geboortedatum": _time(row.birth_date),
        "email": row.email,
        "telefoon": row.phone,
        "gemeente": row.municipality,
        "taal": row.language,
    }


def _facts(page: CasePage) -> Rows:
    return [
        {
            "gegeven": one.fact_id,
            "vraag": one.label_nl,
            "onderdeel": one.item.value,
            "stand": one.state,
            "waarde": _time(one.value) if isinstance(one.value, dt.date) else one.value,
            "getoond": one.shown_nl,
            "bron": one.source,
            "vastgelegd_op": _time(one.recorded_at),
        }
        for one in page.facts
        if one.item in page.items
    ]


def _profile(card: ProfileCard) -> dict[str, Any]:
    return {
        "uitspraken": [
            {
                "onderwerp": one.aspect,
                "waarde": one.value,
                "bron": one.source,
                "toelichting": one.source_note,
                "vastgelegd_op": _time(one.recorded_at),
            }
            for one in card.statements
            if one.value
        ],
        "regels": [_line(one) for one in card.entries],
        "gekozen_beroep": {"adres": card.occupation_uri, "lijst": card.occupation_edition, "naam": card.occupation_name}
        if card.occupation_uri
        else None,
    }


def _line(one: ProfileEntryCard) -> dict[str, Any]:
    return {
        "soort": one.kind,
        "naam": one.name,
        "niveau": one.level,
        "code": one.code,
        "esco": one.esco,
        "werkgever": one.employer,
        "van_maand": _time(one.from_month),
        "tot_maand": _time(one.until_month),
        "taken": one.tasks,
        "richting": one.field,
        "diploma": one.diploma,
        "jaar": one.year,
        "geldig_tot": _time(one.valid_until),
        "luisteren": one.listening,
        "lezen": one.reading,
        "spreken": one.speaking,
        "schrijven": one.writing,
        "bron": one.source,
        "toelichting": one.source_note,
        "vastgelegd_op": _time(one.recorded_at),
        "bevestigd": one.confirmed,
        "gezien": one.checked,
        "gezien_op": _time(one.checked_at),
    }


def _advice(case: Case, page: CasePage) -> dict[str, Any]:
    return {
        "beoordelingen": _assessments(case, page),
        "besluiten": [
            {
                "soort": one.kind,
                "naam": one.label,
                "wijkt_af": one.deviates,
                "motivering": one.motivation,
                "besloten_door": one.decided_by,
                "besloten_op": _time(one.decided_at),
            }
            for one in page.decisions
        ],
        "diagnoses": [
            {
                "partij": one.party.name,
                "instrument": one.tool,
                "versie": one.tool_version,
                "afgenomen_op": _time(one.taken_on),
                "uitkomst": one.result,
            }
            for one in page.diagnoses
        ],
        "eigen_hulp": [
            {"partij": one.party.name, "wat": one.what, "sinds": _time(one.started_on)} for one in page.own_services
        ],
    }


def _assessments(case: Case, page: CasePage) -> Rows:
    shown = [one.id for one in page.assessments]
    receipts = dict(Assessment.objects.filter(case=case, pk__in=shown).order_by().values_list("pk", "receipt"))
    return [
        {
            "regeling": one.scheme,
            "naam": one.scheme_nl,
            "versie": _time(one.scheme_version),
            "uitkomst": one.outcome,
            "advies": one.advice,
            "gronden": [
                {"richting": ground.bearing, "nl": ground.nl, "en": ground.en, "bron": ground.source}
                for ground in one.grounds
            ],
            "gemaakt_op": _time(one.made_at),
            "bewijs": _receipt(receipts[one.id], page.items),
        }
        for one in page.assessments
    ]


def _receipt(receipt: dict[str, Any], items: frozenset[Item]) -> dict[str, Any] | None:
    """The receipt names the facts it stands on: it goes along only to who may see all of them."""
    facts = receipt.get("inputs", {})
    may = {Item.INTAKE, *items} == items and not hidden_facts(facts, items)
    return receipt if may else None


def _arrangement(actor: Actor, case: Case, now: dt.datetime, *, versions: bool) -> dict[str, Any]:
    """What people agreed to names them: earlier versions go along only with who it is about."""
    try:
        page = arrangement_page(actor, case.pk, now=now)
    except NotFoundError:
        page = None
    if page is None:
        return {}
    return {"arrangement": _plan(page, versions=versions), "toezeggingen": _commitments(page)}


def _plan(page: ArrangementPage, *, versions: bool) -> dict[str, Any]:
    rows = Version.objects.filter(arrangement_id=page.card.id).prefetch_related("agreements").order_by("id")
    return {
        "sleutel": str(page.card.key),
        "stand": page.card.state_label,
        "doel": page.card.target,
        "gemaakt_op": _time(page.made_at),
        "akkoord_op": _time(page.agreed_at),
        "akkoord_hoe": page.agreed_through,
        "onderdelen": [
            {
                "sleutel": str(one.key),
                "naam": one.title,
                "instrument": one.instrument,
                "stand": one.stage_label,
                "partij": one.providing_party,
                "aanbieder": one.provider,
                "werkgever": one.employer,
                "begint_op": _time(one.starts_on),
                "eindigt_op": _time(one.ends_on),
                "kosten_centen": one.cost_cents,
                "geldstroom": one.stream,
                "motivering": one.motivation,
                "toezegging": str(one.commitment_key) if one.commitment_key else None,
            }
            for one in page.items
        ],
        "versies": [_version(row) for row in rows] if versions else [],
    }


def _version(row: Version) -> dict[str, Any]:
    return {
        "nummer": row.number,
        "soort": row.kind,
        "reden": row.because,
        "gemaakt_op": _time(row.made_at),
        "sha256": row.digest,
        "inhoud": row.content,
        "akkoorden": [
            {"kant": one.side, "naam": one.name, "akkoord": one.agreed, "hoe": one.way, "op": _time(one.answered_at)}
            for one in row.agreements.all()
        ],
    }


def _commitments(page: ArrangementPage) -> Rows:
    of_item = {key: one for one in page.items for key in (one.commitment_key, one.fee_commitment_key) if key}
    cards = commitments_by_keys(of_item)
    return [
        {
            "sleutel": str(key),
            "onderdeel": of_item[key].title,
            "geldstroom": card.stream_name_nl,
            "jaar": card.year,
            "bedrag_centen": card.amount_cents,
            "betaald_centen": card.paid_cents,
            "open_centen": card.open_cents,
            "ontvanger": card.recipient,
            "stand": card.state,
            "eindigt_op": _time(of_item[key].ends_on),
        }
        for key, card in cards.items()
    ]


def _outcome(page: CasePage) -> dict[str, Any]:
    card = page.outcome
    return (
        {}
        if card is None
        else {
            "werk_vanaf": _time(card.new_contract_from),
            "werkgever": card.employer,
            "beroep": card.occupation,
            "uren_per_week": card.hours_per_week,
            "contract": card.contract,
            "vastgelegd_op": _time(card.recorded_at),
        }
    )


def _own(actor: Actor, case: Case, page: CasePage, now: dt.datetime) -> dict[str, Any]:
    return {
        "verantwoordelijken": [
            {"partij": one.party.name, "van": _time(one.from_at), "tot": _time(one.until_at), "reden": one.because}
            for one in page.responsibilities
        ],
        "overdrachten": _handovers(page),
        "toestemmingen": [
            {
                "partij": one.party_name,
                "onderdeel": one.item.value,
                "doel": one.purpose.value,
                "gegeven_op": _time(one.given_at),
                "geldig_tot": _time(one.valid_until),
                "ingetrokken_op": _time(one.withdrawn_at),
                "hoe": one.given_through,
                "geldt": one.in_force,
            }
            for one in consents_of(actor, case.participant_id, now)
        ],
        "brieven": [
            {"onderwerp": one.subject, "gemaakt_op": _time(one.made_at), "langs": one.channel, "stand": one.state}
            for one, _ in own_letters(actor)
        ],
        "inzage": [
            {
                "op": _time(one.at),
                "wie": one.name,
                "partij": one.party_name,
                "wat": one.verb,
                "waarom": one.purpose,
            }
            for one in who_looked(actor, LOOKS)
        ],
    }


def _handovers(page: CasePage) -> Rows:
    return [
        {
            "soort": one.kind_label,
            "van_partij": one.from_party.name,
            "naar_partij": one.to_party.name,
            "stand": one.state_label,
            "reden": one.because,
            "aangeboden_op": _time(one.offered_at),
            "antwoord_voor": _time(one.answer_due),
            "beantwoord_op": _time(one.answered_at),
            "antwoord": one.answer,
            "eerste_contact": _time(one.first_contact_on),
        }
        for one in page.handovers
    ]
