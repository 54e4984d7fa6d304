"""Finding while typing: each word finds its own, slips are forgiven, and what looks like nothing finds nothing."""

import pytest

from overstap.taxonomy import queries
from overstap.taxonomy.finding import WordIndex
from overstap.taxonomy.reading.starter import occupation_uri, read_starter, skill_uri


def codes(text: str, kind: str = "beroep", limit: int = 5) -> list[str]:
    return [one.concept.code for one in queries.find(text, kind, limit)]


@pytest.mark.usefixtures("starter")
def test_every_occupation_is_the_first_that_its_own_name_finds() -> None:
    missed = [one.code for one in read_starter().occupations if codes(one.nl, limit=1) != [one.code]]

    assert missed == []


@pytest.mark.usefixtures("starter")
def test_every_other_title_finds_its_occupation_among_the_first_five() -> None:
    occupations = read_starter().occupations
    missed = [(one.code, word) for one in occupations for word in one.also if one.code not in codes(word)]

    assert missed == []


@pytest.mark.usefixtures("starter")
def test_every_competence_is_the_first_that_its_own_name_finds() -> None:
    missed = [one.code for one in read_starter().skills if codes(one.nl, "competentie", 1) != [one.code]]

    assert missed == []


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("verpleegkundege", "verpleegkundige"),
        ("lodgieter", "loodgieter"),
        ("vrachtwagen chauffeur", "vrachtwagenchauffeur"),
        ("electricien", "elektromonteur"),
        ("kappster", "kapper"),
        ("caissiere", "kassamedewerker"),
        ("timmermna", "timmerman"),
        ("VERZORGENDE ig", "verzorgende"),
        ("bewkaer", "beveiliger"),
        ("skilder", "schilder"),
    ],
)
def test_a_slip_of_typing_still_finds_it(typed: str, code: str) -> None:
    assert code in codes(typed)


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize(("typed", "code"), [("kok", "kok"), ("verpl", "verpleegkundige"), ("loodg", "loodgieter")])
def test_the_first_letters_are_enough(typed: str, code: str) -> None:
    assert codes(typed)[0] == code


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize("typed", ["", "   ", "!?", "xqzxqz", "🦊", "%_%", "\x00"])
def test_what_looks_like_nothing_finds_nothing(typed: str) -> None:
    assert codes(typed) == []


@pytest.mark.usefixtures("starter")
def test_it_says_by_which_word_it_was_found_and_an_english_word_finds_it_too() -> None:
    found = queries.find("juf")[0]
    english = queries.find("cook", language="en")[0]

    assert (found.concept.uri, found.by) == (occupation_uri("leraar-basisonderwijs"), "juf")
    assert english.concept.uri == occupation_uri("kok")


@pytest.mark.usefixtures("starter")
def test_an_occupation_is_no_competence() -> None:
    assert queries.is_known(skill_uri("kassa"), kind="competentie")
    assert not queries.is_known(skill_uri("kassa"), kind="beroep")
    assert not queries.is_known("urn:overstap:beroep:bestaat-niet", kind="beroep")
    assert skill_uri("koken") not in {one.concept.uri for one in queries.find("koken", "beroep")}


@pytest.mark.django_db
def test_without_a_list_nothing_is_found() -> None:
    assert queries.find("kok") == ()


def test_an_index_without_labels_finds_nothing() -> None:
    assert WordIndex([]).find("kok", 5) == ()


def test_a_very_long_text_is_read_in_part() -> None:
    index = WordIndex([(0, "kok"), (1, "kapper")])

    assert index.find("kok " * 5000, 2)[0].concept == 0
