"""The steps of a draft as forms: what is typed comes into the file, what is wrong is told and stays on the screen."""

from typing import Any

import pytest
from django.test import Client

from overstap.publication import actions
from overstap.publication.models import Draft
from tests.conftest import START
from tests.factories import publication as make
from tests.web.browsing import sign_in, text_of
from tests.web.editing import SAVE, at, change, fields_of, tree

pytestmark = pytest.mark.usefixtures("house")


def test_names_and_texts(desk: Any) -> None:
    response = change(desk, "naam/", name_nl="Proef: werk", kinds=["CAP", "ELIG"], requirements="R-110,R-111")

    assert response.status_code == 302
    assert tree(desk)["name"] == {"nl": "Proef: werk", "en": "Trial placement"}
    assert tree(desk)["kinds"] == ["ELIG", "CAP"]
    assert tree(desk)["requirements"] == ["R-110", "R-111"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [({"name_nl": ""}, "Vul dit in."), ({"requirements": "R-110, elf"}, "“elf” is geen nummer van een eis.")],
)
def test_wrong_names_are_told_and_stay(desk: Any, changes: dict[str, str], told: str) -> None:
    response = change(desk, "naam/", owner="nieuwe_eigenaar", **changes)

    assert response.status_code == 400
    assert told in text_of(response)
    assert 'value="nieuwe_eigenaar"' in response.content.decode()
    assert tree(desk)["owner"] == "werkgroep"


def test_validity_and_a_last_day_before_the_first(desk: Any) -> None:
    wrong = change(desk, "geldigheid/", last_day_day="1", last_day_month="1", last_day_year="2021")
    right = change(desk, "geldigheid/", last_day_day="31", last_day_month="12", last_day_year="2021")

    assert "De laatste dag ligt voor de eerste dag." in text_of(wrong)
    assert right.status_code == 302
    assert tree(desk)["valid"] == {"from": make.FROM, "until": "2021-12-31"}


def test_a_value_from_a_day_on(desk: Any) -> None:
    response = change(
        desk,
        "parameters/per_week/",
        from_1_day="1",
        from_1_month="1",
        from_1_year="2022",
        value_1="1.032,50",
        regional="on",
    )

    assert response.status_code == 302
    assert tree(desk)["parameters"]["per_week"] == {
        "type": "money",
        "values": [{"from": "2020-12-01", "value": "30.00"}, {"from": "2022-01-01", "value": "1032.50"}],
        "source": {"document": "werkdocument", "place": "par. 1"},
        "regional": "true",
    }


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"value_0": "veel"}, "Dit is geen bedrag."),
        ({"value_0": ""}, "Vul de waarde in die vanaf deze dag geldt."),
        ({"value_1": "31"}, "Vul in vanaf welke dag deze waarde geldt."),
        (
            {"from_1_day": "1", "from_1_month": "1", "from_1_year": "2020", "value_1": "31"},
            "Deze dag ligt niet na de dag hierboven.",
        ),
        ({"document_1": "werkdocument"}, "Schrijf waar het in het document staat."),
        ({"place_1": "bladzijde 2"}, "Kies het document."),
        ({"label_nl": "Per week"}, "Vul deze tekst in beide talen in, of in geen van beide."),
    ],
)
def test_a_wrong_value_is_told_and_stays(desk: Any, changes: dict[str, str], told: str) -> None:
    response = change(desk, "parameters/per_week/", **changes)

    assert response.status_code == 400
    assert told in text_of(response)
    typed = next(iter(changes.values()))
    assert typed in response.content.decode()
    assert len(tree(desk)["parameters"]["per_week"]["values"]) == 1


def test_a_parameter_comes_and_goes(desk: Any) -> None:
    client, draft = desk
    made = change(desk, "nieuwe-parameter/", name="lijst", type="list", of="taal")
    filled = change(
        desk,
        "parameters/lijst/",
        from_0_day="1",
        from_0_month="7",
        from_0_year="2021",
        value_0="A1, B1",
        document_0="werkdocument",
        place_0="par. 9",
    )

    assert (made.status_code, filled.status_code) == (302, 302)
    assert tree(desk)["parameters"]["lijst"] == {
        "type": "list",
        "of": "taal",
        "values": [{"from": "2021-07-01", "value": ["A1", "B1"]}],
        "source": {"document": "werkdocument", "place": "par. 9"},
    }
    client.post(at(draft, "parameters/lijst/"), {"doe": "weg"})
    assert "lijst" not in tree(desk)["parameters"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"name": "Per Week", "type": "money"}, "Deze naam kan niet."),
        ({"name": "per_week", "type": "money"}, "Deze naam bestaat al."),
        ({"name": "leeftijd", "type": "money"}, "Deze naam bestaat al."),
        ({"name": "soort", "type": "enum"}, "Kies het gegeven waarvan u de lijst gebruikt."),
        ({"name": "soort"}, "Vul dit in."),
    ],
)
def test_a_parameter_that_cannot_be_is_told(desk: Any, given: dict[str, str], told: str) -> None:
    client, draft = desk

    response = client.post(at(draft, "nieuwe-parameter/"), given | SAVE | {"revision": "1"})

    assert response.status_code == 400
    assert told in text_of(response)


