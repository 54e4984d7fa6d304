"""Choosing how letters come."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping

from overstap.audit.actions import one_deed, record
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.correspondence.access import access_receiver
from overstap.correspondence.models import Channel, PostPreference
from overstap.correspondence.texts import LANGUAGES
from overstap.correspondence.values import Address, PreferenceCard
from overstap.people.models import Participant

DUTCH_POSTCODE = re.compile(r"([1-9]\d{3}) ?([A-Z]{2})")
FOREIGN_POSTCODE = re.compile(r"[A-Z0-9][A-Z0-9 -]{2,9}")
LONGEST_STREET, LONGEST_TOWN = 120, 80


def set_preference(
    *,
    actor: Actor,
    participant_id: int,
    channel: str,
    language: str,
    large_print: bool,
    address: Address,
    now: dt.datetime,
) -> PreferenceCard | Refusal:
    """Choose the way, the language, the size and the address of letters: the person, or a desk that is asked to.

    Raises NotFoundError for who may not see the person.
    """
    with one_deed(actor=actor, verb="postvoorkeur", now=now):
        person = access_receiver(actor, participant_id, now=now, for_update=True)
        place = Address(
            " ".join(address.street.split()), tidy_postcode(address.postcode), " ".join(address.town.split())
        )
        refusal = _check(person, channel, language, place)
        if refusal is not None:
            return refusal
        wish = PostPreference.objects.filter(participant=person).first() or PostPreference(participant=person)
        wish.channel, wish.large_print, wish.changed_at = channel, large_print, now
        wish.street, wish.postcode, wish.town = place.street, place.postcode, place.town
        wish.save()
        if person.language != language:
            person.language = language
            person.save(update_fields=["language"])
        record(
            actor=actor,
            verb="postvoorkeur",
            object_kind="participant",
            object_id=person.pk,
            subject_id=person.pk,
            now=now,
            details={"weg": channel, "taal": language, "groot": large_print, "adres": place.is_known},
        )
    return PreferenceCard(channel, language, large_print, place, bool(person.email), person.user_id is not None)


def tidy_address(given: Address) -> Address | Refusal:
    """A whole address as it stands on an envelope, or what is wrong with it."""
    place = Address(" ".join(given.street.split()), tidy_postcode(given.postcode), " ".join(given.town.split()))
    return _check_address(place, needed=True) or place


def keep_addresses(*, addresses: Mapping[int, Address], now: dt.datetime) -> None:
    """Keep where the postman comes to people who were just registered, by participant, in the caller's transaction."""
    PostPreference.objects.bulk_create(
        PostPreference(participant_id=key, street=one.street, postcode=one.postcode, town=one.town, changed_at=now)
        for key, one in addresses.items()
    )


def forget_addresses(*, participant_ids: Collection[int]) -> None:
    """Throw away how people get letters, in the transaction of the caller: their registration was a mistake."""
    PostPreference.objects.filter(participant_id__in=list(participant_ids)).delete()


def tidy_postcode(typed: str) -> str:
    """A postcode as it stands on an envelope; one of another country stays as it is, in capitals."""
    found = DUTCH_POSTCODE.fullmatch(typed.strip().upper())
    return f"{found[1]} {found[2]}" if found else typed.strip().upper()


def _check(person: Participant, channel: str, language: str, place: Address) -> Refusal | None:
    if channel not in {"", *Channel.values} or language not in LANGUAGES:
        return Refusal("post.keuze", N_("Deze keuze kennen wij niet."), remedy=N_("Kies een van de antwoorden."))
    if channel in {Channel.EMAIL, Channel.MINE} and not person.email:
        return Refusal(
            "post.geen_mailadres",
            N_("Er is geen e-mailadres bekend."),
            remedy=N_("Vul eerst een e-mailadres in, of kies voor papier."),
        )
    return _check_address(place, needed=channel == Channel.PAPER)


def _check_address(place: Address, *, needed: bool) -> Refusal | None:
    given = (place.street, place.postcode, place.town)
    if (any(given) and not all(given)) or (needed and not place.is_known):
        return Refusal(
            "post.geen_adres",
            N_("Voor een brief op papier is een heel adres nodig."),
            remedy=N_("Vul straat en huisnummer, postcode en plaats in."),
        )
    fits = len(place.street) <= LONGEST_STREET and len(place.town) <= LONGEST_TOWN
    if place.is_known and not (fits and FOREIGN_POSTCODE.fullmatch(place.postcode)):
        return Refusal(
            "post.adres",
            N_("Dit adres klopt niet."),
            remedy=N_("Kijk de postcode na. Bijvoorbeeld 5017 JS."),
        )
    return None
