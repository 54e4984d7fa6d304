"""Reading in a file from elsewhere: proven first, checked as a whole, then a file here like any other."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from overstap.casework import actions as casework
from overstap.casework.access import open_case
from overstap.casework.actions.bringing import Luggage, bring_along, bring_into_new, brought_answer, mark_brought
from overstap.casework.models import Case, FactState
from overstap.casework.policy import catalogue, item_of
from overstap.casework.values.profile import ProfileLine
from overstap.core.consent import Item
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.people.actions import register_participant
from overstap.portability.format import MOST_BYTES, Verdict, examine, once
from overstap.portability.models import BroughtFile
from overstap.portability.schema import Problem, check
from overstap.rules import NOT_APPLICABLE, REFUSED
from overstap.sealing.signing import public_keys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from overstap.casework.values import Registered
    from overstap.core.actor import Actor
    from overstap.rules.values import Absent, Plain

SPECIAL = frozenset({Item.HEALTH, Item.DEBTS})
DAY_SIGNS = 10

SECTIONS: dict[str, Item] = {
    "persoon": Item.CONTACT,
    "gegevens": Item.INTAKE,
    "profiel": Item.PROFILE,
    "beoordelingen": Item.ADVICE,
    "besluiten": Item.ADVICE,
    "diagnoses": Item.ADVICE,
    "eigen_hulp": Item.ADVICE,
    "arrangement": Item.ARRANGEMENT,
    "toezeggingen": Item.ARRANGEMENT,
    "uitkomst": Item.OUTCOME,
}
"""What of a file that came along is shown to whom; the rest is only for the person."""


@dataclass(frozen=True, slots=True)
class Unfit(Refusal):
    """A package that is not read in (ongeschikt pakket), with everything that is wrong with it."""

    verdict: Verdict | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of reading a package in (meegebracht): the file here, and what was taken over."""

    case_id: int
    number: str
    answers: int
    lines: int
    registered: Registered | None
    possible_duplicate: bool


@dataclass(frozen=True, slots=True)
class BroughtCard:
    """Where a file that came along comes from (herkomst van een dossier), and whether its key was known."""

    id: int
    number: str
    installation: str
    key_known: bool
    made_at: dt.datetime
    imported_at: dt.datetime


@dataclass(frozen=True, slots=True)
class _How:
    """When, whether health and debts may come along, and whether the file was opened in this transaction."""

    now: dt.datetime
    special: bool
    new: bool


def read(content: bytes, *, sender_key: str = "") -> tuple[Verdict, dict[str, Any]] | Unfit:
    """Prove a package and check what it holds, all problems together. `sender_key` is a key got another way."""
    given = "".join(sender_key.split()).lower()
    verdict = examine(content[: MOST_BYTES + 1], frozenset({given}) if given else _own_keys_that_signed(content))
    if not verdict.valid:
        return Unfit(
            rule="pakket.ongeldig",
            because=N_("Dit pakket is niet zoals het is ondertekend. Wij lezen het niet in."),
            remedy=N_("Vraag de afzender om het pakket opnieuw te sturen."),
            verdict=verdict,
        )
    try:
        document = json.loads(verdict.content, object_pairs_hook=once)
    except (ValueError, RecursionError):
        document = None
    problems = check(document)
    if problems:
        return Unfit(
            rule="pakket.inhoud",
            because=N_("Het pakket is echt, maar wij kunnen de inhoud niet lezen."),
            remedy=N_("Geef deze lijst aan de afzender."),
            verdict=verdict,
            problems=problems,
        )
    return verdict, document


def bring_new(
    *, actor: Actor, content: bytes, given_through: str, now: dt.datetime, sender_key: str = "", special: bool = False
) -> Brought | Refusal:
    """Open a file for whom a package is about, through the registration that everyone goes through (R-123, R-400).

    `special` tells that the person ticked that health and debts may come along.
    """
    found = read(content, sender_key=sender_key)
    if isinstance(found, Unfit):
        return found
    verdict, document = found
    if actor.is_person or not actor.serves_people or "persoon" not in document:
        return _no_person() if "persoon" not in document else _not_yours()
    with transaction.atomic():
        made = _opened(actor, verdict, document, given_through, now, special=special)
        if isinstance(made, Refusal):
            transaction.set_rollback(True)
    return made


