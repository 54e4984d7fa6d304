"""Proposing, agreeing and taking back: what the person and the team do with the whole arrangement."""

from __future__ import annotations

from datetime import datetime

from overstap.arrangements.access import access_arrangement, parts_of
from overstap.arrangements.access_guest import in_person
from overstap.arrangements.actions.changing import apply_changes, lock_changes
from overstap.arrangements.actions.deeds import CLOSED, check_composing, deed, log, move, next_step, undo
from overstap.arrangements.actions.starting import PROGRESS, commit_chosen
from overstap.arrangements.actions.versioning import (
    CHANGED,
    Signer,
    content_now,
    make_version,
    open_version,
    sign,
    standing_version,
)
from overstap.arrangements.cards import arrangement_card
from overstap.arrangements.composition import Composition, compose
from overstap.arrangements.letters import tell_person
from overstap.arrangements.models import (
    Agreement,
    Arrangement,
    ArrangementItem,
    ArrangementState,
    ItemStage,
    Side,
    Version,
    Way,
)
from overstap.arrangements.terms import Term, due
from overstap.arrangements.values import ArrangementCard
from overstap.core.actor import Actor
from overstap.core.arrangement import may_propose
from overstap.core.decision import N_, Refusal
from overstap.core.moves import Part
from overstap.core.versions import digest_of

AGREE = N_("Akkoord geven op het arrangement")
START = N_("Arrangement starten")
REVISE = N_("Arrangement aanpassen met de deelnemer")
ON_LINE = N_("Zelf, in Mijn dossier")
READ_DRAFT = N_("Meelezen met het concept van het plan")
LONGEST_HOW = 120

NOTHING_CHANGED = Refusal(
    rule="arrangement.niets_veranderd",
    because=N_("Er is niets veranderd sinds de versie die is afgesproken."),
    remedy=N_("Pas eerst het arrangement aan."),
)
NOT_RUNNING = Refusal(
    rule="arrangement.loopt_niet",
    because=N_("Een wijziging voorstellen kan alleen bij een arrangement dat loopt."),
    remedy=N_("Stel het arrangement voor aan de deelnemer."),
)
NO_REASON = Refusal(rule="arrangement.reden", because=N_("Schrijf op waarom het arrangement verandert."))
NO_REMARK = Refusal(rule="akkoord.opmerking", because=N_("Schrijf op wat er anders moet."))
NOTHING_ASKED = Refusal(
    rule="akkoord.niets_gevraagd",
    because=N_("Er ligt nu geen versie klaar om op te antwoorden."),
)


def share_draft(*, actor: Actor, arrangement_id: int, now: datetime) -> ArrangementCard | Refusal:
    """Let the person read along with the draft from now on (concept delen, R-120); they can react per item."""
    with deed(actor=actor, verb="concept_delen", now=now):
        arrangement, _ = access_arrangement(actor, arrangement_id, now=now, for_update=True)
        refusal = check_composing(actor, arrangement)
        if refusal is not None or arrangement.shared_at is not None:
            return refusal or arrangement_card(arrangement)
        arrangement.shared_at = now
        arrangement.save(update_fields=["shared_at"])
        before = due(Term.AGREE, region_code=arrangement.case.region.code, now=now)
        next_step(arrangement.case, READ_DRAFT, due_on=before, party=None, now=now)
        tell_person(arrangement.case, "concept_gedeeld", {"uiterlijk": before}, actor=actor, now=now)
        log(actor=actor, verb="concept_delen", arrangement=arrangement, now=now)
        return arrangement_card(arrangement)


def propose(*, actor: Actor, arrangement_id: int, because: str = "", now: datetime) -> ArrangementCard | Refusal:
    """Show the arrangement to the person (voorstellen); refuses with everything that the content still lacks.

    What is proposed is frozen as a version; `because` says why it differs from the one before.
    """
    with deed(actor=actor, verb="voorstellen", now=now):
        arrangement, sight = access_arrangement(actor, arrangement_id, now=now, for_update=True)
        refusal = move(actor, arrangement, "voorstellen") or _closed(arrangement)
        if refusal is not None:
            return refusal
        composition = compose(arrangement.case, arrangement, sight=sight, now=now)
        not_ready = may_propose(composition.readiness)
        if not_ready is not None:
            return not_ready
        arrangement.proposed_at, arrangement.shared_at = now, arrangement.shared_at or now
        arrangement.save(update_fields=["state", "proposed_at", "shared_at"])
        version = make_version(actor, composition, because=because, now=now)
        next_step(arrangement.case, AGREE, term=Term.AGREE, party=None, now=now)
        _tell(actor, arrangement, "arrangement_voorstel", now)
        log(actor=actor, verb="voorstellen", arrangement=arrangement, now=now, details=_which(version))
        return arrangement_card(arrangement)


