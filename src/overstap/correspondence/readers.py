"""Who reads a letter: name, language, ways and desk, looked up when the letter is written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from overstap.core.decision import NotFoundError
from overstap.correspondence.choosing import Ways
from overstap.correspondence.models import PostPreference
from overstap.correspondence.texts import LANGUAGES
from overstap.correspondence.values import Address, Recipient, Sender
from overstap.parties import queries as parties
from overstap.parties.access import region_row
from overstap.parties.models import Region
from overstap.parties.own.queries import own_word
from overstap.people.models import Participant


@dataclass(frozen=True, slots=True)
class Reader:
    """One who reads a letter (lezer)."""

    name: str
    email: str
    language: str
    address: Address
    preferred: str
    large: bool
    account: bool
    participant_id: int | None
    party_id: int | None
    region: Region | None

    def ways(self, *, link: bool) -> Ways:
        """The ways to this reader; a safe link opens a letter without an account."""
        return Ways(
            preferred=self.preferred,
            email=bool(self.email),
            readable=self.account or link,
            address=self.address.is_known,
        )


def reader_of(to: Recipient, now: dt.datetime) -> Reader:
    """Look up who a recipient is. Raises NotFoundError for a person or party that is not there."""
    if to.participant_id is not None:
        return _person(to, to.participant_id, now)
    region = region_row(to.region_code) if to.region_code else None
    if to.party_id is not None:
        card = parties.party(to.party_id)
        return Reader(
            name=to.name or card.name,
            email=to.email or card.email,
            language=_language(to.language),
            address=to.address,
            preferred="",
            large=False,
            account=False,
            participant_id=None,
            party_id=card.id,
            region=region,
        )
    return Reader(
        name=to.name,
        email=to.email,
        language=_language(to.language),
        address=to.address,
        preferred="",
        large=False,
        account=False,
        participant_id=None,
        party_id=None,
        region=region,
    )


def _person(to: Recipient, participant_id: int, now: dt.datetime) -> Reader:
    row = Participant.objects.filter(pk=participant_id).first()
    if row is None:
        raise NotFoundError(participant_id)
    wish = PostPreference.objects.filter(participant=row).first()
    region = to.region_code
    if not region:
        home = parties.region_of(row.municipality, timezone.localdate(now))
        region = home.code if home else ""
    return Reader(
        name=row.full_name,
        email=row.email,
        language=_language(row.language),
        address=address_of(wish),
        preferred=wish.channel if wish else "",
        large=wish.large_print if wish else False,
        account=row.user_id is not None,
        participant_id=row.pk,
        party_id=None,
        region=region_row(region) if region else None,
    )


def address_of(wish: PostPreference | None) -> Address:
    """Where the postman comes to a person."""
    return Address(wish.street.reveal(), wish.postcode.reveal(), wish.town) if wish else Address()


def sender_of(region: Region | None, now: dt.datetime, language: str = "nl") -> Sender:
    """The desk that signs: that of the region under the name it chose, or the team as a whole."""
    team, today = parties.installation().team_name, timezone.localdate(now)
    if region is None:
        return Sender(team=team, desk=team, address="", phone="", email="", hours="")
    desk = parties.region(region.code, today).desk
    team = own_word(region.code, "naam_team", _language(language), today) or team
    return Sender(team, desk.name, desk.address, desk.phone, desk.email, desk.opening_hours)


def page_address(path: str) -> str:
    """The address of a page of this site, for in a letter."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{path}"


def _language(code: str) -> str:
    return code if code in LANGUAGES else "nl"