def _opened(
    actor: Actor, verdict: Verdict, document: dict[str, Any], given_through: str, now: dt.datetime, *, special: bool
) -> Brought | Refusal:
    answer = _register(actor, document, given_through, now, special=special)
    if isinstance(answer, Refusal):
        return answer
    registered, fact_ids, duplicate = answer
    case = Case.objects.get(pk=registered.case_id)
    mark_brought(case, fact_ids)
    kept = _keep(actor, case, verdict, document, _How(now, special=special, new=True))
    if isinstance(kept, Refusal):
        return kept
    return Brought(case.pk, case.number, len(fact_ids), kept[1], registered, duplicate)


def bring_into(
    *, actor: Actor, case_id: int, content: bytes, now: dt.datetime, sender_key: str = "", special: bool = False
) -> Brought | Refusal:
    """Read a package into a file that is here already, by the person or whoever guides them.

    Raises NotFoundError for who may not see the file.
    """
    with transaction.atomic():
        case, _ = open_case(actor, case_id, now=now, for_update=True)
        found = read(content, sender_key=sender_key)
        if isinstance(found, Unfit):
            return found
        verdict, document = found
        if not _same_person(case, document):
            return _other_person()
        made = _keep(actor, case, verdict, document, _How(now, special=special, new=False))
        if isinstance(made, Refusal):
            transaction.set_rollback(True)
            return made
    return Brought(case.pk, case.number, made[0], made[1], None, False)


def brought_files(actor: Actor, case_id: int, *, now: dt.datetime) -> tuple[tuple[BroughtCard, dict[str, Any]], ...]:
    """What came along with a file, of every package the parts that the actor may see. NotFoundError for who may not."""
    case, sight = open_case(actor, case_id, now=now)
    if sight.unshared:
        raise NotFoundError(case_id)
    rows = BroughtFile.objects.filter(case=case).order_by("-imported_at", "-id")
    return tuple((_card(row), shown_to(row.document, sight.items, whole=actor.is_person)) for row in rows)


def _card(row: BroughtFile) -> BroughtCard:
    return BroughtCard(row.pk, row.number, row.installation, row.key_known, row.made_at, row.imported_at)


def shown_to(document: Mapping[str, Any], items: frozenset[Item], *, whole: bool) -> dict[str, Any]:
    """The parts of a document that a reader may see."""
    if whole:
        return dict(document)
    shown = {name: part for name, part in document.items() if SECTIONS.get(name) in items or name == "zaak"}
    if items & SPECIAL or "gegevens" in shown:
        shown["gegevens"] = [one for one in document.get("gegevens", ()) if one["onderdeel"] in items]
    return shown


def _own_keys_that_signed(content: bytes) -> frozenset[str]:
    """A package of our own is believed; of another key nothing is known."""
    ours = frozenset(public_keys(purpose="overstap.portability"))
    said = examine(content).manifest
    return ours if said is not None and said.public_key in ours else frozenset()


def _register(
    actor: Actor, document: dict[str, Any], given_through: str, now: dt.datetime, *, special: bool
) -> tuple[Registered, list[str], bool] | Refusal:
    person = document["persoon"]
    card = register_participant(
        actor=actor,
        first_name=person["voornaam"],
        last_name=person["achternaam"],
        birth_date=dt.date.fromisoformat(person["geboortedatum"]),
        email=person.get("email") or "",
        phone=person.get("telefoon") or "",
        municipality=person["gemeente"],
        language=person.get("taal") or "nl",
        now=now,
    )
    if isinstance(card, Refusal):
        return card
    answers: dict[str, Plain | Absent] = {}
    for one in document.get("gegevens", ()):
        answer = brought_answer(one["gegeven"], one["stand"], one.get("waarde"))
        if answer is not None and (special or item_of(catalogue().facts[one["gegeven"]]) not in SPECIAL):
            absent = NOT_APPLICABLE if answer[0] == FactState.NOT_APPLICABLE else REFUSED
            answers[one["gegeven"]] = absent if answer[1] is None else answer[1]
    registered = casework.register_case(
        actor=actor,
        participant_id=card.id,
        answers=answers,
        given_through=given_through,
        now=now,
        also_items=SPECIAL & {item_of(catalogue().facts[name]) for name in answers},
    )
    return registered if isinstance(registered, Refusal) else (registered, list(answers), card.possible_duplicate)


