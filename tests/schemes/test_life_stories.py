"""Young people and people with debts: what each file says about one person, side by side."""

import datetime as dt
from pathlib import Path

import pytest
import yaml

from overstap.rules import Assessment, assess, load_catalogue
from overstap.rules.case_file import read_case_file

CATALOGUE = load_catalogue()
FOLDER = Path(__file__).parent / "personas"
REQUIREMENTS = {
    "laatste-jaar-stage-kwijt": ("R-316", "R-317", "R-323", "R-324", "R-073"),
    "van-het-vso-zonder-baan": ("R-059", "R-255", "R-311", "R-320", "R-321", "R-323"),
    "eerder-gestopt-en-werkloos": ("R-060", "R-318", "R-319"),
    "van-het-mbo-zonder-uitzicht": ("R-314", "R-315", "R-328"),
    "buiten-beeld-met-schulden": ("R-325", "R-345", "R-422"),
    "zevenentwintig-in-2022": ("R-007", "R-316", "R-317"),
    "zelfstandige-zonder-eerdere-schulden": ("R-102", "R-344", "R-345", "R-346", "R-347"),
    "flexwerker-zonder-akkoord": ("R-345", "R-420"),
    "werknemer-met-oude-schulden": ("R-344", "R-345", "R-346"),
}
FILES = {path.stem: path for topic in ("jeugd", "schulden") for path in sorted((FOLDER / topic).glob("*.yaml"))}


def expected(path: Path) -> dict[str, dict[str, str]]:
    """Give what the file expects of each scheme, as it is written."""
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - gives text only
    found: dict[str, dict[str, str]] = content["expect"]
    return found


def said(found: Assessment, name: str) -> str:
    """Give an answer of an assessment as text: the outcome, the validity or an output."""
    if name == "uitkomst":
        return found.outcome.value
    if name == "buiten_geldigheid":
        return str(found.outside_validity).lower()
    return str(found.outputs[name].value).lower()


def test_every_file_says_which_requirements_it_shows() -> None:
    assert set(FILES) == set(REQUIREMENTS)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=name, marks=pytest.mark.requirement(*REQUIREMENTS.get(name, ())))
        for name, path in FILES.items()
    ],
)
def test_each_scheme_says_about_a_person_what_the_file_expects(path: Path) -> None:
    case = read_case_file(path, CATALOGUE)
    wanted = expected(path)
    answers = {name: assess(CATALOGUE, name, case.facts, case.on or dt.date.max) for name in wanted}

    assert set(case.schemes) == set(wanted)
    assert {
        name: {key: said(answers[name], key) for key in expectations} for name, expectations in wanted.items()
    } == wanted
