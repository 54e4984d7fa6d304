"""Faults written in the text of a scheme file, read as any file is: the examples beside the rules find them."""

import shutil
from pathlib import Path

import pytest

from overstap.rules.check_cases import check_case
from overstap.rules.loader import FolderLoader, schemes_folder

WRONG = [
    ("selectie/2020-12-01.yaml", "leeftijd < jong_onder or", "leeftijd <= jong_onder or"),
    ("selectie/2020-12-01.yaml", "values: [{from: 2020-12-01, value: 27}]", "values: [{from: 2020-12-01, value: 28}]"),
    ("selectie/2020-12-01.yaml", "gewicht_duur * f_duur", "gewicht_duur * f_behoefte"),
    ("werkfit/2020-12-01.yaml", "in (gemeente, sociaal_ontwikkelbedrijf)", "in (gemeente,)"),
    ("werkfit/2020-12-01.yaml", "einddatum >= startdatum and", "einddatum > startdatum and"),
    ("maatwerkbudget/2020-12-01.yaml", "maatwerkbudget_gebruikt + bedrag <=", "maatwerkbudget_gebruikt - bedrag <="),
    ("loondispensatie/2020-12-01.yaml", "expression: max(0, inkomen", "expression: min(0, inkomen"),
    ("routering/2020-12-01.yaml", "else uwv if ww_loopt else gemeente", "else gemeente if ww_loopt else uwv"),
    ("afstand/2020-12-01.yaml", "ww_einddatum >= peildatum", "ww_einddatum > peildatum"),
]


@pytest.mark.parametrize(("file", "right", "wrong"), WRONG, ids=[f"{file}: {wrong}" for file, _, wrong in WRONG])
def test_a_wrong_word_in_a_file_is_found_by_its_examples(file: str, right: str, wrong: str, tmp_path: Path) -> None:
    folder, scheme = tmp_path / "schemes", file.partition("/")[0]
    for part in ("facts", scheme):
        shutil.copytree(schemes_folder() / part, folder / part)
    shutil.copy(schemes_folder() / "sources.yaml", folder / "sources.yaml")
    text = (folder / file).read_text(encoding="utf-8")

    assert text.count(right) >= 1

    (folder / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    catalogue = FolderLoader(folder).load()
    cases = [case for version in catalogue.all_versions(scheme) for case in version.cases]
    differences = [difference for case in cases for difference in check_case(catalogue, scheme, case)]

    assert differences
