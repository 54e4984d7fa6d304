"""What a region or the installation chose, on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from overstap.parties.models import OwnSetting
from overstap.parties.own.models import RegionLogo
from overstap.parties.own.standards import Colour, Word, colours, filled, words


@dataclass(frozen=True, slots=True)
class Chosen:
    """One choice of the past, of now or of a day to come; an empty value is back to the standard."""

    name: str
    language: str
    value: str
    valid_from: dt.date
    because: str
    set_by: str
    set_at: dt.datetime


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One thing that may be chosen, in one language: what it says now and else, and what comes."""

    name: str
    language: str
    where: str
    standard: str
    now: str
    is_own: bool
    coming: Chosen | None


def own_word(region_code: str, name: str, language: str, on: dt.date, **places: str) -> str:
    """What a text says in a region on a day, with its places filled."""
    row = _standing(region_code, on).filter(name=name, language=language).first()
    own = row.value if row else ""
    return filled(own or words()[name].standard[language], places)


def own_lines(region_code: str, on: dt.date, language: str) -> tuple[OwnLine, ...]:
    """Everything that a region may put in its own words, in both languages."""
    history = choices_made(region_code)
    return tuple(_line(word, code, history, on, language) for word in words().values() for code in word.standard)


def colour_lines(on: dt.date, language: str, region_code: str = "") -> tuple[OwnLine, ...]:
    """Every colour that a region, or with an empty code the installation, may choose."""
    history = choices_made(region_code)
    return tuple(_line(colour, "", history, on, language) for colour in colours().values())


def choices_made(region_code: str) -> tuple[Chosen, ...]:
    """Every choice of a region, or with an empty code of the installation, the newest first."""
    rows = OwnSetting.objects.filter(_of(region_code)).select_related("set_by").order_by("-valid_from", "-id")
    return tuple(
        Chosen(
            row.name,
            row.language,
            row.value,
            row.valid_from,
            row.because,
            row.set_by.name if row.set_by else "",
            row.set_at,
        )
        for row in rows
    )


def theme(on: dt.date, region_code: str = "") -> dict[str, str]:
    """The tokens of the style with their colours: what the region chose, else the installation; empty for none."""
    known, chosen = colours(), dict[str, str]()
    for code in ("", region_code) if region_code else ("",):
        newest: dict[str, str] = {}
        for row in _standing(code, on):
            newest.setdefault(row.name, row.value)
        chosen |= {known[name].token: value for name, value in newest.items() if value and name in known}
    return chosen


@dataclass(frozen=True, slots=True)
class LogoCard:
    """The logo of the desk of a region: what it shows in words, and the mark of its content."""

    digest: str
    width: int
    height: int
    told: str
    set_at: dt.datetime


def logo(region_code: str) -> LogoCard | None:
    """The logo of a region; None when it has none."""
    row = RegionLogo.objects.filter(region__code=region_code).defer("content").order_by("-set_at", "-id").first()
    return LogoCard(row.digest, row.width, row.height, row.told, row.set_at) if row and row.digest else None


def logo_content(region_code: str, digest: str) -> bytes | None:
    """The points of a logo that a region has or had, by the mark of its content."""
    rows = RegionLogo.objects.filter(region__code=region_code, digest=digest).exclude(digest="")
    found = rows.values_list("content", flat=True).first()
    return None if found is None else bytes(found)


def _of(region_code: str) -> Q:
    return Q(region__code=region_code) if region_code else Q(region__isnull=True)


def _standing(region_code: str, on: dt.date) -> QuerySet[OwnSetting]:
    return OwnSetting.objects.filter(_of(region_code), valid_from__lte=on).order_by("-valid_from", "-id")


def _line(what: Word | Colour, code: str, history: tuple[Chosen, ...], on: dt.date, language: str) -> OwnLine:
    mine = [one for one in history if (one.name, one.language) == (what.id, code)]
    standing = next((one for one in mine if one.valid_from <= on), None)
    standard = what.standard if isinstance(what.standard, str) else what.standard[code]
    own = standing.value if standing else ""
    coming = next((one for one in reversed(mine) if one.valid_from > on), None)
    return OwnLine(what.id, code, what.where[language], standard, own or standard, bool(own), coming)
