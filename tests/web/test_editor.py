"""The editor of schemes as a framework keeper meets it: drafts as text, the check, and publishing by two people."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from overstap.core.actor import Actor
from overstap.publication import queries
from overstap.publication.models import Draft, Publication
from overstap.rules import load_catalogue
from overstap.web.editor import reviewing
from tests.factories import publication as make
from tests.rules.written import PLACEMENT, write
from tests.web.browsing import sign_in, text_of
from tests.web.editing import at

LIST = "/beleid/regelingen/"


pytestmark = pytest.mark.usefixtures("house")


def enter(client: Client) -> Actor:
    actor = make.keeper()
    sign_in(client, actor)
    return actor


def on(*parts: str) -> dict[str, str]:
    """A day as the form sends it."""
    return {f"first_day_{name}": part for name, part in zip(("day", "month", "year"), parts, strict=True)}


def begun(client: Client, day: tuple[str, str, str] = ("1", "7", "2021")) -> int:
    """Start a draft from the shipped version by the form; its number."""
    response = client.post(f"{LIST}proefplaats/2020-12-01/", on(*day))
    assert response.status_code == 302, text_of(response)  # type: ignore[arg-type]
    return Draft.objects.latest("id").pk


def save(client: Client, draft: int, content: str, revision: int | None = None) -> object:
    seen = Draft.objects.get(id=draft).revision if revision is None else revision
    return client.post(at(draft, "tekst/"), {"content": content, "revision": seen})


def test_a_draft_starts_from_a_version_with_its_days_moved_along(client: Client) -> None:
    enter(client)

    draft = Draft.objects.get(id=begun(client))

    assert "valid: {from: 2021-07-01, until: 2022-12-31}" in draft.content
    assert draft.content.count("on: 2021-07-01") == 2
    assert (str(draft.base_from), len(draft.base_hash)) == ("2020-12-01", 64)


@pytest.mark.parametrize(
    ("day", "told"),
    [(("1", "12", "2020"), "Er is al een versie vanaf deze dag."), (("31", "2", "2021"), "Deze datum bestaat niet.")],
)
def test_a_day_that_cannot_be_the_first_is_told_and_stays_in_the_form(
    client: Client, day: tuple[str, str, str], told: str
) -> None:
    enter(client)

    response = client.post(f"{LIST}proefplaats/2020-12-01/", on(*day))

    assert response.status_code == 400
    assert told in text_of(response)
    assert f'value="{day[2]}"' in response.content.decode()
    assert Draft.objects.count() == 0


def test_a_new_scheme_starts_with_what_is_still_to_be_filled_in(client: Client) -> None:
    enter(client)
    names = {"scheme_id": "nieuwe-regeling", "name_nl": "Nieuwe regeling: proef", "name_en": "New scheme"}

    client.post(f"{LIST}nieuw/", names | on("1", "7", "2021"))

    draft = Draft.objects.get()
    assert draft.scheme_id == "nieuwe-regeling"
    page = text_of(client.get(at(draft.pk)))
    assert "Regel" in page


@pytest.mark.parametrize("name", ["Met Hoofdletters", "proefplaats", "a/b", ""])
def test_a_name_that_cannot_be_is_told(client: Client, name: str) -> None:
    enter(client)
    given = {"scheme_id": name, "name_nl": "Naam", "name_en": "Name"}

    response = client.post(f"{LIST}nieuw/", given | on("1", "7", "2021"))

    assert response.status_code == 400
    assert Draft.objects.count() == 0


def test_mistakes_are_told_with_their_line_and_the_text_is_kept(client: Client) -> None:
    enter(client)
    draft = begun(client)
    wrong = Draft.objects.get(id=draft).content.replace("leeftijd < jong_onder", "leeftyd < jong_onder")
    line = wrong[: wrong.index("leeftyd")].count("\n") + 1

    response = client.post(at(draft, "tekst/"), {"content": wrong, "revision": 1}, follow=True)

    page = response.content.decode()
    assert f'href="/beleid/concepten/{draft}/tekst/#regel-{line}"' in page
    assert f'id="regel-{line}"' in page
    assert f'href="/beleid/concepten/{draft}/bedrag/"' in page, "the form where it can be put right"
    assert "leeftyd" in page
    assert Draft.objects.get(id=draft).content == wrong


def test_a_draft_with_mistakes_cannot_be_handed_in_and_says_why(client: Client) -> None:
    enter(client)
    draft = begun(client)
    save(client, draft, Draft.objects.get(id=draft).content.replace("amount: 300.00", "amount: 310.00"))

    response = client.post(at(draft, "controle/"), {"doe": "concept_indienen", "indienen-note": "Meer geld"})

    assert response.status_code == 400
    page = text_of(response)
    assert "jong en gemotiveerd" in page
    assert "310" in page
    assert "300" in page
    assert "Meer geld" in page
    assert Draft.objects.get().state == "concept"


@pytest.mark.requirement("R-006")
def test_two_people_publish_and_the_version_is_there_from_its_day(client: Client) -> None:
    author = enter(client)
    draft = begun(client)
    save(
        client,
        draft,
        Draft.objects.get(id=draft).content.replace("value: 30.00", "value: 31.00").replace("300.00", "310.00"),
    )
    client.post(at(draft, "controle/"), {"doe": "concept_indienen", "indienen-note": "Een euro erbij", "revision": 2})

    own = client.get(at(draft, "controle/"))
    refused = client.post(
        at(draft, "controle/"), {"doe": "concept_publiceren", "publiceren-checked": "on", "revision": 2}
    )
    second = enter(client)
    seen = text_of(client.get(at(draft, "controle/")))
    published = client.post(
        at(draft, "controle/"), {"doe": "concept_publiceren", "publiceren-checked": "on", "revision": 2}, follow=True
    )

    assert "Publiceer deze versie" not in text_of(own)
    assert "U schreef mee aan dit concept" in text_of(refused)
    assert "Een euro erbij" in seen
    assert "Publiceer deze versie" in seen
    assert "De versie is gepubliceerd." in text_of(published)
    row = Publication.objects.get()
    assert (row.author_id, row.publisher_id) == (author.user_id, second.user_id)
    assert [str(one.valid_from) for one in load_catalogue().all_versions("proefplaats")] == ["2020-12-01", "2021-07-01"]
    assert author.name in text_of(client.get(LIST))


def test_the_publisher_says_that_they_looked(client: Client) -> None:
    draft = make.submitted(make.keeper())
    enter(client)

    response = client.post(at(draft.id, "controle/"), {"doe": "concept_publiceren", "revision": draft.revision})

    assert response.status_code == 400
    assert "Kruis aan dat u de controle hebt gedaan." in text_of(response)
    assert Publication.objects.count() == 0


def test_what_changes_for_whom_stands_on_the_check(client: Client) -> None:
    enter(client)
    draft = begun(client)
    content = Draft.objects.get(id=draft).content.replace("value: 27}, {from: 2022-01-01, value: 30}", "value: 28}", 1)
    save(client, draft, content)

    page = text_of(client.get(at(draft, "controle/")))

    assert "Leeftijd" in page
    assert "van nee naar ja" in page


def test_a_second_writer_sees_both_texts_and_loses_none(client: Client) -> None:
    enter(client)
    draft = begun(client)
    before = Draft.objects.get(id=draft).content
    save(client, draft, before + "# van de eerste\n", 1)
    enter(client)

    response = client.post(at(draft, "tekst/"), {"content": before + "# van de tweede\n", "revision": 1})

    assert response.status_code == 409
    page = response.content.decode()
    assert "# van de eerste" in page
    assert "# van de tweede" in page
    assert 'name="revision" value="2"' in page
    assert Draft.objects.get(id=draft).content.endswith("# van de eerste\n")


def test_a_draft_goes_along_as_a_file(client: Client) -> None:
    enter(client)
    draft = begun(client)

    response = client.get(at(draft, "bestand/"))

    assert response.content.decode() == Draft.objects.get(id=draft).content
    assert 'filename="proefplaats-2021-07-01.yaml"' in response.headers["Content-Disposition"]


def test_the_patch_makes_the_file_and_ends_the_version_before_it(client: Client, tmp_path: Path) -> None:
    enter(client)
    draft = begun(client)
    patch = client.get(at(draft, "patch/")).content
    schemes = write(tmp_path / "repository" / "schemes")
    git = shutil.which("git") or pytest.skip("no git on this machine")
    subprocess.run([git, "init", "-q"], cwd=schemes.parent, check=True)

    subprocess.run([git, "apply", "-"], cwd=schemes, input=patch, check=True)

    made = (schemes / "proefplaats" / "2021-07-01.yaml").read_text(encoding="utf-8")
    ended = (schemes / "proefplaats" / "2020-12-01.yaml").read_text(encoding="utf-8")
    assert made == Draft.objects.get(id=draft).content
    assert ended == PLACEMENT.replace("until: 2022-12-31", "until: 2021-06-30")


def test_the_list_tells_when_a_published_file_was_changed(client: Client, house: Path) -> None:
    make.given(make.publish(make.submitted(make.keeper()), make.keeper()))
    (house / "schemes" / make.NAME).write_text("iets anders", encoding="utf-8")
    enter(client)

    page = text_of(client.get(LIST))

    assert "Er is iets mis met de gepubliceerde bestanden" in page
    assert make.NAME in page


def test_somebody_elses_draft_says_what_writing_at_it_means(client: Client) -> None:
    draft = make.started(make.keeper())
    enter(client)

    assert "dan kunt u het niet meer zelf publiceren" in text_of(client.get(at(draft.id)))


def test_a_draft_that_is_not_there_is_not_found(client: Client) -> None:
    enter(client)

    for place in ("", "tekst/", "controle/", "bestand/", "patch/"):
        assert client.get(at(999_999, place)).status_code == 404


def test_a_draft_is_thrown_away_from_its_page(client: Client) -> None:
    author = enter(client)
    draft = begun(client)

    client.post(at(draft, "controle/"), {"doe": "concept_weggooien"})

    assert queries.open_drafts(author) == ()


def test_the_search_finds_by_name(client: Client) -> None:
    enter(client)

    assert "proefplaats" in text_of(client.get(LIST, {"zoek": "proef"}))
    assert "Geen regeling gevonden" in text_of(client.get(LIST, {"zoek": "bestaat niet"}))


def test_every_page_has_one_heading_and_labels(client: Client) -> None:
    enter(client)
    draft = begun(client)

    for place in (LIST, f"{LIST}nieuw/", at(draft), at(draft, "tekst/"), at(draft, "controle/")):
        page = client.get(place).content.decode()
        assert len(re.findall(r"<h1\b", page)) == 1


def test_every_class_of_people_can_be_looked_at_on_a_page_of_its_own(client: Client) -> None:
    enter(client)
    draft = begun(client)
    content = Draft.objects.get(id=draft).content.replace("value: 27}, {from: 2022-01-01, value: 30}", "value: 28}", 1)
    save(client, draft, content)

    page = text_of(client.get(at(draft, "gevolgen/")))

    assert "van nee naar ja" in page
    assert "Alle klassen zijn bekeken" in page
    assert "overstap schemes diff" not in page


def test_a_page_says_how_far_it_looked_and_how_to_look_further(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(client)
    draft = begun(client)
    content = Draft.objects.get(id=draft).content.replace("value: 27}, {from: 2022-01-01, value: 30}", "value: 28}", 1)
    save(client, draft, content)
    monkeypatch.setattr(reviewing, "ON_ITS_OWN_PAGE", reviewing.Reach(work=1, draws=5, lines=30))

    page = text_of(client.get(at(draft, "gevolgen/")))

    assert "In de rest is een steekproef van 5 gevallen genomen" in page
    assert "overstap schemes diff proefplaats-2020-12-01.yaml proefplaats-2021-07-01.yaml --steps" in page


def test_the_page_of_a_scheme_leads_a_keeper_to_the_right_step(client: Client) -> None:
    public = text_of(client.get("/regelingen/proefplaats/"))
    enter(client)
    page = client.get("/regelingen/proefplaats/").content.decode()
    place = f"{LIST}proefplaats/2020-12-01/?stap=limits"

    started = client.post(place, on("1", "7", "2021"))
    again = client.get(place).content.decode()

    draft = Draft.objects.get()
    assert "Verander deze regeling" not in public
    assert place in page
    assert started.headers["Location"] == at(draft.pk, "grenzen/")
    assert f'href="{at(draft.pk, "grenzen/")}"' in again


def test_the_check_leads_to_the_steps_that_changed(client: Client) -> None:
    enter(client)
    draft = begun(client)
    save(client, draft, Draft.objects.get(id=draft).content.replace("weight: 2", "weight: 3"))

    page = client.get(at(draft, "controle/")).content.decode()

    assert "Deze stappen zijn anders dan in de vorige versie:" in page
    assert f'<a class="utrecht-link" href="{at(draft, "uitkomsten/")}">Uitkomsten en weging</a>' in page
    assert f'href="{at(draft, "voorbeelden/0/")}"' in page
