import stat
from pathlib import Path

from overstap.site.datafolder import data_folder, secret_key


def test_the_data_folder_comes_from_the_environment_and_is_for_its_owner_only(tmp_path: Path) -> None:
    folder = data_folder({"OVERSTAP_DATA": str(tmp_path / "kept")})

    assert folder == tmp_path / "kept"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_secret_key_is_made_once_and_readable_for_its_owner_only(tmp_path: Path) -> None:
    first = secret_key({}, tmp_path)

    assert len(first) > 50
    assert secret_key({}, tmp_path) == first
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_a_given_secret_key_is_used_and_nothing_is_written(tmp_path: Path) -> None:
    assert secret_key({"OVERSTAP_SECRET_KEY": "given"}, tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []
