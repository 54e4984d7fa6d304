"""Special categories: marked in the data dictionary, and narrower wherever data go."""

from __future__ import annotations

import tomllib
from dataclasses import fields

import pytest

from overstap.audit.models import AuditLine
from overstap.casework.consents import permit
from overstap.casework.policy import item_of
from overstap.casework.queries import case_page
from overstap.casework.values import CaseRow
from overstap.core.consent import ORDINARY_ITEMS, Item, Purpose
from overstap.rules import load_catalogue
from overstap.rules.load_processings import register_on
from overstap.rules.model import Sensitivity
from tests.architecture.sources import ROOT
from tests.conftest import START
from tests.factories.cases import ON_BENEFIT, adviser_elsewhere, answer, make_case
from tests.factories.people import person_actor

NARROW = frozenset({Item.HEALTH, Item.DEBTS})
FACTS = load_catalogue().facts
MARKED = sorted(fact_id for fact_id, fact in FACTS.items() if fact.sensitivity is Sensitivity.BIJZONDER)
TEMPLATES = ROOT / "src/overstap/correspondence/templates/letters"
"""Every letter, of which the first line is the subject of the e-mail."""

TELLING = ("gezond", "ziek", "handicap", "schuld", "vakbond", "straf", "health", "illness", "debt", "union")


def test_the_dictionary_marks_what_is_special() -> None:
    assert len(MARKED) > 5
    assert "arbeidsbeperking" in MARKED


@pytest.mark.parametrize("fact_id", MARKED)
def test_a_marked_fact_is_never_among_what_is_shared_by_itself(fact_id: str) -> None:
    assert item_of(FACTS[fact_id]) in NARROW
    assert item_of(FACTS[fact_id]) not in ORDINARY_ITEMS


def test_what_is_not_marked_is_not_health() -> None:
    plain = [fact_id for fact_id in FACTS if fact_id not in MARKED]

    assert [fact_id for fact_id in plain if item_of(FACTS[fact_id]) is Item.HEALTH] == []


@pytest.mark.django_db
@pytest.mark.requirement("R-401")
@pytest.mark.parametrize("item", sorted(NARROW))
def test_a_party_that_may_see_the_intake_does_not_see_it(item: Item) -> None:
    case = make_case(ON_BENEFIT, also_items=NARROW)
    yes_or_no = [one for one in sorted(FACTS) if FACTS[one].type.kind == "boolean" and "person" in FACTS[one].origin]
    fact_id = next(one for one in yes_or_no if item_of(FACTS[one]) is item)
    answer(case, person_actor(case.participant), {fact_id: True}, tick=True)
    partner = adviser_elsewhere()
    person = person_actor(case.participant)
    assert partner.party_id is not None
    through = {"actor": person, "through": "online", "now": START}
    permit(case, partner.party_id, ORDINARY_ITEMS, Purpose.GUIDANCE, **through)

    seen = {fact.fact_id for fact in case_page(partner, case.pk, now=START).facts}
    permit(case, partner.party_id, {item}, Purpose.GUIDANCE, **through)
    after = {fact.fact_id for fact in case_page(partner, case.pk, now=START).facts}

    assert fact_id not in seen
    assert fact_id in after
    assert not [line for line in AuditLine.objects.filter(verb="antwoord") if "True" in str(line.details)]


def test_a_list_of_files_has_no_column_for_it() -> None:
    columns = {field.name for field in fields(CaseRow)}

    assert not [name for name in columns if any(word in name for word in ("health", "debt", "answer", "union", "bsn"))]


def test_no_subject_of_an_e_mail_tells_it() -> None:
    subjects = {path.name: path.read_text(encoding="utf-8").splitlines()[0] for path in TEMPLATES.glob("*.txt")}

    assert len(subjects) > 20
    assert {name: one for name, one in subjects.items() if any(word in one.casefold() for word in TELLING)} == {}


def test_a_letter_with_more_than_ordinary_data_is_never_whole_in_an_e_mail() -> None:
    sorts = tomllib.loads((TEMPLATES / "letters.toml").read_text(encoding="utf-8"))

    whole = [name for name, sort in sorts.items() if sort.get("whole") and sort["item"] in NARROW]

    assert whole == []


def test_every_processing_that_names_special_data_says_why_and_by_which_article() -> None:
    special = [(one.id, data) for one in register_on(START.date()).activities for data in one.special]

    assert {data.category for _, data in special} >= {"gezondheid", "schulden", "vakbond", "bsn"}
    assert all(data.because.nl and data.because.en and data.law for _, data in special)
