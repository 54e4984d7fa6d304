"""Ceiling, duration, window and own share in the editor, and where the scheme stands in the package."""

from typing import Any

import pytest

from overstap.publication.models import Draft
from tests.web.browsing import text_of
from tests.web.editing import at, change, tree

pytestmark = pytest.mark.usefixtures("house")

SOURCE = {"document": "werkdocument", "place": "par. 1"}
CITED = {"document_0": "werkdocument", "place_0": "par. 4"}
TEXTS = {f"says_{key}_{language}": "Tekst." for key in ("yes", "no", "unknown") for language in ("nl", "en")}


def test_the_four_limits_are_shown_with_what_they_hold(desk: Any) -> None:
    client, draft = desk

    page = text_of(client.get(at(draft, "grenzen/")))

    assert "Plafond staat erin" in page
    assert "person, plafond_bedrag" in page
    assert "Eigen bijdrage niet" in page


def test_a_ceiling_gets_its_own_texts(desk: Any) -> None:
    response = change(desk, "grenzen/ceiling/", per="employer", used="proefplaats_gebruikt", **TEXTS)

    assert response.status_code == 302
    assert tree(desk)["ceiling"] == {
        "per": "employer",
        "amount": "plafond_bedrag",
        "source": SOURCE,
        "used": "proefplaats_gebruikt",
        "says": {key: {"nl": "Tekst.", "en": "Tekst."} for key in ("yes", "no", "unknown")},
    }


def test_a_duration_with_an_extension(desk: Any) -> None:
    response = change(
        desk,
        "grenzen/duration/",
        measured="weken",
        maximum="hoogstens",
        when="taal < B1",
        longer="hoogstens",
        asks_nl="Waarom?",
        asks_en="Why?",
        **CITED,
    )

    assert response.status_code == 302, text_of(response)
    assert tree(desk)["duration"] == {
        "measured": "weken",
        "maximum": "hoogstens",
        "extension": {"when": "taal < B1", "maximum": "hoogstens", "asks": {"nl": "Waarom?", "en": "Why?"}},
        "source": {"document": "werkdocument", "place": "par. 4"},
    }


def test_a_window_and_a_share_with_new_parameters(desk: Any) -> None:
    change(desk, "nieuwe-parameter/", name="open_vanaf", type="date")
    change(desk, "nieuwe-parameter/", name="deel", type="integer", unit="percent")
    window = change(desk, "grenzen/window/", opens="open_vanaf", date="einde", **CITED)
    share = change(desk, "grenzen/cofinancing/", percentage="deel", of="per_week", by="werkgever", **CITED)

    assert (window.status_code, share.status_code) == (302, 302)
    cited = {"document": "werkdocument", "place": "par. 4"}
    assert tree(desk)["window"] == {"opens": "open_vanaf", "date": "einde", "source": cited}
    assert tree(desk)["cofinancing"] == {"percentage": "deel", "of": "per_week", "by": "werkgever", "source": cited}


@pytest.mark.parametrize(
    ("part", "changes", "told"),
    [
        ("ceiling", {"per": []}, "Vul dit in."),
        ("ceiling", {"amount": "jong_onder_niet"}, "Kies een van de antwoorden."),
        ("ceiling", {"document_0": "", "place_0": ""}, "Kies in welk document dit staat."),
        ("ceiling", {"says_yes_nl": "Alleen deze."}, "Vul alle zes de teksten in, of geen ervan."),
        ("ceiling", {"remedy_nl": "Alleen Nederlands."}, "Vul deze tekst in beide talen in, of in geen van beide."),
        ("duration", {"measured": "weken", **CITED}, "Kies hoe lang het minstens of hoogstens duurt."),
        ("duration", {"measured": "weken (", "maximum": "hoogstens", **CITED}, "De uitdrukking kan niet"),
        ("duration", {"measured": "weken", "maximum": "hoogstens", "when": "taal < B1"}, "Kies hoe lang het dan"),
        ("duration", {"measured": "weken", "longer": "hoogstens"}, "Schrijf wanneer het langer mag."),
        ("window", {**CITED}, "Vul dit in."),
        ("cofinancing", {"of": "per_week", **CITED}, "Vul dit in."),
    ],
)
def test_a_wrong_limit_is_told_and_stays(desk: Any, part: str, changes: dict[str, Any], told: str) -> None:
    before = Draft.objects.get().content

    response = change(desk, f"grenzen/{part}/", **changes)

    assert response.status_code == 400
    assert told in text_of(response)
    assert 'class="utrecht-link" href="#id_' in response.content.decode()
    assert Draft.objects.get().content == before


def test_a_limit_goes_away(desk: Any) -> None:
    client, draft = desk

    client.post(at(draft, "grenzen/ceiling/"), {"doe": "weg"})

    assert "ceiling" not in tree(desk)


def test_a_limit_that_does_not_exist_is_not_found(desk: Any) -> None:
    client, draft = desk

    assert client.get(at(draft, "grenzen/belasting/")).status_code == 404


def test_what_the_checks_say_of_a_limit_leads_to_its_form(desk: Any) -> None:
    client, draft = desk
    change(desk, "grenzen/ceiling/", used="weken")

    page = client.get(at(draft)).content.decode()

    assert f'href="{at(draft, "grenzen/ceiling/")}"' in page
    assert "Bij het plafond hoort een gegeven" in page


def test_the_place_in_the_package(desk: Any) -> None:
    response = change(desk, "naam/", block="2", block_in_text="3", layer="1")

    assert response.status_code == 302
    assert (tree(desk)["block"], tree(desk)["block_in_text"], tree(desk)["layer"]) == ("2", "3", "1")
