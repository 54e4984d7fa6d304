"""Every motion and commitment that the letters name is tied to the scheme that carries it out."""

import datetime as dt

import pytest

from overstap.rules import load_catalogue
from overstap.rules.reading import markdown

CATALOGUE = load_catalogue()

# As the letters number them, with one scheme that carries out each; the last three have no number in the letters.
CARRIED_OUT = {
    "35570-22": "sociaal-pakket",
    "35570-24": "waarborgfonds",
    "35420-46": "sociaal-pakket",
    "35420-54": "sociaal-pakket",
    "24515-566": "jeugd-begeleiding",
    "32043-529": "mdieu",
    "35570-XV-62": "doelgroep",
    "35570-XV-41": "scholing",
    "35570-XV-31": "jeugd-eerste-baan",
    "35420-119": "nl-leert-door-ontwikkeladvies",
    "29544-947": "open-hiring",
    "34000-27": "sectorplannen-vervolg",
    "29544-664": "scholingsvoucher",
    "29544-656": "persoonlijke-dienstverlening",
    "Renkema": "jeugd-pro-vso-scholen",
    "Bruins": "impuls-banenafspraak",
    "Stoffer": "sociaal-pakket",
}


@pytest.mark.requirement("R-470")
@pytest.mark.parametrize(("motion", "scheme"), CARRIED_OUT.items())
def test_a_motion_leads_to_the_scheme_that_carries_it_out(motion: str, scheme: str) -> None:
    assert scheme in {version.id for version in CATALOGUE.schemes_of_motion(motion)}


@pytest.mark.requirement("R-362", "R-470")
def test_open_hiring_shows_its_motion_with_who_moved_it() -> None:
    version = CATALOGUE.scheme("open-hiring", dt.date(2021, 2, 15))
    page = markdown(version, CATALOGUE, "nl")

    assert "Moties en toezeggingen" in page
    assert "- 29544-947 Van Brenk/Van Weyenberg" in page


@pytest.mark.requirement("R-470")
def test_no_file_names_a_motion_that_the_letters_do_not() -> None:
    assert {motion.split(" ", maxsplit=1)[0] for motion in CATALOGUE.motions()} == set(CARRIED_OUT)


def test_a_motion_is_also_found_by_its_whole_name_and_by_nothing_else() -> None:
    by_name = CATALOGUE.schemes_of_motion("35420-119 Smeulders/Tielen")

    assert [version.id for version in by_name] == ["nl-leert-door-ontwikkeladvies"]
    assert CATALOGUE.schemes_of_motion("35420") == ()
    assert CATALOGUE.schemes_of_motion("Smeulders") == ()


@pytest.mark.requirement("R-064")
def test_the_work_guarantee_of_a_motion_is_read_as_the_help_that_the_scheme_gives() -> None:
    versions = CATALOGUE.schemes_of_motion("35570-XV-62")

    assert len(versions) == 4
    assert all(any("werkgarantie" in note.lower() for note in version.notes["notes"]) for version in versions)
