"""Taking a file out: as a package for the person, or for a party that the person lets read it."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from overstap.audit.actions import one_deed, record
from overstap.casework.access import Sight, open_case, parts_of
from overstap.casework.policy import local_day
from overstap.casework.queries.pages import compose_page
from overstap.consent.queries import permissions_of
from overstap.core.consent import Item, Purpose, shared_items
from overstap.core.decision import N_, Refusal
from overstap.core.moves import Part
from overstap.correspondence.values import Sender
from overstap.parties import queries as parties
from overstap.parties.models import Party
from overstap.portability.document import document_of, written
from overstap.portability.format import DATA, READABLE, Manifest, manifest_bytes, pack
from overstap.portability.models import Package, SigningKey
from overstap.portability.paper import readable
from overstap.sealing.signing import public_keys, sign

if TYPE_CHECKING:
    from overstap.casework.models import Case
    from overstap.core.actor import Actor

PURPOSE = "overstap.portability"
RECEIVING = (Purpose.GUIDANCE, Purpose.HANDOVER)
KNOWN_TO = frozenset({Part.RESPONSIBLE})


@dataclass(frozen=True, slots=True)
class Packed:
    """A package that was made (gemaakt pakket): its name as a file, its bytes, and the file to read on its own."""

    name: str
    content: bytes
    readable: bytes
    items: tuple[Item, ...]


def make_package(
    *, actor: Actor, case_id: int, now: dt.datetime, party_id: int | None = None, address: str = "", language: str = ""
) -> Packed | Refusal:
    """Make the signed package of a file (R-123): all of it for the person, for a party what it may read at this moment.

    Only the person takes out everything. For a party the package holds the parts that the person shares with that party
    and that the maker may see as well. Raises NotFoundError for who may not see the file.
    """
    with one_deed(actor=actor, verb="pakket_maken", now=now):
        case, sight = open_case(actor, case_id, now=now, for_update=True)
        party = Party.objects.filter(pk=party_id).first() if party_id is not None else None
        if (party is None and not actor.is_person) or (party_id is not None and party is None):
            return _only_the_person()
        if not actor.is_person and not parts_of(actor, case) & KNOWN_TO:
            return _only_the_person()
        items = sight.items if party is None else sight.items & granted(case, party.pk, now)
        if not items:
            return _no_ground(party)
        packed = _made(actor, case, replace(sight, items=items), _For(party, address, language), now)
        record(
            actor=actor,
            verb="pakket_maken",
            object_kind="dossier",
            object_id=case.pk,
            subject_id=case.participant_id,
            purpose=sight.told,
            now=now,
            details={"voor": party.name if party else "deelnemer", "onderdelen": sorted(items)},
        )
        return packed


def granted(case: Case, party_id: int, now: dt.datetime) -> frozenset[Item]:
    """The parts that a party may read at this moment, to guide the person or to look at a hand-over."""
    given = permissions_of(case.participant_id)
    shared = (shared_items(given, party_id=party_id, purpose=purpose, now=now) for purpose in RECEIVING)
    return frozenset().union(*shared)


def signing_keys() -> tuple[tuple[str, dt.datetime | None], ...]:
    """The public keys of this installation, the one that signs first, and since when; None before its first package."""
    known = dict(SigningKey.objects.order_by("id").values_list("public_key", "since"))
    return tuple((key, known.get(key)) for key in public_keys(purpose=PURPOSE))


@dataclass(frozen=True, slots=True)
class _For:
    """Whom a package is for, where it is made and in which language it is to be read."""

    party: Party | None
    address: str
    language: str


def _made(actor: Actor, case: Case, sight: Sight, to: _For, now: dt.datetime) -> Packed:
    party = to.party
    page = compose_page(actor, case, sight, now)
    reader = actor if party is None else replace(actor, participant_id=None)
    holder = party.name if party else case.participant.full_name
    team = parties.installation().team_name
    document = document_of(reader, case, page, installation=team, holder=holder, now=now)
    language = to.language or case.participant.language
    content = {
        DATA: written(document),
        READABLE: readable(
            document,
            sender=_sender(case, team, now),
            name=case.participant.full_name if Item.CONTACT in sight.items else "",
            language=language,
            day=local_day(now),
        ),
    }
    manifest = _manifest(holder, team, to.address, sight, now)
    whole = manifest_bytes(manifest, content)
    package = pack(whole, sign(whole, purpose=PURPOSE).signature, content)
    Package.objects.create(
        key=uuid.UUID(manifest.id),
        case=case,
        party=party,
        items=sorted(sight.items),
        sha256=hashlib.sha256(package).hexdigest(),
        made_at=now,
        made_by_id=actor.user_id,
    )
    return Packed(f"overstap-{case.number}.zip", package, content[READABLE], tuple(sorted(sight.items)))


def _manifest(holder: str, team: str, address: str, sight: Sight, now: dt.datetime) -> Manifest:
    key = public_keys(purpose=PURPOSE)[0]
    row, _ = SigningKey.objects.get_or_create(public_key=key, defaults={"since": now})
    return Manifest(
        id=str(uuid.uuid4()),
        installation=team,
        address=address,
        public_key=key,
        since=local_day(row.since).isoformat(),
        made_at=now.isoformat(),
        holder=holder,
        items=tuple(sorted(item.value for item in sight.items)),
    )


def _sender(case: Case, team: str, now: dt.datetime) -> Sender:
    desk = parties.region(case.region.code, local_day(now)).desk
    return Sender(team, desk.name, desk.address, desk.phone, desk.email, desk.opening_hours)


def _only_the_person() -> Refusal:
    return Refusal(
        rule="pakket.van_de_persoon",
        because=N_("Alleen de persoon zelf neemt het hele dossier mee."),
        remedy=N_("Maak een pakket voor een partij. Daarin zit wat die partij mag zien."),
        source="AVG artikel 20",
    )


def _no_ground(party: Party | None) -> Refusal:
    return Refusal(
        rule="pakket.geen_grond",
        because=N_("%(partij)s mag niets van dit dossier zien."),
        remedy=N_("Vraag de persoon om toestemming. Dan kunt u een pakket maken."),
        source="R-401",
        details=(("partij", party.name if party else "Deze lezer"),),
    )
