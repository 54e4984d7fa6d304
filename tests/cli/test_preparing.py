import datetime as dt

import pytest
from django.contrib.auth import get_user_model

from overstap.cli import program, storing
from overstap.cli.__main__ import main
from overstap.parties.models import Installation, Region
from overstap.site import demo
from overstap.site.installation import InstallationKind, empty_demo, installation_kind

pytestmark = pytest.mark.django_db


def play(day: dt.date | None) -> None:
    Installation.objects.update_or_create(pk=1, defaults={"demo_date": day})


def appoint() -> None:
    get_user_model().objects.create(email="echt@example.nl", name="Echt Mens")


def test_a_database_is_empty_a_demo_or_real() -> None:
    play(None)
    assert installation_kind() is InstallationKind.EMPTY

    appoint()
    assert installation_kind() is InstallationKind.REAL

    play(dt.date(2021, 2, 15))
    assert installation_kind() is InstallationKind.DEMO


def test_a_demo_is_never_loaded_among_real_accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    play(None)
    appoint()
    monkeypatch.setattr(demo, "load_demo", lambda **_: pytest.fail("loaded"))

    with pytest.raises(program.CannotStartError, match="real accounts"):
        program.prepare(demo=True)


def test_real_work_is_never_done_in_a_demo() -> None:
    play(dt.date(2021, 2, 15))

    with pytest.raises(program.CannotStartError, match="holds the demo"):
        program.prepare(demo=False)


def test_preparing_twice_changes_nothing_the_second_time() -> None:
    play(None)
    program.prepare(demo=False)
    regions = Region.objects.count()
    program.prepare(demo=False)

    assert Region.objects.count() == regions == 35


def test_a_real_installation_is_not_emptied_by_the_reset_of_a_demo(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OVERSTAP_DEMO", "0")
    monkeypatch.setattr(storing, "start_django", lambda: None)
    play(None)
    appoint()

    assert main(["demo-reset", "--yes"]) == 1
    assert "nothing was removed" in capsys.readouterr().err
    assert get_user_model().objects.filter(email="echt@example.nl").exists()
    with pytest.raises(RuntimeError):
        empty_demo()
