"""Whatever a person permits and takes back: a package for a party holds nothing without a standing ground."""

import datetime as dt
import io
import json
import zipfile
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from overstap.consent.actions import give_consent, withdraw_all
from overstap.consent.queries import permissions_of
from overstap.core.consent import Item, Purpose
from overstap.core.decision import Refusal
from overstap.parties.models import PartyKind
from overstap.portability.exporting import make_package
from overstap.portability.format import DATA
from overstap.portability.importing import SECTIONS, shown_to
from tests.conftest import START
from tests.factories.arrangements import make_active
from tests.factories.people import make_party

pytestmark = pytest.mark.django_db

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["geef", "trek in"]),
        st.sets(st.sampled_from(sorted(Item)), min_size=1, max_size=3),
        st.sampled_from([Purpose.GUIDANCE, Purpose.HANDOVER, Purpose.MATCHING]),
        st.sampled_from([None, 1, 30]),
    ),
    min_size=1,
    max_size=4,
)
READING = {Purpose.GUIDANCE, Purpose.HANDOVER}
OPEN = {"soort", "versie", "gemaakt_op", "installatie", "voor", "onderdelen", "zaak"}


def document(content: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found: dict[str, Any] = json.loads(archive.read(DATA))
    return found


@pytest.mark.requirement("R-401")
def test_no_sequence_of_permissions_lets_anything_without_a_ground_into_a_package() -> None:
    scene = make_active()
    case, party = scene.case, make_party(PartyKind.SECTOR_FUND)
    clock = [START]

    @settings(max_examples=12, suppress_health_check=list(HealthCheck))
    @given(STEPS)
    def any_sequence(steps: list[tuple[str, set[Item], Purpose, int | None]]) -> None:
        for deed, items, purpose, days in steps:
            clock[0] += dt.timedelta(hours=5)
            if deed == "trek in":
                withdraw_all(actor=scene.person, participant_id=case.participant_id, party_id=party.pk, now=clock[0])
                continue
            give_consent(
                actor=scene.person,
                participant_id=case.participant_id,
                party_id=party.pk,
                items=items,
                purpose=purpose,
                valid_until=clock[0] + dt.timedelta(days=days) if days else None,
                given_through="online",
                now=clock[0],
            )
        clock[0] += dt.timedelta(days=2)
        standing = {
            one.item
            for one in permissions_of(case.participant_id)
            if one.party_id == party.pk and one.purpose in READING and one.holds(clock[0])
        }
        packed = make_package(actor=scene.adviser, case_id=case.pk, party_id=party.pk, now=clock[0])

        assert isinstance(packed, Refusal) or set(packed.items) <= standing
        if not isinstance(packed, Refusal):
            held = document(packed.content)
            for name in held.keys() - OPEN - {"gegevens"}:
                assert SECTIONS[name] in standing
            assert {one["onderdeel"] for one in held.get("gegevens", ())} <= standing

    any_sequence()


@settings(max_examples=200)
@given(st.sets(st.sampled_from(sorted(Item))))
def test_what_came_along_is_shown_by_part_whatever_is_shared(items: set[Item]) -> None:
    whole: dict[str, Any] = {name: {"iets": 1} for name in SECTIONS} | {"toestemmingen": [], "inzage": [], "zaak": {}}
    whole["gegevens"] = [{"onderdeel": item.value} for item in (Item.INTAKE, Item.HEALTH, Item.DEBTS)]
    shown = shown_to(whole, frozenset(items), whole=False)

    assert {SECTIONS[name] for name in shown if name not in {"zaak", "gegevens"}} <= items
    assert {one["onderdeel"] for one in shown.get("gegevens", ())} <= items
    assert shown_to(whole, frozenset(), whole=True) == whole