def propose_change(*, actor: Actor, arrangement_id: int, because: str, now: datetime) -> ArrangementCard | Refusal:
    """Put a change of an arrangement that runs to the person (wijziging voorstellen): a new version with its reason.

    Until the person agrees, the version before it holds. Refuses `arrangement.reden` without a reason and
    `arrangement.niets_veranderd` when it says what was agreed already.
    """
    with deed(actor=actor, verb="wijziging_voorstellen", now=now):
        arrangement, sight = access_arrangement(actor, arrangement_id, now=now, for_update=True)
        refusal = check_composing(actor, arrangement) or _may_change(arrangement, because)
        if refusal is not None:
            return refusal
        composition = compose(arrangement.case, arrangement, sight=sight, now=now)
        earlier = standing_version(arrangement)
        if earlier is not None and earlier.digest == digest_of(content_now(composition)):
            return NOTHING_CHANGED
        version = make_version(actor, composition, because=because, now=now)
        next_step(arrangement.case, AGREE, term=Term.AGREE, party=None, now=now)
        _tell(actor, arrangement, "arrangement_gewijzigd", now, wat=version.because)
        log(actor=actor, verb="wijziging_voorstellen", arrangement=arrangement, now=now, details=_which(version))
        return arrangement_card(arrangement)


def agree(
    *, actor: Actor, arrangement_id: int, how: str = "", digest: str = "", now: datetime
) -> ArrangementCard | Refusal:
    """Record that the person agrees (akkoord geven, R-120): by the person, or by a professional who says how.

    It is the agreement with one version, of which `digest` tells that it is the one that was read; with another one
    waiting it refuses `akkoord.veranderd`. In an arrangement that already runs this is the agreement with what changed
    since: what was added is committed at once, all of it or none. Refuses `arrangement.hoe` without a word on how a
    professional heard it.
    """
    with deed(actor=actor, verb="akkoord_geven", now=now):
        by_link, actor = actor.only is not None, in_person(actor, arrangement_id)
        arrangement, sight = access_arrangement(actor, arrangement_id, now=now, for_update=True)
        signer = _signer(actor, arrangement, how, by_link=by_link)
        if isinstance(signer, Refusal):
            return signer
        adding = arrangement.state == ArrangementState.ACTIVE
        version = open_version(arrangement)
        refusal = (
            move(actor, arrangement, "aanvullen" if adding else "akkoord_geven")
            or _closed(arrangement)
            or _other_text(version, digest)
        )
        if refusal is not None:
            return refusal
        composition = compose(arrangement.case, arrangement, sight=sight, now=now, all_facts=True)
        refused = _agree(actor, composition, version, signer, now)
        if refused is not None:
            return undo(refused)
        return arrangement_card(arrangement)


def _agree(
    actor: Actor, composition: Composition, version: Version | None, signer: Signer, now: datetime
) -> Refusal | None:
    arrangement = composition.arrangement
    if arrangement is None:
        raise ValueError("there is nothing to agree to")
    chosen = ArrangementItem.objects.filter(arrangement=arrangement, stage=ItemStage.CHOSEN)
    adding, asked = arrangement.state == ArrangementState.ACTIVE, version is not None
    if version is None:
        version = make_version(actor, composition, because=_why(composition), now=now)
    refusal = sign(Agreement.objects.get(version=version, side=Side.PERSON), agreed=True, by=signer, now=now)
    if refusal is not None:
        return refusal
    arrangement.agreed_at, arrangement.agreed_by_id, arrangement.agreed_through = now, actor.user_id, signer.told
    arrangement.save(update_fields=["state", "agreed_at", "agreed_by", "agreed_through"])
    chosen.update(agreed_at=now)
    if adding:
        lock_changes(composition, version, now=now)
    if not adding:
        next_step(arrangement.case, START, term=Term.AGREE, party=arrangement.case.first_responsible, now=now)
        _tell(actor, arrangement, "arrangement_akkoord", now)
    elif not asked or chosen.exists():
        for item in composition.items:
            item.agreed_at = item.agreed_at or now
        refusal = commit_chosen(actor, composition, now=now)
    if adding and refusal is None:
        refusal = apply_changes(actor, composition, version, now=now)
    if adding and asked and refusal is None:
        next_step(arrangement.case, PROGRESS, term=Term.PROGRESS, party=arrangement.case.first_responsible, now=now)
    details = {"hoe": signer.told, **_which(version)}
    log(actor=actor, verb="akkoord_geven", arrangement=arrangement, now=now, details=details)
    return refusal


