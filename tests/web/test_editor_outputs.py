"""Outcomes and weighting in the editor: choices come and go, and what is wrong is told at its place."""

from typing import Any

import pytest

from overstap.publication.models import Draft
from tests.web.browsing import text_of
from tests.web.editing import SAVE, at, change, fields_of, tree

pytestmark = pytest.mark.usefixtures("house")

CITED = {"document_0": "werkdocument", "place_0": "par. 4"}
VALUES = {
    "value_0": "uwv",
    "value_nl_0": "UWV",
    "value_en_0": "UWV",
    "value_1": "gemeente",
    "value_nl_1": "Gemeente",
    "value_en_1": "Municipality",
}


def made(desk: Any, **more: str) -> Any:
    """A new outcome out of two values."""
    return change(desk, "nieuwe-uitkomst/", name="route", type="enum", **more)


def test_both_lists_are_shown(desk: Any) -> None:
    client, draft = desk

    page = text_of(client.get(at(draft, "uitkomsten/")))

    assert "taalles" in page
    assert "gewicht: 2" in page


def test_a_new_outcome_that_chooses(desk: Any) -> None:
    client, draft = desk
    made(desk)
    place = at(draft, "uitkomsten/route/")
    grown = client.post(place, fields_of(client.get(place)) | VALUES | {"doe": "keuze"})
    sent = (
        fields_of(grown) | CITED | {"anders": "gemeente", "keuze.0.waarde": "uwv", "label_nl": "Weg", "label_en": "Way"}
    )
    sent |= {
        "k0.0.gegeven": "taal",
        "k0.0.vergelijk": "<",
        "k0.0.waarde": "B1",
        "says_nl_row_0": "a",
        "says_en_row_0": "b",
    }
    kept = client.post(place, sent | SAVE)

    assert "Keuze 1" in text_of(grown)
    assert kept.status_code == 302, text_of(kept)
    assert tree(desk)["outputs"]["route"] == {
        "type": "enum",
        "values": [
            {"id": "uwv", "label": {"nl": "UWV", "en": "UWV"}},
            {"id": "gemeente", "label": {"nl": "Gemeente", "en": "Municipality"}},
        ],
        "expression": "uwv if taal < B1 else gemeente",
        "source": {"document": "werkdocument", "place": "par. 4"},
        "label": {"nl": "Weg", "en": "Way"},
        "says": {"uwv": {"nl": "a", "en": "b"}},
    }
    assert "Er zijn geen fouten in het bestand." in text_of(client.get(at(draft)))


def test_choices_change_places_and_go(desk: Any) -> None:
    client, draft = desk
    made(desk)
    text = Draft.objects.get().content.replace(
        'expression: ""', "expression: uwv if jong else gemeente if inzet else uwv"
    )
    client.post(at(draft, "tekst/"), {"content": text, "revision": Draft.objects.get().revision})
    place = at(draft, "uitkomsten/route/")
    sent = fields_of(client.get(place)) | VALUES | CITED
    earlier = fields_of(client.post(place, sent | {"doe": "eerder:1"}))
    fewer = fields_of(client.post(place, earlier | {"doe": "keuzeweg:1"}))

    client.post(place, fewer | SAVE)

    assert (earlier["keuze.0.waarde"], earlier["k0.0.gegeven"]) == (["gemeente"], ["inzet"])
    assert tree(desk)["outputs"]["route"]["expression"] == "gemeente if inzet else uwv"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"value_nl_2": "Zonder naam"}, "Geef deze waarde een naam."),
        ({"value_2": "uwv", "value_nl_2": "a", "value_en_2": "b"}, "Deze naam staat er al."),
        ({"value_2": "a b", "value_nl_2": "a", "value_en_2": "b"}, "Deze naam kan niet."),
        ({"value_en_1": ""}, "Vul deze waarde in beide talen in."),
        ({"says_nl_unknown": "Alleen Nederlands"}, "Vul deze tekst in beide talen in, of in geen van beide."),
        ({"anders": ""}, "Kies wat eruit komt."),
        ({"keuze.aantal": "1", "keuze.0.waarde": "", "k0.aantal": "0"}, "Voeg minstens een regel toe"),
        ({"keuze.aantal": "1", "k0.aantal": "1", "k0.0.soort": "rij"}, "Kies waar deze regel over gaat"),
    ],
)
def test_a_wrong_outcome_is_told_and_stays(desk: Any, changes: dict[str, str], told: str) -> None:
    made(desk)
    before = Draft.objects.get().content

    response = change(desk, "uitkomsten/route/", **{**VALUES, **CITED, "anders": "uwv", **changes})

    assert response.status_code == 400
    assert told in text_of(response)
    assert 'value="gemeente"' in response.content.decode()
    assert Draft.objects.get().content == before


