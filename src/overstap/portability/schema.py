"""What `dossier.json` holds (version 1.0): every name, its kind and its meaning. The docs are written from this.

Kinds: `tekst`, `dag` (2021-02-15), `moment` (with its offset), `ja_nee`, `getal`, `centen` (whole cents), `vrij` (any
JSON), `lijst:x` and `voorwerp:x` (of a shape below), `lijst:tekst`. A name with `!` is always there and never null.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from overstap.core.decision import N_

KIND, VERSION = "overstap-dossier", "1.0"
LONGEST = 20_000
MOST_ROWS = 5_000
MOST_PROBLEMS = 50

Shape = dict[str, tuple[str, str]]

SHAPES: dict[str, Shape] = {
    "dossier": {
        "soort!": ("tekst", f"always “{KIND}”"),
        "versie!": ("tekst", f"of this schema: “{VERSION}”"),
        "gemaakt_op!": ("moment", "when it was made"),
        "installatie!": ("tekst", "who made it: the team"),
        "voor!": ("tekst", "for whom: the person, or a party by name"),
        "onderdelen!": ("lijst:tekst", "the parts of the file that are in it"),
        "zaak!": ("voorwerp:zaak", "the file in one line"),
        "persoon": ("voorwerp:persoon", "who it is about (part contact)"),
        "gegevens": ("lijst:gegeven", "the answers (parts intake, gezondheid, schulden)"),
        "profiel": ("voorwerp:profiel", "what someone can and wants (part profiel)"),
        "beoordelingen": ("lijst:beoordeling", "what the rules said (part advies)"),
        "besluiten": ("lijst:besluit", "what a person decided (part advies)"),
        "diagnoses": ("lijst:diagnose", "results of tools (part advies)"),
        "eigen_hulp": ("lijst:eigen_hulp", "help that a party gave itself (part advies)"),
        "arrangement": ("voorwerp:arrangement", "the plan (part arrangement)"),
        "toezeggingen": ("lijst:toezegging", "money that was promised (part arrangement); booked where it was made"),
        "uitkomst": ("voorwerp:uitkomst", "how it ended (part uitkomst)"),
        "verantwoordelijken": ("lijst:verantwoordelijke", "who was first responsible when; for the person"),
        "overdrachten": ("lijst:overdracht", "hand-overs; for the person"),
        "toestemmingen": ("lijst:toestemming", "who may see what; for the person"),
        "brieven": ("lijst:brief", "letters; for the person"),
        "inzage": ("lijst:inzage", "who looked; for the person"),
    },
    "zaak": {
        "nummer!": ("tekst", "number of the file where it was made"),
        "regio!": ("tekst", "code of the region"),
        "stand!": ("tekst", "where the file stands"),
        "geopend_op!": ("moment", "since when"),
        "eerstverantwoordelijke": ("tekst", "first responsible party"),
    },
    "persoon": {
        "voornaam!": ("tekst", "first name"),
        "achternaam!": ("tekst", "last name"),
        "geboortedatum!": ("dag", "birth date"),
        "email": ("tekst", "e-mail"),
        "telefoon": ("tekst", "telephone"),
        "gemeente!": ("tekst", "municipality of residence"),
        "taal": ("tekst", "language of letters"),
    },
    "gegeven": {
        "gegeven!": ("tekst", "id in the fact dictionary"),
        "vraag": ("tekst", "the question in words"),
        "onderdeel!": ("tekst", "part: intake, gezondheid or schulden"),
        "stand!": ("tekst", "bekend, nvt or geweigerd"),
        "waarde": ("vrij", "the value, as the dictionary prescribes"),
        "getoond": ("tekst", "the value in words"),
        "bron!": ("tekst", "who supplied it"),
        "vastgelegd_op!": ("moment", "when"),
    },
    "profiel": {
        "uitspraken!": ("lijst:uitspraak", "wishes, limits, hours, travel, when to start"),
        "regels!": ("lijst:regel", "work, education, competences, languages, licences"),
        "gekozen_beroep": ("voorwerp:gekozen_beroep", "the occupation of a list that was meant with the words"),
    },
    "gekozen_beroep": {
        "adres!": ("tekst", "address of the occupation"),
        "lijst!": ("tekst", "list and version in which it was chosen"),
        "naam!": ("tekst", "its name in that list"),
    },
    "uitspraak": {
        "onderwerp!": ("tekst", "wensen, grenzen, uren, reistijd, beschikbaar, vervoer, beroep, sector"),
        "waarde!": ("tekst", "what was said"),
        "bron!": ("tekst", "who or what it comes from"),
        "toelichting": ("tekst", "which document or party"),
        "vastgelegd_op!": ("moment", "when"),
    },
    "regel": {
        "soort!": ("tekst", "competentie, werk, opleiding, taal or bewijs"),
        "naam!": ("tekst", "competence, occupation, education, language or licence"),
        "niveau": ("tekst", "level"),
        "code": ("tekst", "code of our set of competences"),
        "esco": ("tekst", "address of the competence in ESCO"),
        "werkgever": ("tekst", "employer"),
        "van_maand": ("dag", "first day of the first month"),
        "tot_maand": ("dag", "first day of the last month"),
        "taken": ("tekst", "what someone did"),
        "richting": ("tekst", "field of the education"),
        "diploma": ("ja_nee", "whether there is a diploma"),
        "jaar": ("getal", "year of the education"),
        "geldig_tot": ("dag", "last day of a licence"),
        "luisteren": ("tekst", "CEFR"),
        "lezen": ("tekst", "CEFR"),
        "spreken": ("tekst", "CEFR"),
        "schrijven": ("tekst", "CEFR"),
        "bron!": ("tekst", "who or what it comes from"),
        "toelichting": ("tekst", "which document or party"),
        "vastgelegd_op!": ("moment", "when"),
        "bevestigd!": ("ja_nee", "whether the person confirmed it"),
        "gezien": ("tekst", "what a professional saw of it"),
        "gezien_op": ("moment", "when"),
    },
    "beoordeling": {
        "regeling!": ("tekst", "id of the scheme"),
        "naam": ("tekst", "its name"),
        "versie!": ("dag", "version of the scheme"),
        "uitkomst!": ("tekst", "outcome"),
        "advies": ("tekst", "advice"),
        "gronden!": ("lijst:grond", "reasons"),
        "gemaakt_op!": ("moment", "when"),
        "bewijs": (
            "vrij",
            "the receipt, with which it can be calculated again; only when the reader may see all of it",
        ),
    },
    "grond": {
        "richting": ("tekst", "which way it points"),
        "nl!": ("tekst", "in Dutch"),
        "en": ("tekst", "in English"),
        "bron": ("tekst", "where it is written"),
    },
    "besluit": {
        "soort!": ("tekst", "which decision"),
        "naam": ("tekst", "in words"),
        "wijkt_af!": ("ja_nee", "whether it deviates from the advice"),
        "motivering!": ("tekst", "why"),
        "besloten_door!": ("tekst", "by whom"),
        "besloten_op!": ("moment", "when"),
    },
    "diagnose": {
        "partij!": ("tekst", "whose tool"),
        "instrument!": ("tekst", "name"),
        "versie!": ("tekst", "version"),
        "afgenomen_op!": ("dag", "when"),
        "uitkomst!": ("tekst", "result"),
    },
    "eigen_hulp": {
        "partij!": ("tekst", "who"),
        "wat!": ("tekst", "what"),
        "sinds!": ("dag", "since when"),
    },
    "arrangement": {
        "sleutel!": ("tekst", "key, the same wherever it goes"),
        "stand!": ("tekst", "where it stands"),
        "doel": ("tekst", "where it leads"),
        "gemaakt_op!": ("moment", "since when"),
        "akkoord_op": ("moment", "when the person agreed"),
        "akkoord_hoe": ("tekst", "how"),
        "onderdelen!": ("lijst:onderdeel", "items"),
        "versies!": ("lijst:versie", "what it was before"),
    },
    "onderdeel": {
        "sleutel!": ("tekst", "key"),
        "naam!": ("tekst", "title"),
        "instrument": ("tekst", "instrument of the menu"),
        "stand!": ("tekst", "where it stands"),
        "partij": ("tekst", "who sees to it"),
        "aanbieder": ("tekst", "who gives it"),
        "werkgever": ("tekst", "employer"),
        "begint_op": ("dag", "first day"),
        "eindigt_op": ("dag", "last day"),
        "kosten_centen!": ("centen", "what it costs"),
        "geldstroom": ("tekst", "who pays"),
        "motivering": ("tekst", "why"),
        "toezegging": ("tekst", "key of the promise"),
    },
    "versie": {
        "nummer!": ("getal", "number"),
        "soort!": ("tekst", "of what"),
        "reden": ("tekst", "why it changed"),
        "gemaakt_op!": ("moment", "when"),
        "sha256!": ("tekst", "of the content that people agreed to"),
        "inhoud!": ("vrij", "the content"),
        "akkoorden!": ("lijst:akkoord", "who agreed to it"),
    },
    "akkoord": {
        "kant!": ("tekst", "side"),
        "naam": ("tekst", "who"),
        "akkoord": ("ja_nee", "yes or no"),
        "hoe": ("tekst", "how"),
        "op": ("moment", "when"),
    },
    "toezegging": {
        "sleutel!": ("tekst", "key"),
        "onderdeel!": ("tekst", "what it pays"),
        "geldstroom!": ("tekst", "stream"),
        "jaar!": ("getal", "year of the budget"),
        "bedrag_centen!": ("centen", "promised"),
        "betaald_centen!": ("centen", "paid"),
        "open_centen!": ("centen", "still to pay"),
        "ontvanger": ("tekst", "to whom"),
        "stand!": ("tekst", "where it stands"),
        "eindigt_op": ("dag", "last day of what it pays"),
    },
    "uitkomst": {
        "werk_vanaf!": ("dag", "first day"),
        "werkgever": ("tekst", "employer"),
        "beroep": ("tekst", "occupation"),
        "uren_per_week": ("getal", "hours per week"),
        "contract": ("tekst", "kind of contract"),
        "vastgelegd_op!": ("moment", "when"),
    },
    "verantwoordelijke": {
        "partij!": ("tekst", "who"),
        "van!": ("moment", "from"),
        "tot": ("moment", "until"),
        "reden": ("tekst", "why"),
    },
    "overdracht": {
        "soort!": ("tekst", "the file, or help"),
        "van_partij!": ("tekst", "from"),
        "naar_partij!": ("tekst", "to"),
        "stand!": ("tekst", "where it stands"),
        "reden": ("tekst", "why"),
        "aangeboden_op!": ("moment", "when"),
        "antwoord_voor": ("dag", "answer before"),
        "beantwoord_op": ("moment", "answered"),
        "antwoord": ("tekst", "what was answered"),
        "eerste_contact": ("dag", "day of the first contact"),
    },
    "toestemming": {
        "partij!": ("tekst", "who may see"),
        "onderdeel!": ("tekst", "which part"),
        "doel!": ("tekst", "for what"),
        "gegeven_op!": ("moment", "since"),
        "geldig_tot": ("moment", "until"),
        "ingetrokken_op": ("moment", "withdrawn"),
        "hoe": ("tekst", "how it was given"),
        "geldt!": ("ja_nee", "whether it holds"),
    },
    "brief": {
        "onderwerp!": ("tekst", "subject"),
        "gemaakt_op!": ("moment", "when"),
        "langs": ("tekst", "e-mail, paper or message"),
        "stand": ("tekst", "where it stands"),
    },
    "inzage": {
        "op!": ("moment", "when"),
        "wie!": ("tekst", "who"),
        "partij": ("tekst", "of which party"),
        "wat!": ("tekst", "what"),
        "waarom": ("tekst", "for what"),
    },
}

NOT_A_SORT = N_("Dit past niet: hier hoort %(soort)s.")
UNKNOWN = N_("Dit veld kennen wij niet.")
ABSENT = N_("Dit veld ontbreekt.")
LONG = N_("Dit is te lang.")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in `dossier.json` that is not as the schema says (gebrek): where, and what."""

    where: str
    because: str
    sort: str = ""


