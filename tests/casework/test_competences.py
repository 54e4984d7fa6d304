"""Finding a competence of our own list while somebody types."""

import pytest

from overstap.casework.competences import competence, competences, named, search


@pytest.mark.usefixtures("starter")
def test_a_competence_is_found_by_the_begin_of_any_word_in_either_language() -> None:
    assert [one.code for one in search("HEFT")] == ["heftruck"]
    assert [one.code for one in search("fork")] == ["heftruck"]
    assert search("") == competences()
    assert named("een heftruck besturen") == competence("heftruck")
    assert named("heftruck") is None


@pytest.mark.usefixtures("starter")
def test_a_slip_of_typing_is_forgiven_and_what_is_like_nothing_finds_nothing() -> None:
    assert search("heftrcuk")[0].code == "heftruck"
    assert search("xyz") == ()