def test_where_a_parameter_is_used_is_told_before_it_goes(desk: Any) -> None:
    client, draft = desk

    assert "hij wordt gebruikt in jong" in text_of(client.get(at(draft, "parameters/jong_onder/")))
    assert "Hij wordt nergens gebruikt" in text_of(client.get(at(draft, "parameters/plafond_bedrag/")))


def test_the_amount_and_the_terms(desk: Any) -> None:
    response = change(
        desk, "bedrag/", amount="min(weken, grens) * per_week", name_1="grens", expression_1="hoogstens + 1"
    )

    assert response.status_code == 302
    assert tree(desk)["let"] == {"jong": "leeftijd < jong_onder", "grens": "hoogstens + 1"}
    assert tree(desk)["amount"]["expression"] == "min(weken, grens) * per_week"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"amount": "min(weken"}, "De uitdrukking kan niet worden gelezen."),
        ({"name_1": "grens"}, "Schrijf wat dit begrip betekent."),
        ({"expression_1": "hoogstens + 1"}, "Geef dit begrip een naam."),
        ({"name_1": "jong", "expression_1": "hoogstens"}, "Deze naam staat er al."),
        ({"document_0": "", "place_0": ""}, "Kies in welk document het bedrag staat."),
    ],
)
def test_a_wrong_amount_is_told(desk: Any, changes: dict[str, str], told: str) -> None:
    response = change(desk, "bedrag/", **changes)

    assert response.status_code == 400
    assert told in text_of(response)
    assert list(tree(desk)["let"]) == ["jong"]


def test_an_example_with_the_field_that_fits_each_fact(desk: Any) -> None:
    response = change(
        desk,
        "voorbeelden/2/",
        name="oud maar wel banenafspraak",
        on_day="1",
        on_month="8",
        on_year="2021",
        gegeven_leeftijd="60",
        gegeven_banenafspraak="true",
        gegeven_taal="B2",
        toestand_uitkering_dagen="n.v.t.",
        gegeven_inzet="true",
        gegeven_weken="2",
        gegeven_proefplaats_gebruikt="0",
        outcome="ja",
        amount="60",
        uitkomst_taalles="false",
    )

    assert response.status_code == 302, text_of(response)
    assert tree(desk)["cases"][2] == {
        "name": "oud maar wel banenafspraak",
        "on": "2021-08-01",
        "given": {
            "banenafspraak": "true",
            "leeftijd": "60",
            "uitkering_dagen": "n.v.t.",
            "inzet": "true",
            "taal": "B2",
            "weken": "2",
            "proefplaats_gebruikt": "0.00",
        },
        "expect": {"outcome": "ja", "amount": "60.00", "outputs": {"taalles": "false"}},
    }
    assert "klopt niet" not in text_of(desk[0].get(at(desk[1], "voorbeelden/")))


def test_what_was_calculated_is_not_kept_before_it_was_looked_at(desk: Any) -> None:
    client, draft = desk
    place = at(draft, "voorbeelden/0/")
    sent = fields_of(client.get(place)) | {"gegeven_weken": "4"}

    calculated = client.post(place, sent | {"doe": "reken"})
    fields = fields_of(calculated)
    unseen = client.post(place, fields | SAVE)
    seen = client.post(place, fields | SAVE | {"confirmed": "on"})

    assert (fields["amount"], fields["outcome"]) == (["120,00"], ["ja"])
    assert "Dat is nog niet bewaard." in text_of(calculated)
    assert "Kijk de uitkomst na en kruis dit aan." in text_of(unseen)
    assert seen.status_code == 302
    assert tree(desk)["cases"][0]["expect"]["amount"] == "120.00"


def test_a_wrong_example_is_told_and_stays(desk: Any) -> None:
    response = change(desk, "voorbeelden/0/", gegeven_leeftijd="jong", amount="10", amount_to="5")

    page = text_of(response)
    assert response.status_code == 400
    assert "Vul een heel getal in." in page
    assert "Dit bedrag moet hoger zijn dan het eerste bedrag." in page
    assert 'value="jong"' in response.content.decode()


def test_an_example_goes_away(desk: Any) -> None:
    client, draft = desk

    client.post(at(draft, "voorbeelden/0/"), {"doe": "weg"})

    assert [one["name"] for one in tree(desk)["cases"]] == ["te oud"]


def test_the_forms_wait_while_the_text_cannot_be_read(desk: Any) -> None:
    client, draft = desk
    client.post(at(draft, "tekst/"), {"content": "id: [", "revision": "1"})

    for place in ("naam/", "geldigheid/", "parameters/", "voorwaarden/", "voorwaarden/0/", "bedrag/", "voorbeelden/0/"):
        assert "De formulieren werken weer zodra de tekst klopt." in text_of(client.get(at(draft, place)))


