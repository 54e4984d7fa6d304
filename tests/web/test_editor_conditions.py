"""The conditions of a draft as rows in groups: what is typed comes into the file, what is wrong is told at its row."""

from typing import Any

import pytest

from overstap.publication.models import Draft
from tests.web.browsing import text_of
from tests.web.editing import SAVE, at, fields_of, tree

pytestmark = pytest.mark.usefixtures("house")


def test_rows_and_groups_come_and_go_before_anything_is_kept(desk: Any) -> None:
    client, draft = desk
    place = at(draft, "voorwaarden/0/")
    sent = fields_of(client.get(place))

    group = client.post(place, sent | {"doe": "groep:r", "says_yes_nl": ["Nog niet bewaard"]})
    row = client.post(place, fields_of(group) | {"doe": "rij:r.2"})
    gone = client.post(place, fields_of(row) | {"doe": "weg:r.0"})

    assert fields_of(group)["r.2.soort"] == ["groep"]
    assert fields_of(group)["says_yes_nl"] == ["Nog niet bewaard"]
    assert fields_of(row)["r.2.aantal"] == ["2"]
    assert (fields_of(gone)["r.aantal"], fields_of(gone)["r.0.gegeven"]) == (["2"], ["jong"])
    assert Draft.objects.get(id=draft).revision == 1


def test_a_condition_is_written_as_groups(desk: Any) -> None:
    client, draft = desk
    place = at(draft, "voorwaarden/0/")
    grown = fields_of(client.post(place, fields_of(client.get(place)) | {"doe": "groep:r"}))
    grown = fields_of(client.post(place, grown | {"doe": "rij:r.2"}))

    response = client.post(
        place,
        grown
        | SAVE
        | {
            "r.2.voeg": "and",
            "r.2.niet": "on",
            "r.2.0.gegeven": "taal",
            "r.2.0.vergelijk": "in",
            "r.2.0.waarde": "A1, B1",
            "r.2.1.gegeven": "weken",
            "r.2.1.vergelijk": "<=",
            "r.2.1.waarde": "hoogstens",
            "says_no_en": "Not young enough",
        },
    )

    assert response.status_code == 302
    condition = tree(desk)["conditions"][0]
    assert condition["expression"] == "banenafspraak or jong or not (taal in (A1, B1) and weken <= hoogstens)"
    assert condition["says"]["no"]["en"] == "Not young enough"
    assert condition["remedy"] == {"nl": "Ga naar het loket.", "en": "Go to the desk."}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"gegeven": "", "vergelijk": "waar"}, "Kies waar deze regel over gaat"),
        ({"gegeven": "leeftijd", "vergelijk": "<"}, "Vul in waarmee u vergelijkt."),
        ({"gegeven": "leeftijd", "vergelijk": "<", "waarde": "twee en een half"}, "Deze waarde kan niet."),
        ({"gegeven": "leeftijd", "vergelijk": "<", "waarde": "1) or (2"}, "Deze waarde kan niet."),
    ],
)
def test_a_row_that_is_not_complete_is_told_at_the_row(desk: Any, row: dict[str, str], told: str) -> None:
    client, draft = desk
    place = at(draft, "voorwaarden/0/")
    sent = fields_of(client.post(place, fields_of(client.get(place)) | {"doe": "rij:r"}))

    response = client.post(place, sent | SAVE | {f"r.2.{name}": value for name, value in row.items()})

    page = response.content.decode()
    assert response.status_code == 400
    assert told in text_of(response)
    assert 'href="#r-2"' in page
    assert 'id="r-2-fout"' in page
    assert f'value="{row.get("waarde", "")}"' in page
    assert Draft.objects.get(id=draft).revision == 1


def test_a_piece_that_no_row_can_show_is_text_and_is_checked(desk: Any) -> None:
    client, draft = desk
    place = at(draft, "voorwaarden/0/")
    sent = fields_of(client.post(place, fields_of(client.get(place)) | {"doe": "tekst:r"}))

    wrong = client.post(place, sent | SAVE | {"r.2.tekst": "min(weken, 3 > 2"})
    right = client.post(place, sent | SAVE | {"r.2.tekst": "min(weken, hoogstens)\n > 2"})

    assert "De uitdrukking kan niet worden gelezen." in text_of(wrong)
    assert right.status_code == 302
    assert tree(desk)["conditions"][0]["expression"] == "banenafspraak or jong or min(weken, hoogstens) > 2"


def test_what_the_loader_says_of_a_condition_stands_on_its_form(desk: Any) -> None:
    client, draft = desk
    place = at(draft, "voorwaarden/0/")
    sent = fields_of(client.post(place, fields_of(client.get(place)) | {"doe": "rij:r"}))
    row = {"r.2.gegeven": "leeftijd", "r.2.vergelijk": "<", "r.2.waarde": "hoogstens"}

    page = text_of(client.post(place, sent | SAVE | row, follow=True))

    assert "'leeftijd' is een aantal jaren en 'hoogstens' is een aantal weken. Die twee gaan niet samen." in page


def test_a_condition_is_added_moved_and_taken_away(desk: Any) -> None:
    client, draft = desk
    texts = {f"says_{key}_{language}": "Tekst" for key in ("yes", "no", "unknown") for language in ("nl", "en")}
    texts |= {"id": "taal", "document_0": "werkdocument", "place_0": "par. 3"}
    row = {"r.aantal": "1", "r.0.soort": "rij", "r.0.gegeven": "taal", "r.0.vergelijk": ">=", "r.0.waarde": "B1"}

    added = client.post(at(draft, "voorwaarden/3/"), texts | row | SAVE | {"revision": "1"})
    client.post(at(draft, "voorwaarden/"), {"doe": "omhoog:3"})
    client.post(at(draft, "voorwaarden/0/"), {"doe": "weg"})

    assert added.status_code == 302
    assert [one["id"] for one in tree(desk)["conditions"]] == ["uitkering", "taal", "inzet"]
    assert tree(desk)["conditions"][1]["expression"] == "taal >= B1"
    assert client.get(at(draft, "voorwaarden/9/")).status_code == 404


def test_a_condition_without_rows_or_with_a_name_that_is_taken_is_told(desk: Any) -> None:
    client, draft = desk
    sent = fields_of(client.get(at(draft, "voorwaarden/0/")))

    empty = client.post(at(draft, "voorwaarden/0/"), sent | SAVE | {"r.aantal": "0"})
    taken = client.post(at(draft, "voorwaarden/0/"), sent | SAVE | {"id": "inzet"})

    assert "Voeg minstens een regel toe" in text_of(empty)
    assert "Een andere voorwaarde heet al zo." in text_of(taken)
