"""The catalogue of schemes for everyone: finding and reading (R-005, R-006)."""

import datetime as dt
import hashlib
import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from overstap.casework.policy import catalogue
from overstap.rules import Text
from overstap.web.catalogue.consequences import consequences
from overstap.web.catalogue.names import BLOCKS, CHANNELS, FOR_WHOM, KINDS, OWNERS
from overstap.web.catalogue.search import WordIndex
from overstap.web.catalogue.shelf import searcher, standing
from overstap.web.catalogue.words import slips, stem, telling
from tests.conftest import START
from tests.web.browsing import HTMX, text_of

START_URL = "/regelingen/"


def found(client: Client, **question: str) -> list[str]:
    """The ids of the schemes that a search gives, in order."""
    page = client.get(START_URL, question).content.decode()
    return re.findall(r'scheme-line__name"><a class="utrecht-link" href="/regelingen/([^/"]+)/', page)


# --- Finding ----------------------------------------------------------------------------------------


def test_every_scheme_in_force_stands_in_the_overview(client: Client) -> None:
    expected = {version.id for version in catalogue().schemes(START.date())}

    assert set(found(client)) == expected


def test_the_count_says_how_many_and_on_which_day(client: Client) -> None:
    shown = text_of(client.get(START_URL))

    assert f"{len(catalogue().schemes(START.date()))} regelingen die gelden op 15 februari 2021" in shown


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("scholing", "scholing"),
        ("loonkostensubsidie", "loonkostensubsidie"),
        ("loon kosten", "loonkostensubsidie"),
        ("Loonkosten-Subsidie", "loonkostensubsidie"),
        ("jobcouch", "jobcoach"),
        ("omsholing", "intersectorale-omscholing"),
        ("scholingsbudget ww", "scholingsbudget-ww"),
        ("wage cost subsidy", "loonkostensubsidie"),
        ("praktijkleren", "praktijkleren"),
    ],
)
def test_a_scheme_is_found_by_its_words_with_a_slip_or_a_part_of_a_compound(
    client: Client, typed: str, first: str
) -> None:
    assert found(client, q=typed, alle="on")[0] == first


def test_a_motion_leads_to_the_schemes_that_carry_it_out(client: Client) -> None:
    motion, versions = next(iter(catalogue().motions().items()))
    page = client.get(f"/regelingen/{versions[0].id}/", {"op": str(versions[0].valid_from)})

    assert motion in text_of(page)
    assert {version.id for version in versions} <= set(found(client, q=motion, alle="on"))


def test_a_word_in_a_name_ranks_before_one_in_a_condition() -> None:
    index = WordIndex()
    index.add("voorwaarde", [("Iets anders", 10.0), ("U volgt een opleiding.", 2.0)])
    index.add("naam", [("Opleiding", 10.0)])
    index.add("zonder", [("Geheel anders", 10.0)])

    assert index.close().find("opleiding").keys == ("naam", "voorwaarde")


def test_accents_endings_and_capitals_make_no_difference() -> None:
    index = WordIndex()
    index.add("a", [("Coördinatie van cliënten", 1.0)])
    searching = index.close()

    assert searching.find("COORDINATIE client").keys == ("a",)
    assert stem("scholen") == stem("school")
    assert stem("brieven") == stem("brief")


def test_what_has_all_words_goes_before_what_has_some_and_the_page_says_so(client: Client) -> None:
    hits = searcher("nl").find("loonkosten rolschaatsles")
    shown = text_of(client.get(START_URL, {"q": "loonkosten rolschaatsles"}))

    assert not hits.complete
    assert hits.unknown == ("rolschaatsles",)
    assert "Geen regeling heeft al uw woorden." in shown


def test_a_short_word_is_not_found_in_any_word_with_a_slip() -> None:
    index = WordIndex()
    index.add("a", [("De bus", 1.0)])

    assert index.close().find("bos").keys == ()


def test_words_without_meaning_do_not_count() -> None:
    assert list(telling("Wat is de Loonkostensubsidie?").values()) == ["loonkostensubsidie"]
    assert list(telling("de het").values()) == ["de", "het"]


