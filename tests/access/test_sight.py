"""Who sees which part of a file, for which purpose: every cell of the table, success and refusal in one set-up."""

import dataclasses
import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from overstap.arrangements.queries import arrangement_page
from overstap.casework import queries
from overstap.casework.actions import accept_handover, withdraw_consent, withdraw_item
from overstap.casework.queries import CaseloadChoice
from overstap.casework.values import CasePage, CaseRow
from overstap.consent.models import Consent
from overstap.core.actor import Actor
from overstap.core.consent import Item, Purpose
from overstap.core.decision import NotFoundError
from overstap.parties.models import PartyKind
from overstap.people.actions import keep_citizen_number
from overstap.people.queries import find_participants
from tests.access.stage import Stage, make_stage
from tests.access.tables import SIGHT, cell, group_of
from tests.conftest import START
from tests.factories.cases import EMPLOYED, adviser_elsewhere, adviser_of, given, make_case, offered
from tests.factories.people import person_actor

pytestmark = pytest.mark.django_db

PURPOSES: tuple[Purpose | None, ...] = (None, *Purpose)
CORE = frozenset({"person", "adviser", "coordinator"})
"""Who reads the trail of the file."""

ITEMS = frozenset(item.value for item in Item)

CITIZEN_NUMBER = "111222333"


@pytest.fixture
def stage() -> Stage:
    return make_stage()


def page_for(stage: Stage, who: str, purpose: Purpose | None) -> CasePage | None:
    """The file as someone sees it, or None where it does not exist for them."""
    try:
        return queries.case_page(stage.cast[who], stage.case.pk, now=START, purpose=purpose)
    except NotFoundError:
        return None


def every_page(stage: Stage) -> Iterator[tuple[str, Purpose | None, CasePage | None]]:
    """The file as everyone sees it, for every purpose."""
    for who in stage.cast:
        for purpose in PURPOSES:
            yield who, purpose, page_for(stage, who, purpose)


def test_everyone_on_the_stage_has_a_row(stage: Stage) -> None:
    assert set(stage.cast) == set(SIGHT)


@pytest.mark.requirement("R-125", "R-401", "R-404")
def test_every_cell_gives_its_parts_and_no_other(stage: Stage) -> None:
    seen = {
        (who, purpose): (frozenset(page.items), page.found) if page else None
        for who, purpose, page in every_page(stage)
    }

    assert seen == {key: cell(*key) for key in seen}


@pytest.mark.requirement("R-125", "R-401")
def test_every_field_of_the_page_is_filled_with_its_part_and_empty_without(stage: Stage) -> None:
    wrong = []
    filled = set()
    for who, purpose, page in every_page(stage):
        for name in (field.name for field in dataclasses.fields(CasePage)) if page else ():
            group, value = group_of("casework.CasePage", name), getattr(page, name)
            if group in ITEMS:
                shared = Item(group) in page.items if page else False
                wrong += [(who, purpose, name)] if bool(value) and not shared else []
                filled |= {name} if value and shared else set()
            if group == "kern" and bool(value) != (who in CORE and page is not None and Item.ADVICE in page.items):
                wrong.append((who, purpose, name))

    assert wrong == []
    assert {"contact", "facts", "assessments", "decisions", "own_services", "diagnoses", "profile", "outcome"} <= filled


@pytest.mark.requirement("R-125")
def test_health_and_debts_come_only_with_a_permission_for_each(stage: Stage) -> None:
    held = {
        (who, purpose): {card.item for card in page.facts}
        for who, purpose, page in every_page(stage)
        if page is not None
    }
    beyond = [key for key, items in held.items() if not items <= cell(*key)[0]]
    both = {who for (who, _), items in held.items() if {Item.HEALTH, Item.DEBTS} <= items}
    health_alone = {who for (who, _), items in held.items() if Item.HEALTH in items and Item.DEBTS not in items}

    assert beyond == []
    assert both == {"person", "adviser", "desk", "coordinator", "system"}
    assert health_alone == {"emergency"}


def rows_for(actor: Actor) -> tuple[CaseRow, ...]:
    """Every line that someone gets in a list."""
    lists = (queries.desk_page(actor, START, which).rows for which in (queries.TODAY, queries.LATE))
    return (*queries.caseload_page(actor, START, CaseloadChoice()).rows, *itertools.chain.from_iterable(lists))