def disagree(
    *, actor: Actor, arrangement_id: int, remark: str, how: str = "", digest: str = "", now: datetime
) -> ArrangementCard | Refusal:
    """Record that the person does not agree with the version that waits (niet akkoord), and what has to change.

    A first proposal becomes a draft again; in an arrangement that runs the version before it holds (R-128).
    """
    with deed(actor=actor, verb="niet_akkoord", now=now):
        by_link, actor = actor.only is not None, in_person(actor, arrangement_id)
        arrangement, _ = access_arrangement(actor, arrangement_id, now=now, for_update=True)
        signer = _signer(actor, arrangement, how, by_link=by_link)
        if isinstance(signer, Refusal):
            return signer
        version = open_version(arrangement)
        if version is None:
            return NOTHING_ASKED
        refusal = _closed(arrangement) or _other_text(version, digest) or _no_remark(remark)
        if refusal is None:
            row = Agreement.objects.get(version=version, side=Side.PERSON)
            refusal = sign(row, agreed=False, by=signer, remark=remark, now=now)
        if refusal is None and arrangement.state == ArrangementState.PROPOSED:
            refusal = move(actor, arrangement, "terugnemen")
        if refusal is not None:
            return undo(refusal)
        version.withdrawn_at = now
        version.save(update_fields=["withdrawn_at"])
        _back_to_draft(arrangement)
        next_step(arrangement.case, REVISE, term=Term.AGREE, party=arrangement.case.first_responsible, now=now)
        log(actor=actor, verb="niet_akkoord", arrangement=arrangement, now=now, details=_which(version))
        return arrangement_card(arrangement)


def take_back(*, actor: Actor, arrangement_id: int, because: str = "", now: datetime) -> ArrangementCard | Refusal:
    """Take the proposal back to change it (terugnemen), as the team or as the person; an agreement lapses."""
    with deed(actor=actor, verb="terugnemen", now=now):
        actor = in_person(actor, arrangement_id)
        arrangement, _ = access_arrangement(actor, arrangement_id, now=now, for_update=True)
        refusal = move(actor, arrangement, "terugnemen") or _closed(arrangement)
        if refusal is not None:
            return refusal
        version = standing_version(arrangement)
        if version is not None:
            version.withdrawn_at = now
            version.save(update_fields=["withdrawn_at"])
        _back_to_draft(arrangement)
        next_step(arrangement.case, REVISE, term=Term.AGREE, party=arrangement.case.first_responsible, now=now)
        details = {"reden": because.strip()} if because.strip() else None
        log(actor=actor, verb="terugnemen", arrangement=arrangement, now=now, details=details)
        return arrangement_card(arrangement)


def _back_to_draft(arrangement: Arrangement) -> None:
    if arrangement.state != ArrangementState.DRAFT:
        return
    arrangement.agreed_at, arrangement.agreed_by, arrangement.agreed_through = None, None, ""
    arrangement.proposed_at = None
    arrangement.save(update_fields=["state", "agreed_at", "agreed_by", "agreed_through", "proposed_at"])
    ArrangementItem.objects.filter(arrangement=arrangement, stage=ItemStage.CHOSEN).update(agreed_at=None)


def _tell(actor: Actor, arrangement: Arrangement, template: str, now: datetime, **values: str) -> None:
    before = due(Term.AGREE, region_code=arrangement.case.region.code, now=now)
    tell_person(arrangement.case, template, {"uiterlijk": before, **values}, actor=actor, now=now)


def _which(version: Version) -> dict[str, str]:
    return {"versie": str(version.number), "sha256": version.digest}


def _why(composition: Composition) -> str:
    """Say why something was added when nobody said it of the whole: what stands with the items."""
    added = (item for item in composition.live if item.stage == ItemStage.CHOSEN)
    return "; ".join(f"{item.title}: {item.motivation}" if item.motivation else item.title for item in added)


def _signer(actor: Actor, arrangement: Arrangement, how: str, *, by_link: bool) -> Signer | Refusal:
    told = _how(actor, arrangement, how)
    if isinstance(told, Refusal):
        return told
    if Part.PERSON not in parts_of(actor, arrangement.case):
        return Signer(actor.name, Way.RECORDED, told, actor.user_id)
    way = Way.BY_CODE if by_link else Way.ON_LINE
    return Signer(arrangement.case.participant.full_name, way, way.label if by_link else told, actor.user_id)


def _may_change(arrangement: Arrangement, because: str) -> Refusal | None:
    if arrangement.state != ArrangementState.ACTIVE:
        return NOT_RUNNING
    return None if because.strip() else NO_REASON


def _other_text(version: Version | None, digest: str) -> Refusal | None:
    if not digest:
        return None
    return CHANGED if version is None or version.digest != digest else None


def _no_remark(remark: str) -> Refusal | None:
    return None if remark.strip() else NO_REMARK


def _how(actor: Actor, arrangement: Arrangement, how: str) -> str | Refusal:
    if Part.PERSON in parts_of(actor, arrangement.case):
        return ON_LINE
    if not how.strip():
        return Refusal(
            rule="arrangement.hoe",
            because=N_("Er staat niet bij hoe de deelnemer akkoord gaf."),
            source=N_("Werkdocument, Arrangement inzetten"),
            remedy=N_("Vul in hoe de deelnemer het zei: in een gesprek, aan de telefoon of per brief."),
        )
    return how.strip()[:LONGEST_HOW]


def _closed(arrangement: Arrangement) -> Refusal | None:
    return CLOSED if arrangement.case.closed_at is not None else None