@pytest.mark.parametrize(
    ("wanted", "word", "most", "expected"),
    [("taal", "taal", 2, 0), ("tala", "taal", 2, 1), ("tal", "taal", 1, 1), ("schuld", "geluid", 1, None)],
)
def test_slips_of_the_pen_are_counted(wanted: str, word: str, most: int, expected: int | None) -> None:
    assert slips(wanted, word, most) == expected


def test_nothing_found_says_which_word_is_unknown_and_what_to_do(client: Client) -> None:
    shown = text_of(client.get(START_URL, {"q": "rolschaatsles"}))

    assert "Niets gevonden" in shown
    assert "Deze woorden komen in geen regeling voor: rolschaatsles." in shown
    assert "Vraag het aan het loket in uw regio" in shown


@pytest.mark.parametrize(
    ("name", "attribute"),
    [("voor", "beneficiary"), ("kanaal", "channel"), ("eigenaar", "owner")],
)
def test_a_filter_leaves_only_what_fits(client: Client, name: str, attribute: str) -> None:
    schemes = catalogue().schemes(START.date())
    for word in {getattr(version, attribute) for version in schemes}:
        expected = {version.id for version in schemes if getattr(version, attribute) == word}

        assert set(found(client, **{name: word})) == expected


def test_a_filter_that_does_not_exist_is_told_and_loses_nothing(client: Client) -> None:
    answer = client.get(START_URL, {"q": "scholing", "voor": "niemand"})

    assert answer.status_code == 400
    assert "Deze keuze bestaat niet. Kies er een uit de lijst." in text_of(answer)
    assert 'value="scholing"' in answer.content.decode()


@pytest.mark.requirement("R-006")
def test_another_day_shows_other_schemes(client: Client) -> None:
    day = dt.date(2016, 6, 1)
    expected = {version.id for version in catalogue().schemes(day)}

    assert set(found(client, op="2016-06-01")) == expected
    assert expected != {version.id for version in catalogue().schemes(START.date())}


@pytest.mark.parametrize("typed", ["2021-02-30", "gisteren", "31-13-2021", "<script>"])
@pytest.mark.parametrize("url", [START_URL, "/regelingen/praktijkleren/", "/regelingen/praktijkleren/proberen/"])
def test_a_day_that_does_not_exist_is_told_and_today_is_shown(client: Client, url: str, typed: str) -> None:
    answer = client.get(url, {"op": typed})

    assert answer.status_code == 400
    assert "Deze datum bestaat niet." in text_of(answer)
    assert "<script>" not in answer.content.decode()


def test_a_day_may_be_written_as_people_write_it(client: Client) -> None:
    assert found(client, op="01-06-2016") == found(client, op="2016-06-01") != []


def test_a_fragment_holds_the_same_schemes_as_the_whole_page(client: Client) -> None:
    question = {"q": "scholing"}
    fragment = client.get(START_URL, question, headers=HTMX)

    assert "<html" not in fragment.content.decode()
    assert re.findall(r"/regelingen/([^/\"?]+)/", fragment.content.decode()) == found(client, **question)


@pytest.mark.parametrize(
    ("attribute", "names"),
    [("beneficiary", FOR_WHOM), ("owner", OWNERS), ("channel", CHANNELS), ("kinds", KINDS), ("block", BLOCKS)],
)
def test_everything_that_one_can_choose_has_a_name(attribute: str, names: dict[str, object]) -> None:
    versions = [version for those in catalogue().versions.values() for version in those]
    found = [getattr(version, attribute) for version in versions]
    words = {str(word) for one in found for word in (one if isinstance(one, tuple) else (one,)) if word}

    assert words - names.keys() == set()


# --- Reading ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_version_of_every_scheme_has_a_page(client: Client, language: str) -> None:
    client.post("/taal/", {"language": language})
    for scheme_id, versions in catalogue().versions.items():
        for version in versions:
            answer = client.get(f"/regelingen/{scheme_id}/", {"op": version.valid_from.isoformat()})
            shown = text_of(answer)

            assert answer.status_code == 200
            assert version.name.get(language) in shown
            assert version.file_hash in shown


@pytest.mark.parametrize("page", ["", "bestand/", "vergelijk/", "proberen/"])
def test_a_scheme_that_does_not_exist_is_not_found(client: Client, page: str) -> None:
    assert client.get(f"/regelingen/bestaat-niet/{page}").status_code == 404


