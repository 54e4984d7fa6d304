"""Everything that is judged before an instrument is chosen, in one place: the preview shows it, choosing obeys it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from overstap.arrangements.access import parts_of
from overstap.arrangements.composition import Composition, had_before
from overstap.arrangements.drafts import ItemDraft
from overstap.arrangements.funding import Funding, split_cost
from overstap.arrangements.item_facts import Composer, facts_of_item, is_yes_or_no
from overstap.arrangements.values import CeilingLeft, MissingAnswers
from overstap.arrangements.weighing import Weigher, Weighing, ceiling_code, ceiling_left, question_of, receipt_of
from overstap.casework.models import Case
from overstap.casework.policy import catalogue
from overstap.core.actor import Actor
from overstap.core.arrangement import Cofinancing, check_cofinancing, lacks_before_proposing
from overstap.core.decision import N_, Refusal
from overstap.core.money import euros
from overstap.core.moves import Part
from overstap.rules import FactValue, Instrument, Known, Outcome
from overstap.treasury.queries import ceiling_used
from overstap.treasury.values import EMPLOYER_FEE_SCHEME, EMPLOYER_FEE_STREAM

TARGET_GROUP = "doelgroep_banenafspraak"
WEEKS = "weken_aanwezig"
HANDOVER = "overdracht"
HAD_BEFORE = "{}_eerder_gehad"
FEE_BESIDE = {"praktijkleren_inkoop": (EMPLOYER_FEE_SCHEME, EMPLOYER_FEE_STREAM)}
"""Streams whose items bring a fee for the employer along, which is paid from a stream of its own (R-202)."""

OFF_MENU = Refusal(
    rule="menukaart.staat_er_niet_op",
    because=N_("Dit hulpmiddel staat niet op de menukaart die nu geldt."),
    source=N_("Bijlage 1, Voorwaarden ontschot budget, voorwaarde 2"),
    remedy=N_("Kies een hulpmiddel van de menukaart."),
)
OTHER_CARD = Refusal(
    rule="menukaart.niet_voor_deze_persoon",
    because=N_("Dit hulpmiddel staat op de aanvullende menukaart. Die is alleen voor de doelgroep banenafspraak."),
    source=N_("Bijlage 1, Aanvullende menukaart banenafspraak"),
    remedy=N_("Kies een hulpmiddel van de algemene menukaart."),
)


@dataclass(frozen=True, slots=True)
class Fee:
    """The fee for the employer beside an item (werkgeversvergoeding): the most that it can come to, in cents."""

    cents: int
    stream: str
    scheme: str
    version: date
    receipt: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of an instrument for one person (oordeel): `refusal` is None when it can be chosen."""

    instrument: Instrument
    weighing: Weighing
    ceiling: CeilingLeft | None
    fee: Fee | None
    funding: Funding
    refusal: Refusal | None


def find_instrument(composition: Composition, instrument_id: str) -> Instrument | Refusal:
    """Give an instrument that stands on a menu for this person today (R-132, R-159)."""
    instrument = next((one for one in catalogue().menu(composition.on).instruments if one.id == instrument_id), None)
    if instrument is None:
        return OFF_MENU
    return instrument if on_card(instrument, composition.case_facts) else OTHER_CARD


def on_card(instrument: Instrument, case_facts: Mapping[str, FactValue]) -> bool:
    """Tell whether an instrument is shown: the supplementary card only to the target group banenafspraak (R-159)."""
    return not instrument.banenafspraak_only or _is_true(case_facts.get(TARGET_GROUP))


def composer_of(actor: Actor, case: Case) -> Composer:
    """Tell for whom an actor composes."""
    return Composer(responsible=Part.RESPONSIBLE in parts_of(actor, case), party_kind=actor.party_kind)


def judge(
    composer: Composer,
    composition: Composition,
    draft: ItemDraft,
    instrument: Instrument,
    *,
    own_cents: int = 0,
    weigher: Weigher | None = None,
) -> Judgement:
    """Judge an instrument as it is filled in; writes nothing and reserves nothing.

    `own_cents` is what this very item already counts towards its ceiling, so that it does not count twice.
    """
    weigher = weigher or Weigher(catalogue(), region_code=composition.region_code, on=composition.on)
    limit = ceiling_code(catalogue(), instrument, composition.on)
    used = max(0, ceiling_used(composition.person_key, limit[0]) - own_cents) if limit else 0
    used_of = {limit[0]: used} if limit else {}
    facts = known_facts(composer, composition, draft, instrument, used_of)
    funding = split_cost(weigher, instrument, draft, facts)
    if funding.parts:
        facts = known_facts(composer, composition, funding.draft, instrument, used_of)
    weighing = weigher.weigh(instrument, {**facts, **funding.reason_fact}, beside=funding.subsidies)
    ceiling = ceiling_left(limit, used)
    return Judgement(
        instrument=instrument,
        weighing=weighing,
        ceiling=ceiling,
        fee=_fee(weigher, instrument, facts),
        funding=funding,
        refusal=_refusal(composition, funding, instrument, weighing),
    )


