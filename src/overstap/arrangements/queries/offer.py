"""The menu for one person: does each instrument fit, why, what is missing, what is left, what would it mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from overstap.arrangements.access import open_case_arrangement
from overstap.arrangements.composition import Composition, compose
from overstap.arrangements.drafts import ItemDraft
from overstap.arrangements.funding import Funding, sharing_streams
from overstap.arrangements.judging import Judgement, composer_of, find_instrument, judge, on_card
from overstap.arrangements.models import Arrangement
from overstap.arrangements.queries.page import named_for, note_read, page_of
from overstap.arrangements.streams import streams_of
from overstap.arrangements.values import (
    ArrangementPage,
    ClusterOffer,
    EarlierStream,
    InstrumentOffer,
    PayerLine,
    Preview,
    Question,
    SharingStream,
    StreamMoney,
    Words,
)
from overstap.arrangements.weighing import Weigher, question_of
from overstap.casework.policy import catalogue, local_day
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.rules import Cluster, Instrument

OTHERS = Words(N_("Cofinanciering door anderen"), "Co-financing by others")
"""The words of the line that says what others pay; both languages, because it stands among names of streams."""


@dataclass(frozen=True, slots=True)
class Workbench:
    """What an adviser needs to compose (werkbank): the arrangement when there is one, and the whole menu."""

    page: ArrangementPage | None
    clusters: tuple[ClusterOffer, ...]


def offer(actor: Actor, case_id: int, *, now: datetime) -> tuple[ClusterOffer, ...]:
    """Give every instrument of the menu for this person, by cluster (aanbod); the supplementary card only to its group.

    Raises NotFoundError for who may not see the arrangement.
    """
    return workbench(actor, case_id, now=now).clusters


def workbench(actor: Actor, case_id: int, *, now: datetime) -> Workbench:
    """Give the arrangement and the menu in one read; raises NotFoundError for who may not see it."""
    case, sight = open_case_arrangement(actor, case_id, now=now)
    arrangement = Arrangement.objects.filter(case=case).first()
    if arrangement is not None:
        arrangement.case = case
        note_read(actor, arrangement, sight, now=now)
    composition = compose(case, arrangement, sight=sight, now=now)
    streams = streams_of(case.region.code, local_day(now).year)
    weigher = Weigher(catalogue(), region_code=composition.region_code, on=composition.on)
    clusters = tuple(
        _cluster(actor, composition, cluster, streams, weigher) for cluster in catalogue().menu(composition.on).clusters
    )
    page = page_of(actor, composition, arrangement, streams=streams, now=now) if arrangement is not None else None
    return Workbench(
        page=named_for(page, sight) if page else None,
        clusters=tuple(cluster for cluster in clusters if cluster.instruments),
    )


def questions(facts: Iterable[str]) -> tuple[Question, ...]:
    """Give the questions of the fact dictionary with these ids; an unknown id is left out."""
    known = catalogue().facts
    return tuple(question_of(known[fact]) for fact in facts if fact in known)


def _cluster(
    actor: Actor, composition: Composition, cluster: Cluster, streams: Mapping[str, StreamMoney], weigher: Weigher
) -> ClusterOffer:
    shown = (one for one in cluster.instruments if on_card(one, composition.case_facts))
    return ClusterOffer(
        id=cluster.id,
        name=Words(cluster.name.nl, cluster.name.en),
        instruments=tuple(
            _offer(actor, composition, ItemDraft(one.id), one, streams=streams, weigher=weigher)[0] for one in shown
        ),
    )


def _offer(
    actor: Actor,
    composition: Composition,
    draft: ItemDraft,
    instrument: Instrument,
    *,
    streams: Mapping[str, StreamMoney],
    weigher: Weigher,
) -> tuple[InstrumentOffer, Judgement]:
    judgement = judge(composer_of(actor, composition.case), composition, draft, instrument, weigher=weigher)
    return offer_of(composition, judgement, streams), judgement


def offer_of(composition: Composition, judgement: Judgement, streams: Mapping[str, StreamMoney]) -> InstrumentOffer:
    """Give what a screen says of an instrument that was judged."""
    instrument, weighing = judgement.instrument, judgement.weighing
    versions = ((one.scheme_id, one.version) for one in weighing.assessments)
    return InstrumentOffer(
        id=instrument.id,
        cluster=instrument.cluster,
        name=Words(instrument.name.nl, instrument.name.en),
        summary=Words(instrument.summary.nl, instrument.summary.en),
        kind=instrument.kind,
        needs=instrument.needs,
        fit=weighing.fit,
        grounds=weighing.grounds,
        missing=tuple(question_of(fact) for fact in weighing.open_facts),
        stream=streams.get(instrument.stream) if instrument.stream else None,
        ceiling=judgement.ceiling,
        scheme_versions=tuple((scheme, version) for scheme, version in versions if version is not None),
        legal_test_pending=any(one.legal_test_pending for one in weighing.assessments),
        chosen=any(item.instrument == instrument.id for item in composition.live),
    )


def preview_item(actor: Actor, case_id: int, *, draft: ItemDraft, now: datetime) -> Preview | Refusal:
    """Tell what choosing an instrument would mean (vooraf): cost, who pays, what is left. Reserves nothing.

    Refuses only an instrument that is not on the menu of this person; everything else stands in the preview.
    """
    case, sight = open_case_arrangement(actor, case_id, now=now)
    arrangement = Arrangement.objects.filter(case=case).first()
    composition = compose(case, arrangement, sight=sight, now=now)
    instrument = find_instrument(composition, draft.instrument)
    if isinstance(instrument, Refusal):
        return instrument
    year = (draft.starts_on or composition.on).year
    streams = streams_of(case.region.code, year)
    weigher = Weigher(catalogue(), region_code=composition.region_code, on=composition.on)
    found, judgement = _offer(actor, composition, draft, instrument, streams=streams, weigher=weigher)
    draft = judgement.funding.draft
    charge = draft.charge_cents if instrument.stream else 0
    free = found.stream.free_cents if found.stream else None
    return Preview(
        arrangement_id=arrangement.pk if arrangement else None,
        region_code=case.region.code,
        offer=found,
        cost_cents=draft.cost_cents,
        payers=_payers(draft, judgement, streams, charge),
        free_after_cents=None if free is None else free - charge,
        ceiling_left_after_cents=found.ceiling.left_cents - charge if found.ceiling else None,
        earlier=earlier_of(composition, judgement.funding, streams),
        sharing=sharing_of(composition, judgement),
        refusal=judgement.refusal or _too_little(free, charge) or _parts_too_high(judgement.funding, streams),
    )


def _payers(
    draft: ItemDraft, judgement: Judgement, streams: Mapping[str, StreamMoney], charge: int
) -> tuple[PayerLine, ...]:
    lines = []
    if draft.cofinancing_cents:
        lines.append(PayerLine(stream="", name=OTHERS, cents=draft.cofinancing_cents))
    lines += [PayerLine(part.stream, name_of(streams, part.stream), part.cents) for part in judgement.funding.parts]
    if charge and judgement.instrument.stream:
        stream = judgement.instrument.stream
        lines.append(PayerLine(stream, name_of(streams, stream), charge, draft.provider))
    if judgement.fee is not None:
        fee = judgement.fee
        lines.append(PayerLine(fee.stream, name_of(streams, fee.stream), fee.cents, draft.employer))
    return tuple(lines)


def name_of(streams: Mapping[str, StreamMoney], stream: str) -> Words:
    """Give the name of a stream; its id when nobody knows it."""
    found = streams.get(stream)
    return found.name if found else Words(stream, stream)


def earlier_of(
    composition: Composition, funding: Funding, streams: Mapping[str, StreamMoney]
) -> tuple[EarlierStream, ...]:
    """Give the streams that go before the one of this instrument, in order (R-254)."""
    used = {item.stream for item in composition.live}
    return tuple(
        EarlierStream(
            id=fund.stream,
            name=name_of(streams, fund.stream),
            used=fund.stream in used,
            goes_first=fund.goes_first,
            cents=fund.cents,
            free_cents=streams[fund.stream].free_cents if fund.stream in streams else None,
        )
        for fund in funding.funds
    )


def sharing_of(composition: Composition, judgement: Judgement) -> tuple[SharingStream, ...]:
    """Give the streams that pay a part of an instrument as their own scheme works out (R-234)."""
    weigher = Weigher(catalogue(), region_code=composition.region_code, on=composition.on)
    funding = judgement.funding
    paid = {part.stream: part.cents for part in funding.parts}
    return tuple(
        SharingStream(
            id=stream.id,
            name=Words(stream.name.nl, stream.name.en),
            summary=Words(stream.summary.nl, stream.summary.en),
            asked=stream.id in funding.draft.subsidies,
            cents=paid.get(stream.id, 0),
        )
        for stream in sharing_streams(weigher, judgement.instrument)
    )


def _parts_too_high(funding: Funding, streams: Mapping[str, StreamMoney]) -> Refusal | None:
    """Refuse a part that is more than is free in the stream that would pay it, as far as the cashier keeps it."""
    known = (
        (_too_little(streams[part.stream].free_cents, part.cents)) for part in funding.parts if part.stream in streams
    )
    return next((refusal for refusal in known if refusal is not None), None)


def _too_little(free: int | None, charge: int) -> Refusal | None:
    if free is None or charge <= free:
        return None
    return Refusal(
        rule="budget.plafond",
        because=N_("Er is niet genoeg geld over in deze geldstroom."),
        remedy=N_("Vraag minder, zoek cofinanciering of kies een andere geldstroom."),
    )
