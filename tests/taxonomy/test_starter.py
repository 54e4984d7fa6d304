"""Our own list of occupations: complete, without doubles, and every occupation is found by what people call it."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from overstap.rules.loader import shipped_folder
from overstap.taxonomy import queries
from overstap.taxonomy.actions import load_starter
from overstap.taxonomy.models import Concept, Edition, Label, Mapping, Relation
from overstap.taxonomy.reading.starter import BrokenTaxonomyError, occupation_uri, read_starter, skill_uri
from tests.conftest import START

SHIPPED = shipped_folder() / "taxonomie"
SECTORS = (
    *("winkel", "horeca", "reizen", "evenementen", "cultuur", "luchtvaart", "kantoor"),
    *("zorg", "ict", "techniek", "logistiek", "onderwijs", "kinderopvang", "bouw", "energie", "veiligheid", "overheid"),
)


def copied(folder: Path) -> Path:
    shutil.copytree(SHIPPED, folder / "taxonomie")
    return folder / "taxonomie"


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text

    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_list_is_large_enough_and_knows_every_sector() -> None:
    starter = read_starter()
    per_sector = Counter(one.sector for one in starter.occupations)

    assert len(starter.occupations) >= 150
    assert all(per_sector[code] >= 6 for code in SECTORS)


def test_every_occupation_asks_six_to_fifteen_competences_of_which_some_are_essential() -> None:
    for one in read_starter().occupations:
        assert 6 <= len(one.essential) + len(one.optional) <= 15, one.code
        assert one.essential, one.code


def test_every_competence_is_asked_by_two_occupations_or_says_why_it_is_there() -> None:
    starter = read_starter()
    asked = Counter(code for one in starter.occupations for code in (*one.essential, *one.optional))

    lonely = {one.code for one in starter.skills if asked[one.code] < 2}
    explained = {one.code for one in starter.skills if one.because}

    assert lonely == explained


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("beroepen.csv", "winkel,5223,", "winkel,9x23,", "beroepen.csv, row 2 (verkoopmedewerker): '9x23'"),
        ("beroepen.csv", "\nkassamedewerker,", "\nverkoopmedewerker,", "code 'verkoopmedewerker' stands there twice"),
        ("beroepen.csv", "verkopen klantadvies", "verkoopen klantadvies", "competence 'verkoopen' does not exist"),
        ("beroepen.csv", "Shop assistant,winkel,", "Shop assistant,winkl,", "sector 'winkl' does not exist"),
        ("beroepen.csv", ",exact,", ",bijna,", "an address of ESCO says exact"),
        ("competenties.csv", ",competentie,", ",kunst,", "soort is competentie or kennis"),
        ("competenties.csv", "http://data.europa.eu/esco/skill/", "http://data.europa.eu/", "is no address of ESCO"),
    ],
)
def test_a_fault_in_the_list_is_told_with_its_place(tmp_path: Path, file: str, old: str, new: str, told: str) -> None:
    folder = copied(tmp_path)
    change(folder / file, old, new)

    with pytest.raises(BrokenTaxonomyError, match="cannot be used") as error:
        read_starter(folder)

    assert told in str(error.value)


def test_all_faults_are_told_together(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    change(folder / "beroepen.csv", "winkel,5223,", "winkel,52,")
    change(folder / "competenties.csv", ",competentie,", ",kunst,")

    with pytest.raises(BrokenTaxonomyError) as error:
        read_starter(folder)

    assert len(str(error.value).splitlines()) == 3


def test_a_file_that_is_missing_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "beroepen.csv").unlink()

    with pytest.raises(BrokenTaxonomyError, match="cannot be read"):
        read_starter(folder)


def rows() -> tuple[int, ...]:
    return tuple(table.objects.count() for table in (Edition, Concept, Label, Relation, Mapping))


@pytest.mark.django_db
def test_loading_twice_is_the_same_as_once() -> None:
    first = load_starter(now=START)
    there = rows()

    assert first
    assert not load_starter(now=START)
    assert rows() == there


@pytest.mark.django_db
def test_a_changed_list_comes_beside_the_old_one_and_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_starter(now=START)
    old = queries.editions("overstap")[0]
    folder = copied(tmp_path)
    change(folder / "beroepen.csv", "Kassamedewerker,", "Medewerker kassa,")
    changed = read_starter(folder)
    monkeypatch.setattr("overstap.taxonomy.actions.loading.read_starter", lambda: changed)

    load_starter(now=START)
    uri = occupation_uri("kassamedewerker")
    now, then = queries.concept(uri), queries.concept(uri, scheme="overstap", version=old.version)

    assert now is not None
    assert then is not None
    assert (now.name, then.name) == ("Medewerker kassa", "Kassamedewerker")
    assert [one.in_use for one in queries.editions("overstap")] == [True, False]


@pytest.mark.usefixtures("starter")
def test_an_occupation_is_shown_with_its_words_its_sector_and_what_it_asks() -> None:
    found = queries.concept(occupation_uri("kok"))
    asked = queries.skills_of(occupation_uri("kok"))

    assert found is not None
    assert (found.name, found.name_en, found.isco, found.group) == ("Kok", "Cook", "5120", "Horeca")
    assert "kokkin" in found.also
    assert asked[0].need == "nodig"
    assert [one.need for one in asked] == sorted((one.need for one in asked), reverse=True)
    assert "Koken" in {one.concept.name for one in asked}


@pytest.mark.usefixtures("starter")
def test_who_asks_a_competence_and_all_of_it_at_once_agree() -> None:
    uri = skill_uri("kassa")

    by_one = {card.uri for card, _ in queries.asking(uri)}
    by_all = {link.occupation for link in queries.links() if link.skill == uri}

    assert occupation_uri("kassamedewerker") in by_one
    assert by_one == by_all


@pytest.mark.usefixtures("starter")
def test_what_is_nowhere_is_none() -> None:
    assert queries.concept("urn:overstap:beroep:bestaat-niet") is None
    assert queries.skills_of("urn:overstap:beroep:bestaat-niet") == ()
    assert queries.concepts(["urn:overstap:beroep:bestaat-niet"]) == {}


@pytest.mark.usefixtures("starter")
def test_the_address_of_esco_leads_back_to_our_own_occupation() -> None:
    mapping = queries.mappings_of(occupation_uri("kok"))[0]

    assert mapping.kind == "gelijk"
    assert occupation_uri("kok") in {one.uri for one in queries.mapped_from(mapping.other_uri)}
