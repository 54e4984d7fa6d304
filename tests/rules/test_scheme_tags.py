"""A scheme may say to which building block of the package and to which layer of support it belongs."""

from pathlib import Path

import pytest

from overstap.rules.problems import UnknownNameError
from tests.rules.written import PLACEMENT, load, problems_of

FILE = "proefplaats/2020-12-01.yaml"


def tagged(lines: str) -> dict[str, str]:
    """The scheme file with lines about its place in the package."""
    return {FILE: PLACEMENT.replace("channel: rmt", f"channel: rmt\n{lines}", 1)}


def test_a_scheme_has_the_tags_that_its_file_gives(folder: Path) -> None:
    scheme = load(folder, tagged("block: 1\nblock_in_text: 2\nlayer: 3")).versions["proefplaats"][0]

    assert (scheme.block, scheme.block_in_text, scheme.layer) == (1, 2, 3)


def test_a_scheme_without_tags_has_none(folder: Path) -> None:
    scheme = load(folder).versions["proefplaats"][0]

    assert (scheme.block, scheme.block_in_text, scheme.layer) == (None, None, None)


@pytest.mark.parametrize("line", ["block: 6", "block: 0", "layer: 4", "block_in_text: een"])
def test_a_tag_out_of_range_is_told_with_its_line(folder: Path, line: str) -> None:
    (problem,) = problems_of(folder, tagged(line))
    text = tagged(line)[FILE]

    assert problem.line == text[: text.index(line)].count("\n") + 1
    assert "is not accepted here" in problem.message
    assert "Choose from: 1, 2, 3" in problem.advice


@pytest.mark.parametrize("beneficiary", ["gemeente", "organisatie"])
def test_a_scheme_can_be_for_a_municipality_or_another_organisation(folder: Path, beneficiary: str) -> None:
    text = PLACEMENT.replace("beneficiary: persoon", f"beneficiary: {beneficiary}", 1)

    assert load(folder, {FILE: text}).versions["proefplaats"][0].beneficiary == beneficiary


def test_the_file_says_what_the_working_process_uses_a_scheme_for(folder: Path) -> None:
    catalogue = load(folder, tagged("role: advies"))

    assert catalogue.in_role("advies") == ("proefplaats",)
    assert catalogue.versions["proefplaats"][0].role == "advies"


def test_a_role_that_no_scheme_has_is_told(folder: Path) -> None:
    with pytest.raises(UnknownNameError):
        load(folder).in_role("advies")


def test_a_role_that_does_not_exist_is_told_with_its_line(folder: Path) -> None:
    (problem,) = problems_of(folder, tagged("role: adviezen"))

    assert "'adviezen' is not accepted here" in problem.message