def _keep(actor: Actor, case: Case, verdict: Verdict, document: dict[str, Any], how: _How) -> tuple[int, int] | Refusal:
    manifest, now = verdict.manifest, how.now
    if manifest is None:
        return _no_person()
    if BroughtFile.objects.filter(case=case, package=manifest.id).exists():
        return Refusal(rule="pakket.dubbel", because=N_("Dit pakket is al in dit dossier gelezen."))
    kept = document if how.special else without_special(document)
    profile = kept.get("profiel") or {"uitspraken": [], "regels": []}
    luggage = Luggage(
        answers=[(one["gegeven"], one["stand"], one.get("waarde")) for one in kept.get("gegevens", ())],
        lines=[_line(one) for one in profile["regels"]],
        statements={one["onderwerp"]: one["waarde"] for one in profile["uitspraken"]},
        note=manifest.installation,
        occupation=(profile.get("gekozen_beroep") or {}).get("adres", ""),
    )
    if how.new:
        made: tuple[int, int] | Refusal = bring_into_new(case, actor, luggage, now=now)
    else:
        made = bring_along(actor=actor, case_id=case.pk, luggage=luggage, now=now)
    if isinstance(made, Refusal):
        return made
    BroughtFile.objects.create(
        case=case,
        package=manifest.id[:64],
        number=document["zaak"]["nummer"][:40],
        installation=manifest.installation[:200],
        address=manifest.address[:200],
        public_key=manifest.public_key,
        key_known=bool(verdict.known),
        made_at=dt.datetime.fromisoformat(manifest.made_at),
        document=kept,
        imported_at=now,
        imported_by_id=actor.user_id,
    )
    return made


def without_special(document: dict[str, Any]) -> dict[str, Any]:
    """The document without health and debts, also not through the receipt or the grounds of an advice."""
    kept = dict(document)
    facts = document.get("gegevens", [])
    kept["gegevens"] = [one for one in facts if one["onderdeel"] not in SPECIAL]
    if len(kept["gegevens"]) < len(facts):
        kept["beoordelingen"] = [{**one, "gronden": [], "bewijs": None} for one in document.get("beoordelingen", [])]
    return kept


def _line(one: dict[str, Any]) -> tuple[ProfileLine, bool]:
    def day(name: str) -> dt.date | None:
        return dt.date.fromisoformat(one[name]) if one.get(name) else None

    line = ProfileLine(
        kind=one["soort"],
        name=one["naam"],
        level=one.get("niveau") or "",
        code=one.get("code") or "",
        employer=one.get("werkgever") or "",
        from_month=day("van_maand"),
        until_month=day("tot_maand"),
        tasks=one.get("taken") or "",
        field=one.get("richting") or "",
        diploma=one.get("diploma"),
        year=one.get("jaar"),
        valid_until=day("geldig_tot"),
        listening=one.get("luisteren") or "",
        reading=one.get("lezen") or "",
        speaking=one.get("spreken") or "",
        writing=one.get("schrijven") or "",
        source_note=f"({one['bron']}, {one['vastgelegd_op'][:DAY_SIGNS]})",
    )
    return line, bool(one["bevestigd"])


def _same_person(case: Case, document: dict[str, Any]) -> bool:
    person = document.get("persoon")
    return person is not None and person["geboortedatum"] == case.participant.birth_date.isoformat()


def _no_person() -> Refusal:
    return Refusal(
        rule="pakket.geen_persoon",
        because=N_("In dit pakket staat niet over wie het gaat."),
        remedy=N_("Vraag de persoon om het eigen pakket, of meld de persoon eerst zelf aan."),
    )


def _other_person() -> Refusal:
    return Refusal(
        rule="pakket.ander_mens",
        because=N_("De geboortedatum in dit pakket is een andere dan die in dit dossier."),
        remedy=N_("Kijk of u het goede pakket hebt."),
    )


def _not_yours() -> Refusal:
    return Refusal(
        rule="pakket.niet_van_u",
        because=N_("Alleen een loket of een begeleider opent een dossier uit een pakket."),
        remedy=N_("Meld u eerst aan. Daarna neemt u uw pakket mee in Mijn dossier."),
    )