def test_an_outcome_of_yes_or_no_has_rows(desk: Any) -> None:
    response = change(desk, "uitkomsten/taalles/", **{"r.0.waarde": "B1", "says_nl_no": "Niet.", "says_en_no": "No."})

    assert response.status_code == 302
    assert tree(desk)["outputs"]["taalles"]["expression"] == "taal < B1"
    assert tree(desk)["outputs"]["taalles"]["says"]["no"] == {"nl": "Niet.", "en": "No."}


def test_an_amount_is_written_as_an_expression(desk: Any) -> None:
    change(desk, "nieuwe-uitkomst/", name="rest", type="money")
    wrong = change(desk, "uitkomsten/rest/", anders="per_week *", **CITED)
    right = change(desk, "uitkomsten/rest/", anders="weken * per_week", **CITED)

    assert "De uitdrukking kan niet worden gelezen." in text_of(wrong)
    assert 'href="#anders"' in wrong.content.decode()
    assert right.status_code == 302
    assert tree(desk)["outputs"]["rest"]["expression"] == "weken * per_week"


def test_an_outcome_goes_away(desk: Any) -> None:
    client, draft = desk

    client.post(at(draft, "uitkomsten/taalles/"), {"doe": "weg"})

    assert tree(desk)["outputs"] == {}
    assert client.get(at(draft, "uitkomsten/taalles/")).status_code == 404


def test_a_point_comes_in_front_and_goes(desk: Any) -> None:
    client, draft = desk
    texts = {f"says_{key}_{language}": "Tekst." for key in ("yes", "no", "unknown") for language in ("nl", "en")}
    rows = {"r.0.gegeven": "taal", "r.0.vergelijk": "<", "r.0.waarde": "B1"}
    added = change(desk, "weging/1/", id="taal", points="tegen", weight="3", **texts, **rows, **CITED)
    client.post(at(draft, "uitkomsten/"), {"doe": "omhoog:1"})

    assert added.status_code == 302, text_of(added)
    assert tree(desk)["factors"][0] == {
        "id": "taal",
        "expression": "taal < B1",
        "weight": "3",
        "points": "tegen",
        "source": {"document": "werkdocument", "place": "par. 4"},
        "says": {key: {"nl": "Tekst.", "en": "Tekst."} for key in ("yes", "no", "unknown")},
    }
    client.post(at(draft, "weging/0/"), {"doe": "weg"})
    assert [one["id"] for one in tree(desk)["factors"]] == ["leeftijd"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"weight": "heel zwaar"}, "Vul een heel getal in, of de naam van een parameter."),
        ({"id": "Met Spatie"}, "Deze naam kan niet."),
        ({"says_no_en": ""}, "Vul dit in."),
        ({"r.0.gegeven": ""}, "Kies waar deze regel over gaat, of haal de regel weg."),
    ],
)
def test_a_wrong_point_is_told(desk: Any, changes: dict[str, str], told: str) -> None:
    response = change(desk, "weging/0/", **changes)

    assert response.status_code == 400
    assert told in text_of(response)


def test_what_the_checks_say_of_an_outcome_leads_to_its_form(desk: Any) -> None:
    client, draft = desk
    made(desk)

    page = client.get(at(draft)).content.decode()

    assert f'href="{at(draft, "uitkomsten/route/")}"' in page
