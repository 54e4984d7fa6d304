"""What was published in an installation is read on top of what was shipped, and is never replaced by it or changed."""

import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest

from overstap.rules import SchemeFilesError, load_catalogue
from overstap.rules.installed import InstalledFile, is_installed, manifest_text, verify
from overstap.rules.loader import late_problems
from overstap.site import datafolder
from tests.rules.written import PLACEMENT, write


def changed(*changes: tuple[str, str]) -> str:
    """The trial placement with pieces of text replaced."""
    text = PLACEMENT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


LATER = changed(
    ("valid: {from: 2020-12-01, until: 2022-12-31}", "valid: {from: 2021-07-01, until: null}"),
    ("{from: 2022-01-01, value: 30}", "{from: 2022-01-01, value: 31}"),
)
NAME = "proefplaats/2021-07-01.yaml"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder beside a folder of shipped schemes; gives the folder with what is published here."""
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    monkeypatch.setenv("OVERSTAP_SCHEMES", str(write(shipped)))
    monkeypatch.setenv("OVERSTAP_DATA", str(tmp_path / "data"))
    return tmp_path / "data" / "schemes"


def publish(folder: Path, text: str = LATER, name: str = NAME) -> Path:
    """Put a file there and name it in the list, as publishing does."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    listed = [InstalledFile(name, hashlib.sha256(path.read_bytes()).hexdigest())]
    (folder / "manifest.json").write_text(manifest_text(listed), encoding="utf-8")
    return path


def on(day: str) -> int:
    found = load_catalogue().parameter("proefplaats", "jong_onder", dt.date.fromisoformat(day))
    assert isinstance(found, int)
    return found


@pytest.mark.requirement("R-006")
def test_a_published_version_holds_from_its_day_and_ends_the_shipped_one_the_day_before(house: Path) -> None:
    publish(house)

    earlier, later = load_catalogue().all_versions("proefplaats")

    assert (earlier.valid_from, earlier.valid_until) == (dt.date(2020, 12, 1), dt.date(2021, 6, 30))
    assert (later.valid_from, later.valid_until) == (dt.date(2021, 7, 1), None)
    assert (is_installed(earlier), is_installed(later)) == (False, True)
    assert later.file == f"published/{NAME}"
    assert (on("2021-06-30"), on("2022-06-01")) == (27, 31)


def test_without_a_list_nothing_is_added(house: Path) -> None:
    publish(house)
    (house / "manifest.json").unlink()

    assert len(load_catalogue().all_versions("proefplaats")) == 1


def test_a_file_that_the_list_does_not_name_is_not_read(house: Path) -> None:
    publish(house)
    (house / "proefplaats" / "2022-01-01.yaml").write_text("half a fi", encoding="utf-8")

    assert len(load_catalogue().all_versions("proefplaats")) == 2


def test_a_publication_is_noticed_by_a_program_that_runs(house: Path) -> None:
    before = load_catalogue()
    publish(house)

    after = load_catalogue()

    assert len(before.all_versions("proefplaats")) == 1
    assert len(after.all_versions("proefplaats")) == 2
    assert load_catalogue() is after


def test_a_changed_file_stops_the_start_and_says_which(house: Path) -> None:
    publish(house).write_text(LATER + "\n# later added\n", encoding="utf-8")

    with pytest.raises(SchemeFilesError, match="was changed after it was published") as raised:
        load_catalogue()

    (problem,) = raised.value.problems
    assert problem.file == f"published/{NAME}"
    assert "scheme-archive" in problem.advice
    assert verify(house) == (problem,)


def test_a_file_that_is_gone_stops_the_start(house: Path) -> None:
    publish(house).unlink()

    with pytest.raises(SchemeFilesError, match="cannot be read"):
        load_catalogue()


def test_a_program_that_runs_keeps_what_it_has_when_a_file_was_changed(house: Path) -> None:
    before = load_catalogue()
    publish(house).write_text("something else", encoding="utf-8")

    assert load_catalogue() is before
    assert [problem.file for problem in late_problems()] == [f"published/{NAME}"]


def test_what_was_repaired_is_read_again(house: Path) -> None:
    load_catalogue()
    publish(house).write_text("something else", encoding="utf-8")
    load_catalogue()
    publish(house, LATER.replace("owner: werkgroep", "owner: andere_werkgroep"))

    assert len(load_catalogue().all_versions("proefplaats")) == 2
    assert late_problems() == ()


def test_a_shipped_version_cannot_be_replaced_by_one_of_the_same_day(house: Path) -> None:
    publish(house, changed(("owner: werkgroep", "owner: ons")), "proefplaats/2020-12-01.yaml")

    with pytest.raises(SchemeFilesError, match="another file for the same day was shipped"):
        load_catalogue()


def test_a_release_that_brings_the_same_file_along_is_welcome(house: Path) -> None:
    publish(house, PLACEMENT, "proefplaats/2020-12-01.yaml")

    (version,) = load_catalogue().all_versions("proefplaats")
    assert not is_installed(version)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        json.dumps({"format": 2, "files": []}),
        json.dumps({"format": 1, "files": [{"file": "../../etc/passwd", "sha256": "0" * 64}]}),
        json.dumps({"format": 1, "files": [{"file": NAME, "sha256": "short"}]}),
        json.dumps({"format": 1, "files": [{"file": NAME}]}),
    ],
)
def test_a_list_that_cannot_be_read_is_told(house: Path, text: str) -> None:
    publish(house)
    (house / "manifest.json").write_text(text, encoding="utf-8")

    with pytest.raises(SchemeFilesError, match="list of published files cannot be read"):
        load_catalogue()


def test_a_folder_that_is_named_is_read_without_what_was_published_here(house: Path, tmp_path: Path) -> None:
    publish(house)

    assert len(load_catalogue(tmp_path / "shipped").all_versions("proefplaats")) == 1


def test_the_program_and_the_rules_look_in_the_same_data_folder(house: Path) -> None:
    assert datafolder.data_folder({"OVERSTAP_DATA": str(house.parent)}) / "schemes" == house