@pytest.mark.requirement("R-006")
def test_a_scheme_that_is_over_says_so(client: Client) -> None:
    version = catalogue().all_versions("werkfit")[-1]
    assert version.valid_until is not None
    after = version.valid_until + dt.timedelta(days=1)

    shown = text_of(client.get("/regelingen/werkfit/", {"op": after.isoformat()}))

    assert "Deze regeling geldt niet op" in shown
    assert "Zij gold tot en met" in shown


def test_before_its_first_day_a_scheme_is_shown_as_it_will_be() -> None:
    versions = catalogue().all_versions("doelgroep")
    stands = standing(versions, versions[0].valid_from - dt.timedelta(days=1))

    assert not stands.in_force
    assert stands.version is versions[0]
    assert stands.next_from == versions[0].valid_from


def test_the_page_tells_conditions_values_sources_and_examples(client: Client) -> None:
    shown = text_of(client.get("/regelingen/werkfit/"))
    version = catalogue().scheme("werkfit", START.date())

    for condition in version.conditions:
        assert condition.source[0].place in shown
    assert "Bedragen, termijnen en andere waarden" in shown
    for case in version.cases:
        assert case.name[1:] in shown
    for text in version.notes["not_expressed"]:
        assert text in shown


@pytest.mark.requirement("R-007")
def test_the_file_is_the_one_that_was_read(client: Client) -> None:
    for version in catalogue().schemes(START.date()):
        answer = client.get(f"/regelingen/{version.id}/bestand/", {"op": version.valid_from.isoformat()})

        assert hashlib.sha256(answer.content).hexdigest() == version.file_hash
        assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_file_that_was_changed_since_is_not_given(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("overstap.rules.stored_files.hashlib.sha256", lambda _: hashlib.md5(b"", usedforsecurity=False))

    assert client.get("/regelingen/werkfit/bestand/").status_code == 404


@pytest.mark.requirement("R-006")
def test_versions_stand_side_by_side(client: Client) -> None:
    versions = catalogue().all_versions("doelgroep")
    answer = client.get("/regelingen/doelgroep/vergelijk/", {"a": versions[0].valid_from, "b": versions[-1].valid_from})
    shown = text_of(answer)

    assert "Versies naast elkaar" in shown
    assert versions[0].name.nl in shown
    assert versions[-1].name.nl in shown


@pytest.mark.requirement("R-006")
def test_for_whom_two_versions_differ_is_worked_out_when_asked(client: Client) -> None:
    url, versions = "/regelingen/doelgroep/vergelijk/", catalogue().all_versions("doelgroep")
    question = {"a": str(versions[0].valid_from), "b": str(versions[1].valid_from)}

    unasked = text_of(client.get(url, question))
    asked = text_of(client.get(url, {**question, "wie": "ja"}))
    fragment = client.get(url, {**question, "wie": "ja"}, headers=HTMX).content.decode()

    assert "Zoek het uit" in unasked
    assert "Alle klassen zijn bekeken" in asked
    assert "Zoek het uit" not in asked
    assert "<html" not in fragment
    assert 'id="wie"' in fragment


def test_versions_that_differ_in_words_only_change_nothing_for_anyone(client: Client) -> None:
    files = catalogue()
    same = replace(files.all_versions("werkfit")[0], name=Text("Anders", "Other"))

    assert consequences(files, files.all_versions("werkfit")[0], same, "nl").classes == ()


def test_a_version_that_does_not_exist_is_told(client: Client) -> None:
    answer = client.get("/regelingen/doelgroep/vergelijk/", {"a": "1999-01-01"})

    assert answer.status_code == 400
    assert "Deze versie bestaat niet." in text_of(answer)


def test_one_version_alone_has_nothing_to_compare(client: Client) -> None:
    alone = next(scheme for scheme, versions in catalogue().versions.items() if len(versions) == 1)

    assert "Er is niets te vergelijken." in text_of(client.get(f"/regelingen/{alone}/vergelijk/"))


def test_the_catalogue_is_in_the_menu_of_everyone(client: Client) -> None:
    page = client.get("/uw-gegevens/").content.decode()

    assert f'class="menu__link" href="{reverse("catalogue:start")}"' in page
