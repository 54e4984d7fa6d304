"""Choosing own words and colours, from a day on, with the reason; and going back to the standard."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.db import transaction
from django.utils import timezone

from overstap.audit.actions import record
from overstap.core.actor import Actor, Role
from overstap.core.contrast import refuse_colour
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.parties.access import region_row
from overstap.parties.models import OwnSetting
from overstap.parties.own.models import RegionLogo
from overstap.parties.own.pictures import cleaned
from overstap.parties.own.standards import LANGUAGES, Word, colours, places_in, words

KEEPERS = frozenset({Role.STEERING_GROUP})
MOST_REASON = 200
MOST_WORDS = 120


def set_own_word(
    *,
    actor: Actor,
    region_code: str,
    name: str,
    language: str,
    value: str,
    valid_from: dt.date,
    because: str,
    now: dt.datetime,
) -> Refusal | None:
    """Let the coordinator of a region say something in own words from a day on; empty goes back to the standard.

    Raises NotFoundError for another region and for a text that is not in the list.
    """
    if not (actor.is_system or (actor.has(Role.COORDINATOR) and region_code in actor.region_codes)):
        raise NotFoundError(region_code)
    word = words().get(name)
    if word is None or language not in LANGUAGES:
        raise NotFoundError(name)
    text = value.strip()
    refusal = _refuse_text(word, text) or _refuse_when(valid_from, because, now)
    if refusal is not None:
        return refusal
    with transaction.atomic():
        region = region_row(region_code, for_update=True)
        row = OwnSetting(region=region, name=name, language=language, value=text, valid_from=valid_from)
        _keep(row, actor, because, now, about=region_code)
    return None


def set_colour(
    *,
    actor: Actor,
    name: str,
    value: str,
    valid_from: dt.date,
    because: str,
    now: dt.datetime,
    region_code: str = "",
) -> Refusal | None:
    """Choose a colour from a day on, for a region or for the whole installation; empty goes back to the standard.

    For the coordinator of that region, or the steering group. Refuses a colour that people cannot read. Raises
    NotFoundError for anyone else.
    """
    if not (actor.is_system or _may_dress(actor, region_code)):
        raise NotFoundError(name)
    colour = colours().get(name)
    if colour is None:
        raise NotFoundError(name)
    chosen = value.strip().lower()
    refusal = (refuse_colour(chosen, colour.against) if chosen else None) or _refuse_when(valid_from, because, now)
    if refusal is not None:
        return refusal
    with transaction.atomic():
        region = region_row(region_code, for_update=True) if region_code else None
        row = OwnSetting(region=region, name=name, value=chosen, valid_from=valid_from)
        _keep(row, actor, because, now, about=region_code or "1")
    return None


def set_logo(
    *, actor: Actor, region_code: str, data: bytes, told: str, because: str, now: dt.datetime
) -> Refusal | None:
    """Give the desk of a region a logo, from now on; without `data` there is none.

    For the coordinator of that region. The picture is made anew from its points, so that nothing else comes along.
    `told` says in words what it shows. Raises NotFoundError for another region.
    """
    if not (actor.is_system or _may_dress(actor, region_code)):
        raise NotFoundError(region_code)
    if not 0 < len(because.strip()) <= MOST_REASON:
        return Refusal("logo.waarom", N_("Schrijf in een korte zin op waarom."))
    if data and not 0 < len(told.strip()) <= MOST_WORDS:
        return Refusal(
            "logo.woorden",
            N_("Schrijf in een paar woorden op wat het logo laat zien."),
            remedy=N_("Mensen die niet zien, horen deze woorden."),
        )
    picture = cleaned(data) if data else None
    if isinstance(picture, Refusal):
        return picture
    with transaction.atomic():
        row = RegionLogo(region=region_row(region_code, for_update=True), because=because.strip(), set_at=now)
        row.set_by_id = actor.user_id
        if picture is not None:
            row.content, row.width, row.height = picture.content, picture.width, picture.height
            row.digest, row.told = hashlib.sha256(picture.content).hexdigest(), told.strip()
        row.save(force_insert=True)
        told_of = {"wat": "logo", "naar": row.digest or "-"}
        record(
            actor=actor, verb="eigen_instelling", object_kind="regio", object_id=region_code, now=now, details=told_of
        )
    return None


def _may_dress(actor: Actor, region_code: str) -> bool:
    if not region_code:
        return actor.has(*KEEPERS)
    return actor.has(Role.COORDINATOR) and region_code in actor.region_codes


def _refuse_text(word: Word, text: str) -> Refusal | None:
    if len(text) > word.most:
        return Refusal(
            "eigen_tekst.lengte",
            N_("Deze tekst is te lang: ten hoogste %(meest)s tekens."),
            remedy=N_("Maak de tekst korter."),
            details=(("meest", str(word.most)),),
        )
    if "<" in text or ">" in text:
        return Refusal("eigen_tekst.tekens", N_("In deze tekst kunnen geen tekens < en > staan."))
    if text and places_in(text) != word.places:
        return Refusal(
            "eigen_tekst.plaatsen",
            N_("In deze tekst staan precies deze plaatsen: %(plaatsen)s."),
            remedy=N_("Schrijf elke plaats tussen accolades; de website vult ze in."),
            details=(("plaatsen", ", ".join(f"{{{one}}}" for one in sorted(word.places)) or "-"),),
        )
    return None


def _refuse_when(valid_from: dt.date, because: str, now: dt.datetime) -> Refusal | None:
    if valid_from < timezone.localdate(now):
        return Refusal(
            "eigen_tekst.terug",
            N_("Een nieuwe keuze kan niet in het verleden beginnen."),
            remedy=N_("Kies vandaag of een latere dag."),
        )
    if not 0 < len(because.strip()) <= MOST_REASON:
        return Refusal("eigen_tekst.waarom", N_("Schrijf in een korte zin op waarom."))
    return None


def _keep(row: OwnSetting, actor: Actor, because: str, now: dt.datetime, *, about: str) -> None:
    row.because, row.set_at, row.set_by_id = because.strip(), now, actor.user_id
    row.save(force_insert=True)
    kind = "regio" if row.region_id else "installation"
    told = {"wat": row.name, "taal": row.language, "vanaf": row.valid_from.isoformat(), "naar": row.value}
    record(actor=actor, verb="eigen_instelling", object_kind=kind, object_id=about, now=now, details=told)
