"""Every scheme that is there goes through the forms and comes back the same: program, texts, and the very letters."""

import copy
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from overstap.publication.models import Draft
from overstap.rules import SchemeVersion, load_catalogue, schemes_folder
from overstap.rules.drafting import read_draft
from overstap.rules.editing import emit_document, plain_of_text, rewrite
from overstap.web.editor import amounts, cases, conditions, parameters
from overstap.web.editor.case_forms import CaseForm
from overstap.web.editor.decision_form import (
    DecisionBox,
    check_decision,
    decision_box,
    expression_from_decision,
    sent_decision,
)
from overstap.web.editor.factors import FactorForm
from overstap.web.editor.group_form import (
    GroupBox,
    RowBox,
    TextBox,
    box_of_text,
    check_box,
    expression_from,
    sent_box,
)
from overstap.web.editor.limit_forms import FORMS
from overstap.web.editor.output_forms import OutputForm
from overstap.web.editor.parameter_forms import ParameterForm
from overstap.web.editor.rule_pages import filled_rule, present_box
from tests.factories import publication as make
from tests.web.browsing import sign_in
from tests.web.editing import fields_of, sent_by

CATALOGUE = load_catalogue(schemes_folder())
VERSIONS = [version for versions in CATALOGUE.versions.values() for version in versions]


def named(version: SchemeVersion) -> str:
    return Path(version.file).as_posix()


def lines(tree: Any) -> list[str]:
    return emit_document(tree).splitlines()


