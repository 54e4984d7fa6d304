"""Questions in the editor: their words change, answers come behind, and a new question goes along with its scheme."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from overstap.publication.models import Draft
from overstap.rules import load_catalogue
from overstap.web.editor.fact_values import entry_of
from tests.factories import publication as make
from tests.rules.written import write
from tests.web.browsing import sign_in, text_of
from tests.web.editing import SAVE, at, change, fields_of, tree

pytestmark = pytest.mark.usefixtures("house")


@pytest.fixture
def questions(client: Client) -> Any:
    """A keeper at a draft of questions alone."""
    sign_in(client, make.keeper())
    client.post("/beleid/vragen/")
    return client, Draft.objects.get().pk


def test_other_words_stand_in_the_draft_and_nothing_else(desk: Any) -> None:
    response = change(desk, "vragen/leeftijd/", question_nl="Uw leeftijd?", help_nl="In jaren.", help_en="In years.")

    assert response.status_code == 302
    assert tree(desk)["facts"] == [
        {
            "id": "leeftijd",
            "question": {"nl": "Uw leeftijd?", "en": "How old are you?"},
            "help": {"nl": "In jaren.", "en": "In years."},
        }
    ]
    assert "veranderd" in text_of(desk[0].get(at(desk[1], "vragen/")))


def test_a_question_that_is_saved_as_it_was_changes_nothing(desk: Any) -> None:
    before = Draft.objects.get().content
    for name in load_catalogue().facts:
        assert change(desk, f"vragen/{name}/").status_code == 302, name

    assert Draft.objects.get().content == before


def test_a_new_answer_comes_behind_the_others(desk: Any) -> None:
    response = change(
        desk, "vragen/taal/", option_3="C1", option_nl_3="vloeiend", option_en_3="fluent", option_nl_0="heel eenvoudig"
    )

    assert response.status_code == 302
    assert tree(desk)["facts"][0]["values"] == [
        {"id": "A1", "label": {"nl": "heel eenvoudig", "en": "simple"}},
        {"id": "C1", "label": {"nl": "vloeiend", "en": "fluent"}},
    ]
    page = text_of(desk[0].get(at(desk[1], "controle/")))
    assert "Antwoord C1" in page
    assert "Deze regelingen stellen de vraag: Proefplaats" in page


@pytest.mark.parametrize(
    ("place", "changes", "told"),
    [
        ("vragen/leeftijd/", {"question_en": ""}, "Vul dit in."),
        ("vragen/leeftijd/", {"help_nl": "Alleen Nederlands"}, "Vul deze tekst in beide talen in, of in geen"),
        ("vragen/leeftijd/", {"origin": []}, "Vul dit in."),
        ("vragen/taal/", {"option_nl_3": "vloeiend"}, "Geef dit antwoord een naam."),
        ("vragen/taal/", {"option_3": "C1", "option_nl_3": "vloeiend"}, "Vul dit antwoord in beide talen in."),
        ("vragen/taal/", {"option_3": "A1", "option_nl_3": "a", "option_en_3": "b"}, "Deze naam staat er al."),
        ("vragen/taal/", {"option_3": "C 1", "option_nl_3": "a", "option_en_3": "b"}, "Deze naam kan niet."),
        ("vragen/einde/", {"low_year": "2020"}, "De grens mag alleen ruimer worden."),
        ("vragen/einde/", {"high_year": "2018"}, "Dit moet hoger zijn dan het eerste."),
    ],
)
def test_a_wrong_question_is_told_and_stays(desk: Any, place: str, changes: dict[str, Any], told: str) -> None:
    response = change(desk, place, **changes)

    assert response.status_code == 400
    assert told in text_of(response)
    assert all(str(typed) in response.content.decode() for typed in changes.values() if typed)
    assert "facts" not in tree(desk)


def test_bounds_in_use_have_no_field_and_the_page_says_why(desk: Any) -> None:
    client, draft = desk

    used, unused = client.get(at(draft, "vragen/leeftijd/")), client.get(at(draft, "vragen/einde/"))

    assert "low" not in fields_of(used)
    assert "Regelingen die gelden, stellen deze vraag." in text_of(used)
    assert "low_day" in fields_of(unused)


def test_a_new_question_and_its_condition_in_one_draft(desk: Any) -> None:
    client, draft = desk
    made = change(desk, "nieuwe-vraag/", name="rijbewijs", type="boolean")
    unfinished = text_of(client.get(at(draft, "vragen/")))
    filled = change(
        desk,
        "vragen/rijbewijs/",
        question_nl="Hebt u een rijbewijs?",
        question_en="Do you have a licence?",
        label_nl="Rijbewijs",
        label_en="Licence",
    )
    rows = fields_of(client.get(at(draft, "voorwaarden/2/"))) | {"r.aantal": "2", "r.1.soort": "rij"}
    rows |= {"r.1.gegeven": "rijbewijs", "r.1.vergelijk": "waar", "r.1.waarde": ""}
    client.post(at(draft, "voorwaarden/2/"), rows | SAVE)

    assert (made.status_code, filled.status_code) == (302, 302)
    assert "Wat er nog niet klopt in dit deel" in unfinished
    assert tree(desk)["facts"][0] == {
        "id": "rijbewijs",
        "label": {"nl": "Rijbewijs", "en": "Licence"},
        "question": {"nl": "Hebt u een rijbewijs?", "en": "Do you have a licence?"},
        "type": "boolean",
        "origin": ["person"],
    }
    assert tree(desk)["conditions"][2]["expression"] == "inzet and rijbewijs"
    assert "gegeven_rijbewijs" in fields_of(client.get(at(draft, "voorbeelden/0/")))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"name": "leeftijd", "type": "boolean"}, "Deze naam bestaat al."),
        ({"name": "per_week", "type": "boolean"}, "Deze naam bestaat al."),
        ({"name": "Met Spatie", "type": "boolean"}, "Deze naam kan niet."),
        ({"name": "rijbewijs"}, "Vul dit in."),
    ],
)
def test_a_question_that_cannot_be_is_told(desk: Any, given: dict[str, str], told: str) -> None:
    response = change(desk, "nieuwe-vraag/", **given)

    assert response.status_code == 400
    assert told in text_of(response)


def test_a_question_goes_back_to_what_it_was(desk: Any) -> None:
    change(desk, "vragen/leeftijd/", question_nl="Uw leeftijd?")
    response = change(desk, "vragen/leeftijd/", doe="weg")

    assert response.status_code == 302
    assert "facts" not in tree(desk)


@pytest.mark.requirement("R-006")
def test_two_people_publish_a_question_and_everybody_reads_it(questions: Any) -> None:
    client, draft = questions
    change(questions, "vragen/leeftijd/", question_nl="Uw leeftijd?")
    handed_in = change(questions, "controle/", doe="concept_indienen", **{"indienen-note": "Korter."})
    sign_in(client, make.keeper())
    seen = text_of(client.get(at(draft, "controle/")))
    client.post(at(draft, "controle/"), {"doe": "concept_publiceren", "publiceren-checked": "on", "revision": "2"})

    assert handed_in.status_code == 302
    assert "Hoe oud bent u? wordt Uw leeftijd?" in seen
    assert load_catalogue().facts["leeftijd"].question.nl == "Uw leeftijd?"
    assert "de vragen : leeftijd" in text_of(client.get("/beleid/regelingen/")).replace("vragen:", "vragen :")


def test_a_draft_of_questions_has_only_the_steps_that_it_needs(questions: Any) -> None:
    client, draft = questions

    page = client.get(at(draft)).content.decode()

    assert at(draft, "vragen/") in page
    assert at(draft, "parameters/") not in page
    assert "In dit concept is nog niets veranderd." in text_of(client.get(at(draft, "controle/")))


def test_every_question_can_be_searched(desk: Any) -> None:
    client, draft = desk

    assert "Wanneer stopt uw contract?" in text_of(client.get(at(draft, "vragen/"), {"zoek": "contract stopt"}))
    assert "Geen vraag gevonden." in text_of(client.get(at(draft, "vragen/"), {"zoek": "bestaat niet"}))


def test_the_patch_changes_the_dictionary_too(desk: Any, tmp_path: Path) -> None:
    client, draft = desk
    change(desk, "vragen/leeftijd/", question_nl="Uw leeftijd?")
    change(desk, "nieuwe-vraag/", name="rijbewijs", type="boolean")
    schemes = write(tmp_path / "repository" / "schemes")
    git = shutil.which("git") or pytest.skip("no git on this machine")
    subprocess.run([git, "init", "-q"], cwd=schemes.parent, check=True)

    patch = client.get(at(draft, "patch/")).content
    subprocess.run([git, "apply", "-"], cwd=schemes, input=patch, check=True)

    assert "Uw leeftijd?" in (schemes / "facts" / "persoon.yaml").read_text(encoding="utf-8")
    assert "rijbewijs" in (schemes / "facts" / "proefplaats.yaml").read_text(encoding="utf-8")
    assert "facts" not in (schemes / "proefplaats" / "2021-07-01.yaml").read_text(encoding="utf-8")


def test_a_whole_entry_says_everything_that_the_dictionary_says() -> None:
    facts = load_catalogue().facts

    assert entry_of(facts["uitkering_dagen"])["domain"] == {"min": "0", "max": "700"}
    assert entry_of(facts["proefplaats_gebruikt"])["domain"] == {"min": "0.00", "max": "5000.00"}
    assert entry_of(facts["uitkering_dagen"])["may_be_not_applicable"] == "true"
