"""A stream that pays a part of a cost names a scheme that exists and the questions of that scheme."""

from pathlib import Path
from shutil import copytree

import pytest

from overstap.rules import SchemeFilesError, load_catalogue
from overstap.rules.loader import schemes_folder

FILE = "menu/geldstromen/2020-12-01.yaml"
RIGHT = "scheme: intersectorale-omscholing, cost: omscholingskosten, own_part: bijdrage_werkgever"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (RIGHT.replace("omscholing,", "omschoolig,"), "pays by a scheme 'intersectorale-omschoolig' that does not"),
        (RIGHT.replace("omscholingskosten", "leeftijd"), "names the fact 'leeftijd', for which"),
    ],
)
def test_a_wrong_name_is_told_with_the_file(tmp_path: Path, wrong: str, told: str) -> None:
    folder = tmp_path / "schemes"
    copytree(schemes_folder(), folder)
    file = folder / FILE
    file.write_text(file.read_text(encoding="utf-8").replace(RIGHT, wrong), encoding="utf-8")

    with pytest.raises(SchemeFilesError) as raised:
        load_catalogue(folder)

    (problem,) = raised.value.problems
    assert problem.file == FILE
    assert told in problem.message