def posted(sent: dict[str, Any]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in sent.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def sent_rows(box: GroupBox) -> dict[str, str]:
    """What the rows of a condition send."""
    sent = {f"{box.path}.voeg": box.join, f"{box.path}.aantal": str(len(box.members)), f"{box.path}.soort": "groep"}
    if box.negated:
        sent[f"{box.path}.niet"] = "on"
    for one in box.members:
        if isinstance(one, GroupBox):
            sent |= sent_rows(one)
        elif isinstance(one, RowBox):
            parts = {"soort": "rij", "gegeven": one.name, "vergelijk": one.operator, "waarde": one.value}
            sent |= {f"{one.path}.{key}": value for key, value in parts.items()}
        elif isinstance(one, TextBox):
            sent |= {f"{one.path}.soort": "tekst", f"{one.path}.tekst": one.text}
    return sent


def through_parameters(tree: Any) -> None:
    for definition in (tree.get("parameters") or {}).values():
        form = ParameterForm(definition=definition, cited=definition.get("source"))
        filled = ParameterForm(posted(sent_by(form)), definition=definition, cited=definition.get("source"))
        assert filled.is_valid(), filled.errors
        parameters._fill(definition, filled)


def through_conditions(tree: Any) -> None:
    found = tree.get("conditions") or []
    for number, present in enumerate(found):
        form = conditions.ConditionForm(cited=present.get("source"))
        form.initial = form.initial_of(present)
        box = sent_box(sent_rows(present_box(present)))
        filled = conditions.ConditionForm(posted(sent_by(form)), cited=present.get("source"))
        assert filled.is_valid(), filled.errors
        assert check_box(box) == []
        found[number] = filled_rule(present, filled, box)


def through_amount(tree: Any) -> None:
    terms, amount = tree.get("let") or {}, tree.get("amount") or {}
    form = amounts.AmountForm(terms=terms, amount=amount)
    filled = amounts.AmountForm(posted(sent_by(form)), terms=terms, amount=amount)
    assert filled.is_valid(), filled.errors
    if terms:
        tree["let"] = filled.named()
    if amount:
        amount["source"] = filled.sources()


def through_outputs(tree: Any) -> None:
    for definition in (tree.get("outputs") or {}).values():
        kinds: dict[str, Any] = {"definition": definition, "known": CATALOGUE.facts}
        filled = OutputForm(posted(sent_by(OutputForm(**kinds))), **kinds)
        assert filled.is_valid(), filled.errors
        before = definition["expression"]
        if definition["type"] == "boolean":
            definition["expression"] = expression_from(before, sent_box(sent_rows(box_of_text(before))))
        else:
            decision = sent_decision(sent_choices(decision_box(before)))
            assert check_decision(decision, []) == []
            definition["expression"] = expression_from_decision(before, decision)
        filled.fill(definition)


def sent_choices(decision: DecisionBox) -> dict[str, str]:
    """What the choices of an outcome send."""
    sent = {"keuze.aantal": str(len(decision.branches)), "anders": decision.otherwise}
    for one in decision.branches:
        sent |= {one.name: one.value} | sent_rows(one.box)
    return sent


def through_factors(tree: Any) -> None:
    found = tree.get("factors") or []
    for number, present in enumerate(found):
        form = FactorForm(cited=present.get("source"))
        form.initial = form.initial_of(present)
        filled = FactorForm(posted(sent_by(form)), cited=present.get("source"))
        assert filled.is_valid(), filled.errors
        found[number] = filled_rule(present, filled, sent_box(sent_rows(present_box(present))))


def through_limits(tree: Any) -> None:
    for part, form in FORMS.items():
        if tree.get(part):
            kinds: dict[str, Any] = {"tree": tree, "facts": CATALOGUE.facts}
            filled = form(posted(sent_by(form(**kinds))), **kinds)
            assert filled.is_valid(), filled.errors
            tree[part] = filled.block()


def through_cases(tree: Any, version: SchemeVersion) -> None:
    found = tree.get("cases") or []
    reading = read_draft("", CATALOGUE)
    for number, case in enumerate(found):
        kinds: dict[str, Any] = {"case": case, "facts": cases._facts(tree, reading, case), "version": version}
        filled = CaseForm(posted(sent_by(CaseForm(**kinds))), **kinds)
        assert filled.is_valid(), filled.errors
        found[number] = filled.as_case()


@pytest.mark.parametrize("version", VERSIONS, ids=named)
def test_a_scheme_that_goes_through_every_form_stays_letter_for_letter(version: SchemeVersion) -> None:
    text = (schemes_folder() / version.file).read_text(encoding="utf-8")
    tree: Any = plain_of_text(text)
    before = copy.deepcopy(tree)

    through_parameters(tree)
    through_conditions(tree)
    through_amount(tree)
    through_outputs(tree)
    through_factors(tree)
    through_limits(tree)
    through_cases(tree, version)

    changes = list(unified_diff(lines(before), lines(tree), lineterm="", n=0))

    assert not changes, "\n".join(changes)
    assert rewrite(text, tree) == text


@pytest.fixture
def keeper(client: Client) -> Client:
    return sign_in(client, make.keeper())


@pytest.mark.django_db
@pytest.mark.parametrize("scheme_id", ["praktijkleren-werkgeversvergoeding", "doelgroep"])
def test_pages_that_are_saved_as_they_are_shown_change_nothing(keeper: Client, scheme_id: str) -> None:
    version = CATALOGUE.versions[scheme_id][-1]
    day = {"first_day_day": "1", "first_day_month": "7", "first_day_year": "2031"}
    keeper.post(f"/beleid/regelingen/{scheme_id}/{version.valid_from}/", day)
    draft = Draft.objects.get()
    tree: Any = plain_of_text(draft.content)
    places = ["naam/", "geldigheid/", "bedrag/", *(f"parameters/{name}/" for name in tree.get("parameters") or {})]
    places += [f"voorwaarden/{number}/" for number in range(len(tree.get("conditions") or []))]
    places += [f"uitkomsten/{name}/" for name in tree.get("outputs") or {}]
    places += [f"grenzen/{part}/" for part in FORMS if tree.get(part)]
    places += [f"voorbeelden/{number}/" for number in range(len(tree.get("cases") or []))]

    for place in places:
        address = f"/beleid/concepten/{draft.pk}/{place}"
        page = keeper.get(address)
        response = keeper.post(address, fields_of(page) | {"doe": "bewaar"})

        assert response.status_code == 302, place
        assert Draft.objects.get().content == draft.content, place
