"""The same file to read: a tagged PDF in the house style, in the language of the person."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from overstap.correspondence.paper.making import letter_pdf
from overstap.correspondence.values import Block, FrozenLetter, Sender
from overstap.correspondence.writing import LAYOUT, day_text, euros

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Row = dict[str, Any]


def readable(document: Row, *, sender: Sender, name: str, language: str, day: dt.date, large: bool = False) -> bytes:
    """The PDF of a document as `overstap.portability.document` writes it."""
    with translation.override(language):
        letter = FrozenLetter(
            layout=LAYOUT,
            language=language,
            large=large,
            subject=_("Dossier van %(naam)s") % {"naam": name} if name else _("Dossier"),
            reference=document["zaak"]["nummer"],
            day=day,
            day_text=day_text(day, language),
            sender=sender,
            name=document["voor"],
            address=(),
            blocks=tuple(_blocks(document, language)),
            page="",
            whole=False,
        )
    return letter_pdf(letter)


def _blocks(document: Row, language: str) -> Iterator[Block]:
    def euro(cents: int) -> str:
        return euros(cents, language)

    yield _text(_("Dit is een kopie om mee te nemen. Met het bestand dossier.json kan een computer hem lezen."))
    yield from _person(document)
    yield from _listed(_("Antwoorden"), document.get("gegevens"), _fact)
    yield from _profile(document)
    yield from _listed(_("Adviezen uit de regels"), document.get("beoordelingen"), _assessment)
    yield from _listed(_("Besluiten"), document.get("besluiten"), _decision)
    yield from _listed(_("Uitkomsten van tests"), document.get("diagnoses"), _diagnosis)
    yield from _listed(_("Hulp die een organisatie al gaf"), document.get("eigen_hulp"), _own_help)
    plan = document.get("arrangement")
    if plan:
        yield from _listed(_("Het plan"), plan["onderdelen"], lambda one: _item(one, euro))
    yield from _listed(_("Toegezegd geld"), document.get("toezeggingen"), lambda one: _promise(one, euro))
    outcome = document.get("uitkomst")
    yield from _listed(_("Hoe het afliep"), [outcome] if outcome else None, _outcome)
    yield from _listed(_("Wie was verantwoordelijk"), document.get("verantwoordelijken"), _responsible)
    yield from _listed(_("Overdrachten"), document.get("overdrachten"), _handover)
    yield from _listed(_("Toestemmingen"), document.get("toestemmingen"), _consent)
    yield from _listed(_("Brieven"), document.get("brieven"), _letter)


def _text(line: str) -> Block:
    return Block("alinea", (line,))


def _listed(title: str, rows: list[Row] | None, told: Callable[[Row], str]) -> Iterator[Block]:
    if rows is not None:
        yield Block("kop", (title,))
        lines = tuple(line for line in (told(row) for row in rows) if line)
        yield Block("lijst", lines) if lines else _text(_("Niets vastgelegd."))


def _day(text: str | None) -> str:
    if not text:
        return ""
    return date_format(dt.date.fromisoformat(text[:10]), "j F Y")


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _person(document: Row) -> Iterator[Block]:
    person = document.get("persoon")
    if person:
        yield Block("kop", (_("Wie"),))
        lines = (
            f"{person['voornaam']} {person['achternaam']}",
            _("geboren op %(dag)s") % {"dag": _day(person["geboortedatum"])},
            person["gemeente"],
            _joined(person["email"], person["telefoon"]),
        )
        yield Block("lijst", tuple(line for line in lines if line))


def _source(one: Row) -> str:
    told: Mapping[str, str] = {
        "persoon": _("van de persoon zelf"),
        "begeleider": _("van de begeleider"),
        "document": _("uit een document"),
        "partij": _("van een andere organisatie"),
        "register": _("uit een register"),
        "meegebracht": _("meegebracht uit een ander dossier"),
    }
    said = told.get(one["bron"], one["bron"])
    return f"({_joined(said, one.get('toelichting'), _day(one['vastgelegd_op']))})"


def _fact(one: Row) -> str:
    return f"{one['vraag']}: {one['getoond']} {_source(one)}"


def _profile(document: Row) -> Iterator[Block]:
    profile = document.get("profiel")
    if profile:
        aspects = {
            "wensen": _("Wensen"),
            "grenzen": _("Grenzen"),
            "uren": _("Uren per week"),
            "reistijd": _("Hoogstens zoveel minuten reizen"),
            "beschikbaar": _("Kan beginnen op"),
            "vervoer": _("Vervoer"),
            "beroep": _("Beroep"),
            "sector": _("Sector"),
        }
        said = [one | {"onderwerp": aspects.get(one["onderwerp"], one["onderwerp"])} for one in profile["uitspraken"]]
        yield from _listed(_("Wat iemand wil"), said, lambda one: f"{one['onderwerp']}: {one['waarde']} {_source(one)}")
        if chosen := profile.get("gekozen_beroep"):
            yield _text(_("Beroep uit de lijst: %(naam)s (%(lijst)s)") % chosen)
        yield from _listed(_("Wat iemand kan"), profile["regels"], _line)


def _line(one: Row) -> str:
    months = f"{(one['van_maand'] or '')[:7]} - {(one['tot_maand'] or '')[:7]}" if one["van_maand"] else ""
    levels = _joined(
        *(
            f"{skill} {one[name]}"
            for name, skill in (
                ("luisteren", _("luisteren")),
                ("lezen", _("lezen")),
                ("spreken", _("spreken")),
                ("schrijven", _("schrijven")),
            )
            if one[name]
        )
    )
    diploma = {True: _("met diploma"), False: _("zonder diploma"), None: ""}[one["diploma"]]
    year = str(one["jaar"]) if one["jaar"] else ""
    told = _joined(
        one["naam"], one["niveau"], one["werkgever"], months, one["taken"], one["richting"], diploma, year, levels
    )
    checked = _("bevestigd door de persoon") if one["bevestigd"] else _("niet bevestigd")
    return f"{told} {_source(one)}, {_joined(checked, one['gezien'])}"


def _assessment(one: Row) -> str:
    grounds = "; ".join(ground["nl"] for ground in one["gronden"])
    advice = _joined(one["naam"], one["advies"] or one["uitkomst"], _day(one["gemaakt_op"]))
    return f"{advice}. {grounds}"


def _decision(one: Row) -> str:
    return f"{one['naam']}: {one['motivering']} ({_joined(one['besloten_door'], _day(one['besloten_op']))})"


def _diagnosis(one: Row) -> str:
    made = _joined(one["partij"], _day(one["afgenomen_op"]))
    return f"{one['instrument']} {one['versie']}: {one['uitkomst']} ({made})"


def _own_help(one: Row) -> str:
    return _joined(one["wat"], one["partij"], _day(one["sinds"]))


def _item(one: Row, euro: Callable[[int], str]) -> str:
    days = " - ".join(day for day in (_day(one["begint_op"]), _day(one["eindigt_op"])) if day)
    return _joined(one["naam"], one["stand"], one["aanbieder"] or one["partij"], days, euro(one["kosten_centen"]))


def _promise(one: Row, euro: Callable[[int], str]) -> str:
    until = _("tot en met %(dag)s") % {"dag": _day(one["eindigt_op"])} if one["eindigt_op"] else ""
    left = _("nog open: %(bedrag)s") % {"bedrag": euro(one["open_centen"])}
    return f"{one['onderdeel']}: {_joined(euro(one['bedrag_centen']), left, one['geldstroom'], until)}"


def _outcome(one: Row) -> str:
    return _joined(one["beroep"], one["werkgever"], _day(one["werk_vanaf"]))


def _responsible(one: Row) -> str:
    return _joined(one["partij"], _day(one["van"]), _day(one["tot"]))


def _handover(one: Row) -> str:
    return f"{one['van_partij']} → {one['naar_partij']}: {_joined(one['stand'], _day(one['aangeboden_op']))}"


def _consent(one: Row) -> str:
    stands = _("geldt") if one["geldt"] else _("geldt niet meer")
    return _joined(one["partij"], one["onderdeel"], one["doel"], _day(one["gegeven_op"]), stands)


def _letter(one: Row) -> str:
    return _joined(one["onderwerp"], _day(one["gemaakt_op"]))