def test_a_form_that_was_overtaken_shows_what_it_would_change_in_the_newest_text(desk: Any) -> None:
    client, draft = desk
    sent = fields_of(client.get(at(draft, "naam/"))) | {"owner": "van_mij"}
    other = Draft.objects.get(id=draft).content.replace("channel: rmt", "channel: uwv")
    make.given(actions.save_draft(actor=make.keeper(), draft_id=draft, seen_revision=1, content=other, now=START))

    response = client.post(at(draft, "naam/"), sent | SAVE)

    page = response.content.decode()
    assert response.status_code == 409
    assert "owner: van_mij" in page
    assert "owner: werkgroep" in page
    assert 'name="revision" value="2"' in page
    assert tree(desk)["owner"] == "werkgroep"


def test_a_draft_that_was_handed_in_shows_its_forms_without_a_way_to_save(client: Client) -> None:
    author = make.keeper()
    draft = make.submitted(author)
    sign_in(client, author)

    page = text_of(client.get(at(draft.id, "naam/")))
    refused = client.post(at(draft.id, "naam/"), fields_of(client.get(at(draft.id, "naam/"))) | SAVE | {"owner": "x"})

    assert "Dit concept kan nu niet worden veranderd." in page
    assert refused.status_code == 400
    assert "Ter controle" in text_of(refused)


def test_questions_and_sources_are_shown(desk: Any) -> None:
    client, draft = desk

    page = text_of(client.get(at(draft, "vragen/")))

    assert "Hoe oud bent u?" in page
    assert "Werkdocument: par. 1" in page


@pytest.mark.parametrize(
    "content",
    [
        "zomaar tekst",
        "[]",
        "",
        "id: 'a\"b'",
        "parameters: [a]\nconditions: {a: b}\ncases: x\nlet: [1]\namount: 3\nname: x\nkinds: {a: b}\nvalid: [1]",
        "parameters: {a/b: {type: money, values: [x]}, '': {}, c: [], d: {type: enum, of: niets, values: {a: b}}}",
        "parameters: {a: {type: table, of: money, by: x, values: [{from: 1, value: [a]}]}, b: {type: list, values: 3}}",
        "conditions: [x, {id: [a]}, {id: b, expression: {a: b}, says: [], source: x, remedy: y}, {expression: 'a +'}]",
        "cases: [x, {name: [a], on: nooit, given: [x], expect: {outcome: [a], amount: [b], missing: x}}]",
        "cases: [{given: {leeftijd: [a], taal: {b: c}, weken: null}, expect: [x]}]",
        "let: {a: {expression: [b], label: x}, b: [c]}\namount: {expression: [a], source: [x, {document: 1}]}",
        "conditions:\n- id: a\n  expression: " + "not " * 60 + "x",
        "outputs: {a: {type: [x], values: [y, {id: [a]}], says: x, expression: [b]}, b: x}\nfactors: [x, {says: 3}]",
        "outputs: {a: {type: enum, values: 3, says: {a: [b]}, expression: a if b else}, b: {type: boolean}}",
        "ceiling: x\nduration: {measured: [a], extension: x}\nwindow: [a]\ncofinancing: {of: {a: b}, by: [c]}",
        "facts: x",
        "facts: [x, {id: [a]}, {id: leeftijd, question: x, values: 3, origin: y}, {id: a, type: enum, values: [x]}]",
    ],
)
def test_whatever_the_text_holds_every_screen_can_be_opened(desk: Any, content: str) -> None:
    client, draft = desk
    client.post(at(draft, "tekst/"), {"content": content, "revision": "1"})
    places = [
        "",
        "naam/",
        "geldigheid/",
        "parameters/",
        "parameters/a/",
        "parameters/a/b/",
        "parameters/b/",
        "parameters/c/",
    ]
    places += [
        "parameters/d/",
        "nieuwe-parameter/",
        "voorwaarden/",
        "voorwaarden/0/",
        "voorwaarden/1/",
        "voorwaarden/2/",
    ]
    places += [
        "voorwaarden/3/",
        "bedrag/",
        "vragen/",
        "voorbeelden/",
        "voorbeelden/0/",
        "voorbeelden/1/",
        "voorbeelden/2/",
    ]
    places += [
        "uitkomsten/",
        "uitkomsten/a/",
        "uitkomsten/b/",
        "nieuwe-uitkomst/",
        "weging/0/",
        "weging/1/",
        "grenzen/",
    ]
    places += [f"grenzen/{part}/" for part in ("ceiling", "duration", "window", "cofinancing")]
    places += ["nieuwe-vraag/", "vragen/a/", "vragen/leeftijd/"]
    places += ["tekst/", "controle/", "bestand/", "patch/"]

    found = {place: client.get(at(draft, place)).status_code for place in places}

    assert set(found.values()) <= {200, 404}
    assert found["voorwaarden/0/"] == found["bedrag/"] == found["controle/"] == 200