def known_facts(
    composer: Composer,
    composition: Composition,
    draft: ItemDraft,
    instrument: Instrument,
    used_of_ceilings: Mapping[str, int],
) -> dict[str, FactValue]:
    """Give everything that the schemes may ask about an instrument for this person."""
    facts = facts_of_item(
        composition,
        draft,
        instrument,
        composer=composer,
        used_of_ceilings=used_of_ceilings,
        catalogue=catalogue(),
    )
    if instrument.kind == HANDOVER and draft.person_agrees:
        facts = _agreed(instrument, composition.on) | facts
    had = HAD_BEFORE.format((instrument.scheme or "").replace("-", "_"))
    if had in catalogue().facts and had_before(composition, instrument.scheme or ""):
        facts[had] = Known(value=True, source="dossier")
    return facts


def _agreed(instrument: Instrument, on: date) -> dict[str, FactValue]:
    """Read a yes to a warm hand-over: the person wants this help and lets the question be passed on (R-420).

    What the file says already goes before it.
    """
    asked = catalogue().scheme(instrument.scheme, on).fact_ids if instrument.scheme else ()
    return {fact: Known(value=True, source="akkoord") for fact in asked if is_yes_or_no(catalogue().facts[fact])}


def _is_true(value: FactValue | None) -> bool:
    return isinstance(value, Known) and value.value is True


def _refusal(composition: Composition, funding: Funding, instrument: Instrument, weighing: Weighing) -> Refusal | None:
    draft = funding.draft
    paid = bool(instrument.stream)
    refusal = weighing.refusal()
    if refusal is None and paid:
        refusal = _checks_first(composition)
    if refusal is None:
        refusal = _needs(draft, instrument)
    if refusal is None and weighing.open_facts:
        refusal = MissingAnswers(
            rule="onderdeel.vragen_open",
            because=N_("Er zijn nog vragen open. Zonder die antwoorden is niet te zeggen of dit kan."),
            remedy=N_("Beantwoord de vragen hieronder."),
            questions=tuple(question_of(fact) for fact in weighing.open_facts),
        )
    if refusal is None and weighing.withheld:
        refusal = Refusal(
            rule="onderdeel.niet_verteld",
            because=N_("De deelnemer wil dit niet zeggen: %(facts)s. Daarom is niet te zeggen of dit kan."),
            remedy=N_("Kies een ander hulpmiddel, of bespreek de vraag nog eens. Antwoorden hoeft nooit."),
            details=(("facts", ", ".join(fact.label.nl for fact in weighing.withheld)),),
        )
    if refusal is None and paid:
        others = draft.cofinancing_cents + draft.shared_cents
        refusal = (
            funding.refusal
            or check_cofinancing(draft.cost_cents, Cofinancing(others, draft.cofinancing_reason))
            or _most(draft, weighing)
        )
    return refusal


NEEDED = {
    "provider": (N_("wie het geeft"), lambda draft: draft.provider),
    "course": (N_("welke cursus of opleiding het is"), lambda draft: draft.title),
    "cost": (N_("wat het kost"), lambda draft: draft.cost_cents),
    "employer": (N_("bij welke werkgever"), lambda draft: draft.employer),
    "start": (N_("wanneer het begint"), lambda draft: draft.starts_on),
    "end": (N_("wanneer het eindigt"), lambda draft: draft.ends_on),
    "reason": (N_("waarom het nodig is"), lambda draft: draft.motivation),
}
"""What a menu can ask of an item beside the questions of its scheme: how to say it, and where it is filled in."""


def _needs(draft: ItemDraft, instrument: Instrument) -> Refusal | None:
    """Refuse an item that lacks what the menu asks of it (R-147)."""
    absent = [NEEDED[need][0] for need in instrument.needs if need in NEEDED and not NEEDED[need][1](draft)]
    if not absent:
        return None
    return Refusal(
        rule="onderdeel.nodig",
        because=N_("Bij dit hulpmiddel hoort nog: %(needs)s."),
        source=N_("Bijlage 1, Menukaart"),
        remedy=N_("Vul dit in."),
        details=(("needs", ", ".join(absent)),),
    )


def _checks_first(composition: Composition) -> Refusal | None:
    lacks = lacks_before_proposing(composition.readiness)
    return next((lack for lack in lacks if lack.rule == "arrangement.voorliggend_nagaan"), None)


def _most(draft: ItemDraft, weighing: Weighing) -> Refusal | None:
    """Refuse more than a scheme gives at most."""
    for assessment in weighing.assessments:
        if assessment.amount is not None and draft.charge_cents > assessment.amount.hi:
            return Refusal(
                rule=f"{assessment.scheme_id}.bedrag",
                because=N_("Dit is meer dan deze regeling geeft: ten hoogste %(most)s."),
                remedy=N_("Vraag minder, of laat een ander meer meebetalen."),
                details=(("most", euros(assessment.amount.hi)),),
            )
    return None


def _fee(weigher: Weigher, instrument: Instrument, facts: Mapping[str, FactValue]) -> Fee | None:
    """Give the most that the employer beside this item can get; nothing when the employer is not recognised."""
    beside = FEE_BESIDE.get(instrument.stream or "")
    if beside is None:
        return None
    scheme, stream = beside
    most = Known(catalogue().facts[WEEKS].high)
    assessment = weigher.assess_one(scheme, {**facts, WEEKS: most})
    if assessment is None or assessment.outcome is not Outcome.JA or assessment.amount is None:
        return None
    return Fee(
        cents=assessment.amount.hi,
        stream=stream,
        scheme=scheme,
        version=assessment.version or weigher.on,
        receipt=receipt_of(assessment),
    )
