"""Files and arrangements to test with: every one of them made by the real actions."""

import datetime as dt
import uuid
from dataclasses import dataclass, replace
from typing import Any

from overstap.arrangements import actions
from overstap.arrangements.models import Arrangement, ArrangementItem, ProviderGroup
from overstap.arrangements.values import ItemCard
from overstap.casework import actions as casework
from overstap.casework.models import Case, DecisionKind
from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.consent import Item
from overstap.parties.models import Party, PartyKind
from tests.conftest import START
from tests.factories.people import make_participant, make_professional, party_of, person_actor
from tests.factories.treasury import budget, given

ANSWERS: dict[str, Any] = {
    "huidige_status": "geen_werk",
    "uitkering": "ww",
    "ww_einddatum": dt.date(2021, 9, 30),
    "door_corona": True,
    "wil_ondersteuning": True,
    "school_verlaten": "niet",
    "hoogste_opleiding": "mbo_2",
    "baan_verloren_op": dt.date(2021, 1, 15),
}

BASIC: dict[str, Any] = {
    "gericht_op_werkhervatting": True,
    "mbo_opleiding": False,
    "leerbedrijf_gevraagd": False,
    "voorliggend_uwv_gemeente": False,
    "sociaal_plan_beschikbaar": False,
    "reguliere_middelen_beschikbaar": False,
    "ofonds_beschikbaar": False,
    "extra_bbl_beschikbaar": False,
    "jeugdmiddelen_beschikbaar": False,
}
"""The answers about an ordinary item that is paid from the de-siloed budget."""

LEARNING: dict[str, Any] = BASIC | {
    "mbo_opleiding": True,
    "leerbedrijf_gevraagd": True,
    "leerbedrijf_erkend": True,
    "leerweg": "derde_leerweg",
    "erkend_door_duo": True,
    "opleidingsdoel": "praktijkverklaring",
    "werkprocessen": 3,
    "reden_hogere_prijs": True,
}
"""The answers about praktijkleren that meets every condition."""

PROOF = actions.Proof("certificaat", "C-2021-7", dt.date(2021, 2, 12))
"""A paper that shows that an item was finished, of before the start of the tests."""

TARGET_GROUP: dict[str, Any] = {"doelgroep_banenafspraak": True, "banenafspraak_via": "wajong"}


@dataclass(frozen=True)
class Scene:
    """A file with the people around it: its adviser, the person, and an adviser of another party."""

    case: Case
    adviser: Actor
    person: Actor
    partner: Actor

    @property
    def arrangement(self) -> Arrangement:
        """The arrangement as it is now."""
        return Arrangement.objects.get(case=self.case)

    def item(self, item_id: int) -> ArrangementItem:
        """An item as it is now."""
        return ArrangementItem.objects.get(pk=item_id)


def make_case(answers: dict[str, Any] | None = None, *, also_items: frozenset[Item] = frozenset()) -> Scene:
    """A file that UWV is responsible for, registered by the desk; nothing is decided yet."""
    participant = make_participant()
    registered = given(
        casework.register_case(
            actor=SYSTEM,
            participant_id=participant.pk,
            answers=ANSWERS | (answers or {}),
            given_through="Aan het loket",
            also_items=also_items,
            now=START,
        )
    )
    case = Case.objects.get(pk=registered.case_id)
    return Scene(
        case=case,
        adviser=make_professional(Role.ADVISER, party=case.first_responsible),
        person=person_actor(participant),
        partner=make_professional(Role.ADVISER, party=party_of(PartyKind.UNION)),
    )


def make_admitted(answers: dict[str, Any] | None = None, *, also_items: frozenset[Item] = frozenset()) -> Scene:
    """A file for which was decided that the team helps."""
    scene = make_case(answers, also_items=also_items)
    now = START + dt.timedelta(minutes=1)
    judged = casework.judge_distance(actor=scene.adviser, case_id=scene.case.pk, distance="groot", now=now)
    assert judged is None, judged
    advice = given(casework.assess_case(actor=scene.adviser, case_id=scene.case.pk, now=now))
    given(
        casework.decide(
            actor=scene.adviser,
            case_id=scene.case.pk,
            assessment_id=advice.id,
            kind=DecisionKind.ADMITTED,
            motivation="Extra hulp is nodig.",
            now=now,
        )
    )
    scene.case.refresh_from_db()
    return scene


def make_open(answers: dict[str, Any] | None = None, **other: Any) -> Scene:
    """An arrangement that was just opened."""
    scene = make_admitted(answers, **other)
    given(
        actions.open_arrangement(
            actor=scene.adviser,
            case_id=scene.case.pk,
            target="Magazijnmedewerker",
            target_has_vacancies=True,
            now=START,
        )
    )
    return scene


def check_all(scene: Scene, *, available: tuple[str, ...] = ("uwv_gemeente",)) -> None:
    """Ask all six groups what they have."""
    for group in ProviderGroup:
        given(
            actions.record_prior_check(
                actor=scene.adviser,
                arrangement_id=scene.arrangement.pk,
                group=group.value,
                available=group.value in available,
                explanation="Nagevraagd.",
                now=START,
            )
        )


def add_prior(scene: Scene, **other: Any) -> int:
    """Put help in it that is already there."""
    asked: dict[str, Any] = {
        "actor": scene.adviser,
        "arrangement_id": scene.arrangement.pk,
        "title": "Gesprekken met UWV",
        "providing_party_id": scene.case.first_responsible_id,
        "stream": "regulier",
        "now": START,
    }
    return int(given(actions.add_prior_item(**(asked | other))))


def make_composable(answers: dict[str, Any] | None = None, *, cents: int = 10_000_00, **other: Any) -> Scene:
    """An arrangement in which instruments can be chosen, with money in every stream of the region."""
    scene = make_open(answers, **other)
    give_budgets(cents)
    check_all(scene)
    add_prior(scene)
    return scene


def give_budgets(cents: int) -> None:
    """Give the region of the tests money of every stream that the cashier keeps."""
    for stream in (
        "ontschot_budget",
        "impuls_banenafspraak",
        "praktijkleren_inkoop",
        "praktijkleren_werkgeversvergoeding",
    ):
        budget(cents, stream=stream, key=uuid.uuid4())


def asked(scene: Scene, **other: Any) -> dict[str, Any]:
    """What choosing an ordinary workshop asks, to be changed at will."""
    facts = BASIC | other.pop("facts", {})
    return {
        "actor": scene.adviser,
        "arrangement_id": scene.arrangement.pk,
        "instrument": "A1",
        "title": "Workshop solliciteren",
        "providing_party_id": scene.case.first_responsible_id,
        "provider": "Bureau Vooruit",
        "starts_on": dt.date(2021, 3, 1),
        "ends_on": dt.date(2021, 3, 31),
        "cost_cents": 500_00,
        "cofinancing_cents": 100_00,
        "cofinancing_reason": "",
        "facts": facts,
        "now": START,
    } | other


def choose(scene: Scene, **other: Any) -> ItemCard:
    """Choose an instrument; an ordinary workshop unless said otherwise."""
    card = given(actions.choose_instrument(**asked(scene, **other)))
    assert isinstance(card, ItemCard)
    return card


def make_ready(answers: dict[str, Any] | None = None, *, cents: int = 10_000_00, **item: Any) -> Scene:
    """An arrangement with one item that can be started: proposed, agreed and coordinated."""
    scene = make_composable(answers, cents=cents)
    choose(scene, **item)
    return agree_all(scene)


def agree_all(scene: Scene) -> Scene:
    """Propose, agree and coordinate."""
    arrangement_id = scene.arrangement.pk
    given(actions.propose(actor=scene.adviser, arrangement_id=arrangement_id, now=START))
    coordinate(scene)
    given(actions.agree(actor=scene.person, arrangement_id=arrangement_id, now=START))
    return scene


def coordinate(scene: Scene, *, agreed: bool = True) -> None:
    """Let the partner look along and answer."""
    question = given(
        actions.ask_coordination(
            actor=scene.adviser,
            arrangement_id=scene.arrangement.pk,
            party_id=scene.partner.party_id or 0,
            person_agrees=True,
            how="In het gesprek",
            now=START,
        )
    )
    given(
        actions.answer_coordination(
            actor=scene.partner,
            coordination_id=question,
            agreed=agreed,
            remark="" if agreed else "De taalcursus ontbreekt.",
            now=START,
        )
    )


def make_active(answers: dict[str, Any] | None = None, *, cents: int = 10_000_00, **item: Any) -> Scene:
    """An arrangement that has started."""
    scene = make_ready(answers, cents=cents, **item)
    given(actions.activate(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START))
    return scene


def as_member_of(party: Party, **other: Any) -> Actor:
    """An adviser of a party in the region of the tests."""
    return replace(make_professional(Role.ADVISER, party=party), **other)
