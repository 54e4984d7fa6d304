"""Files damaged at random: told of, or read, but never the end of the program."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from overstap.cli.assess_command import run_assess
from overstap.rules import SchemeFilesError
from overstap.rules.loader import FolderLoader
from tests.rules.written import FILES, write

PIECES = [
    *("", "x", "[", "{", "}", ":", "- ", "null", "3", "-1", "n.v.t.", "true", '"', "'", "|", "\n", "  ", "#", "%", "é"),
    *(
        "{nl: a}",
        "[a, b]",
        "2021-13-01",
        "if",
        "and",
        "min(",
        "peildatum",
        "{leeftijd",
        "&a",
        "*a",
        "!x",
        "\t",
        "9" * 30,
    ),
]
damages = st.lists(
    st.tuples(st.sampled_from(sorted(FILES)), st.floats(0, 1), st.integers(0, 12), st.sampled_from(PIECES)),
    min_size=1,
    max_size=3,
)
CASE = """\
on: 2021-02-01
schemes: [proefplaats]
facts:
  leeftijd: 26
  taal: A1
  einde: 2021-03-01
  proefplaats_gebruikt: 1.00
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged")


@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damage=damages)
def test_damaged_scheme_files_are_told_of(place: Path, damage: list[tuple[str, float, int, str]]) -> None:
    files = dict(FILES)
    for name, where, length, piece in damage:
        at = int(where * len(files[name]))
        files[name] = files[name][:at] + piece + files[name][at + length :]
    write(place, files)
    told, catalogue = [], None
    try:
        catalogue = FolderLoader(place).load()
    except SchemeFilesError as error:
        told = error.problems

    assert bool(told) is (catalogue is None)
    assert all(problem.message and problem.file for problem in told)


@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1), length=st.integers(0, 12), piece=st.sampled_from(PIECES) | st.text(max_size=20))
def test_a_damaged_case_file_is_told_of(place: Path, where: float, length: int, piece: str) -> None:
    folder = write(place / "whole")
    at = int(where * len(CASE))
    path = place / "case.yaml"
    path.write_text(CASE[:at] + piece + CASE[at + length :], encoding="utf-8", errors="surrogatepass")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OVERSTAP_SCHEMES", str(folder))
        status, text = run_assess(path, None)

    assert status in (0, 2)
    assert text.strip()