def check(document: Any) -> tuple[Problem, ...]:
    """Everything that is not as the schema says, at once."""
    found = []
    for problem in _object("dossier", document, ""):
        found.append(problem)
        if len(found) == MOST_PROBLEMS:
            break
    if not found and (document["soort"], document["versie"]) != (KIND, VERSION):
        found.append(Problem("versie", NOT_A_SORT, f"{KIND} {VERSION}"))
    return tuple(found)


def _object(shape: str, value: Any, where: str) -> Iterator[Problem]:
    if not isinstance(value, dict):
        yield Problem(where or shape, NOT_A_SORT, shape)
        return
    fields = {name.rstrip("!"): (name.endswith("!"), kind) for name, (kind, _) in SHAPES[shape].items()}
    for name in value.keys() - fields.keys():
        yield Problem(f"{where}{str(name)[:40]}", UNKNOWN)
    for name, (needed, kind) in fields.items():
        if value.get(name) is None:
            if needed:
                yield Problem(f"{where}{name}", ABSENT)
            continue
        yield from _value(kind, value[name], f"{where}{name}")


def _value(kind: str, value: Any, where: str) -> Iterator[Problem]:
    sort, _, of = kind.partition(":")
    if sort == "voorwerp":
        yield from _object(of, value, f"{where}.")
    elif sort == "lijst":
        if not isinstance(value, list) or len(value) > MOST_ROWS:
            yield Problem(where, NOT_A_SORT, "lijst")
            return
        for place, one in enumerate(value, 1):
            spot = f"{where}[{place}]"
            yield from _object(of, one, f"{spot}.") if of in SHAPES else _value(of, one, spot)
    elif not _fits(sort, value):
        yield Problem(where, NOT_A_SORT, sort)
    elif isinstance(value, str) and len(value) > LONGEST:
        yield Problem(where, LONG)


def _fits(sort: str, value: Any) -> bool:
    if sort in {"getal", "centen"}:
        return isinstance(value, int) and not isinstance(value, bool)
    if sort in {"vrij", "ja_nee"}:
        return sort == "vrij" or isinstance(value, bool)
    return isinstance(value, str) and (sort == "tekst" or _is_time(sort, value))


def _is_time(sort: str, value: str) -> bool:
    try:
        if sort == "dag":
            return len(value) == len("2021-02-15") and bool(dt.date.fromisoformat(value))
        return dt.datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def as_markdown() -> str:
    """The tables of the docs."""
    lines = []
    for shape, fields in SHAPES.items():
        lines += [f"### {shape}", "", "| name | kind | meaning |", "| --- | --- | --- |"]
        for name, (kind, meaning) in fields.items():
            always = " (always)" if name.endswith("!") else ""
            lines.append(f"| `{name.rstrip('!')}`{always} | {kind} | {meaning} |")
        lines.append("")
    return "\n".join(lines)
