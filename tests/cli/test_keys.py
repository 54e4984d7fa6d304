"""`overstap keys`: which key sealed what, a fresh key, and everything on the first key."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def overstap(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("OVERSTAP", "DJANGO"))}
    return subprocess.run(
        [sys.executable, "-m", "overstap.cli", *words],
        env=kept | {"OVERSTAP_DATA": str(folder)} | more, capture_output=True, text=True, check=False,
    )  # fmt: skip


SEAL_ONE = """
import django, uuid; django.setup()
from django.utils import timezone
from overstap.parties.models import User
from overstap.payments.models import DebtorAccount
DebtorAccount.objects.create(key=uuid.uuid4(), stream="x", holder="UWV", iban="NL91ABNA0417164300", because="Besluit",
    proposed_at=timezone.now(), proposed_by=User.objects.create(email="a@example.nl", name="A"))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one account in it."""
    made = tmp_path_factory.mktemp("data")
    assert overstap(made, "migrate").returncode == 0
    settings = {"OVERSTAP_DATA": str(made), "DJANGO_SETTINGS_MODULE": "overstap.site.settings.sqlite"}
    subprocess.run([sys.executable, "-c", SEAL_ONE], env=os.environ | settings, check=True)
    return made


def test_the_file_is_made_at_the_first_start_for_its_owner_only(folder: Path) -> None:
    assert (folder / "sealing-keys").stat().st_mode & 0o777 == 0o600
    assert "seals and opens: 1 values" in overstap(folder, "keys", "status").stdout


def test_a_fresh_key_comes_first_and_everything_goes_over(folder: Path) -> None:
    before = (folder / "sealing-keys").read_text().split()
    assert overstap(folder, "keys", "new").returncode == 0
    keys = (folder / "sealing-keys").read_text().split()
    assert keys[1:] == before
    assert (folder / "sealing-keys").stat().st_mode & 0o777 == 0o600

    turned = overstap(folder, "keys", "rotate")

    assert turned.returncode == 0
    assert "payments.debtoraccount: 1 of 1" in turned.stdout
    (folder / "sealing-keys").write_text(keys[0])
    assert overstap(folder, "keys", "status").returncode == 0
    assert not any(key in turned.stdout + turned.stderr for key in keys)


@pytest.mark.parametrize("verb", [("migrate",), ("worker",)])
def test_nothing_starts_with_other_keys(folder: Path, verb: tuple[str, ...]) -> None:
    refused = overstap(folder, *verb, OVERSTAP_SEALING_KEYS="QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=")

    assert refused.returncode == 1
    assert "not among the keys of this installation" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_what_is_no_key_is_told_without_showing_it(folder: Path) -> None:
    refused = overstap(folder, "keys", "status", OVERSTAP_SEALING_KEYS="geheim-maar-kort")

    assert refused.returncode == 1
    assert "Key 1" in refused.stderr
    assert "geheim-maar-kort" not in refused.stderr


def test_a_missing_key_shows_in_the_status(folder: Path) -> None:
    shown = overstap(folder, "keys", "status", OVERSTAP_SEALING_KEYS="QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=")

    assert shown.returncode == 1
    assert "MISSING" in shown.stderr


def test_where_the_environment_holds_the_keys_a_fresh_one_is_printed(folder: Path) -> None:
    before = (folder / "sealing-keys").read_text()
    shown = overstap(folder, "keys", "new", OVERSTAP_SEALING_KEYS=before.split()[0])

    assert len(shown.stdout.strip()) == 44
    assert (folder / "sealing-keys").read_text() == before