@pytest.mark.requirement("R-102", "R-125")
def test_a_list_names_and_tells_no_more_than_the_page(stage: Stage) -> None:
    wrong = []
    listed = set()
    for who, actor in stage.cast.items():
        held = {item for purpose in PURPOSES for item in (cell(who, purpose) or (frozenset(), False))[0]}
        for row in rows_for(actor):
            listed.add(who)
            wrong += [(who, "name")] if row.name and Item.CONTACT not in held else []
            wrong += [(who, "advice")] if (row.advice or row.factors_for) and Item.ADVICE not in held else []

    assert wrong == []
    assert {"adviser", "coordinator", "desk", "helper", "stranger_desk"} <= listed
    assert not {"stranger_adviser", "cashier", "lapsed", "matcher", "everything_elsewhere"} & listed


@pytest.mark.requirement("R-125")
def test_the_arrangement_opens_with_its_part_alone_and_names_nobody_without_contact(stage: Stage) -> None:
    opened = {}
    for who, actor in stage.cast.items():
        try:
            page = arrangement_page(actor, stage.case.pk, now=START)
        except NotFoundError:
            continue
        opened[who] = bool(page and page.person)

    assert opened == {
        "person": True, "adviser": True, "desk": True, "coordinator": True, "system": True, "partner": False
    }  # fmt: skip


@pytest.mark.requirement("R-070")
def test_which_union_helps_someone_is_told_to_nobody_with_whom_it_is_not_shared(stage: Stage) -> None:
    case = make_case(EMPLOYED)
    union = case.first_responsible
    told, opened = [], []
    for who, actor in stage.cast.items():
        if actor.is_system or actor.party_id == union.pk:
            continue
        for purpose in PURPOSES:
            try:
                page = queries.case_page(actor, case.pk, now=START, purpose=purpose)
            except NotFoundError:
                continue
            opened.append(who)
            told += [(who, purpose)] if union.name in repr(page) else []
        told += [(who, "list") for row in rows_for(actor) if row.id == case.pk and union.name in repr(row)]

    assert union.kind == "vakbond"
    assert told == []
    assert set(opened) == {"desk", "coordinator", "helper_desk", "stranger_desk", "stranger_coordinator"}


def everything_told(stage: Stage, actor: Actor) -> str:
    """All that someone reads of the file, wherever they look."""
    told: list[Any] = list(rows_for(actor))
    who = stage.case.participant
    told += find_participants(actor, who.last_name, born=who.birth_date, purpose="loket", now=START)
    told.append(queries.open_handovers(actor, START))
    for purpose in PURPOSES:
        try:
            told.append(queries.case_page(actor, stage.case.pk, now=START, purpose=purpose))
        except NotFoundError:
            continue
    return repr(told)


@pytest.mark.requirement("R-404")
def test_the_citizen_service_number_stands_on_no_page_for_nobody(stage: Stage) -> None:
    refusal = keep_citizen_number(
        actor=stage.scene.adviser, participant_id=stage.case.participant_id, number=CITIZEN_NUMBER, now=START
    )
    assert refusal is None, refusal

    told = {who for who, actor in stage.cast.items() if CITIZEN_NUMBER in everything_told(stage, actor)}

    assert told == set()


@pytest.mark.requirement("R-401")
def test_what_is_taken_back_is_gone_the_same_moment_for_everyone_of_that_party(stage: Stage) -> None:
    team = ("adviser", "desk", "coordinator")
    before = {who: page_for(stage, who, Purpose.GUIDANCE) is not None for who in team}

    given(
        withdraw_consent(
            actor=stage.scene.person, case_id=stage.case.pk, party_id=stage.case.first_responsible_id, now=START
        )
    )

    assert set(before.values()) == {True}
    assert page_for(stage, "adviser", None) is None
    for who in ("desk", "coordinator"):
        page = page_for(stage, who, Purpose.GUIDANCE)

        assert page is not None
        assert page.found
        assert page.items == {Item.CONTACT}
    assert page_for(stage, "partner", Purpose.COORDINATION) is not None


@pytest.mark.requirement("R-125", "R-401")
def test_what_the_person_took_back_before_the_receiver_says_yes_stays_taken_back() -> None:
    case = make_case()
    receiver = adviser_elsewhere(PartyKind.MUNICIPALITY)
    handover_id = offered(case, adviser_of(case), receiver)
    later = START + dt.timedelta(hours=1)
    row = Consent.objects.get(party_id=receiver.party_id, item=Item.PROFILE, withdrawn_at__isnull=True)
    given(withdraw_item(actor=person_actor(case.participant), case_id=case.pk, consent_id=row.pk, now=later))

    given(accept_handover(actor=receiver, handover_id=handover_id, now=later + dt.timedelta(hours=1)))

    page = queries.case_page(receiver, case.pk, now=later + dt.timedelta(hours=2))

    assert Item.CONTACT in page.items
    assert Item.PROFILE not in page.items
